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

    /// <summary>The day first promised; never changes.</summary>
    public DateOnly? OriginalDueOn { get; private init; }

    /// <summary>The day now due, after extensions.</summary>
    public DateOnly? CurrentDueOn { get; private set; }

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

    /// <summary>Drafts a task. Only what makes it a record at all is asked for here; issuing asks for the rest.</summary>
    public static Result<SteeringTask> Draft(TaskDraft draft, string searchText)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(!string.IsNullOrWhiteSpace(draft.Title), Problem.Invalid("steering.title-missing", nameof(draft.Title))),
            .. Problem.Unless((draft.Title?.Length ?? 0) <= TitleMaxLength, Problem.Invalid("steering.title-long", nameof(draft.Title), TitleMaxLength)),
            .. Problem.Unless(draft.LeadUnitId is not null, Problem.Invalid("steering.lead-missing", nameof(draft.LeadUnitId))),
            .. TooLong(draft.Content, nameof(draft.Content)),
            .. TooLong(draft.Product, nameof(draft.Product)),
            .. TooLong(draft.AcceptanceCriteria, nameof(draft.AcceptanceCriteria)),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        var task = new SteeringTask
        {
            Code = draft.Code,
            Title = draft.Title!.Trim(),
            Content = Clean(draft.Content),
            SearchText = searchText,
            DocumentId = draft.DocumentId,
            DocumentNumber = draft.DocumentNumber,
            ClauseId = draft.ClauseId,
            Clause = draft.Clause,
            ParentId = draft.ParentId,
            LeadUnitId = draft.LeadUnitId!.Value,
            AccountablePosition = Clean(draft.AccountablePosition),
            Authority = Clean(draft.Authority),
            Product = Clean(draft.Product),
            AcceptanceCriteria = Clean(draft.AcceptanceCriteria),
            DueBasis = draft.DueBasis,
            DueWorkingDays = draft.DueWorkingDays,
            OriginalDueOn = draft.DueOn,
            CurrentDueOn = draft.DueOn,
            IsStarred = draft.IsStarred,
            IsDemonstration = draft.IsDemonstration,
        };
        task._coordinators.AddRange(draft.Coordinators.Where(c => c != task.LeadUnitId).Distinct().Select(c => new TaskCoordinator { UnitId = c }));
        return task;
    }

    /// <summary>Issues the task if it is clear in all six respects; else names every one that is lacking.</summary>
    public Result<SteeringTask> Issue(DateOnly today)
    {
        if (State is not (TaskState.Draft or TaskState.ReturnedByLead))
        {
            return Problem.Conflict("steering.not-draft");
        }

        ImmutableArray<Problem> lacking = [.. SixClear.Lacking(this), .. Problem.Unless(CurrentDueOn is null || CurrentDueOn >= today || IsDemonstration,
            Problem.Invalid("steering.due-past", nameof(TaskDraft.DueOn)))];
        if (lacking.Length > 0)
        {
            return lacking;
        }

        (State, IssuedOn) = (TaskState.Issued, today);
        return this;
    }

    public Result<SteeringTask> Acknowledge() => When(TaskState.Issued, "steering.not-issued", () => State = TaskState.InProgress);

    public Result<SteeringTask> ReturnToOffice(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? Problem.Invalid("steering.reason-missing", "Reason")
            : When(TaskState.Issued, "steering.not-issued", () => State = TaskState.ReturnedByLead);

    public Result<SteeringTask> Report(int? progress, string? narrative, string? obstacles, string by, DateTime at)
    {
        if (State is not (TaskState.InProgress or TaskState.Issued))
        {
            return Problem.Conflict("steering.not-in-progress");
        }

        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(progress is >= 0 and <= 100, Problem.Invalid("steering.progress-range", "Progress")),
            .. Problem.Unless(!string.IsNullOrWhiteSpace(narrative), Problem.Invalid("steering.narrative-missing", "Narrative")),
            .. TooLong(narrative, "Narrative"),
            .. TooLong(obstacles, "Obstacles"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        (State, Progress, LastUpdateAt) = (TaskState.InProgress, progress!.Value, at);
        _updates.Add(new() { Progress = Progress, Narrative = narrative!.Trim(), Obstacles = Clean(obstacles), By = by, At = at });
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
            .. Problem.Unless(!string.IsNullOrWhiteSpace(reason), Problem.Invalid("steering.reason-missing", "ExtensionReason")),
            .. Problem.Unless(!_extensions.Exists(e => e.Granted is null), Problem.Conflict("steering.extension-open")),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        _extensions.Add(new() { AskedAt = at, FromDueOn = CurrentDueOn!.Value, ProposedOn = proposed!.Value, Reason = reason!.Trim() });
        return this;
    }

    /// <summary>Grants or refuses the extension that waits.</summary>
    public Result<SteeringTask> DecideExtension(bool granted, string? decision, string by, DateTime at)
    {
        if (_extensions.Find(e => e.Granted is null) is not { } waiting)
        {
            return Problem.Conflict("steering.no-extension");
        }

        if (!granted && string.IsNullOrWhiteSpace(decision))
        {
            return Problem.Invalid("steering.reason-missing", "Decision");
        }

        (waiting.Granted, waiting.Decision, waiting.DecidedBy, waiting.DecidedAt) = (granted, Clean(decision), by, at);
        CurrentDueOn = granted ? waiting.ProposedOn : CurrentDueOn;
        return this;
    }

    public Result<SteeringTask> SubmitProduct(string? reference, string? note, string by, DateTime at, DateOnly today)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(State is TaskState.InProgress, Problem.Conflict("steering.not-in-progress")),
            .. Problem.Unless(!string.IsNullOrWhiteSpace(reference), Problem.Invalid("steering.product-missing", "ProductReference")),
            .. TooLong(reference, "ProductReference"),
            .. TooLong(note, "ProductNote"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        State = TaskState.Submitted;
        _submissions.Add(new() { Reference = reference!.Trim(), Note = Clean(note), By = by, At = at, On = today });
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
            .. Problem.Unless(accepted || !string.IsNullOrWhiteSpace(reason), Problem.Invalid("steering.reason-missing", "VerifyReason")),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        var submission = _submissions[^1];
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

    private static IEnumerable<Problem> TooLong(string? text, string field) =>
        Problem.Unless((text?.Length ?? 0) <= TextMaxLength, Problem.Invalid("steering.text-long", field, TextMaxLength));

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>What a draft is made of.</summary>
internal sealed record TaskDraft(
    string Code, string? Title, string? Content, Guid? LeadUnitId, IReadOnlyCollection<Guid> Coordinators, string? AccountablePosition, string? Authority,
    string? Product, string? AcceptanceCriteria, DueBasis DueBasis, int? DueWorkingDays, DateOnly? DueOn,
    Guid? DocumentId = null, string? DocumentNumber = null, Guid? ClauseId = null, string? Clause = null, Guid? ParentId = null,
    bool IsStarred = false, bool IsDemonstration = false);

/// <summary>Who verifies, and what the task has below it.</summary>
internal sealed record VerifierContext(Guid AccountId, string Name, Guid? UnitId, int OpenChildren, DateTime At);
