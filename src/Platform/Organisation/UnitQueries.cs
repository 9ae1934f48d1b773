using LoTrinh.Platform.Data;
using LoTrinh.Ui;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Organisation;

/// <summary>A unit with all that belongs to it, as of a day.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Parent">The unit above, if any.</param>
/// <param name="Children">Units below it on the day; of an ended unit those of its last day.</param>
/// <param name="Predecessors">Whose work goes on in it, when and on what basis.</param>
/// <param name="Successors">Where its work goes on.</param>
/// <param name="Positions">Positions with their holders of all times.</param>
internal sealed record UnitWhole(Unit Unit, UnitInfo? Parent, IReadOnlyList<UnitInfo> Children, IReadOnlyList<(UnitInfo Unit, UnitSuccession By)> Predecessors,
    IReadOnlyList<(UnitInfo Unit, UnitSuccession By)> Successors, IReadOnlyList<Position> Positions);

/// <summary>A unit in the tree.</summary>
internal sealed record UnitNode(UnitInfo Unit, string? HeadTitle, IReadOnlyList<UnitNode> Children)
{
    public int Count => 1 + Children.Sum(c => c.Count);
}

/// <summary>Reads the organisation for pages and programs.</summary>
internal sealed class UnitQueries(AppDb db, OrganisationDirectory organisation)
{
    /// <summary>The units of a day as trees, each with the title of its first position.</summary>
    public async Task<IReadOnlyList<UnitNode>> TreeAsync(DateOnly day, CancellationToken ct)
    {
        var english = Languages.IsEnglish;
        var heads = (await db.Positions.AsNoTracking().OrderBy(p => p.Id).Select(p => new { p.UnitId, p.Title, p.TitleEn }).ToListAsync(ct))
            .GroupBy(p => p.UnitId).ToDictionary(g => g.Key, g => english ? g.First().TitleEn : g.First().Title);
        var units = organisation.On(day).ToList();
        var present = units.Select(u => u.Id).ToHashSet();
        var below = units.ToLookup(u => u.ParentId is { } parent && present.Contains(parent) ? parent : Guid.Empty);
        List<UnitNode> Nodes(Guid parent) => [.. below[parent].OrderBy(u => u.Order).ThenBy(u => u.Name, StringComparer.Ordinal)
            .Select(u => new UnitNode(u, heads.GetValueOrDefault(u.Id), Nodes(u.Id)))];
        return Nodes(Guid.Empty);
    }

    /// <summary>One unit, or null.</summary>
    public async Task<UnitWhole?> FindAsync(string key, DateOnly day, CancellationToken ct)
    {
        if (await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Key == key, ct) is not { } unit)
        {
            return null;
        }

        var asOf = unit.ValidTo < day ? unit.ValidTo.Value : unit.ValidFrom > day ? unit.ValidFrom : day;
        var successions = await db.UnitSuccessions.AsNoTracking().Where(s => s.FromUnitId == unit.Id || s.ToUnitId == unit.Id).OrderBy(s => s.On).ToListAsync(ct);
        var positions = await db.Positions.AsNoTracking().Include(p => p.Holders).Where(p => p.UnitId == unit.Id).OrderBy(p => p.Id).ToListAsync(ct);
        return new(unit, organisation.Find(unit.ParentId), [.. organisation.On(asOf).Where(u => u.ParentId == unit.Id)],
            [.. successions.Where(s => s.ToUnitId == unit.Id).Select(s => (organisation.Find(s.FromUnitId)!, s))],
            [.. successions.Where(s => s.FromUnitId == unit.Id).Select(s => (organisation.Find(s.ToUnitId)!, s))], positions);
    }
}
