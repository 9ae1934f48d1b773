using LoTrinh.Platform;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.PublicServices.Papers;

/// <summary>What the papers add to the module.</summary>
internal static class PapersServices
{
    public static IServiceCollection AddPapers(this IServiceCollection services)
    {
        services.AddScoped<DossierPapers>();
        services.AddScoped<PaperQueries>();
        services.AddScoped<RegisterQueries>();
        return services;
    }

    public static void MapPapers(this IEndpointRouteBuilder api)
    {
        api.MapGet("/services/dossiers/{code}/papers", List).Produces<IReadOnlyList<PaperForm>>().RequireAuthorization();
        api.MapGet("/services/dossiers/{code}/papers/{form}", Read).Produces<FileContentHttpResult>(StatusCodes.Status200OK, LetterDocx.MediaType).RequireAuthorization();
    }

    private static async Task<IResult> List(string code, Actor actor, PaperQueries papers, HttpContext http, CancellationToken ct) =>
        await papers.OfAsync(actor, code, ct) is { } found ? TypedResults.Ok(found) : Problem.NotFound("services.dossier-unknown").ToHttp(http);

    private static async Task<IResult> Read(string code, string form, Actor actor, PaperQueries papers, PublicAddress address, HttpContext http, CancellationToken ct) =>
        await papers.WriteAsync(actor, code, form, address.RootOfLanguage(http.Request), ct) is { } paper
            ? TypedResults.File(LetterDocx.Write(paper.Letter), LetterDocx.MediaType, $"{form}-{code}.docx") : Problem.NotFound("services.paper-unknown").ToHttp(http);
}
