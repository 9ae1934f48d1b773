using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Tasks;

/// <summary>What people do with tasks. Each act demands its permission, writes the ledger and saves once.</summary>
internal sealed class TaskWork(AppDb db, OrganisationDirectory organisation, DeadlineEngine deadlines, TimeProvider clock)
{
    /// <summary>Drafts a task and issues it when <paramref name="issue"/> says so.</summary>
    public async Task<Result<SteeringTask>> Assign(Actor actor, TaskDraft draft, bool issue, CancellationToken ct)
    {
        var parent = draft.ParentId is null ? null : await db.Tasks.SingleOrDefaultAsync(t => t.Id == draft.ParentId, ct);
        var lead = organisation.Find(draft.LeadUnitId);
        if (RefusalToAssign(actor, parent, lead) is { } refusal)
        {
            return refusal;
        }

        var drafted = await DraftAsync(draft, parent, ct);
        if (!drafted.TryGet(out var task))
        {
            return drafted.Problems;
        }

        if (issue && task.Issue(clock.Today()) is { Ok: false } unclear)
        {
            return unclear.Problems;
        }

        db.Tasks.Add(task);
        db.Record(actor, issue ? "steering.task.issued" : "steering.task.drafted", task);
        await db.SaveChangesAsync(ct);
        return task;
    }

    public Task<Result<SteeringTask>> Issue(Actor actor, Guid id, int? version, CancellationToken ct) =>
        Act(actor, id, version, Permissions.Assign, "issued", null, t => t.Issue(clock.Today()), ct);

    public Task<Result<SteeringTask>> Acknowledge(Actor actor, Guid id, int? version, CancellationToken ct) =>
        Act(actor, id, version, Permissions.Report, "acknowledged", null, t => t.Acknowledge(), ct);

    public Task<Result<SteeringTask>> ReturnToOffice(Actor actor, Guid id, int? version, string? reason, CancellationToken ct) =>
        Act(actor, id, version, Permissions.Report, "returned", reason, t => t.ReturnToOffice(reason), ct);

    public Task<Result<SteeringTask>> Report(Actor actor, Guid id, int? version, int? progress, string? narrative, string? obstacles, CancellationToken ct) =>
        Act(actor, id, version, Permissions.Report, "reported", narrative, t => t.Report(progress, narrative, obstacles, actor.Name, clock.UtcNow()), ct);

    public Task<Result<SteeringTask>> AskExtension(Actor actor, Guid id, int? version, DateOnly? proposed, string? reason, CancellationToken ct) =>
        Act(actor, id, version, Permissions.Report, "extension-asked", reason, t => t.AskExtension(proposed, reason, clock.Today(), clock.UtcNow()), ct);

    public Task<Result<SteeringTask>> DecideExtension(Actor actor, Guid id, int? version, bool granted, string? decision, CancellationToken ct) =>
        Act(actor, id, version, Permissions.Assign, granted ? "extension-granted" : "extension-refused", decision,
            t => t.DecideExtension(granted, decision, actor.Name, clock.UtcNow()), ct);

    public Task<Result<SteeringTask>> SubmitProduct(Actor actor, Guid id, int? version, string? reference, string? note, CancellationToken ct) =>
        Act(actor, id, version, Permissions.Report, "submitted", reference,
            t => t.SubmitProduct(reference, note, actor.Name, clock.UtcNow(), clock.Today()), ct);

    public async Task<Result<SteeringTask>> Verify(Actor actor, Guid id, int? version, bool accepted, string? reason, CancellationToken ct)
    {
        var open = await db.Tasks.CountAsync(t => t.ParentId == id && t.State != TaskState.Completed && t.State != TaskState.Cancelled, ct);
        var verifier = new VerifierContext(actor.AccountId, actor.Name, actor.UnitId, open, clock.UtcNow());
        return await Act(actor, id, version, Permissions.Verify, accepted ? "verified" : "product-returned", reason, t => t.Verify(accepted, reason, verifier), ct);
    }

    private async Task<Result<SteeringTask>> Act(
        Actor actor, Guid id, int? version, string permission, string act, string? reason, Func<SteeringTask, Result<SteeringTask>> verb, CancellationToken ct)
    {
        var task = await db.Tasks.Include(t => t.Extensions).Include(t => t.Submissions).AsSplitQuery().SingleOrDefaultAsync(t => t.Id == id, ct);
        if (task is null || organisation.Find(task.LeadUnitId) is not { } lead || actor.Lacks(Permissions.Read, lead.Path) is not null)
        {
            return Problem.NotFound("steering.task-unknown");
        }

        if (actor.Lacks(permission, lead.Path) is { } refusal)
        {
            return refusal;
        }

        var result = verb(task);
        if (!result.Ok)
        {
            return result;
        }

        if (version is { } seen)
        {
            db.Expect(task, seen);
        }

        db.Record(actor, $"steering.task.{act}", task, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim());
        return await db.TrySaveAsync(ct) is { } lost ? lost : task;
    }

    // The office assigns to anyone; the lead of a task hands parts of it down to the units below it.
    private Problem? RefusalToAssign(Actor actor, SteeringTask? parent, UnitInfo? lead)
    {
        if (lead is null || actor.May(Permissions.Assign, lead.Path))
        {
            return actor.May(Permissions.Assign) || parent is not null ? null : Problem.Forbidden();
        }

        var parentLead = organisation.Find(parent?.LeadUnitId);
        return parentLead is not null && actor.May(Permissions.Report, parentLead.Path) && lead.ParentId == parentLead.Id ? null : Problem.Forbidden();
    }

    private async Task<Result<SteeringTask>> DraftAsync(TaskDraft draft, SteeringTask? parent, CancellationToken ct)
    {
        if (draft is { DueBasis: DueBasis.WorkingDaysFromIssue, DueWorkingDays: { } days })
        {
            var due = deadlines.Due(clock.UtcNow().ToOffice(), days, PeriodUnit.WorkingDay);
            if (!due.TryGet(out var deadline))
            {
                return due.Problems.Select(p => p with { Field = nameof(draft.DueWorkingDays) }).First();
            }

            draft = draft with { DueOn = deadline.Due };
        }

        var code = draft.Code is "" ? await NextCodeAsync(ct) : draft.Code;
        return SteeringTask.Draft(
            draft with { Code = code, DocumentId = draft.DocumentId ?? parent?.DocumentId, DocumentNumber = draft.DocumentNumber ?? parent?.DocumentNumber },
            $" {Folding.Fold($"{code} {draft.Title} {draft.DocumentNumber}")} ");
    }

    private async Task<string> NextCodeAsync(CancellationToken ct)
    {
        var prefix = $"NV-{clock.Today().Year}-";
        var last = await db.Tasks.Where(t => t.Code.StartsWith(prefix)).MaxAsync(t => (string?)t.Code, ct);
        var next = last is null ? 1 : int.Parse(last[prefix.Length..], System.Globalization.CultureInfo.InvariantCulture) + 1;
        return $"{prefix}{next:D5}";
    }
}

/// <summary>What may be done in the module.</summary>
internal static class Permissions
{
    public const string Read = "steering.read";
    public const string Assign = "steering.task.assign";
    public const string Report = "steering.task.report";
    public const string Verify = "steering.task.verify";
}
