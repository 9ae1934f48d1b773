using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Papers;
using LoTrinh.PublicServices.Processing;

namespace LoTrinh.PublicServices.Archive;

/// <summary>A package, as it is sent.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="Content">Its content from the beginning; whoever sends it closes it.</param>
internal sealed record DossierPackage(string Name, Stream Content);

/// <summary>Makes of an ended dossier one file that an archive takes over: its record, its papers and its files, each with its SHA-256.</summary>
/// <remarks>Source: Decree 61/2018/NĐ-CP, step 14 of the one-stop process: the electronic dossier is archived.</remarks>
internal sealed class PackDossier(AppDb db, PackQueries packages, DossierPapers papers, IFileStore store, TaskFlow flow, TimeProvider clock)
{
    /// <summary>Name of the record in the package.</summary>
    public const string RecordName = "ho-so.json";

    /// <summary>Name of the list of hashes, as <c>sha256sum -c</c> reads it.</summary>
    public const string HashesName = "SHA256SUMS";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Makes it, and has the ledger say so: what is in it leaves the house.</summary>
    /// <param name="actor">An officer of the desk.</param>
    /// <param name="code">Code of the dossier.</param>
    /// <param name="root">Address of the site, for what a phone reads on the papers.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<DossierPackage>> Handle(Actor actor, string code, string root, CancellationToken ct)
    {
        if (actor.Lacks(Permissions.Process, flow.Desk?.Path) is { } refusal)
        {
            return refusal;
        }

        if (await packages.FindAsync(actor, code, root, ct) is not { } source)
        {
            return Problem.NotFound("services.dossier-unknown");
        }

        if (source.Dossier.EndedAt is null)
        {
            return Problem.Conflict("services.package-open");
        }

        var content = await WriteAsync(source, await packages.RecordAsync(actor, source, ct), ct);
        db.Record(actor, "services.dossier.packed", nameof(Dossier), source.Dossier.Id, null);
        await db.SaveChangesAsync(ct);
        return new DossierPackage($"{source.Dossier.Code}.zip", content);
    }

    // Written to a file that goes when it is closed: twenty files of a document are more than the memory should hold.
    private async Task<Stream> WriteAsync(PaperSource source, PackedDossier record, CancellationToken ct)
    {
        var content = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024,
            FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        try
        {
            await using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
            {
                var sums = new StringBuilder();
                await AddAsync(zip, sums, RecordName, new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(record, Json)), ct);
                foreach (var form in DossierPapers.Of(source, forOfficers: true))
                {
                    await AddAsync(zip, sums, $"giay-to/{form.Key}.docx", new MemoryStream(LetterDocx.Write(papers.Write(source, form.Key)!)), ct);
                }

                foreach (var file in record.Files)
                {
                    await AddAsync(zip, sums, file.Path, store.Open(file.Sha256), ct);
                }

                await AddAsync(zip, new(), HashesName, new MemoryStream(Encoding.UTF8.GetBytes(sums.ToString())), ct);
            }

            content.Position = 0;
            return content;
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
    }

    private async Task AddAsync(ZipArchive zip, StringBuilder sums, string path, Stream from, CancellationToken ct)
    {
        await using (from)
        {
            sums.Append(Convert.ToHexStringLower(await SHA256.HashDataAsync(from, ct))).Append("  ").Append(path).Append('\n');
            from.Position = 0;
            var entry = zip.CreateEntry(path, CompressionLevel.Fastest);
            entry.LastWriteTime = clock.GetUtcNow();
            await using var to = await entry.OpenAsync(ct);
            await from.CopyToAsync(to, ct);
        }
    }
}
