using LoTrinh.Platform;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Ledger;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.NationalPortal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.PublicServices.Store;

/// <summary>Names consents in the ledger: by their purpose.</summary>
internal sealed class ConsentNames(AppDb db) : INameRecords
{
    public async Task<IReadOnlyList<NamedRecord>> NameAsync(ILookup<string, Guid> asked, CancellationToken ct) =>
        await db.NamesAsync<Consent>(asked, c => new(c.Id, c.Purpose, null, Permissions.Process, false), ct);

    public string? KeyOf(Enum value) => null;
}

/// <summary>What the store adds to the module.</summary>
internal static class StoreServices
{
    public static IServiceCollection AddStore(this IServiceCollection services)
    {
        services.AddScoped<StoreQueries>();
        services.AddScoped<Consents>();
        services.AddScoped<IKnowReuse, StoreReuse>();
        services.AddScoped<IDossierWatch, DossierWatch>();
        services.AddScoped<IKnownPapers, StoreWork>();
        services.AddScoped<IDossierSection, StoreSection>();
        services.AddScoped<IReactTo<DossierMoved>, InviteRating>();
        services.AddScoped<IPersonalData, DossierPersonalData>();
        services.AddScoped<INameRecords, ConsentNames>();
        return services;
    }

    public static void MapStore(this IEndpointRouteBuilder api)
    {
        const string Needs = PermitsAttribute.Prefix + Permissions.Apply;
        api.MapGet("/services/store", Papers).Produces<IReadOnlyList<PaperAnswer>>().RequireAuthorization(Needs);
        api.MapGet("/services/store/looks", (Actor actor, StoreQueries store, CancellationToken ct) => store.LooksAsync(actor.AccountId, ct)).RequireAuthorization(Needs);
        api.MapPut("/services/store/consents/{purpose}", Say).Produces<ConsentAnswer>().RequireAuthorization(Needs);
    }

    private static async Task<IResult> Papers(Guid? organisation, Actor actor, StoreQueries store, CancellationToken ct) => TypedResults.Ok<IReadOnlyList<PaperAnswer>>(
        [.. (organisation is { } of ? await store.PapersAsync(actor, of, ct) : await store.PapersAsync(actor.AccountId, ct)).Select(p => new PaperAnswer(p.File.Id, p.What, p.DossierCode, p.IsResult, p.ResultNumber, p.File.Sha256, p.File.TakenAt, p.Used))]);

    private static async Task<IResult> Say(string purpose, ConsentBody body, Actor actor, Consents consents, HttpContext http, CancellationToken ct)
    {
        var said = await consents.Say(actor, purpose, body.Given, ct);
        return said.Ok ? TypedResults.Ok(new ConsentAnswer(purpose, said.Value)) : said.Problems.ToHttp(http);
    }

    internal sealed record PaperAnswer(Guid FileId, string What, string DossierCode, bool IsResult, string? ResultNumber, string Sha256, DateTime At, int Used);

    internal sealed record ConsentBody(bool Given);

    internal sealed record ConsentAnswer(string Purpose, bool Given);
}
