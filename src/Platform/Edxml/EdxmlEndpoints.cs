using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Platform.Edxml;

/// <summary>Messages of the document axis for programs, such as the agency's gateway; the same use cases as the pages.</summary>
public static class EdxmlEndpoints
{
    /// <summary>Media type of a message.</summary>
    public const string MediaType = "application/xml";

    /// <summary>Adds the endpoints below the API's root.</summary>
    public static void MapEdxml(this IEndpointRouteBuilder api)
    {
        api.MapPost("/documents/edxml", Receive).RequireAuthorization(PermitsAttribute.Prefix + PlatformPermissions.DocumentsRegister);
        api.MapGet("/documents/{id:guid}/edxml", Give).Produces<FileContentHttpResult>(StatusCodes.Status200OK, MediaType).RequireAuthorization(PermitsAttribute.Prefix + PlatformPermissions.DocumentsRead);
    }

    private static async Task<Results<Ok<ReceivedAnswer>, Created<ReceivedAnswer>, ProblemHttpResult>> Receive(
        EdxmlBody body, Actor actor, EdxmlWork work, HttpContext http, CancellationToken ct)
    {
        var received = await work.Receive(actor, body.Message ?? [], ct);
        return !received.TryGet(out var made) ? received.Problems.ToHttp(http)
            : made.WasKnown ? TypedResults.Ok(ReceivedAnswer.Of(made)) : TypedResults.Created($"/api/v1/documents/{made.Document.Id}", ReceivedAnswer.Of(made));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Give(Guid id, Actor actor, EdxmlWork work, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var given = await work.Give(actor, id, ct);
        return given.TryGet(out var message) ? TypedResults.File(EdxmlWriter.Write(message, clock.UtcNow().ToOffice()), MediaType, $"{id}.edxml") : given.Problems.ToHttp(http);
    }

    internal sealed record EdxmlBody(byte[]? Message);

    internal sealed record ReceivedAnswer(Guid Document, bool WasKnown, string? Number, string Abstract)
    {
        public static ReceivedAnswer Of(Received r) => new(r.Document.Id, r.WasKnown, r.Document.FullNumber, r.Document.Abstract);
    }
}
