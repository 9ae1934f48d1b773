using LoTrinh.Platform.Events;

namespace LoTrinh.Platform.Contracts;

/// <summary>A petition (phản ánh, kiến nghị) went a step on its way.</summary>
/// <param name="PetitionId">The petition.</param>
/// <param name="Code">Its code.</param>
/// <param name="Step">What happened: <c>sent</c>, <c>transferred</c>, <c>supplement-asked</c>, <c>supplemented</c>, <c>refused</c>, <c>answered</c>, <c>published</c>, <c>content</c>, <c>not-content</c>, <c>reopened</c>.</param>
/// <param name="UnitId">The unit that owes the answer, if any.</param>
/// <param name="SenderId">Account of its sender, if any.</param>
/// <param name="ByAccountId">Who did it; <see cref="Guid.Empty"/> for one without an account.</param>
/// <param name="At">When (UTC).</param>
public sealed record PetitionMoved(Guid PetitionId, string Code, string Step, Guid? UnitId, Guid? SenderId, Guid ByAccountId, DateTime At) : IIntegrationEvent;
