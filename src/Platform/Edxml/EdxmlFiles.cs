using System.Collections.Immutable;
using System.IO.Compression;
using System.Xml.Linq;
using LoTrinh.Platform.Files;

namespace LoTrinh.Platform.Edxml;

/// <summary>The files of a message. Most senders put each into a ZIP of its own; names lose their folders, and nothing grows beyond what a form may hold.</summary>
internal static class EdxmlFiles
{
    private const string Zip = ".zip";

    // Files of these kinds are ZIPs themselves, and wanted as they are.
    private static readonly string[] Packed = [Zip, ".docx", ".xlsx", ".pptx", ".odt", ".ods"];

    public static Result<IReadOnlyList<EdxmlFile>> Read(XElement root, string field)
    {
        var (files, problems) = (new List<EdxmlFile>(), new List<Problem>());
        foreach (var attachment in root.Descendants().Where(e => e.Name.LocalName == "Attachment" && EdxmlReader.Child(e, "ContentTransferEncoded") is not null).Take(TakeFiles.MostFiles + 1))
        {
            var name = NameOf(EdxmlReader.Text(attachment, "AttachmentName"), files.Count + 1);
            if (Decode(EdxmlReader.Child(attachment, "ContentTransferEncoded")!.Value) is not { } content)
            {
                problems.Add(Problem.Invalid("edxml.not-base64", field, name));
            }
            else if (!IsZip(content) || Packed.Contains(Path.GetExtension(name).ToLowerInvariant()))
            {
                files.Add(new(name, content));
            }
            else if (Unpack(content) is { } inner)
            {
                files.AddRange(inner.Select(f => inner.Count == 1 ? new EdxmlFile(name, f.Content) : f));
            }
            else
            {
                problems.Add(Problem.Invalid("edxml.bad-zip", field, name, TakeFiles.MostMegabytes));
            }
        }

        return problems.Count > 0 ? ImmutableArray.CreateRange(problems)
            : files.Count > TakeFiles.MostFiles ? Problem.Invalid("edxml.many-files", field, TakeFiles.MostFiles) : files;
    }

    /// <summary>A file as the axis is used to getting it: alone in a ZIP.</summary>
    public static byte[] Pack(EdxmlFile file)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry(file.Name, CompressionLevel.Optimal).Open();
            entry.Write(file.Content);
        }

        return memory.ToArray();
    }

    private static bool IsZip(byte[] content) => content is [0x50, 0x4B, 0x03, 0x04, ..];

    private static byte[]? Decode(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // Null where it is broken, or would grow too large: what an entry says of its size is not believed.
    private static List<EdxmlFile>? Unpack(byte[] content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
            var (files, left) = (new List<EdxmlFile>(), (long)TakeFiles.MostMegabytes * 1024 * 1024);
            foreach (var entry in zip.Entries.Where(e => e.Name.Length > 0).Take(TakeFiles.MostFiles + 1))
            {
                using var stream = entry.Open();
                using var memory = new MemoryStream();
                var buffer = new byte[81_920];
                for (int read; (read = stream.Read(buffer)) > 0; left -= read)
                {
                    if (read > left)
                    {
                        return null;
                    }

                    memory.Write(buffer, 0, read);
                }

                files.Add(new(NameOf(entry.Name, files.Count + 1), memory.ToArray()));
            }

            return files;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    private static string NameOf(string? name, int number) =>
        (name ?? "").Split('/', '\\')[^1].Trim() is { Length: > 0 } clean ? clean : $"tep-{number}";
}
