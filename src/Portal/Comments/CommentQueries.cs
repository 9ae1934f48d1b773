using LoTrinh.Platform.Data;
using LoTrinh.Portal.Articles;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Portal.Comments;

/// <summary>What everyone may see of a comment.</summary>
internal sealed record ShownComment(string Name, string Text, DateTime At);

/// <summary>A comment with its article, as editors and its writer see it.</summary>
internal sealed record CommentRow(ArticleComment Comment, string ArticleTitle, string ArticleSlug);

/// <summary>Reads comments.</summary>
internal sealed class CommentQueries(AppDb db)
{
    public const int PageSize = 20;
    private const int MostShown = 200;

    /// <summary>Approved comments of an article, oldest first.</summary>
    public Task<List<ShownComment>> ShownAsync(Guid articleId, CancellationToken ct) => db.Comments.AsNoTracking()
        .Where(c => c.ArticleId == articleId && c.State == CommentState.Approved).OrderBy(c => c.At).Take(MostShown)
        .Select(c => new ShownComment(c.Name!, c.Text!, c.At)).ToListAsync(ct);

    /// <summary>How many there are in each state.</summary>
    public Task<Dictionary<CommentState, int>> CountsAsync(CancellationToken ct) =>
        db.Comments.GroupBy(c => c.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);

    /// <summary>A page of a state; what waits longest stands first.</summary>
    public Task<List<CommentRow>> QueueAsync(CommentState state, int page, CancellationToken ct)
    {
        var comments = db.Comments.AsNoTracking().Where(c => c.State == state);
        comments = state is CommentState.Pending or CommentState.Appealed ? comments.OrderBy(c => c.At) : comments.OrderByDescending(c => c.DecidedAt);
        return WithArticle(comments.Skip((Math.Clamp(page, 1, 100_000) - 1) * PageSize).Take(PageSize)).ToListAsync(ct);
    }

    /// <summary>One comment, or none.</summary>
    public Task<List<CommentRow>> OneAsync(Guid id, CancellationToken ct) => WithArticle(db.Comments.AsNoTracking().Where(c => c.Id == id)).ToListAsync(ct);

    /// <summary>The comment of a receipt.</summary>
    public Task<CommentRow?> OfReceiptAsync(string code, CancellationToken ct)
    {
        var hash = ArticleComment.HashOf(code);
        return WithArticle(db.Comments.AsNoTracking().Where(c => c.ReceiptHash == hash)).SingleOrDefaultAsync(ct);
    }

    private IQueryable<CommentRow> WithArticle(IQueryable<ArticleComment> comments) =>
        comments.Join(db.Articles, c => c.ArticleId, a => a.Id, (c, a) => new CommentRow(c, a.Title, a.Slug));
}
