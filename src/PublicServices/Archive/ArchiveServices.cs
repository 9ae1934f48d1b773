using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.PublicServices.Archive;

/// <summary>What archiving adds to the module.</summary>
internal static class ArchiveServices
{
    /// <summary>Media type of a package.</summary>
    public const string MediaType = "application/zip";

    public static IServiceCollection AddArchive(this IServiceCollection services)
    {
        services.AddScoped<PackQueries>();
        services.AddScoped<PackDossier>();
        services.AddScoped<IDossierSection, PackageSection>();
        return services;
    }

    public static void MapArchive(this IEndpointRouteBuilder api) =>
        api.MapPost("/services/dossiers/{code}/package", Pack).Produces<FileStreamHttpResult>(StatusCodes.Status200OK, MediaType)
            .RequireAuthorization(PermitsAttribute.Prefix + Permissions.Process);

    private static async Task<IResult> Pack(string code, Actor actor, PackDossier pack, PublicAddress address, HttpContext http, CancellationToken ct)
    {
        var made = await pack.Handle(actor, code, address.RootOfLanguage(http.Request), ct);
        return made.TryGet(out var package) ? TypedResults.File(package.Content, MediaType, package.Name) : made.Problems.ToHttp(http);
    }
}

/// <summary>The way to the package, on the page of a dossier that has ended, for the desk.</summary>
internal sealed class PackageSection(DossierQueries dossiers) : IDossierSection
{
    public string Partial => "/Archive/_Package.cshtml";

    public Task<object?> ReadAsync(Actor actor, WholeDossier whole, CancellationToken ct) =>
        Task.FromResult<object?>(whole.Dossier is { EndedAt: not null, Code: { } code } && dossiers.MayProcess(actor) ? code : null);
}
