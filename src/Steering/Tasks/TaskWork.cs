using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Tasks;

/// <summary>What people do with tasks. Each act demands its permission, writes the ledger and saves once.</summary>
internal sealed class TaskWork(
    AppDb db, OrganisationDirectory organisation, DocumentQueries documents, TaskScope scope, DeadlineEngine deadlines, TakeFiles takeFiles, TimeProvider clock)
{
    /// <summary>Room of the files of a task; their part is the update or the submission they prove.</summary>
    public const string FileRoom = "steering.task";

    /// <summary>Field of the files that are sent, for their problems.</summary>
    public const string FilesField = "Files";

    /// <summary>Drafts a task and issues it when <paramref name="issue"/> says so.</summary>
    /// <param name="actor">Who assigns it.</param>
    /// <param name="draft">What it asks.</param>
    /// <param name="issue">Whether it is issued at once.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="together">What another capability changes in the same save; its refusal keeps the task from being. It may be asked more than once.</param>
    public Task<Result<SteeringTask>> Assign(Actor actor, TaskDraft draft, bool issue, CancellationToken ct, Func<SteeringTask, Task<Problem?>>? together = null) =>
        db.InTransactionAsync(() => AssignOnceAsync(actor, draft, issue, together, ct), keep: r => r.Ok, ct);

    /// <summary>Writes a draft or a returned task anew.</summary>
    public async Task<Result<SteeringTask>> Mend(Actor actor, Guid id, int? version, TaskDraft draft, string? reason, CancellationToken ct)
    {
        if (await db.Tasks.AsNoTracking().Include(t => t.Coordinators).SingleOrDefaultAsync(t => t.Id == id, ct) is not { } known || !scope.MaySee(actor, known))
        {
            return Problem.NotFound("steering.task-unknown");
        }

        var parent = await ParentAsync(known.ParentId, ct);
        if (organisation.Find(draft.LeadUnitId) is { } lead && scope.RefusalToAssign(actor, parent, lead) is { } refusal)
        {
            return refusal;
        }

        var prepared = await PrepareAsync(actor, draft with { Code = known.Code, ParentId = known.ParentId, IsStarred = known.IsStarred }, parent, ct);
        return !prepared.TryGet(out var whole) ? prepared.Problems
            : await Act(actor, id, version, scope.MayDirect, "mended", reason, t => t.Mend(whole, whole.SearchText, reason), ct);
    }

    public async Task<Result<SteeringTask>> Issue(Actor actor, Guid id, int? version, CancellationToken ct)
    {
        var days = await db.Tasks.Where(t => t.Id == id).Select(t => t.DueWorkingDays).SingleOrDefaultAsync(ct);
        var counted = CountDue(days);
        if (!counted.TryGet(out var due))
        {
            return counted.Problems;
        }

        return await WithinParentAsync(id, due, nameof(TaskDraft.DueWorkingDays), ct) is { } late ? late
            : await Act(actor, id, version, scope.MayDirect, "issued", null, t => t.Issue(clock.Today(), due, actor.Name, clock.UtcNow()), ct,
                happened: facts => new TaskIssued(facts));
    }

    public Task<Result<SteeringTask>> Acknowledge(Actor actor, Guid id, int? version, CancellationToken ct) =>
        Act(actor, id, version, scope.MayReport, "acknowledged", null, t => t.Acknowledge(), ct);

    public Task<Result<SteeringTask>> ReturnToOffice(Actor actor, Guid id, int? version, string? reason, CancellationToken ct) =>
        Act(actor, id, version, scope.MayReport, "returned", reason, t => t.ReturnToOffice(reason), ct, happened: facts => new TaskReturned(facts, reason!));

    public Task<Result<SteeringTask>> Report(Actor actor, Guid id, int? version, int? progress, string? narrative, string? obstacles, CancellationToken ct,
        string? proposal = null, IReadOnlyList<SentFile>? files = null) =>
        Act(actor, id, version, scope.MayReport, "reported", narrative,
            t => t.Report(progress, narrative, obstacles, actor.Name, clock.UtcNow(), proposal), ct, new(files ?? [], t => t.Updates[^1].Id));

    public Task<Result<SteeringTask>> AskExtension(Actor actor, Guid id, int? version, DateOnly? proposed, string? reason, CancellationToken ct) =>
        Act(actor, id, version, scope.MayReport, "extension-asked", reason, t => t.AskExtension(proposed, reason, clock.Today(), clock.UtcNow()), ct,
            happened: facts => new ExtensionAsked(facts, proposed!.Value, reason!));

    /// <summary>Decides the extension that waits; a typed number that the register knows becomes a link.</summary>
    public async Task<Result<SteeringTask>> DecideExtension(
        Actor actor, Guid id, int? version, bool granted, string? decision, CancellationToken ct, string? document = null)
    {
        var meant = await documents.MeantAsync(actor, document, ct);
        var named = meant is [var one] ? new NamedDocument(one.Id, one.NameForAll) : new NamedDocument(null, document);
        var proposed = granted ? await db.Tasks.Where(t => t.Id == id).SelectMany(t => t.Extensions).Where(e => e.Granted == null)
            .Select(e => (DateOnly?)e.ProposedOn).FirstOrDefaultAsync(ct) : null;
        return await WithinParentAsync(id, proposed, nameof(TaskExtension.Decision), ct) is { } late ? late : await Act(actor, id, version, scope.MayDirect, granted ? "extension-granted" : "extension-refused", decision,
            t => t.DecideExtension(granted, decision, actor.Name, clock.UtcNow(), named), ct, happened: facts => new ExtensionDecided(facts, granted, decision));
    }

    public Task<Result<SteeringTask>> SubmitProduct(Actor actor, Guid id, int? version, string? reference, string? note, CancellationToken ct,
        IReadOnlyList<SentFile>? files = null) =>
        Act(actor, id, version, scope.MayReport, "submitted", reference,
            t => t.SubmitProduct(reference, note, actor.Name, clock.UtcNow(), clock.Today()), ct, new(files ?? [], t => t.Submissions[^1].Id),
            facts => new ProductSubmitted(facts, reference!));

    public async Task<Result<SteeringTask>> Verify(Actor actor, Guid id, int? version, bool accepted, string? reason, CancellationToken ct)
    {
        var verifier = new VerifierContext(actor.AccountId, actor.Name, scope.UnitsOf(actor), await OpenChildrenAsync(id, ct), clock.UtcNow());
        return await Act(actor, id, version, scope.MayVerify, accepted ? "verified" : "product-returned", reason, t => t.Verify(accepted, reason, verifier), ct,
            happened: facts => accepted ? new TaskVerified(facts) : new ProductReturned(facts, reason!));
    }

    public async Task<Result<SteeringTask>> Cancel(Actor actor, Guid id, int? version, string? reason, CancellationToken ct)
    {
        var open = await OpenChildrenAsync(id, ct);
        return await Act(actor, id, version, scope.MayDirect, "cancelled", reason, t => t.Cancel(reason, open), ct);
    }

    public Task<Result<SteeringTask>> Star(Actor actor, Guid id, int? version, bool starred, CancellationToken ct) =>
        Act(actor, id, version, scope.MayAssign, starred ? "starred" : "unstarred", null, t => t.Star(starred), ct);

    /// <summary>The draft with the day that its rule gives today, and which of the six respects are clear.</summary>
    public (DateOnly? Due, IReadOnlyList<Respect> Six) Look(TaskDraft draft)
    {
        var due = draft.DueBasis == DueBasis.WorkingDaysFromIssue && CountDue(draft.DueWorkingDays) is { Ok: true } counted ? counted.Value : draft.DueOn;
        return (due, SixClear.Of(draft with { DueOn = due }));
    }

    /// <summary>The working day after a deadline that falls on a day of rest; null when it does not.</summary>
    public DateOnly? AfterRest(DateOnly due) => deadlines.AfterRest(due);

    /// <summary>Everything that keeps a draft from being kept, and where it is to be issued from being issued: all at once, each field once.</summary>
    /// <param name="draft">What was typed.</param>
    /// <param name="found">What is known to be wrong with it already.</param>
    /// <param name="issue">Whether it is to be issued.</param>
    public ImmutableArray<Problem> Lacking(TaskDraft draft, ImmutableArray<Problem> found, bool issue)
    {
        List<Problem> problems = [.. found, .. draft.Problems()];
        var named = problems.Select(p => p.Field).ToHashSet();
        if (issue)
        {
            var (due, six) = Look(draft);
            problems.AddRange(SixClear.Lacking(six.Where(r => !r.Fields.Any(named.Contains))));
            problems.AddRange(Problem.Unless(due is null || due >= clock.Today() || draft.IsDemonstration || named.Contains(nameof(draft.DueOn)),
                Problem.Invalid("steering.due-past", nameof(draft.DueOn))));
        }

        return [.. problems];
    }

    private async Task<Result<SteeringTask>> AssignOnceAsync(
        Actor actor, TaskDraft draft, bool issue, Func<SteeringTask, Task<Problem?>>? together, CancellationToken ct)
    {
        var parent = await ParentAsync(draft.ParentId, ct);
        if (draft.ParentId is not null && (parent is null || !scope.MaySee(actor, parent)))
        {
            return Problem.NotFound("steering.task-unknown");
        }

        var lead = organisation.Find(draft.LeadUnitId);
        if (scope.RefusalToAssign(actor, parent, lead) is { } refusal)
        {
            return refusal;
        }

        var prepared = await PrepareAsync(actor, draft with { ParentId = parent?.Id }, parent, ct);
        if (Lacking(prepared.TryGet(out var whole) ? whole : draft, prepared.Problems, issue) is { Length: > 0 } lacking)
        {
            return lacking;
        }

        whole = whole! with { Code = whole.Code is "" ? (await db.NextTaskCodesAsync(1, clock.Today().Year, ct))[0] : whole.Code };
        var drafted = SteeringTask.Draft(whole, whole.SearchText, handedDownBy: lead is null || actor.May(Permissions.Assign, lead.Path) ? null : parent?.LeadUnitId);
        if (!drafted.TryGet(out var task))
        {
            return drafted;
        }

        if (issue && task.Issue(clock.Today(), null, actor.Name, clock.UtcNow()) is { Ok: false } unclear)
        {
            return unclear;
        }

        db.Tasks.Add(task);
        db.Record(actor, issue ? "steering.task.issued" : "steering.task.drafted", task);
        if (issue)
        {
            db.Publish(new TaskIssued(task.Facts(actor, clock.UtcNow())));
        }

        if (together is not null && await together(task) is { } refused)
        {
            return refused;
        }

        return await db.TrySaveAsync(ct) is { } lost ? lost : task;
    }

    private async Task<Result<SteeringTask>> Act(Actor actor, Guid id, int? version, Func<Actor, SteeringTask, bool> may, string act, string? reason,
        Func<SteeringTask, Result<SteeringTask>> verb, CancellationToken ct, Evidence? evidence = null,
        Func<TaskFacts, IIntegrationEvent>? happened = null)
    {
        var task = await db.Tasks.Include(t => t.Coordinators).Include(t => t.Extensions).Include(t => t.Submissions).AsSplitQuery()
            .SingleOrDefaultAsync(t => t.Id == id, ct);
        if (task is null || !scope.MaySee(actor, task))
        {
            return Problem.NotFound("steering.task-unknown");
        }

        if (!may(actor, task))
        {
            return Problem.Forbidden();
        }

        var result = verb(task);
        if (!result.Ok)
        {
            return evidence is null || result.Problems.Any(p => p.Kind != ProblemKind.Invalid) ? result
                : ImmutableArray.CreateRange(result.Problems.Concat(TakeFiles.Check(evidence.Files, FilesField)));
        }

        if (evidence is { Files.Count: > 0 })
        {
            var taken = await takeFiles.Handle(actor, FileRoom, id, evidence.Files, FilesField, evidence.Part(task).ToString(), ct);
            if (!taken.Ok)
            {
                return taken.Problems;
            }
        }

        if (version is { } seen)
        {
            db.Expect(task, seen);
        }

        db.Record(actor, $"steering.task.{act}", task, Words.Clean(reason));
        if (happened is not null)
        {
            db.Publish(happened(task.Facts(actor, clock.UtcNow())));
        }

        return await db.TrySaveAsync(ct) is { } lost ? lost : task;
    }

    // What was typed becomes what is kept: the document and clause it means, the day its rule gives.
    private async Task<Result<TaskDraft>> PrepareAsync(Actor actor, TaskDraft draft, SteeringTask? parent, CancellationToken ct)
    {
        if (draft.DueOn is not null && draft.DueBasis == DueBasis.WorkingDaysFromIssue)
        {
            return Problem.Invalid("steering.due-twice", nameof(draft.DueWorkingDays));
        }

        var counted = CountDue(draft.DueBasis == DueBasis.WorkingDaysFromIssue && draft.HasDaysInRange ? draft.DueWorkingDays : null);
        if (!counted.TryGet(out var due))
        {
            return counted.Problems;
        }

        draft = draft with { DueOn = due ?? draft.DueOn };
        if (parent is not null)
        {
            if (parent.State is not (TaskState.Issued or TaskState.InProgress))
            {
                return Problem.Conflict("steering.parent-not-open");
            }

            if (parent.CurrentDueOn is { } latest && draft.DueOn > latest)
            {
                return Problem.Invalid("steering.due-after-parent", draft.DueBasis == DueBasis.Date ? nameof(draft.DueOn) : nameof(draft.DueWorkingDays), latest.Show());
            }
        }

        return await RestOnAsync(actor, draft, parent, ct);
    }

    private async Task<Result<TaskDraft>> RestOnAsync(Actor actor, TaskDraft draft, SteeringTask? parent, CancellationToken ct)
    {
        if (parent is not null && draft.DocumentId is null && Words.Clean(draft.DocumentNumber) is null)
        {
            return draft with { DocumentId = parent.DocumentId, DocumentNumber = parent.DocumentNumber, ClauseId = parent.ClauseId, Clause = parent.Clause };
        }

        var meant = await documents.MeantAsync(actor, draft.DocumentId?.ToString() ?? draft.DocumentNumber, ct);
        if (meant is not [var document])
        {
            return draft.DocumentId is not null ? Problem.Invalid("steering.document-unknown", nameof(draft.DocumentNumber)) : draft with { ClauseId = null };
        }

        var named = draft with { DocumentId = document.Id, DocumentNumber = document.NameForAll };
        if (draft.ClauseId is null)
        {
            return named;
        }

        var clause = await db.Clauses.AsNoTracking().SingleOrDefaultAsync(c => c.Id == draft.ClauseId && c.DocumentId == document.Id, ct);
        return clause is null ? Problem.Invalid("steering.clause-unknown", nameof(draft.ClauseId))
            : clause.NoTaskReason is not null ? Problem.Invalid("steering.clause-no-task", nameof(draft.ClauseId), clause.Label)
            : named with { Clause = clause.Label };
    }

    private Result<DateOnly?> CountDue(int? workingDays)
    {
        if (workingDays is not { } days)
        {
            return (DateOnly?)null;
        }

        var counted = deadlines.FromIssue(clock.UtcNow(), days);
        return counted.TryGet(out var due) ? due : counted.Problems;
    }

    // A part is not due after its whole: not when it is drafted, nor when its days are counted anew or more time is granted.
    private async Task<Problem?> WithinParentAsync(Guid id, DateOnly? due, string field, CancellationToken ct)
    {
        var latest = await db.Tasks.Where(t => t.Id == id).Join(db.Tasks, t => t.ParentId, p => p.Id, (t, p) => p.CurrentDueOn).SingleOrDefaultAsync(ct);
        return due > latest ? Problem.Invalid("steering.due-after-parent", field, latest.Show()) : null;
    }

    private Task<SteeringTask?> ParentAsync(Guid? id, CancellationToken ct) =>
        id is null ? Task.FromResult<SteeringTask?>(null) : db.Tasks.AsNoTracking().Include(t => t.Coordinators).SingleOrDefaultAsync(t => t.Id == id, ct);

    private Task<int> OpenChildrenAsync(Guid id, CancellationToken ct) =>
        db.Tasks.CountAsync(t => t.ParentId == id && t.State != TaskState.Completed && t.State != TaskState.Cancelled, ct);

    /// <summary>Files that prove what was done, and the part of the task they belong to once the act has made it.</summary>
    private sealed record Evidence(IReadOnlyList<SentFile> Files, Func<SteeringTask, Guid> Part);
}
