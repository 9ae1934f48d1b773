using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Portal.Comments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Portal.Articles;

/// <summary>The portal's articles and comments, from <c>seed/articles.yaml</c>: written, reviewed and decided through the same use cases as by people.</summary>
internal sealed class ArticleSeed(AppDb db) : IDemoSeed
{
    public int Order => 120;

    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        var (editor, reviewer) = (await ActorAsync("editor", Permissions.Write, Permissions.Moderate), await ActorAsync("office", Permissions.Publish));
        var (work, comments) = (services.GetRequiredService<ArticleWork>(), services.GetRequiredService<CommentWork>());
        foreach (var row in SeedFile.Read<ArticleFile>("articles.yaml").Articles)
        {
            clock.Set(row.On.StartUtc().AddHours(8));
            var article = await WriteAsync(row, editor, ct);
            await CarryAsync(row, article, work, editor, reviewer, clock, ct);
            foreach (var comment in row.Comments)
            {
                clock.Set(clock.GetUtcNow().UtcDateTime.AddHours(3));
                await CommentAsync(comment, article.Slug, comments, editor, ct);
            }
        }
    }

    // The pictures come with the product, so they are no files that someone sent.
    private async Task<Article> WriteAsync(ArticleRow row, Actor editor, CancellationToken ct)
    {
        var text = new ArticleText
        {
            Title = row.Title, Summary = row.Summary, Body = row.Body, Author = row.Author, Section = row.Section, Source = row.Source,
            Picture = row.Picture, PictureAlt = row.PictureAlt,
        };
        var article = Article.Write(Guid.CreateVersion7(), text, new(editor.AccountId, editor.Name, row.On.StartUtc().AddHours(8)), row.Demonstration).Value;
        article.Name(Slugs.Of(row.Title));
        db.Articles.Add(article);
        db.Record(editor, "portal.article.written", article);
        await db.SaveChangesAsync(ct);
        return article;
    }

    private static async Task CarryAsync(ArticleRow row, Article article, ArticleWork work, Actor editor, Actor reviewer, SeedClock clock, CancellationToken ct)
    {
        if (row.State == "draft")
        {
            return;
        }

        Demand(await work.SendToReview(editor, article.Id, null, ct));
        if (row.State == "in-review")
        {
            return;
        }

        clock.Set(row.On.StartUtc().AddHours(9));
        Demand(await work.Publish(reviewer, article.Id, null, row.PublishOn?.ToDateTime(new(8, 0)), ct));
        if (row.State == "withdrawn")
        {
            clock.Set(row.On.StartUtc().AddDays(2));
            Demand(await work.Withdraw(reviewer, article.Id, null, row.Reason, ct));
        }
    }

    private async Task CommentAsync(CommentLine row, string slug, CommentWork work, Actor editor, CancellationToken ct)
    {
        var code = await work.Send(slug, new(row.Name, "nguoi-doc@demo.example", row.Text), ct);
        var hash = ArticleComment.HashOf(Demand(code));
        var id = await db.Comments.Where(c => c.ReceiptHash == hash).Select(c => c.Id).SingleAsync(ct);
        if (row.State is "approved" or "hidden")
        {
            Demand(await work.Approve(editor, id, null, ct));
        }

        if (row.State is "refused" or "hidden" or "appealed")
        {
            Demand(await work.Refuse(editor, id, null, row.Reason, ct));
        }

        if (row.State == "appealed")
        {
            Demand(await work.AskAgain(code.Value, row.Appeal, ct));
        }

        if (row.State == "erased")
        {
            Demand(await work.Erase(code.Value, ct));
        }
    }

    private async Task<Actor> ActorAsync(string name, params string[] permissions)
    {
        var account = await db.Users.AsNoTracking().SingleAsync(a => a.UserName == name);
        return new(account.Id, account.DisplayName, account.UnitId, null, [.. permissions.Select(p => new Grant(p, "/"))]);
    }

    private static T Demand<T>(Result<T> result) => result.Value;

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

        public bool Demonstration { get; set; }

        public string State { get; set; } = "published";

        public string? Reason { get; set; }

        public DateOnly On { get; set; }

        public DateOnly? PublishOn { get; set; }

        public List<CommentLine> Comments { get; set; } = [];
    }

    internal sealed class CommentLine
    {
        public string State { get; set; } = "";

        public string Name { get; set; } = "";

        public string Text { get; set; } = "";

        public string? Reason { get; set; }

        public string? Appeal { get; set; }
    }
}
