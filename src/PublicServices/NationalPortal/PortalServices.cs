using LoTrinh.Platform;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Jobs;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.PublicServices.NationalPortal;

/// <summary>What the link to the national portal adds to the module.</summary>
internal static class PortalServices
{
    public static IServiceCollection AddNationalPortal(this IServiceCollection services)
    {
        services.AddSingleton<PortalSettings>();
        services.AddHttpClient(PortalSettings.Client, c => c.Timeout = TimeSpan.FromSeconds(30))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ActivityHeadersPropagator = null });
        services.AddScoped<PortalClient>();
        services.AddScoped<PortalWriter>();
        services.AddScoped<PortalFileLinks>();
        services.AddScoped<IWatchFileLinks, PortalFileLinks>();
        services.AddScoped<PortalQueries>();
        services.AddScoped<PortalComparer>();
        services.AddScoped<IReactTo<DossierMoved>, WantPortal>();
        services.AddRecurringJob<SendToPortal>();
        services.AddRecurringJob<ComparePortal>();
        return services;
    }

    public static void MapNationalPortal(this IEndpointRouteBuilder api)
    {
        const string Needs = PermitsAttribute.Prefix + Permissions.Process;
        api.MapGet("/services/national-portal", (PortalQueries queries, CancellationToken ct) => queries.StandingAsync(ct)).RequireAuthorization(Needs);
        api.MapPost("/services/national-portal/comparison", Compare).Produces<PortalComparison>().RequireAuthorization(Needs);
    }

    private static async Task<IResult> Compare(PortalComparer comparer, Actor actor, string? code, HttpContext http, CancellationToken ct)
    {
        var result = await comparer.Handle(actor, code, ct);
        return result.Ok ? TypedResults.Ok(result.Value) : result.Problems.ToHttp(http);
    }
}
