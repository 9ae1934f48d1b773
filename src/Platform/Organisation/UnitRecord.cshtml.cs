using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Ledger;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Organisation;

/// <summary>One unit: what it is, where it stands in the tree, what came before and after it, who led it.</summary>
[Permits(PlatformPermissions.OrganisationRead)]
internal sealed class UnitRecordPage(UnitQueries units, AppDb db, TimeProvider clock) : PageModel
{
    [BindProperty(Name = "ngay", SupportsGet = true)]
    public DateOnly? On { get; set; }

    public DateOnly Day => On ?? clock.Today();

    public UnitWhole Whole { get; private set; } = null!;

    public bool MayEdit { get; private set; }

    public IReadOnlyList<LedgerEntry> History { get; private set; } = [];

    public string Name => Languages.IsEnglish ? Whole.Unit.NameEn : Whole.Unit.Name;

    public string State => Whole.Unit.ValidFrom > Day ? "later" : Whole.Unit.ValidTo < Day ? "ended" : "exists";

    public async Task<IActionResult> OnGetAsync(string key, CancellationToken ct)
    {
        if (await units.FindAsync(key, Day, ct) is not { } whole)
        {
            return NotFound();
        }

        Whole = whole;
        MayEdit = (await HttpContext.ActorAsync()).May(PlatformPermissions.OrganisationEdit, whole.Unit.Path);
        History = await db.Ledger.AsNoTracking().Where(e => e.SubjectId == whole.Unit.Id).OrderByDescending(e => e.Seq).Take(20).ToListAsync(ct);
        return Page();
    }

    public static string TitleOf(Position position) => Languages.IsEnglish ? position.TitleEn : position.Title;
}
