using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Steering.Opinions;

/// <summary>Opinion rounds for programs; the same use cases as the pages.</summary>
internal static class OpinionEndpoints
{
    public static void MapOpinions(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/steering/opinions");
        Demand(group.MapGet("", List), Permissions.Read);
        Demand(group.MapGet("/rules", Rules), Permissions.Read);
        Demand(group.MapGet("/{id:guid}", Get), Permissions.Read);
        MapRounds(group);
        MapBallots(group);
    }

    private static void MapRounds(RouteGroupBuilder group)
    {
        Demand(group.MapPost("", (OpinionOpenBody body, Actor actor, OpinionWork work, HttpContext http, CancellationToken ct) =>
            Made(work.Open(actor, body.Committee, body.ToInput(), ct), http)), OpinionPermissions.Organise);
        Demand(group.MapPost("/{id:guid}/next", (Guid id, OpinionNextBody body, Actor actor, OpinionWork work, HttpContext http,
            CancellationToken ct) =>
            Made(work.OpenNext(actor, id, body.ToInput(), ct), http)), OpinionPermissions.Organise);
        Demand(group.MapPost("/{id:guid}/closing",
            (Guid id, VersionBody body, Actor actor, OpinionWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Close(actor, id, body.Version, ct), http)), OpinionPermissions.Organise);
        Demand(group.MapPost("/{id:guid}/withdrawal",
            (Guid id, ReasonBody body, Actor actor, OpinionWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Withdraw(actor, id, body.Version, body.Reason, ct), http)), OpinionPermissions.Organise);
        Demand(group.MapPost("/{id:guid}/accounts",
            (Guid id, AccountBody body, Actor actor, OpinionWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.NameAccount(actor, id, body.Version, body.Member, body.Account, ct), http)), OpinionPermissions.Organise);
        Demand(group.MapPut("/{id:guid}/receptions",
            (Guid id, ReceptionsBody body, Actor actor, OpinionWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Receive(actor, id, body.Version, [.. (body.Comments ?? []).OfType<ReceptionBody>()
                .Select(c => new ReceptionDraft(c.Comment, c.Reception, c.Explanation, c.Change))], ct), http)),
                    OpinionPermissions.Organise);
    }

    private static void MapBallots(RouteGroupBuilder group)
    {
        Demand(group.MapPost("/{id:guid}/ballots",
            (Guid id, BallotBody body, Actor actor, BallotWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Cast(actor, id, body.Member ?? Guid.Empty, body.Version, body.ToDraft(), ct), http)), Permissions.Read);
        Demand(group.MapPost("/{id:guid}/paper-ballots",
            (Guid id, PaperBallotBody body, Actor actor, BallotWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.EnterPaper(actor, id, body.Version, body.ToPaper(), ct), http)), OpinionPermissions.Organise);
        Demand(group.MapPost("/{id:guid}/proxies",
            (Guid id, ProxyBody body, Actor actor, BallotWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.GiveProxy(actor, id, body.Member ?? Guid.Empty, body.Version, new(body.Name, body.Title, body.Reference, null),
                body.Account,
                FileBody.Sent([.. (body.Scan ?? []).OfType<FileBody>()]), ct), http)), Permissions.Read);
        Demand(group.MapPost("/{id:guid}/proxies/revocation",
            (Guid id, MemberBody body, Actor actor, BallotWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.RevokeProxy(actor, id, body.Member ?? Guid.Empty, body.Version, ct), http)), Permissions.Read);
    }

    private static void Demand(RouteHandlerBuilder route, string permission) =>
        route.RequireAuthorization(PermitsAttribute.Prefix + permission);

    private static async Task<Ok<OpinionListAnswer>> List(Actor actor, OpinionQueries opinions, OrganisationDirectory organisation,
        CancellationToken ct,
        string? q = null, OpinionState? state = null, int? year = null, Guid? committee = null, bool mine = false, int page = 1)
    {
        var (rows, count) = await opinions.ListAsync(actor, new(q, state, year, committee, mine, Page: page), ct);
        return TypedResults.Ok(new OpinionListAnswer(count, page, OpinionFilter.PageSize,
            [.. rows.Select(r => new OpinionLine(r.Id, r.Code, r.Title, r.Number, r.CommitteeId,
            organisation.Find(r.UnitId)?.Key, r.OpenedAt, r.DueOn, r.State, r.Outcome, r.Members, r.Answered))]));
    }

    private static Ok<List<RuleAnswer>> Rules(OpinionRules rules) =>
        TypedResults.Ok(rules.All.Select(r => RuleAnswer.Made(r.Rule, r.From, r.To)).ToList());

    private static async Task<Results<Ok<WholeOpinionAnswer>, ProblemHttpResult>> Get(Guid id, Actor actor, OpinionQueries opinions,
        OpinionScope scope,
        OrganisationDirectory organisation, HttpContext http, CancellationToken ct)
    {
        if (await opinions.FindAsync(actor, id, ct) is not { } round)
        {
            return Problem.NotFound("opinion.unknown").ToHttp(http);
        }

        var files = (await opinions.FilesAsync(id, ct)).Where(f => f.Part is OpinionActs.SubjectPart or OpinionActs.PapersPart
            || scope.MaySeeBallots(actor, round));
        return TypedResults.Ok(WholeOpinionAnswer.Of(round, actor, scope, organisation,
            [.. files.Select(f => new EvidenceAnswer(f.Id, f.Part, f.Name, f.Length, f.Sha256))]));
    }

    private static async Task<Results<Created<OpinionChanged>, ProblemHttpResult>> Made(Task<Result<OpinionRound>> work, HttpContext http)
    {
        var result = await work;
        return result.TryGet(out var r) ? TypedResults.Created($"/api/v1/steering/opinions/{r.Id}", OpinionChanged.Of(r))
            : result.Problems.ToHttp(http);
    }

    private static async Task<Results<Ok<OpinionChanged>, ProblemHttpResult>> Answer(Task<Result<OpinionRound>> work, HttpContext http)
    {
        var result = await work;
        return result.TryGet(out var r) ? TypedResults.Ok(OpinionChanged.Of(r)) : result.Problems.ToHttp(http);
    }
}
