using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Tasks;

/// <summary>Of the tasks that came due, the share whose product was there by the day: the honest rate, in which what is still overdue
/// counts as well.</summary>
internal sealed class TasksOnTime(AppDb db) : IIndicatorSource
{
    /// <summary>Key by which indicators are bound to it.</summary>
    public const string SourceKey = "steering.tasks-on-time";

    public string Key => SourceKey;

    public async Task<Measurement?> MeasureAsync(DateOnly from, DateOnly asOf, CancellationToken ct)
    {
        var due = db.Tasks.Where(t => t.State != TaskState.Draft && t.State != TaskState.Cancelled)
            .Where(t => t.CurrentDueOn >= from && t.CurrentDueOn <= asOf);
        var counted = await due.GroupBy(t => t.CompletedOn != null && t.CompletedOn <= t.CurrentDueOn)
            .Select(g => new { OnTime = g.Key, Count = g.Count() }).ToListAsync(ct);
        return Measurement.Share(counted.Where(c => c.OnTime).Sum(c => c.Count), counted.Sum(c => c.Count), "/chi-dao/nhiem-vu?tinh=1");
    }
}
