using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;

namespace LoTrinh.Steering.Tasks;

/// <summary>Where a task is in its work. Whether it is late is never kept here: see <see cref="DueStatus"/>.</summary>
internal enum TaskState
{
    Draft,
    Issued,
    InProgress,
    ReturnedByLead,
    Submitted,
    Completed,
    Cancelled,
}

/// <summary>How a deadline was given.</summary>
internal enum DueBasis
{
    None,
    Date,
    WorkingDaysFromIssue,
}

/// <summary>A commitment with exactly one lead, carried to the verified product. Every change goes through a verb.</summary>
/// <remarks>Source: one lead per task, Decree 138/2016/NĐ-CP, kept by Decree 39/2022/NĐ-CP.</remarks>
internal sealed class SteeringTask : IVersioned
{
    public const int TitleMaxLength = 300;
    public const int TextMaxLength = 4000;

    private readonly List<TaskCoordinator> _coordinators = [];
    private readonly List<TaskUpdate> _updates = [];
    private readonly List<TaskExtension> _extensions = [];
    private readonly List<TaskSubmission> _submissions = [];

    private SteeringTask()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public string Code { get; private set; } = "";

    public string Title { get; private set; } = "";

    public string? Content { get; private set; }

    /// <summary>Folded title, code and document, for search without diacritics.</summary>
    public string SearchText { get; private set; } = "";

    public Guid? DocumentId { get; private set; }

    public string? DocumentNumber { get; private set; }

    public Guid? ClauseId { get; private set; }

    public string? Clause { get; private set; }

    public Guid? ParentId { get; private set; }

    /// <summary>The one unit that answers for the task; the column does not take null.</summary>
    public Guid LeadUnitId { get; private set; }

    public string? AccountablePosition { get; private set; }

    /// <summary>Who decides on the task's product (rõ thẩm quyền).</summary>
    public string? Authority { get; private set; }

    public string? Product { get; private set; }

    public string? AcceptanceCriteria { get; private set; }

    public DueBasis DueBasis { get; private set; }

    public int? DueWorkingDays { get; private set; }

    /// <summary>The day promised when it was first issued; never changes after that. Null while it is a draft.</summary>
    public DateOnly? OriginalDueOn { get; private set; }

    /// <summary>The day now due, after extensions; of a draft the day it would be due.</summary>
    public DateOnly? CurrentDueOn { get; private set; }

    /// <summary>The day that was due when the lead returned it; null at any other time.</summary>
    public DateOnly? DueOnWhenReturned { get; private set; }

    public DateOnly? IssuedOn { get; private set; }

    public TaskState State { get; private set; }

    public bool IsStarred { get; private set; }

    public bool IsDemonstration { get; private set; }

    public int Progress { get; private set; }

    public DateTime? LastUpdateAt { get; private set; }

    /// <summary>The day the product that was later verified was submitted.</summary>
    public DateOnly? CompletedOn { get; private set; }

    public Guid? VerifiedByAccountId { get; private set; }

    public int Version { get; set; } = 1;

    public IReadOnlyList<TaskCoordinator> Coordinators => _coordinators;

    public IReadOnlyList<TaskUpdate> Updates => _updates;

    public IReadOnlyList<TaskExtension> Extensions => _extensions;

    public IReadOnlyList<TaskSubmission> Submissions => _submissions;

    public bool IsOpen => State is TaskState.Issued or TaskState.InProgress or TaskState.Submitted or TaskState.ReturnedByLead;

    /// <summary>Whether what it asks may still be written anew: before it is issued, and after the lead returned it.</summary>
    public bool IsMendable => State is TaskState.Draft or TaskState.ReturnedByLead;

    /// <summary>Drafts a task. Only what makes it a record at all is asked for here; issuing asks for the rest.</summary>
    public static Result<SteeringTask> Draft(TaskDraft draft, string searchText)
    {
        ImmutableArray<Problem> problems = [.. draft.Problems()];
        if (problems.Length > 0)
        {
            return problems;
        }

        var task = new SteeringTask { Code = draft.Code, ParentId = draft.ParentId, IsDemonstration = draft.IsDemonstration };
        task.Write(draft, searchText);
        return task;
    }

