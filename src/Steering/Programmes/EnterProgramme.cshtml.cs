using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Indicators;
using LoTrinh.Platform.Organisation;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LoTrinh.Steering.Programmes;

/// <summary>Enters an element into the tree.</summary>
[Permits(ProgrammePermissions.Plan)]
internal sealed class EnterProgrammePage(PlanWork work, ProgrammeQueries programmes, IndicatorQueries indicators, ProgrammeScope scope,
    OrganisationDirectory organisation,
    Texts texts, TimeProvider clock) : ProgrammeFormPage(programmes, indicators, scope, organisation, texts, clock)
{
    public async Task OnGetAsync([FromQuery(Name = "cha")] Guid? parent, CancellationToken ct)
    {
        (ParentId, ValidFrom) = (parent, Today);
        AddRows();
        await ShowAsync(ct);
    }

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => SaveAsync((actor, draft) => work.Enter(actor, draft, ct), ct);

    public async Task<IActionResult> OnPostMoreAsync(CancellationToken ct)
    {
        AddRows();
        await ShowAsync(ct);
        return Page();
    }
}
