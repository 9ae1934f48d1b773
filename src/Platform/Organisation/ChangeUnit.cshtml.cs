using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Platform.Organisation;

/// <summary>What an administrator does to a unit: end it with its successors, add positions, record who holds them.</summary>
[Permits(PlatformPermissions.OrganisationEdit)]
internal sealed class ChangeUnitPage(UnitWork work, UnitQueries units, OrganisationDirectory organisation, Texts texts, TimeProvider clock) : PageModel
{
    [BindProperty]
    public DateOnly? LastDay { get; set; }

    [BindProperty]
    public List<string>? Successors { get; set; }

    [BindProperty]
    public string? Basis { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? TitleEn { get; set; }

    [BindProperty]
    public Guid? PositionId { get; set; }

    [BindProperty]
    public string? PersonName { get; set; }

    [BindProperty]
    public DateOnly? HolderFrom { get; set; }

    [BindProperty]
    public DateOnly? HolderTo { get; set; }

    [BindProperty]
    public string? HolderSource { get; set; }

    [BindProperty]
    public Guid? HolderId { get; set; }

    [BindProperty]
    public DateOnly? TermEnd { get; set; }

    public UnitWhole Whole { get; private set; } = null!;

    /// <summary>Units that could go on with the work: all that exist after today or later, but this one.</summary>
    public IEnumerable<SelectListItem> Others => organisation.All.Values.Where(u => u.Id != Whole.Unit.Id && (u.ValidTo is null || u.ValidTo > clock.Today()))
        .OrderBy(u => u.Name, StringComparer.CurrentCulture).Select(u => new SelectListItem($"{u.Name} ({u.ValidFrom.Show()}–{u.ValidTo?.Show() ?? texts["organisation.now"]})", u.Key));

    public IEnumerable<SelectListItem> Positions => Whole.Positions.Select(p => new SelectListItem(UnitRecordPage.TitleOf(p), p.Id.ToString()));

    public IEnumerable<SelectListItem> Holders => Whole.Positions.SelectMany(p => p.Holders.Where(h => h.To is null)
        .Select(h => new SelectListItem($"{h.PersonName} – {UnitRecordPage.TitleOf(p)}", h.Id.ToString())));

    public async Task<IActionResult> OnGetAsync(string key, CancellationToken ct) => await LoadAsync(key, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostEndAsync(string key, CancellationToken ct) => Do(key, a => work.End(a, key, LastDay, Successors ?? [], Basis, ct), ct);

    public Task<IActionResult> OnPostPositionAsync(string key, CancellationToken ct) => Do(key, a => work.AddPosition(a, key, Title, TitleEn, ct), ct);

    public Task<IActionResult> OnPostHolderAsync(string key, CancellationToken ct) =>
        Do(key, a => work.AddHolder(a, key, PositionId ?? Guid.Empty, PersonName, HolderFrom, HolderTo, HolderSource, ct), ct);

    public Task<IActionResult> OnPostTermAsync(string key, CancellationToken ct) => Do(key, a => work.EndHolder(a, key, HolderId ?? Guid.Empty, TermEnd, ct), ct);

    private async Task<IActionResult> Do<T>(string key, Func<Actor, Task<Result<T>>> act, CancellationToken ct)
    {
        if (!await LoadAsync(key, ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Stay([]);
        }

        var result = await act(await HttpContext.ActorAsync());
        return result.Ok ? this.Done($"~/to-chuc/{key}") : this.Stay(result.Problems);
    }

    private async Task<bool> LoadAsync(string key, CancellationToken ct)
    {
        Whole = (await units.FindAsync(key, clock.Today(), ct))!;
        return Whole is not null;
    }
}
