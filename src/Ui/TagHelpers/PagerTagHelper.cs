using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LoTrinh.Ui.TagHelpers;

/// <summary>Links to a list's other pages that keep the rest of the address; by number, or by cursor when lists run deep.</summary>
[HtmlTargetElement("pager")]
public sealed class PagerTagHelper(Texts texts) : TagHelper
{
    /// <summary>Number of the page shown, from 1.</summary>
    public int Page { get; set; } = 1;

    /// <summary>How many pages there are.</summary>
    public int Pages { get; set; }

    /// <summary>The page's parameter in the address.</summary>
    public string Name { get; set; } = "trang";

    /// <summary>Cursor of the next page, when paging by cursor; null on the last page.</summary>
    public string? Next { get; set; }

    /// <summary>Cursor of the previous page; null on the first page.</summary>
    public string? Previous { get; set; }

    /// <summary>The parameter that holds <see cref="Next"/>.</summary>
    public string NextName { get; set; } = "sau";

    /// <summary>The parameter that holds <see cref="Previous"/>.</summary>
    public string PreviousName { get; set; } = "truoc";

    /// <summary>The page that is being shown, whose address the links keep but for the number.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Pages < 2 && Next is null && Previous is null)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "pager");
        output.Attributes.SetAttribute("aria-label", texts["ui.pager.label"]);
        var previous = Previous is not null ? Address(PreviousName, Previous) : Page > 1 && Pages > 1 ? Address(Name, Text(Page - 1)) : null;
        var next = Next is not null ? Address(NextName, Next) : Page < Pages ? Address(Name, Text(Page + 1)) : null;
        if (previous is not null)
            output.Content.AppendHtml(Link(previous, "‹ " + texts["ui.pager.previous"], "prev"));
        var before = 0;
        foreach (var number in Numbers())
        {
            if (number > before + 1)
                output.Content.AppendHtml("<span aria-hidden=\"true\">…</span>");
            before = number;
            var link = Link(Address(Name, Text(number)), Text(number), null);
            link.Attributes["aria-label"] = texts["ui.pager.page", number];
            if (number == Page)
                link.Attributes["aria-current"] = "page";
            output.Content.AppendHtml(link);
        }

        if (next is not null)
            output.Content.AppendHtml(Link(next, texts["ui.pager.next"] + " ›", "next"));
    }

    /// <summary>The first, the last, and two to either side of the page shown.</summary>
    private IEnumerable<int> Numbers() =>
        Pages < 2 ? [] : Enumerable.Range(1, Pages).Where(n => n == 1 || n == Pages || Math.Abs(n - Page) <= 2);

    private string Address(string name, string value)
    {
        var request = ViewContext.HttpContext.Request;
        string[] own = [Name, NextName, PreviousName];
        var query = new QueryBuilder(request.Query.Where(q => !own.Contains(q.Key, StringComparer.OrdinalIgnoreCase))
            .SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v ?? ""))))
        {
            { name, value },
        };
        return request.PathBase.Add(request.Path).ToUriComponent() + query.ToQueryString();
    }

    private static TagBuilder Link(string address, string text, string? relation)
    {
        var link = new TagBuilder("a") { Attributes = { ["href"] = address } };
        if (relation is not null)
            link.Attributes["rel"] = relation;
        link.InnerHtml.Append(text);
        return link;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
