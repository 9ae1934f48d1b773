using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Opinions;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

[Trait("Speed", "slow")]
public sealed class OpinionPageTests
{
    private static readonly byte[] Scan = "%PDF-1.4 ủy quyền"u8.ToArray();
    private static readonly byte[] Draft = "%PDF-1.4 dự thảo lần 2"u8.ToArray();

    [Theory, EachDatabase]
    public async Task A_proxy_needs_its_scan_votes_under_its_own_name_and_votes_no_more_once_revoked(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.SignInAsync("office");
        using var proxy = await app.SignInAsync("drvn");
        using var other = await app.SignInAsync("drvn-head");
        var (round, member) = await OpenRoundAsync(app);
        var record = $"/chi-dao/y-kien/{round}";
        var (paper, ballot) = ($"{record}/uy-quyen/{member}", $"{record}/phieu/{member}");
        var named = new Dictionary<string, string>
        {
            ["Version"] = "1", ["PersonName"] = "Lê Văn Thay", ["PersonTitle"] = "Phó Vụ trưởng", ["Reference"] = "12/GUQ-KHĐT",
            ["Account"] = "drvn",
        };

        using var bare = await PostAsync(office, paper, named);
        var again = await bare.ReadPageAsync();
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        Assert.Equal("true", again.QuerySelector("input[name=Scan]")!.GetAttribute("aria-invalid"));
        Assert.Equal("Lê Văn Thay", again.QuerySelector("input[name=PersonName]")!.GetAttribute("value"));
        using var unknown = await PostAsync(office, paper, new(named) { ["Account"] = "khong-co" }, ("Scan", "giay.pdf", Scan));
        using var seated = await PostAsync(office, paper, new(named) { ["Account"] = "drvn-head" }, ("Scan", "giay.pdf", Scan));
        using var given = await PostAsync(office, paper, named, ("Scan", "giay.pdf", Scan));
        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.Redirect],
            [unknown.StatusCode, seated.StatusCode, given.StatusCode]);

        Assert.Contains((await proxy.OpenAsync("/viec-cua-toi")).QuerySelectorAll("main a"), a => a.GetAttribute("href") == ballot);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(ballot)).StatusCode);
        var asked = await proxy.OpenAsync(ballot);
        Assert.Contains("Lê Văn Thay", asked.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var draft = await proxy.GetAsync(asked.QuerySelector(".files a")!.GetAttribute("href"));
        Assert.Equal(HttpStatusCode.OK, draft.StatusCode); // the draft can be read where one answers
        using var cast = await proxy.PostFormAsync(ballot, new() { ["Version"] = "2", ["Choice"] = "Agree" });
        Assert.Equal(HttpStatusCode.Redirect, cast.StatusCode);

        var kept = await app.WithAsync(s => s.GetRequiredService<AppDb>().Set<StoredFile>()
            .SingleAsync(f => f.Room == OpinionActs.FileRoom && f.Name == "giay.pdf"));
        var scan = FileDownloads.Url(kept.Id).TrimStart('~');
        Assert.Equal(Scan, await office.GetByteArrayAsync(scan));

        // A member does not learn who said what while it is open.
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(scan)).StatusCode);
        Assert.Contains("12/GUQ-KHĐT", (await office.OpenAsync(record)).QuerySelector("#phieu")!.TextContent, StringComparison.Ordinal);

        using var revoked = await PostAsync(office, paper, new() { ["Version"] = "3" }, action: paper + "?handler=Revoke");
        Assert.Equal(HttpStatusCode.Redirect, revoked.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await proxy.GetAsync(ballot)).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Every_comment_is_answered_before_the_next_round_asks_about_another_version(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        app.Clock.Set(new(2021, 3, 18, 3, 0, 0, TimeSpan.Zero));
        using var office = await app.SignInAsync("office");
        var (round, _) = await OpenRoundAsync(app);
        var record = $"/chi-dao/y-kien/{round}";
        using var closed = await office.PostFormAsync(record, [], record + "?handler=Close");
        Assert.Equal(HttpStatusCode.Redirect, closed.StatusCode);
        var asked = await SubjectAsync(office, record);

        Assert.Null((await office.OpenAsync(record)).QuerySelector("a[href$='/lan-sau']"));
        var next = new Dictionary<string, string>
        {
            ["Question"] = "Các điểm đã sửa", ["Change"] = "Nhiệm vụ 6", ["DueOn"] = "2021-03-25",
            ["RuleId"] = "bcd-2020"
        };
        using var early = await PostAsync(office, record + "/lan-sau", next, ("Subject", "lan-2.pdf", Draft));
        Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);

        var comment = (await office.OpenAsync(record + "/tiep-thu"))
            .QuerySelector("input[name='Rows[0].CommentId']")!.GetAttribute("value")!;
        var row = new Dictionary<string, string>
        {
            ["Rows[0].CommentId"] = comment, ["Rows[0].Reception"] = "Partly",
            ["Rows[0].Change"] = "Nhiệm vụ 6.2"
        };
        using var bare = await office.PostFormAsync(record + "/tiep-thu", row);
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        Assert.Equal("Nhiệm vụ 6.2", (await bare.ReadPageAsync()).QuerySelector("input[name='Rows[0].Change']")!.GetAttribute("value"));
        using var answered = await office.PostFormAsync(record + "/tiep-thu",
            new(row) { ["Rows[0].Explanation"] = "Nêu tiêu chuẩn đã có hiệu lực." });
        Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
        var shown = (await office.OpenAsync(record)).QuerySelector("#tong-hop")!.TextContent;
        Assert.All(new[] { "Tiếp thu một phần", "Nêu tiêu chuẩn đã có hiệu lực.", "Nhiệm vụ 6.2" },
            t => Assert.Contains(t, shown, StringComparison.Ordinal));

        using var same = await PostAsync(office, record + "/lan-sau", next, ("Subject", "doi-ten.docx", asked));
        var refused = await same.ReadPageAsync();
        Assert.Equal(HttpStatusCode.BadRequest, same.StatusCode);
        Assert.Equal("true", refused.QuerySelector("input[name=Subject]")!.GetAttribute("aria-invalid"));
        Assert.Equal("Nhiệm vụ 6", refused.QuerySelector("textarea[name=Change]")!.TextContent.Trim());
        using var opened = await PostAsync(office, record + "/lan-sau", next, ("Subject", "lan-2.pdf", Draft));
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        var second = await office.OpenAsync(opened.Headers.Location!.ToString());
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(Draft)), second.QuerySelector("main")!.TextContent,
            StringComparison.Ordinal);
        Assert.Contains(second.QuerySelectorAll("main a"), a => a.GetAttribute("href") == record);
        Assert.Contains("0/21", second.QuerySelector("#phieu h2")!.TextContent, StringComparison.Ordinal); // old ballots never move

        using var twice = await PostAsync(office, record + "/lan-sau", next, ("Subject", "lan-3.pdf", Scan));
        using var after = await office.PostFormAsync(record + "/tiep-thu", new(row) { ["Rows[0].Explanation"] = "Khác" });
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (twice.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task The_collation_says_what_was_asked_how_it_was_counted_and_how_every_comment_was_received()
    {
        using var app = TestApp.Start();
        using var office = await app.SignInAsync("office");
        using var program = await app.ProgramAsync("office");
        var closed = (await program.GetFromJsonAsync<JsonElement>("/api/v1/steering/opinions?state=Closed")).GetProperty("rounds")
            .EnumerateArray().Last();
        var id = closed.GetProperty("id").GetString();
        var hash = (await program.GetFromJsonAsync<JsonElement>($"/api/v1/steering/opinions/{id}")).GetProperty("subjectSha256")
            .GetString()!;

        using var file = await office.GetAsync($"/chi-dao/y-kien/{id}/tong-hop");
        Assert.Equal("tong-hop-y-kien-YK-2020-001.docx", file.Content.Headers.ContentDisposition!.FileName?.Trim('"'));
        using var document = WordprocessingDocument.Open(new MemoryStream(await file.Content.ReadAsByteArrayAsync()), isEditable: false);
        var body = document.MainDocumentPart!.Document!.Body!;
        var lines = body.Descendants<Paragraph>().Select(p => p.InnerText).ToList();
        var tables = body.Elements<Table>().Where(t => t.Descendants<TableHeader>().Any())
            .Select(t => t.Elements<TableRow>().Select(r => r.Elements<TableCell>().Select(c => c.InnerText).ToList()).ToList()).ToList();

        Assert.Contains("BÁO CÁO", lines);
        Assert.Contains("Hà Nội, ngày 15 tháng 3 năm 2021", lines);
        Assert.Contains("Tổng hợp, tiếp thu, giải trình ý kiến thành viên đối với dự thảo Kiến trúc Chính phủ điện tử "
            + "Bộ Giao thông vận tải, phiên bản 2.0", lines);
        Assert.Contains(lines, l => l.Contains("lần 1, từ ngày 14/09/2020 đến ngày 21/09/2020", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Replace(" ", "", StringComparison.Ordinal).Contains(hash, StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("im lặng không tính là đồng ý. Căn cứ: Nghị định 138/2016/NĐ-CP", StringComparison.Ordinal));
        Assert.Contains("Kết quả: 19 thành viên được hỏi; đồng ý 9, đồng ý và có ý kiến bổ sung 3, không đồng ý 1, "
            + "chưa có phiếu được tính 6; phiếu gửi muộn 1.", lines);
        Assert.Contains(lines, l => l.StartsWith("Theo cách tính trên, dự thảo được đa số thành viên thống nhất.",
            StringComparison.Ordinal));
        Assert.Contains("ỦY VIÊN THƯỜNG TRỰC", lines);

        Assert.Equal(["TT", "Thành viên", "Nội dung góp ý", "Tiếp thu, giải trình"], tables[0][0]);
        Assert.Equal(7, tables[0].Count);
        Assert.Equal(
            ["1", "Lãnh đạo Vụ Tài chính", "Mục 5: Ghi rõ nguồn kinh phí duy trì hằng năm của các hệ thống dùng chung.",
                "Tiếp thu một phần. Đã nêu nguyên tắc nguồn kinh phí; số liệu từng năm thuộc kế hoạch ngân sách. Sửa tại: Mục 5.3."],
                    tables[0][1]);
        Assert.StartsWith("Giải trình. Lộ trình", tables[0][5][3], StringComparison.Ordinal);
        Assert.Equal(["TT", "Thành viên", "Ý kiến", "Ngày nhận"], tables[1][0]);
        Assert.Equal(20, tables[1].Count);
        Assert.Equal(["16", "Lãnh đạo Cục Hàng hải Việt Nam", "Đồng ý (ủy quyền: Người được ủy quyền (minh họa))", "18/09/2020"],
            tables[1][16]);
        Assert.Equal(["17", "Lãnh đạo Cục Hàng không Việt Nam", "Đồng ý và có ý kiến bổ sung (gửi muộn)", "24/09/2020"], tables[1][17]);
        Assert.Equal(["14", "Lãnh đạo Cục Đường sắt Việt Nam", "Chưa gửi phiếu", "–"], tables[1][14]);
    }

    // The open round of the demonstration, and a seat of the planning department in it, whose ballot comes on paper.
    private static Task<(Guid Round, Guid Member)> OpenRoundAsync(TestApp app) => app.WithAsync(async s =>
    {
        var unit = s.GetRequiredService<OrganisationDirectory>().Find("khdt")!.Id;
        var round = await OpinionQueries.Whole(s.GetRequiredService<AppDb>().Opinions.AsNoTracking())
            .SingleAsync(r => r.State == OpinionState.Open);
        return (round.Id, round.Members.Single(m => m.UnitId == unit).Id);
    });

    private static async Task<byte[]> SubjectAsync(HttpClient browser, string record) =>
        await browser.GetByteArrayAsync((await browser.OpenAsync(record)).QuerySelector(".files a")!.GetAttribute("href"));

    private static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string url, Dictionary<string, string> fields,
        (string Field, string Name, byte[] Content)? file = null, string? action = null)
    {
        var page = await browser.OpenAsync(url);
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Append(new("__RequestVerificationToken",
            page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!)))
        {
            form.Add(new StringContent(value), name);
        }

        if (file is var (field, fileName, content))
        {
            form.Add(new ByteArrayContent(content), field, fileName);
        }

        return await browser.PostAsync(action ?? url, form);
    }
}
