using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Organisations;

/// <summary>The organisations that the desk has to decide on, the one that waits longest on top.</summary>
[Permits(OrganisationPermissions.Confirm)]
internal sealed class OrganisationDeskPage(OrganisationQueries organisations) : PageModel
{
    public IReadOnlyList<DeskOrganisation> Rows { get; private set; } = [];

    public int Count { get; private set; }

    public bool All { get; private set; }

    public int Number { get; private set; } = 1;

    public int Pages => Math.Max(1, (Count + OrganisationQueries.PageSize - 1) / OrganisationQueries.PageSize);

    public async Task OnGetAsync([FromQuery(Name = "tat-ca")] string? all, [FromQuery(Name = "trang")] int? number, CancellationToken ct)
    {
        (All, Number) = (all == "1", Math.Clamp(number ?? 1, 1, 1_000_000));
        (Rows, Count) = await organisations.DeskAsync(All, Number, ct);
    }
}
