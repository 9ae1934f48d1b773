using System.Collections.Immutable;
using LoTrinh.Platform;

namespace LoTrinh.Steering.Tasks;

/// <content>What the lead does with it, and how its product is accepted.</content>
internal sealed partial class SteeringTask
{
    public Result<SteeringTask> Acknowledge() => When(TaskState.Issued, "steering.not-issued", () => State = TaskState.InProgress);

    public Result<SteeringTask> ReturnToOffice(string? reason) =>
        Words.Clean(reason) is null ? Problem.Invalid("steering.reason-missing", "Reason")
            : Words.AtMost(reason, TextMaxLength, "Reason").FirstOrDefault() is { } tooLong ? tooLong
            : When(TaskState.Issued, "steering.not-issued", () => (State, DueOnWhenReturned) = (TaskState.ReturnedByLead, CurrentDueOn));

    /// <summary>Tells how far it is, what was done, what is in the way, and what is proposed.</summary>
    public Result<SteeringTask> Report(int? progress, string? narrative, string? obstacles, string by, DateTime at, string? proposal = null)
    {
        if (State is not (TaskState.InProgress or TaskState.Issued))
        {
            return Problem.Conflict("steering.not-in-progress");
        }

        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(progress is >= 0 and <= 100, Problem.Invalid("steering.progress-range", "Progress")),
            .. Problem.Unless(Words.Clean(narrative) is not null, Problem.Invalid("steering.narrative-missing", "Narrative")),
            .. Words.AtMost(narrative, TextMaxLength, "Narrative"),
            .. Words.AtMost(obstacles, TextMaxLength, "Obstacles"),
            .. Words.AtMost(proposal, TextMaxLength, "Proposal"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        (State, Progress, LastUpdateAt) = (TaskState.InProgress, progress!.Value, at);
        _updates.Add(new()
        {
            Progress = Progress, Narrative = Clean(narrative)!, TextHash = TextTrace.Of(narrative), Obstacles = Clean(obstacles), Proposal = Clean(proposal), By = by, At = at,
        });
        return this;
    }

    public Result<SteeringTask> SubmitProduct(string? reference, string? note, string by, DateTime at, DateOnly today)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(State is TaskState.InProgress, Problem.Conflict("steering.not-in-progress")),
            .. Problem.Unless(Words.Clean(reference) is not null, Problem.Invalid("steering.product-missing", "ProductReference")),
            .. Words.AtMost(reference, TextMaxLength, "ProductReference"),
            .. Words.AtMost(note, TextMaxLength, "ProductNote"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        State = TaskState.Submitted;
        _submissions.Add(new() { Reference = Clean(reference)!, ReferenceHash = TextTrace.Of(reference), Note = Clean(note), By = by, At = at, On = today });
        return this;
    }

    /// <summary>Whether the task is the work of these units; whoever works in none cannot show that it is not.</summary>
    public bool IsWorkOf(IReadOnlyCollection<Guid> units) => units.Count == 0 || units.Contains(LeadUnitId);

    /// <summary>Accepts the product. The verifier works in another unit than the lead and in none below it, and every part handed down is verified.</summary>
    public Result<SteeringTask> Verify(bool accepted, string? reason, VerifierContext verifier)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(State == TaskState.Submitted, Problem.Conflict("steering.not-submitted")),
            .. Problem.Unless(!IsWorkOf(verifier.Units), Problem.Forbidden("steering.own-work")),
            .. Problem.Unless(!accepted || verifier.OpenChildren == 0, Problem.Conflict("steering.children-open", verifier.OpenChildren)),
            .. Problem.Unless(accepted || Words.Clean(reason) is not null, Problem.Invalid("steering.reason-missing", "VerifyReason")),
            .. Words.AtMost(reason, TextMaxLength, "VerifyReason"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        var submission = _submissions.Single(s => s.Accepted is null);
        (submission.Accepted, submission.DecisionReason, submission.DecidedBy, submission.DecidedAt) = (accepted, Clean(reason), verifier.Name, verifier.At);
        if (accepted)
        {
            (State, CompletedOn, VerifiedByAccountId, Progress) = (TaskState.Completed, submission.On, verifier.AccountId, 100);
        }
        else
        {
            State = TaskState.InProgress;
        }

        return this;
    }

    private Result<SteeringTask> When(TaskState state, string otherwise, Action change)
    {
        if (State != state)
        {
            return Problem.Conflict(otherwise);
        }

        change();
        return this;
    }
}
