using System.Globalization;
using System.Xml.Linq;
using LoTrinh.Platform.Data;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Portal.Articles;

/// <summary>The newest articles as RSS 2.0.</summary>
[AllowAnonymous]
internal sealed class FeedPage(AppDb db, Texts texts) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var root = $"{Request.Scheme}://{Request.Host}{Request.PathBase}";
        var articles = await db.Articles.AsNoTracking().OrderByDescending(a => a.PublishedAt).Take(20).ToListAsync(ct);
        var feed = new XElement("rss", new XAttribute("version", "2.0"), new XElement("channel",
            new XElement("title", texts["portal.home.title"]), new XElement("link", root + "/"), new XElement("description", texts["portal.home.sub"]),
            articles.Select(a => new XElement("item", new XElement("title", a.Title), new XElement("link", $"{root}/tin/{a.Slug}"),
                new XElement("guid", new XAttribute("isPermaLink", "false"), a.Id), new XElement("description", a.Summary), new XElement("category", a.Section),
                new XElement("pubDate", a.PublishedAt.ToString("R", CultureInfo.InvariantCulture))))));
        return Content($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{feed}", "application/rss+xml; charset=utf-8");
    }
}

/// <summary>Articles for programs; open to everyone.</summary>
internal static class ArticleEndpoints
{
    public static void MapArticles(this IEndpointRouteBuilder api) => api.MapGet("/portal/articles", async (AppDb db, CancellationToken ct) =>
        TypedResults.Ok(await db.Articles.AsNoTracking().OrderByDescending(a => a.PublishedAt).Take(100)
            .Select(a => new ArticleAnswer(a.Slug, a.Title, a.Summary, a.Author, a.Section, a.PublishedAt)).ToListAsync(ct))).AllowAnonymous();

    internal sealed record ArticleAnswer(string Slug, string Title, string Summary, string Author, string Section, DateTime PublishedAt);
}
