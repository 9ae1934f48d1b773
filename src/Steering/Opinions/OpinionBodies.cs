using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Committees;
using LoTrinh.Steering.Tasks;

namespace LoTrinh.Steering.Opinions;

/// <summary>A round as a program opens it; the committee is named by its identifier, the rule by its own.</summary>
internal sealed record OpinionOpenBody(Guid? Committee, string? Title, string? Question, DateOnly? DueOn, string? Rule, FileBody? Subject,
    FileBody[]? Papers)
{
    public OpinionInput ToInput() => new(Title, Question, DueOn, Rule, null, Subject is null ? [] : FileBody.Sent([Subject]),
        FileBody.Sent([.. (Papers ?? []).OfType<FileBody>()]));
}

/// <summary>A round about a new version of what a closed round asked about.</summary>
internal sealed record OpinionNextBody(string? Question, string? Change, DateOnly? DueOn, string? Rule, FileBody? Subject,
    FileBody[]? Papers)
{
    public OpinionInput ToInput() => new(null, Question, DueOn, Rule, Change, Subject is null ? [] : FileBody.Sent([Subject]),
        FileBody.Sent([.. (Papers ?? []).OfType<FileBody>()]));
}

internal sealed record CommentBody(string? Clause, string? Text);

/// <summary>A ballot; the version is that of the member's paper.</summary>
internal sealed record BallotBody(Guid? Member, BallotChoice? Choice, CommentBody[]? Comments, int? Version)
{
    public BallotDraft ToDraft() => new(Choice, [.. (Comments ?? []).OfType<CommentBody>()
        .Select(c => new CommentDraft(c.Clause, c.Text))]);
}

internal sealed record PaperBallotBody(Guid? Member, BallotChoice? Choice, CommentBody[]? Comments, DateOnly? ReceivedOn, bool ByProxy,
    FileBody[]? Scan, int? Version)
{
    public PaperBallot ToPaper() => new(Member, new BallotBody(Member, Choice, Comments, Version).ToDraft(), ReceivedOn, ByProxy,
        FileBody.Sent([.. (Scan ?? []).OfType<FileBody>()]));
}

internal sealed record ProxyBody(Guid? Member, string? Name, string? Title, string? Reference, string? Account, FileBody[]? Scan,
    int? Version);

internal sealed record MemberBody(Guid? Member, int? Version);

internal sealed record AccountBody(Guid? Member, string? Account, int? Version);

internal sealed record ReceptionsBody(ReceptionBody[]? Comments, int? Version);

internal sealed record ReceptionBody(Guid Comment, Reception? Reception, string? Explanation, string? Change);

internal sealed record OpinionChanged(Guid Id, string Code, OpinionState State, OpinionOutcome? Outcome, int Version)
{
    public static OpinionChanged Of(OpinionRound r) => new(r.Id, r.Code, r.State, r.Result?.Outcome, r.Version);
}

internal sealed record OpinionListAnswer(int Count, int Page, int PageSize, IReadOnlyList<OpinionLine> Rounds);

internal sealed record OpinionLine(Guid Id, string Code, string Title, int Number, Guid Committee, string? Unit, DateTime OpenedAt,
    DateOnly DueOn, OpinionState State,
    OpinionOutcome? Outcome, int Members, int Answered);

internal sealed record RuleAnswer(string Id, int Numerator, int Denominator, MajorityBase Of, TieRule Tie, SilenceRule Silence,
    bool LateCounts, bool Advisory, string Name,
    string Basis, Platform.Documents.Confidence Confidence, DateOnly? From, DateOnly? To)
{
    public static RuleAnswer Made(OpinionRule r, DateOnly? from = null, DateOnly? to = null) => new(
        r.Id, r.Numerator, r.Denominator, r.Of, r.Tie, r.Silence, r.LateCounts, r.Advisory, r.NameShown, r.BasisShown, r.Confidence, from,
            to);
}

internal sealed record CommentAnswer(Guid Id, string? Clause, string Text, Reception? Reception, string? Explanation, string? Change);

internal sealed record BallotAnswer(Guid Id, int Number, BallotChoice Choice, BallotChannel Channel, DateTime CastAt, DateOnly ReceivedOn,
    bool IsLate, bool IsCounted, Guid? Proxy,
    IReadOnlyList<CommentAnswer> Comments);

internal sealed record ProxyAnswer(Guid Id, string Name, string Title, string Reference, DateTime GivenAt, DateTime? RevokedAt);

internal sealed record OpinionMemberAnswer(Guid Id, SeatRole Role, string? Unit, string Title, string? Person, bool HasAnswered,
    int Version, IReadOnlyList<ProxyAnswer>? Proxies,
    IReadOnlyList<BallotAnswer>? Ballots);

internal sealed record WholeOpinionAnswer(Guid Id, string Code, string Title, string Question, string? Change, int Number, Guid? Previous,
    Guid Committee, string? Unit, string? Host,
    string SubjectName, string SubjectSha256, IReadOnlyList<EvidenceAnswer> Files, DateTime OpenedAt, DateOnly DueOn, RuleAnswer Rule,
        OpinionState State, DateTime? ClosedAt,
    string? WithdrawReason, Tally? Result, int Version, IReadOnlyList<OpinionMemberAnswer> Members)
{
    /// <summary>A round as the actor may know it: what members said only where they may see it.</summary>
    public static WholeOpinionAnswer Of(OpinionRound r, Actor actor, OpinionScope scope, OrganisationDirectory organisation,
        IReadOnlyList<EvidenceAnswer> files)
    {
        string? Key(Guid unit) => organisation.Find(unit)?.Key;
        return new(r.Id, r.Code, r.Title, r.Question, r.Change, r.Number, r.PreviousId, r.CommitteeId, Key(r.UnitId), Key(r.HostUnitId),
            r.SubjectName, r.SubjectSha256, files,
            r.OpenedAt, r.DueOn, RuleAnswer.Made(r.Rule), r.State, r.ClosedAt, r.WithdrawReason, r.Result, r.Version,
            [.. r.MembersInOrder.Select(m => (Member: m, Sees: scope.MaySeeBallot(actor, r, m))).Select(x => new OpinionMemberAnswer(
                x.Member.Id, x.Member.Role, Key(x.Member.UnitId), x.Member.Title, x.Member.PersonName, x.Member.Latest is not null,
                    x.Member.Version,
                !x.Sees ? null : [.. x.Member.Proxies.OrderBy(p => p.Number).Select(p => new ProxyAnswer(p.Id, p.PersonName, p.PersonTitle,
                    p.Reference, p.GivenAt, p.RevokedAt))],
                !x.Sees ? null : [.. x.Member.BallotsInOrder.Select(b => Of(b, x.Member, r.Rule))]))]);
    }

    private static BallotAnswer Of(OpinionBallot b, OpinionMember member, OpinionRule rule) =>
        new(b.Id, b.Number, b.Choice, b.Channel, b.CastAt, b.ReceivedOn, b.IsLate,
        member.Counted(rule) == b, b.ProxyId, [.. b.CommentsInOrder.Select(c => new CommentAnswer(c.Id, c.Clause, c.Text, c.Reception,
            c.Explanation, c.Change))]);
}
