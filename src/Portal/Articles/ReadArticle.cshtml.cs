using LoTrinh.Platform;
using LoTrinh.Portal.Comments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Portal.Articles;

/// <summary>One article, what readers say to it, and others like it.</summary>
[AllowAnonymous]
internal sealed class ReadArticlePage(ArticleQueries articles, CommentQueries comments, PublicAddress address) : PageModel
{
    public Article Article { get; private set; } = null!;

    public IReadOnlyList<ShownComment> Comments { get; private set; } = [];

    public IReadOnlyList<ArticleCard> Related { get; private set; } = [];

    public ArticleCard? Older { get; private set; }

    public ArticleCard? Newer { get; private set; }

    /// <summary>The one address of the article, whatever the reader's language.</summary>
    public string Address => $"{address.Root(Request)}/tin/{Article.Slug}";

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        if (await articles.FindAsync(slug, ct) is not { } found)
        {
            return NotFound();
        }

        Article = found;
        Comments = await comments.ShownAsync(found.Id, ct);
        Related = await articles.RelatedAsync(found, ct);
        (Older, Newer) = await articles.NeighboursAsync(found, ct);
        return Page();
    }
}

/// <summary>A text as it is shown: the public one, or the one being prepared.</summary>
internal sealed record ShownText(string? Title, string? Summary, string? Body, string? Author, string? Source, string? Picture, string? PictureAlt,
    DateTime? PublishedAt, DateTime? ChangedAt, bool IsDemonstration);
