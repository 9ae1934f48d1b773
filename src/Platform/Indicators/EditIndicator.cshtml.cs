using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LoTrinh.Platform.Indicators;

/// <summary>Defines an indicator anew, with the reason.</summary>
[Permits(PlatformPermissions.IndicatorsManage)]
internal sealed class EditIndicatorPage(IndicatorWork work, IndicatorQueries indicators, AppDb db, IEnumerable<IIndicatorSource> sources,
    OrganisationDirectory organisation,
    Texts texts, TimeProvider clock) : IndicatorFormPage(work, sources, organisation, texts, clock), IRemembersVersion
{
    private readonly IndicatorWork _work = work;
    private readonly OrganisationDirectory _organisation = organisation;

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Indicator Indicator { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        Fill(Indicator);
        Version = Indicator.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        return await SaveAsync(async (actor, draft) =>
        {
            var result = await _work.Mend(actor, id, Version, draft, Reason, ct);
            db.ChangeTracker.Clear();
            return result;
        }, ct);
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await indicators.FindAsync(actor, id, ct) is not { RetiredOn: null } indicator
            || _organisation.Find(indicator.OwnerUnitId) is not { } unit
            || !actor.May(PlatformPermissions.IndicatorsManage, unit.Path))
        {
            return false;
        }

        Indicator = indicator;
        return true;
    }
}
