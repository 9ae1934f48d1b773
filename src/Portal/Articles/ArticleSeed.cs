using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;

namespace LoTrinh.Portal.Articles;

/// <summary>The portal's first article, from <c>seed/articles.yaml</c>.</summary>
internal sealed class ArticleSeed(AppDb db) : IDemoSeed
{
    public int Order => 120;

    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        foreach (var row in SeedFile.Read<ArticleFile>("articles.yaml").Articles)
        {
            var at = row.On.StartUtc().AddHours(9);
            clock.Set(at);
            var article = new Article
            {
                Slug = Folding.Fold(row.Title).Replace(' ', '-'), Title = row.Title, Summary = row.Summary.Trim(), Body = row.Body.Trim(), Author = row.Author,
                Section = row.Section, Picture = row.Picture, PictureAlt = row.PictureAlt, Source = row.Source, PublishedAt = at,
            };
            db.Articles.Add(article);
            db.Record(Actor.System, "portal.article.published", article);
        }

        await db.SaveChangesAsync(ct);
    }

    internal sealed class ArticleFile
    {
        public List<ArticleRow> Articles { get; set; } = [];
    }

    internal sealed class ArticleRow
    {
        public string Title { get; set; } = "";

        public string Summary { get; set; } = "";

        public string Body { get; set; } = "";

        public string Author { get; set; } = "";

        public string Section { get; set; } = "";

        public string? Picture { get; set; }

        public string? PictureAlt { get; set; }

        public string? Source { get; set; }

        public DateOnly On { get; set; }
    }
}
