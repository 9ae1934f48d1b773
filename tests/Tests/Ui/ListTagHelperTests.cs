using LoTrinh.Ui.TagHelpers;
using Xunit;

namespace LoTrinh.Tests.Ui;

public sealed class ListTagHelperTests
{
    [Fact]
    public void The_summary_links_every_problem_to_its_field()
    {
        var view = Rendered.View();
        view.ModelState.AddModelError("Input.Title", "Hãy ghi tên.");
        view.ModelState.AddModelError("", "Nhiệm vụ đã đóng.");

        var page = Rendered.Of(new ProblemSummaryTagHelper(Rendered.Texts) { ViewContext = view }, "problem-summary");

        Assert.Equal("alert", page.QuerySelector("div")!.GetAttribute("role"));
        Assert.Equal("#Input_Title", page.QuerySelector("li a")!.GetAttribute("href"));
        Assert.Equal(2, page.QuerySelectorAll("li").Length);
    }

    [Fact]
    public void The_summary_names_each_problem_by_its_field_in_the_order_of_the_form()
    {
        var view = Rendered.View();
        view.ModelState.AddModelError("SignedOn", "Nhập ngày theo dạng ngày/tháng/năm.");
        view.ModelState.AddModelError("Name", "Nhập họ tên.");
        view.ModelState.AddModelError("Address", "Chưa khai.");
        view.ModelState.AddModelError("", "Chưa lưu được.");
        Show(view, "Name", "Họ tên");
        Show(view, "SignedOn", "Ngày ký", "ngay-ky");
        Show(view, "Address", "Địa chỉ", section: "Đơn vị");

        var page = Rendered.Of(new ProblemSummaryTagHelper(Rendered.Texts) { ViewContext = view }, "problem-summary");

        Assert.Equal(["Chưa lưu được.", "Nhập họ tên.", "Ngày ký: Nhập ngày theo dạng ngày/tháng/năm.", "Đơn vị – Địa chỉ: Chưa khai."],
            page.QuerySelectorAll("li").Select(l => l.TextContent));
        Assert.Equal(["#Name", "#ngay-ky", "#Address"], page.QuerySelectorAll("li a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public void The_summary_shows_what_someone_else_saved_beside_what_was_typed()
    {
        var view = Rendered.View();
        view.ModelState.AddModelError("", "Người khác vừa sửa.");
        view.ViewData[ProblemSummaryTagHelper.ConflictKey] = true;
        view.ViewData[ProblemSummaryTagHelper.StandingKey] =
            new StandingRecord("Nguyễn An", "08:00 15/03/2021", new Dictionary<string, object?> { ["Name"] = "Tên đang lưu", ["Address"] = "Hà Nội" });
        Show(view, "Name", "Họ tên", value: "Tên tôi gõ");
        Show(view, "Address", "Địa chỉ", value: "Hà Nội");

        var page = Rendered.Of(new ProblemSummaryTagHelper(Rendered.Texts) { ViewContext = view }, "problem-summary");

        Assert.Equal("Chưa thực hiện được", page.QuerySelector("h2")!.TextContent);
        Assert.Contains("Nguyễn An đã lưu lúc 08:00 15/03/2021", page.QuerySelector("p")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Họ tên"], page.QuerySelectorAll("dt").Select(d => d.TextContent));
        Assert.Equal(["Tên đang lưu"], page.QuerySelectorAll("dd").Select(d => d.TextContent));
    }

    [Fact]
    public void No_problem_no_summary()
    {
        var page = Rendered.Of(new ProblemSummaryTagHelper(Rendered.Texts) { ViewContext = Rendered.View() }, "problem-summary");

        Assert.Empty(page.Body!.Children);
    }

    [Fact]
    public void The_pager_keeps_the_filters_and_marks_the_page_shown()
    {
        var view = Rendered.View("/chi-dao/nhiem-vu?q=c%E1%BA%A7u&trang=5");

        var page = Rendered.Of(new PagerTagHelper(Rendered.Texts) { ViewContext = view, Page = 5, Pages = 20 }, "pager");

        Assert.Equal("5", page.QuerySelector("[aria-current=page]")!.TextContent);
        Assert.Equal("/chi-dao/nhiem-vu?q=c%E1%BA%A7u&trang=6", page.QuerySelector("[rel=next]")!.GetAttribute("href"));
        Assert.Equal(["1", "3", "4", "5", "6", "7", "20"], page.QuerySelectorAll("a:not([rel])").Select(a => a.TextContent));
    }

    [Fact]
    public void Paging_by_cursor_drops_the_old_cursor()
    {
        var view = Rendered.View("/nhat-ky?sau=b");

        var page = Rendered.Of(new PagerTagHelper(Rendered.Texts) { ViewContext = view, Previous = "a", Next = "c" }, "pager");

        Assert.Equal("/nhat-ky?truoc=a", page.QuerySelector("[rel=prev]")!.GetAttribute("href"));
        Assert.Equal("/nhat-ky?sau=c", page.QuerySelector("[rel=next]")!.GetAttribute("href"));
    }

    [Fact]
    public void A_proportion_bar_says_its_numbers()
    {
        var page = Rendered.Of(new ProportionBarTagHelper(Rendered.Texts) { Done = 3, Late = 1 }, "proportion-bar");

        Assert.Equal("Hoàn thành 3, Quá hạn 1", page.QuerySelector("svg")!.GetAttribute("aria-label"));
        Assert.Equal(["75%", "25%"], page.QuerySelectorAll("rect").Select(r => r.GetAttribute("width")));
    }

    [Fact]
    public void A_status_is_a_word_with_a_colour()
    {
        var page = Rendered.Of(new StatusTagTagHelper { Color = "danger", Text = "Quá hạn" }, "status-tag");

        Assert.Equal("Quá hạn", page.QuerySelector("span.ds-tag[data-color=danger]")!.TextContent);
    }

    [Fact]
    public void A_chart_brings_the_table_of_its_numbers()
    {
        var page = Rendered.Of(
            new ChartTagHelper(Rendered.Texts) { Caption = "Đúng hạn", Unit = "%", Categories = ["T7", "T8"], Series = [new("Đạt", [80, null])] }, "chart");

        Assert.Equal("Đúng hạn", page.QuerySelector("figcaption")!.TextContent);
        Assert.Equal(["80 %", "–"], page.QuerySelectorAll("tbody td").Select(d => d.TextContent));
        Assert.Contains("\"series\":[{\"name\":", page.QuerySelector("figure")!.GetAttribute("data-chart"), StringComparison.Ordinal);
    }

    private static void Show(Microsoft.AspNetCore.Mvc.Rendering.ViewContext view, string name, string label, string? id = null, string? section = null, string value = "") =>
        Rendered.Of(new FieldTagHelper(Rendered.Texts) { ViewContext = view, For = Rendered.Expression(name, value), Label = label, Id = id, Section = section }, "field");
}
