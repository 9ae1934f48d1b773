using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;

namespace LoTrinh.Steering.Opinions;

/// <summary>A ballot that came on paper, as it is entered.</summary>
internal sealed record PaperBallot(Guid? MemberId, BallotDraft Ballot, DateOnly? ReceivedOn, bool ByProxy, IReadOnlyList<SentFile> Scan);

/// <summary>Ballots and proxies. A member's paper has its own version: members who vote at one time do not meet.</summary>
internal sealed class BallotWork(AppDb db, OpinionActs acts, OpinionScope scope, OpinionSeating seating, OpinionNews news,
    TimeProvider clock)
{
    /// <summary>Votes for a seat, by its account or by a proxy's. The ballots before it stay.</summary>
    public Task<Result<OpinionRound>> Cast(Actor actor, Guid id, Guid memberId, int? version, BallotDraft draft, CancellationToken ct) =>
        acts.DoAsync(actor, id, async round =>
        {
            if (round.Members.FirstOrDefault(m => m.Id == memberId) is not { } member)
            {
                return Problem.NotFound("opinion.member-unknown");
            }

            if (!scope.MayVote(actor, member))
            {
                return Problem.Forbidden();
            }

            var source = new BallotSource(actor.AccountId, actor.Name, BallotChannel.System, scope.VotesByProxy(actor, member), null,
                clock.UtcNow());
            return await AddAsync(actor, round, member, version, round.Cast(memberId, draft, source), []);
        }, ct);

    /// <summary>Enters a ballot that came on paper; its scan is kept with it.</summary>
    public Task<Result<OpinionRound>> EnterPaper(Actor actor, Guid id, int? version, PaperBallot paper, CancellationToken ct) =>
        acts.DoAsync(actor, id, async round =>
        {
            if (!scope.MayOrganise(actor, round))
            {
                return Problem.Forbidden();
            }

            var source = new BallotSource(actor.AccountId, actor.Name, BallotChannel.Paper, paper.ByProxy, paper.ReceivedOn,
                clock.UtcNow());
            var cast = round.Cast(paper.MemberId ?? Guid.Empty, paper.Ballot, source);
            ImmutableArray<Problem> wrong = [.. cast.Ok ? [] : cast.Problems, .. ScanProblems(paper.Scan, "opinion.scan-missing")];
            if (wrong.Length > 0)
            {
                return wrong;
            }

            var kept = await acts.KeepAsync(actor, id, paper.Scan, "Scan", cast.Value.Id.ToString(), ct);
            return kept.Ok ? await AddAsync(actor, round, round.Members.Single(m => m.Id == paper.MemberId), version, cast, kept.Value)
                : kept.Problems;
        }, ct);

    /// <summary>
    /// Notes a written proxy: by the member in their own name, or by who prepares the round with a scan of the paper. The person is told.
    /// </summary>
    public Task<Result<OpinionRound>> GiveProxy(Actor actor, Guid id, Guid memberId, int? version, ProxyDraft draft, string? account,
        IReadOnlyList<SentFile> scan,
        CancellationToken ct) => ProxyActAsync(actor, id, memberId, version, "proxy-given", draft.PersonName, async (round, member) =>
        {
            var named = await seating.AccountAsync(account, ct);
            var unknown = named is null && Words.Clean(account) is not null;
            var given = round.GiveProxy(memberId, draft with { AccountId = named }, actor.AccountId, clock.UtcNow());
            ImmutableArray<Problem> wrong =
            [
                .. given.Ok ? [] : given.Problems,
                .. Problem.Unless(!unknown, Problem.Invalid("opinion.proxy-account", "Account")),
                .. ScanProblems(scan, scope.IsSeated(actor, member) ? null : "opinion.proxy-scan"),
            ];
            if (wrong.Length > 0)
            {
                return wrong;
            }

            var kept = await acts.KeepAsync(actor, id, scan, "Scan", given.Value.Id.ToString(), ct);
            if (!kept.Ok)
            {
                return kept.Problems;
            }

            await news.ProxyAsync(actor, round, given.Value, ct);
            return round;
        }, ct);

    /// <summary>Takes a proxy back.</summary>
    public Task<Result<OpinionRound>> RevokeProxy(Actor actor, Guid id, Guid memberId, int? version, CancellationToken ct) =>
        ProxyActAsync(actor, id, memberId, version, "proxy-revoked", null, (round, member) =>
        {
            var revoked = round.RevokeProxy(memberId, clock.UtcNow());
            return Task.FromResult<Result<OpinionRound>>(revoked.Ok ? round : revoked.Problems);
        }, ct);

    private Task<Result<OpinionRound>> ProxyActAsync(Actor actor, Guid id, Guid memberId, int? version, string deed, string? reason,
        Func<OpinionRound, OpinionMember, Task<Result<OpinionRound>>> act, CancellationToken ct) => acts.DoAsync(actor, id, async round =>
        {
            if (round.Members.FirstOrDefault(m => m.Id == memberId) is not { } member)
            {
                return Problem.NotFound("opinion.member-unknown");
            }

            if (!scope.MayGiveProxy(actor, round, member))
            {
                return Problem.Forbidden();
            }

            var result = await act(round, member);
            if (result.Ok)
            {
                acts.Touch(member, version);
                db.Record(actor, $"steering.opinion.{deed}", nameof(OpinionRound), round.Id,
                    new { Member = member.Id, member.Title, member.UnitId }, Words.Clean(reason));
            }

            return result;
        }, ct);

    // What a ballot says stands in its rows; the ledger holds their hash-chained witness.
    private Task<Result<OpinionRound>> AddAsync(Actor actor, OpinionRound round, OpinionMember member, int? version,
        Result<OpinionBallot> cast, IReadOnlyList<StoredFile> scan)
    {
        if (!cast.TryGet(out var ballot))
        {
            return Task.FromResult<Result<OpinionRound>>(cast.Problems);
        }

        acts.Touch(member, version);
        db.Record(actor, ballot.Channel == BallotChannel.Paper ? "steering.opinion.paper-entered" : "steering.opinion.cast",
            nameof(OpinionRound), round.Id, new
            {
                Member = member.Id, Ballot = ballot.Id, ballot.Number, ballot.Choice, ballot.ReceivedOn, ballot.IsLate, ballot.ProxyId,
                Comments = ballot.CommentsInOrder.Select(c => new { c.Clause, c.Text }), Scan = scan.Select(f => f.Sha256),
            });
        return Task.FromResult<Result<OpinionRound>>(round);
    }

    // A scan shows the paper: a PDF or a picture. The code is what is said when one must be there and is not.
    private static IEnumerable<Problem> ScanProblems(IReadOnlyList<SentFile> scan, string? missing) =>
    [
        .. Problem.Unless(missing is null || scan.Count > 0, Problem.Invalid(missing ?? "", "Scan")),
        .. scan.Where(f => FileKind.Claimed(f.Name) is { ShowInBrowser: false })
            .Select(f => Problem.Invalid("opinion.scan-kind", "Scan", StoredFile.Clean(f.Name))),
    ];
}
