using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LoTrinh.Ui.TagHelpers;

/// <summary>Everything that is wrong with a form, at its top, each named by its field and linked to it; nothing when nothing is wrong.</summary>
/// <remarks>It stands above the fields and names them, so it is written after them: when the page's buffer is.</remarks>
[HtmlTargetElement("problem-summary")]
public sealed class ProblemSummaryTagHelper(Texts texts) : TagHelper
{
    /// <summary>Where the view's data says that nothing typed was wrong: the state of the record did not allow it.</summary>
    public const string ConflictKey = "ui.problems.conflict";

    /// <summary>Where the view's data holds the <see cref="StandingRecord"/> that someone else saved meanwhile.</summary>
    public const string StandingKey = "ui.problems.standing";

    // A promise to be ticked is a whole sentence; its beginning tells it apart.
    private const int LongestLabel = 60;

    /// <summary>The page that is being shown: its problems, and what someone else saved meanwhile.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var problems = ViewContext.ModelState
            .SelectMany(e => e.Value!.Errors.Select(error => (Name: e.Key, error.ErrorMessage)))
            .Where(p => p.ErrorMessage.Length > 0)
            .Distinct()
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
        heading.InnerHtml.Append(ViewContext.ViewData[ConflictKey] is true ? texts["ui.problems.conflict"]
            : problems.Count == 1 ? texts["ui.problems.one"] : texts["ui.problems.many", problems.Count]);
        output.Content.AppendHtml(heading).AppendHtml(new Later(() => List(problems)));
        if (ViewContext.ViewData[StandingKey] is StandingRecord standing)
        {
            output.Content.AppendHtml(new Later(() => Standing(standing)));
        }
    }

    private TagBuilder List(List<(string Name, string Message)> problems)
    {
        var fields = ShownFields.Of(ViewContext);
        var list = new TagBuilder("ul");
        // In the order of the form; the model state keeps its names in an order of its own.
        foreach (var (name, message) in problems.OrderBy(p => fields.FindIndex(f => f.Key == p.Name) is var at and >= 0 ? at : p.Name.Length == 0 ? -1 : int.MaxValue))
        {
            var field = fields.Find(f => f.Key == name);
            var item = new TagBuilder("li");
            var holder = name.Length == 0 ? item : new TagBuilder("a") { Attributes = { ["href"] = "#" + (field?.Id ?? FieldId.Of(name)) } };
            holder.InnerHtml.Append(Named(field, message));
            if (holder != item)
            {
                item.InnerHtml.AppendHtml(holder);
            }

            list.InnerHtml.AppendHtml(item);
        }

        return list;
    }

    // A sentence that has the label in it needs it no second time.
    private static string Named(ShownField? field, string message)
    {
        var label = field is null || field.Label.Length == 0 || message.Contains(field.Label, StringComparison.CurrentCultureIgnoreCase) ? null
            : field.Label.Length <= LongestLabel ? field.Label : field.Label[..Math.Max(1, field.Label.LastIndexOf(' ', LongestLabel))] + "…";
        var named = label is null ? message : $"{label}: {message}";
        return string.IsNullOrEmpty(field?.Section) ? named : $"{field.Section} – {named}";
    }

    // Who saved meanwhile, and what is kept now wherever it is not what the form shows.
    private HtmlContentBuilder Standing(StandingRecord standing)
    {
        var all = new HtmlContentBuilder();
        var explained = new TagBuilder("p");
        explained.InnerHtml.Append(standing.By is null ? texts["ui.problems.standing"] : texts["ui.problems.standing-by", standing.By, standing.At]);
        var request = ViewContext.HttpContext.Request;
        var link = new TagBuilder("a") { Attributes = { ["href"] = request.PathBase.Add(request.Path).ToUriComponent(), ["target"] = "_blank" } };
        link.InnerHtml.Append(texts["ui.problems.standing-open"]);
        explained.InnerHtml.Append(" ").AppendHtml(link);
        all.AppendHtml(explained);
        var list = new TagBuilder("dl") { Attributes = { ["class"] = "facts" } };
        foreach (var field in ShownFields.Of(ViewContext).Where(f => f.Property is not null && standing.Values.ContainsKey(f.Property)))
        {
            var kept = FieldValues.Written(standing.Values[field.Property!]);
            if (string.Join(' ', field.Values) == kept)
            {
                continue;
            }

            var (term, said) = (new TagBuilder("dt"), new TagBuilder("dd") { Attributes = { ["class"] = "lines" } });
            term.InnerHtml.Append(field.Label);
            said.InnerHtml.Append(kept.Length == 0 ? "–" : field.Items.FirstOrDefault(i => string.Equals(i.Value, kept, StringComparison.OrdinalIgnoreCase))?.Text ?? kept);
            list.InnerHtml.AppendHtml(term).AppendHtml(said);
        }

        if (list.HasInnerHtml)
        {
            var differs = new TagBuilder("p");
            differs.InnerHtml.Append(texts["ui.problems.standing-values"]);
            all.AppendHtml(differs).AppendHtml(list);
        }

        return all;
    }

    private sealed class Later(Func<IHtmlContent> make) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder) => make().WriteTo(writer, encoder);
    }
}
