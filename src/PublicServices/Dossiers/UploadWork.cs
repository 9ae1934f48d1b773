using System.Collections.Immutable;
using System.Security.Cryptography;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Procedures;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>How far an upload is.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="ChunkBytes">Most bytes of a piece.</param>
/// <param name="Files">Its files, each with what has come of it.</param>
/// <param name="Completed">Whether its files were taken in.</param>
/// <param name="VersionBefore">Version of the dossier before they were; null until then.</param>
/// <param name="Version">Version of the dossier after they were.</param>
/// <param name="Kept">The files that the document has now, once they were.</param>
internal sealed record UploadAnswer(Guid Id, int ChunkBytes, IReadOnlyList<UploadedPart> Files, bool Completed, int? VersionBefore, int? Version, IReadOnlyList<KeptFile> Kept);

/// <summary>What has come of a file.</summary>
/// <param name="Number">Its number in the upload, from 1.</param>
/// <param name="Name">Its name.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="Offset">Where the next piece begins, in bytes.</param>
internal sealed record UploadedPart(int Number, string Name, long Length, long Offset);

/// <summary>A file that a document of a dossier has.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Name">Its name.</param>
/// <param name="Url">Where it is read.</param>
/// <param name="Size">Its size in words.</param>
/// <param name="Sha256">SHA-256 of its content.</param>
/// <param name="MayGo">Whether it can still be taken out.</param>
internal sealed record KeptFile(Guid Id, string Name, string Url, string Size, string Sha256, bool MayGo);

/// <summary>Uploads that go on after a break: begun, sent piece by piece, and completed when the whole is what was announced.</summary>
/// <remarks>The ledger knows the beginning and the end: a piece alone says nothing of the dossier.</remarks>
internal sealed class UploadWork(AppDb db, ApplicantSide side, ProcedureCatalogue catalogue, TakeDocuments takeDocuments, PartFiles parts, TimeProvider clock)
{
    private const int HashLength = 64;

    /// <summary>Begins an upload, or finds the one under way with the same files: it goes on where it broke off, on whatever device.</summary>
    public async Task<Result<UploadAnswer>> Begin(Actor actor, Guid dossierId, string? document, IReadOnlyList<AnnouncedFile>? files, CancellationToken ct)
    {
        var found = await OwnAsync(actor, dossierId, ct);
        if (!found.TryGet(out var dossier))
        {
            return found.Problems;
        }

        if (!catalogue.Of(dossier.ProcedureCode, dossier.ProcedureRecordId).Documents.Exists(d => d.Key == document))
        {
            return Problem.NotFound("services.document-unknown", document ?? "");
        }

        if (Check(document!, files ?? []) is { Length: > 0 } wrong)
        {
            return wrong;
        }

        var open = await db.DossierUploads.Include(u => u.Files).Where(u => u.DossierId == dossierId && u.CompletedAt == null).ToListAsync(ct);
        if (open.Find(u => u.Document == document && u.Brings(files!)) is { } same)
        {
            return await AnswerAsync(same, ct);
        }

        if (open.Count >= Most(ServiceRules.UploadsOpen))
        {
            return Problem.Conflict("services.uploads-open", open.Count, Most(ServiceRules.UploadHours));
        }

        var upload = new DossierUpload { DossierId = dossierId, Document = document!, TouchedAt = clock.UtcNow() };
        foreach (var file in files!)
        {
            upload.Add(StoredFile.Clean(file.Name!), file.Length, file.Sha256!.ToLowerInvariant());
        }

        db.DossierUploads.Add(upload);
        db.Record(actor, "services.dossier.upload-begun", dossier, document);
        return await db.TrySaveAsync(ct) is { } lost ? lost : await AnswerAsync(upload, ct);
    }

    /// <summary>How far it is: what the sender asks after a break.</summary>
    public async Task<Result<UploadAnswer>> Find(Actor actor, Guid dossierId, Guid id, CancellationToken ct)
    {
        var found = await FindAsync(actor, dossierId, id, ct);
        return found.TryGet(out var known) ? await AnswerAsync(known.Upload, ct) : found.Problems;
    }

