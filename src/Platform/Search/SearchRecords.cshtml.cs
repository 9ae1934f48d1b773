using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace LoTrinh.Platform.Search;

/// <summary>Search over everything the reader may open.</summary>
[AllowAnonymous]
[EnableRateLimiting(SearchLimits.Policy)]
internal sealed class SearchRecordsPage(FindRecords records) : PageModel
{
    /// <summary>As typed, without space around it; null when nothing was.</summary>
    public string? Query { get; private set; }

    /// <summary>The kind shown; null for all.</summary>
    public string? Kind { get; private set; }

    public FoundPage Found { get; private set; } = null!;

    public async Task OnGetAsync(string? q, [FromQuery(Name = "loai")] string? kind, [FromQuery(Name = "trang")] int? page, CancellationToken ct)
    {
        var typed = q?.Trim();
        Query = string.IsNullOrEmpty(typed) ? null : typed.Length > SearchQuery.MaxLength ? typed[..SearchQuery.MaxLength] : typed;
        Kind = records.Kinds.Contains(kind) ? kind : null;
        Found = await records.Handle(await HttpContext.ActorAsync(), Query, Kind, page ?? 1, ct);
    }

    /// <summary>This search for another kind.</summary>
    public string With(string? kind)
    {
        var query = QueryString.Create("q", Query ?? "");
        return Request.PathBase.Add(Request.Path).ToUriComponent() + (kind is null ? query : query.Add("loai", kind));
    }

    public static string Counted(int count) => count >= FindRecords.MostCounted ? $"{FindRecords.MostCounted}+" : $"{count}";
}

/// <summary>How often one address may search.</summary>
public static class SearchLimits
{
    /// <summary>Name of the limit.</summary>
    public const string Policy = "search";

    /// <summary>Searches in a minute from one address; an office of many may share one.</summary>
    public const int PerMinute = 240;
}
