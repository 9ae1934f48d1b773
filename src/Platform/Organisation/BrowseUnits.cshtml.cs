using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Platform.Organisation;

/// <summary>The units that exist on any day, as a tree.</summary>
[Permits(PlatformPermissions.OrganisationRead)]
internal sealed class BrowseUnitsPage(UnitQueries units, TimeProvider clock) : PageModel
{
    [BindProperty(Name = "ngay", SupportsGet = true)]
    public DateOnly? On { get; set; }

    public DateOnly Day => On ?? clock.Today();

    public bool MayEdit { get; private set; }

    public IReadOnlyList<UnitNode> Trees { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        MayEdit = (await HttpContext.ActorAsync()).May(PlatformPermissions.OrganisationEdit);
        Trees = await units.TreeAsync(Day, ct);
    }
}
