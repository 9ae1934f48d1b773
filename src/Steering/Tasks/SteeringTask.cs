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
internal sealed partial class SteeringTask : IVersioned
{
    public const int TitleMaxLength = 300;
    public const int TextMaxLength = 4000;

    private readonly List<TaskCoordinator> _coordinators = [];
    private readonly List<TaskUpdate> _updates = [];
    private readonly List<TaskExtension> _extensions = [];
    private readonly List<TaskSubmission> _submissions = [];
    private readonly List<TaskTransfer> _transfers = [];

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

    /// <summary>The unit that handed this part of its own task down, and so directs it; null when the office gave the task.</summary>
    public Guid? HandedDownById { get; private set; }

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
    public DateOnly? CurrentDueOn
    {
        get;
        private set
        {
            field = value;
            IsUndated = value is null;
        }
    }

    /// <summary>Whether no day is due. Stored, since the databases disagree where the undated ones stand in an order, and an index can keep only what is stored.</summary>
    public bool IsUndated { get; private set; } = true;

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

    public IReadOnlyList<TaskTransfer> Transfers => _transfers;

    public bool IsOpen => State is TaskState.Issued or TaskState.InProgress or TaskState.Submitted or TaskState.ReturnedByLead;

    /// <summary>Whether what it asks may still be written anew: before it is issued, and after the lead returned it.</summary>
    public bool IsMendable => State is TaskState.Draft or TaskState.ReturnedByLead;

    /// <summary>Drafts a task. Only what makes it a record at all is asked for here; issuing asks for the rest.</summary>
    /// <param name="draft">What it asks.</param>
    /// <param name="searchText">Its folded text.</param>
    /// <param name="handedDownBy">The unit whose task it is a part of, if any.</param>
    public static Result<SteeringTask> Draft(TaskDraft draft, string searchText, Guid? handedDownBy = null)
    {
        ImmutableArray<Problem> problems = [.. draft.Problems()];
        if (problems.Length > 0)
        {
            return problems;
        }

        var task = new SteeringTask { Code = draft.Code, ParentId = draft.ParentId, HandedDownById = handedDownBy, IsDemonstration = draft.IsDemonstration };
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
        ImmutableArray<Problem> lacking = [.. SixClear.Lacking(SixClear.Of(ToDraft())), .. Problem.Unless(CurrentDueOn is null || CurrentDueOn >= today || IsDemonstration,
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

    private static string? Clean(string? text) => Words.Clean(text);
}
