using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Portal.Articles;

/// <summary>The newest articles as RSS 2.0, of all sections or of one.</summary>
[AllowAnonymous]
internal sealed class FeedPage(ArticleQueries articles, Texts texts, PublicAddress address) : PageModel
{
    private const int Items = 30;
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    public async Task<IActionResult> OnGetAsync(string? section, CancellationToken ct)
    {
        if (section is not null && !Sections.Knows(section))
        {
            return NotFound();
        }

        var root = address.RootOfLanguage(Request);
        var newest = await articles.NewestAsync(section, Items, ct);
        var title = section is null ? texts["portal.home.title"] : $"{texts[$"portal.section.{section}"]} – {texts["portal.home.title"]}";
        var self = $"{root}/rss{(section is null ? "" : $"/{section}")}";
        var channel = new XElement("channel",
            new XElement("title", title),
            new XElement("link", root + (section is null ? "/" : $"/tin/chuyen-muc/{section}")),
            new XElement("description", texts["portal.home.sub"]),
            new XElement("language", "vi"),
            new XElement(Atom + "link", new XAttribute("href", self), new XAttribute("rel", "self"), new XAttribute("type", "application/rss+xml")),
            newest.Count == 0 ? null : new XElement("lastBuildDate", Written(newest[0].PublishedAt)),
            newest.Select(a => Item(a, root)));
        return Markup.Of(Response, new XElement("rss", new XAttribute("version", "2.0"), new XAttribute(XNamespace.Xmlns + "atom", Atom), channel), "application/rss+xml");
    }

    private XElement Item(ArticleCard article, string root) => new("item",
        new XElement("title", article.Title),
        new XElement("link", $"{root}/tin/{article.Slug}"),
        new XElement("guid", new XAttribute("isPermaLink", "true"), $"{root}/tin/{article.Slug}"),
        new XElement("description", article.Summary),
        new XElement("category", texts[$"portal.section.{article.Section}"]),
        new XElement("pubDate", Written(article.PublishedAt)));

    private static string Written(DateTime at) => at.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>Every public address, for crawlers.</summary>
[AllowAnonymous]
internal sealed class SitemapPage(AppDb db, PublicAddress address) : PageModel
{
    // A map may hold 50 000 addresses.
    private const int MostArticles = 45_000;
    private static readonly XNamespace Map = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly string[] Standing = ["/", "/tin", "/dich-vu-cong", "/du-lieu-mo", .. Sections.All.Select(s => $"/tin/chuyen-muc/{s}")];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var root = address.Root(Request);
        var articles = await db.PublicArticles.OrderByDescending(a => a.PublishedAt).Take(MostArticles)
            .Select(a => new { a.Slug, At = a.ChangedAt ?? a.PublishedAt }).ToListAsync(ct);
        var urls = Standing.Select(path => new XElement(Map + "url", new XElement(Map + "loc", root + path)))
            .Concat(articles.Select(a => new XElement(Map + "url", new XElement(Map + "loc", $"{root}/tin/{a.Slug}"),
                new XElement(Map + "lastmod", a.At!.Value.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)))));
        return Markup.Of(Response, new XElement(Map + "urlset", urls), "application/xml");
    }
}

/// <summary>What crawlers may read.</summary>
[AllowAnonymous]
internal sealed class RobotsPage(PublicAddress address) : PageModel
{
    public IActionResult OnGet() => Content($"""
        User-agent: *
        Disallow: /dang-nhap
        Disallow: /tim-kiem
        Disallow: /en/tim-kiem
        Disallow: /tin/binh-luan/
        Sitemap: {address.Root(Request)}/sitemap.xml

        """, "text/plain; charset=utf-8");
}

internal static class Markup
{
    /// <summary>The element as a document that proxies may keep for five minutes.</summary>
    public static FileContentResult Of(HttpResponse response, XElement root, string type)
    {
        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(buffer, new() { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            root.WriteTo(writer);
        }

        response.Headers.CacheControl = "public,max-age=300";
        return new FileContentResult(buffer.ToArray(), $"{type}; charset=utf-8");
    }
}
