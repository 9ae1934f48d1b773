using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Steering.Committees;

/// <summary>Orders to set up committees, for programs.</summary>
internal static class OrderEndpoints
{
    public static void MapCommitteeOrders(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/steering/committee-orders");
        group.MapGet("", List).RequireAuthorization(PermitsAttribute.Prefix + Permissions.Read);
        group.MapPost("", Give).RequireAuthorization(PermitsAttribute.Prefix + CommitteePermissions.Order);
    }

    private static async Task<Ok<List<OrderAnswer>>> List(Actor actor, OrderWork orders, TimeProvider clock, CancellationToken ct, DateOnly? on = null)
    {
        var day = on ?? clock.Today();
        return TypedResults.Ok((await orders.ReadAsync(actor, day, ct)).Select(o => new OrderAnswer(o.Order.Id, o.Document?.Id, o.Document?.Name, o.Order.Clause, o.Order.From,
            o.Order.DueOn, day, o.Units.Count, o.Count(OrderStanding.Issued), o.Count(OrderStanding.IssuedLate), o.Count(OrderStanding.NotDue), o.Count(OrderStanding.Overdue),
            [.. o.Units.Select(u => new OrderedUnitAnswer(u.Unit.Key, u.Standing, u.ConstitutedOn, u.DaysLate, u.CommitteeId, u.Decision?.Name))])).ToList());
    }

    private static async Task<Results<Created<GivenAnswer>, ProblemHttpResult>> Give(
        OrderBody body, Actor actor, OrderWork orders, OrganisationDirectory organisation, HttpContext http, CancellationToken ct)
    {
        var draft = new OrderDraft(body.From, body.DueOn, [.. (body.Units ?? []).Select(k => organisation.Find(k)?.Id ?? Guid.Empty)], body.Clause, body.Document);
        var given = await orders.Give(actor, draft, ct);
        return given.TryGet(out var order) ? TypedResults.Created("/api/v1/steering/committee-orders", new GivenAnswer(order.Id)) : given.Problems.ToHttp(http);
    }

    internal sealed record OrderAnswer(Guid Id, Guid? Document, string? DocumentName, string? Clause, DateOnly From, DateOnly DueOn, DateOnly On, int Total, int Issued,
        int IssuedLate, int NotDue, int Overdue, IReadOnlyList<OrderedUnitAnswer> Units);

    internal sealed record OrderedUnitAnswer(string Unit, OrderStanding Standing, DateOnly? ConstitutedOn, int DaysLate, Guid? Committee, string? DecisionName);

    internal sealed record GivenAnswer(Guid Id);

    internal sealed record OrderBody(string? Document, string? Clause, DateOnly? From, DateOnly? DueOn, string[]? Units);
}
