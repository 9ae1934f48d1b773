using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Search;
using LoTrinh.Portal.Articles;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Portal;

/// <summary>Portal (cổng thông tin): news for everyone.</summary>
public sealed class PortalModule : IModule
{
    /// <inheritdoc/>
    public IEnumerable<NavigationEntry> Navigation => [new("portal", "portal.nav.home", "/", null, 10)];

    /// <inheritdoc/>
    public IEnumerable<Permission> Permissions => [];

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ISearchSource, ArticleSearch>();
        services.AddScoped<IDemoSeed, ArticleSeed>();
    }

    /// <inheritdoc/>
    public void ConfigureModel(ModelBuilder model) => model.ApplyConfigurationsFromAssembly(typeof(PortalModule).Assembly);

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder api) => api.MapArticles();
}
