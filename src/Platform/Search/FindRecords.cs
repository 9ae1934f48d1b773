using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Search;

/// <summary>One result as shown.</summary>
public sealed record FoundRecord(string Kind, string RecordId, string Title, string? Number, string Url, DateOnly? DatedOn, bool IsPast, string Text);

/// <summary>A page of results.</summary>
/// <param name="Query">What was looked for.</param>
/// <param name="Count">How many there are; when <paramref name="IsMore"/>, at least so many.</param>
/// <param name="IsMore">Whether counting stopped.</param>
/// <param name="ByKind">How many of each kind, in the order of the kinds; kinds with none are left out.</param>
/// <param name="Page">From 1.</param>
/// <param name="Pages">Pages that can be turned to.</param>
/// <param name="Items">The results.</param>
public sealed record FoundPage(SearchQuery Query, int Count, bool IsMore, IReadOnlyList<(string Kind, int Count)> ByKind, int Page, int Pages, IReadOnlyList<FoundRecord> Items);

/// <summary>Finds what the actor may open.</summary>
public sealed class FindRecords(AppDb db, ISearchEngine engine, IEnumerable<ISearchSource> sources, TimeProvider clock)
{
    /// <summary>Results on a page.</summary>
    public const int PageSize = 10;

    /// <summary>Results that are put in order and can be paged through; beyond them one does better to add a word.</summary>
    public const int MostRanked = 300;

    /// <summary>Where counting stops.</summary>
    public const int MostCounted = 1000;

    /// <summary>Every kind there is, in order.</summary>
    public IReadOnlyList<string> Kinds { get; } = [.. sources.OrderBy(s => s.Order).Select(s => s.Kind)];

    /// <summary>A page of what the actor may open and the query asks for.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="typed">As typed.</param>
    /// <param name="kind">Only this kind; anything unknown means all.</param>
    /// <param name="page">From 1.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<FoundPage> Handle(Actor actor, string? typed, string? kind, int page, CancellationToken ct)
    {
        var query = SearchQuery.Parse(typed);
        if (query.IsEmpty)
        {
            return new(query, 0, false, [], 1, 0, []);
        }

        var only = kind is not null && Kinds.Contains(kind) ? kind : null;
        var ask = new SearchAsk(query, SearchAudience.SeenBy(actor), only);
        var counts = await engine.CountAsync(db, ask with { Kind = null }, Kinds, MostCounted, ct);
        var byKind = Kinds.Select(k => (Kind: k, Count: counts.GetValueOrDefault(k))).Where(x => x.Count > 0).ToList();
        var counted = only is null ? byKind.Sum(k => k.Count) : counts.GetValueOrDefault(only);
        var isMore = byKind.Any(k => (only is null || k.Kind == only) && k.Count >= MostCounted);
        var pages = (Math.Min(counted, MostRanked) + PageSize - 1) / PageSize;
        page = Math.Clamp(page, 1, Math.Max(1, pages));
        var best = counted == 0 ? [] : Rank(query, await engine.FindAsync(db, ask, MostRanked, ct), clock.Today()).Skip((page - 1) * PageSize).Take(PageSize).ToList();
        return new(query, counted, isMore, byKind, page, pages, await ReadAsync(best, ct));
    }

    /// <summary>Puts what the engine found in order: its tier, what has the marks as typed, the phrase, what is in force, what stands whatever the day, the newest.</summary>
    private static IEnumerable<SearchHit> Rank(SearchQuery query, IReadOnlyList<SearchHit> hits, DateOnly today) =>
        hits.OrderBy(h => h.Tier).ThenByDescending(h => Agreeing(query, h)).ThenByDescending(h => HoldsPhrase(query, h))
            .ThenBy(h => h.PastFrom <= today).ThenByDescending(h => h.DatedOn ?? DateOnly.MaxValue).ThenByDescending(h => h.Id);

    private static int Agreeing(SearchQuery query, SearchHit hit)
    {
        // Someone who types no mark at all means nothing by leaving them out.
        if (query.Marked.IsEmpty)
        {
            return 0;
        }

        var words = Accents.Words(hit.Title).ToHashSet();
        return query.Spoken.Count(words.Contains);
    }

    private static bool HoldsPhrase(SearchQuery query, SearchHit hit) =>
        $" {Folding.Fold(hit.Title)} ".Contains($" {query.Whole} ", StringComparison.Ordinal)
        || $" {Folding.Fold(hit.TitleEn)} ".Contains($" {query.Whole} ", StringComparison.Ordinal);

    private async Task<IReadOnlyList<FoundRecord>> ReadAsync(List<SearchHit> hits, CancellationToken ct)
    {
        var today = clock.Today();
        var ids = hits.ConvertAll(h => h.Id);
        var english = Languages.IsEnglish;
        var rows = await db.SearchEntries.AsNoTracking().Where(e => ids.Contains(e.Id))
            .Select(e => new { e.Id, Found = new FoundRecord(e.Kind, e.RecordId, english && e.TitleEn != null ? e.TitleEn : e.Title, e.Number, e.Url, e.DatedOn, e.PastFrom <= today, e.Text) })
            .ToDictionaryAsync(e => e.Id, e => e.Found, ct);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }
}
