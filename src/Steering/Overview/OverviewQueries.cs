using System.Globalization;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;
using LoTrinh.Steering.Urging;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Overview;

/// <summary>Counts of a unit's tasks.</summary>
internal sealed record UnitCounts(Guid UnitId, string Name, StatusCounts Counts);

/// <summary>A bucket of overdue age, in calendar days.</summary>
internal sealed record AgeBucket(int From, int? To, int Count);

/// <summary>What waits for someone.</summary>
internal sealed record Waiting(Guid Id, string Title, Guid LeadUnitId, string? DocumentNumber, DateOnly? DueOn, TaskState State, bool AsksExtension)
{
    /// <summary>How often the unit was urged on.</summary>
    public int TimesUrged { get; init; }
}

/// <summary>Everything on the overview; each number can be asked for as a list.</summary>
internal sealed record OverviewView(DateTime AsOf, StatusCounts Counts, int AwaitingVerification, int LongestOverdueDays, IReadOnlyList<UnitCounts> Units,
    IReadOnlyList<AgeBucket> Ages, IReadOnlyList<Waiting> Waiting);

/// <summary>Counts for the overview, in a handful of queries however many tasks there are.</summary>
internal sealed class OverviewQueries(TaskQueries tasks, TaskTallies tallies, UrgingQueries urging, OrganisationDirectory organisation, DeadlineEngine deadlines, TimeProvider clock)
{
    private const int MostWaiting = 8;

    // What units only take part in is in no tally; it is counted no more often than this, unless something is saved here.
    private static readonly TimeSpan MostUnseen = TimeSpan.FromSeconds(30);
    private static readonly (int From, int? To)[] Buckets = [(1, 7), (8, 30), (31, 90), (91, null)];

    public Task<OverviewView> ReadAsync(Actor actor) =>
        tasks.KeptAsync(actor, $"{actor.May(Permissions.Verify)}|{CultureInfo.CurrentUICulture}", () => CountAsync(actor), typeof(Reminder), typeof(UrgingLetter));

    private async Task<OverviewView> CountAsync(Actor actor)
    {
        var today = tasks.Today;
        var seen = tasks.Parts(actor, new());
        var (units, overdue) = await TalliesAsync(actor, seen);
        var ages = overdue.Select(o => (Days: today.DayNumber - o.Key.DayNumber, Count: o.Value)).ToList();
        return new(
            clock.GetUtcNow().UtcDateTime,
            StatusCounts.Sum(units.Select(u => u.Counts)),
            units.Sum(u => u.Submitted),
            overdue.Count == 0 ? 0 : deadlines.WorkingDaysBetween(overdue.Keys.Min(), today),
            [.. units.Select(u => new UnitCounts(u.UnitId, organisation.NameOf(u.UnitId), u.Counts))
                .OrderByDescending(u => u.Counts.Overdue).ThenByDescending(u => u.Counts.Total).ThenBy(u => u.Name, StringComparer.CurrentCulture)],
            [.. Buckets.Select(b => new AgeBucket(b.From, b.To, ages.Where(a => a.Days >= b.From && a.Days <= (b.To ?? int.MaxValue)).Sum(a => a.Count)))],
            await WaitingForAsync(actor, seen));
    }

    // Who sees every task shares what is counted for all; for whoever sees some, what their units lead is in it, and what they only take part in is counted.
    private async Task<(IReadOnlyList<UnitTally> Units, Dictionary<DateOnly, int> Overdue)> TalliesAsync(Actor actor, SeenTasks seen)
    {
        var (today, tallied) = (tasks.Today, await tallies.ReadAsync());
        if (tallied is not null && seen.Units is null)
        {
            return (tallied.Units, tallied.OpenByDue.Where(d => d.Key < today).ToDictionary());
        }

        var led = tallied is not null && seen.Units is not null ? tallied.Among(seen.Units) : await tasks.TallyAsync(seen.Led);
        var overdue = await OverdueAsync(seen.Led, today);
        if (seen.Shared is null)
        {
            return (led, overdue);
        }

        var shared = await tasks.KeptAsync(actor, "shared", MostUnseen, async () => (Units: await tasks.TallyAsync(seen.Shared), Overdue: await OverdueAsync(seen.Shared, today)));
        return ([.. led, .. shared.Units], overdue.Concat(shared.Overdue).GroupBy(o => o.Key).ToDictionary(g => g.Key, g => g.Sum(o => o.Value)));
    }

    private static Task<Dictionary<DateOnly, int>> OverdueAsync(IQueryable<SteeringTask> some, DateOnly today) =>
        some.Where(t => !t.IsUndated && t.CompletedOn == null && t.CurrentDueOn < today).GroupBy(t => t.CurrentDueOn!.Value)
            .Select(g => new { Due = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Due, g => g.Count);

    // The office is waited for where something was handed in or asked; a unit where something is new, returned or overdue.
    private async Task<IReadOnlyList<Waiting>> WaitingForAsync(Actor actor, SeenTasks parts)
    {
        var found = new List<Waiting>();
        foreach (var part in new[] { parts.Led, parts.Shared }.OfType<IQueryable<SteeringTask>>())
        {
            await AddWaitingAsync(found, actor, part);
        }

        var waiting = found.DistinctBy(w => w.Id).OrderBy(w => w.State != TaskState.Submitted).ThenBy(w => w.DueOn ?? DateOnly.MaxValue).Take(MostWaiting).ToList();
        var urged = await urging.TimesUrgedAsync([.. waiting.Select(w => w.Id)], CancellationToken.None);
        return waiting.ConvertAll(w => w with { TimesUrged = urged.GetValueOrDefault(w.Id) });
    }

    private async Task AddWaitingAsync(List<Waiting> found, Actor actor, IQueryable<SteeringTask> seen)
    {
        var today = tasks.Today;
        var overdue = seen.Where(t => !t.IsUndated && t.CompletedOn == null && t.CurrentDueOn < today);
        // One after the other, each along its own index: put together with "or" the database would go through every task.
        IQueryable<SteeringTask>[] kinds = actor.May(Permissions.Verify)
            ? [seen.Where(t => t.State == TaskState.Submitted), seen.Where(t => t.State == TaskState.ReturnedByLead), seen.Where(t => t.Extensions.Any(e => e.Granted == null)), overdue]
            : [seen.Where(t => t.State == TaskState.Issued), overdue];
        foreach (var kind in kinds)
        {
            found.AddRange(await kind.OrderBy(t => t.IsUndated).ThenBy(t => t.CurrentDueOn).ThenBy(t => t.Id).Take(MostWaiting)
                .Select(t => new Waiting(t.Id, t.Title, t.LeadUnitId, t.DocumentNumber, t.CurrentDueOn, t.State, t.Extensions.Any(e => e.Granted == null)))
                .ToListAsync());
        }
    }
}
