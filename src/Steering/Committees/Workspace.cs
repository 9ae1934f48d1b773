using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Committees;

/// <summary>A document that the unit issued.</summary>
internal sealed record IssuedDocument(Guid Id, string Name, string Abstract, DateOnly? SignedOn);

/// <summary>What a unit and the units below it lead.</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="Counts">Its own tasks.</param>
internal sealed record WorkspaceUnit(Guid UnitId, StatusCounts Counts);

/// <summary>What a committee works on, as far as the reader may see it.</summary>
/// <param name="Unit">The committee's unit.</param>
/// <param name="FromAbove">Tasks that came down to the unit and those below it from outside.</param>
/// <param name="Whole">All tasks of the unit and those below it, with the parts handed down among them.</param>
/// <param name="Units">The same by unit.</param>
/// <param name="Next">Open tasks, those due first.</param>
/// <param name="Documents">Documents that the unit issued, the latest first.</param>
internal sealed record Workspace(UnitInfo Unit, StatusCounts FromAbove, StatusCounts Whole, IReadOnlyList<WorkspaceUnit> Units, IReadOnlyList<TaskRow> Next,
    IReadOnlyList<IssuedDocument> Documents);

/// <summary>Reads the workspace of a committee: the same template for the ministry's and for every unit's.</summary>
internal sealed class WorkspaceQueries(TaskQueries tasks, DocumentQueries documents)
{
    private const int Most = 6;

    public async Task<Workspace> ReadAsync(Actor actor, UnitInfo unit, CancellationToken ct)
    {
        var (above, units, next) = await tasks.KeptAsync(actor, $"committee|{unit.Id}", () => CountAsync(actor, unit));
        var issued = await documents.Seen(actor).Where(d => d.IssuerUnitId == unit.Id && d.State == DocumentState.Registered)
            .OrderBy(d => d.SignedOn == null).ThenByDescending(d => d.SignedOn).ThenBy(d => d.Id).Take(Most).ToListAsync(ct);
        return new(unit, above, StatusCounts.Sum(units.Select(u => u.Counts)), units, next,
            [.. issued.Select(d => new IssuedDocument(d.Id, d.Name, DocumentNumbers.Shorten(d.Abstract, 140), d.SignedOn))]);
    }

    private async Task<(StatusCounts Above, IReadOnlyList<WorkspaceUnit> Units, IReadOnlyList<TaskRow> Next)> CountAsync(Actor actor, UnitInfo unit)
    {
        var all = tasks.Narrow(tasks.Seen(actor), new(UnitId: unit.Id, Below: true));
        var above = await tasks.TallyAsync(tasks.Narrow(tasks.Seen(actor), new(UnitId: unit.Id, Below: true, FromAbove: true)));
        var units = await tasks.TallyAsync(all);
        var next = await tasks.FirstAsync(all.Where(t => t.CompletedOn == null), Most);
        return (StatusCounts.Sum(above.Select(u => u.Counts)),
            [.. units.OrderByDescending(u => u.Counts.Overdue).ThenByDescending(u => u.Counts.Total).Select(u => new WorkspaceUnit(u.UnitId, u.Counts))], next);
    }
}
