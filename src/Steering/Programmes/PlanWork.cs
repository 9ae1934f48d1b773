using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Indicators;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Programmes;

/// <summary>What people do with plans: write them, change them, freeze them, attach tasks. Each act demands its permission, writes the
/// ledger and saves once.</summary>
internal sealed class PlanWork(AppDb db, ProgrammeScope scope, ProgrammeQueries queries, IndicatorQueries indicators,
    DocumentQueries documents, TaskQueries tasks,
    TimeProvider clock)
{
    /// <summary>Enters an element into the tree, with the first version of its plan.</summary>
    public Task<Result<Programme>> Enter(Actor actor, PlanDraft draft, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var programme = Programme.Of(draft.IsDemonstration);
        return await WriteAsync(actor, programme, null, draft, "entered", ct);
    }, keep: r => r.Ok, ct);

    /// <summary>Writes the next version of a plan, with the reason for it.</summary>
    public Task<Result<Programme>> Change(Actor actor, Guid id, int? version, PlanDraft draft, CancellationToken ct) =>
        db.InTransactionAsync<Result<Programme>>(async () =>
    {
        if (await db.Programmes.SingleOrDefaultAsync(p => p.Id == id, ct) is not { } programme || !actor.May(Permissions.Read))
        {
            return Problem.NotFound("programme.unknown");
        }

        if (!scope.MayPlan(actor, programme.LeadUnitId))
        {
            return Problem.Forbidden();
        }

        if (version is { } seen)
        {
            db.Expect(programme, seen);
        }

        return await WriteAsync(actor, programme, await queries.PlanAsync(programme, ct), draft, "changed", ct);
    }, keep: r => r.Ok, ct);

    /// <summary>Freezes the plans of an element and of everything below it, as they are today, with what the indicators promise.</summary>
    public Task<Result<ProgrammeBaseline>> Freeze(Actor actor, Guid id, string? name, CancellationToken ct) =>
        db.InTransactionAsync<Result<ProgrammeBaseline>>(async () =>
    {
        if (await queries.FindAsync(actor, id, ct) is not { } programme)
        {
            return Problem.NotFound("programme.unknown");
        }

        if (!scope.MayFreeze(actor, programme))
        {
            return Problem.Forbidden();
        }

        if (Words.Clean(name) is not { } words)
        {
            return Problem.Invalid("programme.baseline-name", "BaselineName");
        }

        if (Words.AtMost(name, PlanDraft.NameMaxLength, "BaselineName").FirstOrDefault() is { } tooLong)
        {
            return tooLong;
        }

        var number = await db.NextNumberAsync($"steering.programme-baseline/{id:N}", null, ct);
        var tree = (await queries.TreeAsync(id, clock.Today(), withIndicators: true, ct))!;
        var baseline = ProgrammeBaseline.Freeze(tree, number, words, actor.Name, clock.UtcNow());
        db.ProgrammeBaselines.Add(baseline);
        db.Record(actor, "steering.programme.frozen", nameof(Programme), id,
            new { baseline.Number, baseline.Hash, Elements = tree.Nodes.Count }, words);
        await db.SaveChangesAsync(ct);
        return baseline;
    }, keep: r => r.Ok, ct);

    /// <summary>Attaches tasks by their codes; all of them or none.</summary>
    public Task<Result<Programme>> Attach(Actor actor, Guid id, IReadOnlyCollection<string> codes, CancellationToken ct) =>
        db.InTransactionAsync(() => AttachOnceAsync(actor, id, codes, ct), keep: r => r.Ok, ct);

    private async Task<Result<Programme>> AttachOnceAsync(Actor actor, Guid id, IReadOnlyCollection<string> codes, CancellationToken ct)
    {
        var found = await db.Programmes.SingleOrDefaultAsync(p => p.Id == id, ct);
        if (Refusal(actor, found) is { } refusal)
        {
            return refusal;
        }

        var wanted = codes.Select(c => Words.Clean(c)).OfType<string>().Distinct().Take(PlanDraft.MostRows + 1).ToList();
        if (wanted.Count is 0 or > PlanDraft.MostRows)
        {
            return Problem.Invalid("programme.task-codes", "TaskCodes", PlanDraft.MostRows);
        }

        var known = await tasks.Seen(actor).Where(t => wanted.Contains(t.Code)).Select(t => new { t.Id, t.Code }).ToListAsync(ct);
        if (wanted.Except(known.Select(k => k.Code)).ToList() is { Count: > 0 } unknown)
        {
            return Problem.Invalid("programme.task-unknown", "TaskCodes", string.Join(", ", unknown));
        }

        var ids = known.ConvertAll(k => k.Id);
        var links = await db.ProgrammeTasks.Where(t => ids.Contains(t.TaskId)).ToDictionaryAsync(t => t.TaskId, ct);
        if (links.Values.FirstOrDefault(l => l.ProgrammeId is not null && l.ProgrammeId != id) is { } taken)
        {
            var holder = await db.Programmes.Where(p => p.Id == taken.ProgrammeId).Select(p => p.Code).SingleAsync(ct);
            return Problem.Invalid("programme.task-taken", "TaskCodes", known.Single(k => k.Id == taken.TaskId).Code, holder);
        }

        foreach (var task in known.Where(k => links.GetValueOrDefault(k.Id)?.ProgrammeId is null))
        {
            if (links.TryGetValue(task.Id, out var link))
            {
                link.ProgrammeId = id;
            }
            else
            {
                db.ProgrammeTasks.Add(new ProgrammeTask { TaskId = task.Id, ProgrammeId = id });
            }

            db.Record(actor, "steering.programme.task-attached", nameof(Programme), id, new { Task = task.Code }, task.Code);
        }

        return await db.TrySaveAsync(ct) is { } lost ? lost : found!;
    }

    /// <summary>Takes a task out again.</summary>
    public async Task<Result<Programme>> Detach(Actor actor, Guid id, Guid taskId, CancellationToken ct)
    {
        var found = await db.Programmes.SingleOrDefaultAsync(p => p.Id == id, ct);
        if (Refusal(actor, found) is { } refusal)
        {
            return refusal;
        }

        if (await db.ProgrammeTasks.SingleOrDefaultAsync(t => t.TaskId == taskId && t.ProgrammeId == id, ct) is not { } link)
        {
            return Problem.NotFound("programme.unknown");
        }

        link.ProgrammeId = null;
        var code = await db.Tasks.Where(t => t.Id == taskId).Select(t => t.Code).SingleAsync(ct);
        db.Record(actor, "steering.programme.task-detached", nameof(Programme), id, new { Task = code }, code);
        return await db.TrySaveAsync(ct) is { } lost ? lost : found!;
    }

    /// <summary>Ends an element whose parts have all ended.</summary>
    public async Task<Result<Programme>> Close(Actor actor, Guid id, int? version, ProgrammeState state, string? reason,
        CancellationToken ct)
    {
        var found = await db.Programmes.SingleOrDefaultAsync(p => p.Id == id, ct);
        if (Refusal(actor, found) is { } refusal)
        {
            return refusal;
        }

        var open = await db.Programmes.CountAsync(p => p.ParentId == id && p.State == ProgrammeState.Active, ct);
        if (open > 0)
        {
            return Problem.Conflict("programme.parts-open", open);
        }

        var closed = found!.Close(state, reason, clock.Today());
        if (!closed.Ok)
        {
            return closed;
        }

        if (version is { } seen)
        {
            db.Expect(found, seen);
        }

        db.Record(actor, state == ProgrammeState.Completed ? "steering.programme.completed" : "steering.programme.stopped", found,
            found.CloseReason);
        return await db.TrySaveAsync(ct) is { } lost ? lost : found;
    }

    private Problem? Refusal(Actor actor, Programme? programme) => programme is null || !actor.May(Permissions.Read)
        ? Problem.NotFound("programme.unknown")
        : !scope.MayPlan(actor, programme.LeadUnitId) ? Problem.Forbidden() : !programme.IsActive ? Problem.Conflict("programme.closed")
            : null;

    private async Task<Result<Programme>> WriteAsync(Actor actor, Programme programme, PlanVersion? before, PlanDraft draft, string act,
        CancellationToken ct)
    {
        if (!actor.May(ProgrammePermissions.Plan) || (draft.LeadUnitId is { } lead && !scope.MayPlan(actor, lead)))
        {
            return Problem.Forbidden();
        }

        Problem[] problems =
        [
            .. Problem.Unless(before is null || Words.Clean(draft.Reason) is not null,
                Problem.Invalid("programme.reason-missing", nameof(draft.Reason))),
            .. draft.Problems(clock.Today()),
            .. await PlaceProblemsAsync(actor, programme, draft, ct),
            .. await IndicatorProblemsAsync(actor, draft, before?.Content, ct),
        ];
        if (problems.Length > 0)
        {
            return System.Collections.Immutable.ImmutableArray.Create(problems);
        }

        var content = KnownKeys(draft, before?.Content)
            .ToContent(await DocumentsAsync(actor, draft.Documents, before?.Content.Documents ?? [], ct));
        if (before is not null && content.ToJson() == before.Json)
        {
            return Problem.Invalid("programme.unchanged", nameof(draft.Name));
        }

        var planned = programme.Plan(content, draft.ValidFrom!.Value, draft.Reason, actor.Name, clock.UtcNow());
        if (!planned.TryGet(out var plan))
        {
            return planned.Problems;
        }

        if (before is null)
        {
            db.Programmes.Add(programme);
        }

        db.PlanVersions.Add(plan);
        db.Record(actor, $"steering.programme.{act}", programme, plan.Reason);
        return await db.TrySaveAsync(ct) is { } lost ? lost : programme;
    }

    // Where it hangs: below something higher that is still at work and that the actor may plan, above nothing as high; its code is nobody
    // else's.
    private async Task<IEnumerable<Problem>> PlaceProblemsAsync(Actor actor, Programme programme, PlanDraft draft, CancellationToken ct)
    {
        var (code, id) = (Words.Clean(draft.Code), programme.Id);
        var parent = draft.ParentId is { } above && above != id ? await db.Programmes.SingleOrDefaultAsync(p => p.Id == above, ct) : null;
        var moved = draft.ParentId != programme.ParentId || programme.PlanNumber == 0;
        if (parent is not null && moved)
        {
            // Nobody ends it over what begins below it at the same moment.
            db.Entry(parent).Property(p => p.Version).IsModified = true;
        }

        var children = await db.Programmes.Where(p => p.ParentId == id).Select(p => p.Level).ToListAsync(ct);
        return
        [
            .. Problem.Unless(code is null || !await db.Programmes.AnyAsync(p => p.Code == code && p.Id != id, ct),
                Problem.Invalid("programme.code-taken", nameof(draft.Code), code ?? "")),
            .. Problem.Unless(draft.ParentId is null || parent is not null,
                Problem.Invalid("programme.parent-unknown", nameof(draft.ParentId))),
            .. Problem.Unless(parent is null || draft.Level is null || parent.Level < draft.Level,
                Problem.Invalid("programme.level-order", nameof(draft.Level))),
            .. Problem.Unless(parent is null || !moved || parent.IsActive,
                Problem.Invalid("programme.parent-closed", nameof(draft.ParentId))),
            .. Problem.Unless(parent is null || !moved || scope.MayPlan(actor, parent.LeadUnitId),
                Problem.Invalid("programme.parent-not-yours", nameof(draft.ParentId))),
            .. Problem.Unless(draft.Level is null || children.TrueForAll(c => c > draft.Level),
                Problem.Invalid("programme.level-children", nameof(draft.Level))),
        ];
    }

    // What the plan before rested on stays, whether its editor may see it or not.
    private async Task<IEnumerable<Problem>> IndicatorProblemsAsync(Actor actor, PlanDraft draft, PlanContent? before, CancellationToken ct)
    {
        var kept = (before?.Objectives ?? []).Select(o => o.IndicatorId).ToHashSet();
        var named = draft.Objectives.Select(o => o.IndicatorId).OfType<Guid>().Where(i => !kept.Contains(i)).Distinct().ToList();
        var known = named.Count == 0 ? [] : await indicators.Seen(actor).Where(i => named.Contains(i.Id)).Select(i => i.Id).ToListAsync(ct);
        return draft.Objectives.Select((o, n) => (o.IndicatorId, Field: $"Objectives[{n}].IndicatorId"))
            .Where(o => o.IndicatorId is { } id && !kept.Contains(id) && !known.Contains(id))
                .Select(o => Problem.Invalid("programme.indicator-unknown", o.Field));
    }

    private async Task<IReadOnlyList<PlanDocument>> DocumentsAsync(Actor actor, IReadOnlyList<string> typed,
        IReadOnlyList<PlanDocument> before, CancellationToken ct)
    {
        var named = new List<PlanDocument>();
        foreach (var words in typed.Select(t => Words.Clean(t)).OfType<string>().Distinct())
        {
            named.Add(before.FirstOrDefault(d => d.Name == words) is { } kept ? kept
                : await documents.MeantAsync(actor, words, ct) is [var one] ? new(one.NameForAll, one.Id) : new(words, null));
        }

        return [.. named.DistinctBy(d => d.Name)];
    }

    // A key that the plan before did not have is no key: the row is new.
    private static PlanDraft KnownKeys(PlanDraft draft, PlanContent? before)
    {
        HashSet<Guid> known = before is null ? [] : [.. before.Phases.Select(p => p.Key), .. before.Budget.Select(b => b.Key),
            .. before.Objectives.Select(o => o.Key)];
        HashSet<Guid> used = [];
        Guid? Known(Guid? key) => key is { } k && known.Contains(k) && used.Add(k) ? k : null;
        return draft with
        {
            Phases = [.. draft.Phases.Select(p => p with { Key = Known(p.Key) })],
            Budget = [.. draft.Budget.Select(b => b with { Key = Known(b.Key) })],
            Objectives = [.. draft.Objectives.Select(o => o with { Key = Known(o.Key) })],
        };
    }
}