    /// <summary>Takes a piece, which must begin where the last one ended.</summary>
    /// <param name="actor">The applicant.</param>
    /// <param name="dossierId">The draft.</param>
    /// <param name="id">The upload.</param>
    /// <param name="number">The file, from 1.</param>
    /// <param name="offset">Where the piece begins, in bytes; who does not say is told where to go on.</param>
    /// <param name="body">The piece.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<UploadAnswer>> Put(Actor actor, Guid dossierId, Guid id, int number, long? offset, Stream body, CancellationToken ct)
    {
        var found = await FindAsync(actor, dossierId, id, ct);
        if (!found.TryGet(out var known))
        {
            return found.Problems;
        }

        if (known.Upload.Files.FirstOrDefault(f => f.Number == number) is not { } file || known.Upload.CompletedAt is not null)
        {
            return Problem.NotFound("services.upload-unknown");
        }

        // Read before it is judged: a line that breaks within a piece leaves nothing of it.
        var piece = new byte[Most(ServiceRules.UploadChunk) * 1024 + 1];
        var length = await body.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, ct);
        if (Wrong(file, offset, length, piece.Length - 1) is { } wrong)
        {
            return wrong;
        }

        var end = file.Received + length;
        await parts.WriteAsync(file.Key, file.Received, piece.AsMemory(0, length), ct);
        var (files, uploads, now) = (db.UploadedFiles, db.DossierUploads, clock.UtcNow());
        if (await files.Where(f => f.UploadId == id && f.Number == number && f.Received == offset)
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.Received, end), ct) == 0)
        {
            return Problem.Conflict("services.upload-elsewhere", file.Name, end);
        }

        await uploads.Where(u => u.Id == id).ExecuteUpdateAsync(set => set.SetProperty(u => u.TouchedAt, now), ct);
        db.ChangeTracker.Clear();
        return await Find(actor, dossierId, id, ct);
    }

    /// <summary>Takes the files in when they are whole. Asked once more, it answers what it did.</summary>
    public async Task<Result<UploadAnswer>> Complete(Actor actor, Guid dossierId, Guid id, CancellationToken ct)
    {
        var found = await FindAsync(actor, dossierId, id, ct);
        if (!found.TryGet(out var known) || known.Upload.CompletedAt is not null)
        {
            return found.Ok ? await AnswerAsync(found.Value.Upload, ct) : found.Problems;
        }

        var (dossier, upload) = known;
        if (upload.Files.FirstOrDefault(f => f.Received < f.Length) is { } lacking)
        {
            return Problem.Conflict("services.upload-unfinished", lacking.Name, lacking.Received, lacking.Length);
        }

        var files = upload.Files.OrderBy(f => f.Number).ToList();
        if (await BrokenAsync(files, ct) is { Length: > 0 } broken)
        {
            return broken;
        }

        return await TakeAsync(actor, dossier, upload, files, ct);
    }

    private async Task<Result<UploadAnswer>> TakeAsync(Actor actor, Dossier dossier, DossierUpload upload, List<UploadedFile> files, CancellationToken ct)
    {
        var sent = files.ConvertAll(f => new SentFile(f.Name, parts.Open(f.Key)));
        try
        {
            var taken = await takeDocuments.Handle(actor, dossier, upload.Document, sent, ct);
            if (!taken.Ok)
            {
                // What will never be taken is not kept; a scanner that is away may come back.
                return taken.Problems.Any(p => p.Code == "files.scanner-away") ? taken.Problems : await DiscardAsync(upload, taken.Problems, ct);
            }
        }
        finally
        {
            sent.ForEach(f => f.Content.Dispose());
        }

        upload.Complete(dossier.Version, clock.UtcNow());
        dossier.Save(clock.UtcNow());
        db.Record(actor, "services.dossier.files-sent", dossier, upload.Document);
        if (await db.TrySaveAsync(ct) is { } lost)
        {
            return lost;
        }

        files.ForEach(f => parts.Delete(f.Key));
        return await AnswerAsync(upload, ct);
    }

    private async Task<Result<UploadAnswer>> DiscardAsync(DossierUpload upload, ImmutableArray<Problem> problems, CancellationToken ct)
    {
        db.Remove(upload);
        await db.SaveChangesAsync(ct);
        foreach (var file in upload.Files)
        {
            parts.Delete(file.Key);
        }

        return problems;
    }

    // What is not what was announced is sent anew, that file alone.
    private async Task<ImmutableArray<Problem>> BrokenAsync(List<UploadedFile> files, CancellationToken ct)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        foreach (var file in files)
        {
            await using var content = parts.Has(file.Key) ? parts.Open(file.Key) : Stream.Null;
            if (content.Length == file.Length && Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct)) == file.Sha256)
            {
                continue;
            }

            var all = db.UploadedFiles;
            await all.Where(f => f.UploadId == file.UploadId && f.Number == file.Number).ExecuteUpdateAsync(set => set.SetProperty(f => f.Received, 0), ct);
            problems.Add(Problem.Conflict("services.upload-broken", file.Name));
        }

        return problems.ToImmutable();
    }

    private ImmutableArray<Problem> Check(string document, IReadOnlyList<AnnouncedFile> files)
    {
        var field = FormCheck.FileField(document);
        return files.Count == 0 || files.Any(f => f?.Name is not { Length: > 0 }) ? [Problem.Invalid("services.upload-of-nothing", field)]
            : takeDocuments.CheckNames([.. files.Select(f => (f.Name!, f.Length))], field) is { Length: > 0 } wrong ? wrong
            : [.. files.Where(f => f.Sha256 is not { Length: HashLength } hash || !hash.All(char.IsAsciiHexDigit)).Select(f => Problem.Invalid("services.upload-without-hash", field, f.Name!))];
    }

    private static Problem? Wrong(UploadedFile file, long? offset, int length, int most) =>
        offset != file.Received ? Problem.Conflict("services.upload-elsewhere", file.Name, file.Received)
            : length == 0 ? Problem.Invalid("services.upload-of-nothing")
            : length > most ? Problem.Invalid("services.upload-piece-too-large", null, most / 1024)
            : offset + length > file.Length ? Problem.Invalid("services.upload-too-long", null, file.Name, file.Length) : null;

    private async Task<Result<Dossier>> OwnAsync(Actor actor, Guid dossierId, CancellationToken ct)
    {
        if (actor.Lacks(Permissions.Apply) is { } refusal)
        {
            return refusal;
        }

        var own = await db.Dossiers.SingleOrDefaultAsync(d => d.Id == dossierId, ct);
        return own is null || !await side.MayActAsync(actor, own, ct) ? Problem.NotFound("services.dossier-unknown") : own.IsEditable ? own : Problem.Conflict("services.not-in-this-state");
    }

    private async Task<Result<(Dossier Dossier, DossierUpload Upload)>> FindAsync(Actor actor, Guid dossierId, Guid id, CancellationToken ct)
    {
        var found = await OwnAsync(actor, dossierId, ct);
        if (!found.TryGet(out var dossier))
        {
            return found.Problems;
        }

        return await db.DossierUploads.Include(u => u.Files).SingleOrDefaultAsync(u => u.Id == id && u.DossierId == dossierId, ct) is { } upload
            ? (dossier, upload) : Problem.NotFound("services.upload-unknown");
    }

    private async Task<UploadAnswer> AnswerAsync(DossierUpload upload, CancellationToken ct)
    {
        var done = upload.CompletedAt is not null;
        var of = !done ? null : await db.Dossiers.AsNoTracking().Include(d => d.History).SingleOrDefaultAsync(d => d.Id == upload.DossierId, ct);
        var kept = !done ? [] : await db.Set<StoredFile>().AsNoTracking()
            .Where(f => f.Room == DossierWork.FileRoom && f.SubjectId == upload.DossierId && f.Part == upload.Document).OrderBy(f => f.TakenAt).ToListAsync(ct);
        return new(upload.Id, Most(ServiceRules.UploadChunk) * 1024, [.. upload.Files.OrderBy(f => f.Number).Select(f => new UploadedPart(f.Number, f.Name, f.Length, f.Received))],
            done, done ? upload.VersionBefore : null, done ? upload.VersionBefore + 1 : null,
            [.. kept.Select(f => new KeptFile(f.Id, f.Name, FileDownloads.Url(f.Id)[1..], f.SizeShown, f.Sha256, of is not null && DropFile.MayGo(of, f)))]);
    }

    private int Most(string rule) => ServiceRules.Amount(rule, clock.Today());
}
