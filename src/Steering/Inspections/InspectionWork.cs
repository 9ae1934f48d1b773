using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Inspections;

/// <summary>What people do with inspections. Each act demands its permission for every unit inspected, writes the ledger and saves once.</summary>
internal sealed class InspectionWork(
    AppDb db, InspectionScope scope, InspectionRules rules, DocumentQueries documents, TakeFiles takeFiles, TaskWork tasks, InspectionNews news, TimeProvider clock)
{
    /// <summary>Room of the files of an inspection; their part is the item or the finding they prove, or that finding's explanation.</summary>
    public const string FileRoom = "steering.inspection";

    /// <summary>Enters an inspection into the plan.</summary>
    public Task<Result<Inspection>> Plan(Actor actor, InspectionDraft draft, CancellationToken ct) =>
        db.InTransactionAsync(() => PlanOnceAsync(actor, draft, ct), keep: r => r.Ok, ct);

    /// <summary>Writes a plan anew, until it starts.</summary>
    public async Task<Result<Inspection>> Mend(Actor actor, Guid id, int? version, InspectionDraft draft, CancellationToken ct) =>
        scope.RefusalToPlan(actor, draft.UnitIds) is { } refusal ? refusal
            : await Act(actor, id, version, scope.MayManage, "mended", null,
                i => scope.TeamProblems(draft).ToArray() is { Length: > 0 } wrong ? Failed(wrong) : i.Mend(draft, rules.Find(draft.Template)), ct);

    /// <summary>Decides it; a typed number that the register knows becomes its decision.</summary>
    public async Task<Result<Inspection>> Decide(Actor actor, Guid id, int? version, string? decision, CancellationToken ct) =>
        await WithDocument(actor, decision, "Decision", named => Act(actor, id, version, scope.MayManage, "decided", named.Number,
            i => i.Decide(named.Id, named.Number, clock.Today()), ct, tell: i => news.DecidedAsync(actor, i, ct)), ct);

    /// <summary>Begins the work on the spot.</summary>
    public async Task<Result<Inspection>> Start(Actor actor, Guid id, int? version, string? decision, CancellationToken ct) =>
        await WithDocument(actor, decision, "Decision", named => Act(actor, id, version, scope.MayConduct, "started", named.Number,
            i => i.Start(named.Id, named.Number, clock.Today()), ct), ct);

    /// <summary>Answers an item of the checklist, with evidence.</summary>
    public Task<Result<Inspection>> Answer(Actor actor, Guid id, int? version, Guid itemId, ItemAnswer? answer, string? note, IReadOnlyList<SentFile> files,
        CancellationToken ct) =>
        Act(actor, id, version, scope.MayConduct, "item-answered", note, i => i.Answer(itemId, answer, note, actor.Name, clock.UtcNow()), ct,
            new(files, _ => itemId.ToString()));

    /// <summary>Notes a finding and asks the unit to explain.</summary>
    public async Task<Result<Inspection>> Find(Actor actor, Guid id, int? version, FindingDraft draft, IReadOnlyList<SentFile> files, CancellationToken ct)
    {
        if (draft.TaskId is { } task && !await db.Tasks.AnyAsync(t => t.Id == task && t.State != TaskState.Draft && t.LeadUnitId == draft.UnitId, ct))
        {
            return Problem.Invalid("inspection.finding-task", nameof(draft.TaskId));
        }

        return await Act(actor, id, version, scope.MayConduct, "finding-noted", draft.Nature, i => i.Find(draft, clock.Today(), actor.Name, clock.UtcNow()), ct,
            new(files, i => i.Findings[^1].Id.ToString()), i => news.FoundAsync(actor, i, i.Findings[^1], ct));
    }

    /// <summary>The unit explains a finding.</summary>
    public Task<Result<Inspection>> Explain(Actor actor, Guid id, int? version, Guid findingId, string? text, IReadOnlyList<SentFile> files, CancellationToken ct) =>
        Act(actor, id, version, (a, i) => i.Findings.FirstOrDefault(f => f.Id == findingId) is { } finding && scope.MayExplain(a, finding.UnitId),
            "finding-explained", text, i => i.Explain(findingId, text, actor.Name, clock.UtcNow()), ct, new(files, _ => ExplanationPart(findingId)),
            i => news.ExplainedAsync(actor, i, i.Findings.Single(f => f.Id == findingId), ct));

    /// <summary>Takes a finding back.</summary>
    public Task<Result<Inspection>> Drop(Actor actor, Guid id, int? version, Guid findingId, string? reason, CancellationToken ct) =>
        Act(actor, id, version, scope.MayConduct, "finding-dropped", reason, i => i.Drop(findingId, reason), ct);

    /// <summary>Concludes; who may assign tasks is told which findings need a remedy.</summary>
    public async Task<Result<Inspection>> Conclude(Actor actor, Guid id, int? version, string? conclusion, string? document, CancellationToken ct) =>
        await WithDocument(actor, document, "ConclusionDocument", named => Act(actor, id, version, scope.MayConduct, "concluded", conclusion,
            i => i.Conclude(conclusion, named.Id, named.Number, clock.Today()), ct, tell: i => news.ConcludedAsync(actor, i, ct)), ct);

    /// <summary>Issues a task that mends a finding, through the use case of tasks; the link is made in the same save.</summary>
    /// <remarks>The unit at fault leads it: that is what the conclusion says.</remarks>
    public async Task<Result<SteeringTask>> Remedy(Actor actor, Guid findingId, TaskDraft draft, CancellationToken ct)
    {
        var known = await SeenAsync(actor, db.Inspections.AsNoTracking().Where(i => i.Findings.Any(f => f.Id == findingId)), ct);
        if (known?.Findings.FirstOrDefault(f => f.Id == findingId) is not { } finding || !scope.MaySeeOf(actor, finding.UnitId))
        {
            return Problem.NotFound("inspection.finding-unknown");
        }

        return await tasks.Assign(actor, draft with { LeadUnitId = finding.UnitId, IsDemonstration = known.IsDemonstration }, issue: true, ct, async task =>
        {
            var inspection = await Whole(db.Inspections).SingleAsync(i => i.Id == known.Id, ct);
            if (inspection.Remedy(findingId, task.Id) is { Ok: false } refused)
            {
                return refused.Problems[0];
            }

            Touch(inspection);
            db.Record(actor, "steering.inspection.remedy-assigned", inspection, task.Code);
            db.Record(actor, "steering.task.remedies-finding", nameof(SteeringTask), task.Id, new { FindingId = findingId }, $"{inspection.Code} ({finding.Number})");
            return null;
        });
    }

    /// <summary>Closes it, once every remedy was verified.</summary>
    public async Task<Result<Inspection>> Close(Actor actor, Guid id, int? version, CancellationToken ct)
    {
        var states = await db.Findings.Where(f => f.InspectionId == id).SelectMany(f => f.Remedies).Join(db.Tasks, r => r.TaskId, t => t.Id, (r, t) => new { t.Id, t.State }).ToListAsync(ct);
        var standing = new RemedyStanding(
            states.Where(t => t.State is not (TaskState.Completed or TaskState.Cancelled)).Select(t => t.Id).ToHashSet(),
            states.Where(t => t.State == TaskState.Completed).Select(t => t.Id).ToHashSet());
        return await Act(actor, id, version, (a, i) => scope.MayManage(a, i) && !scope.IsOfInspected(a.UnitId, i.Units.Select(u => u.UnitId)), "closed", null,
            i => i.Close(standing, clock.Today()), ct);
    }

    public Task<Result<Inspection>> Cancel(Actor actor, Guid id, int? version, string? reason, CancellationToken ct) =>
        Act(actor, id, version, scope.MayManage, "cancelled", reason, i => i.Cancel(reason), ct, tell: i => i.DecidedOn is null ? Task.CompletedTask : news.CancelledAsync(actor, i, ct));

    /// <summary>Part of a finding's files that the unit sent with its explanation.</summary>
    public static string ExplanationPart(Guid findingId) => $"{findingId}/explanation";

    /// <summary>An inspection with everything that belongs to it.</summary>
    public static IQueryable<Inspection> Whole(IQueryable<Inspection> inspections) => inspections.Include(i => i.Units).Include(i => i.Team).Include(i => i.Items)
        .Include(i => i.Findings).ThenInclude(f => f.Remedies).AsSplitQuery();

    private async Task<Result<Inspection>> PlanOnceAsync(Actor actor, InspectionDraft draft, CancellationToken ct)
    {
        if (scope.RefusalToPlan(actor, draft.UnitIds) is { } refusal)
        {
            return refusal;
        }

        var wrong = draft.Problems(rules.Find(draft.Template)).Concat(scope.TeamProblems(draft)).ToArray();
        if (wrong.Length > 0)
        {
            return Failed(wrong);
        }

        var number = await db.NextNumberAsync($"steering.inspection/{draft.Year}", null, ct);
        var planned = Inspection.Plan($"KT-{draft.Year}-{number:D3}", draft, rules.Find(draft.Template));
        if (planned.TryGet(out var inspection))
        {
            db.Inspections.Add(inspection);
            db.Record(actor, "steering.inspection.planned", inspection);
            await db.SaveChangesAsync(ct);
        }

        return planned;
    }

    private async Task<Result<Inspection>> Act(Actor actor, Guid id, int? version, Func<Actor, Inspection, bool> may, string act, string? reason,
        Func<Inspection, Result<Inspection>> verb, CancellationToken ct, Evidence? evidence = null, Func<Inspection, Task>? tell = null)
    {
        var inspection = await SeenAsync(actor, db.Inspections.Where(i => i.Id == id), ct);
        if (inspection is null)
        {
            return Problem.NotFound("inspection.unknown");
        }

        if (!may(actor, inspection))
        {
            return Problem.Forbidden();
        }

        var result = verb(inspection);
        if (!result.Ok)
        {
            return result;
        }

        if (evidence is { Files.Count: > 0 })
        {
            var taken = await takeFiles.Handle(actor, FileRoom, id, evidence.Files, "Files", evidence.Part(inspection), ct);
            if (!taken.Ok)
            {
                return taken.Problems;
            }
        }

        Touch(inspection);
        if (version is { } seen)
        {
            db.Expect(inspection, seen);
        }

        db.Record(actor, $"steering.inspection.{act}", inspection, Words.Clean(reason));
        if (tell is not null)
        {
            await tell(inspection);
        }

        return await db.TrySaveAsync(ct) is { } lost ? lost : inspection;
    }

    private async Task<Inspection?> SeenAsync(Actor actor, IQueryable<Inspection> one, CancellationToken ct) =>
        await Whole(one).SingleOrDefaultAsync(ct) is { } inspection && scope.MaySee(actor, inspection) ? inspection : null;

    // A change of its parts alone counts as a change of the inspection: two people never close over what the other wrote.
    private void Touch(Inspection inspection) => db.Entry(inspection).Property(i => i.Version).IsModified = true;

    private async Task<Result<Inspection>> WithDocument(Actor actor, string? typed, string field, Func<NamedDocument, Task<Result<Inspection>>> act, CancellationToken ct)
    {
        if (Words.Clean(typed) is null)
        {
            return await act(default);
        }

        return await documents.MeantAsync(actor, typed, ct) is [var one] ? await act(new(one.Id, one.Name)) : Problem.Invalid("inspection.document-unknown", field);
    }

    private static Result<Inspection> Failed(Problem[] problems) => System.Collections.Immutable.ImmutableArray.Create(problems);

    /// <summary>Files that prove something, and the part they belong to once the act has made it.</summary>
    private sealed record Evidence(IReadOnlyList<SentFile> Files, Func<Inspection, string> Part);
}
