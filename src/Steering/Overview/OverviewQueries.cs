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

/// <summary>Counts for the overview, in five queries however many tasks there are.</summary>
internal sealed class OverviewQueries(TaskQueries tasks, UrgingQueries urging, OrganisationDirectory organisation, DeadlineEngine deadlines, TimeProvider clock)
{
    private static readonly (int From, int? To)[] Buckets = [(1, 7), (8, 30), (31, 90), (91, null)];

    public Task<OverviewView> ReadAsync(Actor actor) =>
        tasks.KeptAsync(actor, $"{actor.May(Permissions.Verify)}|{CultureInfo.CurrentUICulture}", () => CountAsync(actor), typeof(Reminder), typeof(UrgingLetter));

    private async Task<OverviewView> CountAsync(Actor actor)
    {
        var today = tasks.Today;
        var seen = tasks.Seen(actor);
        var units = await tasks.TallyAsync(seen);
        var overdueDays = await seen.Where(t => t.CompletedOn == null && t.CurrentDueOn < today)
            .GroupBy(t => t.CurrentDueOn).Select(g => new { Due = g.Key, Count = g.Count() }).ToListAsync();
        var ages = overdueDays.Select(o => (Days: today.DayNumber - o.Due!.Value.DayNumber, o.Count)).ToList();
        return new(
            clock.GetUtcNow().UtcDateTime,
            StatusCounts.Sum(units.Select(u => u.Counts)),
            units.Sum(u => u.Submitted),
            overdueDays.Count == 0 ? 0 : deadlines.WorkingDaysBetween(overdueDays.Min(o => o.Due)!.Value, today),
            [.. units.Select(u => new UnitCounts(u.UnitId, organisation.NameOf(u.UnitId), u.Counts))
                .OrderByDescending(u => u.Counts.Overdue).ThenByDescending(u => u.Counts.Total).ThenBy(u => u.Name, StringComparer.CurrentCulture)],
            [.. Buckets.Select(b => new AgeBucket(b.From, b.To, ages.Where(a => a.Days >= b.From && a.Days <= (b.To ?? int.MaxValue)).Sum(a => a.Count)))],
            await WaitingForAsync(actor, seen));
    }

    // The office is waited for where something was handed in or asked; a unit where something is new, returned or overdue.
    private async Task<IReadOnlyList<Waiting>> WaitingForAsync(Actor actor, IQueryable<SteeringTask> seen)
    {
        var today = tasks.Today;
        var mine = actor.May(Permissions.Verify)
            ? seen.Where(t => t.State == TaskState.Submitted || t.State == TaskState.ReturnedByLead || t.Extensions.Any(e => e.Granted == null)
                || (t.CompletedOn == null && t.CurrentDueOn < today))
            : seen.Where(t => t.State == TaskState.Issued || (t.CompletedOn == null && t.CurrentDueOn < today));
        var waiting = await mine.OrderBy(t => t.State == TaskState.Submitted ? 0 : 1).ThenBy(t => t.CurrentDueOn).Take(8)
            .Select(t => new Waiting(t.Id, t.Title, t.LeadUnitId, t.DocumentNumber, t.CurrentDueOn, t.State, t.Extensions.Any(e => e.Granted == null)))
            .ToListAsync();
        var urged = await urging.TimesUrgedAsync([.. waiting.Select(w => w.Id)], CancellationToken.None);
        return waiting.ConvertAll(w => w with { TimesUrged = urged.GetValueOrDefault(w.Id) });
    }
}
