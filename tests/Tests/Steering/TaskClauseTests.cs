using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

/// <summary>The way from a clause to a task, and what happens to a task on its way.</summary>
public sealed class TaskClauseTests
{
    private const string Assign = "/chi-dao/giao-nhiem-vu";

    [Theory, EachDatabase]
    public async Task A_clause_becomes_a_task_that_both_pages_link(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.SignInAsync("office");
        var (document, clause) = await ClauseAsync(app, "03MH/KH-BCĐCPĐT", "Phần 4");

        var before = await office.OpenAsync($"/van-ban/{document}");
        var offer = before.QuerySelector($"#c-{clause} a[href*='giao-nhiem-vu']")!.GetAttribute("href")!;
        var form = await office.OpenAsync(offer);
        using var assigned = await office.PostFormAsync(offer, Fields(app, "drvn", f => (f["van-ban"], f["dieu-khoan"]) = (document.ToString(), clause.ToString())), Assign);
        var record = assigned.Headers.Location!.ToString();
        var task = await office.OpenAsync(record);
        var after = await office.OpenAsync($"/van-ban/{document}");

        Assert.Equal(2, before.QuerySelectorAll($"#c-{clause} ul.list > li").Length);
        Assert.Contains("an toàn thông tin theo cấp độ", form.QuerySelector(".cols > .stack")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("03MH/KH-BCĐCPĐT", form.QuerySelector("[name=DocumentNumber]")!.GetAttribute("value"));
        Assert.Equal(clause.ToString(), form.QuerySelector("select[name=dieu-khoan] option[selected]")!.GetAttribute("value"));
        Assert.NotNull(task.QuerySelector($"a[href='/van-ban/{document}#c-{clause}']"));
        Assert.Equal(3, after.QuerySelectorAll($"#c-{clause} ul.list > li").Length);
        Assert.NotNull(after.QuerySelector($"#c-{clause} a[href='{record}']"));
    }

    [Theory, EachDatabase]
    public async Task A_typed_number_finds_the_document_and_one_that_is_not_registered_stays_as_typed(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.SignInAsync("office");
        var (document, _) = await ClauseAsync(app, "923/QĐ-TTg", "O4");
        var (decision, noTask) = await ClauseAsync(app, "01MH/CTr-BCĐCPĐT", "Tổ chức thực hiện");

        using var known = await office.PostFormAsync(Assign, Fields(app, "drvn", f => f["DocumentNumber"] = "0923 / qđ-ttg"));
        using var unknown = await office.PostFormAsync(Assign, Fields(app, "drvn", f => (f["DocumentNumber"], f["Clause"]) = ("77/CV-KHÔNG CÓ", "mục 2")));
        using var marked = await office.PostFormAsync(Assign, Fields(app, "drvn", f => (f["van-ban"], f["dieu-khoan"]) = (decision.ToString(), noTask.ToString())));
        using var looked = await office.PostFormAsync(Assign, Fields(app, "drvn", f => f["DocumentNumber"] = "dien tu giai doan"), Assign + "?handler=Look");
        var found = await looked.ReadPageAsync();

        Assert.NotNull((await office.OpenAsync(known.Headers.Location!.ToString())).QuerySelector($"a[href='/van-ban/{document}']"));
        Assert.Contains("77/CV-KHÔNG CÓ", (await office.OpenAsync(unknown.Headers.Location!.ToString())).QuerySelector("dl.facts")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, marked.StatusCode);
        Assert.Contains("không phát sinh nhiệm vụ", (await marked.ReadPageAsync()).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, looked.StatusCode);
        Assert.Equal(2, found.QuerySelectorAll("input[type=radio][name=van-ban]").Length);
        Assert.Equal("Xây dựng phương án giám sát trung tâm", found.QuerySelector("[name=Title]")!.GetAttribute("value"));
    }

    [Theory, EachDatabase]
    public async Task A_preview_says_what_is_not_clear_and_the_day_that_the_rule_gives(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.SignInAsync("office");

        using var looked = await office.PostFormAsync(Assign, Fields(app, "drvn", f => (f["Product"], f["DueOn"], f["DueWorkingDays"]) = ("", "", "5")), Assign + "?handler=Look");
        var page = await looked.ReadPageAsync();
        using var twice = await office.PostFormAsync(Assign, Fields(app, "drvn", f => f["DueWorkingDays"] = "5"));
        using var never = await office.PostFormAsync(Assign, Fields(app, "drvn", f => f["DueOn"] = ""));
        using var regular = await office.PostFormAsync(Assign, Fields(app, "drvn", f => (f["DueOn"], f["NoDeadline"]) = ("", "true")));
        using var past = await office.PostFormAsync(Assign, Fields(app, "drvn", f => f["DueOn"] = "12/03/2021"));
        using var wrong = await office.PostFormAsync(Assign, Fields(app, "drvn", f => (f["DueWorkingDays"], f["Title"]) = ("năm", "<script>x</script> một tên việc")));

        Assert.Contains("22/03/2021", page.QuerySelector("#counted")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("product", Assert.Single(page.QuerySelectorAll("#six [data-respect]"), r => r.TextContent.Contains("Chưa rõ", StringComparison.Ordinal)).GetAttribute("data-respect"));
        Assert.Contains("bỏ trống một ô", await twice.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Chưa rõ thời gian", await never.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, regular.StatusCode);
        Assert.Contains("từ hôm nay trở đi", await past.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal("năm", (await wrong.ReadPageAsync()).QuerySelector("[name=DueWorkingDays]")!.GetAttribute("value"));
        Assert.Equal("<script>x</script> một tên việc", (await wrong.ReadPageAsync()).QuerySelector("[name=Title]")!.GetAttribute("value"));
    }

    [Theory, EachDatabase]
    public async Task Tasks_assigned_at_once_get_the_codes_of_one_series_without_gap(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var office = await app.ActorAsync("office");
        var lead = Unit(app, "drvn");
        var draft = new TaskDraft("", "Xây dựng cơ sở dữ liệu cầu đường", null, lead, [], "Tổng cục trưởng", "Trưởng Ban", "Cơ sở dữ liệu", "Đủ dữ liệu",
            DueBasis.Date, null, new(2021, 6, 30));

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.WithAsync(s => s.GetRequiredService<TaskWork>().Assign(office, draft, true, default))));

        Assert.Equal(Enumerable.Range(1, 20).Select(i => $"NV-2021-{i:D5}"), results.Select(r => r.Value.Code).Order());
    }

    [Theory, EachDatabase]
    public async Task The_database_itself_keeps_exactly_one_lead(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (task, columns) = await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            var names = db.Model.FindEntityType(typeof(SteeringTask))!.GetProperties().Select(p => p.GetColumnName()).ToList();
            return (await db.Tasks.Select(t => t.Id).FirstAsync(), names);
        });
        Task<int> InsertAsync(string lead)
        {
            var values = string.Join(", ", columns.Select(c => c switch { "id" => "{1}", "code" => "'NV-X'", "lead_unit_id" => lead, _ => c }));
            var sql = $"INSERT INTO steering_task ({string.Join(", ", columns)}) SELECT {values} FROM steering_task WHERE id = {{0}}";
            return app.WithAsync(s => s.GetRequiredService<AppDb>().Database.ExecuteSqlRawAsync(sql, task, Guid.NewGuid(), Guid.NewGuid()));
        }

        var nobody = await Record.ExceptionAsync(() => InsertAsync("NULL"));
        var stranger = await Record.ExceptionAsync(() => InsertAsync("{2}"));

        Assert.Contains("null", nobody!.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("foreign key", stranger!.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, await InsertAsync("lead_unit_id"));
    }

    [Theory, EachDatabase]
    public async Task A_returned_task_is_mended_with_a_reason_and_issued_again_with_its_original_deadline_kept(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.SignInAsync("office");
        using var drvn = await app.SignInAsync("drvn");
        using var assigned = await office.PostFormAsync(Assign, Fields(app, "drvn"));
        var record = assigned.Headers.Location!.ToString();

        using var early = await office.PostFormAsync(record + "/sua", Fields(app, "drvn"));
        await Redirected(drvn.PostFormAsync(record, new() { ["Version"] = "1", ["Reason"] = "Thiếu phạm vi" }, record + "?handler=Return"));
        var mended = Fields(app, "drvn", f => (f["Title"], f["DueOn"], f["Version"]) = ("Xây dựng phương án giám sát tại hai trung tâm", "31/08/2021", "2"));
        using var silent = await office.PostFormAsync(record + "/sua", mended);
        await Redirected(office.PostFormAsync(record + "/sua", new(mended) { ["Reason"] = "Nêu rõ phạm vi" }));
        using var second = await office.PostFormAsync(record + "/sua", new(mended) { ["Title"] = "Bản của người thứ hai", ["Reason"] = "Sửa" });
        await Redirected(office.PostFormAsync(record, new() { ["Version"] = "3" }, record + "?handler=Issue"));
        using var program = await app.ProgramAsync("drvn");
        var task = await program.GetFromJsonAsync<JsonElement>("/api/v1/steering/tasks/" + record.Split('/')[^1]);

        Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, silent.StatusCode);
        Assert.Equal(mended["Title"], (await silent.ReadPageAsync()).QuerySelector("[name=Title]")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal("Bản của người thứ hai", (await second.ReadPageAsync()).QuerySelector("[name=Title]")!.GetAttribute("value"));
        Assert.Equal(("2021-06-30", "2021-08-31", "issued"), (Text(task, "originalDueOn"), Text(task, "dueOn"), Text(task, "state")));
        Assert.Equal("2021-06-30", Text(Assert.Single(task.GetProperty("extensions").EnumerateArray()), "fromDueOn"));
        Assert.Contains("Nêu rõ phạm vi", (await office.OpenAsync(record)).QuerySelector("ol.timeline")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Evidence_is_kept_with_its_hash_and_read_only_by_those_who_see_the_task(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.SignInAsync("office");
        using var drvn = await app.SignInAsync("drvn");
        using var program = await app.ProgramAsync("drvn");
        using var assigned = await office.PostFormAsync(Assign, Fields(app, "drvn"));
        var record = assigned.Headers.Location!.ToString();
        await Redirected(drvn.PostFormAsync(record, new() { ["Version"] = "1" }, record + "?handler=Acknowledge"));

        using var renamed = await SendAsync(drvn, record, "anh.pdf", "MZ\u0090"u8.ToArray());
        using var sent = await SendAsync(drvn, record, "Minh chứng.pdf", "%PDF-1.7 minh chứng"u8.ToArray());
        using var submitted = await program.PostSeenAsync($"/api/v1/steering/tasks/{record.Split('/')[^1]}/submissions",
            new { productReference = "9/BC-TCĐBVN", files = new[] { new { name = "Sản phẩm.pdf", content = "%PDF-1.7 sản phẩm"u8.ToArray() } } });
        var page = await drvn.OpenAsync(record);
        var links = page.QuerySelectorAll("ul.files a").Select(a => a.GetAttribute("href")!).ToList();

        Assert.Equal(HttpStatusCode.BadRequest, renamed.StatusCode);
        Assert.Contains("không phải là .pdf", (await renamed.ReadPageAsync()).QuerySelector("#ReportFiles-problem")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Đã làm được nửa việc", (await renamed.ReadPageAsync()).QuerySelector("[name=Narrative]")!.TextContent.TrimStart('\n'));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal(HttpStatusCode.OK, submitted.StatusCode);
        Assert.Contains("Xin bố trí kinh phí", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, links.Count);
        Assert.All(page.QuerySelectorAll("ul.files code.hash"), h => Assert.Equal(64, h.TextContent.Length));
        Assert.Equal(HttpStatusCode.OK, (await drvn.GetAsync(links[0])).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.SignInAsync("desk")).GetAsync(links[0])).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task A_unit_hands_a_part_down_to_the_units_below_it_and_to_no_other(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.SignInAsync("office");
        using var drvn = await app.SignInAsync("drvn");
        using var assigned = await office.PostFormAsync(Assign, Fields(app, "drvn"));
        var record = assigned.Headers.Location!.ToString();
        var id = record.Split('/')[^1];
        var below = $"{Assign}?cha={id}";

        var form = await drvn.OpenAsync(below);
        Dictionary<string, string> Part(string unit, string due) => Fields(app, unit, f => (f["cha"], f["DueOn"]) = (id, due));
        using var late = await drvn.PostFormAsync(below, Part("rmb1", "31/07/2021"), Assign);
        using var elsewhere = await drvn.PostFormAsync(below, Part("vr", "30/05/2021"), Assign);
        using var handed = await drvn.PostFormAsync(below, Part("rmb1", "30/05/2021"), Assign);
        using var cancelWhole = await office.PostFormAsync(record, new() { ["Version"] = "1", ["CancelReason"] = "Không còn cần" }, record + "?handler=Cancel");
        var part = handed.Headers.Location!.ToString();
        await Redirected(drvn.PostFormAsync(part, new() { ["Version"] = "1", ["CancelReason"] = "Giao nhầm" }, part + "?handler=Cancel"));
        await Redirected(office.PostFormAsync(record, new() { ["Version"] = "1", ["CancelReason"] = "Không còn cần" }, record + "?handler=Cancel"));

        Assert.Equal(5, form.QuerySelectorAll("select[name=LeadUnitId] option").Length);
        Assert.Contains("Là phần việc của", form.QuerySelector(".cols > .stack")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("30/06/2021", (await late.ReadPageAsync()).QuerySelector("#DueOn-problem")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, elsewhere.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, cancelWhole.StatusCode);
        Assert.NotNull((await drvn.OpenAsync(part)).QuerySelector($"dl.facts a[href='{record}']"));
        Assert.NotNull((await drvn.OpenAsync(record)).QuerySelector($"a[href='{part}']"));
        Assert.Contains("Đã hủy", (await office.OpenAsync(record)).QuerySelector(".head")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, (await office.OpenAsync("/chi-dao/nhiem-vu?buoc=Cancelled")).QuerySelectorAll("table tbody tr").Length);
    }

    [Theory, EachDatabase]
    public async Task A_decision_on_an_extension_names_its_document_and_a_priority_has_a_star(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.SignInAsync("office");
        using var drvn = await app.SignInAsync("drvn");
        using var assigned = await office.PostFormAsync(Assign, Fields(app, "drvn"));
        var record = assigned.Headers.Location!.ToString();
        var (document, _) = await ClauseAsync(app, "02MH/TB-BCĐCPĐT", "Kết luận 1");
        await Redirected(drvn.PostFormAsync(record, new() { ["Version"] = "1", ["ProposedOn"] = "30/09/2021", ["ExtensionReason"] = "Chờ số liệu" }, record + "?handler=Extend"));

        Assert.Contains("quyết định đề nghị gia hạn", (await AcknowledgedAsync(drvn, record)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await Redirected(office.PostFormAsync(record, new() { ["DecisionDocument"] = "02mh/tb-bcđcpđt" }, record + "?handler=DecideExtension&accepted=true"));
        await Redirected(office.PostFormAsync(record, new(), record + "?handler=Star&starred=true"));
        var page = await office.OpenAsync(record);

        Assert.NotNull(page.QuerySelector($"table a[href='/van-ban/{document}']"));
        Assert.Contains("★", page.QuerySelector(".head")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("30/09/2021", page.QuerySelector(".head")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(record, (await office.OpenAsync("/chi-dao/nhiem-vu?sao=true")).Body!.InnerHtml, StringComparison.Ordinal);
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> AcknowledgedAsync(HttpClient unit, string record)
    {
        await Redirected(unit.PostFormAsync(record, new(), record + "?handler=Acknowledge"));
        return await unit.OpenAsync(record);
    }

    private static async Task Redirected(Task<HttpResponseMessage> sending)
    {
        using var answer = await sending;
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string record, string name, byte[] content)
    {
        var token = (await browser.OpenAsync(record)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" }, { new StringContent("50"), "Progress" },
            { new StringContent("Đã làm được nửa việc"), "Narrative" }, { new StringContent("Xin bố trí kinh phí"), "Proposal" },
            { new ByteArrayContent(content), "ReportFiles", name },
        };
        return await browser.PostAsync(record + "?handler=Report", form);
    }

    private static Task<(Guid Document, Guid Clause)> ClauseAsync(TestApp app, string number, string label) => app.WithAsync(async s =>
    {
        var db = s.GetRequiredService<AppDb>();
        var key = DocumentNumbers.Key(number);
        var document = await db.Documents.Where(d => d.NumberKey == key).Select(d => d.Id).SingleAsync();
        return (document, await db.Clauses.Where(c => c.DocumentId == document && c.Label == label).Select(c => c.Id).SingleAsync());
    });

    private static Guid Unit(TestApp app, string key) => app.Services.GetRequiredService<OrganisationDirectory>().Find(key)!.Id;

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static Dictionary<string, string> Fields(TestApp app, string lead, Action<Dictionary<string, string>>? change = null)
    {
        var fields = new Dictionary<string, string>
        {
            ["Title"] = "Xây dựng phương án giám sát trung tâm", ["LeadUnitId"] = Unit(app, lead).ToString(), ["AccountablePosition"] = "Tổng cục trưởng",
            ["Authority"] = "Trưởng Ban Chỉ đạo", ["Product"] = "Phương án", ["AcceptanceCriteria"] = "Được phê duyệt", ["DueOn"] = "30/06/2021", ["issue"] = "true",
        };
        change?.Invoke(fields);
        return fields;
    }
}
