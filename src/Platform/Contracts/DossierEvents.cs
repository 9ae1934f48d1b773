using LoTrinh.Platform.Events;

namespace LoTrinh.Platform.Contracts;

/// <summary>A dossier of a public service went a step on its way.</summary>
/// <param name="DossierId">The dossier.</param>
/// <param name="Code">Its code.</param>
/// <param name="ProcedureCode">Code of the procedure.</param>
/// <param name="ApplicantId">Account of the applicant; <see cref="Guid.Empty"/> where none has one.</param>
/// <param name="OrganisationId">The organisation that it is filed for; null where it is for none.</param>
/// <param name="Step">What happened: <c>submitted</c>, <c>received</c>, <c>supplement-asked</c>, <c>supplemented</c>, <c>refused</c>, <c>withdrawn</c>, <c>result-returned</c>, <c>due-moved</c>,
/// <c>payment-asked</c>, <c>paid</c>, <c>fee-refunded</c>, and what officers do between them, such as <c>forwarded</c>, <c>step-done</c>, <c>apologised</c>, <c>stopped</c>, <c>result-ready</c>.</param>
/// <param name="Note">Defects or reason, as the applicant reads them; null when the step has none.</param>
/// <param name="DueOn">The day by which the result is owed.</param>
/// <param name="ByAccountId">Who did it; <see cref="Guid.Empty"/> is the system.</param>
/// <param name="At">When, UTC.</param>
[OfferedOutside("services.dossier.moved", 1, typeof(DossierOutside))]
public sealed record DossierMoved(Guid DossierId, string Code, string ProcedureCode, Guid ApplicantId, Guid? OrganisationId, string Step, string? Note, DateOnly? DueOn,
    Guid ByAccountId, DateTime At) : IOfferedOutside
{
    /// <inheritdoc/>
    public object FactsOutside() => new DossierOutside(DossierId, ProcedureCode, Step, DueOn);
}

/// <summary>A dossier's step as programs outside are told of it: nothing of the applicant, and not the code by which it is tracked.</summary>
/// <param name="DossierId">The dossier.</param>
/// <param name="ProcedureCode">Code of the procedure.</param>
/// <param name="Step">What happened.</param>
/// <param name="DueOn">The day by which the result is owed.</param>
public sealed record DossierOutside(Guid DossierId, string ProcedureCode, string Step, DateOnly? DueOn);

/// <summary>What a dossier owed at one time was paid.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="DossierId">The dossier.</param>
/// <param name="Code">Its code.</param>
/// <param name="Receipt">Number of the receipt.</param>
/// <param name="At">When (UTC).</param>
public sealed record DossierPaid(Guid PaymentId, Guid DossierId, string Code, string Receipt, DateTime At) : IIntegrationEvent;

/// <summary>A unit has a dossier to act on.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Code">Code of the dossier.</param>
/// <param name="UnitId">The unit.</param>
/// <param name="At">When (UTC).</param>
public sealed record DossierTaskOpened(Guid TaskId, string Code, Guid UnitId, DateTime At) : IIntegrationEvent;

/// <summary>An applicant said how content they are.</summary>
/// <param name="DossierId">The dossier.</param>
/// <param name="Grade">1 not satisfied, 2 satisfied, 3 very satisfied.</param>
/// <param name="At">When (UTC).</param>
public sealed record DossierRated(Guid DossierId, int Grade, DateTime At) : IIntegrationEvent;
