using LoTrinh.Platform;
using LoTrinh.Platform.Time;

namespace LoTrinh.Steering.Opinions;

/// <summary>Whose opinions are asked: the committee as it is composed, and which unit prepares the round.</summary>
internal readonly record struct OpinionBody(Guid CommitteeId, Guid UnitId, Guid HostUnitId);

/// <summary>The version of a document that is asked about: a file by its hash.</summary>
internal readonly record struct SubjectFile(string Name, string Sha256);

/// <summary>What is asked, until when, and how it is counted.</summary>
internal sealed record OpinionDraft(string? Title, string? Question, DateOnly? DueOn, OpinionRule? Rule, string? Change = null)
{
    public IEnumerable<Problem> Problems(DateOnly today) =>
    [
        .. Problem.Unless(Words.Clean(Title) is not null, Problem.Invalid("opinion.title", nameof(Title))),
        .. Words.AtMost(Title, OpinionRound.TitleMaxLength, nameof(Title)),
        .. Problem.Unless(Words.Clean(Question) is not null, Problem.Invalid("opinion.question", nameof(Question))),
        .. Words.AtMost(Question, OpinionRound.QuestionMaxLength, nameof(Question)),
        .. Words.AtMost(Change, OpinionRound.QuestionMaxLength, nameof(Change)),
        .. Problem.Unless(DueOn is not null && DueOn > today && DueOn.Value.Year < 2200,
            Problem.Invalid("opinion.due", nameof(DueOn), today.Show())),
        .. Problem.Unless(Rule is not null, Problem.Invalid("opinion.rule", "RuleId")),
    ];
}

/// <summary>A point of a ballot as typed.</summary>
internal sealed record CommentDraft(string? Clause, string? Text)
{
    // More than a ballot says; a form and a program stay bounded.
    public const int Most = 50;

    public bool IsBlank => Words.Clean(Clause) is null && Words.Clean(Text) is null;

    public IEnumerable<Problem> Problems(int row) =>
    [
        .. Problem.Unless(Words.Clean(Text) is not null, Problem.Invalid("opinion.comment-text", $"Comments[{row}].Text")),
        .. Words.AtMost(Clause, OpinionComment.ClauseMaxLength, $"Comments[{row}].Clause"),
        .. Words.AtMost(Text, OpinionComment.TextMaxLength, $"Comments[{row}].Text"),
    ];
}

/// <summary>A ballot as typed.</summary>
internal sealed record BallotDraft(BallotChoice? Choice, IReadOnlyList<CommentDraft> Comments)
{
    public IReadOnlyList<(CommentDraft Draft, int Row)> Filled => [.. Comments.Select((c, i) => (c, i)).Where(x => !x.c.IsBlank)];

    public IEnumerable<Problem> Problems()
    {
        var filled = Filled;
        return
        [
            .. Problem.Unless(Choice is { } choice && Enum.IsDefined(choice), Problem.Invalid("opinion.choice", nameof(Choice))),
            .. Problem.Unless(Choice != BallotChoice.Agree || filled.Count == 0, Problem.Invalid("opinion.agree-plain", nameof(Choice))),
            .. Problem.Unless(Choice != BallotChoice.AgreeWithComments || filled.Count > 0,
                Problem.Invalid("opinion.comment-missing", "Comments[0].Text")),
            .. Problem.Unless(Choice != BallotChoice.Disagree || filled.Count > 0,
                Problem.Invalid("opinion.reason-missing", "Comments[0].Text")),
            .. Problem.Unless(filled.Count <= CommentDraft.Most,
                Problem.Invalid("opinion.comments-many", nameof(Comments), CommentDraft.Most)),
            .. filled.SelectMany(x => x.Draft.Problems(x.Row)),
        ];
    }
}

/// <summary>Who entered a ballot, how it came and when.</summary>
internal readonly record struct BallotSource(Guid AccountId, string Name, BallotChannel Channel, bool ByProxy, DateOnly? ReceivedOn,
    DateTime At);

/// <summary>A written authority as typed.</summary>
internal sealed record ProxyDraft(string? PersonName, string? PersonTitle, string? Reference, Guid? AccountId)
{
    public IEnumerable<Problem> Problems() =>
    [
        .. Problem.Unless(Words.Clean(PersonName) is not null, Problem.Invalid("opinion.proxy-name", nameof(PersonName))),
        .. Words.AtMost(PersonName, OpinionProxy.NameMaxLength, nameof(PersonName)),
        .. Problem.Unless(Words.Clean(PersonTitle) is not null, Problem.Invalid("opinion.proxy-title", nameof(PersonTitle))),
        .. Words.AtMost(PersonTitle, OpinionProxy.NameMaxLength, nameof(PersonTitle)),
        .. Problem.Unless(Words.Clean(Reference) is not null, Problem.Invalid("opinion.proxy-reference", nameof(Reference))),
        .. Words.AtMost(Reference, OpinionProxy.ReferenceMaxLength, nameof(Reference)),
    ];
}

/// <summary>How a comment is received, as typed.</summary>
internal sealed record ReceptionDraft(Guid CommentId, Reception? Reception, string? Explanation, string? Change)
{
    public bool IsBlank => Reception is null && Words.Clean(Explanation) is null && Words.Clean(Change) is null;

    public IEnumerable<Problem> Problems(int row) =>
    [
        .. Problem.Unless(Reception is { } known && Enum.IsDefined(known), Problem.Invalid("opinion.reception", $"Rows[{row}].Reception")),
        .. Problem.Unless(Reception is not (Opinions.Reception.Partly or Opinions.Reception.NotAccepted)
            || Words.Clean(Explanation) is not null,
            Problem.Invalid("opinion.explanation", $"Rows[{row}].Explanation")),
        .. Words.AtMost(Explanation, OpinionComment.ExplanationMaxLength, $"Rows[{row}].Explanation"),
        .. Words.AtMost(Change, OpinionComment.ChangeMaxLength, $"Rows[{row}].Change"),
    ];
}
