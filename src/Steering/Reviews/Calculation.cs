using System.Collections.Immutable;
using LoTrinh.Platform.Data;
using LoTrinh.Steering.Tasks;

namespace LoTrinh.Steering.Reviews;

/// <summary>What is counted of some tasks, and the rates made of it.</summary>
/// <param name="Counts">By official status.</param>
/// <param name="OnFirst">Done by the first deadline.</param>
/// <param name="CountedByFirst">Done, or overdue by the first deadline.</param>
/// <param name="Extended">Tasks whose deadline was moved.</param>
/// <param name="Updated">Open tasks that were reported on within the period.</param>
/// <param name="Open">Open tasks.</param>
internal sealed record ReviewFigures(StatusCounts Counts, int OnFirst, int CountedByFirst, int Extended, int Updated, int Open)
{
    /// <summary>Share done by the first deadline of what is done or overdue by it, 0–1: extensions do not help. Null when there is
    /// none.</summary>
    public double? FirstDeadlineRate => CountedByFirst == 0 ? null : (double)OnFirst / CountedByFirst;
}

/// <summary>What a criterion gave: so much weight of so much.</summary>
/// <param name="Measure">The criterion.</param>
/// <param name="Weight">Its share of the points.</param>
/// <param name="Part">Weight of the tasks that meet it.</param>
/// <param name="Of">Weight of the tasks it is measured on; 0 leaves it out.</param>
internal sealed record CriterionScore(Measure Measure, int Weight, int Part, int Of);

/// <summary>A unit's figures and its score.</summary>
/// <param name="Unit">Key of the unit.</param>
/// <param name="Figures">Its figures.</param>
/// <param name="Score">0–100 with one decimal; null where there is nothing to score.</param>
/// <param name="Level">Level reached.</param>
/// <param name="Rank">Place among the scored units; the same score shares the place.</param>
/// <param name="Parts">What the score is made of.</param>
internal sealed record UnitResult(string Unit, ReviewFigures Figures, decimal? Score, string? Level, int? Rank,
    ImmutableArray<CriterionScore> Parts);

/// <summary>What a period comes to.</summary>
/// <param name="Whole">Of all tasks.</param>
/// <param name="Units">By unit, by rank, those without score last.</param>
internal sealed record ReviewResult(ReviewFigures Whole, ImmutableArray<UnitResult> Units)
{
    /// <summary>Its figures in an order that is their own, whatever the records that hold them come to look like: what is compared with the
    /// freezing for ever.</summary>
    public string Fingerprint => CanonicalJson.HashOf(CanonicalJson.Write(Units.Select(u => new object?[]
    {
        u.Unit, u.Score, u.Level, u.Rank, u.Parts.Select(p => new object?[] { p.Measure, p.Weight, p.Part, p.Of }), Numbers(u.Figures),
    }).Append([Numbers(Whole)])));

    private static int[] Numbers(ReviewFigures f) =>
    [
        f.Counts.InTime, f.Counts.DueSoon, f.Counts.Overdue, f.Counts.DoneOnTime, f.Counts.DoneLate, f.Counts.NoDeadline, f.Counts.DoneUndated,
        f.OnFirst, f.CountedByFirst, f.Extended, f.Updated, f.Open,
    ];

    public UnitResult? Of(string unit) => Units.FirstOrDefault(u => u.Unit == unit);
}

/// <summary>The calculations, by version. One that snapshots were frozen under is never changed: another way of counting gets the next
/// number.</summary>
internal static class Calculations
{
    /// <summary>The version that snapshots are frozen under now.</summary>
    public const int Current = 1;

    /// <summary>What a snapshot comes to, by the calculation it names.</summary>
    /// <exception cref="NotSupportedException">There is no such calculation.</exception>
    public static ReviewResult Of(SnapshotContent content) => content.Calculation switch
    {
        1 => CalculationOne.Of(content),
        _ => throw new NotSupportedException($"No calculation {content.Calculation}"),
    };
}

/// <summary>Calculation 1: statuses and rates as tasks and overview count them; scores by weight.</summary>
internal static class CalculationOne
{
    private const decimal Full = 100;

