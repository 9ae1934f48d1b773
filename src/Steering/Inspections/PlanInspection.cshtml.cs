using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LoTrinh.Steering.Inspections;

/// <summary>Enters an inspection into the plan.</summary>
[Permits(InspectionPermissions.Manage)]
internal sealed class PlanInspectionPage(InspectionWork work, InspectionTeam teams, InspectionRules rules, OrganisationDirectory organisation, Texts texts, TimeProvider clock)
    : InspectionFormPage(teams, rules, organisation, texts, clock)
{
    public async Task OnGetAsync(CancellationToken ct)
    {
        (Year, Template) = (Today.Year, Checklists.First().Key);
        await ShowAsync(ct);
    }

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => SaveAsync((actor, draft) => work.Plan(actor, draft, ct), ct);
}
