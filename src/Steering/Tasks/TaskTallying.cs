using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LoTrinh.Steering.Tasks;

/// <summary>Writes down with each save what it changes in the counts.</summary>
/// <remarks>Rows are added, none is changed: who saves never waits for another's count.</remarks>
internal sealed class TaskTallying : SaveChangesInterceptor
{
    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is AppDb db)
        {
            Follow(db);
        }

        return ValueTask.FromResult(result);
    }

    private static void Follow(AppDb db)
    {
        // A save that failed has left its own behind; what is saved now is looked at anew.
        foreach (var left in db.ChangeTracker.Entries<TallyChange>().Where(e => e.State == EntityState.Added).ToList())
        {
            left.State = EntityState.Detached;
        }

        foreach (var task in db.ChangeTracker.Entries<SteeringTask>().Where(e => e.State is EntityState.Added or EntityState.Modified).ToList())
        {
            var before = task.State == EntityState.Added ? null : Of(task.OriginalValues);
            var after = Of(task.CurrentValues);
            if (before != after)
            {
                Add(db, before, -1);
                Add(db, after, 1);
            }
        }
    }

    private static void Add(AppDb db, Part? part, int weight)
    {
        if (part is not null)
        {
            db.TallyChanges.Add(new()
            {
                UnitId = part.UnitId, DueOn = part.DueOn, CompletedOn = part.CompletedOn, IsSubmitted = part.IsSubmitted, Weight = weight,
            });
        }
    }

    // Drafts and what was cancelled are counted nowhere.
    private static Part? Of(PropertyValues task) => task.GetValue<TaskState>(nameof(SteeringTask.State)) is var state && state is TaskState.Draft or TaskState.Cancelled
        ? null
        : new(task.GetValue<Guid>(nameof(SteeringTask.LeadUnitId)), task.GetValue<DateOnly?>(nameof(SteeringTask.CurrentDueOn)),
            task.GetValue<DateOnly?>(nameof(SteeringTask.CompletedOn)), state == TaskState.Submitted);

    private sealed record Part(Guid UnitId, DateOnly? DueOn, DateOnly? CompletedOn, bool IsSubmitted);
}
