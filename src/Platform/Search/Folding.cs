using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LoTrinh.Platform.Search;

/// <summary>Folds Vietnamese text so that a query finds it with or without diacritics, in any spelling. What is folded is compared, never shown.</summary>
public static partial class Folding
{
    // What offices abbreviate; both the text and the query are spelt out, so either finds the other.
    private static readonly Dictionary<string, string> Abbreviations = new(StringComparer.Ordinal)
    {
        ["gtvt"] = "giao thong van tai",
        ["bgtvt"] = "bo giao thong van tai",
        ["gplx"] = "giay phep lai xe",
        ["tphcm"] = "thanh pho ho chi minh",
        ["hcm"] = "ho chi minh",
        ["cntt"] = "cong nghe thong tin",
        ["ubnd"] = "uy ban nhan dan",
        ["dvc"] = "dich vu cong",
        ["csdl"] = "co so du lieu",
        ["cpdt"] = "chinh phu dien tu",
    };

    /// <summary>The folded text: lower-case words of letters a–z and digits, one space between them.</summary>
    public static string Fold(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        var clean = Invisible().Replace(text.Normalize(NormalizationForm.FormC), "").Replace('\u00A0', ' ').Replace('Ð', 'Đ').Replace('Ɖ', 'Đ');
        clean = DateInWords().Replace(clean, m => $"ngày {m.Groups[1].Value}/{m.Groups[2].Value}/{m.Groups[3].Value}");
        clean = Plate().Replace(clean, m => m.Value.Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal));
        var bare = new StringBuilder(clean.Length);
        foreach (var letter in clean.ToLowerInvariant().Replace('đ', 'd').Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                bare.Append(char.IsLetterOrDigit(letter) ? letter : ' ');
            }
        }

        var words = bare.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(SpellOut).Select(Settle);
        return string.Join(' ', words);
    }

    /// <summary>Whether every word of <paramref name="query"/>, and every phrase in quotation marks, stands in <paramref name="text"/> as a whole.</summary>
    public static bool Matches(string query, string text)
    {
        var folded = $" {Fold(text)} ";
        var phrases = Quoted().Matches(query).Select(m => Fold(m.Groups[1].Value));
        var words = Fold(Quoted().Replace(query, " ")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // A number with its year and kind is one thing: its parts must stand side by side.
        var symbols = Symbol().Matches(Quoted().Replace(query, " ")).Select(m => Fold(m.Value));
        return phrases.Concat(words).Concat(symbols).All(part => folded.Contains($" {part} ", StringComparison.Ordinal));
    }

    private static IEnumerable<string> SpellOut(string word)
    {
        var road = RoadNumber().Match(word);
        return road.Success ? ["quoc", "lo", road.Groups[1].Value]
            : Abbreviations.TryGetValue(word, out var full) ? full.Split(' ') : [word];
    }

    private static string Settle(string word)
    {
        var trimmed = char.IsDigit(word[0]) ? word.TrimStart('0') is { Length: > 0 } rest ? rest : "0" : word;
        return FinalY().IsMatch(trimmed) ? trimmed[..^1] + "i" : trimmed;
    }

    [GeneratedRegex("[\u200B\u200C\u200D\uFEFF\u00AD]")]
    private static partial Regex Invisible();

    [GeneratedRegex(@"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", RegexOptions.IgnoreCase)]
    private static partial Regex DateInWords();

    [GeneratedRegex(@"\b\d\d[A-ZĐ]\d?-?\d{3}\.?\d\d\b", RegexOptions.IgnoreCase)]
    private static partial Regex Plate();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\d+/\d{4}(/[\p{L}-]+)?")]
    private static partial Regex Symbol();

    [GeneratedRegex(@"^ql(\d+\w?)$")]
    private static partial Regex RoadNumber();

    [GeneratedRegex("(^|[hklmstv]|qu)y$")]
    private static partial Regex FinalY();
}
