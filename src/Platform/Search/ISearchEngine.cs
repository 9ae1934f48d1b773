using LoTrinh.Platform.Data;

namespace LoTrinh.Platform.Search;

/// <summary>What is asked of an engine.</summary>
/// <param name="Query">The query.</param>
/// <param name="SeenBy">Words of which an entry must have one: <see cref="SearchAudience.SeenBy"/>.</param>
/// <param name="Kind">Only this kind; null for all.</param>
public sealed record SearchAsk(SearchQuery Query, IReadOnlyList<string> SeenBy, string? Kind);

/// <summary>Something found, and how well: lower tiers are better.</summary>
public sealed record SearchHit(long Id, int Tier, string Title, string? TitleEn, DateOnly? PastFrom, DateOnly? DatedOn);

/// <summary>The full-text index of the database at hand.</summary>
public interface ISearchEngine
{
    /// <summary>The best entries, each once with its best tier, at most <paramref name="most"/> of a tier.</summary>
    Task<IReadOnlyList<SearchHit>> FindAsync(AppDb db, SearchAsk ask, int most, CancellationToken ct);

    /// <summary>How many entries of each kind match; counting stops at <paramref name="most"/>.</summary>
    Task<IReadOnlyDictionary<string, int>> CountAsync(AppDb db, SearchAsk ask, IReadOnlyList<string> kinds, int most, CancellationToken ct);
}

/// <summary>What a tier asks for. In every engine the same, best first.</summary>
/// <param name="Field">Where the words must stand.</param>
/// <param name="IsPhrase">Whether they must stand side by side in the order typed.</param>
/// <param name="WithMarks">Whether words typed with marks must carry them.</param>
public sealed record SearchTier(SearchField Field, bool IsPhrase, bool WithMarks)
{
    private static readonly SearchTier Number = new(SearchField.Number, true, false);

    /// <summary>The tiers of a query: the number itself, then exact marks before folded, title before text, phrase before scattered words.</summary>
    public static IReadOnlyList<SearchTier> Of(SearchQuery query)
    {
        bool[] marks = query.Marked.IsEmpty ? [false] : [true, false];
        return
        [
            Number,
            .. marks.SelectMany(m => (SearchTier[])
            [
                new(SearchField.Title, false, m),
                .. query.Whole.Contains(' ') ? [new SearchTier(SearchField.Any, true, m)] : Array.Empty<SearchTier>(),
                new(SearchField.Any, false, m),
            ]),
        ];
    }
}

/// <summary>Part of an entry.</summary>
public enum SearchField
{
    /// <summary>The number, which must be the whole query.</summary>
    Number,

    /// <summary>The titles.</summary>
    Title,

    /// <summary>Number, titles and text together.</summary>
    Any,
}
