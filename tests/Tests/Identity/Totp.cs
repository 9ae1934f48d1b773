using System.Buffers.Binary;
using System.Security.Cryptography;

namespace LoTrinh.Tests.Identity;

/// <summary>A code app, by RFC 6238.</summary>
internal static class Totp
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The code that the app shows, or showed some steps of 30 seconds ago.</summary>
    public static string Code(string key, int steps = 0)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30 + steps);
#pragma warning disable CA5350 // The standard says SHA-1.
        var hash = HMACSHA1.HashData(Decode(key), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return $"{number % 1_000_000:D6}";
    }

    private static byte[] Decode(string key)
    {
        var (bytes, buffer, bits) = (new List<byte>(), 0, 0);
        foreach (var letter in key.Replace(" ", "", StringComparison.Ordinal))
        {
            buffer = (buffer << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal);
            if ((bits += 5) >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(buffer >> bits));
                buffer &= (1 << bits) - 1;
            }
        }

        return [.. bytes];
    }
}
