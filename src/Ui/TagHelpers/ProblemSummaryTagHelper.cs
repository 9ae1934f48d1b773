using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LoTrinh.Ui.TagHelpers;

/// <summary>Everything that is wrong with a form, at its top, each with a link to its field; nothing when nothing is wrong.</summary>
[HtmlTargetElement("problem-summary")]
public sealed class ProblemSummaryTagHelper(Texts texts) : TagHelper
{
    /// <summary>Where the view's data holds the names of the fields in the order in which their problems were found: that of the form.</summary>
    public const string OrderKey = "ui.problems.order";

    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // The model state keeps its names in an order of its own.
        var order = ViewContext.ViewData[OrderKey] as IReadOnlyList<string> ?? [];
        var problems = ViewContext.ModelState
            .SelectMany(e => e.Value!.Errors.Select(error => (Name: e.Key, error.ErrorMessage)))
            .Where(p => p.ErrorMessage.Length > 0)
            .Distinct()
            .OrderBy(p => order.Index().Where(o => o.Item == p.Name).Select(o => o.Index).DefaultIfEmpty(int.MaxValue).First())
            .ToList();
        if (problems.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "ds-error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        var heading = new TagBuilder("h2") { Attributes = { ["class"] = "ds-heading" } };
        heading.InnerHtml.Append(problems.Count == 1 ? texts["ui.problems.one"] : texts["ui.problems.many", problems.Count]);
        var list = new TagBuilder("ul");
        foreach (var (name, message) in problems)
        {
            var item = new TagBuilder("li");
            var holder = name.Length == 0 ? item : new TagBuilder("a") { Attributes = { ["href"] = "#" + FieldId.Of(name) } };
            holder.InnerHtml.Append(message);
            if (holder != item)
                item.InnerHtml.AppendHtml(holder);
            list.InnerHtml.AppendHtml(item);
        }

        output.Content.AppendHtml(heading).AppendHtml(list);
    }
}
