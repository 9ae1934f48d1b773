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

/// <summary>A task was given to its lead.</summary>
public sealed record TaskIssued(TaskFacts Task) : IIntegrationEvent;

/// <summary>The lead sent a task back to the standing office.</summary>
public sealed record TaskReturned(TaskFacts Task, string Reason) : IIntegrationEvent;

/// <summary>The lead asked for a later day.</summary>
public sealed record ExtensionAsked(TaskFacts Task, DateOnly ProposedOn, string Reason) : IIntegrationEvent;

/// <summary>An extension was granted or refused.</summary>
public sealed record ExtensionDecided(TaskFacts Task, bool Granted, string? Decision) : IIntegrationEvent;

/// <summary>The lead handed in the product.</summary>
public sealed record ProductSubmitted(TaskFacts Task, string Reference) : IIntegrationEvent;

/// <summary>The product was found wanting and sent back.</summary>
public sealed record ProductReturned(TaskFacts Task, string Reason) : IIntegrationEvent;

/// <summary>The product was accepted: the task is done.</summary>
public sealed record TaskVerified(TaskFacts Task) : IIntegrationEvent;

/// <summary>A letter of urging went out to a unit.</summary>
/// <param name="LetterId">The letter.</param>
/// <param name="Number">Its number and symbol.</param>
/// <param name="UnitId">The unit.</param>
/// <param name="Tasks">How many tasks it names.</param>
/// <param name="AnswerBy">The day by which the unit is to answer.</param>
/// <param name="ByAccountId">Who noted it.</param>
public sealed record UrgingLetterIssued(Guid LetterId, string Number, Guid UnitId, int Tasks, DateOnly AnswerBy, Guid ByAccountId) : IIntegrationEvent;
