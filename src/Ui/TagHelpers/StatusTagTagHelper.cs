using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LoTrinh.Ui.TagHelpers;

/// <summary>A status in a word, with the colour that means the same everywhere.</summary>
[HtmlTargetElement("status-tag")]
public sealed class StatusTagTagHelper : TagHelper
{
    /// <summary>success (done), primary (in progress), warning (due soon), danger (overdue), info or neutral.</summary>
    public string Color { get; set; } = "neutral";

    /// <summary>The word.</summary>
    public string Text { get; set; } = "";

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "ds-tag");
        output.Attributes.SetAttribute("data-color", Color);
        if (Text.Length > 0)
            output.Content.SetContent(Text);
    }
}
