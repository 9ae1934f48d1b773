using LoTrinh.Platform;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Jobs;
using LoTrinh.Platform.Ledger;
using LoTrinh.Platform.Search;
using LoTrinh.Portal.Articles;
using LoTrinh.Portal.Comments;
using LoTrinh.Portal.Editing;
using LoTrinh.Portal.OpenData;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Portal;

/// <summary>Portal (cổng thông tin): news with comments, and data for everyone.</summary>
public sealed class PortalModule : IModule
{
    /// <inheritdoc/>
    public IEnumerable<NavigationEntry> Navigation =>
    [
        new("portal", "portal.nav.home", "/", null, 10),
        new("portal", "portal.nav.news", "/tin", null, 20),
        new("portal", "portal.nav.data", "/du-lieu-mo", null, 30),
        new("portal", "portal.nav.search", "/tim-kiem", null, 40),
        new("portal", "portal.nav.desk", "/cong-thong-tin/bien-tap", Articles.Permissions.Read, 50, "portal.nav.section.editing"),
        new("portal", "portal.nav.comments", "/cong-thong-tin/binh-luan", Articles.Permissions.Moderate, 60, "portal.nav.section.editing"),
    ];

    /// <inheritdoc/>
    /// <remarks>The standing office may publish too: nobody publishes a text of their own, and a ministry may have a single editor.</remarks>
    public IEnumerable<Permission> Permissions =>
    [
        new(Articles.Permissions.Read, Roles.Editor, Roles.StandingOffice),
        new(Articles.Permissions.Write, Roles.Editor),
        new(Articles.Permissions.Publish, Roles.Editor, Roles.StandingOffice),
        new(Articles.Permissions.Moderate, Roles.Editor),
    ];

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<ArticleWork>();
        services.AddScoped<ArticleQueries>();
        services.AddScoped<IGuardFiles, ArticleFiles>();
        services.AddScoped<CommentWork>();
        services.AddScoped<CommentQueries>();
        services.AddScoped<OpenDatasets>();
        services.AddSingleton<ISearchSource, ArticleSearch>();
        services.AddRecurringJob<ScheduledPublishing>();
        services.AddScoped<INameRecords, PortalRecordNames>();
        services.AddScoped<IDemoSeed, ArticleSeed>();
    }

    /// <inheritdoc/>
    public void ConfigureModel(ModelBuilder model) => model.ApplyConfigurationsFromAssembly(typeof(PortalModule).Assembly);

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        api.MapArticles();
        api.MapOpenData();
    }
}
