using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Indicators;
using LoTrinh.Platform.Organisation;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LoTrinh.Steering.Programmes;

/// <summary>Writes the next version of a plan; the one before stays.</summary>
[Permits(ProgrammePermissions.Plan)]
internal sealed class ChangePlanPage(PlanWork work, ProgrammeQueries programmes, IndicatorQueries indicators, ProgrammeScope scope,
    AppDb db,
    OrganisationDirectory organisation, Texts texts, TimeProvider clock)
        : ProgrammeFormPage(programmes, indicators, scope, organisation, texts, clock), IRemembersVersion
{
    private readonly ProgrammeQueries _programmes = programmes;
    private readonly ProgrammeScope _scope = scope;

    [BindProperty]
    public int? Version { get; set; }

    public Programme Programme { get; private set; } = null!;

    public override bool IsChange => true;

    protected override Guid? ElementId => Programme.Id;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        Fill((await _programmes.PlanAsync(Programme, ct)).Content);
        (Version, ValidFrom) = (Programme.Version, Today);
        AddRows();
        await ShowAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct) => !await LoadAsync(id, ct) ? NotFound()
        : await SaveAsync(async (actor, draft) =>
    {
        var result = await work.Change(actor, id, Version, draft, ct);
        db.ChangeTracker.Clear();
        return result;
    }, ct);

    public async Task<IActionResult> OnPostMoreAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        AddRows();
        await ShowAsync(ct);
        return Page();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await _programmes.FindAsync(actor, id, ct) is not { IsActive: true } programme || !_scope.MayPlan(actor, programme.LeadUnitId))
        {
            return false;
        }

        Programme = programme;
        return true;
    }
}
