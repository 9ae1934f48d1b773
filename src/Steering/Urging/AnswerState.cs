using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;

namespace LoTrinh.Steering.Urging;

/// <summary>What was last done about an answer that a unit owes. Whether it is late is never kept: see <see cref="AnswerState"/>.</summary>
internal enum AnswerStep
{
    /// <summary>Nothing was answered yet.</summary>
    Waiting,

    /// <summary>The unit answered; whoever asked has yet to decide.</summary>
    Answered,

    /// <summary>The answer is enough.</summary>
    Accepted,

    /// <summary>The answer was not enough: the unit is to answer again.</summary>
    AskedAgain,
}

/// <summary>How an answer that a unit owes stands on a day; derived from the step and the day by which it was asked for.</summary>
internal enum AnswerState
{
    Waiting,
    AskedAgain,
    Overdue,
    Answered,
    Accepted,
}

/// <summary>Derives how an answer stands, and says it.</summary>
internal static class AnswerRule
{
    /// <summary>How it stands on <paramref name="today"/>: what the unit owes is overdue after its day, whether for the first time or
    /// again.</summary>
    public static AnswerState Of(AnswerStep step, DateOnly answerBy, DateOnly today) => step switch
    {
        AnswerStep.Answered => AnswerState.Answered,
        AnswerStep.Accepted => AnswerState.Accepted,
        _ when answerBy < today => AnswerState.Overdue,
        AnswerStep.AskedAgain => AnswerState.AskedAgain,
        _ => AnswerState.Waiting,
    };

    /// <summary>Whether the unit is to answer.</summary>
    public static bool IsOwed(AnswerStep step) => step is AnswerStep.Waiting or AnswerStep.AskedAgain;

    /// <summary>The day by which an answer may be asked for, whether by letter or as an explanation: a working day from today on. A day of
    /// a year that the calendar does not know is taken as it is.</summary>
    public static IEnumerable<Problem> Day(DateOnly? answerBy, DateOnly today, WorkingCalendar calendar, string field) =>
        Problem.Unless(answerBy is { } day && day >= today && (!calendar.Knows(day.Year) || calendar.IsWorkingDay(day)),
            Problem.Invalid("urging.answer-by", field));

    public static string Key(AnswerState state) => $"urging.answer.state.{state}";

    public static string Color(AnswerState state) => state switch
    {
        AnswerState.Overdue => "danger",
        AnswerState.Accepted => "success",
        AnswerState.Answered => "primary",
        _ => "warning",
    };
}
