using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LoTrinh.Ui.TagHelpers;

/// <summary>What every kind of input needs to know about its field.</summary>
internal sealed record FieldParts(
    string Name, string Id, IReadOnlyList<string> Values, bool IsWrong, string DescribedBy, IReadOnlyList<TagHelperAttribute> Extra)
{
    public string Value => Values.Count > 0 ? Values[0] : "";
}

/// <summary>The inputs themselves, one method per kind.</summary>
internal static class FieldInputs
{
    public static TagBuilder Text(FieldParts field, string type, int? limit, bool required)
    {
        var input = Input(field, type is "date" or "number" ? "text" : type, required);
        if (type != "password")
            input.Attributes["value"] = field.Value;
        if (type is "date" or "number")
            input.MergeAttribute("inputmode", type == "date" ? "numeric" : "decimal");
        if (type == "date")
            input.MergeAttribute("autocomplete", "off");
        if (limit is { } most)
            input.MergeAttribute("data-limit", Number(most));
        return input;
    }

    public static TagBuilder File(FieldParts field, bool multiple, bool required)
    {
        var input = Input(field, "file", required);
        if (multiple)
            input.MergeAttribute("multiple", "multiple");
        return input;
    }

    public static TagBuilder Checkbox(FieldParts field, bool required)
    {
        var input = Input(field, "checkbox", required);
        input.Attributes["value"] = "true";
        if (field.Values.Any(v => v.Equals("true", StringComparison.OrdinalIgnoreCase) || v == "on"))
            input.Attributes["checked"] = "checked";
        return input;
    }

    public static TagBuilder TextArea(FieldParts field, int rows, int? limit, bool required)
    {
        var area = Bare("textarea", field, required);
        area.MergeAttribute("rows", Number(rows));
        if (limit is { } most)
            area.MergeAttribute("data-limit", Number(most));
        // The browser drops one line break after the start tag; this one is for it to drop.
        area.InnerHtml.AppendHtml("\n").Append(field.Value);
        return area;
    }

    public static TagBuilder Select(FieldParts field, IEnumerable<SelectListItem> items, bool multiple, bool required, string choose)
    {
        var select = Bare("select", field, required);
        if (multiple)
            select.MergeAttribute("multiple", "multiple");
        var list = items.ToList();
        var known = Selected(field, list);
        if (!multiple && !list.Exists(i => string.IsNullOrEmpty(i.Value) && i.Value is not null))
            select.InnerHtml.AppendHtml(Option(new SelectListItem(choose, ""), false));
        foreach (var group in list.GroupBy(i => i.Group?.Name))
        {
            var parent = group.Key is null ? select : new TagBuilder("optgroup") { Attributes = { ["label"] = group.Key } };
            foreach (var item in group)
                parent.InnerHtml.AppendHtml(Option(item, known.Contains(item.Value ?? item.Text)));
            if (group.Key is not null)
                select.InnerHtml.AppendHtml(parent);
        }

        return select;
    }

    public static IHtmlContent Choices(FieldParts field, IEnumerable<SelectListItem> items, bool one)
    {
        var all = new HtmlContentBuilder();
        var list = items.ToList();
        var known = Selected(field, list);
        foreach (var (index, item) in list.Index())
        {
            var part = field with { Id = $"{field.Id}-{Number(index)}", DescribedBy = "" };
            var input = Input(part, one ? "radio" : "checkbox", required: false);
            input.Attributes["value"] = item.Value ?? item.Text;
            if (known.Contains(item.Value ?? item.Text))
                input.Attributes["checked"] = "checked";
            if (item.Disabled)
                input.Attributes["disabled"] = "disabled";
            var label = new TagBuilder("label") { Attributes = { ["for"] = part.Id } };
            label.InnerHtml.Append(item.Text);
            var row = new TagBuilder("div") { Attributes = { ["class"] = "ds-field" } };
            row.InnerHtml.AppendHtml(input).AppendHtml(label);
            all.AppendHtml(row);
        }

        return all;
    }

    private static HashSet<string> Selected(FieldParts field, List<SelectListItem> items) =>
        field.Values.Count > 0 ? [.. field.Values] : [.. items.Where(i => i.Selected).Select(i => i.Value ?? i.Text)];

    private static TagBuilder Option(SelectListItem item, bool selected)
    {
        var option = new TagBuilder("option") { Attributes = { ["value"] = item.Value ?? item.Text } };
        if (selected)
            option.Attributes["selected"] = "selected";
        if (item.Disabled)
            option.Attributes["disabled"] = "disabled";
        option.InnerHtml.Append(item.Text);
        return option;
    }

    private static TagBuilder Input(FieldParts field, string type, bool required)
    {
        var input = Bare("input", field, required);
        input.MergeAttribute("type", type);
        input.TagRenderMode = TagRenderMode.SelfClosing;
        return input;
    }

    private static TagBuilder Bare(string tag, FieldParts field, bool required)
    {
        var input = new TagBuilder(tag) { Attributes = { ["class"] = "ds-input", ["id"] = field.Id, ["name"] = field.Name } };
        if (field.DescribedBy.Length > 0)
            input.Attributes["aria-describedby"] = field.DescribedBy;
        if (field.IsWrong)
            input.Attributes["aria-invalid"] = "true";
        if (required)
            input.Attributes["aria-required"] = "true";
        foreach (var extra in field.Extra)
            input.MergeAttribute(extra.Name, extra.ValueStyle == HtmlAttributeValueStyle.Minimized ? extra.Name : Convert.ToString(extra.Value, null));
        return input;
    }

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
