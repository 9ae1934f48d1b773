using System.Collections.Immutable;
using NetVips;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Writer;

namespace LoTrinh.Platform.Files;

/// <summary>
/// Makes one PDF of photos, a page each and in their order: upright, as sharp as a printed sheet needs, and without what the camera wrote
/// into them, the place above all.
/// </summary>
/// <remarks>The PDF is PDF/A-2b: it is kept for as long as the record. A photo is decoded to its last line, so that half of one is found out.</remarks>
public static class PhotoPages
{
    // A picture of a few bytes can claim a size that fills the memory; the largest cameras of phones make 200 million pixels.
    private const long MostPixels = 250_000_000;

    private const double ShortEdge = 595.28;
    private const double LongEdge = 841.89;
    private const double PointsPerInch = 72;
    private const int JpegQuality = 82;
    private const string Heic = "image/heic";

    /// <summary>Whether a file is a picture by its name: it becomes a page.</summary>
    public static bool IsPhoto(SentFile file) => FileKind.Claimed(StoredFile.Clean(file.Name)) is { } kind && kind.MediaType.StartsWith("image/", StringComparison.Ordinal);

    /// <summary>The PDF, or every photo that is none, each named.</summary>
    /// <param name="photos">The photos, in their order; each is of the kind that it claims.</param>
    /// <param name="title">What they show; the PDF is called so.</param>
    /// <param name="dotsPerInch">Dots that an inch of the printed sheet holds at most.</param>
    /// <param name="field">The form's field, for the problems.</param>
    public static Result<SentFile> Make(IReadOnlyList<SentFile> photos, string title, int dotsPerInch, string field)
    {
        var edge = (int)Math.Round(LongEdge / PointsPerInch * dotsPerInch);
        var problems = new List<Problem>();
        using var pdf = new PdfDocumentBuilder { ArchiveStandard = PdfAStandard.A2B };
        pdf.DocumentInformation.Title = title;
        foreach (var photo in photos)
        {
            var made = PageOf(photo, edge, field);
            problems.AddRange(made.Problems);
            if (made.TryGet(out var page))
            {
                Add(pdf, page);
            }
        }

        if (problems.Count > 0)
        {
            return problems.ToImmutableArray();
        }

        return new SentFile($"{title.Replace('/', '-').Replace('\\', '-')}.pdf", new MemoryStream(pdf.Build()));
    }

    private static Result<Page> PageOf(SentFile photo, int edge, string field)
    {
        var name = StoredFile.Clean(photo.Name);
        try
        {
            using var whole = Image.NewFromBuffer(BytesOf(photo.Content), access: Enums.Access.Sequential, failOn: Enums.FailOn.Truncated);
            if ((long)whole.Width * whole.Height > MostPixels)
            {
                return Problem.Invalid("files.photo-too-many-pixels", field, name, MostPixels / 1_000_000);
            }

            using var upright = whole.ThumbnailImage(edge, height: edge, size: Enums.Size.Down, outputProfile: "srgb");
            using var opaque = upright.HasAlpha() ? upright.Flatten(background: [255, 255, 255]) : upright.Copy();
            return new Page(opaque.JpegsaveBuffer(q: JpegQuality, optimizeCoding: true, keep: Enums.ForeignKeep.None), opaque.Width, opaque.Height);
        }
        catch (VipsException)
        {
            // What iPhones write as HEIC is coded in HEVC, which the image library leaves out for its patents.
            var heic = FileKind.Claimed(name)?.MediaType == Heic;
            return Problem.Invalid(heic ? "files.photo-heic" : "files.photo-broken", field, name);
        }
    }

    private static byte[] BytesOf(Stream content)
    {
        content.Position = 0;
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }

    // A sheet lies as the picture does, and the picture fills as much of it as it can.
    private static void Add(PdfDocumentBuilder pdf, Page page)
    {
        var (wide, high) = page.Width > page.Height ? (LongEdge, ShortEdge) : (ShortEdge, LongEdge);
        var scale = Math.Min(wide / page.Width, high / page.Height);
        var (left, bottom) = ((wide - (page.Width * scale)) / 2, (high - (page.Height * scale)) / 2);
        pdf.AddPage(wide, high).AddJpeg(page.Jpeg, new PdfRectangle(left, bottom, left + (page.Width * scale), bottom + (page.Height * scale)));
    }

    private sealed record Page(byte[] Jpeg, int Width, int Height);
}
