using LoTrinh.Platform;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Steering.Urging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Steering.Explanations;

/// <summary>Requests for explanation for programs; the same use cases as the pages.</summary>
internal static class ExplanationEndpoints
{
    public static void MapExplanations(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/steering/explanations");
        Demand(group.MapGet("", List), Permissions.Read);
        Demand(group.MapGet("/{id:guid}", Get), Permissions.Read);
        Demand(group.MapPost("", Ask).Produces<ExplanationChanged>(StatusCodes.Status201Created), ExplanationPermissions.Ask);
        Demand(group.MapPost("/{id:guid}/answers",
            (Guid id, GiveExplanationBody body, Actor actor, ExplanationWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Answer(actor, id, body.Version, body.Text, FileBody.Sent(body.Files), ct), http)), ExplanationPermissions.Answer);
        Demand(group.MapPost("/{id:guid}/acceptance",
            (Guid id, ReasonBody body, Actor actor, ExplanationWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Accept(actor, id, body.Version, body.Reason, ct), http)), ExplanationPermissions.Ask);
        Demand(group.MapPost("/{id:guid}/again",
            (Guid id, AskAgainBody body, Actor actor, ExplanationWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.AskAgain(actor, id, body.Version, body.Reason, body.AnswerBy, ct), http)), ExplanationPermissions.Ask);
    }

    private static void Demand(RouteHandlerBuilder route, string permission) =>
        route.RequireAuthorization(PermitsAttribute.Prefix + permission);

    private static async Task<Results<Ok<ExplanationListAnswer>, ProblemHttpResult>> List(Actor actor, ExplanationQueries explanations,
        OrganisationDirectory organisation,
        TimeProvider clock, HttpContext http, CancellationToken ct, AnswerState? state = null, string? unit = null, string? about = null, string? q = null, int page = 1)
    {
        var kind = about switch { "task" => ExplanationFilter.Tasks, "indicator" => ExplanationFilter.Indicators, _ => about };
        var filter = new ExplanationFilter(state, organisation.Find(unit)?.Id, kind, Math.Clamp(page, 1, 1_000_000), q);
        Problem[] problems =
        [
            .. Problem.Unless(state is not { } named || Enum.IsDefined(named), Problem.Invalid("explanation.state", "state")),
            .. Problem.Unless(unit is null || filter.UnitId is not null, Problem.Invalid("urging.unit", "unit")),
            .. Problem.Unless(about is not (ExplanationFilter.Tasks or ExplanationFilter.Indicators) && filter.IsAboutKnown,
                Problem.Invalid("explanation.about", "about", "task, indicator")),
        ];
        if (problems.Length > 0)
        {
            return problems.ToHttp(http);
        }

        var (rows, count) = await explanations.ListAsync(actor, filter, ct);
        return TypedResults.Ok(new ExplanationListAnswer(count, filter.Page, ExplanationFilter.PageSize,
            [.. rows.Select(r => ExplanationStands.Of(r, organisation, clock.Today()))]));
    }

    private static async Task<Results<Ok<WholeExplanation>, ProblemHttpResult>> Get(Guid id, Actor actor, ExplanationQueries explanations,
        OrganisationDirectory organisation,
        TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (await explanations.FindAsync(actor, id, ct) is not { } request)
        {
            return Problem.NotFound("explanation.unknown").ToHttp(http);
        }

        var files = (await explanations.FilesAsync(id, ct)).ToLookup(f => f.Part);
        return TypedResults.Ok(new WholeExplanation(ExplanationStands.Of(await explanations.RowAsync(id, ct), organisation, clock.Today()),
            request.Version,
            [.. request.Answers.OrderBy(a => a.At)
                .Select(a => new GivenExplanation(a.Text, a.By, a.At, a.Accepted, a.Reason, a.DecidedBy, a.DecidedAt,
                [.. files[a.Id.ToString()].Select(f =>
                    new ExplanationFile(f.Name, FileDownloads.Url(f.Id).TrimStart('~'), f.Sha256, f.Length))]))]));
    }

    private static async Task<IResult> Ask(RequestExplanationBody body, Actor actor, ExplanationWork work, HttpContext http,
        CancellationToken ct)
    {
        var result = await work.Ask(actor, new(body.Task, body.Indicator, body.Question, body.AnswerBy), ct);
        return result.TryGet(out var r)
            ? TypedResults.Created($"/api/v1/steering/explanations/{r.Id}", new ExplanationChanged(r.Id, r.Step, r.AnswerBy, r.Version))
            : result.Problems.ToHttp(http);
    }

    private static async Task<Results<Ok<ExplanationChanged>, ProblemHttpResult>> Answer(Task<Result<ExplanationRequest>> act,
        HttpContext http) =>
        await act is var result && result.TryGet(out var r) ? TypedResults.Ok(new ExplanationChanged(r.Id, r.Step, r.AnswerBy, r.Version))
            : result.Problems.ToHttp(http);

    internal sealed record RequestExplanationBody(Guid? Task, Guid? Indicator, string? Question, DateOnly? AnswerBy);

    internal sealed record GiveExplanationBody(string? Text, FileBody[]? Files, int? Version);

    internal sealed record AskAgainBody(string? Reason, DateOnly? AnswerBy, int? Version);

    internal sealed record ExplanationChanged(Guid Id, AnswerStep Step, DateOnly AnswerBy, int Version);

    internal sealed record ExplanationListAnswer(int Count, int Page, int PageSize, IReadOnlyList<ExplanationStands> Items);

    internal sealed record ExplanationStands(Guid Id, Guid? Task, Guid? Indicator, string Code, string Name, string? Unit, string Question,
        string AskedBy, DateTime AskedAt,
        DateOnly AnswerBy, AnswerState State)
    {
        public static ExplanationStands Of(ExplanationRow r, OrganisationDirectory organisation, DateOnly today) =>
            new(r.Id, r.TaskId, r.IndicatorId, r.Code, r.Name,
            organisation.Find(r.UnitId)?.Key, r.Question, r.AskedBy, r.AskedAt, r.AnswerBy, r.StateOn(today));
    }

    internal sealed record WholeExplanation(ExplanationStands Request, int Version, IReadOnlyList<GivenExplanation> Answers);

    internal sealed record GivenExplanation(string Text, string By, DateTime At, bool? Accepted, string? Reason, string? DecidedBy,
        DateTime? DecidedAt,
        IReadOnlyList<ExplanationFile> Files);

    internal sealed record ExplanationFile(string Name, string Url, string Sha256, long Length);
}
