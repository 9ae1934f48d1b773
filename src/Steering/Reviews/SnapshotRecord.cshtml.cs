using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Reviews;

/// <summary>The frozen figures: their hash checked, counted again, and the tasks that they are counted from.</summary>
[Permits(Permissions.Read)]
internal sealed class SnapshotRecordPage(ReviewQueries reviews, ReviewReader reader, ReviewScope scope, ReviewWords words,
    OrganisationDirectory organisation, Texts texts) : PageModel
{
    private const int PageSize = 25;

    public Review Review { get; private set; } = null!;

    public ReviewReading Reading { get; private set; } = null!;

    public IReadOnlyList<SnapshotTask> Tasks { get; private set; } = [];

    public int Count { get; private set; }

    public int Number { get; private set; } = 1;

    public int Pages => (Count + PageSize - 1) / PageSize;

    public string? Unit { get; private set; }

    public DueStatus? Status { get; private set; }

    public bool SeesAll { get; private set; }

    public string Title => words.Title(Review);

    public IEnumerable<SelectListItem> Units => [new(texts["steering.filter.all"], ""),
        .. Reading.Result.Units.Where(u => u.Figures.Counts.Total > 0)
        .Select(u => new SelectListItem(organisation.Find(u.Unit)?.Name ?? u.Unit, u.Unit))
            .OrderBy(u => u.Text, StringComparer.CurrentCulture)];

    public IEnumerable<SelectListItem> Statuses =>
        [new(texts["steering.filter.all"], ""), .. Enum.GetValues<DueStatus>()
            .Select(s => new SelectListItem(texts[StatusWords.Key(s)], s.ToString()))];

    /// <summary>The rates before and after adjustment, with what they are counted of.</summary>
    public IEnumerable<(string Name, string Before, string After)> Rates
    {
        get
        {
            var (f, a) = (Reading.Result.Whole, Reading.After.Whole);
            yield return (texts["steering.kpi.official"], Of(f.Counts.OfficialRate, f.Counts.Done, f.Counts.Counted),
                Of(a.Counts.OfficialRate, a.Counts.Done, a.Counts.Counted));
            yield return (texts["steering.kpi.on-time"], Of(f.Counts.OnTimeRate, f.Counts.DoneOnTime, f.Counts.Counted),
                Of(a.Counts.OnTimeRate, a.Counts.DoneOnTime, a.Counts.Counted));
            yield return (texts["review.first-deadline"], Of(f.FirstDeadlineRate, f.OnFirst, f.CountedByFirst),
                Of(a.FirstDeadlineRate, a.OnFirst, a.CountedByFirst));
        }
    }

    public async Task<IActionResult> OnGetAsync(Guid id, [FromQuery(Name = "donvi")] string? unit,
        [FromQuery(Name = "trangthai")] DueStatus? status,
        [FromQuery(Name = "trang")] int? page, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await reviews.FindAsync(actor, id, ct) is not { } review || await reader.ReadAsync(id) is not { } reading)
        {
            return NotFound();
        }

        (Review, Reading, Unit, Status, SeesAll) = (review, reading, unit, status, scope.MaySeeAll(actor, review));
        var found = reading.Frozen.Tasks.Where(t => (string.IsNullOrEmpty(unit) || t.Unit == unit)
            && (status is null || reading.Frozen.StatusOf(t) == status)
            && (SeesAll || (organisation.Find(t.Unit) is { } own && scope.MaySeeOf(actor, own.Id)))).ToList();
        (Count, Number) = (found.Count, Math.Clamp(page ?? 1, 1, 1_000_000));
        Tasks = [.. found.Skip((Number - 1) * PageSize).Take(PageSize)];
        return Page();
    }

    private static string Of(double? rate, int part, int of) => $"{ReviewWords.Percent(rate)} ({part}/{of})";
}
