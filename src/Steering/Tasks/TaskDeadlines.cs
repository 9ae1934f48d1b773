using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Tasks;

/// <summary>Open tasks whose deadline is a number of working days from issue: the calendar moves them.</summary>
internal sealed class TaskDeadlines(AppDb db, CalendarDirectory calendar) : IHoldDeadlines, IReactTo<CalendarAnnounced>
{
    public string TextKey => "steering.deadlines";

    public async Task<IReadOnlyList<MovedDeadline>> FindMovedAsync(DeadlineEngine engine, CancellationToken ct)
    {
        var counted = await db.Tasks.AsNoTracking()
            .Where(t => t.CompletedOn == null && t.State != TaskState.Draft && t.State != TaskState.Cancelled && t.State != TaskState.ReturnedByLead
                && t.DueBasis == DueBasis.WorkingDaysFromIssue
                && t.IssuedOn != null && t.DueWorkingDays != null && t.CurrentDueOn != null
                && t.Extensions.All(e => e.Granted != true || e.Reason == TaskExtension.Reissued))
            .Select(t => new { t.Id, t.Code, IssuedOn = t.IssuedOn!.Value, Days = t.DueWorkingDays!.Value, DueOn = t.CurrentDueOn!.Value })
            .OrderBy(t => t.Code).ToListAsync(ct);
        return [.. counted
            .Select(t => engine.Due(t.IssuedOn.ToDateTime(TimeOnly.MinValue), t.Days, PeriodUnit.WorkingDay).TryGet(out var due)
                ? new MovedDeadline(t.Id, t.Code, t.DueOn, due.Due) : null)
            .OfType<MovedDeadline>().Where(m => m.From != m.To)];
    }

    /// <summary>Moves what the calendar of the moment moves; a second time there is nothing left to move.</summary>
    public async Task ReactAsync(CalendarAnnounced happened, CancellationToken ct)
    {
        calendar.Refresh();
        foreach (var part in (await FindMovedAsync(calendar.Engine, ct)).Chunk(200))
        {
            var ids = part.Select(m => m.SubjectId).ToList();
            var tasks = await db.Tasks.Include(t => t.Extensions).Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, ct);
            foreach (var moved in part)
            {
                if (tasks.TryGetValue(moved.SubjectId, out var task) && task.FollowCalendar(moved.To).Ok)
                {
                    db.Record(Actor.System, "steering.task.due-moved", task, happened.Reason);
                }
            }

            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }
    }
}
