using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LoTrinh.Ui.TagHelpers;

/// <summary>One field of a form: label, hint, input and what is wrong with it, tied together for screen readers.</summary>
/// <remarks>
/// Shows what was typed, even when it could not be read. Attributes it does not know go to the input. The browser's own
/// checks (<c>required</c>, <c>maxlength</c>) are not used: they speak the browser's language and cut what is pasted.
/// </remarks>
[HtmlTargetElement("field")]
public sealed class FieldTagHelper(Texts texts) : TagHelper
{
    /// <summary>The property that the field binds.</summary>
    [HtmlAttributeName("for")]
    public ModelExpression? For { get; set; }

    /// <summary>Name in the form, when it differs from the property's or there is none.</summary>
    public string? Name { get; set; }

    /// <summary>Value to show when nothing was typed; the property's when left out.</summary>
    public object? Value { get; set; }

    /// <summary>Id of the input, for pages with two fields of one name.</summary>
    public string? Id { get; set; }

    /// <summary>What is asked for.</summary>
    public string Label { get; set; } = "";

    /// <summary>Part of the form that the field belongs to; the summary of problems names it, for forms that ask the same twice.</summary>
    public string? Section { get; set; }

    /// <summary>Help that stands between label and input.</summary>
    public string? Hint { get; set; }

    /// <summary>text, textarea, date, number, password, file, email, tel, url, search, select, checkbox, radio, checkboxes or hidden.</summary>
    public string Type { get; set; } = "text";

    /// <summary>Choices of select, radio and checkboxes.</summary>
    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>Height of a textarea, in lines.</summary>
    public int Rows { get; set; } = 4;

    /// <summary>Most characters that will be accepted; said in the hint, enforced by the server.</summary>
    [HtmlAttributeName("maxlength")]
    public int? MaxLength { get; set; }

    /// <summary>Whether the field must be filled in.</summary>
    public bool Required { get; set; }

    /// <summary>Whether a select or file field takes several values.</summary>
    public bool Multiple { get; set; }

    /// <summary>The form that is being shown: what was typed before, and what was wrong with it.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var info = ViewContext.ViewData.TemplateInfo;
        var name = Name ?? info.GetFullHtmlFieldName(For?.Name ?? "");
        var id = Id ?? FieldId.Of(name);
        var key = For is null ? name : info.GetFullHtmlFieldName(For.Name);
        var state = ViewContext.ModelState.TryGetValue(key, out var entry) ? entry : null;
        var errors = state?.Errors.Select(e => e.ErrorMessage).Where(m => m.Length > 0).Distinct().ToList() ?? [];
        var hint = FullHint();
        var field = new FieldParts(name, id, FieldValues.Of(state, Value ?? For?.Model), errors.Count > 0,
            string.Join(' ', new[] { hint is null ? null : id + "-hint", errors.Count > 0 ? id + "-problem" : null }.OfType<string>()),
            [.. output.Attributes.Where(a => a.Name != "class")]);

        if (Type == "hidden")
        {
            output.TagName = null;
            output.Content.SetHtmlContent(new TagBuilder("input") { Attributes = { ["type"] = "hidden", ["name"] = name, ["value"] = field.Value }, TagRenderMode = TagRenderMode.SelfClosing });
            return;
        }

        ShownFields.Of(ViewContext).Add(new(key, id, Label, Section, For?.Name.Split('.')[^1], field.Values, [.. Items ?? []]));
        var group = Type is "radio" or "checkboxes";
        output.TagName = group ? "fieldset" : "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        foreach (var attribute in field.Extra)
            output.Attributes.Remove(attribute);
        output.Attributes.SetAttribute("class", $"{(group ? "ds-fieldset" : "ds-field")} {output.Attributes["class"]?.Value}".TrimEnd());
        if (group)
        {
            output.Attributes.SetAttribute("id", id);
            output.Attributes.SetAttribute("tabindex", "-1");
            if (field.DescribedBy.Length > 0)
                output.Attributes.SetAttribute("aria-describedby", field.DescribedBy);
        }

        if (Type == "checkbox")
            output.Content.AppendHtml(FieldInputs.Checkbox(field, Required));
        output.Content.AppendHtml(LabelTag(group ? "legend" : "label", id));
        if (hint is not null)
            output.Content.AppendHtml(Paragraph("hint", id + "-hint", hint, "description"));
        if (Type != "checkbox")
            output.Content.AppendHtml(Input(field));
        if (errors.Count > 0)
            output.Content.AppendHtml(Paragraph("ds-validation-message", id + "-problem", string.Join(' ', errors), "validation"));
    }

    private string? FullHint()
    {
        var own = MaxLength is not null && !string.IsNullOrEmpty(Hint) && !".!?".Contains(Hint[^1], StringComparison.Ordinal) ? Hint + "." : Hint;
        string?[] parts = [own, Type == "date" && Hint is null ? texts["ui.field.date"] : null, MaxLength is { } most ? texts["ui.field.limit", most] : null];
        var said = string.Join(' ', parts.Where(p => !string.IsNullOrWhiteSpace(p)));
        return said.Length == 0 ? null : said;
    }

    private TagBuilder LabelTag(string tag, string id)
    {
        var label = new TagBuilder(tag);
        if (tag == "label")
            label.Attributes["for"] = id;
        label.InnerHtml.Append(Label);
        if (Required)
        {
            var mark = new TagBuilder("span") { Attributes = { ["class"] = "required" } };
            mark.InnerHtml.Append($"({texts["ui.field.required"]})");
            label.InnerHtml.Append(" ").AppendHtml(mark);
        }

        return label;
    }

    private static TagBuilder Paragraph(string css, string id, string text, string part)
    {
        var tag = new TagBuilder("p") { Attributes = { ["class"] = css, ["id"] = id, ["data-field"] = part } };
        tag.InnerHtml.Append(text);
        return tag;
    }

    private Microsoft.AspNetCore.Html.IHtmlContent Input(FieldParts field) => Type switch
    {
        "textarea" => FieldInputs.TextArea(field, Rows, MaxLength, Required),
        "select" => FieldInputs.Select(field, Items ?? [], Multiple, Required, texts["ui.field.choose"]),
        "radio" or "checkboxes" => FieldInputs.Choices(field, Items ?? [], Type == "radio"),
        "file" => FieldInputs.File(field, Multiple, Required),
        _ => FieldInputs.Text(field, Type, MaxLength, Required),
    };
}
