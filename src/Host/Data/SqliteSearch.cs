using LoTrinh.Platform.Data;
using LoTrinh.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Host.Data;

/// <summary>Full text of SQLite (FTS5) over the words of <c>platform_search_entry</c>.</summary>
/// <remarks>
/// The index holds no text of its own; triggers keep it in step within the transaction that changes an entry. What it is asked for is made of
/// folded words (letters and figures only), each in quotation marks, so nothing typed can be read as an operator.
/// </remarks>
internal sealed class SqliteSearch : ISearchEngine
{
    private const string Columns = "number_words, title_words, text_words, title_accents, text_accents, facets";
    private const string New = "new.id, new.number_words, new.title_words, new.text_words, new.title_accents, new.text_accents, new.facets";
    private const string Old = "'delete', old.id, old.number_words, old.title_words, old.text_words, old.title_accents, old.text_accents, old.facets";

    /// <summary>Makes the index where it is not yet; run whenever the tables have been made or brought up to date.</summary>
    private const string Schema = $"""
        CREATE VIRTUAL TABLE IF NOT EXISTS platform_search_fts USING fts5({Columns},
          content='platform_search_entry', content_rowid='id', tokenize='unicode61 remove_diacritics 0');
        CREATE TRIGGER IF NOT EXISTS platform_search_added AFTER INSERT ON platform_search_entry BEGIN
          INSERT INTO platform_search_fts(rowid, {Columns}) VALUES ({New});
        END;
        CREATE TRIGGER IF NOT EXISTS platform_search_removed AFTER DELETE ON platform_search_entry BEGIN
          INSERT INTO platform_search_fts(platform_search_fts, rowid, {Columns}) VALUES ({Old});
        END;
        CREATE TRIGGER IF NOT EXISTS platform_search_changed AFTER UPDATE ON platform_search_entry BEGIN
          INSERT INTO platform_search_fts(platform_search_fts, rowid, {Columns}) VALUES ({Old});
          INSERT INTO platform_search_fts(rowid, {Columns}) VALUES ({New});
        END;
        """;

    public static DbContextOptionsBuilder MakeIndex(DbContextOptionsBuilder options) => options
        .UseSeeding((context, _) => context.Database.ExecuteSqlRaw(Schema))
        .UseAsyncSeeding((context, _, ct) => context.Database.ExecuteSqlRawAsync(Schema, ct));

    public Task<IReadOnlyList<SearchHit>> FindAsync(AppDb db, SearchAsk ask, int most, CancellationToken ct)
    {
        var reading = new SearchReading();
        foreach (var (rank, tier) in SearchTier.Of(ask.Query).Index())
        {
            var whole = tier.Field == SearchField.Number ? $"AND e.number_words = {reading.Value(ask.Query.Whole)}" : "";
            // Newest first is the order in which the index is read backwards, so reading stops at the limit.
            reading.Add($"""
                SELECT * FROM (SELECT e.id, {rank} AS tier, e.title, e.title_en, e.past_from, e.dated_on FROM platform_search_fts
                  JOIN platform_search_entry e ON e.id = platform_search_fts.rowid
                  WHERE platform_search_fts MATCH {reading.Value(Match(ask, tier, ask.Kind))} {whole} ORDER BY platform_search_fts.rowid DESC LIMIT {most})
                """);
        }

        return reading.HitsAsync(db, ct);
    }

    public Task<IReadOnlyDictionary<string, int>> CountAsync(AppDb db, SearchAsk ask, IReadOnlyList<string> kinds, int most, CancellationToken ct)
    {
        var reading = new SearchReading();
        foreach (var kind in kinds)
        {
            var match = Match(ask, new(SearchField.Any, false, false), kind);
            reading.Add($"""
                SELECT {reading.Value(kind)} AS kind, COUNT(*) FROM
                  (SELECT 1 FROM platform_search_fts WHERE platform_search_fts MATCH {reading.Value(match)} LIMIT {most})
                """);
        }

        return reading.CountsAsync(db, ct);
    }

    private static string Match(SearchAsk ask, SearchTier tier, string? kind)
    {
        var columns = tier.Field switch
        {
            SearchField.Number => "{number_words}",
            SearchField.Title => "{title_words}",
            _ => "{number_words title_words text_words}",
        };
        var parts = tier.IsPhrase ? [ask.Query.Whole] : ask.Query.Words.Concat(ask.Query.Phrases);
        var match = $"{columns} : ({string.Join(" AND ", parts.Select(Quote))}) AND facets : ({string.Join(" OR ", ask.SeenBy.Select(Quote))})";
        if (tier.WithMarks)
        {
            var marked = tier.Field == SearchField.Title ? "{title_accents}" : "{title_accents text_accents}";
            match += $" AND {marked} : ({string.Join(" AND ", ask.Query.Marked.Select(Quote))})";
        }

        return kind is null ? match : $"{match} AND facets : {Quote(SearchEntry.KindFacet(kind))}";
    }

    private static string Quote(string words) => $"\"{words}\"";
}
