using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LoTrinh.Platform.Data;

namespace LoTrinh.Platform.Search;

/// <summary>Folds Vietnamese text so that a query finds it with or without diacritics, in any spelling. What is folded is compared, never shown.</summary>
public static partial class Folding
{
    /// <summary>Number of these rules; a change of what <see cref="Fold"/> gives, or of what a source says of its things, raises it, and the index is rebuilt at the next start.</summary>
    public const int Rules = 3;

    private static readonly FrozenDictionary<string, string> Abbreviations =
        SeedFile.Read<AbbreviationFile>("abbreviations.yaml").Abbreviations.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The folded text: lower-case words of letters a–z and digits, one space between them.</summary>
    public static string Fold(string? text) => string.Join(' ', Words(text));

    /// <summary>The words of the folded text.</summary>
    public static IEnumerable<string> Words(string? text) =>
        string.IsNullOrWhiteSpace(text) ? [] : Bare(Clean(text)).Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(SpellOut).Select(Settle);

    /// <summary>Whether <paramref name="text"/> holds everything that <paramref name="query"/> asks for; what the index finds, for texts in memory.</summary>
    public static bool Matches(string query, string text)
    {
        var folded = $" {Fold(text)} ";
        var asked = SearchQuery.Parse(query);
        return asked.Words.Concat(asked.Phrases).All(part => folded.Contains($" {part} ", StringComparison.Ordinal));
    }

    /// <summary>One text in one form: composed letters, no invisible marks, dates in figures, number plates in one piece.</summary>
    internal static string Clean(string text)
    {
        var clean = Invisible().Replace(Sound(text).Normalize(NormalizationForm.FormC), "").Replace('\u00A0', ' ').Replace('Ð', 'Đ').Replace('Ɖ', 'Đ');
        clean = DateInWords().Replace(clean, m => $"ngày {m.Groups[1].Value}/{m.Groups[2].Value}/{m.Groups[3].Value}");
        return Plate().Replace(clean, m => m.Value.Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal));
    }

    // Half a surrogate pair is no text, and cannot be normalised.
    private static string Sound(string text) => text.Any(char.IsSurrogate) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    private static string Bare(string clean)
    {
        var bare = new StringBuilder(clean.Length);
        foreach (var letter in clean.ToLowerInvariant().Replace('đ', 'd').Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                bare.Append(char.IsLetterOrDigit(letter) ? letter : ' ');
            }
        }

        return bare.ToString();
    }

    private static IEnumerable<string> SpellOut(string word)
    {
        var road = RoadNumber().Match(word);
        return road.Success ? ["quoc", "lo", road.Groups[1].Value]
            : Abbreviations.TryGetValue(word, out var full) ? full.Split(' ') : [word];
    }

    private static string Settle(string word)
    {
        var trimmed = LeadingZeros().Replace(word, "");
        return FinalY().IsMatch(trimmed) ? trimmed[..^1] + "i" : trimmed;
    }

    [GeneratedRegex("[\u200B\u200C\u200D\uFEFF\u00AD]")]
    private static partial Regex Invisible();

    [GeneratedRegex(@"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", RegexOptions.IgnoreCase)]
    private static partial Regex DateInWords();

    /// <summary>A vehicle's number, such as 30A-123.45.</summary>
    [GeneratedRegex(@"\b\d\d[A-ZĐ]\d?-?\d{3}\.?\d\d\b", RegexOptions.IgnoreCase)]
    internal static partial Regex Plate();

    [GeneratedRegex(@"^ql(\d+\w?)$")]
    private static partial Regex RoadNumber();

    // Of a number alone: what stands before letters would make another word of them.
    [GeneratedRegex(@"^0+(?=\d)")]
    private static partial Regex LeadingZeros();

    [GeneratedRegex("(^|[hklmstv]|qu)y$")]
    private static partial Regex FinalY();

    internal sealed class AbbreviationFile
    {
        public Dictionary<string, string> Abbreviations { get; set; } = [];
    }
}
