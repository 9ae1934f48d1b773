using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using LoTrinh.Platform.Data;
using LoTrinh.Steering.Reviews;
using LoTrinh.Steering.Tasks;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

public sealed class ReviewPageTests
{
    [Theory, EachDatabase]
    public async Task A_unit_finds_its_report_filled_in_keeps_its_words_through_a_refusal_and_sends_it(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var drvn = await app.SignInAsync("drvn");
        var record = $"/chi-dao/so-ket/{await IdAsync(app, PeriodKind.Quarter, 2021)}";
        var report = $"{record}/bao-cao/drvn";
        Assert.Contains((await drvn.OpenAsync("/viec-cua-toi")).QuerySelectorAll("main a"), a => a.GetAttribute("href") == report);

        var form = await drvn.OpenAsync(report);
        var filled = form.QuerySelector("textarea[name=Results]")!.TextContent;
        Assert.Contains("NV-2020-", filled + form.QuerySelector("textarea[name=NextSteps]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Còn ", form.QuerySelector("textarea[name=Shortcomings]")!.TextContent, StringComparison.Ordinal);

        using var bare = await drvn.PostFormAsync(report, new() { ["Version"] = "1", ["Results"] = "Kết quả gõ dở", ["NextSteps"] = "" },
            report + "?handler=Send");
        var refused = await bare.ReadPageAsync();
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        Assert.Equal("Kết quả gõ dở", refused.QuerySelector("textarea[name=Results]")!.TextContent.Trim());
        Assert.Equal("true", refused.QuerySelector("textarea[name=Causes]")!.GetAttribute("aria-invalid"));
        using var saved = await drvn.PostFormAsync(report, new() { ["Version"] = "1", ["Results"] = "Kết quả của Tổng cục" });
        using var stale = await drvn.PostFormAsync(report, new() { ["Version"] = "1", ["Results"] = "Lời của người thứ hai" });
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Conflict), (saved.StatusCode, stale.StatusCode));
        Assert.Contains("Lời của người thứ hai", (await stale.ReadPageAsync()).QuerySelector("textarea[name=Results]")!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal("Kết quả của Tổng cục", (await drvn.OpenAsync(report)).QuerySelector("textarea[name=Results]")!.TextContent.Trim());

        using var sent = await drvn.PostFormAsync(report, new()
        {
            ["Version"] = "2", ["Results"] = "Kết quả của Tổng cục",
            ["Causes"] = "Chủ quan: thiếu người.", ["NextSteps"] = "Dứt điểm quá hạn."
        },
            report + "?handler=Send");
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var after = await drvn.OpenAsync(report);
        Assert.Null(after.QuerySelector("textarea[name=Results]"));
        Assert.Contains("Chủ quan: thiếu người.", after.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain((await drvn.OpenAsync("/chi-dao/so-ket")).QuerySelectorAll("main a"), a => a.GetAttribute("href") == report);
    }

    [Theory, EachDatabase]
    public async Task The_consolidated_report_begins_with_what_was_done_to_steer_and_keeps_what_is_written_over_it(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.SignInAsync("office");
        var form = $"/chi-dao/so-ket/{await IdAsync(app, PeriodKind.Quarter, 2021)}/tong-hop";

        var page = await office.OpenAsync(form);
        var proposed = page.QuerySelector("textarea[name=Direction]")!.TextContent;
        Assert.Matches(@"Ban Chỉ đạo đã họp \d+ lần:\n- Ngày \d\d/\d\d/\d{4}: ", proposed);
        Assert.Contains("Quyết định số", proposed, StringComparison.Ordinal);
        Assert.Matches(@"Ban hành \d+ văn bản đôn đốc gửi \d+ đơn vị", proposed);

        var version = page.QuerySelector("input[name=Version]")!.GetAttribute("value")!;
        using var saved = await office.PostFormAsync(form, new() { ["Version"] = version, ["Direction"] = "", ["Results"] = "Kết quả chung" });
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal("", (await office.OpenAsync(form)).QuerySelector("textarea[name=Direction]")!.TextContent.Trim());
    }

    [Fact]
    public async Task A_unit_sees_how_all_rank_and_only_its_own_words_tasks_and_parts_of_a_score()
    {
        using var app = TestApp.Start();
        using var drvn = await app.SignInAsync("drvn");
        var record = $"/chi-dao/so-ket/{await IdAsync(app, PeriodKind.Quarter, 2021)}";
        var page = await drvn.OpenAsync(record);

        Assert.Contains("Văn phòng Bộ", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector($"a[href='{record}/cham-diem/drvn']"));
        Assert.Null(page.QuerySelector($"a[href='{record}/cham-diem/vp']"));
        foreach (var hidden in new[] { "bao-cao/vp", "cham-diem/vp", "dieu-chinh", "tong-hop", "bao-cao-tong-hop" })
        {
            using var answer = await drvn.GetAsync($"{record}/{hidden}");
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden, hidden);
        }

        var score = await drvn.OpenAsync($"{record}/cham-diem/drvn");
        Assert.Equal(4, score.QuerySelectorAll("main section:nth-of-type(2) tbody tr").Length);
        var tasks = (await drvn.OpenAsync($"{record}/so-lieu?trang=1")).QuerySelectorAll("main section:last-of-type tbody tr").Length;
        Assert.InRange(tasks, 1, 25);
    }

