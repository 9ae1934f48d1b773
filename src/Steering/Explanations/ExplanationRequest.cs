using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Search;
using LoTrinh.Steering.Urging;

namespace LoTrinh.Steering.Explanations;

/// <summary>What is asked: about one task or one indicator, by when.</summary>
internal sealed record ExplanationDraft(Guid? TaskId, Guid? IndicatorId, string? Question, DateOnly? AnswerBy);

/// <summary>
/// A request for explanation (yêu cầu giải trình) about one task or one indicator: the unit that answers for it explains in the system,
/// and who asked accepts it
/// or asks again. Every answer and every decision stays.
/// </summary>
internal sealed class ExplanationRequest : IVersioned
{
    public const int QuestionMaxLength = 2000;

    private readonly List<ExplanationAnswer> _answers = [];

    private ExplanationRequest()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The task it is about; null when it is about an indicator.</summary>
    public Guid? TaskId { get; private init; }

    /// <summary>The indicator it is about; null when it is about a task.</summary>
    public Guid? IndicatorId { get; private init; }

    /// <summary>The unit that answers: the task's lead, the indicator's owner, at the time of asking; once the task passed over to a
    /// successor, that.</summary>
    public Guid UnitId { get; private set; }

    public string Question { get; private init; } = "";

    public Guid AskedById { get; private init; }

    public string AskedBy { get; private init; } = "";

    public DateTime AskedAt { get; private init; }

    /// <summary>The working day by which the unit is to answer now; a later one once it is asked again.</summary>
    public DateOnly AnswerBy { get; private set; }

    public AnswerStep Step { get; private set; }

    /// <summary>Folded question and name of whoever asked, for search without diacritics.</summary>
    public string SearchText { get; private init; } = "";

    public int Version { get; set; } = 1;

    public IReadOnlyList<ExplanationAnswer> Answers => _answers;

    /// <summary>The answer given last; null while there is none.</summary>
    public ExplanationAnswer? Latest => _answers.MaxBy(a => a.At);

    /// <summary>Asks.</summary>
    public static Result<ExplanationRequest> Ask(ExplanationDraft draft, Guid unitId, DateOnly today, WorkingCalendar calendar, Doer by)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(Words.Clean(draft.Question) is not null,
                Problem.Invalid("explanation.question-missing", nameof(draft.Question))),
            .. Words.AtMost(draft.Question, QuestionMaxLength, nameof(draft.Question)),
            .. AnswerRule.Day(draft.AnswerBy, today, calendar, nameof(draft.AnswerBy)),
        ];
        return problems.Length > 0 ? problems : new ExplanationRequest
        {
            TaskId = draft.TaskId, IndicatorId = draft.IndicatorId, UnitId = unitId, Question = Words.Clean(draft.Question)!, AnswerBy = draft.AnswerBy!.Value,
            AskedById = by.AccountId, AskedBy = by.Name, AskedAt = by.At,
            SearchText = $" {Folding.Fold($"{draft.Question} {by.Name}")} ",
        };
    }

    /// <summary>Follows its task to the unit that took it over.</summary>
    public void PassTo(Guid unitId) => UnitId = unitId;

    /// <summary>The unit explains.</summary>
    public Result<ExplanationAnswer> Answer(string? text, Doer by)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(AnswerRule.IsOwed(Step), Problem.Conflict("explanation.not-owed")),
            .. Problem.Unless(Words.Clean(text) is not null, Problem.Invalid("explanation.text-missing", "Text")),
            .. Words.AtMost(text, UnitAnswer.TextMaxLength, "Text"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        var answer = ExplanationAnswer.To(Id, Words.Clean(text)!, by);
        _answers.Add(answer);
        Step = AnswerStep.Answered;
        return answer;
    }

    /// <summary>Accepts the last answer.</summary>
    public Result<ExplanationRequest> Accept(string? note, Doer by)
    {
        ImmutableArray<Problem> problems =
            [.. Problem.Unless(Step == AnswerStep.Answered, Problem.Conflict("explanation.not-answered")),
                .. Words.AtMost(note, QuestionMaxLength, "Reason")];
        if (problems.Length > 0)
        {
            return problems;
        }

        Latest!.Decide(true, note, by);
        Step = AnswerStep.Accepted;
        return this;
    }

    /// <summary>Asks again, with a reason and a new day.</summary>
    public Result<ExplanationRequest> AskAgain(string? reason, DateOnly? answerBy, DateOnly today, WorkingCalendar calendar, Doer by)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(Step == AnswerStep.Answered, Problem.Conflict("explanation.not-answered")),
            .. Problem.Unless(Words.Clean(reason) is not null, Problem.Invalid("explanation.reason-missing", "Reason")),
            .. Words.AtMost(reason, QuestionMaxLength, "Reason"),
            .. AnswerRule.Day(answerBy, today, calendar, "AnswerBy"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        Latest!.Decide(false, reason, by);
        (Step, AnswerBy) = (AnswerStep.AskedAgain, answerBy!.Value);
        return this;
    }
}

/// <summary>What the unit explained, and what whoever asked decided about it.</summary>
internal sealed class ExplanationAnswer : UnitAnswer
{
    private ExplanationAnswer()
    {
    }

    public Guid RequestId { get; private init; }

    internal static ExplanationAnswer To(Guid requestId, string text, Doer by) => new() { RequestId = requestId, Text = text, Giver = by };
}
