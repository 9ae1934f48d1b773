using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Search;
using LoTrinh.Steering.Tasks;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

public sealed class TaskPageTests
{
    [Theory, EachDatabase]
    public async Task The_overview_counts_what_the_list_shows_and_every_status_occurs(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var program = await app.ProgramAsync("office");

        var overview = await program.GetFromJsonAsync<JsonElement>("/api/v1/steering/overview");
        var counts = overview.GetProperty("counts");

        foreach (var (name, status) in new[] { ("inTime", "InTime"), ("dueSoon", "DueSoon"), ("overdue", "Overdue"), ("doneOnTime", "DoneOnTime"), ("doneLate", "DoneLate"), ("noDeadline", "NoDeadline") })
        {
            var listed = (await program.GetFromJsonAsync<JsonElement>($"/api/v1/steering/tasks?status={status}")).GetProperty("count").GetInt32();
            Assert.True(listed > 0, $"no task is {status}");
            Assert.Equal(listed, counts.GetProperty(name).GetInt32());
        }

        Assert.Equal(64, counts.GetProperty("total").GetInt32());
    }

    [Theory, EachDatabase]
    public async Task A_commitment_goes_from_assignment_to_the_verified_product(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.SignInAsync("office");
        using var drvn = await app.SignInAsync("drvn");
        var lead = await UnitAsync(app, "drvn");

        using var assigned = await office.PostFormAsync("/chi-dao/giao-nhiem-vu", Fields(lead));
        Assert.Equal(HttpStatusCode.Redirect, assigned.StatusCode);
        var record = assigned.Headers.Location!.ToString();
        Assert.Equal(HttpStatusCode.Redirect, (await drvn.PostFormAsync(record, new() { ["Version"] = "1" }, record + "?handler=Acknowledge")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await drvn.PostFormAsync(record, new() { ["Version"] = "2", ["Progress"] = "60", ["Narrative"] = "Đã xong phần lớn" }, record + "?handler=Report")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await drvn.PostFormAsync(record, new() { ["Version"] = "3", ["ProductReference"] = "99/BC-TCĐBVN" }, record + "?handler=Submit")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await office.PostFormAsync(record, new() { ["Version"] = "4", ["accepted"] = "true" }, record + "?handler=Verify")).StatusCode);

        var page = await office.OpenAsync(record);
        Assert.Contains("Hoàn thành đúng hạn", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(5, page.QuerySelectorAll("ol.timeline > li").Length);
    }

    [Theory, EachDatabase]
    public async Task Two_people_who_edit_one_task_lose_neither_text(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var drvn = await app.SignInAsync("drvn");
        var record = await OpenRecordAsync(app);
        var version = (await drvn.OpenAsync(record)).QuerySelector("input[name=Version]")!.GetAttribute("value")!;

        using var first = await drvn.PostFormAsync(record, new() { ["Version"] = version, ["Progress"] = "50", ["Narrative"] = "Bản thứ nhất" }, record + "?handler=Report");
        using var second = await drvn.PostFormAsync(record, new() { ["Version"] = version, ["Progress"] = "55", ["Narrative"] = "Bản thứ hai <script>" }, record + "?handler=Report");
        var page = await second.ReadPageAsync();

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal("Bản thứ hai <script>", page.QuerySelector("textarea[name=Narrative]")!.TextContent.TrimStart('\n'));
        Assert.Contains("Bản thứ nhất", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Chưa thực hiện được", page.QuerySelector(".ds-error-summary h2")!.TextContent);
        var summary = page.QuerySelector(".ds-error-summary")!;
        Assert.Contains("đã lưu lúc", summary.TextContent, StringComparison.Ordinal);
        Assert.Equal(record, summary.QuerySelector("a[target=_blank]")!.GetAttribute("href"));
        Assert.Contains("50", summary.QuerySelector("dl")!.TextContent, StringComparison.Ordinal);

        // Pressed again, knowing what stands there: it is saved, and the other's words stay in the history.
        var now = page.QuerySelector("form[action$='handler=Report'] input[name=Version]")!.GetAttribute("value")!;
        using var again = await drvn.PostFormAsync(record, new() { ["Version"] = now, ["Progress"] = "55", ["Narrative"] = "Bản thứ hai <script>" }, record + "?handler=Report");
        var after = await drvn.OpenAsync(record);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal("Đã ghi nhận: Cập nhật tiến độ.", after.QuerySelector("main > [role=status]")!.TextContent);
        Assert.Contains("Bản thứ nhất", after.QuerySelector("ol.timeline")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await drvn.OpenAsync(record)).QuerySelector("main > [role=status]"));
    }

    [Fact]
    public async Task An_unclear_task_is_refused_beside_each_field_and_keeps_what_was_typed()
    {
        using var app = TestApp.Start();
        using var office = await app.SignInAsync("office");
        var fields = Fields(await UnitAsync(app, "drvn"));
        fields["Product"] = "";
        fields["DueOn"] = "31/02/2021";

        using var answer = await office.PostFormAsync("/chi-dao/giao-nhiem-vu", fields);
        var page = await answer.ReadPageAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("31/02/2021", page.QuerySelector("input[name=DueOn]")!.GetAttribute("value"));
        Assert.Equal(fields["Title"], page.QuerySelector("input[name=Title]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Everything_that_an_empty_task_lacks_is_named_at_once_by_its_label()
    {
        using var app = TestApp.Start();
        using var office = await app.SignInAsync("office");

        using var empty = await office.PostFormAsync("/chi-dao/giao-nhiem-vu", new() { ["issue"] = "true" });
        using var unreadable = await office.PostFormAsync("/chi-dao/giao-nhiem-vu", new() { ["issue"] = "true", ["DueWorkingDays"] = "9999999999", ["DueOn"] = "31/02/2020" });
        using var draft = await office.PostFormAsync("/chi-dao/giao-nhiem-vu", new() { ["issue"] = "false" });

        Assert.Equal(["Title", "LeadUnitId", "AccountablePosition", "Authority", "Product", "AcceptanceCriteria", "DueOn"], await LinksAsync(empty));
        Assert.Equal(["Title", "LeadUnitId"], await LinksAsync(draft));
        var page = await unreadable.ReadPageAsync();
        Assert.Equal("Tháng 02/2020 không có ngày 31.", page.QuerySelector("#DueOn-problem")!.TextContent);
        Assert.StartsWith("Số này quá lớn.", page.QuerySelector("#DueWorkingDays-problem")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Số ngày làm việc từ ngày giao: Số này quá lớn.", page.QuerySelector(".ds-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("#Authority-problem"));
    }

    [Fact]
    public async Task A_refused_file_is_told_beside_the_field_that_sent_it_alone()
    {
        using var app = TestApp.Start();
        using var drvn = await app.SignInAsync("drvn");
        var record = await OpenRecordAsync(app);
        var page = await drvn.OpenAsync(record);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent("50"), "Progress" }, { new StringContent("Đã làm"), "Narrative" }, { new ByteArrayContent([77, 90, 144, 0]), "ReportFiles", "minh-chung.exe" },
        };

        using var answer = await drvn.PostAsync(record + "?handler=Report", form);
        var again = await answer.ReadPageAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotNull(again.QuerySelector("#ReportFiles-problem"));
        Assert.Null(again.QuerySelector("#ProductFiles-problem"));
        Assert.Equal("#ReportFiles", again.QuerySelector(".ds-error-summary a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_citizen_is_refused_and_a_unit_sees_only_its_own()
    {
        using var app = TestApp.Start();
        using var citizen = await app.SignInAsync("citizen");
        using var drvn = await app.ProgramAsync("drvn");
        using var anyone = app.Anonymous();

        Assert.Equal(HttpStatusCode.Forbidden, (await citizen.GetAsync("/chi-dao")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await anyone.GetAsync("/chi-dao/nhiem-vu")).StatusCode);
        var seen = (await drvn.GetFromJsonAsync<JsonElement>("/api/v1/steering/tasks")).GetProperty("count").GetInt32();
        Assert.InRange(seen, 5, 40);
        var foreign = await app.WithAsync(s => ForeignTaskAsync(s.GetRequiredService<AppDb>()));
        Assert.Equal(HttpStatusCode.NotFound, (await drvn.GetAsync($"/api/v1/steering/tasks/{foreign}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await drvn.PostAsync($"/api/v1/steering/tasks/{foreign}/acknowledgement", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await drvn.PostAsJsonAsync("/api/v1/steering/tasks", new { title = "x" })).StatusCode);
    }

    [Fact]
    public async Task The_list_sorted_by_name_is_in_the_order_of_its_names_whatever_their_marks()
    {
        using var app = TestApp.Start();
        using var office = await app.SignInAsync("office");

        var titles = (await office.OpenAsync("/chi-dao/nhiem-vu?sapxep=title")).QuerySelectorAll("table tbody th a").Select(a => Folding.Fold(a.TextContent)).ToList();

        Assert.Equal(TaskFilter.PageSize, titles.Count);
        Assert.Equal(titles.Order(StringComparer.Ordinal), titles);
    }

    [Fact]
    public async Task A_report_says_at_once_what_is_wrong_with_its_words_and_with_its_files()
    {
        using var app = TestApp.Start();
        using var drvn = await app.SignInAsync("drvn");
        var id = await app.WithAsync(async s =>
        {
            var unit = s.GetRequiredService<OrganisationDirectory>().Find("drvn")!.Id;
            return await s.GetRequiredService<AppDb>().Tasks.Where(t => t.LeadUnitId == unit && t.State == TaskState.InProgress).Select(t => t.Id).FirstAsync();
        });
        var work = app.WithAsync(async s => await s.GetRequiredService<TaskWork>().Report(
            await app.ActorAsync("drvn"), id, null, 150, "", null, default, null, [new("báo cáo.pdf", new MemoryStream("MZ"u8.ToArray()))]));

        Assert.Contains("files.not-what-it-claims", (await work).Problems.Select(p => p.Code));
        Assert.True((await work).Problems.Length > 2);
    }

    [Fact]
    public async Task The_list_is_found_without_diacritics_and_exported()
    {
        using var app = TestApp.Start();
        using var office = await app.SignInAsync("office");

        var page = await office.OpenAsync("/chi-dao/nhiem-vu?q=giay+phep+lai+xe");
        var csv = await office.GetStringAsync("/chi-dao/nhiem-vu/xuat?dang=csv&q=giay+phep+lai+xe");

        Assert.Single(page.QuerySelectorAll("table tbody tr"));
        Assert.Contains("Kết nối dữ liệu giấy phép lái xe", csv, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> LinksAsync(HttpResponseMessage answer) =>
        (await answer.ReadPageAsync()).QuerySelectorAll(".ds-error-summary li a").Select(a => a.GetAttribute("href")![1..]);

    private static Dictionary<string, string> Fields(string lead) => new()
    {
        ["Title"] = "Kết nối dữ liệu trạm cân với hệ thống dùng chung", ["LeadUnitId"] = lead, ["AccountablePosition"] = "Tổng cục trưởng",
        ["Authority"] = "Trưởng Ban Chỉ đạo", ["Product"] = "Biên bản kết nối", ["AcceptanceCriteria"] = "Dữ liệu truyền đủ", ["DueWorkingDays"] = "20", ["issue"] = "true",
    };

    private static Task<string> UnitAsync(TestApp app, string key) =>
        Task.FromResult(app.Services.GetRequiredService<LoTrinh.Platform.Organisation.OrganisationDirectory>().Find(key)!.Id.ToString());

    private static Task<string> OpenRecordAsync(TestApp app) => app.WithAsync(async s =>
    {
        var lead = s.GetRequiredService<LoTrinh.Platform.Organisation.OrganisationDirectory>().Find("drvn")!.Id;
        var id = await s.GetRequiredService<AppDb>().Tasks.Where(t => t.State == TaskState.InProgress && t.LeadUnitId == lead).Select(t => t.Id).FirstAsync();
        return $"/chi-dao/nhiem-vu/{id}";
    });

    private static Task<Guid> ForeignTaskAsync(AppDb db) =>
        db.Tasks.Where(t => t.Title.StartsWith("Bố trí kinh phí")).Select(t => t.Id).SingleAsync();

    [Fact]
    public async Task A_form_that_was_looked_at_is_saved_by_its_other_buttons()
    {
        using var app = TestApp.Start();
        using var office = await app.SignInAsync("office");

        using var looked = await office.PostFormAsync("/chi-dao/giao-nhiem-vu", new() { ["Title"] = "Số hóa hồ sơ" }, "/chi-dao/giao-nhiem-vu?cha=&handler=Look");
        var form = (await looked.ReadPageAsync()).QuerySelector("main form")!;

        Assert.Equal("/chi-dao/giao-nhiem-vu?cha=", form.GetAttribute("action"));
        Assert.NotNull(form.QuerySelector("button[formaction$='handler=Look']"));
        Assert.Null((await office.OpenAsync("/chi-dao/giao-nhiem-vu")).QuerySelector("main form")!.GetAttribute("action"));
    }
}
