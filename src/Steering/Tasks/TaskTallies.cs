using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Tasks;

/// <summary>Every task of the ministry, counted.</summary>
/// <param name="Units">By the unit that leads.</param>
/// <param name="OpenByDue">Open tasks by the day they are due.</param>
internal sealed record Tallied(IReadOnlyList<UnitTally> Units, IReadOnlyDictionary<DateOnly, int> OpenByDue)
{
    private static readonly TaskFilter Everything = new();

    /// <summary>All of them.</summary>
    public StatusCounts Counts { get; } = StatusCounts.Sum(Units.Select(u => u.Counts));

    /// <summary>How many tasks a list of the filter has; null when these counts do not say.</summary>
    /// <param name="filter">What the list is narrowed to.</param>
    /// <param name="today">The office's day.</param>
    /// <param name="units">The units whose tasks count; null where all do.</param>
    public int? Count(TaskFilter filter, DateOnly today, IReadOnlySet<Guid>? units = null) =>
        filter with { Page = 1, Sort = null, Status = null, UnitId = null, Done = false, Counted = false } == Everything ? Of(Of(filter.UnitId, units), filter)
        : units is null && filter.OverdueFrom >= 1 && filter with { Page = 1, Sort = null, OverdueFrom = null, OverdueTo = null } == Everything ? Overdue(filter, today) : null;

    /// <summary>Counts of those of the units that lead tasks.</summary>
    public IReadOnlyList<UnitTally> Among(IReadOnlySet<Guid> units) => [.. Units.Where(u => units.Contains(u.UnitId))];

    private StatusCounts Of(Guid? one, IReadOnlySet<Guid>? units) => one is { } unit
        ? units?.Contains(unit) == false ? StatusCounts.Sum([]) : Units.FirstOrDefault(u => u.UnitId == unit)?.Counts ?? StatusCounts.Sum([])
        : units is null ? Counts : StatusCounts.Sum(Among(units).Select(u => u.Counts));

    private static int? Of(StatusCounts counts, TaskFilter filter) => (filter.Status, filter.Done, filter.Counted) switch
    {
        (null, false, false) => counts.Total,
        (null, true, false) => counts.Done,
        (null, false, true) => counts.Counted,
        ({ } status, false, false) => counts[status],
        _ => null,
    };

    private int Overdue(TaskFilter filter, DateOnly today) => OpenByDue
        .Where(d => d.Key < today && today.DayNumber - d.Key.DayNumber is var late && late >= filter.OverdueFrom && late <= (filter.OverdueTo ?? int.MaxValue))
        .Sum(d => d.Value);
}

/// <summary>The counts as they are now: what was counted as a whole, and what was saved since.</summary>
internal sealed class TaskTallies(AppDb db, DeadlineEngine deadlines, TimeProvider clock, Kept kept)
{
    private const int Attempts = 4;

    /// <summary>The counts; null when nobody has counted for today yet, and each list has to count for itself.</summary>
    public Task<Tallied?> ReadAsync() => kept.GetAsync($"steering|tallied|{clock.Today():yyyyMMdd}", [typeof(SteeringTask)], SumAsync);

    private async Task<Tallied?> SumAsync()
    {
        var (today, soon) = (clock.Today(), deadlines.AddWorkingDaysOrDays(clock.Today(), DueSoon.WorkingDays));
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var sheet = await db.TallySheets.AsNoTracking().SingleOrDefaultAsync();
            if (sheet is null || sheet.CountedFor != today || sheet.SoonUntil != soon)
            {
                return null;
            }

            var lines = await db.TallyLines.AsNoTracking().ToListAsync();
            var dues = await db.TallyDues.AsNoTracking().ToListAsync();
            var changes = await db.TallyChanges.AsNoTracking().ToListAsync();
            // They were read one after the other: counted anew meanwhile, they would not belong together.
            if (await db.TallySheets.AnyAsync(s => s.Number == sheet.Number))
            {
                return new(Units(lines, changes, today, soon), ByDue(dues, changes));
            }
        }

        return null;
    }

    private static List<UnitTally> Units(List<TallyLine> lines, List<TallyChange> changes, DateOnly today, DateOnly soon)
    {
        var units = lines.ToDictionary(l => l.UnitId, l => new UnitTally(l.UnitId, l.Counts, l.Submitted));
        foreach (var change in changes)
        {
            var unit = units.GetValueOrDefault(change.UnitId) ?? new UnitTally(change.UnitId, StatusCounts.Sum([]), 0);
            units[change.UnitId] = unit with
            {
                Counts = unit.Counts.With(StatusRule.Of(change.DueOn, change.CompletedOn, today, soon), change.Weight),
                Submitted = unit.Submitted + (change.IsSubmitted ? change.Weight : 0),
            };
        }

        return [.. units.Values.Where(u => u.Counts.Total > 0)];
    }

    private static Dictionary<DateOnly, int> ByDue(List<TallyDue> dues, List<TallyChange> changes)
    {
        var open = dues.ToDictionary(d => d.DueOn, d => d.Open);
        foreach (var change in changes.Where(c => c.CompletedOn is null && c.DueOn is not null))
        {
            open[change.DueOn!.Value] = open.GetValueOrDefault(change.DueOn.Value) + change.Weight;
        }

        return open.Where(d => d.Value > 0).ToDictionary();
    }
}
