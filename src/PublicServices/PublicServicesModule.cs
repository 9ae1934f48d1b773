using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.PublicServices;

/// <summary>The face of the module.</summary>
public sealed class PublicServicesModule : IModule
{
    /// <inheritdoc/>
    public IEnumerable<NavigationEntry> Navigation => [];

    /// <inheritdoc/>
    public IEnumerable<Permission> Permissions => [];

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
    }

    /// <inheritdoc/>
    public void ConfigureModel(ModelBuilder model) => model.ApplyConfigurationsFromAssembly(typeof(PublicServicesModule).Assembly);

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder api)
    {
    }
}
