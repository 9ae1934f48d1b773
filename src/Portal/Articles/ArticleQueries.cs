using LoTrinh.Platform.Data;
using LoTrinh.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Portal.Articles;

/// <summary>An article as lists show it.</summary>
internal sealed record ArticleCard(string Slug, string Title, string Summary, string Author, string Section, string? Picture, string? PictureAlt, DateTime PublishedAt);

/// <summary>Reads what is public: for pages, feeds and programs.</summary>
internal sealed class ArticleQueries(AppDb db)
{
    public const int PageSize = 12;
    private const int RelatedAmong = 80;

    public Task<List<ArticleCard>> NewestAsync(string? section, int most, CancellationToken ct) =>
        Cards(Narrow(section, null)).Take(most).ToListAsync(ct);

    public async Task<(IReadOnlyList<ArticleCard> Items, int Count)> ListAsync(string? section, string? q, int page, CancellationToken ct)
    {
        var articles = Narrow(section, q);
        var count = await articles.CountAsync(ct);
        return (await Cards(articles).Skip((Math.Clamp(page, 1, 100_000) - 1) * PageSize).Take(PageSize).ToListAsync(ct), count);
    }

    public Task<Article?> FindAsync(string slug, CancellationToken ct) => db.PublicArticles.SingleOrDefaultAsync(a => a.Slug == slug, ct);

    /// <summary>The articles before and after one, by time.</summary>
    public async Task<(ArticleCard? Older, ArticleCard? Newer)> NeighboursAsync(Article article, CancellationToken ct)
    {
        var older = await Cards(db.PublicArticles.Where(a => a.PublishedAt < article.PublishedAt)).FirstOrDefaultAsync(ct);
        var newer = await db.PublicArticles.Where(a => a.PublishedAt > article.PublishedAt).OrderBy(a => a.PublishedAt).Select(Card).FirstOrDefaultAsync(ct);
        return (older, newer);
    }

    /// <summary>Four others: those of the same section and with words of the title in common first, then the newest.</summary>
    public async Task<IReadOnlyList<ArticleCard>> RelatedAsync(Article article, CancellationToken ct)
    {
        var words = Folding.Fold(article.Title).Split(' ').Where(w => w.Length > 3).ToHashSet();
        var others = await Cards(db.PublicArticles.Where(a => a.Id != article.Id)).Take(RelatedAmong).ToListAsync(ct);
        return [.. others.Select(o => (Card: o, Alike: (o.Section == article.Section ? 3 : 0) + Folding.Words(o.Title).Distinct().Count(words.Contains)))
            .OrderByDescending(x => x.Alike).ThenByDescending(x => x.Card.PublishedAt).Take(4).Select(x => x.Card)];
    }

    /// <summary>An article with everything that was ever written of it, whether or not it is published; only for who may read that.</summary>
    public Task<Article?> WrittenAsync(Guid id, CancellationToken ct) => db.Articles.AsNoTracking().Include(a => a.Revisions).SingleOrDefaultAsync(a => a.Id == id, ct);

    private IQueryable<Article> Narrow(string? section, string? q)
    {
        var articles = section is null ? db.PublicArticles : db.PublicArticles.Where(a => a.Section == section);
        foreach (var word in Folding.Words(q).Take(12))
        {
            articles = articles.Where(a => a.SearchText.Contains(" " + word));
        }

        return articles;
    }

    private static IQueryable<ArticleCard> Cards(IQueryable<Article> articles) => articles.OrderByDescending(a => a.PublishedAt).ThenBy(a => a.Id).Select(Card);

    private static System.Linq.Expressions.Expression<Func<Article, ArticleCard>> Card =>
        a => new ArticleCard(a.Slug, a.Title, a.Summary, a.Author, a.Section, a.Picture, a.PictureAlt, a.PublishedAt!.Value);
}
