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
internal sealed partial class TaskWork(
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

    public Task<Result<SteeringTask>> Verify(Actor actor, Guid id, int? version, bool accepted, string? reason, CancellationToken ct) =>
        CloseAsync(id, accepted ? "steering.children-open" : null, open => Act(actor, id, version, scope.MayVerify, accepted ? "verified" : "product-returned", reason,
            t => t.Verify(accepted, reason, new(actor.AccountId, actor.Name, scope.UnitsOf(actor), open, clock.UtcNow())), ct,
            happened: facts => accepted ? new TaskVerified(facts) : new ProductReturned(facts, reason!)), ct);

    public Task<Result<SteeringTask>> Cancel(Actor actor, Guid id, int? version, string? reason, CancellationToken ct) =>
        CloseAsync(id, "steering.children-to-cancel", open => Act(actor, id, version, scope.MayDirect, "cancelled", reason, t => t.Cancel(reason, open), ct), ct);

    public Task<Result<SteeringTask>> Star(Actor actor, Guid id, int? version, bool starred, CancellationToken ct) =>
        Act(actor, id, version, scope.MayAssign, starred ? "starred" : "unstarred", null, t => t.Star(starred), ct);

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

        if (await db.TrySaveAsync(ct) is { } lost)
        {
            return lost;
        }

        // Closed while this was being written: see CloseAsync.
        return parent is null || await db.Tasks.AnyAsync(t => t.Id == parent.Id && (t.State == TaskState.Issued || t.State == TaskState.InProgress), ct)
            ? task : Problem.Conflict("steering.parent-not-open");
    }

    // A part may be handed down at the very moment in which its whole is closed. A save holds the ledger's line until its transaction ends, so
    // whoever saves second finds, looking once more after that, what the first one left, and takes their own save back.
    private Task<Result<SteeringTask>> CloseAsync(Guid id, string? openCode, Func<int, Task<Result<SteeringTask>>> close, CancellationToken ct) =>
        db.InTransactionAsync(async () =>
        {
            var closed = await close(await OpenChildrenAsync(id, ct));
            return closed.Ok && openCode is not null && await OpenChildrenAsync(id, ct) is > 0 and var added ? Problem.Conflict(openCode, added) : closed;
        }, keep: r => r.Ok, ct);

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

    private Task<int> OpenChildrenAsync(Guid id, CancellationToken ct) =>
        db.Tasks.CountAsync(t => t.ParentId == id && t.State != TaskState.Completed && t.State != TaskState.Cancelled, ct);

    /// <summary>Files that prove what was done, and the part of the task they belong to once the act has made it.</summary>
    private sealed record Evidence(IReadOnlyList<SentFile> Files, Func<SteeringTask, Guid> Part);
}
