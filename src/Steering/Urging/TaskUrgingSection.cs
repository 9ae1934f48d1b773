using LoTrinh.Platform.Identity;
using LoTrinh.Steering.Tasks;

namespace LoTrinh.Steering.Urging;

/// <summary>On a task's page: its reminders, and the letters that name it.</summary>
internal sealed class TaskUrgingSection(UrgingQueries urging) : ITaskSection
{
    public string Partial => "/Urging/_TaskUrging.cshtml";

    public async Task<object?> ReadAsync(Actor actor, SteeringTask task, CancellationToken ct) =>
        await urging.OfTaskAsync(actor, task.Id, ct) is var found && (found.Reminders.Count > 0 || found.Letters.Count > 0) ? found : null;
}
