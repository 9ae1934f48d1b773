using LoTrinh.Platform;
using LoTrinh.Portal.Articles;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace LoTrinh.Portal.Comments;

/// <summary>Where a reader writes to an article; a page of its own, so that the article needs no cookie and the limit meets the writing alone.</summary>
[AllowAnonymous]
[EnableRateLimiting(CommentLimits.Policy)]
[ResponseCache(NoStore = true)]
internal sealed class WriteCommentPage(ArticleQueries articles, CommentWork work) : PageModel
{
    public Article Article { get; private set; } = null!;

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    /// <summary>Not for people: what fills it is a program.</summary>
    [BindProperty]
    public string? Homepage { get; set; }

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct) => await LoadAsync(slug, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken ct)
    {
        if (!await LoadAsync(slug, ct))
        {
            return NotFound();
        }

        var result = await work.Send(slug, new(Name, Email, Text, Homepage), ct);
        return result.TryGet(out var code) ? LocalRedirect($"~/tin/binh-luan/{code}") : this.Stay(result.Problems);
    }

    private async Task<bool> LoadAsync(string slug, CancellationToken ct)
    {
        if (await articles.FindAsync(slug, ct) is not { } found)
        {
            return false;
        }

        Article = found;
        return true;
    }
}
