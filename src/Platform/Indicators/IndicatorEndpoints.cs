using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Platform.Indicators;

/// <summary>Indicators for programs; the same use cases as the pages.</summary>
public static class IndicatorEndpoints
{
    /// <summary>Maps <c>/indicators</c>.</summary>
    public static void MapIndicators(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/indicators");
        Demand(group.MapGet("", List), PlatformPermissions.IndicatorsRead);
        Demand(group.MapGet("/sources", Sources), PlatformPermissions.IndicatorsRead);
        Demand(group.MapGet("/{id:guid}", Get), PlatformPermissions.IndicatorsRead);
        Demand(group.MapPost("", Define), PlatformPermissions.IndicatorsManage);
        Demand(group.MapPut("/{id:guid}", Mend), PlatformPermissions.IndicatorsManage);
        Demand(group.MapPost("/{id:guid}/retirement", (Guid id, ReasonedBody body, Actor actor, IndicatorWork work, HttpContext http,
            CancellationToken ct) =>
            Answer(work.Retire(actor, id, body.Version, body.Reason, ct), http)), PlatformPermissions.IndicatorsManage);
        Demand(group.MapPost("/{id:guid}/values", Report), PlatformPermissions.IndicatorsReport);
        Demand(group.MapPost("/{id:guid}/measurements", (Guid id, AgainBody body, Actor actor, MeasureIndicators measure, HttpContext http,
            CancellationToken ct) =>
            Answer(measure.Again(actor, id, body.AsOf, body.Reason, ct), http)), PlatformPermissions.IndicatorsManage);
        Demand(group.MapPost("/{id:guid}/values/{value:guid}/decision", (Guid id, Guid value, DecidedBody body, Actor actor, IndicatorWork work,
            HttpContext http, CancellationToken ct) =>
            Answer(work.Decide(actor, id, value, body.Version, body.Accepted, body.Note, ct), http)), PlatformPermissions.IndicatorsVerify);
    }

    private static void Demand(RouteHandlerBuilder route, string permission) =>
        route.RequireAuthorization(PermitsAttribute.Prefix + permission);

    private static async Task<Ok<IndicatorListAnswer>> List(Actor actor, IndicatorQueries indicators, OrganisationDirectory organisation,
        CancellationToken ct, string? q = null, Prospect? standing = null, IndicatorKind? kind = null, string? unit = null,
        bool pending = false, bool retired = false, int page = 1)
    {
        var filter = new IndicatorFilter(q, standing, kind, unit is null ? null : organisation.Find(unit)?.Id ?? Guid.Empty, pending,
            retired, Math.Max(1, page));
        var rows = await indicators.ListAsync(actor, filter, ct);
        return TypedResults.Ok(new IndicatorListAnswer(rows.Count, filter.Page, IndicatorFilter.PageSize,
            [.. rows.Skip((Math.Min(filter.Page, 100_000) - 1) * IndicatorFilter.PageSize).Take(IndicatorFilter.PageSize)
                .Select(r => IndicatorAnswer.Of(r.Indicator, r.Standing, organisation))]));
    }

    private static Ok<List<SourceAnswer>> Sources(IEnumerable<IIndicatorSource> sources, Texts texts) =>
        TypedResults.Ok(sources.OrderBy(s => s.Key, StringComparer.Ordinal)
        .Select(s => new SourceAnswer(s.Key, texts[$"indicator.source.{s.Key}"], texts[$"indicator.source.{s.Key}.how"])).ToList());

    private static async Task<Results<Ok<WholeIndicatorAnswer>, ProblemHttpResult>> Get(Guid id, Actor actor, IndicatorQueries indicators,
        OrganisationDirectory organisation,
        TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (await indicators.FindAsync(actor, id, ct) is not { } i)
        {
            return Problem.NotFound("indicator.unknown").ToHttp(http);
        }

        var values = await indicators.ValuesAsync(id, ct);
        var files = (await indicators.FilesAsync(id, ct)).ToLookup(f => f.Part);
        var standing = IndicatorStanding.Of(i, values, Time.OfficeTime.Today(clock));
        return TypedResults.Ok(new WholeIndicatorAnswer(IndicatorAnswer.Of(i, standing, organisation), IndicatorBody.Of(i, organisation),
            ForecastAnswer.Of(standing), [.. values.Select(v => ValueAnswer.Of(v, files[v.Id.ToString()], organisation))]));
    }

    private static async Task<Results<Created<IndicatorChanged>, ProblemHttpResult>> Define(IndicatorBody body, Actor actor,
        IndicatorWork work,
        OrganisationDirectory organisation, HttpContext http, CancellationToken ct)
    {
        var draft = await work.WithDocumentAsync(actor, body.ToDraft(organisation), body.Document, body.Clause, ct);
        var defined = draft.TryGet(out var whole) ? await work.Define(actor, whole, ct) : draft.Problems;
        return defined.TryGet(out var i)
            ? TypedResults.Created($"/api/v1/indicators/{i.Id}", new IndicatorChanged(i.Id, i.Code, i.Version)) : defined.Problems.ToHttp(http);
    }

    private static async Task<Results<Ok<IndicatorChanged>, ProblemHttpResult>> Mend(Guid id, IndicatorBody body, Actor actor,
        IndicatorWork work, IndicatorQueries indicators,
        OrganisationDirectory organisation, HttpContext http, CancellationToken ct)
    {
        if (await indicators.FindAsync(actor, id, ct) is null)
        {
            return Problem.NotFound("indicator.unknown").ToHttp(http);
        }

        var draft = await work.WithDocumentAsync(actor, body.ToDraft(organisation), body.Document, body.Clause, ct);
        return draft.TryGet(out var whole) ? await Answer(work.Mend(actor, id, body.Version, whole, body.Reason, ct), http)
            : draft.Problems.ToHttp(http);
    }

    private static Task<Results<Ok<ValueChanged>, ProblemHttpResult>> Report(Guid id, ReportBody body, Actor actor, IndicatorWork work,
        HttpContext http, CancellationToken ct) =>
        Answer(work.Report(actor, id,
            new(body.AsOf, body.Value, body.Numerator, body.Denominator, body.Note, body.Evidence, body.ExpectedOn),
            [.. (body.Files ?? []).Select(f => new SentFile(f.Name ?? "", new MemoryStream(f.Content ?? [])))], ct), http);

    private static async Task<Results<Ok<IndicatorChanged>, ProblemHttpResult>> Answer(Task<Result<Indicator>> work, HttpContext http)
    {
        var result = await work;
        return result.TryGet(out var i) ? TypedResults.Ok(new IndicatorChanged(i.Id, i.Code, i.Version)) : result.Problems.ToHttp(http);
    }

    private static async Task<Results<Ok<ValueChanged>, ProblemHttpResult>> Answer(Task<Result<IndicatorValue>> work, HttpContext http)
    {
        var result = await work;
        return result.TryGet(out var v) ? TypedResults.Ok(new ValueChanged(v.Id, v.AsOf, v.Sequence, v.State, v.Version))
            : result.Problems.ToHttp(http);
    }
}