    [Theory, EachDatabase]
    public async Task The_snapshot_page_shows_that_it_still_counts_to_the_same_and_what_an_adjustment_changed(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var chair = await app.SignInAsync("chair");
        var id = await IdAsync(app, PeriodKind.Quarter, 2020);
        var page = await chair.OpenAsync($"/chi-dao/so-ket/{id}/so-lieu");
        var hash = await app.WithAsync(s => s.GetRequiredService<AppDb>().ReviewSnapshots.Where(x => x.ReviewId == id)
            .Select(x => x.Sha256).SingleAsync());

        Assert.Contains(hash, page.QuerySelector("main")!.TextContent.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Mã băm khớp", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Tính lại cho cùng kết quả", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("NV-2020-00057", page.QuerySelector("#dieu-chinh")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll("main section:first-of-type tbody tr"), r =>
            r.Children[1].TextContent != r.Children[2].TextContent);
        Assert.Contains("trước điều chỉnh", (await chair.OpenAsync($"/chi-dao/so-ket/{id}")).QuerySelector(".kpis")!.TextContent,
            StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task The_consolidated_report_has_the_outline_the_figures_of_the_snapshot_and_its_annexes(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.SignInAsync("office");
        var id = await IdAsync(app, PeriodKind.Quarter, 2020);
        var reading = (await app.WithAsync(s => s.GetRequiredService<ReviewReader>().ReadAsync(id)))!;
        var (body, lines) = await ReportAsync(office, $"/chi-dao/so-ket/{id}/bao-cao-tong-hop?dieuchinh=1");
        var (approved, then) = await ReportAsync(office, $"/chi-dao/so-ket/{id}/bao-cao-tong-hop");
        Assert.Equal(["I. ĐẶC ĐIỂM TÌNH HÌNH", "II. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", "III. KẾT QUẢ THỰC HIỆN NHIỆM VỤ",
            "IV. TỒN TẠI, HẠN CHẾ, NGUYÊN NHÂN VÀ TRÁCH NHIỆM",
            "V. BÀI HỌC KINH NGHIỆM", "VI. PHƯƠNG HƯỚNG, NHIỆM VỤ KỲ TỚI", "VII. KIẾN NGHỊ, ĐỀ XUẤT"],
                lines.Where(l => l.Split('.')[0] is "I" or "II" or "III" or "IV" or "V" or "VI" or "VII"));
        Assert.Contains("BÁO CÁO", lines);
        Assert.Contains("Số:         /BC-BCĐCPĐT", lines);
        Assert.Contains("Hà Nội, ngày 15 tháng 3 năm 2021", lines);

        // As it was approved it knows nothing of what was corrected afterwards.
        Assert.Contains("Hà Nội, ngày 24 tháng 12 năm 2020", then);
        Assert.DoesNotContain(then, l => l.StartsWith("Sau 1 điều chỉnh", StringComparison.Ordinal));
        Assert.Equal(4, approved.Elements<Table>().Count(t => t.Descendants<TableHeader>().Any()));
        Assert.Contains(lines, l => l.StartsWith("Thực hiện chế độ báo cáo định kỳ theo Nghị định số 09/2019/NĐ-CP",
            StringComparison.Ordinal)
            && l.Contains("từ ngày 15/09/2020 đến ngày 14/12/2020", StringComparison.Ordinal));
        var c = reading.Result.Whole.Counts;
        Assert.Contains(lines, l => l.StartsWith($"Tính đến 24 giờ ngày 14/12/2020, có {c.Total} nhiệm vụ trong kỳ: đã hoàn thành {c.Done} (đúng hạn {c.DoneOnTime}, quá hạn {c.DoneLate})",
            StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains($"({c.DoneOnTime}/{c.Counted})", StringComparison.Ordinal)
            && l.Contains("tính chính thức", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("Sau 1 điều chỉnh", StringComparison.Ordinal)
            && l.Contains("Phụ lục V", StringComparison.Ordinal));
        Assert.Contains("8/9 đơn vị đã gửi báo cáo; chưa gửi: Cục Đường sắt Việt Nam.", lines);
        Assert.Contains(lines, l => l.Replace(" ", "", StringComparison.Ordinal).Contains(reading.Check.Sha256, StringComparison.Ordinal));
        Assert.Equal(["Phụ lục I", "Phụ lục II", "Phụ lục III", "Phụ lục IV", "Phụ lục V"],
            lines.Where(l => l.StartsWith("Phụ lục ", StringComparison.Ordinal) && l.Length < 12));
        Assert.EndsWith("./.", lines.First(l => l.StartsWith("Trên đây là báo cáo", StringComparison.Ordinal)), StringComparison.Ordinal);
        Tables(body, reading);
    }

    [Fact]
    public async Task Who_organises_a_units_committee_opens_its_reviews_and_not_the_ministrys()
    {
        using var app = TestApp.Start();
        using var drvn = await app.SignInAsync("drvn");
        var form = await drvn.OpenAsync("/chi-dao/so-ket/mo");
        var committees = form.QuerySelectorAll("select[name=CommitteeId] option").Select(o => o.GetAttribute("value")!)
            .Where(v => v.Length > 0).ToList();
        var unit = form.QuerySelector("input[name=UnitIds]")!.GetAttribute("value")!;

        using var bare = await drvn.PostFormAsync("/chi-dao/so-ket/mo",
            new() { ["CommitteeId"] = committees[0], ["Kind"] = "Month", ["Year"] = "2021", ["Number"] = "13" });
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        Assert.Equal("13", (await bare.ReadPageAsync()).QuerySelector("input[name=Number]")!.GetAttribute("value"));
        using var opened = await drvn.PostFormAsync("/chi-dao/so-ket/mo",
            new() { ["CommitteeId"] = committees[0], ["Kind"] = "Month", ["Year"] = "2021", ["Number"] = "4", ["UnitIds"] = unit });
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        Assert.Single(committees);
        var review = await drvn.OpenAsync(opened.Headers.Location!.ToString());
        Assert.Contains("Sơ kết tháng 4 năm 2021", review.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<(Body Body, List<string> Lines)> ReportAsync(HttpClient browser, string url)
    {
        using var file = new MemoryStream(await browser.GetByteArrayAsync(url));
        using var document = WordprocessingDocument.Open(file, false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365).Validate(document)
            .Select(e => $"{e.Path?.XPath}: {e.Description}"));
        var body = (Body)document.MainDocumentPart!.Document!.Body!.CloneNode(true);
        return (body, body.Descendants<Paragraph>().Select(p => p.InnerText).ToList());
    }

    private static void Tables(Body body, ReviewReading reading)
    {
        var annexes = body.Elements<Table>().Where(t => t.Descendants<TableHeader>().Any()).Select(t => t.Elements<TableRow>().Skip(1)
            .Select(r => r.Elements<TableCell>().Select(x => x.InnerText).ToList()).ToList()).ToList();
        Assert.Equal(5, annexes.Count);
        Assert.Equal(reading.Result.Units.Count(u => u.Figures.Counts.Total > 0), annexes[0].Count);
        var first = reading.After.Units[0];
        Assert.Equal(["1", reading.Adjusted.NameOf(first.Unit), first.Score!.Value.ToString("0.0",
            System.Globalization.CultureInfo.GetCultureInfo("vi"))], annexes[1][0].Take(3));
        Assert.Equal(reading.Frozen.Tasks.Where(t => reading.Frozen.StatusOf(t) == DueStatus.Overdue).OrderBy(t => t.DueOn)
            .ThenBy(t => t.Code, StringComparer.Ordinal).Select(t => t.Code),
            annexes[2].Select(r => r[1]));
        Assert.Contains(annexes[3], r => r[1] == "Tổng cục Đường bộ Việt Nam"
            && r[2].StartsWith("Sớm ban hành bảng mã", StringComparison.Ordinal));
        Assert.Equal("Hạn: 06/11/2020 → 31/12/2020", Assert.Single(annexes[4])[2]);
    }

    private static Task<Guid> IdAsync(TestApp app, PeriodKind kind, int year) =>
        app.WithAsync(s => s.GetRequiredService<AppDb>().Reviews.Where(r => r.Kind == kind && r.Year == year).Select(r => r.Id)
            .SingleAsync());
}
