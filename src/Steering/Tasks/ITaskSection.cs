using LoTrinh.Platform.Identity;

namespace LoTrinh.Steering.Tasks;

/// <summary>A part of a task's page that another capability adds, such as what was done to urge it on. Registered scoped.</summary>
internal interface ITaskSection
{
    /// <summary>The partial page that shows the part.</summary>
    string Partial { get; }

    /// <summary>What it shows; null when there is nothing to show.</summary>
    Task<object?> ReadAsync(Actor actor, SteeringTask task, CancellationToken ct);
}
