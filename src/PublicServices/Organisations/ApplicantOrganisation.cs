using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.PublicServices.Dossiers;

namespace LoTrinh.PublicServices.Organisations;

/// <summary>How far the desk trusts what was declared.</summary>
internal enum OrganisationState
{
    /// <summary>Waits for the desk; nothing new is handed in for it meanwhile.</summary>
    Declared,

    /// <summary>As the register of businesses has it.</summary>
    Confirmed,

    /// <summary>Not as the register has it: its representative may correct it.</summary>
    Refused,

    /// <summary>Nobody acts for it any more, for good.</summary>
    Closed,
}

/// <summary>An organisation for which accounts hand in dossiers.</summary>
internal sealed class ApplicantOrganisation : IVersioned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Tax code: ten digits, with three more for a branch, or twelve for a household business.</summary>
    public required string TaxCode { get; set; }

    /// <summary>Name as it is registered.</summary>
    public required string Name { get; set; }

    /// <summary>Head office.</summary>
    public required string Address { get; set; }

    public required OrganisationKind Kind { get; set; }

    public string? Phone { get; set; }

    public string? Email { get; set; }

    public OrganisationState State { get; private set; }

    /// <summary>When it was last declared (UTC): the desk takes what waits longest first.</summary>
    public required DateTime DeclaredAt { get; set; }

    /// <summary>When it was first confirmed (UTC); null while it never was.</summary>
    public DateTime? ConfirmedAt { get; private set; }

    /// <summary>Who last decided: an officer, or the provider of identities that knows it.</summary>
    public string? DecidedBy { get; private set; }

    /// <summary>Why it was refused or closed.</summary>
    public string? Reason { get; private set; }

    public bool IsDemonstration { get; init; }

    public int Version { get; set; }

    /// <summary>Takes what its representative says anew; the desk looks at it again.</summary>
    public Problem? Declare(OrganisationDraft draft, DateTime at)
    {
        if (State == OrganisationState.Closed)
        {
            return Problem.Conflict("services.organisation-closed");
        }

        draft.WriteTo(this);
        (State, DeclaredAt, DecidedBy, Reason) = (OrganisationState.Declared, at, null, null);
        return null;
    }

    public Problem? Confirm(string by, DateTime at)
    {
        if (State != OrganisationState.Declared)
        {
            return Problem.Conflict("services.organisation-not-waiting");
        }

        (State, DecidedBy, Reason, ConfirmedAt) = (OrganisationState.Confirmed, by, null, ConfirmedAt ?? at);
        return null;
    }

    public Problem? Refuse(string reason, string by)
    {
        if (State != OrganisationState.Declared)
        {
            return Problem.Conflict("services.organisation-not-waiting");
        }

        (State, DecidedBy, Reason) = (OrganisationState.Refused, by, reason);
        return null;
    }

    public Problem? Close(string reason, string by)
    {
        if (State == OrganisationState.Closed)
        {
            return Problem.Conflict("services.organisation-closed");
        }

        (State, DecidedBy, Reason) = (OrganisationState.Closed, by, reason);
        return null;
    }
}

/// <summary>Someone who acts for an organisation, or was asked to.</summary>
internal sealed class OrganisationMember : IVersioned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid OrganisationId { get; init; }

    public required Guid AccountId { get; init; }

    public required OrganisationRight Right { get; set; }

    public required DateTime InvitedAt { get; init; }

    /// <summary>When the account agreed to act (UTC); null while it was only asked.</summary>
    public DateTime? AcceptedAt { get; set; }

    /// <summary>When it ended (UTC), by whichever side; the row stays.</summary>
    public DateTime? EndedAt { get; set; }

    public int Version { get; set; }
}
