using System.Buffers.Binary;
using System.Text;

namespace LoTrinh.Platform.Files;

/// <summary>Reads the names in a compound file: the container of .doc and .xls, and of installers and mails as well.</summary>
/// <remarks>Source: [MS-CFB] 2.6.1: a directory entry is 128 bytes, its name UTF-16 in the first 64, the name's length in bytes with its ending zero in the next two.</remarks>
internal static class CompoundFile
{
    private const int EntrySize = 128;
    private const int NameSize = 64;

    // Where macros are kept, by either office program.
    private static readonly string[] Macros = ["_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA"];

    /// <summary>Whether one of <paramref name="wanted"/> is in it, and no macro.</summary>
    /// <remarks>Every place where an entry may stand is looked at, without following the sectors: a name that is in none of them is in no directory.</remarks>
    public static bool Holds(Stream content, string[] wanted)
    {
        var found = false;
        content.Position = 0;
        using var reader = new BinaryReader(content, Encoding.Unicode, leaveOpen: true);
        for (var entry = reader.ReadBytes(EntrySize); entry.Length == EntrySize; entry = reader.ReadBytes(EntrySize))
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(entry.AsSpan(NameSize));
            var name = length is > 2 and <= NameSize && length % 2 == 0 ? Encoding.Unicode.GetString(entry, 0, length - 2) : "";
            if (Macros.Contains(name))
            {
                return false;
            }

            found |= wanted.Contains(name);
        }

        return found;
    }
}
