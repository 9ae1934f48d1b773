using AngleSharp.Html.Dom;
using LoTrinh.Ui.TagHelpers;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Xunit;

namespace LoTrinh.Tests.Ui;

public sealed class FieldTagHelperTests
{
    private readonly ViewContext _view = Rendered.View();

    [Fact]
    public void A_field_ties_label_hint_and_input_together()
    {
        var page = Rendered.Of(Field("Title", "Làm đường", f => f.Hint = "Ngắn gọn"), "field", new TagHelperAttribute("autocomplete", "off"));

        var input = Assert.IsAssignableFrom<IHtmlInputElement>(page.QuerySelector("input"));
        Assert.Equal("Title", input.Id);
        Assert.Equal("Làm đường", input.Value);
        Assert.Equal("off", input.Autocomplete);
        Assert.Equal("Title", page.QuerySelector("label")!.GetAttribute("for"));
        Assert.Equal("Ngắn gọn", page.GetElementById(input.GetAttribute("aria-describedby")!)!.TextContent);
        Assert.Null(input.GetAttribute("aria-invalid"));
    }

    [Fact]
    public void A_problem_stands_beside_its_field_and_what_was_typed_stays()
    {
        _view.ModelState.SetModelValue("DueOn", "31/02/2026", "31/02/2026");
        _view.ModelState.AddModelError("DueOn", "Ngày này không có.");

        var page = Rendered.Of(Field<DateOnly?>("DueOn", null, f => f.Type = "date"), "field");

        var input = Assert.IsAssignableFrom<IHtmlInputElement>(page.QuerySelector("input"));
        Assert.Equal("31/02/2026", input.Value);
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal("Ngày này không có.", page.GetElementById("DueOn-problem")!.TextContent);
        Assert.Equal("DueOn-hint DueOn-problem", input.GetAttribute("aria-describedby"));
    }

    [Fact]
    public void A_day_is_written_as_people_write_it()
    {
        var page = Rendered.Of(Field<DateOnly?>("DueOn", new DateOnly(2026, 3, 2), f => f.Type = "date"), "field");

        var input = Assert.IsAssignableFrom<IHtmlInputElement>(page.QuerySelector("input"));
        Assert.Equal("02/03/2026", input.Value);
        Assert.Equal("text", input.Type);
    }

    [Fact]
    public void A_password_is_never_sent_back()
    {
        _view.ModelState.SetModelValue("Password", "s3cret", "s3cret");

        var page = Rendered.Of(Field("Password", "s3cret", f => f.Type = "password"), "field");

        Assert.DoesNotContain("s3cret", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void A_select_shows_the_choice_that_was_made_and_an_empty_one_first()
    {
        var page = Rendered.Of(Field("Unit", "b", f => (f.Type, f.Items) = ("select", [new("Cục A", "a"), new("Cục B", "b")])), "field");

        var select = Assert.IsAssignableFrom<IHtmlSelectElement>(page.QuerySelector("select"));
        Assert.Equal(["", "a", "b"], select.Options.Select(o => o.Value));
        Assert.Equal("b", select.Value);
    }

    [Fact]
    public void Several_choices_are_a_group_with_a_legend()
    {
        var page = Rendered.Of(
            Field("Units", new[] { "a", "c" }, f => (f.Type, f.Items) = ("checkboxes", [new("A", "a"), new("B", "b"), new("C", "c")])), "field");

        Assert.Equal("Nhãn", page.QuerySelector("fieldset > legend")!.TextContent);
        Assert.Equal(["a", "c"], page.QuerySelectorAll("input").Cast<IHtmlInputElement>().Where(i => i.IsChecked).Select(i => i.Value));
    }

    [Fact]
    public void A_textarea_keeps_markup_as_text_and_says_its_limit()
    {
        var page = Rendered.Of(Field("Body", "<b>x</b>", f => (f.Type, f.MaxLength) = ("textarea", 500)), "field");

        Assert.Equal("<b>x</b>", Assert.IsAssignableFrom<IHtmlTextAreaElement>(page.QuerySelector("textarea")).Value);
        Assert.Contains("500", page.GetElementById("Body-hint")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkbox_is_checked_when_the_property_is_true()
    {
        var page = Rendered.Of(Field("Agreed", true, f => f.Type = "checkbox"), "field");

        Assert.True(Assert.IsAssignableFrom<IHtmlInputElement>(page.QuerySelector("input")).IsChecked);
    }

    [Fact]
    public void A_required_field_says_so_in_words()
    {
        var page = Rendered.Of(Field("Title", "", f => f.Required = true), "field");

        Assert.Equal("Nhãn (bắt buộc)", page.QuerySelector("label")!.TextContent);
        Assert.Equal("true", page.QuerySelector("input")!.GetAttribute("aria-required"));
    }

    private FieldTagHelper Field<T>(string name, T? value, Action<FieldTagHelper>? set = null)
    {
        var field = new FieldTagHelper(Rendered.Texts) { ViewContext = _view, For = Rendered.Expression(name, value), Label = "Nhãn" };
        set?.Invoke(field);
        return field;
    }
}
