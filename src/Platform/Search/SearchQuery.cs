using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace LoTrinh.Platform.Search;

/// <summary>What someone typed into a search box, taken apart once for every engine.</summary>
/// <param name="Words">Folded words; each must occur.</param>
/// <param name="Phrases">Folded words that must stand side by side: what was quoted, and what was typed in one piece, such as 30/2020/NĐ-CP.</param>
/// <param name="Marked">Words that were typed with marks, as <see cref="Accents"/> writes them; they decide the order, not what is found.</param>
/// <param name="Spoken">All words in their order as <see cref="Accents"/> writes them.</param>
public sealed partial record SearchQuery(
    ImmutableArray<string> Words, ImmutableArray<string> Phrases, ImmutableArray<string> Marked, ImmutableArray<string> Spoken)
{
    /// <summary>Longest query; what is beyond it is left out.</summary>
    public const int MaxLength = 200;

    private const int MostParts = 24;

    /// <summary>Everything as one phrase: what a title that says just this would hold.</summary>
    public string Whole { get; private init; } = "";

    /// <summary>Whether there is nothing to look for.</summary>
    public bool IsEmpty => Words.IsEmpty && Phrases.IsEmpty;

    /// <summary>Takes apart what was typed.</summary>
    public static SearchQuery Parse(string? typed)
    {
        var clean = Folding.Clean(typed is { Length: > MaxLength } ? typed[..MaxLength] : typed ?? "").Replace('“', '"').Replace('”', '"');
        var quoted = Quoted().Matches(clean).Select(m => Folding.Fold(m.Groups[1].Value));
        var pieces = Quoted().Replace(clean, " ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Folding.Fold);
        var parts = quoted.Concat(pieces).Where(p => p.Length > 0).Distinct().Take(MostParts).ToList();
        return new(
            [.. parts.Where(p => !p.Contains(' '))], [.. parts.Where(p => p.Contains(' '))], [.. Accents.Marked(clean).Take(MostParts)],
            [.. Accents.Words(clean).Take(MostParts)])
        {
            Whole = Folding.Fold(clean),
        };
    }

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();
}
