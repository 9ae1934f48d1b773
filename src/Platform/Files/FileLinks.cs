using System.Globalization;
using System.Security.Cryptography;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace LoTrinh.Platform.Files;

/// <summary>Says whether files of one sort of record still go to whom a link was given, and keeps that one was fetched. Without it no link holds.</summary>
public interface IWatchFileLinks
{
    /// <summary>The sort of record, as in <see cref="StoredFile.Room"/>.</summary>
    string Room { get; }

    /// <summary>A file is asked for by a link that holds.</summary>
    /// <param name="file">The file.</param>
    /// <param name="reader">To whom the link was given, as it says.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether it goes out; it was put down then.</returns>
    ValueTask<bool> FetchedAsync(StoredFile file, string reader, CancellationToken ct);
}

/// <summary>Addresses of single files for programs that cannot sign in here: signed, each for one file, one reader and some days.</summary>
public sealed class FileLinks(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>Name of the limit.</summary>
    public const string Policy = "file-links";

    /// <summary>Most files that one address is sent in a minute: a program fetches those of many dossiers at once.</summary>
    public const int PerMinute = 600;

    private const int LongestSignature = 1000;
    private readonly IDataProtector _protector = protection.CreateProtector("LoTrinh.FileLink.v1");

    /// <summary>Address of a file's content, below the root of the site.</summary>
    /// <param name="file">The file.</param>
    /// <param name="reader">To whom it is given.</param>
    /// <param name="until">When it ends (UTC).</param>
    public string Url(Guid file, string reader, DateTime until)
    {
        var ends = new DateTimeOffset(until, TimeSpan.Zero).ToUnixTimeSeconds();
        return string.Create(CultureInfo.InvariantCulture, $"/tep/{file}/lien-ket?han={ends}&chu-ky={_protector.Protect(Begin(file, ends) + reader)}");
    }

    /// <summary>To whom the link was given; null where it does not hold, or no more.</summary>
    internal string? ReaderOf(Guid file, long ends, string? signature)
    {
        if (signature is not { Length: > 0 and <= LongestSignature } || ends <= new DateTimeOffset(clock.UtcNow(), TimeSpan.Zero).ToUnixTimeSeconds())
        {
            return null;
        }

        try
        {
            var (signed, begin) = (_protector.Unprotect(signature), Begin(file, ends));
            return signed.StartsWith(begin, StringComparison.Ordinal) ? signed[begin.Length..] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Begin(Guid file, long ends) => string.Create(CultureInfo.InvariantCulture, $"{file:N}.{ends}.");
}

/// <summary>The way out for files by links.</summary>
public static class FileLinkDownloads
{
    /// <summary>Maps <c>/tep/{id}/lien-ket</c>.</summary>
    public static IEndpointConventionBuilder MapFileLinks(this IEndpointRouteBuilder app) =>
        app.MapGet("/tep/{id:guid}/lien-ket", SendAsync).AllowAnonymous().RequireRateLimiting(FileLinks.Policy).ExcludeFromDescription();

    // A link that does not hold learns nothing of the file, as whoever may not read it.
    private static async Task<IResult> SendAsync(
        Guid id, long? han, [FromQuery(Name = "chu-ky")] string? signature, HttpContext http, FileLinks links, AppDb db, IFileStore store, IEnumerable<IWatchFileLinks> watchers, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        if (links.ReaderOf(id, han ?? 0, signature) is not { } reader || await db.Set<StoredFile>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is not { } file
            || watchers.FirstOrDefault(w => w.Room == file.Room) is not { } watcher || !await watcher.FetchedAsync(file, reader, ct))
        {
            return Results.NotFound();
        }

        return Results.Stream(store.Open(file.Sha256), file.MediaType, file.Name, file.TakenAt, new EntityTagHeaderValue($"\"{file.Sha256}\""), enableRangeProcessing: true);
    }
}
