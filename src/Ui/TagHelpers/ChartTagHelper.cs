using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LoTrinh.Ui.TagHelpers;

/// <summary>One line, or one colour of bars.</summary>
/// <param name="Name">What it counts.</param>
/// <param name="Data">One value for each category; null leaves a gap.</param>
/// <param name="Color">primary, success, warning, danger, accent, gold, road or neutral; the next of a row when left out.</param>
/// <param name="Dashed">Whether the line is dashed, as plans are.</param>
/// <param name="Joined">Whether a line is drawn across gaps: where there is a value now and then only.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<double?> Data, string? Color = null, bool Dashed = false, bool Joined = false);

/// <summary>A chart and, for those who cannot see it or have no script, the table of the same numbers.</summary>
/// <remarks>The page's Scripts section loads <c>/vendor/echarts/echarts.simple.min.js</c> and the module <c>/js/chart.js</c>.</remarks>
[HtmlTargetElement("chart")]
public sealed class ChartTagHelper(Texts texts) : TagHelper
{
    /// <summary>line, bar or stacked.</summary>
    public string Type { get; set; } = "line";

    /// <summary>What the chart shows.</summary>
    public string Caption { get; set; } = "";

    /// <summary>Labels along the axis.</summary>
    public IReadOnlyList<string> Categories { get; set; } = [];

    /// <summary>The numbers.</summary>
    public IReadOnlyList<ChartSeries> Series { get; set; } = [];

    /// <summary>Unit of the numbers, said after each.</summary>
    public string? Unit { get; set; }

    /// <summary>What the categories are, as head of the table's first column.</summary>
    public string CategoryHead { get; set; } = "";

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "figure";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "chart");
        output.Attributes.SetAttribute("data-chart",
            JsonSerializer.Serialize(new { Type, Categories, Series, Unit }, JsonSerializerOptions.Web));
        var summary = Tag("summary", texts["ui.chart.table"]);
        var table = new TagBuilder("table") { Attributes = { ["class"] = "ds-table" } };
        table.InnerHtml.AppendHtml(Wrap("thead", [Row([CategoryHead, .. Series.Select(s => s.Name)], head: true)]));
        table.InnerHtml.AppendHtml(Wrap("tbody", Categories.Select((category, i) => Row([category, .. Series.Select(s => Written(s, i))], head: false))));
        output.Content.AppendHtml(Tag("figcaption", Caption)).AppendHtml(Wrap("details", [summary, table]));
    }

    private string Written(ChartSeries series, int index) => index < series.Data.Count && series.Data[index] is { } value
        ? value.ToString("#,##0.##", CultureInfo.CurrentCulture) + (Unit is null ? "" : " " + Unit)
        : "–";

    private static TagBuilder Row(IEnumerable<string> cells, bool head) => Wrap("tr", cells.Select((text, i) =>
    {
        var cell = Tag(head || i == 0 ? (text.Length == 0 ? "td" : "th") : "td", text);
        if (cell.TagName == "th")
            cell.Attributes["scope"] = head ? "col" : "row";
        if (i > 0)
            cell.Attributes["class"] = "num";
        return cell;
    }));

    private static TagBuilder Tag(string name, string text)
    {
        var tag = new TagBuilder(name);
        tag.InnerHtml.Append(text);
        return tag;
    }

    private static TagBuilder Wrap(string name, IEnumerable<TagBuilder> inner)
    {
        var tag = new TagBuilder(name);
        foreach (var one in inner)
            tag.InnerHtml.AppendHtml(one);
        return tag;
    }
}
