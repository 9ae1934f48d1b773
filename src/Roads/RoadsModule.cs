using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Jobs;
using LoTrinh.Platform.Ledger;
using LoTrinh.Roads.Demo;
using LoTrinh.Roads.Journeys;
using LoTrinh.Roads.Vehicles;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Roads;

/// <summary>Roads (đường bộ): vehicles and where they were; registers, violations and tolls come later.</summary>
public sealed class RoadsModule : IModule
{
    /// <inheritdoc/>
    public IEnumerable<NavigationEntry> Navigation =>
    [
        new("roads", "roads.nav.overview", "/duong-bo", Journeys.Permissions.Read, 10),
        new("roads", "roads.nav.vehicles", "/duong-bo/phuong-tien", Journeys.Permissions.Read, 20),
    ];

    /// <inheritdoc/>
    public IEnumerable<Permission> Permissions =>
    [
        new(Journeys.Permissions.Ingest, Roles.JourneyProvider),
        new(Journeys.Permissions.Read, Roles.Chair, Roles.DeputyChair, Roles.StandingOffice, Roles.FocalPoint, Roles.Inspector),
    ];

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<TakeWaypoints>();
        services.AddScoped<JourneyQueries>();
        services.AddScoped<INameRecords, VehicleNames>();
        services.AddScoped<JourneyChecks>();
        services.AddSingleton<FeedPace>();
        services.AddRecurringJob<AssessFeed>();
        services.AddScoped<IDemoSeed, RoadsSeed>();
        if (configuration["LOTRINH_ROADS_BROKER"] is { Length: > 0 } broker)
        {
            services.AddHostedService(s => ActivatorUtilities.CreateInstance<BrokerFeed>(s, BrokerFeed.AddressOf(broker)));
        }
    }

    /// <inheritdoc/>
    public void ConfigureModel(ModelBuilder model) => model.ApplyConfigurationsFromAssembly(typeof(RoadsModule).Assembly);

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder api) => api.MapJourneys();
}
