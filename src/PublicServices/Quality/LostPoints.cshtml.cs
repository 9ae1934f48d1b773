using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Quality;

/// <summary>The records that lost a component of the index its points.</summary>
[Permits(QualityPermissions.Read)]
internal sealed class LostPointsPage(IndexLosses losses, TimeProvider clock) : PageModel
{
    public IndexComponent Component { get; private set; } = null!;

    public IReadOnlyList<LostItem> Items { get; private set; } = [];

    public int Count { get; private set; }

    public int Number { get; private set; } = 1;

    public int Pages => Math.Max(1, (Count + IndexLosses.PageSize - 1) / IndexLosses.PageSize);

    public string From { get; private set; } = "";

    public string To { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(
        string component, [FromQuery(Name = "tu")] string? from, [FromQuery(Name = "den")] string? to, [FromQuery(Name = "trang")] int? number, CancellationToken ct)
    {
        if (IndexRules.On(clock.Today()).FirstOrDefault(c => c.Key == component) is not { } known)
        {
            return NotFound();
        }

        (Component, Number) = (known, Math.Clamp(number ?? 1, 1, 1_000_000));
        (From, To) = CountedDaysForm.Typed(from, to, clock.Today());
        var days = CountedDaysForm.Read(from, to, clock.Today());
        if (!days.TryGet(out var counted))
        {
            return this.Stay(days.Problems);
        }

        // The formula is that of the days that are looked at.
        Component = IndexRules.On(counted.AsOf).FirstOrDefault(c => c.Key == component) ?? known;
        (Items, Count) = await losses.OfAsync(await HttpContext.ActorAsync(), Component, counted, Number, ct);
        return Page();
    }
}
