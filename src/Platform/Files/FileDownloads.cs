using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace LoTrinh.Platform.Files;

/// <summary>Says who may read the files of one sort of record. Without a guard nobody may.</summary>
public interface IGuardFiles
{
    /// <summary>The sort of record, as in <see cref="StoredFile.Room"/>.</summary>
    string Room { get; }

    /// <summary>Whether the actor may read this file; the guard looks at the record it belongs to.</summary>
    /// <param name="actor">Who asks; <see cref="Actor.Nobody"/> when no one has signed in.</param>
    /// <param name="file">The file.</param>
    /// <param name="ct">Cancels.</param>
    ValueTask<bool> AllowsAsync(Actor actor, StoredFile file, CancellationToken ct);
}

/// <summary>The way out for files.</summary>
public static class FileDownloads
{
    /// <summary>Address of a file's content; the same for pages and programs.</summary>
    public static string Url(Guid id) => $"~/tep/{id}";

    /// <summary>Maps <c>/tep/{id}</c>: the file to save, or with <c>?xem=1</c> to look at when its kind allows it.</summary>
    public static IEndpointConventionBuilder MapFileDownloads(this IEndpointRouteBuilder app) =>
        app.MapGet("/tep/{id:guid}", SendAsync).AllowAnonymous().ExcludeFromDescription();

    // Who may not read a file learns nothing of it, not even that it is there.
    private static async Task<IResult> SendAsync(
        Guid id, string? xem, HttpContext http, AppDb db, IFileStore store, IEnumerable<IGuardFiles> guards, CancellationToken ct)
    {
        var actor = await http.ActorAsync();
        var file = await db.Set<StoredFile>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct);
        if (file is null || guards.FirstOrDefault(g => g.Room == file.Room) is not { } guard || !await guard.AllowsAsync(actor, file, ct))
        {
            return Results.NotFound();
        }

        var show = xem is not null && FileKind.Claimed(file.Name) is { ShowInBrowser: true };
        http.Response.Headers.CacheControl = "private, no-cache";
        if (show)
        {
            http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileNameStar = file.Name }.ToString();
        }

        return Results.Stream(store.Open(file.Sha256), file.MediaType, show ? null : file.Name, file.TakenAt,
            new EntityTagHeaderValue($"\"{file.Sha256}\""), enableRangeProcessing: true);
    }
}
