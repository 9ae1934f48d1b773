using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;

namespace LoTrinh.Platform.Search;

/// <summary>Shows where a text says what was looked for: the words as they stand in the text, marked, everything encoded.</summary>
public static partial class Snippets
{
    private const int Length = 240;
    private const int Before = 60;

    /// <summary>The text with the words that were looked for in <c>mark</c>.</summary>
    public static IHtmlContent Mark(SearchQuery query, string text)
    {
        var html = new HtmlContentBuilder();
        var end = 0;
        foreach (var (start, length) in Places(query, text))
        {
            html.Append(text[end..start]).AppendHtml("<mark>").Append(text.Substring(start, length)).AppendHtml("</mark>");
            end = start + length;
        }

        return html.Append(text[end..]);
    }

    /// <summary>The part of a text around the first word that was looked for, or its beginning.</summary>
    public static string Cut(SearchQuery query, string text)
    {
        var flat = Spaces().Replace(PartOf(query, text), " ").Trim();
        if (flat.Length <= Length)
        {
            return flat;
        }

        var first = Places(query, flat).Select(p => p.Start).FirstOrDefault();
        var start = first <= Before ? 0 : WordStart(flat, first - Before);
        var end = start + Length >= flat.Length ? flat.Length : WordStart(flat, start + Length);
        return (start > 0 ? "… " : "") + flat[start..end].TrimEnd() + (end < flat.Length ? " …" : "");
    }

    // A snippet does not run from one language into the other.
    private static string PartOf(SearchQuery query, string text)
    {
        var parts = text.Split(SearchDraft.Apart);
        return parts.FirstOrDefault(p => Places(query, p).Any()) ?? parts[0];
    }

    private static IEnumerable<(int Start, int Length)> Places(SearchQuery query, string text)
    {
        var wanted = query.Words.Concat(query.Phrases.SelectMany(p => p.Split(' '))).ToHashSet();
        // An abbreviation in the text is several folded words; it is marked when all of them were looked for.
        return Word().Matches(text).Where(m => Folding.Fold(m.Value).Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words && words.All(wanted.Contains))
            .Select(m => (m.Index, m.Length));
    }

    private static int WordStart(string text, int from)
    {
        var space = text.IndexOf(' ', from);
        return space < 0 ? text.Length : space + 1;
    }

    [GeneratedRegex(@"\b\d\d[A-ZĐ]\d?-?\d{3}\.?\d\d\b|[\p{L}\p{M}\p{Nd}\u00AD\u200B-\u200D\uFEFF]+", RegexOptions.IgnoreCase)]
    private static partial Regex Word();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
