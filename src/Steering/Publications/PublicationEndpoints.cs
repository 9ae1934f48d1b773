using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Steering.Publications;

/// <summary>Published figures for everyone's programs, and publishing for those of the office; the same use cases as the pages.</summary>
internal static class PublicationEndpoints
{
    public static void MapPublications(this IEndpointRouteBuilder api)
    {
        var everyone = api.MapGroup("/public/steering/results").AllowAnonymous();
        everyone.MapGet("", ListPublic);
        everyone.MapGet("/current", Current);
        everyone.MapGet("/{code}", GetPublic);

        var group = api.MapGroup("/steering/publications");
        Demand(group.MapGet("", List), PublicationPermissions.Read);
        Demand(group.MapGet("/{id:guid}", Get), PublicationPermissions.Read);
        Demand(group.MapPost("", (PublicationBody body, Actor actor, PublicationWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Prepare(actor, body.ToDraft(), ct), http)), PublicationPermissions.Prepare);
        Demand(group.MapPut("/{id:guid}", (Guid id, PublicationBody body, Actor actor, PublicationWork work, HttpContext http,
            CancellationToken ct) => Answer(work.Rewrite(actor, id, body.Version, body.ToDraft(), ct), http)),
                PublicationPermissions.Prepare);
        Demand(group.MapPost("/{id:guid}/proposal", (Guid id, VersionBody body, Actor actor, PublicationWork work, HttpContext http,
            CancellationToken ct) => Answer(work.Propose(actor, id, body.Version, ct), http)), PublicationPermissions.Prepare);
        Demand(group.MapPost("/{id:guid}/publication", (Guid id, VersionBody body, Actor actor, PublicationWork work, HttpContext http,
            CancellationToken ct) => Answer(work.Publish(actor, id, body.Version, ct), http)), PublicationPermissions.Publish);
        Demand(group.MapPost("/{id:guid}/return", (Guid id, ReasonBody body, Actor actor, PublicationWork work, HttpContext http,
            CancellationToken ct) => Answer(work.GiveBack(actor, id, body.Version, body.Reason, ct), http)),
                PublicationPermissions.Publish);
        Demand(group.MapPost("/{id:guid}/withdrawal", (Guid id, ReasonBody body, Actor actor, PublicationWork work, HttpContext http,
            CancellationToken ct) => Answer(work.Withdraw(actor, id, body.Version, body.Reason, ct), http)), PublicationPermissions.Read);
    }

    private static void Demand(RouteHandlerBuilder route, string permission) =>
        route.RequireAuthorization(PermitsAttribute.Prefix + permission + PermitsAttribute.Everywhere);

    private static async Task<Results<Ok<PublicationChanged>, ProblemHttpResult>> Answer(Task<Result<Publication>> act, HttpContext http)
    {
        var result = await act;
        return result.TryGet(out var done) ? TypedResults.Ok(PublicationChanged.Of(done)) : result.Problems.ToHttp(http);
    }

    private static async Task<Ok<IReadOnlyList<ResultsLine>>> ListPublic(PublicationReader reader, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<ResultsLine>>([.. (await reader.AllAsync(ct)).Select(ResultsLine.Of)]);

    private static async Task<Results<Ok<ResultsAnswer>, ProblemHttpResult>> Current(PublicationReader reader, HttpContext http,
        CancellationToken ct) => Answer((await reader.AllAsync(ct)).FirstOrDefault(p => p.IsCurrent), http);

    private static async Task<Results<Ok<ResultsAnswer>, ProblemHttpResult>> GetPublic(string code, PublicationReader reader,
        HttpContext http,
        CancellationToken ct) => Answer((await reader.AllAsync(ct)).FirstOrDefault(p => p.Record.Code == code), http);

    private static Results<Ok<ResultsAnswer>, ProblemHttpResult> Answer(PublicPublication? found, HttpContext http) => found is null
        ? Problem.NotFound("publication.unknown").ToHttp(http)
        : TypedResults.Ok(ResultsAnswer.Of(found.Record, found.Content, ResultsLine.StandingOf(found)));

    private static async Task<Ok<PublicationListAnswer>> List(Actor actor, PublicationQueries publications, CancellationToken ct,
        int page = 1)
    {
        var (rows, count) = await publications.ListAsync(actor, page, ct);
        return TypedResults.Ok(new PublicationListAnswer(count, page, PublicationQueries.PageSize, rows));
    }

    private static async Task<Results<Ok<PublicationAnswer>, ProblemHttpResult>> Get(Guid id, Actor actor, PublicationQueries publications,
        PublicationReader reader, HttpContext http, CancellationToken ct)
    {
        if (await publications.FindAsync(actor, id, ct) is not { } p)
        {
            return Problem.NotFound("publication.unknown").ToHttp(http);
        }

        return TypedResults.Ok(new PublicationAnswer(p.Id, p.Code, p.State, p.PreparedBy, p.PreparedAt, p.PublishedBy, p.PublishedAt,
            p.ReturnReason, p.WithdrawnAt, p.WithdrawReason, p.Version, ResultsAnswer.Of(p, await reader.PreviewAsync(p, ct), null)));
    }
}
