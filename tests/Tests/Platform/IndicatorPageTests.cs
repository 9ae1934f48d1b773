using System.Net;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Indicators;
using LoTrinh.Platform.Organisation;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Platform;

[Trait("Speed", "slow")]
public sealed class IndicatorPageTests
{
    [Fact]
    public async Task The_list_shows_what_is_at_risk_first_narrows_and_goes_out_as_a_file()
    {
        using var app = TestApp.Start();
        using var office = await app.SignInAsync("office");
        using var drvn = await app.SignInAsync("drvn");

        var list = await office.OpenAsync("/chi-dao/chi-tieu");
        var states = list.QuerySelectorAll("tbody tr").Select(r => r.QuerySelector(".ds-tag, [class*=tag]")!.TextContent.Trim()).ToList();
        var pending = await office.OpenAsync("/chi-dao/chi-tieu?cho=1");
        var narrowed = await office.OpenAsync("/chi-dao/chi-tieu?q=cuoc hop&nguon=Measured");
        var own = await drvn.OpenAsync("/chi-dao/chi-tieu");
        using var csv = await office.GetAsync("/chi-dao/chi-tieu?dang=csv");
        using var xlsx = await office.GetAsync("/chi-dao/chi-tieu?dang=xlsx");
        var lines = (await csv.Content.ReadAsStringAsync()).Trim().Split('\n');

        Assert.Equal(16, states.Count);
        Assert.Equal("Nguy cơ không đạt", states[0]);
        Assert.Equal("Chưa đánh giá được", states[^1]);
        Assert.Equal(["MH-1"], Codes(pending));
        Assert.Equal(["O6"], Codes(narrowed));
        Assert.Equal(["MH-1", "O1", "O4", "O9"], Codes(own).Order(StringComparer.Ordinal));
        Assert.Equal(17, lines.Length);
        Assert.Contains("923", lines.Single(l => l.Contains("O6", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, xlsx.StatusCode);
    }

    [Fact]
    public async Task The_page_says_where_a_measured_value_comes_from_and_draws_its_way_to_the_target()
    {
        using var app = TestApp.Start();
        using var office = await app.SignInAsync("office");
        var page = await office.OpenAsync($"/chi-dao/chi-tieu/{await IdAsync(app, "CD-1")}");
        var main = page.QuerySelector("main")!;
        var chart = JsonDocument.Parse(main.QuerySelector("figure.chart")!.GetAttribute("data-chart")!).RootElement;
        var series = chart.GetProperty("series").EnumerateArray().Select(s => s.GetProperty("name").GetString()).ToList();

        Assert.Contains("2/4", main.TextContent, StringComparison.Ordinal);
        Assert.Contains("Truy vấn lúc 01/03/2021", main.TextContent, StringComparison.Ordinal);
        Assert.Contains(main.QuerySelectorAll("td a"), a => a.GetAttribute("href") == "/chi-dao/nhiem-vu?tinh=1");
        Assert.Equal(["Số liệu", "Đích", "Dự báo", "Cận dưới", "Cận trên"], series);
        Assert.Contains("Theil–Sen qua 7 số liệu", main.TextContent, StringComparison.Ordinal);
        Assert.Contains("90%", main.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_knows_too_little_says_so_and_forecasts_nothing()
    {
        using var app = TestApp.Start();
        using var office = await app.SignInAsync("office");

        var main = (await office.OpenAsync($"/chi-dao/chi-tieu/{await IdAsync(app, "MH-2")}")).QuerySelector("main")!;

        Assert.Contains("Có 2 số liệu; cần ít nhất 5 mới dự báo", main.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Cận dưới", main.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_forms_report_verify_and_define_and_lose_nothing_that_was_typed()
    {
        using var app = TestApp.Start();
        using var drvn = await app.SignInAsync("drvn");
        using var inspector = await app.SignInAsync("inspector");
        using var office = await app.SignInAsync("office");
        var (o4, mh1) = ($"/chi-dao/chi-tieu/{await IdAsync(app, "O4")}", $"/chi-dao/chi-tieu/{await IdAsync(app, "MH-1")}");
        var pending = await app.WithAsync(s => s.GetRequiredService<AppDb>().IndicatorValues.Where(v =>
            v.State == ValueState.Reported).Select(v => v.Id).SingleAsync());

        using var wrong = await drvn.PostFormAsync(o4 + "?handler=Report", new()
        {
            ["AsOf"] = "31/12/2020", ["Value"] = "12,5",
            ["Note"] = "Hai tuyến"
        });
        var kept = await wrong.ReadPageAsync();
        using var right = await drvn.PostFormAsync(o4 + "?handler=Report", new()
        {
            ["AsOf"] = "31/12/2020", ["Value"] = "12,5",
            ["Evidence"] = "Báo cáo số 5 (minh họa)"
        });
        using var verified = await inspector.PostFormAsync(mh1 + "?handler=Verify", new()
        {
            ["ValueId"] = pending.ToString(),
            ["Version"] = "1"
        });
        using var misread = await office.PostFormAsync("/chi-dao/chi-tieu/them", new()
        {
            ["Code"] = "TH-2", ["NameVi"] = "Thử", ["NameEn"] = "Trial", ["UnitVi"] = "%", ["Kind"] = "Reported", ["Direction"] = "Up",
            ["StartsOn"] = "01/01/2021",
            ["OwnerUnitId"] = await app.WithAsync(async s => (await s.GetRequiredService<AppDb>().Units.SingleAsync(u =>
                u.Key == "vp")).Id.ToString()), ["Targets"] = "cuối năm 2025: 50",
        });
        var form = await misread.ReadPageAsync();
        var after = (await drvn.OpenAsync(mh1)).QuerySelector("main")!.TextContent;

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.BadRequest],
            new[] { wrong, right, verified, misread }.Select(a => a.StatusCode));
        Assert.Equal(("12,5", "Hai tuyến"), (kept.QuerySelector("#Value")!.GetAttribute("value"),
            kept.QuerySelector("#Note")!.TextContent.Trim()));
        Assert.Contains("cuối năm 2025: 50", form.QuerySelector("#Targets")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("31/12/2025 | 50", form.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("50,19%", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clause_shows_its_indicator_and_offers_to_define_one_and_the_search_finds_it()
    {
        using var app = TestApp.Start();
        using var office = await app.SignInAsync("office");
        var id = await IdAsync(app, "O6");
        var (document, clause) = await app.WithAsync(async s =>
        {
            var o6 = await s.GetRequiredService<AppDb>().Indicators.SingleAsync(i => i.Id == id);
            return (o6.DocumentId, o6.ClauseId);
        });

        var page = await office.OpenAsync($"/van-ban/{document}");
        var form = await office.OpenAsync($"/chi-dao/chi-tieu/them?van-ban={document}&dieu-khoan={clause}");
        var found = await office.OpenAsync("/tim-kiem?q=cuoc+hop+truc+tuyen");

        Assert.NotNull(page.QuerySelector($"a[href='/chi-dao/chi-tieu/{id}']"));
        Assert.Equal(10, page.QuerySelectorAll("a[href^='/chi-dao/chi-tieu/them?']").Length); // beside the objectives alone
        Assert.Equal("O6", form.QuerySelector("#Clause")!.GetAttribute("value"));
        Assert.NotNull(found.QuerySelector($"a[href='/chi-dao/chi-tieu/{id}']"));
    }

    private static IEnumerable<string> Codes(AngleSharp.Html.Dom.IHtmlDocument page) => page.QuerySelectorAll("tbody td.code").Select(c =>
        c.TextContent.Trim());

    private static Task<Guid> IdAsync(TestApp app, string code) => app.WithAsync(s => s.GetRequiredService<AppDb>().Indicators.Where(i =>
        i.Code == code).Select(i => i.Id).SingleAsync());
}
