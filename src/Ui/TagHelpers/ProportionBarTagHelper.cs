using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LoTrinh.Ui.TagHelpers;

/// <summary>How many are done, on time, due soon and overdue, as parts of one bar; the numbers are its text alternative.</summary>
/// <remarks>Drawn as SVG because a width in a style attribute is refused by the content security policy.</remarks>
[HtmlTargetElement("proportion-bar")]
public sealed class ProportionBarTagHelper(Texts texts) : TagHelper
{
    /// <summary>How many are done.</summary>
    public double Done { get; set; }

    /// <summary>How many are running within their time.</summary>
    public double Running { get; set; }

    /// <summary>How many are due soon.</summary>
    public double Soon { get; set; }

    /// <summary>How many are overdue.</summary>
    public double Late { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        (string Kind, string Css, double Count)[] parts =
            [("done", "ok", Done), ("running", "run", Running), ("soon", "soon", Soon), ("late", "late", Late)];
        var total = parts.Sum(p => p.Count);
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "bar");
        output.Attributes.SetAttribute("role", "img");
        output.Attributes.SetAttribute("aria-label", string.Join(", ", parts.Where(p => p.Count > 0)
            .Select(p => $"{texts["ui.proportion." + p.Kind]} {p.Count.ToString("0.#", CultureInfo.CurrentCulture)}")
            .DefaultIfEmpty("0")));
        var left = 0.0;
        foreach (var (_, css, count) in parts.Where(p => p.Count > 0))
        {
            var share = 100 * count / total;
            output.Content.AppendHtml(Svg.Rectangle(css, left, share, "0", "100%"));
            left += share;
        }
    }
}

/// <summary>How far a goal is: a bar from 0 to its target, and an upright line where the plan says it should be today.</summary>
[HtmlTargetElement("progress-track")]
public sealed class ProgressTrackTagHelper(Texts texts) : TagHelper
{
    /// <summary>The value reached, in the goal's unit.</summary>
    public double Value { get; set; }

    /// <summary>The length of the whole bar, in the goal's unit.</summary>
    public double Of { get; set; } = 100;

    /// <summary>Where the plan says the value should be today.</summary>
    public double? Mark { get; set; }

    /// <summary>success, primary, warning or danger.</summary>
    public string Color { get; set; } = "primary";

    /// <summary>What is measured, for screen readers.</summary>
    public string Label { get; set; } = "";

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "track");
        output.Attributes.SetAttribute("role", "img");
        output.Attributes.SetAttribute("aria-label",
            Mark is { } planned ? texts["ui.track.of-with-mark", Label, Value, Of, planned] : texts["ui.track.of", Label, Value, Of]);
        var css = Color switch { "success" => "ok", "warning" => "soon", "danger" => "late", "neutral" => "rest", _ => "run" };
        output.Content.AppendHtml(Svg.Rectangle("ground", 0, 100, "3", "8", "4"));
        output.Content.AppendHtml(Svg.Rectangle(css, 0, Share(Value), "3", "8", "4"));
        if (Mark is { } mark)
        {
            var line = Svg.Rectangle("mark", Math.Min(Share(mark), 99.5), 0, "0", "14");
            line.Attributes["width"] = "2";
            output.Content.AppendHtml(line);
        }
    }

    private double Share(double value) => Of <= 0 ? 0 : Math.Clamp(100 * value / Of, 0, 100);
}

internal static class Svg
{
    /// <summary>A rectangle whose left edge and width are shares of the drawing, in percent.</summary>
    public static TagBuilder Rectangle(string css, double left, double width, string top, string height, string? radius = null)
    {
        var rectangle = new TagBuilder("rect")
        {
            Attributes = { ["class"] = css, ["x"] = Percent(left), ["width"] = Percent(width), ["y"] = top, ["height"] = height },
        };
        if (radius is not null)
            rectangle.Attributes["rx"] = radius;
        return rectangle;
    }

    private static string Percent(double share) => share.ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
