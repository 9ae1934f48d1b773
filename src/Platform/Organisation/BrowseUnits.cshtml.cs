using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Organisation;

/// <summary>The units that exist on any day, and what became of them.</summary>
[Permits(PlatformPermissions.DocumentsRead)]
internal sealed class BrowseUnitsPage(OrganisationDirectory organisation, AppDb db, TimeProvider clock) : PageModel
{
    private ILookup<Guid, Guid> _successors = Enumerable.Empty<UnitSuccession>().ToLookup(s => s.FromUnitId, s => s.ToUnitId);

    [BindProperty(Name = "ngay", SupportsGet = true)]
    public DateOnly? On { get; set; }

    public DateOnly Day => On ?? clock.Today();

    public IReadOnlyList<UnitInfo> Units { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Units = [.. organisation.On(Day)];
        _successors = (await db.UnitSuccessions.AsNoTracking().ToListAsync(ct)).ToLookup(s => s.FromUnitId, s => s.ToUnitId);
    }

    public string NameOf(Guid? id) => organisation.NameOf(id);

    public string SuccessorsOf(Guid id) => _successors.Contains(id) ? string.Join("; ", _successors[id].Select(u => NameOf(u))) : "–";
}
