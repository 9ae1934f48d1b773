using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Identity;

namespace LoTrinh.Steering.Tasks;

/// <summary>Tells other rooms what happened to a task; the events are saved with the change.</summary>
internal static class TaskHappenings
{
    public static TaskFacts Facts(this SteeringTask task, Actor actor, DateTime at) =>
        new(task.Id, task.Code, task.Title, task.LeadUnitId, [.. task.Coordinators.Select(c => c.UnitId)], task.CurrentDueOn, actor.AccountId, actor.Name, at);
}
