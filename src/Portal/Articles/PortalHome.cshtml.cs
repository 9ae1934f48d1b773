using LoTrinh.Platform.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Portal.Articles;

/// <summary>The ministry's front page.</summary>
[AllowAnonymous]
internal sealed class PortalHomePage(AppDb db) : PageModel
{
    public IReadOnlyList<Article> Articles { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) =>
        Articles = await db.Articles.AsNoTracking().OrderByDescending(a => a.PublishedAt).Take(10).ToListAsync(ct);
}
