using LoTrinh.Platform.Data;
using LoTrinh.Platform.Search;
using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;

namespace LoTrinh.Host.Data;

/// <summary>Full text of PostgreSQL over the words of <c>platform_search_entry</c>: two columns computed by the database, each with a GIN index.</summary>
/// <remarks>The words are folded before they come here, so the configuration <c>simple</c> has nothing left to do but to split them at spaces.</remarks>
internal sealed class PostgresSearch : ISearchEngine
{
    private const string Title = "title_words || ' x0x ' || title_accents || ' x0x ' || facets";
    private const string Any = "number_words || ' x0x ' || title_words || ' x0x ' || text_words || ' x0x ' || title_accents || ' ' || text_accents || ' x0x ' || facets";

    /// <summary>Adds the computed columns to the model.</summary>
    public static void Configure(ModelBuilder model)
    {
        var entry = model.Entity<SearchEntry>();
        foreach (var (name, words) in new[] { ("TitleVector", Title), ("AnyVector", Any) })
        {
            entry.Property<NpgsqlTsVector>(name).HasComputedColumnSql($"to_tsvector('simple'::regconfig, {words})", stored: true);
            entry.HasIndex(name).HasMethod("GIN");
        }
    }

    public Task<IReadOnlyList<SearchHit>> FindAsync(AppDb db, SearchAsk ask, int most, CancellationToken ct)
    {
        var reading = new SearchReading();
        foreach (var (rank, tier) in SearchTier.Of(ask.Query).Index())
        {
            var whole = tier.Field == SearchField.Number ? $"AND e.number_words = {reading.Value(ask.Query.Whole)}" : "";
            reading.Add($"""
                (SELECT e.id, {rank} AS tier, e.title, e.title_en, e.past_from, e.dated_on FROM platform_search_entry e
                  WHERE {Matches(reading, ask, tier, ask.Kind)} {whole} ORDER BY e.id DESC LIMIT {most})
                """);
        }

        return reading.HitsAsync(db, ct);
    }

    public Task<IReadOnlyDictionary<string, int>> CountAsync(AppDb db, SearchAsk ask, IReadOnlyList<string> kinds, int most, CancellationToken ct)
    {
        var reading = new SearchReading();
        foreach (var kind in kinds)
        {
            var matches = Matches(reading, ask, new(SearchField.Any, false, false), kind);
            reading.Add($"SELECT {reading.Value(kind)} AS kind, COUNT(*) FROM (SELECT 1 FROM platform_search_entry e WHERE {matches} LIMIT {most}) found");
        }

        return reading.CountsAsync(db, ct);
    }

    private static string Matches(SearchReading reading, SearchAsk ask, SearchTier tier, string? kind)
    {
        var vector = tier.Field == SearchField.Title ? "title_vector" : "any_vector";
        var parts = tier.IsPhrase ? [ask.Query.Whole] : ask.Query.Words.Concat(ask.Query.Phrases);
        var asked = parts.Select(p => $"phraseto_tsquery('simple', {reading.Value(p)})").ToList();
        asked.Add($"to_tsquery('simple', {reading.Value(string.Join(" | ", ask.SeenBy))})");
        if (tier.WithMarks)
        {
            asked.Add($"plainto_tsquery('simple', {reading.Value(string.Join(' ', ask.Query.Marked))})");
        }

        if (kind is not null)
        {
            asked.Add($"plainto_tsquery('simple', {reading.Value(SearchEntry.KindFacet(kind))})");
        }

        return $"e.{vector} @@ ({string.Join(" && ", asked)})";
    }
}
