using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.WebUtilities;

namespace LoTrinh.Ui.TagHelpers;

/// <summary>
/// Keeps the browser from checking a form that is sent: its bubbles speak the browser's language and hinder saving a draft. And gives a form that
/// names no address the page's own, without <c>handler</c>: a browser would send it to the address it sees; after a look at a document that still
/// names the handler which looked, and the form would be looked at again instead of saved.
/// </summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
[HtmlTargetElement("form", Attributes = "[method=POST]")]
public sealed class PostFormTagHelper : TagHelper
{
    private const string Handler = "handler";

    /// <summary>The page that is being shown, to whose address the form is sent.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>After the framework's own, which decides by the action whether the form gets a token.</summary>
    public override int Order => 1;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Attributes.SetAttribute(new TagHelperAttribute("novalidate"));
        var request = ViewContext.HttpContext.Request;
        if (output.Attributes.ContainsName("action") || !request.Query.ContainsKey(Handler))
        {
            return;
        }

        var query = QueryHelpers.ParseQuery(request.QueryString.Value).Where(p => p.Key != Handler);
        output.Attributes.SetAttribute("action", QueryHelpers.AddQueryString(request.PathBase + request.Path, query));
    }
}
