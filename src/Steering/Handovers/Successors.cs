using LoTrinh.Platform.Organisation;

namespace LoTrinh.Steering.Handovers;

/// <summary>Which units of a day go on with the work of one that has ended.</summary>
internal static class Successors
{
    /// <summary>
    /// Those that its successions name, and theirs, until units that exist on <paramref name="day"/>. Where nothing is written of a unit
    /// itself, what is written of the unit above it holds.
    /// </summary>
    public static IReadOnlyList<UnitInfo> Of(UnitInfo ended, ILookup<Guid, UnitSuccession> successions, OrganisationDirectory organisation, DateOnly day)
    {
        var (found, seen) = (new HashSet<UnitInfo>(), new HashSet<Guid>());
        var open = new Queue<UnitInfo>([ended]);
        while (open.TryDequeue(out var unit))
        {
            if (!seen.Add(unit.Id))
            {
                continue;
            }

            if (unit.ExistsOn(day))
            {
                found.Add(unit);
                continue;
            }

            var next = successions[unit.Id].Where(s => s.On <= day).Select(s => organisation.Find(s.ToUnitId)).OfType<UnitInfo>().ToList();
            next = next.Count == 0 && organisation.Find(unit.ParentId) is { } above ? [above] : next;
            next.ForEach(open.Enqueue);
        }

        return [.. found.OrderBy(u => u.Path, StringComparer.Ordinal)];
    }
}
