using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Ledger;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Steering.Urging;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Explanations;

/// <summary>One request: what was asked, what the unit explained, what was decided, and what the reader can do.</summary>
[Permits(Permissions.Read)]
internal sealed class ExplanationRecordPage(ExplanationWork work, ExplanationQueries explanations, UrgingRules rules, AppDb db,
    DeadlineEngine deadlines,
    OrganisationDirectory organisation, TimeProvider clock) : PageModel, IRemembersVersion
{
    private ILookup<string?, StoredFile> _files = Enumerable.Empty<StoredFile>().ToLookup(f => f.Part);

    public ExplanationRequest Asked { get; private set; } = null!;

    public ExplanationRow Row { get; private set; } = null!;

    public AnswerState State { get; private set; }

    public bool MayAnswer { get; private set; }

    public bool MayDecide { get; private set; }

    public IReadOnlyList<LedgerEntry> History { get; private set; } = [];

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public List<IFormFile>? Files { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public DateOnly? AnswerBy { get; set; }

    public string UnitName => organisation.NameOf(Row.UnitId);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        AnswerBy = deadlines.AddWorkingDaysOrDays(clock.Today(), rules.ExplanationWorkingDays);
        return await LoadAsync(id, ct) ? Page() : NotFound();
    }

    public Task<IActionResult> OnPostAnswerAsync(Guid id, CancellationToken ct) =>
        Do(id, a => work.Answer(a, id, Version, Text, SentFile.Of(Files), ct), ct);

    public Task<IActionResult> OnPostAcceptAsync(Guid id, CancellationToken ct) => Do(id, a => work.Accept(a, id, Version, Reason, ct), ct);

    public Task<IActionResult> OnPostAgainAsync(Guid id, CancellationToken ct) =>
        Do(id, a => work.AskAgain(a, id, Version, Reason, AnswerBy, ct), ct);

    public IReadOnlyList<StoredFile> FilesOf(ExplanationAnswer answer) => [.. _files[answer.Id.ToString()]];

    private Task<IActionResult> Do<T>(Guid id, Func<Actor, Task<Result<T>>> act, CancellationToken ct) =>
        this.ActAsync($"~/chi-dao/giai-trinh/{id}", act, () => LoadAsync(id, ct));

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await explanations.FindAsync(actor, id, ct) is not { } request || organisation.Find(request.UnitId) is not { } unit)
        {
            return false;
        }

        (Asked, Version, Row) = (request, Version ?? request.Version, await explanations.RowAsync(id, ct));
        State = Row.StateOn(clock.Today());
        MayAnswer = AnswerRule.IsOwed(request.Step) && actor.May(ExplanationPermissions.Answer, unit.Path);
        MayDecide = request.Step == AnswerStep.Answered && await work.MayDecideAsync(actor, request, ct);
        _files = (await explanations.FilesAsync(id, ct)).ToLookup(f => f.Part);
        History = await db.Ledger.AsNoTracking().Where(e => e.SubjectId == id).OrderByDescending(e => e.Seq).Take(50).ToListAsync(ct);
        return true;
    }
}
