using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;

namespace LoTrinh.Steering.Opinions;

/// <summary>Where a round is in its life.</summary>
internal enum OpinionState
{
    Open,
    Closed,
    Withdrawn,
}

/// <summary>
/// A round of opinions: the members of a committee are asked, by ballot, about one version of a document. Every change goes through a
/// verb.
/// </summary>
internal sealed partial class OpinionRound : IVersioned
{
    public const int TitleMaxLength = 300;
    public const int QuestionMaxLength = 2000;
    public const int ReasonMaxLength = 1000;

    private readonly List<OpinionMember> _members = [];

    private OpinionRound()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public string Code { get; private init; } = "";

    public Guid CommitteeId { get; private init; }

    /// <summary>The committee's unit; permissions are asked there.</summary>
    public Guid UnitId { get; private init; }

    /// <summary>The unit that prepares the round: the committee's standing body where its decision names one.</summary>
    public Guid HostUnitId { get; private init; }

    /// <summary>The first round about the matter; its own identifier for the first.</summary>
    public Guid MatterId { get; private init; }

    /// <summary>The round before, about an earlier version; null for the first.</summary>
    public Guid? PreviousId { get; private init; }

    /// <summary>Which round it is about its matter, from 1.</summary>
    public int Number { get; private init; }

    public string Title { get; private init; } = "";

    public string Question { get; private init; } = "";

    /// <summary>What is other in this version than in the one before.</summary>
    public string? Change { get; private init; }

    /// <summary>Name of the file that is asked about.</summary>
    public string SubjectName { get; private init; } = "";

    /// <summary>SHA-256 of that file: what makes it this version.</summary>
    public string SubjectSha256 { get; private init; } = "";

    /// <summary>When it was opened, UTC.</summary>
    public DateTime OpenedAt { get; private init; }

    /// <summary>The last day on which a ballot is in time.</summary>
    public DateOnly DueOn { get; private init; }

    /// <summary>How it is counted, as the rule was when it was opened.</summary>
    public OpinionRule Rule { get; private init; } = new();

    public OpinionState State { get; private set; }

    /// <summary>When it was closed, UTC.</summary>
    public DateTime? ClosedAt { get; private set; }

    /// <summary>The result when it was closed; counting its rows again gives the same.</summary>
    public Tally? Result { get; private set; }

    public string? WithdrawReason { get; private set; }

    /// <summary>When those without ballot were reminded, UTC.</summary>
    public DateTime? RemindedAt { get; private set; }

    public string SearchText { get; private init; } = "";

    public bool IsDemonstration { get; private init; }

    public int Version { get; set; } = 1;

    public IReadOnlyList<OpinionMember> Members => _members;

    public IEnumerable<OpinionMember> MembersInOrder => _members.OrderBy(m => m.Place);

    public DateOnly OpenedOn => OpenedAt.OfficeDay();

    /// <summary>Asks the members of a committee.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="body">Whose opinions.</param>
    /// <param name="draft">What is asked.</param>
    /// <param name="subject">The version that is asked about.</param>
    /// <param name="members">Who is asked.</param>
    /// <param name="now">The instant, UTC.</param>
    /// <param name="isDemonstration">Whether it was made up.</param>
    /// <param name="id">Its identifier, which its files name already.</param>
    /// <param name="previous">The round about the version before.</param>
    /// <param name="asked">SHA-256 of the versions that were asked about before.</param>
    public static Result<OpinionRound> Open(string code, OpinionBody body, OpinionDraft draft, SubjectFile? subject,
        IReadOnlyList<OpinionMember> members, DateTime now,
        bool isDemonstration = false, Guid? id = null, OpinionRound? previous = null, IReadOnlyCollection<string>? asked = null)
    {
        ImmutableArray<Problem> problems =
        [
            .. draft.Problems(now.OfficeDay()),
            .. Problem.Unless(subject is not null, Problem.Invalid("opinion.subject-missing", "Subject")),
            .. Problem.Unless(members.Count > 1, Problem.Invalid("opinion.no-members", "CommitteeId")),
            .. previous is null ? [] : previous.WhyNoNext(),
            .. Problem.Unless(subject is not { } file || asked?.Contains(file.Sha256) != true,
                Problem.Invalid("opinion.same-version", "Subject")),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        var known = id ?? Guid.CreateVersion7();
        var round = new OpinionRound
        {
            Id = known, MatterId = previous?.MatterId ?? known, Code = code, CommitteeId = body.CommitteeId, UnitId = body.UnitId,
            HostUnitId = body.HostUnitId,
            PreviousId = previous?.Id, Number = (previous?.Number ?? 0) + 1, Title = Words.Clean(draft.Title)!,
            Question = Words.Clean(draft.Question)!,
            Change = Words.Clean(draft.Change), SubjectName = subject!.Value.Name, SubjectSha256 = subject.Value.Sha256, OpenedAt = now,
            DueOn = draft.DueOn!.Value,
            Rule = draft.Rule! with { }, IsDemonstration = isDemonstration,
            SearchText = $" {Folding.Fold($"{code} {draft.Title} {draft.Question}")} ",
        };
        round._members.AddRange(members);
        return round;
    }

    /// <summary>Takes it back: nothing is asked any more. What was said stays.</summary>
    public Result<OpinionRound> Withdraw(string? reason)
    {
        ImmutableArray<Problem> problems =
        [
            .. WhyNotOpen(),
            .. Problem.Unless(Words.Clean(reason) is not null, Problem.Invalid("opinion.withdraw-reason", "WithdrawReason")),
            .. Words.AtMost(reason, ReasonMaxLength, "WithdrawReason"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        (State, WithdrawReason) = (OpinionState.Withdrawn, Words.Clean(reason));
        return this;
    }

    /// <summary>Notes that those without ballot were reminded, once.</summary>
    public void Remind(DateTime at) => RemindedAt = at;

    /// <summary>Why no round about a new version can follow yet; empty when one can.</summary>
    public IEnumerable<Problem> WhyNoNext()
    {
        var open = CommentsToReceive.Count(c => c.Comment.Reception is null);
        return
        [
            .. Problem.Unless(State == OpinionState.Closed, Problem.Conflict("opinion.next-open")),
            .. Problem.Unless(open == 0, Problem.Conflict("opinion.next-unanswered", open)),
        ];
    }

    private IEnumerable<Problem> WhyNotOpen() =>
        Problem.Unless(State == OpinionState.Open, Problem.Conflict(State == OpinionState.Closed ? "opinion.closed" : "opinion.withdrawn"));
}
