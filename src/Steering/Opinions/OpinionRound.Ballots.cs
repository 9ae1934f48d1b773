using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Time;

namespace LoTrinh.Steering.Opinions;

/// <summary>A comment of a member's last ballot.</summary>
internal sealed record CommentOfMember(OpinionMember Member, OpinionBallot Ballot, OpinionComment Comment);

/// <content>Ballots, proxies, the result, and how comments are received.</content>
internal sealed partial class OpinionRound
{
    /// <summary>Comments of each member's last ballot, late ones too, in the order of the list.</summary>
    public IReadOnlyList<CommentOfMember> CommentsToReceive =>
        [.. MembersInOrder.Where(m => m.Latest is not null).SelectMany(m => m.Latest!.CommentsInOrder.Select(c => new CommentOfMember(m,
            m.Latest!, c)))];

    public bool IsOverdue(DateOnly today) => State == OpinionState.Open && today > DueOn;

    public Tally Count() => Tally.Count(Rule, _members);

    /// <summary>Takes a member's ballot. The ballots before it stay.</summary>
    public Result<OpinionBallot> Cast(Guid memberId, BallotDraft draft, BallotSource source)
    {
        var member = _members.Find(m => m.Id == memberId);
        var today = source.At.OfficeDay();
        var receivedOn = source.Channel == BallotChannel.Paper ? source.ReceivedOn : today;
        ImmutableArray<Problem> problems =
        [
            .. WhyNotOpen(),
            .. Problem.Unless(member is not null, Problem.Invalid("opinion.member-unknown", "MemberId")),
            .. Problem.Unless(!source.ByProxy || member?.Proxy is not null, Problem.Invalid("opinion.no-proxy", "ByProxy")),
            .. Problem.Unless(receivedOn is { } day && day >= OpenedOn && day <= today,
                Problem.Invalid("opinion.received-on", "ReceivedOn", OpenedOn.Show(), today.Show())),
            .. draft.Problems(),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        var ballot = new OpinionBallot
        {
            Number = member!.Ballots.Count + 1, Choice = draft.Choice!.Value, Channel = source.Channel, CastAt = source.At,
            ReceivedOn = receivedOn!.Value,
            IsLate = receivedOn > DueOn, CastBy = source.AccountId, CastByName = source.Name, ProxyId = source.ByProxy ? member.Proxy!.Id
                : null,
        };
        ballot.Add(draft.Filled.Select((x, i) => new OpinionComment
        {
            Place = i + 1, Clause = Words.Clean(x.Draft.Clause),
            Text = Words.Clean(x.Draft.Text)!
        }));
        member.Add(ballot);
        return ballot;
    }

    /// <summary>Notes who may vote in a member's stead; a person who sits in the round votes for themselves alone.</summary>
    public Result<OpinionProxy> GiveProxy(Guid memberId, ProxyDraft draft, Guid by, DateTime at)
    {
        var member = _members.Find(m => m.Id == memberId);
        ImmutableArray<Problem> problems =
        [
            .. WhyNotOpen(),
            .. Problem.Unless(member is not null, Problem.Invalid("opinion.member-unknown", "MemberId")),
            .. draft.Problems(),
            .. Problem.Unless(draft.AccountId is null || _members.TrueForAll(m => m.AccountId != draft.AccountId),
                Problem.Invalid("opinion.proxy-member", "Account")),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        var proxy = new OpinionProxy
        {
            Number = member!.Proxies.Count + 1, PersonName = Words.Clean(draft.PersonName)!, PersonTitle = Words.Clean(draft.PersonTitle)!,
            Reference = Words.Clean(draft.Reference)!, AccountId = draft.AccountId, GivenAt = at, GivenBy = by,
        };
        member.Add(proxy);
        return proxy;
    }

    /// <summary>Takes a proxy back; a ballot that was cast by it stays until the member casts another.</summary>
    public Result<OpinionProxy> RevokeProxy(Guid memberId, DateTime at)
    {
        var proxy = _members.Find(m => m.Id == memberId)?.Proxy;
        ImmutableArray<Problem> problems = [.. WhyNotOpen(), .. Problem.Unless(proxy is not null, Problem.Conflict("opinion.no-proxy"))];
        if (problems.Length > 0)
        {
            return problems;
        }

        proxy!.Revoke(at);
        return proxy;
    }

    /// <summary>Says which account votes for a seat; one account for one seat.</summary>
    public Result<OpinionMember> NameAccount(Guid memberId, Guid? account)
    {
        var member = _members.Find(m => m.Id == memberId);
        ImmutableArray<Problem> problems =
        [
            .. WhyNotOpen(),
            .. Problem.Unless(member is not null, Problem.Invalid("opinion.member-unknown", "MemberId")),
            .. Problem.Unless(account is null || _members.TrueForAll(m => m == member || m.AccountId != account),
                Problem.Invalid("opinion.account-taken", "Account")),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        member!.Name(account);
        return member;
    }

    /// <summary>Closes the round after its due day, or as soon as every member has answered.</summary>
    public Result<OpinionRound> Close(DateTime now)
    {
        var silent = _members.Count(m => m.Latest is null);
        ImmutableArray<Problem> problems =
        [
            .. WhyNotOpen(),
            .. Problem.Unless(silent == 0 || now.OfficeDay() > DueOn, Problem.Conflict("opinion.not-due", silent, DueOn.Show())),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        (State, ClosedAt, Result) = (OpinionState.Closed, now, Count());
        return this;
    }

    /// <summary>Says how comments are received, after the round was closed and until there is one about a new version.</summary>
    /// <param name="rows">What is said; blank rows are left as they are.</param>
    /// <param name="hasNext">Whether there is a round about a new version.</param>
    /// <param name="now">The instant, UTC.</param>
    public Result<IReadOnlyList<OpinionComment>> Receive(IReadOnlyList<ReceptionDraft> rows, bool hasNext, DateTime now)
    {
        var comments = CommentsToReceive.ToDictionary(c => c.Comment.Id, c => c.Comment);
        var filled = rows.Select((r, i) => (Row: r, Index: i)).Where(x => !x.Row.IsBlank).ToList();
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(State == OpinionState.Closed, Problem.Conflict("opinion.receive-open")),
            .. Problem.Unless(!hasNext, Problem.Conflict("opinion.receive-next")),
            .. Problem.Unless(filled.Count > 0, Problem.Invalid("opinion.reception-missing", "Rows")),
            .. Problem.Unless(filled.TrueForAll(x => comments.ContainsKey(x.Row.CommentId)),
                Problem.Invalid("opinion.comment-unknown", "Rows")),
            .. filled.SelectMany(x => x.Row.Problems(x.Index)),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        var changed = filled.Where(x => !comments[x.Row.CommentId].IsReceivedAs(x.Row)).ToList();
        changed.ForEach(x => comments[x.Row.CommentId].Receive(x.Row, now));
        return changed.ConvertAll(x => comments[x.Row.CommentId]);
    }
}