    public static ReviewResult Of(SnapshotContent content)
    {
        var byUnit = content.Tasks.ToLookup(t => t.Unit, StringComparer.Ordinal);
        var units = content.Units.Where(u => u.Reports || byUnit.Contains(u.Key)).Select(u => Score(content, u.Key, [.. byUnit[u.Key]]))
            .ToList();
        return new(Figures(content, content.Tasks), [.. Ranked(units)]);
    }

    /// <summary>Tasks that a criterion is measured on, and whether each meets it.</summary>
    public static IEnumerable<(SnapshotTask Task, bool Meets)> Measured(SnapshotContent content, Measure measure,
        IEnumerable<SnapshotTask> tasks) => measure switch
        {
            Measure.OnTime => tasks.Where(t => IsCounted(content, t)).Select(t => (t, content.StatusOf(t) == DueStatus.DoneOnTime)),
            Measure.OnFirstDeadline => tasks.Where(t => IsCountedByFirst(content, t)).Select(t => (t, IsOnFirst(t))),
            Measure.Updated => tasks.Where(t => t.CompletedOn is null && t.IssuedOn.AddDays(content.Rubric.UpdatedFromDays) <= content.AsOf)
                .Select(t => (t, IsUpdated(content, t))),
            _ => tasks.Where(t => t.CompletedOn is not null).Select(t => (t, t.Rejections == 0)),
        };

    private static ReviewFigures Figures(SnapshotContent content, IReadOnlyCollection<SnapshotTask> tasks)
    {
        var by = tasks.CountBy(content.StatusOf).ToDictionary(p => p.Key, p => p.Value);
        int N(DueStatus status) => by.GetValueOrDefault(status);
        return new(new(N(DueStatus.InTime), N(DueStatus.DueSoon), N(DueStatus.Overdue), N(DueStatus.DoneOnTime), N(DueStatus.DoneLate),
            N(DueStatus.NoDeadline), N(DueStatus.DoneUndated)),
            tasks.Count(IsOnFirst), tasks.Count(t => IsCountedByFirst(content, t)), tasks.Count(t => t.Extensions > 0),
            tasks.Count(t => t.CompletedOn is null && IsUpdated(content, t)), tasks.Count(t => t.CompletedOn is null));
    }

    private static UnitResult Score(SnapshotContent content, string unit, IReadOnlyCollection<SnapshotTask> tasks)
    {
        ImmutableArray<CriterionScore> parts = [.. content.Rubric.Criteria.Select(c =>
        {
            var measured = Measured(content, c.Measure, tasks).ToList();
            return new CriterionScore(c.Measure, c.Weight, measured.Where(m => m.Meets).Sum(m => m.Task.Weight),
                measured.Sum(m => m.Task.Weight));
        })];
        // Nothing to measure gives no points and takes none; without what is needed there is no score at all.
        var scored = parts.Where(p => p.Of > 0).ToList();
        decimal? score = !scored.Exists(p => p.Measure == content.Rubric.Needed) ? null
            : Math.Round(Full * scored.Sum(p => p.Weight * ((decimal)p.Part / p.Of)) / scored.Sum(p => p.Weight), 1,
                MidpointRounding.AwayFromZero);
        return new(unit, Figures(content, tasks), score, score is { } known ? content.Rubric.LevelOf(known) : null, null, parts);
    }

    private static IEnumerable<UnitResult> Ranked(List<UnitResult> units) =>
        units.OrderBy(u => u.Score is null).ThenByDescending(u => u.Score).ThenBy(u => u.Unit, StringComparer.Ordinal)
            .Select(u => u with { Rank = u.Score is null ? null : 1 + units.Count(o => o.Score > u.Score) });

    private static bool IsCounted(SnapshotContent content, SnapshotTask t) =>
        content.StatusOf(t) is DueStatus.DoneOnTime or DueStatus.DoneLate or DueStatus.Overdue;

    // What never had a deadline is neither on time nor late (decision 13).
    private static bool IsCountedByFirst(SnapshotContent content, SnapshotTask t) =>
        t.FirstDueOn is { } first && (t.CompletedOn is not null || first < content.AsOf);

    private static bool IsOnFirst(SnapshotTask t) => t.CompletedOn <= t.FirstDueOn;

    private static bool IsUpdated(SnapshotContent content, SnapshotTask t) => t.ReportedOn >= content.Period.From;
}
