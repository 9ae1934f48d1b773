using LoTrinh.Platform.Events;

namespace LoTrinh.Platform.Contracts;

/// <summary>Something happened to an organisation for which applicants hand in dossiers.</summary>
/// <param name="OrganisationId">The organisation.</param>
/// <param name="Name">Its name.</param>
/// <param name="Step">What happened: <c>declared</c>, <c>corrected</c>, <c>confirmed</c>, <c>refused</c>, <c>closed</c>; or of who acts for it <c>invited</c>, <c>accepted</c>,
/// <c>left</c>, <c>right-changed</c>, <c>dismissed</c>.</param>
/// <param name="MemberId">The account that acts for it, where it is about one.</param>
/// <param name="Note">The desk's reason; null where there is none.</param>
/// <param name="ByAccountId">Who did it; <see cref="Guid.Empty"/> is the system.</param>
/// <param name="At">When (UTC).</param>
public sealed record OrganisationMoved(Guid OrganisationId, string Name, string Step, Guid? MemberId, string? Note, Guid ByAccountId, DateTime At) : IIntegrationEvent;
