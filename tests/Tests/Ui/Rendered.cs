using System.Text.Encodings.Web;
using System.Text.Unicode;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Tests.Ui;

/// <summary>Runs a tag helper by itself and reads what it wrote as a page.</summary>
internal static class Rendered
{
    public static Texts Texts { get; } = new([typeof(Texts).Assembly]);

    public static ViewContext View(string address = "/") => new()
    {
        ActionDescriptor = new ActionDescriptor(),
        HttpContext = Request(address),
        RouteData = new RouteData(),
        ViewData = new ViewDataDictionary(new EmptyModelMetadataProvider(), new ModelStateDictionary()),
    };

    public static ModelExpression Expression<T>(string name, T? value)
    {
        var metadata = new EmptyModelMetadataProvider();
        return new ModelExpression(name, new ModelExplorer(metadata, metadata.GetMetadataForType(typeof(T)), value));
    }

    public static IDocument Of(TagHelper helper, string tag, params TagHelperAttribute[] attributes)
    {
        var output = new TagHelperOutput(tag, [.. attributes], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()))
        {
            TagMode = TagMode.SelfClosing,
        };
        helper.Process(new TagHelperContext([.. attributes], new Dictionary<object, object>(), "one"), output);
        using var writer = new StringWriter();
        output.WriteTo(writer, HtmlEncoder.Create(UnicodeRanges.All));
        return new HtmlParser().ParseDocument(writer.ToString());
    }

    private static DefaultHttpContext Request(string address)
    {
        var context = new DefaultHttpContext();
        var parts = address.Split('?');
        context.Request.Path = parts[0];
        context.Request.QueryString = new QueryString(parts.Length > 1 ? "?" + parts[1] : "");
        return context;
    }
}
