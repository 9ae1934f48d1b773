using LoTrinh.Platform;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Jobs;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.PublicServices.Quality;

/// <summary>What may be read of the quality of services.</summary>
internal static class QualityPermissions
{
    /// <summary>Statistics, and which records lost the index its points.</summary>
    public const string Read = "services.quality";
}

/// <summary>What the measuring of quality adds to the module.</summary>
internal static class QualityServices
{
    public static IServiceCollection AddQuality(this IServiceCollection services)
    {
        services.AddScoped<OutcomeBook>();
        services.AddScoped<ProcedureIndex>();
        services.AddScoped<PetitionIndex>();
        services.AddScoped<IndexQueries>();
        services.AddScoped<IndexLosses>();
        services.AddScoped<StatisticsQueries>();
        services.AddScoped<IReactTo<DossierMoved>, FollowOutcomes>();
        services.AddScoped<IReactTo<DossierRated>, FollowOutcomes>();
        services.AddScoped<IReactTo<DossierPaid>, FollowOutcomes>();
        services.AddScoped<IReactTo<PetitionMoved>, FollowOutcomes>();
        services.AddScoped<IIndicatorSource, IndexPoints>();
        services.AddScoped<IIndicatorSource, ScoredOnTime>();
        services.AddScoped<IIndicatorSource, ApplicantsSatisfied>();
        services.AddScoped<IIndicatorSource, PetitionsOnTime>();
        services.AddRecurringJob<KeepOutcomes>();
        return services;
    }

    public static void MapQuality(this IEndpointRouteBuilder api)
    {
        const string Needs = PermitsAttribute.Prefix + QualityPermissions.Read;
        api.MapGet("/public/service-index", Index).Produces<IndexAnswer>().AllowAnonymous();
        api.MapGet("/services/quality/lost/{component}", Lost).Produces<LostAnswer>().RequireAuthorization(Needs);
        api.MapGet("/services/quality/statistics", Statistics).Produces<ServiceStatistics>().RequireAuthorization(Needs);
    }

    private static async Task<IResult> Index(IndexQueries queries, TimeProvider clock, HttpContext http, CancellationToken ct, string? from = null, string? to = null)
    {
        var days = CountedDaysForm.Read(from, to, clock.Today());
        if (!days.TryGet(out var counted))
        {
            return days.Problems.ToHttp(http);
        }

        var index = await queries.OfAsync(counted, ct);
        return TypedResults.Ok(new IndexAnswer(counted.From, counted.AsOf, index.Points, index.Measurable, index.CountedAt, IndexRules.Source,
            [.. index.Lines.Select(l => new ComponentAnswer(l.Component.Key, l.Component.Id, l.Component.Name, l.Component.Group, l.Component.Max, l.Component.Threshold,
                l.Count.Numerator, l.Count.Denominator, l.Count.Factor, l.Points, l.Component.Formula, l.Component.Confidence))]));
    }

    private static async Task<IResult> Lost(string component, Actor actor, IndexLosses losses, TimeProvider clock, HttpContext http, CancellationToken ct, string? from = null, string? to = null, int page = 1)
    {
        var days = CountedDaysForm.Read(from, to, clock.Today());
        if (!days.TryGet(out var counted))
        {
            return days.Problems.ToHttp(http);
        }

        if (IndexRules.On(counted.AsOf).FirstOrDefault(c => c.Key == component) is not { } known)
        {
            return Problem.NotFound("services.component-unknown").ToHttp(http);
        }

        var (items, count) = await losses.OfAsync(actor, known, counted, page, ct);
        return TypedResults.Ok(new LostAnswer(count, Math.Max(1, page), IndexLosses.PageSize, items));
    }

    private static async Task<IResult> Statistics(StatisticsQueries queries, Texts texts, TimeProvider clock, HttpContext http, CancellationToken ct, string? from = null, string? to = null)
    {
        var days = CountedDaysForm.Read(from, to, clock.Today());
        return days.TryGet(out var counted) ? TypedResults.Ok(await queries.OfAsync(counted, texts["services.statistics.total"], ct)) : days.Problems.ToHttp(http);
    }

    internal sealed record IndexAnswer(DateOnly From, DateOnly AsOf, double Points, double Measurable, DateTime CountedAt, string Source, IReadOnlyList<ComponentAnswer> Components);

    internal sealed record ComponentAnswer(string Key, string FormulaVersion, string Name, string Group, double Max, double? Threshold, int Numerator, int Denominator, double? Factor, double? Points,
        string Formula, string Confidence);

    internal sealed record LostAnswer(int Count, int Page, int PageSize, IReadOnlyList<LostItem> Items);
}
