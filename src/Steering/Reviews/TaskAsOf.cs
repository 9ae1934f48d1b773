using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;

namespace LoTrinh.Steering.Reviews;

/// <summary>A task as it stood at an instant.</summary>
internal sealed record TaskThen(SteeringTask Task, Guid LeadUnitId, DateOnly? DueOn, DateOnly? CompletedOn, bool IsSubmitted, int Progress,
    DateOnly? ReportedOn,
    int Extensions, int Rejections, string? Obstacles);

/// <summary>
/// Reads from a task's own rows how it stood at an instant that has passed: freezing a day late freezes the same. Its updates, extensions,
/// submissions and transfers must be loaded.
/// </summary>
/// <remarks>Titles and deadlines that follow an announcement of the calendar are read as they are now; both move before the work is due,
/// with a ledger entry.</remarks>
internal static class TaskAsOf
{
    /// <summary>The task at <paramref name="period"/>'s cut-off; null when it does not count in that period: not issued yet, cancelled, or
    /// done in an earlier one.</summary>
    /// <param name="task">The task as it is now.</param>
    /// <param name="period">The period.</param>
    /// <param name="cutOff">The instant, UTC; before the period ends, now.</param>
    /// <param name="cancelledAt">When it was cancelled, UTC; null where it was not.</param>
    public static TaskThen? Of(SteeringTask task, ReportPeriod period, DateTime cutOff, DateTime? cancelledAt)
    {
        var accepted = task.Submissions.FirstOrDefault(s => s.Accepted == true && s.DecidedAt < cutOff);
        if (task.State == TaskState.Draft || task.IssuedOn is not { } issued || issued.StartUtc() >= cutOff || cancelledAt < cutOff
            || accepted?.DecidedAt < period.FromAt)
        {
            return null;
        }

        var updates = task.Updates.Where(u => u.At < cutOff).OrderBy(u => u.At).ThenBy(u => u.Id).ToList();
        var sent = task.Submissions.Where(s => s.At < cutOff).ToList();
        var granted = task.Extensions.Where(e => e.Granted == true).OrderBy(e => e.DecidedAt).ToList();
        var last = updates.LastOrDefault();
        return new(task, LeadAt(task, cutOff), granted.Find(e => e.DecidedAt >= cutOff) is { } later ? later.FromDueOn : task.CurrentDueOn,
            accepted?.On,
            accepted is null && sent.Exists(s => s.Accepted is null || s.DecidedAt >= cutOff), accepted is null ? last?.Progress ?? 0 : 100,
            Later(last?.At, sent.Count == 0 ? null : sent.Max(s => s.At))?.OfficeDay(), granted.Count(e => e.DecidedAt < cutOff),
            sent.Count(s => s.Accepted == false && s.DecidedAt < cutOff),
                updates.LastOrDefault(u => u.At >= period.FromAt && u.Obstacles is not null)?.Obstacles);
    }

    private static Guid LeadAt(SteeringTask task, DateTime cutOff) =>
        task.Transfers.Where(t => t.WasLead && t.At >= cutOff).OrderBy(t => t.At).FirstOrDefault()?.FromUnitId ?? task.LeadUnitId;

    private static DateTime? Later(DateTime? a, DateTime? b) => a is null || b > a ? b : a;
}
