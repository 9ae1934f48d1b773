using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Handovers;

/// <summary>A unit that has ended and what it still has to hand over.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Led">Tasks that it leads and that are not over.</param>
/// <param name="Helped">Tasks that it only coordinates.</param>
/// <param name="Successors">Units that may take them over.</param>
internal sealed record EndedUnit(UnitInfo Unit, int Led, int Helped, IReadOnlyList<UnitInfo> Successors);

/// <summary>A task to hand over.</summary>
internal sealed record HandoverRow(Guid Id, string Code, string Title, TaskState State, DateOnly? DueOn, bool IsLead, Guid LeadUnitId);

/// <summary>Reads what ended units still have to hand over.</summary>
internal sealed class HandoverQueries(AppDb db, OrganisationDirectory organisation, TimeProvider clock)
{
    /// <summary>Ended units with something to hand over, of those the actor assigns tasks to.</summary>
    public async Task<IReadOnlyList<EndedUnit>> WaitingAsync(Actor actor, CancellationToken ct)
    {
        var today = clock.Today();
        var ended = organisation.All.Values.Where(u => u.ValidTo < today && actor.May(Permissions.Assign, u.Path)).ToDictionary(u => u.Id);
        if (ended.Count == 0)
        {
            return [];
        }

        var ids = ended.Keys.ToList();
        var led = await Open.Where(t => ids.Contains(t.LeadUnitId)).GroupBy(t => t.LeadUnitId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var helped = await Open.SelectMany(t => t.Coordinators).Where(c => ids.Contains(c.UnitId)).GroupBy(c => c.UnitId).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var successions = await SuccessionsAsync(ct);
        return [.. ended.Values.Where(u => led.ContainsKey(u.Id) || helped.ContainsKey(u.Id)).OrderBy(u => u.Path, StringComparer.Ordinal)
            .Select(u => new EndedUnit(u, led.GetValueOrDefault(u.Id), helped.GetValueOrDefault(u.Id), Successors.Of(u, successions, organisation, today)))];
    }

    /// <summary>Units that may take over from one.</summary>
    public async Task<IReadOnlyList<UnitInfo>> SuccessorsAsync(UnitInfo ended, CancellationToken ct) =>
        Successors.Of(ended, await SuccessionsAsync(ct), organisation, clock.Today());

    /// <summary>The act that ended the unit, in the words of the register; null where none is written.</summary>
    public Task<string?> BasisAsync(UnitInfo ended, CancellationToken ct)
    {
        Guid?[] written = [ended.Id, ended.ParentId];
        return db.UnitSuccessions.AsNoTracking().Where(s => written.Contains(s.FromUnitId)).OrderBy(s => s.FromUnitId == ended.Id ? 0 : 1).Select(s => s.Basis).FirstOrDefaultAsync(ct);
    }

    /// <summary>Everything that a unit has to hand over, what it leads first.</summary>
    public async Task<IReadOnlyList<HandoverRow>> TasksAsync(Guid unit, CancellationToken ct) =>
        await Open.Where(t => t.LeadUnitId == unit || t.Coordinators.Any(c => c.UnitId == unit)).OrderBy(t => t.LeadUnitId == unit ? 0 : 1)
            .ThenBy(t => t.CurrentDueOn == null).ThenBy(t => t.CurrentDueOn).ThenBy(t => t.Code)
            .Select(t => new HandoverRow(t.Id, t.Code, t.Title, t.State, t.CurrentDueOn, t.LeadUnitId == unit, t.LeadUnitId)).ToListAsync(ct);

    private IQueryable<SteeringTask> Open => db.Tasks.AsNoTracking().Where(t => t.State != TaskState.Completed && t.State != TaskState.Cancelled);

    private async Task<ILookup<Guid, UnitSuccession>> SuccessionsAsync(CancellationToken ct) =>
        (await db.UnitSuccessions.AsNoTracking().ToListAsync(ct)).ToLookup(s => s.FromUnitId);
}
