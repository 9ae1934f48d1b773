using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Inspections.Sampling;

/// <summary>The samples drawn so far, each with its share confirmed, and the draw of the next.</summary>
[Permits(SamplePermissions.Read)]
internal sealed class SampleListPage(SampleQueries samples, SampleWork work, Texts texts, TimeProvider clock) : PageModel
{
    public IReadOnlyList<SampleRow> Rows { get; private set; } = [];

    public bool MayDraw { get; private set; }

    [BindProperty]
    public int? Year { get; set; }

    [BindProperty]
    public int? Quarter { get; set; }

    [BindProperty]
    public int? Size { get; set; }

    public IEnumerable<SelectListItem> Quarters =>
        [.. Enumerable.Range(1, 4).Select(n => new SelectListItem(texts["inspection.quarter-n", n], n.ToString(System.Globalization.CultureInfo.InvariantCulture)))];

    public async Task OnGetAsync(CancellationToken ct)
    {
        // The last quarter that is over.
        var last = clock.Today().AddMonths(-3);
        (Year, Quarter) = (last.Year, ((last.Month - 1) / 3) + 1);
        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        IReadOnlyList<Problem> problems = [];
        if (ModelState.IsValid)
        {
            var result = await work.Draw(await HttpContext.ActorAsync(), Year, Quarter, Size, ct);
            if (result.TryGet(out var sample))
            {
                return this.Done($"~/chi-dao/kiem-tra/chon-mau/{sample.Id}");
            }

            problems = result.Problems;
        }

        await LoadAsync(ct);
        return this.Stay(problems);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        Rows = await samples.ListAsync(actor, ct);
        MayDraw = actor.May(SamplePermissions.Draw, SamplePermissions.Everything);
    }
}
