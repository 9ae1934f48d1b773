using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;

namespace LoTrinh.Portal.Articles;

/// <summary>The markup of an article's body: paragraphs, headings, lists, quotations, tables, emphasis, links. No HTML, no pictures, no other addresses than web and e-mail.</summary>
internal static class ArticleBody
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    /// <summary>The body as HTML that is safe to show.</summary>
    public static IHtmlContent Html(string body)
    {
        var document = Markdown.Parse(body, Pipeline);
        var headings = document.Descendants<HeadingBlock>().ToList();
        var highest = headings.Count == 0 ? 1 : headings.Min(h => h.Level);
        foreach (var heading in headings)
        {
            // The page's title is the one h1; whatever the writer begins with stands right below it.
            heading.Level = Math.Min(heading.Level - highest + 2, 4);
        }

        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            Tame(link);
        }

        foreach (var link in document.Descendants<AutolinkInline>().Where(l => !l.IsEmail && !IsSafe(l.Url)).ToList())
        {
            link.ReplaceBy(new LiteralInline(link.Url));
        }

        return new HtmlString(document.ToHtml(Pipeline));
    }

    /// <summary>The body without its markup, for search and for summaries.</summary>
    public static string Plain(string body) => Markdown.ToPlainText(body, Pipeline);

    private static void Tame(LinkInline link)
    {
        if (link.IsImage || !IsSafe(link.Url))
        {
            // What it says stays; where it leads does not.
            (link.IsImage, link.Url, link.GetDynamicUrl) = (false, "#", null);
            return;
        }

        if (!link.Url!.StartsWith('/') && !link.Url.StartsWith('#'))
        {
            link.GetAttributes().AddPropertyIfNotExist("rel", "nofollow noopener");
        }
    }

    private static bool IsSafe(string? url) =>
        url is not null && ((url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith("/\\", StringComparison.Ordinal)) || url.StartsWith('#')
            || (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "mailto"));
}
