using System.IO.Compression;

namespace LoTrinh.Platform.Files;

/// <summary>A kind of file that the product takes: what its name ends with, and how its content begins.</summary>
/// <param name="MediaType">As sent back to browsers.</param>
/// <param name="Extensions">Endings that go with it, with the dot, in lower case.</param>
/// <param name="Signatures">Beginnings of the content, one of which must stand at <paramref name="Offset"/>.</param>
/// <param name="Offset">Where the signature stands, in bytes.</param>
/// <param name="Part">For packages made of parts: the part that tells this kind from other ZIP archives.</param>
/// <param name="ShowInBrowser">Whether a browser may show it instead of saving it.</param>
/// <param name="Streams">For compound files of old offices: streams one of which tells this kind from others, an installer among them.</param>
public sealed record FileKind(
    string MediaType, string[] Extensions, byte[][] Signatures, int Offset = 0, string? Part = null, bool ShowInBrowser = false, params string[] Streams)
{
    private const string OfficePrefix = "application/vnd.openxmlformats-officedocument.";

    // What an office document holds when it is unpacked; an archive that claims more was made to fill a disk.
    private const long MostUnpacked = 600L * 1024 * 1024;
    private const int MostParts = 10_000;
    private static readonly byte[] Zip = [0x50, 0x4B, 0x03, 0x04];
    private static readonly byte[] Ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>Plain text: has no beginning of its own, so the whole first part must be text.</summary>
    private static readonly FileKind Text = new("text/plain; charset=utf-8", [".txt"], []);
    private static readonly FileKind Csv = new("text/csv; charset=utf-8", [".csv"], []);

    /// <summary>Every kind the product takes. What is not here is refused.</summary>
    public static readonly IReadOnlyList<FileKind> All =
    [
        new("application/pdf", [".pdf"], ["%PDF-"u8.ToArray()], ShowInBrowser: true),
        new("image/jpeg", [".jpg", ".jpeg"], [[0xFF, 0xD8, 0xFF]], ShowInBrowser: true),
        new("image/png", [".png"], [[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]], ShowInBrowser: true),
        new("image/webp", [".webp"], ["WEBP"u8.ToArray()], 8, ShowInBrowser: true),
        new("image/heic", [".heic", ".heif"], ["ftypheic"u8.ToArray(), "ftypheix"u8.ToArray(), "ftypmif1"u8.ToArray(), "ftypmsf1"u8.ToArray()], 4),
        new(OfficePrefix + "wordprocessingml.document", [".docx"], [Zip], Part: "word/document.xml"),
        new(OfficePrefix + "spreadsheetml.sheet", [".xlsx"], [Zip], Part: "xl/workbook.xml"),
        new(OfficePrefix + "presentationml.presentation", [".pptx"], [Zip], Part: "ppt/presentation.xml"),
        new("application/vnd.oasis.opendocument.text", [".odt"], [Zip], Part: "content.xml"),
        new("application/vnd.oasis.opendocument.spreadsheet", [".ods"], [Zip], Part: "content.xml"),
        new("application/msword", [".doc"], [Ole], Streams: ["WordDocument"]),
        new("application/vnd.ms-excel", [".xls"], [Ole], Streams: ["Workbook", "Book"]),
        new("application/zip", [".zip"], [Zip]),
        Text,
        Csv,
    ];

    /// <summary>The endings that are taken, for a form's <c>accept</c> and for the sentence that refuses another.</summary>
    public static readonly string Accepted = string.Join(",", All.SelectMany(k => k.Extensions));

    /// <summary>The kinds that are pictures a page can show, for a form's <c>accept</c>.</summary>
    public static readonly string AcceptedPictures = ".jpg,.jpeg,.png,.webp";

    /// <summary>The kind that a file's name claims, or null when none of ours ends so.</summary>
    public static FileKind? Claimed(string name)
    {
        var ending = Path.GetExtension(name).ToLowerInvariant();
        return All.FirstOrDefault(k => k.Extensions.Contains(ending));
    }

    /// <summary>Whether the content is what the name claims: its beginning, and for packages the part that makes the kind and no macro.</summary>
    /// <param name="content">The whole content, readable from any place.</param>
    public bool Holds(Stream content)
    {
        content.Position = 0;
        var head = new byte[8192];
        var read = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var start = head.AsSpan(0, read);
        if (Signatures.Length == 0)
        {
            return LooksLikeText(start);
        }

        var after = start.Length > Offset ? start[Offset..] : default;
        foreach (var signature in Signatures)
        {
            if (after.StartsWith(signature))
            {
                return (Part is null || HasPart(content, Part)) && (Streams.Length == 0 || CompoundFile.Holds(content, Streams));
            }
        }

        return false;
    }

    private static bool LooksLikeText(ReadOnlySpan<byte> start)
    {
        var executable = start.StartsWith("MZ"u8) || start.StartsWith("\u007FELF"u8) || start.StartsWith("#!"u8);
        return !executable && !start.Contains((byte)0);
    }

    private static bool HasPart(Stream content, string part)
    {
        try
        {
            content.Position = 0;
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            return archive.GetEntry(part) is not null && archive.Entries.Count <= MostParts && archive.Entries.Sum(e => (decimal)e.Length) <= MostUnpacked
                && !archive.Entries.Any(e => e.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
