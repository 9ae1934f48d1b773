using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;

namespace LoTrinh.Steering.Opinions;

/// <summary>What may be done with opinion rounds; reading them needs only <see cref="Permissions.Read"/>.</summary>
internal static class OpinionPermissions
{
    /// <summary>Opens and closes rounds, enters paper ballots and proxies, says how comments are received.</summary>
    public const string Organise = "steering.opinion.organise";

    /// <summary>Votes for the seat of one's own unit.</summary>
    public const string Vote = "steering.opinion.vote";
}

/// <summary>Who may do what with a round; its members and their proxies must be loaded.</summary>
internal sealed class OpinionScope(OrganisationDirectory organisation)
{
    public bool MaySee(Actor actor, OpinionRound round) => MayOrganise(actor, round) || round.Members.Any(m => IsFor(actor, m))
        || round.Members.Select(m => m.UnitId).Append(round.UnitId).Append(round.HostUnitId).Any(u => Holds(actor, Permissions.Read, u));

    public bool MayOrganise(Actor actor, OpinionRound round) => MayOrganise(actor, round.UnitId, round.HostUnitId);

    public bool MayOrganise(Actor actor, Guid unitId, Guid hostUnitId) =>
        Holds(actor, OpinionPermissions.Organise, unitId) || Holds(actor, OpinionPermissions.Organise, hostUnitId);

    /// <summary>Whether the actor votes for the seat: by the account that was named for it, or by a proxy.</summary>
    public bool MayVote(Actor actor, OpinionMember member) => IsSeated(actor, member) || VotesByProxy(actor, member);

    /// <summary>Whether the actor votes for the seat by a proxy.</summary>
    public bool VotesByProxy(Actor actor, OpinionMember member) =>
        actor.IsSignedIn && !IsSeated(actor, member) && member.Proxy?.AccountId == actor.AccountId;

    /// <summary>Whether the actor may say who votes in the member's stead: the member, and who prepares the round.</summary>
    public bool MayGiveProxy(Actor actor, OpinionRound round, OpinionMember member) => IsSeated(actor, member) || MayOrganise(actor, round);

    /// <summary>
    /// Who said what is shown to those who prepare the round, and to everyone who sees it once it is closed: nobody votes by what others
    /// said.
    /// </summary>
    public bool MaySeeBallots(Actor actor, OpinionRound round) => round.State == OpinionState.Closed || MayOrganise(actor, round);

    public bool MaySeeBallot(Actor actor, OpinionRound round, OpinionMember member) =>
        MaySeeBallots(actor, round) || MayVote(actor, member);

    /// <summary>Whether the actor's account was named for the seat.</summary>
    public bool IsSeated(Actor actor, OpinionMember member) =>
        actor.IsSignedIn && member.AccountId == actor.AccountId && Holds(actor, OpinionPermissions.Vote, member.UnitId);

    private static bool IsFor(Actor actor, OpinionMember member) =>
        actor.IsSignedIn && (member.AccountId == actor.AccountId || member.Proxy?.AccountId == actor.AccountId);

    private bool Holds(Actor actor, string permission, Guid unitId) =>
        organisation.Find(unitId) is { } unit && actor.May(permission, unit.Path);
}
