using System.Collections.Immutable;
using LoTrinh.Platform;

namespace LoTrinh.Steering.Tasks;

/// <content>How the day that is due moves: by an extension, by the calendar, by being issued anew.</content>
internal sealed partial class SteeringTask
{
    /// <summary>Asks for a later day. Only before the day now due, and only for a later one.</summary>
    public Result<SteeringTask> AskExtension(DateOnly? proposed, string? reason, DateOnly today, DateTime at)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(State is TaskState.Issued or TaskState.InProgress, Problem.Conflict("steering.not-in-progress")),
            .. Problem.Unless(CurrentDueOn is not null && today < CurrentDueOn, Problem.Invalid("steering.extension-late", "ProposedOn")),
            .. Problem.Unless(proposed > CurrentDueOn, Problem.Invalid("steering.extension-earlier", "ProposedOn")),
            .. Problem.Unless(Words.Clean(reason) is not null, Problem.Invalid("steering.reason-missing", "ExtensionReason")),
            .. Problem.Unless(!_extensions.Exists(e => e.Granted is null), Problem.Conflict("steering.extension-open")),
            .. Words.AtMost(reason, TextMaxLength, "ExtensionReason"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        _extensions.Add(new() { AskedAt = at, FromDueOn = CurrentDueOn!.Value, ProposedOn = proposed!.Value, Reason = Clean(reason)! });
        return this;
    }

    /// <summary>Grants or refuses the extension that waits.</summary>
    /// <param name="granted">Whether it is granted.</param>
    /// <param name="decision">Why; needed for a refusal.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="document">The document that says so, if there is one.</param>
    public Result<SteeringTask> DecideExtension(bool granted, string? decision, string by, DateTime at, NamedDocument document = default)
    {
        if (_extensions.Find(e => e.Granted is null) is not { } waiting)
        {
            return Problem.Conflict("steering.no-extension");
        }

        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(granted || Words.Clean(decision) is not null, Problem.Invalid("steering.reason-missing", "Decision")),
            .. Words.AtMost(decision, TextMaxLength, "Decision"),
            .. Words.AtMost(document.Number, 200, "DecisionDocument"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        (waiting.Granted, waiting.Decision, waiting.DecidedBy, waiting.DecidedAt) = (granted, Clean(decision), by, at);
        (waiting.DocumentId, waiting.DocumentNumber) = (document.Id, Clean(document.Number));
        CurrentDueOn = granted ? waiting.ProposedOn : CurrentDueOn;
        return this;
    }

    /// <summary>Follows the calendar: working days from issue lead to another day now. An extension that was granted is a day of its own and stays.</summary>
    public Result<SteeringTask> FollowCalendar(DateOnly due)
    {
        if (!IsOpen || DueBasis != DueBasis.WorkingDaysFromIssue || _extensions.Exists(e => e.Granted == true && e.Reason != TaskExtension.Reissued))
        {
            return Problem.Conflict("steering.due-not-counted");
        }

        CurrentDueOn = due;
        return this;
    }

    // A returned task that is issued with another day: the change stands in the ledger of extensions like any other.
    private void NoteNewDeadline(string by, DateTime at)
    {
        if (DueOnWhenReturned is { } from && CurrentDueOn is { } to && to != from)
        {
            _extensions.Add(new() { AskedAt = at, FromDueOn = from, ProposedOn = to, Reason = TaskExtension.Reissued, Granted = true, DecidedBy = by, DecidedAt = at });
        }

        DueOnWhenReturned = null;
    }
}
