using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Organisations;

/// <summary>The organisations that someone acts for, and those that ask them to.</summary>
[Permits(Permissions.Apply)]
internal sealed class MyOrganisationsPage(OrganisationQueries organisations) : PageModel
{
    public IReadOnlyList<OwnOrganisation> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Rows = await organisations.OwnAsync(await HttpContext.ActorAsync(), ct);
}
