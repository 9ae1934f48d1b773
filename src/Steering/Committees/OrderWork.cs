using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Committees;

/// <summary>A unit under an order, and the committee that answers it.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="ConstitutedOn">First day of its first decision since the order.</param>
/// <param name="CommitteeId">Its committee.</param>
/// <param name="Decision">The decision, when the reader may see it.</param>
/// <param name="DaysLate">Calendar days after the due day, of the decision or until the day asked about; 0 when it is not late.</param>
internal sealed record OrderedUnit(UnitInfo Unit, OrderStanding Standing, DateOnly? ConstitutedOn, Guid? CommitteeId, DecisionView? Decision, int DaysLate);

/// <summary>An order as of a day.</summary>
internal sealed record OrderView(CommitteeOrder Order, DecisionView? Document, IReadOnlyList<OrderedUnit> Units)
{
    public int Count(OrderStanding standing) => Units.Count(u => u.Standing == standing);

    public int Done => Count(OrderStanding.Issued) + Count(OrderStanding.IssuedLate);
}

/// <summary>Records orders that units set up committees, and reads who has.</summary>
internal sealed class OrderWork(AppDb db, CommitteeQueries committees, OrganisationDirectory organisation, DocumentQueries documents, TimeProvider clock)
{
    /// <summary>Records an order; the permission is asked for every unit that it names.</summary>
    public async Task<Result<CommitteeOrder>> Give(Actor actor, OrderDraft draft, CancellationToken ct)
    {
        if (actor.Lacks(CommitteePermissions.Order) is { } refusal)
        {
            return refusal;
        }

        var found = await documents.MeantAsync(actor, draft.Document, ct);
        var given = CommitteeOrder.Give(draft, found is [var one] ? new(one.Id, one.Name, one.SignedOn, one.IsDemonstration) : default, actor.Name, clock.UtcNow());
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(found.Count == 1, Problem.Invalid(Words.Clean(draft.Document) is null ? "committee.document" : "committee.document-unknown", nameof(draft.Document))),
            .. Problem.Unless(draft.Units.All(u => organisation.Find(u) is { } unit && actor.May(CommitteePermissions.Order, unit.Path)),
                Problem.Invalid("committee.order-unit", nameof(draft.Units))),
            .. given.Ok ? [] : given.Problems,
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        db.CommitteeOrders.Add(given.Value);
        db.Record(actor, "steering.committee.ordered", given.Value, found[0].Name);
        return await db.TrySaveAsync(ct) is { } lost ? lost : given;
    }

    /// <summary>Orders up to a day, the latest first, each with how its units stood on that day.</summary>
    public async Task<IReadOnlyList<OrderView>> ReadAsync(Actor actor, DateOnly day, CancellationToken ct)
    {
        var orders = await db.CommitteeOrders.AsNoTracking().Include(o => o.Units).Where(o => o.From <= day).OrderByDescending(o => o.From).ThenBy(o => o.Id).ToListAsync(ct);
        var units = orders.SelectMany(o => o.Units).Select(u => u.UnitId).Distinct().ToList();
        var decided = await db.Committees.AsNoTracking().Where(c => units.Contains(c.UnitId))
            .SelectMany(c => c.Versions.Where(v => v.From <= day), (c, v) => new { c.Id, c.UnitId, v.From, v.DocumentId }).ToListAsync(ct);
        var names = await committees.DecisionsAsync(actor, orders.Select(o => o.DocumentId).Concat(decided.Select(d => d.DocumentId)), ct);
        return orders.ConvertAll(order => new OrderView(order, names.GetValueOrDefault(order.DocumentId),
        [
            .. order.Units.Select(u => organisation.Find(u.UnitId)!).OrderBy(u => u.Order).ThenBy(u => u.Key, StringComparer.Ordinal).Select(unit =>
            {
                var first = decided.Where(d => d.UnitId == unit.Id && d.From >= order.From).MinBy(d => d.From);
                return new OrderedUnit(unit, order.StandingOf(first?.From, day), first?.From, first?.Id, first is null ? null : names.GetValueOrDefault(first.DocumentId),
                    Math.Max(0, (first?.From ?? day).DayNumber - order.DueOn.DayNumber));
            }),
        ]));
    }
}

/// <summary>How a standing is shown.</summary>
internal static class OrderWords
{
    public static string ColorOf(OrderStanding standing) => standing switch
    {
        OrderStanding.Issued => "success",
        OrderStanding.IssuedLate => "warning",
        OrderStanding.NotDue => "primary",
        _ => "danger",
    };
}
