using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Organisations;

/// <summary>Who acts for an organisation: its representatives ask colleagues, who agree or not; what was given can be taken back. The desk may do
/// the same where no representative is left.</summary>
internal sealed class OrganisationMembers(AppDb db, OrganisationActs acts, PermissionCatalogue permissions, TimeProvider clock)
{
    /// <summary>Fields of the form.</summary>
    public const string AccountField = "Account", RightField = "Right";

    /// <summary>Most that act for one organisation or are asked to.</summary>
    public const int Most = 100;

    /// <summary>Asks an account to act for the organisation.</summary>
    /// <param name="actor">A representative, or the desk.</param>
    /// <param name="id">The organisation.</param>
    /// <param name="accountName">Name that the account signs in with.</param>
    /// <param name="right">One of <see cref="OrganisationRight"/>.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<ApplicantOrganisation>> Invite(Actor actor, Guid id, string? accountName, string? right, CancellationToken ct)
    {
        if (await ManagedAsync(actor, id, ct) is not { } of)
        {
            return Problem.NotFound("services.organisation-unknown");
        }

        if (of.State == OrganisationState.Closed)
        {
            return Problem.Conflict("services.organisation-closed");
        }

        if (Read(right) is not { } given)
        {
            return Problem.Invalid("services.organisation-right", RightField);
        }

        if (await ApplicantAsync(accountName, ct) is not { } account)
        {
            return Problem.Invalid("services.organisation-no-account", AccountField);
        }

        if (await db.OrganisationMembers.AnyAsync(m => m.OrganisationId == id && m.AccountId == account && m.EndedAt == null, ct))
        {
            return Problem.Invalid("services.organisation-member-already", AccountField);
        }

        if (await db.OrganisationMembers.CountAsync(m => m.OrganisationId == id && m.EndedAt == null, ct) >= Most)
        {
            return Problem.Conflict("services.organisation-full", Most);
        }

        var member = new OrganisationMember { OrganisationId = id, AccountId = account, Right = given, InvitedAt = clock.UtcNow() };
        db.OrganisationMembers.Add(member);
        acts.NoteSeat(actor, "invited", of, member);
        return await acts.SaveAsync(of, ct);
    }

    /// <summary>The account that was asked agrees to act.</summary>
    public Task<Result<ApplicantOrganisation>> Accept(Actor actor, Guid id, CancellationToken ct) => OwnAsync(actor, id, "accepted", m =>
    {
        if (m.AcceptedAt is not null)
        {
            return Problem.Conflict("services.organisation-member-already");
        }

        m.AcceptedAt = clock.UtcNow();
        return null;
    }, ct);

    /// <summary>The account does not want to, or acts no longer.</summary>
    public Task<Result<ApplicantOrganisation>> Leave(Actor actor, Guid id, CancellationToken ct) => OwnAsync(actor, id, "left", End, ct);

    /// <summary>Gives someone another right.</summary>
    public Task<Result<ApplicantOrganisation>> Give(Actor actor, Guid id, Guid memberId, int? version, string? right, CancellationToken ct) =>
        ManageAsync(actor, id, memberId, version, "right-changed", m =>
        {
            if (Read(right) is not { } given)
            {
                return Problem.Invalid("services.organisation-right", RightField);
            }

            m.Right = given;
            return null;
        }, ct);

    /// <summary>Takes back what was given.</summary>
    public Task<Result<ApplicantOrganisation>> Dismiss(Actor actor, Guid id, Guid memberId, int? version, CancellationToken ct) =>
        ManageAsync(actor, id, memberId, version, "dismissed", End, ct);

    private static OrganisationRight? Read(string? typed) =>
        Enum.TryParse<OrganisationRight>(typed, ignoreCase: true, out var right) && Enum.IsDefined(right) && !char.IsDigit(typed![0]) ? right : null;

    private Problem? End(OrganisationMember member)
    {
        member.EndedAt = clock.UtcNow();
        return null;
    }

    private Task<Result<ApplicantOrganisation>> OwnAsync(Actor actor, Guid id, string step, Func<OrganisationMember, Problem?> verb, CancellationToken ct) =>
        db.InTransactionAsync(async () =>
        {
            await db.TakeTheLineAsync(ct);
            return await acts.SeatAsync(actor, id, ct) is { } seat ? await FinishAsync(actor, seat, step, verb, ct) : Problem.NotFound("services.organisation-unknown");
        }, r => r.Ok, ct);

    // One after the other: two representatives that dismiss each other at one moment would leave none.
    private Task<Result<ApplicantOrganisation>> ManageAsync(
        Actor actor, Guid id, Guid memberId, int? version, string step, Func<OrganisationMember, Problem?> verb, CancellationToken ct) =>
        db.InTransactionAsync(async () =>
        {
            await db.TakeTheLineAsync(ct);
            var member = await ManagedAsync(actor, id, ct) is null ? null
                : await db.OrganisationMembers.SingleOrDefaultAsync(m => m.Id == memberId && m.OrganisationId == id && m.EndedAt == null, ct);
            if (member is null)
            {
                return Problem.NotFound("services.organisation-unknown");
            }

            if (version is { } seen)
            {
                db.Expect(member, seen);
            }

            return await FinishAsync(actor, member, step, verb, ct);
        }, r => r.Ok, ct);

    private async Task<Result<ApplicantOrganisation>> FinishAsync(Actor actor, OrganisationMember member, string step, Func<OrganisationMember, Problem?> verb, CancellationToken ct)
    {
        var represented = member is { Right: OrganisationRight.Represent, AcceptedAt: not null };
        if (verb(member) is { } problem)
        {
            return problem;
        }

        if (represented && (member.EndedAt is not null || member.Right != OrganisationRight.Represent) && !acts.IsDesk(actor)
            && !await db.OrganisationMembers.AnyAsync(m => m.OrganisationId == member.OrganisationId && m.Id != member.Id && m.Right == OrganisationRight.Represent
                && m.AcceptedAt != null && m.EndedAt == null, ct))
        {
            return Problem.Conflict("services.organisation-last-representative");
        }

        var of = await db.ApplicantOrganisations.SingleAsync(o => o.Id == member.OrganisationId, ct);
        acts.NoteSeat(actor, step, of, member);
        return await acts.SaveAsync(of, ct);
    }

    private async Task<ApplicantOrganisation?> ManagedAsync(Actor actor, Guid id, CancellationToken ct) =>
        await acts.MayManageAsync(actor, id, ct) ? await db.ApplicantOrganisations.SingleOrDefaultAsync(o => o.Id == id, ct) : null;

    // An account of someone who can apply; officers' accounts act for nobody.
    private async Task<Guid?> ApplicantAsync(string? name, CancellationToken ct)
    {
        var wanted = (Words.Clean(name) ?? "").ToUpperInvariant();
        var roles = Roles.All.Where(r => permissions.Of(r).Contains(Permissions.Apply)).ToList();
        var held = db.RoleAssignments;
        return await db.Users.Where(a => a.NormalizedUserName == wanted && !a.IsDisabled && held.Any(r => r.AccountId == a.Id && roles.Contains(r.Role)))
            .Select(a => (Guid?)a.Id).SingleOrDefaultAsync(ct);
    }
}