    /// <summary>Writes a draft or a returned task anew; what was returned demands a reason, and keeps its original deadline.</summary>
    public Result<SteeringTask> Mend(TaskDraft draft, string searchText, string? reason)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(IsMendable, Problem.Conflict("steering.not-mendable")),
            .. Problem.Unless(State != TaskState.ReturnedByLead || Words.Clean(reason) is not null, Problem.Invalid("steering.reason-missing", "Reason")),
            .. Problem.Unless(OriginalDueOn is null || draft.DueBasis != DueBasis.None, Problem.Invalid("steering.deadline-stays", nameof(draft.DueOn))),
            .. Words.AtMost(reason, TextMaxLength, "Reason"),
            .. draft.Problems(),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        Write(draft, searchText);
        return this;
    }

    /// <summary>What it would be drafted from.</summary>
    public TaskDraft ToDraft() => new(Code, Title, Content, LeadUnitId, [.. _coordinators.Select(c => c.UnitId)], AccountablePosition, Authority, Product,
        AcceptanceCriteria, DueBasis, DueWorkingDays, CurrentDueOn, DocumentId, DocumentNumber, ClauseId, Clause, ParentId, IsStarred, IsDemonstration);

    /// <summary>Issues the task if it is clear in all six respects; else names every one that is lacking.</summary>
    /// <param name="today">The day of issue.</param>
    /// <param name="counted">The day that a rule of working days gives from today.</param>
    /// <param name="by">Who issues it.</param>
    /// <param name="at">When, UTC.</param>
    public Result<SteeringTask> Issue(DateOnly today, DateOnly? counted = null, string by = "", DateTime at = default)
    {
        if (!IsMendable)
        {
            return Problem.Conflict("steering.not-draft");
        }

        CurrentDueOn = DueBasis == DueBasis.WorkingDaysFromIssue && counted is not null ? counted : CurrentDueOn;
        ImmutableArray<Problem> lacking = [.. SixClear.Lacking(this), .. Problem.Unless(CurrentDueOn is null || CurrentDueOn >= today || IsDemonstration,
            Problem.Invalid("steering.due-past", nameof(TaskDraft.DueOn)))];
        if (lacking.Length > 0)
        {
            return lacking;
        }

        NoteNewDeadline(by, at);
        (State, IssuedOn, OriginalDueOn) = (TaskState.Issued, today, OriginalDueOn ?? CurrentDueOn);
        return this;
    }

    /// <summary>Ends a task that is no longer to be done. What was handed down from it ends first.</summary>
    public Result<SteeringTask> Cancel(string? reason, int openChildren)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(State is not (TaskState.Completed or TaskState.Cancelled), Problem.Conflict("steering.not-cancellable")),
            .. Problem.Unless(openChildren == 0, Problem.Conflict("steering.children-to-cancel", openChildren)),
            .. Problem.Unless(Words.Clean(reason) is not null, Problem.Invalid("steering.reason-missing", "CancelReason")),
            .. Words.AtMost(reason, TextMaxLength, "CancelReason"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        State = TaskState.Cancelled;
        return this;
    }

    /// <summary>Puts it on the list of priorities, or takes it off.</summary>
    public Result<SteeringTask> Star(bool starred)
    {
        IsStarred = starred;
        return this;
    }

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
        _updates.Add(new() { Progress = Progress, Narrative = Clean(narrative)!, Obstacles = Clean(obstacles), Proposal = Clean(proposal), By = by, At = at });
        return this;
    }

    /// <summary>Asks for a later day. Only before the day now due, and only for a later one.</summary>
    public Result<SteeringTask> AskExtension(DateOnly? proposed, string? reason, DateOnly today, DateTime at)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(State is TaskState.Issued or TaskState.InProgress, Problem.Conflict("steering.not-in-progress")),
            .. Problem.Unless(CurrentDueOn is not null && today <= CurrentDueOn, Problem.Invalid("steering.extension-late", "ProposedOn")),
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
        _submissions.Add(new() { Reference = Clean(reference)!, Note = Clean(note), By = by, At = at, On = today });
        return this;
    }

    /// <summary>Accepts the product. The verifier belongs to another unit than the lead, and every part handed down is verified.</summary>
    public Result<SteeringTask> Verify(bool accepted, string? reason, VerifierContext verifier)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(State == TaskState.Submitted, Problem.Conflict("steering.not-submitted")),
            .. Problem.Unless(verifier.UnitId != LeadUnitId, Problem.Forbidden("steering.own-work")),
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

    private void Write(TaskDraft draft, string searchText)
    {
        (Title, Content, SearchText) = (Clean(draft.Title)!, Clean(draft.Content), searchText);
        (DocumentId, DocumentNumber, ClauseId, Clause) = (draft.DocumentId, Clean(draft.DocumentNumber), draft.ClauseId, Clean(draft.Clause));
        (LeadUnitId, AccountablePosition, Authority) = (draft.LeadUnitId!.Value, Clean(draft.AccountablePosition), Clean(draft.Authority));
        (Product, AcceptanceCriteria, IsStarred) = (Clean(draft.Product), Clean(draft.AcceptanceCriteria), draft.IsStarred);
        (DueBasis, DueWorkingDays, CurrentDueOn) = (draft.DueBasis, draft.DueBasis == DueBasis.WorkingDaysFromIssue ? draft.DueWorkingDays : null, draft.DueOn);
        var units = draft.Coordinators.Where(c => c != LeadUnitId).ToHashSet();
        _coordinators.RemoveAll(c => !units.Remove(c.UnitId));
        _coordinators.AddRange(units.Select(u => new TaskCoordinator { UnitId = u }));
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

    private static string? Clean(string? text) => Words.Clean(text);
}
