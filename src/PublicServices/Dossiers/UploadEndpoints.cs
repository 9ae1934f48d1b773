using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>Uploads that go on after a break, as <see cref="UploadWork"/> has them; the idea is that of tus, the messages are the product's own.</summary>
internal static class UploadEndpoints
{
    public static void MapUploads(this IEndpointRouteBuilder api)
    {
        var uploads = api.MapGroup("/services/dossiers/{id:guid}/uploads").RequireAuthorization(PermitsAttribute.Prefix + Permissions.Apply);
        uploads.MapPost("", async (Guid id, UploadBody body, Actor actor, UploadWork work, HttpContext http, CancellationToken ct) =>
            Answer(await work.Begin(actor, id, body.Document, body.Files, ct), http)).Produces<UploadAnswer>();
        uploads.MapGet("/{upload:guid}", async (Guid id, Guid upload, Actor actor, UploadWork work, HttpContext http, CancellationToken ct) =>
            Answer(await work.Find(actor, id, upload, ct), http)).Produces<UploadAnswer>();
        uploads.MapPatch("/{upload:guid}/files/{file:int}", async (Guid id, Guid upload, int file, long? offset, Stream body, Actor actor, UploadWork work, HttpContext http, CancellationToken ct) =>
            Answer(await work.Put(actor, id, upload, file, offset, body, ct), http)).Produces<UploadAnswer>();
        uploads.MapPost("/{upload:guid}/completion", async (Guid id, Guid upload, Actor actor, UploadWork work, HttpContext http, CancellationToken ct) =>
            Answer(await work.Complete(actor, id, upload, ct), http)).Produces<UploadAnswer>();
    }

    private static IResult Answer(Result<UploadAnswer> result, HttpContext http) => result.TryGet(out var answer) ? TypedResults.Ok(answer) : result.Problems.ToHttp(http);

    internal sealed record UploadBody(string? Document, IReadOnlyList<AnnouncedFile>? Files);
}
