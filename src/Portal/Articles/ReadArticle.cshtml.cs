using LoTrinh.Platform.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Portal.Articles;

/// <summary>One article, and others of late.</summary>
[AllowAnonymous]
internal sealed class ReadArticlePage(AppDb db) : PageModel
{
    public Article Article { get; private set; } = null!;

    public IReadOnlyList<(string Slug, string Title)> Related { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        if (await db.Articles.AsNoTracking().SingleOrDefaultAsync(a => a.Slug == slug, ct) is not { } found)
        {
            return NotFound();
        }

        Article = found;
        Related = [.. (await db.Articles.AsNoTracking().Where(a => a.Id != found.Id).OrderByDescending(a => a.PublishedAt).Take(4)
            .Select(a => new { a.Slug, a.Title }).ToListAsync(ct)).Select(a => (a.Slug, a.Title))];
        return Page();
    }
}
