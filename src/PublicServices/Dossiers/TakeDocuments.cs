using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Procedures;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>Takes in what is sent for a document of a dossier: photos become one PDF, everything else stays as it is.</summary>
/// <remarks>The use case that calls this demands the permission, writes the ledger entry, and saves.</remarks>
internal sealed class TakeDocuments(TakeFiles takeFiles, ProcedureCatalogue catalogue, TimeProvider clock)
{
    // Some programs write a little after the mark that ends a PDF.
    private const int PdfTail = 4096;

    /// <summary>Every problem of the files, or the files as they will be saved. Nothing is taken when one is refused.</summary>
    /// <param name="actor">Who sends them.</param>
    /// <param name="dossier">The dossier.</param>
    /// <param name="document">Key of the document.</param>
    /// <param name="sent">The files, in their order.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<StoredFile[]>> Handle(Actor actor, Dossier dossier, string document, IReadOnlyList<SentFile> sent, CancellationToken ct)
    {
        var field = FormCheck.FileField(document);
        if (Check(sent, field) is { Length: > 0 } wrong)
        {
            return wrong;
        }

        var photos = sent.Where(PhotoPages.IsPhoto).ToList();
        if (photos.Count > 0)
        {
            // A decoder sees only what the scanner has seen.
            if (await takeFiles.RefuseAsync(photos, field, ct) is { Length: > 0 } refused)
            {
                return refused;
            }

            var name = catalogue.Of(dossier.ProcedureCode, dossier.ProcedureRecordId).Documents.Find(d => d.Key == document)?.Name ?? document;
            var made = PhotoPages.Make(photos, name, Most(ServiceRules.PhotoDots), field);
            if (!made.TryGet(out var pdf))
            {
                return made.Problems;
            }

            sent = [pdf, .. sent.Where(f => !PhotoPages.IsPhoto(f))];
        }

        return await takeFiles.Handle(actor, DossierWork.FileRoom, dossier.Id, sent, field, document, ct);
    }

    /// <summary>What is wrong with files before any of them is read: their names, sizes and number.</summary>
    public ImmutableArray<Problem> CheckNames(IReadOnlyList<(string Name, long Length)> files, string field)
    {
        var (most, megabytes) = (Most(ServiceRules.FilesPerDocument), Most(ServiceRules.FileMegabytes));
        return files.Count > most ? [Problem.Invalid("files.too-many", field, most)] : [.. files.Select(f => (Name: StoredFile.Clean(f.Name), f.Length)).Select(f =>
            f.Length <= 0 ? Problem.Invalid("files.empty", field, f.Name)
            : f.Length > megabytes * 1024L * 1024 ? Problem.Invalid("files.too-large", field, f.Name, megabytes)
            : FileKind.Claimed(f.Name) is null ? Problem.Invalid("files.kind-not-taken", field, f.Name, FileKind.Accepted.Replace(",", ", ", StringComparison.Ordinal)) : null).OfType<Problem>()];
    }

    private ImmutableArray<Problem> Check(IReadOnlyList<SentFile> sent, string field) =>
        CheckNames([.. sent.Select(f => (f.Name, f.Content.Length))], field) is { Length: > 0 } wrong ? wrong
            : TakeFiles.Check(sent, field) is { Length: > 0 } other ? other
            : [.. sent.Where(IsCutPdf).Select(f => Problem.Invalid("files.pdf-cut", field, StoredFile.Clean(f.Name)))];

    private static bool IsCutPdf(SentFile file)
    {
        if (FileKind.Claimed(StoredFile.Clean(file.Name))?.MediaType != "application/pdf")
        {
            return false;
        }

        file.Content.Position = Math.Max(0, file.Content.Length - PdfTail);
        var tail = new byte[PdfTail];
        var read = file.Content.ReadAtLeast(tail, tail.Length, throwOnEndOfStream: false);
        return tail.AsSpan(0, read).IndexOf("%%EOF"u8) < 0;
    }

    private int Most(string rule) => ServiceRules.Amount(rule, clock.Today());
}
