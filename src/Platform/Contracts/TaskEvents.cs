using LoTrinh.Platform.Events;

namespace LoTrinh.Platform.Contracts;

/// <summary>A steering task as it was when something happened to it.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Code">Its code.</param>
/// <param name="Title">Its title.</param>
/// <param name="LeadUnitId">The one unit that leads.</param>
/// <param name="CoordinatorUnitIds">Units that help.</param>
/// <param name="DueOn">The day now due.</param>
/// <param name="ByAccountId">Who did it; <see cref="Guid.Empty"/> is the system or a demonstration.</param>
/// <param name="By">Name of who did it.</param>
/// <param name="At">When, UTC.</param>
public sealed record TaskFacts(Guid TaskId, string Code, string Title, Guid LeadUnitId, IReadOnlyList<Guid> CoordinatorUnitIds, DateOnly? DueOn,
    Guid ByAccountId, string By, DateTime At);

/// <summary>An event about one task.</summary>
public interface IAboutTask
{
    /// <summary>The task.</summary>
    TaskFacts Task { get; }
}

/// <summary>A task as programs outside are told of it: no title, no reason, no name.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Code">Its code.</param>
/// <param name="LeadUnitId">The unit that leads.</param>
/// <param name="DueOn">The day now due.</param>
public sealed record TaskOutside(Guid TaskId, string Code, Guid LeadUnitId, DateOnly? DueOn)
{
    /// <summary>Those facts of a task.</summary>
    public static TaskOutside Of(TaskFacts task) => new(task.TaskId, task.Code, task.LeadUnitId, task.DueOn);
}

/// <summary>A task was given to its lead.</summary>
[OfferedOutside("steering.task.issued", 1, typeof(TaskOutside))]
public sealed record TaskIssued(TaskFacts Task) : IOfferedOutside, IAboutTask
{
    /// <inheritdoc/>
    public object FactsOutside() => TaskOutside.Of(Task);
}

/// <summary>The lead sent a task back to the standing office.</summary>
[OfferedOutside("steering.task.returned", 1, typeof(TaskOutside))]
public sealed record TaskReturned(TaskFacts Task, string Reason) : IOfferedOutside, IAboutTask
{
    /// <inheritdoc/>
    public object FactsOutside() => TaskOutside.Of(Task);
}

/// <summary>The lead asked for a later day.</summary>
[OfferedOutside("steering.task.extension-asked", 1, typeof(TaskOutside))]
public sealed record ExtensionAsked(TaskFacts Task, DateOnly ProposedOn, string Reason) : IOfferedOutside, IAboutTask
{
    /// <inheritdoc/>
    public object FactsOutside() => TaskOutside.Of(Task);
}

/// <summary>An extension was granted or refused.</summary>
[OfferedOutside("steering.task.extension-decided", 1, typeof(TaskOutside))]
public sealed record ExtensionDecided(TaskFacts Task, bool Granted, string? Decision) : IOfferedOutside, IAboutTask
{
    /// <inheritdoc/>
    public object FactsOutside() => TaskOutside.Of(Task);
}

/// <summary>The lead handed in the product.</summary>
[OfferedOutside("steering.task.product-submitted", 1, typeof(TaskOutside))]
public sealed record ProductSubmitted(TaskFacts Task, string Reference) : IOfferedOutside, IAboutTask
{
    /// <inheritdoc/>
    public object FactsOutside() => TaskOutside.Of(Task);
}

/// <summary>The product was found wanting and sent back.</summary>
[OfferedOutside("steering.task.product-returned", 1, typeof(TaskOutside))]
public sealed record ProductReturned(TaskFacts Task, string Reason) : IOfferedOutside, IAboutTask
{
    /// <inheritdoc/>
    public object FactsOutside() => TaskOutside.Of(Task);
}

/// <summary>The product was accepted: the task is done.</summary>
[OfferedOutside("steering.task.verified", 1, typeof(TaskOutside))]
public sealed record TaskVerified(TaskFacts Task) : IOfferedOutside, IAboutTask
{
    /// <inheritdoc/>
    public object FactsOutside() => TaskOutside.Of(Task);
}

/// <summary>A letter of urging went out to a unit.</summary>
/// <param name="LetterId">The letter.</param>
/// <param name="Number">Its number and symbol.</param>
/// <param name="UnitId">The unit.</param>
/// <param name="Tasks">How many tasks it names.</param>
/// <param name="AnswerBy">The day by which the unit is to answer.</param>
/// <param name="ByAccountId">Who noted it.</param>
public sealed record UrgingLetterIssued(Guid LetterId, string Number, Guid UnitId, int Tasks, DateOnly AnswerBy, Guid ByAccountId) : IIntegrationEvent;
