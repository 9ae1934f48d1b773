using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Steering.Handovers;

/// <summary>Handing over, for programs.</summary>
internal static class HandoverEndpoints
{
    public static void MapHandovers(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/steering/handovers").RequireAuthorization(PermitsAttribute.Prefix + Permissions.Assign);
        group.MapGet("", List);
        group.MapGet("/{unit}", Read);
        group.MapPost("/{unit}", HandOver);
    }

    private static async Task<Ok<List<WaitingAnswer>>> List(Actor actor, HandoverQueries handovers, CancellationToken ct) => TypedResults.Ok(
        (await handovers.WaitingAsync(actor, ct)).Select(u => new WaitingAnswer(u.Unit.Key, u.Unit.Name, u.Unit.ValidTo, u.Led, u.Helped, [.. u.Successors.Select(s => s.Key)])).ToList());

    private static async Task<Results<Ok<List<RowAnswer>>, NotFound>> Read(string unit, Actor actor, HandoverWork work, HandoverQueries handovers, CancellationToken ct) =>
        work.Of(actor, unit) is not { } known ? TypedResults.NotFound()
            : TypedResults.Ok((await handovers.TasksAsync(known.Id, ct)).Select(r => new RowAnswer(r.Id, r.Code, r.Title, r.State, r.DueOn, r.IsLead)).ToList());

    private static async Task<Results<Ok<DoneAnswer>, NotFound, ProblemHttpResult>> HandOver(
        string unit, HandoverBody body, Actor actor, HandoverWork work, OrganisationDirectory organisation, HttpContext http, CancellationToken ct)
    {
        if (work.Of(actor, unit) is not { } known)
        {
            return TypedResults.NotFound();
        }

        var done = await work.HandOver(actor, known, new(organisation.Find(body.To)?.Id, body.Tasks ?? [], body.Position, body.Basis), ct);
        return done.TryGet(out var count) ? TypedResults.Ok(new DoneAnswer(count)) : done.Problems.ToHttp(http);
    }

    internal sealed record WaitingAnswer(string Unit, string Name, DateOnly? EndedOn, int Led, int Coordinated, IReadOnlyList<string> Successors);

    internal sealed record RowAnswer(Guid Id, string Code, string Title, TaskState State, DateOnly? DueOn, bool IsLead);

    internal sealed record DoneAnswer(int HandedOver);

    internal sealed record HandoverBody(string? To, Guid[]? Tasks, string? Position, string? Basis);
}
