using System.Globalization;
using System.Text.RegularExpressions;

namespace LoTrinh.Platform.Documents;

/// <summary>How numbers and symbols of documents are written and compared.</summary>
public static partial class DocumentNumbers
{
    /// <summary>Number with symbol as printed; null without a number.</summary>
    public static string? Full(string? number, string? symbol) =>
        number is null ? null : symbol is null ? number : symbol.StartsWith('-') ? number + symbol : $"{number}/{symbol}";

    /// <summary>The form two spellings of one number share: NFC, upper case, <c>Ð</c> as <c>Đ</c>, without spaces and leading zeros.</summary>
    public static string Key(string full)
    {
        var bare = Spaces().Replace((Words.Clean(full) ?? "").ToUpperInvariant(), "").Replace('Ð', 'Đ').Replace('–', '-');
        return bare.TrimStart('0') is { Length: > 0 } rest ? rest : bare;
    }

    /// <summary>The usual symbol of a document of ours: kind and issuer, or for an official letter issuer and drafting unit.</summary>
    public static string? UsualSymbol(DocumentKind? kind, string? issuer) =>
        issuer is null || kind is null ? null : kind.Abbreviation is null ? issuer : $"{kind.Abbreviation}-{issuer}";

    /// <summary>A number as offices write it: below ten with a leading zero (Decree 30/2020/NĐ-CP, annex I).</summary>
    public static string Written(int number) => number.ToString("D2", CultureInfo.InvariantCulture);

    /// <summary>The text, or its beginning up to a whole word and an ellipsis.</summary>
    public static string Shorten(string text, int most)
    {
        var trimmed = text.Trim();
        if (trimmed.Length <= most)
        {
            return trimmed;
        }

        var cut = trimmed.LastIndexOf(' ', most - 1);
        return trimmed[..(cut > most / 2 ? cut : most - 1)].TrimEnd() + "…";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^[\p{L}\p{N}][\p{L}\p{N}./-]{0,29}$")]
    internal static partial Regex NumberShape();
}
