using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Processing;

/// <summary>The steps that wait for the officer's units, the dossier whose legal time ends first on top; many can be agreed to at once.</summary>
[Permits(Permissions.Handle)]
internal sealed class WorkQueuePage(
    ProcessingQueries queries, StepWork work, ProcedureCatalogue catalogue, OrganisationDirectory organisation, DeadlineEngine deadlines, TimeProvider clock, Texts texts) : PageModel
{
    public WorkFilter Filter { get; private set; } = new();

    public IReadOnlyList<WorkRow> Rows { get; private set; } = [];

    public int Count { get; private set; }

    public Actor Reader { get; private set; } = Actor.Nobody;

    public int Pages => (Count + WorkFilter.PageSize - 1) / WorkFilter.PageSize;

    public DateTime AsOf => clock.UtcNow();

    /// <summary>Tasks that are agreed to.</summary>
    [BindProperty]
    public List<Guid> Chosen { get; set; } = [];

    public async Task OnGetAsync([FromQuery(Name = "loai")] string? kind, [FromQuery(Name = "cua-toi")] string? mine, [FromQuery(Name = "trang")] int? page, CancellationToken ct) =>
        await LoadAsync(new(mine == "1", Kind(kind), Math.Max(1, page ?? 1)), ct);

    public async Task<IActionResult> OnPostApproveAsync(CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (!actor.May(Permissions.Approve))
        {
            return Forbid();
        }

        if (Chosen.Count == 0)
        {
            await LoadAsync(new(Kind: StepKind.Approve), ct);
            return this.Stay([Problem.Invalid("services.none-chosen", nameof(Chosen))]);
        }

        var done = await work.ApproveMany(actor, Chosen, ct);
        var refused = done.Where(d => !d.Result.Ok).ToList();
        if (refused.Count == 0)
        {
            return this.Done("~/dich-vu-cong/xu-ly?loai=approve", "services.work.agreed");
        }

        await LoadAsync(new(Kind: StepKind.Approve), ct);
        return this.Stay([.. refused.Select(r => Problem.Conflict("services.not-agreed", r.Code, texts.Say(r.Result.Problems[0])))]);
    }

    /// <summary>Whether the reader may agree for the unit that has it.</summary>
    public bool MayAgree(WorkRow row) => row.Kind == StepKind.Approve && row.Status == DossierStatus.Processing
        && organisation.Find(row.UnitId) is { } unit && Reader.May(Permissions.Approve, unit.Path);

    public Procedure ProcedureOf(WorkRow row) => catalogue.Of(row.ProcedureCode, row.RecordId);

    public string StepOf(WorkRow row) => ProcessRun.StepsOf(ProcedureOf(row)).FirstOrDefault(s => s.Key == row.Step)?.Name ?? texts["services.step.asked"];

    public string UnitOf(WorkRow row) => organisation.NameOf(row.UnitId);

    /// <summary>How much of the law's time is left, in words.</summary>
    public (string Text, string Color) Left(WorkRow row) => row switch
    {
        { Status: DossierStatus.SupplementRequested } => (texts["services.queue.waits"], "neutral"),
        { DueOn: null } => ("–", "neutral"),
        { DueOn: { } due } when due < clock.Today() => (deadlines.WorkingDaysBetween(due, clock.Today()) is var late and > 0 ? texts["services.late-by", late] : texts["services.late"], "danger"),
        { DueOn: { } due } when due == clock.Today() => (texts["services.queue.today"], "warning"),
        { DueOn: { } due } => (texts["services.unit.working-day", deadlines.WorkingDaysBetween(clock.Today(), due)], "neutral"),
    };

    private static StepKind? Kind(string? typed) => Enum.TryParse<StepKind>(typed, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : null;

    private async Task LoadAsync(WorkFilter filter, CancellationToken ct)
    {
        (Reader, Filter) = (await HttpContext.ActorAsync(), filter);
        (Rows, Count) = await queries.WorkAsync(Reader, filter, ct);
    }
}
