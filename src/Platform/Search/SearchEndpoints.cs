using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Platform.Search;

/// <summary>Search for programs: open to everyone; a token finds what its account may open.</summary>
public static class SearchEndpoints
{
    /// <summary>Maps <c>/search?q=&amp;kind=&amp;page=</c>.</summary>
    public static void MapSearch(this IEndpointRouteBuilder api) =>
        api.MapGet("/search", FindAsync).AllowAnonymous().RequireRateLimiting(SearchLimits.Policy)
            .WithSummary("Searches documents, tasks, procedures, articles and units; with or without diacritics.");

    private static async Task<Results<Ok<SearchAnswer>, ProblemHttpResult>> FindAsync(
        Actor actor, FindRecords records, HttpContext http, CancellationToken ct, string? q = null, string? kind = null, int page = 1)
    {
        if (string.IsNullOrWhiteSpace(q))
        {
            return Problem.Invalid("search.query-missing", "q").ToHttp(http);
        }

        if (kind is not null && !records.Kinds.Contains(kind))
        {
            return Problem.Invalid("search.kind-unknown", "kind", string.Join(", ", records.Kinds)).ToHttp(http);
        }

        var found = await records.Handle(actor, q, kind, page, ct);
        return TypedResults.Ok(new SearchAnswer(found.Count, found.IsMore, found.Page, FindRecords.PageSize, found.Pages,
            found.ByKind.ToDictionary(k => k.Kind, k => k.Count),
            [.. found.Items.Select(i => new SearchAnswerItem(i.Kind, i.RecordId, i.Title, i.Number, i.Url, i.DatedOn, i.IsPast, Snippets.Cut(found.Query, i.Text)))]));
    }

    internal sealed record SearchAnswer(
        int Count, bool IsMore, int Page, int PageSize, int Pages, IReadOnlyDictionary<string, int> ByKind, IReadOnlyList<SearchAnswerItem> Items);

    internal sealed record SearchAnswerItem(string Kind, string Id, string Title, string? Number, string Url, DateOnly? DatedOn, bool IsPast, string Snippet);
}
