using LoTrinh.Platform;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Ledger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.PublicServices.Petitions;

/// <summary>What petitions add to the module.</summary>
internal static class PetitionServices
{
    public static IServiceCollection AddPetitions(this IServiceCollection services)
    {
        services.AddScoped<PetitionClock>();
        services.AddScoped<PetitionWork>();
        services.AddScoped<PetitionQueries>();
        services.AddScoped<IReactTo<PetitionMoved>, TellOfPetitions>();
        services.AddScoped<INameRecords, PetitionNames>();
        return services;
    }

    public static void MapPetitions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/public/petitions", Published).Produces<PublishedAnswer>().AllowAnonymous();
        api.MapPost("/public/petitions", Send).Produces<SentAnswer>(StatusCodes.Status202Accepted).AllowAnonymous().RequireRateLimiting("guess");
        var group = api.MapGroup("/services/petitions");
        group.MapGet("", Work).Produces<WorkAnswer>().RequireAuthorization(Needs(PetitionPermissions.Answer));
        Demand(group.MapPost("/{code}/transfer", async (string code, TransferBody body, Actor actor, PetitionWork work, HttpContext http, CancellationToken ct) =>
            Answer(await work.Transfer(actor, code, body.Version, body.Unit, body.Note, ct), http)), PetitionPermissions.Sort);
        Demand(group.MapPost("/{code}/supplement-request", async (string code, NoteBody body, Actor actor, PetitionWork work, HttpContext http, CancellationToken ct) =>
            Answer(await work.AskSupplement(actor, code, body.Version, body.Note, ct), http)), PetitionPermissions.Answer);
        Demand(group.MapPost("/{code}/refusal", async (string code, NoteBody body, Actor actor, PetitionWork work, HttpContext http, CancellationToken ct) =>
            Answer(await work.Refuse(actor, code, body.Version, body.Note, ct), http)), PetitionPermissions.Sort);
        Demand(group.MapPost("/{code}/answer", async (string code, AnswerBody body, Actor actor, PetitionWork work, HttpContext http, CancellationToken ct) =>
            Answer(await work.GiveAnswer(actor, code, body.Version, body.Answer, ct), http)), PetitionPermissions.Answer);
        Demand(group.MapPost("/{code}/publication", async (string code, VersionBody body, Actor actor, PetitionWork work, HttpContext http, CancellationToken ct) =>
            Answer(await work.Publish(actor, code, body.Version, ct), http)), PetitionPermissions.Sort);
    }

    private static void Demand(RouteHandlerBuilder endpoint, string permission) => endpoint.Produces<PetitionAnswer>().RequireAuthorization(Needs(permission));

    private static string Needs(string permission) => PermitsAttribute.Prefix + permission;

    private static async Task<IResult> Published(PetitionQueries petitions, CancellationToken ct, int page = 1)
    {
        var (rows, count) = await petitions.PublishedAsync(page, ct);
        return TypedResults.Ok(new PublishedAnswer(count, Math.Max(1, page), PetitionQueries.PageSize, rows));
    }

    private static async Task<IResult> Send(PetitionDraft draft, Actor actor, PetitionWork work, HttpContext http, CancellationToken ct)
    {
        var sent = await work.Send(actor, draft, ct);
        return sent.TryGet(out var made) ? TypedResults.Accepted((string?)null, new SentAnswer(made.Petition.Code, made.Key)) : sent.Problems.ToHttp(http);
    }

    private static async Task<IResult> Work(Actor actor, PetitionQueries petitions, CancellationToken ct, bool ended = false, int page = 1)
    {
        var (rows, count) = await petitions.WorkAsync(actor, ended, page, ct);
        return TypedResults.Ok(new WorkAnswer(count, Math.Max(1, page), PetitionQueries.PageSize, rows));
    }

    private static IResult Answer(Result<Petition> result, HttpContext http) =>
        result.TryGet(out var p) ? TypedResults.Ok(new PetitionAnswer(p.Code, p.Status, p.UnitId, p.Version)) : result.Problems.ToHttp(http);

    internal sealed record VersionBody(int? Version);

    internal sealed record TransferBody(string? Unit, string? Note, int? Version);

    internal sealed record NoteBody(string? Note, int? Version);

    internal sealed record AnswerBody(string? Answer, int? Version);

    internal sealed record PublishedAnswer(int Count, int Page, int PageSize, IReadOnlyList<PublishedPetition> Items);

    /// <summary>A petition that was taken in, with the key by which its sender follows it.</summary>
    internal sealed record SentAnswer(string Code, string Key);

    internal sealed record WorkAnswer(int Count, int Page, int PageSize, IReadOnlyList<PetitionRow> Items);

    internal sealed record PetitionAnswer(string Code, PetitionStatus Status, Guid? UnitId, int Version);
}
