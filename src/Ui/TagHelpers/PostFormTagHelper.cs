using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LoTrinh.Ui.TagHelpers;

/// <summary>Keeps the browser from checking a form that is sent: its bubbles speak the browser's language and hinder saving a draft.</summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
[HtmlTargetElement("form", Attributes = "[method=POST]")]
public sealed class PostFormTagHelper : TagHelper
{
    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Attributes.SetAttribute(new TagHelperAttribute("novalidate"));
}
