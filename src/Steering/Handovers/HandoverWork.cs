using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Explanations;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Handovers;

/// <summary>What is handed over, to whom.</summary>
/// <param name="ToUnitId">The unit that takes over.</param>
/// <param name="Tasks">Which tasks.</param>
/// <param name="Position">The position there that answers for what is led.</param>
/// <param name="Basis">Number of the document it rests on, or the act in words.</param>
internal sealed record HandoverDraft(Guid? ToUnitId, IReadOnlyCollection<Guid> Tasks, string? Position, string? Basis);

/// <summary>Hands the tasks of a unit that has ended over to those that go on with its work; each keeps a record of it.</summary>
internal sealed class HandoverWork(AppDb db, HandoverQueries handovers, ExplanationWork explanations, OrganisationDirectory organisation,
    DocumentQueries documents, TimeProvider clock)
{
    /// <summary>Hands over all the named tasks, or none.</summary>
    /// <returns>How many.</returns>
    public Task<Result<int>> HandOver(Actor actor, UnitInfo from, HandoverDraft draft, CancellationToken ct) =>
        db.InTransactionAsync(() => OnceAsync(actor, from, draft, ct), keep: r => r.Ok, ct);

    private async Task<Result<int>> OnceAsync(Actor actor, UnitInfo from, HandoverDraft draft, CancellationToken ct)
    {
        if (actor.Lacks(Permissions.Assign, from.Path) is { } refusal)
        {
            return refusal;
        }

        if (from.ExistsOn(clock.Today()))
        {
            return Problem.Conflict("handover.not-ended", from.Name);
        }

        var to = (await handovers.SuccessorsAsync(from, ct)).FirstOrDefault(u => u.Id == draft.ToUnitId);
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(to is not null, Problem.Invalid("handover.to", nameof(draft.ToUnitId))),
            .. Problem.Unless(to is null || actor.May(Permissions.Assign, to.Path), Problem.Forbidden()),
            .. Problem.Unless(draft.Tasks.Count > 0, Problem.Invalid("handover.none", nameof(draft.Tasks))),
            .. Problem.Unless(Words.Clean(draft.Basis) is not null, Problem.Invalid("handover.basis", nameof(draft.Basis))),
            .. Words.AtMost(draft.Basis, 200, nameof(draft.Basis)),
        ];
        return problems.Length > 0 ? problems : await PassAsync(actor, from, to!, draft, ct);
    }

    private async Task<Result<int>> PassAsync(Actor actor, UnitInfo from, UnitInfo to, HandoverDraft draft, CancellationToken ct)
    {
        var tasks = await db.Tasks.Include(t => t.Coordinators).Where(t => draft.Tasks.Contains(t.Id)).OrderBy(t => t.Code).ToListAsync(ct);
        if (tasks.Count < draft.Tasks.Distinct().Count())
        {
            return Problem.Invalid("handover.unknown", nameof(draft.Tasks));
        }

        var (basis, document) = await documents.MeantAsync(actor, draft.Basis, ct) is [var one] ? (one.NameForAll, one.Id) : (Words.Clean(draft.Basis)!, (Guid?)null);
        var problems = new List<Problem>();
        foreach (var task in tasks)
        {
            var passed = task.Transfer(new() { FromUnitId = from.Id, ToUnitId = to.Id, Basis = basis, DocumentId = document, By = actor.Name, At = clock.UtcNow() }, draft.Position);
            problems.AddRange(passed.Ok ? [] : passed.Problems);
            db.Record(actor, "steering.task.transferred", task, $"{from.NameVi} → {to.NameVi}. {basis}");
        }

        if (problems.Count > 0)
        {
            return problems.Distinct().ToImmutableArray();
        }

        await FollowAsync(actor, tasks, from, to, basis, ct);
        return await db.TrySaveAsync(ct) is { } lost ? lost : tasks.Count;
    }

    // Whoever leads the whole directs the parts that were handed down from it, and explains what was asked about it.
    private async Task FollowAsync(Actor actor, List<SteeringTask> tasks, UnitInfo from, UnitInfo to, string basis, CancellationToken ct)
    {
        var led = tasks.Where(t => t.LeadUnitId == to.Id).Select(t => t.Id).ToList();
        var parts = await db.Tasks.Where(t => t.HandedDownById == from.Id && led.Contains(t.ParentId!.Value)).ToListAsync(ct);
        parts.ForEach(p => p.FollowWhole(to.Id));
        await explanations.FollowAsync(actor, led, from, to, basis, ct);
    }

    /// <summary>The unit that hands over, when the actor may hand over for it.</summary>
    public UnitInfo? Of(Actor actor, string key) => organisation.Find(key) is { } unit && actor.May(Permissions.Assign, unit.Path) ? unit : null;
}
