using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Platform.Organisation;

/// <summary>Registers a unit; or, for a unit that is named anew, the one that goes on in its place.</summary>
[Permits(PlatformPermissions.OrganisationEdit)]
internal sealed class RegisterUnitPage(UnitWork work, OrganisationDirectory organisation, Texts texts, TimeProvider clock) : PageModel
{
    /// <summary>Key of the unit that the new one replaces.</summary>
    [BindProperty(Name = "thay", SupportsGet = true)]
    public string? Replaces { get; set; }

    [BindProperty]
    public string? ParentKey { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? NameEn { get; set; }

    [BindProperty]
    public string? Abbreviation { get; set; }

    [BindProperty]
    public string? OldCode { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public int? Order { get; set; }

    [BindProperty]
    public DateOnly? ValidFrom { get; set; }

    [BindProperty]
    public string? Source { get; set; }

    public UnitInfo? Old => Replaces is null ? null : organisation.Find(Replaces);

    public IEnumerable<SelectListItem> Parents => [new(texts["organisation.no-parent"], ""), .. organisation.On(clock.Today()).Select(u => new SelectListItem(u.Name, u.Key))];

    public IActionResult OnGet([FromQuery(Name = "cha")] string? parent)
    {
        if (Replaces is not null && Old is null)
        {
            return NotFound();
        }

        ParentKey = parent;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return this.Stay([]);
        }

        var draft = new UnitDraft(Key, ParentKey, Name, NameEn, Abbreviation, OldCode, Code, Order ?? Old?.Order, ValidFrom, Source);
        var actor = await HttpContext.ActorAsync();
        var result = Replaces is null ? await work.Register(actor, draft, ct) : await work.Rename(actor, Replaces, draft, ct);
        return result.TryGet(out var unit) ? this.Done($"~/to-chuc/{unit.Key}?ngay={unit.ValidFrom.Show()}") : this.Stay(result.Problems);
    }
}
