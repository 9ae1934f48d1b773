using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Programmes;

/// <summary>A stretch of the plan drawn beside what was promised and what came of it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Url">Its page; null of a phase.</param>
/// <param name="Depth">How deep it stands.</param>
/// <param name="From">First day planned.</param>
/// <param name="To">Last day planned.</param>
/// <param name="Promised">The same stretch in the baseline; null where that does not have it.</param>
/// <param name="Standing">Of a phase, how it stands; null of an element.</param>
internal sealed record TimelineRow(string Name, string? Url, int Depth, DateOnly From, DateOnly To, (DateOnly From, DateOnly To)? Promised,
    PhaseStanding? Standing);

/// <summary>The timeline of an element and of everything below it, on a calendar that knows when offices rest.</summary>
[Permits(Permissions.Read)]
internal sealed class ProgrammeTimelinePage(ProgrammeQueries programmes, DeadlineEngine deadlines, Texts texts, TimeProvider clock)
    : PageModel
{
    // What takes longer is first shown by years.
    private const int LongYears = 3;

    public Programme Programme { get; private set; } = null!;

    public TimelineFrame Frame { get; private set; } = null!;

    public IReadOnlyList<TimelineRow> Rows { get; private set; } = [];

    /// <summary>The baseline drawn beside the plan; null when there is none.</summary>
    public ProgrammeBaseline? Baseline { get; private set; }

    public IReadOnlyList<ProgrammeBaseline> Baselines { get; private set; } = [];

    public DateOnly Today => clock.Today();

    public WorkingCalendar Calendar => deadlines.Calendar;

    /// <summary>Years of the drawing whose days of rest nobody has announced.</summary>
    public IEnumerable<int> UnknownYears => Enumerable.Range(Frame.From.Year, Frame.To.Year - Frame.From.Year + 1)
        .Where(y => !Calendar.Knows(y));

    public IEnumerable<SelectListItem> BaselineChoices => Baselines.Select(b =>
        new SelectListItem(ProgrammeTexts.Name(texts, b), b.Id.ToString()));

    public async Task<IActionResult> OnGetAsync(Guid id, [FromQuery(Name = "ty-le")] TimelineScale? scale,
        [FromQuery(Name = "tu")] DateOnly? month,
        [FromQuery(Name = "moc")] Guid? baseline, CancellationToken ct)
    {
        if (await programmes.FindAsync(await HttpContext.ActorAsync(), id, ct) is not { } programme
            || await programmes.TreeAsync(id, Today, false, ct) is not { } tree)
        {
            return NotFound();
        }

        var (above, _) = await programmes.AroundAsync(programme, ct);
        (Programme, Baselines) = (programme, await programmes.BaselinesAsync(programme, above, ct));
        Baseline = Baselines.FirstOrDefault(b => b.Id == baseline) ?? (Baselines is [var newest, ..] ? newest : null);
        var promised = Baseline?.Tree.Nodes.ToDictionary(n => n.Id, n => n.Content) ?? [];
        var phases = await programmes.PhasesAsync(tree, ct);
        Rows = [.. tree.InOrder().SelectMany(n => RowsOf(n.Node, n.Depth, promised.GetValueOrDefault(n.Node.Id), phases[n.Node.Id]))];
        var days = Rows.SelectMany(r => new[] { r.From, r.To, r.Promised?.From, r.Promised?.To, r.Standing?.ExpectedEnd,
            r.Standing?.Report?.StartedOn }).OfType<DateOnly>().ToList();
        var usual = days.Max().Year - days.Min().Year > LongYears ? TimelineScale.Years : TimelineScale.Quarters;
        Frame = TimelineFrame.Of(days.Min(), days.Max(), scale ?? usual, month is { Year: > 1 and < 9999 } m ? m : Today.AddMonths(-1));
        return Page();
    }

    /// <summary>How many days offices work in a stretch.</summary>
    public int WorkingDays(DateOnly from, DateOnly to) => deadlines.WorkingDaysBetween(from.AddDays(-1), to);

    /// <summary>The next working day, where a stretch ends on a day of rest.</summary>
    public DateOnly? AfterRest(DateOnly day) => deadlines.AfterRest(day);

    private static IEnumerable<TimelineRow> RowsOf(PlanNode node, int depth, PlanContent? promised, IEnumerable<PhaseStanding> phases) =>
    [
        new($"{node.Content.Code} {node.Content.Name}", $"~/chi-dao/chuong-trinh/{node.Id}", depth, node.Content.StartsOn,
            node.Content.EndsOn,
            promised is null ? null : (promised.StartsOn, promised.EndsOn), null),
        .. phases.Select(s => new TimelineRow(s.Phase.Name, null, depth + 1, s.Phase.From, s.Phase.To,
            promised?.Phases.FirstOrDefault(p => p.Key == s.Phase.Key) is { } was ? (was.From, was.To) : null, s)),
    ];
}
