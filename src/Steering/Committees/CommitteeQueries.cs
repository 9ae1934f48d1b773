using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Committees;

/// <summary>A decision as the reader may know it: its name and day when they may see it.</summary>
internal sealed record DecisionView(Guid Id, string Name, DateOnly? SignedOn);

/// <summary>A committee as it was on a day.</summary>
internal sealed record CommitteeRow(Guid Id, UnitInfo Unit, string Name, CommitteeVersion Shown, int Versions, SeatHolder? Chair, DecisionView? Decision, bool IsDemonstration);

/// <summary>Reads committees. How a committee is composed is told to every unit: whoever may read Steering may read it, whatever the unit.</summary>
internal sealed class CommitteeQueries(AppDb db, DocumentQueries documents, OrganisationDirectory organisation)
{
    /// <summary>Committees that there were on a day, the ministry's first, then as their units stand.</summary>
    public async Task<IReadOnlyList<CommitteeRow>> ListAsync(Actor actor, DateOnly day, CancellationToken ct)
    {
        var committees = (await Whole().Where(c => c.Versions.Any(v => v.From <= day) && (c.LastDay == null || c.LastDay >= day)).ToListAsync(ct)).ConvertAll(c => (Committee: c, Shown: c.On(day)!));
        var decisions = await DecisionsAsync(actor, committees.Select(c => c.Shown.DocumentId), ct);
        return [.. committees.Select(c => (c.Committee, c.Shown, Unit: organisation.Find(c.Committee.UnitId)!))
            .OrderBy(c => c.Unit.Path.Count(p => p == '/')).ThenBy(c => c.Unit.Order).ThenBy(c => c.Committee.Name, StringComparer.CurrentCulture)
            .Select(c => new CommitteeRow(c.Committee.Id, c.Unit, c.Committee.Name, c.Shown, c.Committee.Versions.Count, c.Shown.Chair.HolderOn(day),
                decisions.GetValueOrDefault(c.Shown.DocumentId), c.Committee.IsDemonstration))];
    }

    /// <summary>Committees that were dissolved before a day, the latest first: what they were stays to be read.</summary>
    public async Task<IReadOnlyList<Committee>> DissolvedAsync(DateOnly day, CancellationToken ct) =>
        await db.Committees.AsNoTracking().Where(c => c.LastDay < day).OrderByDescending(c => c.LastDay).ThenBy(c => c.Id).ToListAsync(ct);

    /// <summary>Names of all that there have been, to choose one in a list.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> NamesAsync(CancellationToken ct) =>
        (await db.Committees.OrderBy(c => c.Name).Select(c => new { c.Id, c.Name }).ToListAsync(ct)).ConvertAll(c => (c.Id, c.Name));

    /// <summary>The committee of a unit on a day, the first that it had; null when it had none.</summary>
    public async Task<Committee?> OfAsync(Guid unitId, DateOnly day, CancellationToken ct) =>
        (await Whole().Where(c => c.UnitId == unitId).OrderBy(c => c.Id).ToListAsync(ct)).Find(c => c.On(day) is not null);

    public Task<Committee?> FindAsync(Guid id, CancellationToken ct) => Whole().SingleOrDefaultAsync(c => c.Id == id, ct);

    /// <summary>Those of the documents that the actor may see.</summary>
    public async Task<IReadOnlyDictionary<Guid, DecisionView>> DecisionsAsync(Actor actor, IEnumerable<Guid> ids, CancellationToken ct)
    {
        var wanted = ids.Distinct().ToList();
        return (await documents.Seen(actor).Where(d => wanted.Contains(d.Id)).ToListAsync(ct)).ToDictionary(d => d.Id, d => new DecisionView(d.Id, d.Name, d.SignedOn));
    }

    private IQueryable<Committee> Whole() =>
        db.Committees.AsNoTracking().Include(c => c.Versions).ThenInclude(v => v.Seats).ThenInclude(s => s.Holders).AsSplitQuery();
}
