using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LoTrinh.Steering.Inspections;

/// <summary>Writes a plan anew, until it starts.</summary>
[Permits(InspectionPermissions.Manage)]
internal sealed class EditInspectionPage(InspectionWork work, InspectionQueries inspections, InspectionScope scope, AppDb db, InspectionTeam teams, InspectionRules rules,
    OrganisationDirectory organisation, Texts texts, TimeProvider clock) : InspectionFormPage(teams, rules, organisation, texts, clock), IRemembersVersion
{
    [BindProperty]
    public int? Version { get; set; }

    public Inspection Inspection { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        Fill(Inspection);
        Version = Inspection.Version;
        await ShowAsync(ct);
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
            var result = await work.Mend(actor, id, Version, draft, ct);
            db.ChangeTracker.Clear();
            return result;
        }, ct);
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await inspections.FindAsync(actor, id, ct) is not { IsMendable: true } inspection || !scope.MayManage(actor, inspection))
        {
            return false;
        }

        Inspection = inspection;
        return true;
    }
}
