using LoTrinh.Platform;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Organisations;

/// <summary>What may be done with applicants' organisations.</summary>
internal static class OrganisationPermissions
{
    /// <summary>Confirm, refuse and close them, for the one-stop desk.</summary>
    public const string Confirm = "services.organisations";
}

/// <summary>What every act on an organisation begins and ends with: who may do it, and what is put down of it.</summary>
/// <remarks>The ledger says what was done with which organisation and account; a tax code may be someone's own number and stays out of it.</remarks>
internal sealed class OrganisationActs(AppDb db, OrganisationDirectory organisation, ProcedureCatalogue catalogue, TimeProvider clock)
{
    /// <summary>Whether the actor works at the desk that confirms organisations.</summary>
    public bool IsDesk(Actor actor) => organisation.Find(catalogue.Agency.Unit) is { } desk && actor.May(OrganisationPermissions.Confirm, desk.Path);

    /// <summary>The actor's own seat in an organisation by now, accepted or not; null where there is none.</summary>
    public async Task<OrganisationMember?> SeatAsync(Actor actor, Guid organisationId, CancellationToken ct) => !actor.IsSignedIn || !actor.May(Permissions.Apply) ? null
        : await db.OrganisationMembers.SingleOrDefaultAsync(m => m.OrganisationId == organisationId && m.AccountId == actor.AccountId && m.EndedAt == null, ct);

    /// <summary>Whether the actor says who acts for it: a representative, or the desk.</summary>
    public async Task<bool> MayManageAsync(Actor actor, Guid organisationId, CancellationToken ct) =>
        IsDesk(actor) || await SeatAsync(actor, organisationId, ct) is { Right: OrganisationRight.Represent, AcceptedAt: not null };

    /// <summary>Puts down what was done with the organisation, and tells of it: both with the save.</summary>
    public void Note(Actor actor, string step, ApplicantOrganisation of, string? note)
    {
        db.Record(actor, $"services.organisation.{step}", nameof(ApplicantOrganisation), of.Id, new { Kind = of.Kind.ToString(), State = of.State.ToString() }, note);
        db.Publish(new OrganisationMoved(of.Id, of.Name, step, null, note, actor.AccountId, clock.UtcNow()));
    }

    /// <summary>Puts down what was done with who acts for it.</summary>
    public void NoteSeat(Actor actor, string step, ApplicantOrganisation of, OrganisationMember member)
    {
        db.Record(actor, $"services.organisation.{step}", nameof(ApplicantOrganisation), of.Id, new { member.AccountId, Right = member.Right.ToString() }, null);
        db.Publish(new OrganisationMoved(of.Id, of.Name, step, member.AccountId, null, actor.AccountId, clock.UtcNow()));
    }

    /// <summary>Saves; an organisation of the same code that was declared at the same moment goes before.</summary>
    public async Task<Result<ApplicantOrganisation>> SaveAsync(ApplicantOrganisation of, CancellationToken ct) => await db.TrySaveAsync(ct) is { } lost ? lost : of;
}
