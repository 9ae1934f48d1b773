using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Portal.Articles;

/// <summary>Every published article, newest first; of one section, or with words, with or without diacritics.</summary>
[AllowAnonymous]
internal sealed class ArticleArchivePage(ArticleQueries articles) : PageModel
{
    public string? Section { get; private set; }

    public string? Query { get; private set; }

    public IReadOnlyList<ArticleCard> Articles { get; private set; } = [];

    public int Count { get; private set; }

    public int CurrentPage { get; private set; }

    public int Pages => (Count + ArticleQueries.PageSize - 1) / ArticleQueries.PageSize;

    public async Task<IActionResult> OnGetAsync(string? section, string? q, [FromQuery(Name = "trang")] int? page, CancellationToken ct)
    {
        if (section is not null && !Sections.Knows(section))
        {
            return NotFound();
        }

        (Section, Query, CurrentPage) = (section, q?.Trim(), Math.Max(1, page ?? 1));
        (Articles, Count) = await articles.ListAsync(section, Query, CurrentPage, ct);
        return Page();
    }
}
