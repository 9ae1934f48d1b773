using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Notifications;
using LoTrinh.Steering.Inspections;
using LoTrinh.Steering.Tasks;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

public sealed class InspectionTests
{
    private const string Api = "/api/v1/steering/inspections";

    [Theory, EachDatabase]
    public async Task An_inspection_goes_from_the_plan_to_the_verified_remedy(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var inspector = await app.ProgramAsync("inspector");
        using var drvn = await app.ProgramAsync("drvn");
        using var office = await app.ProgramAsync("office");

        using var planned = await inspector.PostAsJsonAsync(Api, await PlanAsync(app, "drvn"));
        var url = planned.Headers.Location!.ToString();
        using var hidden = await drvn.GetAsync(url);
        using var decided = await inspector.PostSeenAsync(url + "/decision", new { });
        using var tooEarly = await inspector.PostSeenAsync(url + "/start", new { });
        using var started = await inspector.PostSeenAsync(url + "/start", new { decision = "02MH/QĐ-BCĐCPĐT" });
        var told = await NewsAsync(app, "steering.inspection-decided");
        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.OK],
            new[] { planned, hidden, decided, tooEarly, started }.Select(a => a.StatusCode));
        Assert.Contains(told, t => t.StartsWith("drvn:", StringComparison.Ordinal));

        var whole = await inspector.GetFromJsonAsync<JsonElement>(url);
        foreach (var item in whole.GetProperty("items").EnumerateArray())
        {
            using var answered = await inspector.PostSeenAsync(url + "/answers", new { item = item.GetProperty("id").GetGuid(), answer = "Yes" });
            Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        }

        using var found = await inspector.PostSeenAsync(url + "/findings", new
        {
            nature = "Chưa cập nhật tiến độ", degree = "Serious", cause = "Chưa phân công", causeKind = "Subjective", unit = "drvn", responsible = "Tổng cục trưởng",
            item = whole.GetProperty("items")[0].GetProperty("id").GetGuid(), needsRemedy = true, explainBy = "2021-03-22",
            files = new[] { new { name = "bien-ban.txt", content = Convert.ToBase64String(Encoding.UTF8.GetBytes("Biên bản làm việc")) } },
        });
        var seen = await drvn.GetFromJsonAsync<JsonElement>(url);
        var finding = seen.GetProperty("findings")[0].GetProperty("id").GetGuid();
        using var waits = await inspector.PostSeenAsync(url + "/conclusion", new { conclusion = "Yêu cầu khắc phục" });
        using var notTheirs = await inspector.PostSeenAsync(url + "/explanations", new { finding, explanation = "Không phải việc của tôi" });
        using var explained = await drvn.PostSeenAsync(url + "/explanations", new { finding, explanation = "Đã phân công từ tháng 3" });
        using var concluded = await inspector.PostSeenAsync(url + "/conclusion", new { conclusion = "Yêu cầu khắc phục" });
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("items").ValueKind); // the checklist is the team's until it is concluded
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.OK],
            new[] { found, waits, notTheirs, explained, concluded }.Select(a => a.StatusCode));

        using var unclear = await office.PostAsJsonAsync($"{Api}/findings/{finding}/remedies", new { title = "Phân công người cập nhật", dueOn = "2021-04-15" });
        using var early = await inspector.PostSeenAsync(url + "/closing", new { });
        using var assigned = await office.PostAsJsonAsync($"{Api}/findings/{finding}/remedies", new
        {
            title = "Phân công người cập nhật tiến độ từng vụ", dueOn = "2021-04-15", accountablePosition = "Tổng cục trưởng", authority = "Trưởng Ban Chỉ đạo",
            product = "Quyết định phân công", acceptanceCriteria = "Đủ các vụ",
        });
        var task = (await assigned.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("taskId").GetGuid();
        using var open = await inspector.PostSeenAsync(url + "/closing", new { });
        var stands = (await office.GetFromJsonAsync<JsonElement>($"{Api}/remedies")).EnumerateArray().Single(r => r.GetProperty("task").GetGuid() == task);
        await FinishAsync(drvn, office, task);
        using var closed = await inspector.PostSeenAsync(url + "/closing", new { });
        var end = await inspector.GetFromJsonAsync<JsonElement>(url);

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.Conflict, HttpStatusCode.Created, HttpStatusCode.Conflict, HttpStatusCode.OK],
            new[] { unclear, early, assigned, open, closed }.Select(a => a.StatusCode));
        Assert.Equal(("in-time", "drvn"), (stands.GetProperty("status").GetString(), stands.GetProperty("leadUnit").GetString()));
        Assert.Equal("closed", end.GetProperty("state").GetString());
        Assert.Equal("done-on-time", end.GetProperty("remedies")[0].GetProperty("status").GetString());
    }

    [Theory, EachDatabase]
    public async Task Nobody_of_an_inspected_unit_or_of_one_below_it_inspects_it(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var inspector = await app.ProgramAsync("inspector");

        using var own = await inspector.PostAsJsonAsync(Api, await PlanAsync(app, "ttr"));
        using var below = await inspector.PostAsJsonAsync(Api, (await PlanAsync(app, "drvn")) with
        {
            Team = [new(await AccountAsync(app, "inspector"), null, null, true), new(null, "Chuyên viên Cục Quản lý đường bộ I", "rmb1", false)],
        });
        var problems = (await below.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");

        Assert.Equal(HttpStatusCode.BadRequest, own.StatusCode);
        Assert.Equal(["headId"], (await own.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(e => e.Name));
        Assert.Equal(["members"], problems.EnumerateObject().Select(e => e.Name));
    }

    [Fact]
    public async Task A_remedy_that_cannot_be_linked_leaves_no_task_behind()
    {
        using var app = TestApp.Start();
        using var office = await app.ProgramAsync("office");
        var (finding, before) = await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            return (await db.Inspections.Where(i => i.State == InspectionState.UnderWay).SelectMany(i => i.Findings).Select(f => f.Id).FirstAsync(), await db.Tasks.CountAsync());
        });

        using var refused = await office.PostAsJsonAsync($"{Api}/findings/{finding}/remedies", new
        {
            title = "Khắc phục khi chưa kết luận", dueOn = "2021-04-15", accountablePosition = "Cục trưởng", authority = "Trưởng Ban Chỉ đạo", product = "Báo cáo", acceptanceCriteria = "Đủ",
        });

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal(before, await app.WithAsync(s => s.GetRequiredService<AppDb>().Tasks.CountAsync()));
    }

    [Fact]
    public async Task A_unit_reads_of_its_own_inspections_only_and_never_of_a_plan()
    {
        using var app = TestApp.Start();
        using var drvn = await app.SignInAsync("drvn");
        using var inspector = await app.SignInAsync("inspector");

        var list = (await drvn.OpenAsync("/chi-dao/kiem-tra")).QuerySelector("main")!.TextContent;
        var all = await inspector.OpenAsync("/chi-dao/kiem-tra");
        var links = all.QuerySelectorAll("tbody th a[href*='/chi-dao/kiem-tra/']").Select(a => a.GetAttribute("href")!).Distinct().ToList();
        var answers = new List<HttpStatusCode>();
        foreach (var link in links)
        {
            answers.Add((await drvn.GetAsync(link)).StatusCode);
        }

        Assert.Contains("dữ liệu hành trình", list, StringComparison.Ordinal);
        Assert.DoesNotContain("đăng kiểm", list, StringComparison.Ordinal);
        Assert.Equal(4, links.Count);
        Assert.Single(answers, HttpStatusCode.OK);
        Assert.Equal(3, answers.Count(a => a == HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task The_page_takes_answers_and_explanations_and_loses_nothing_that_was_typed()
    {
        using var app = TestApp.Start();
        using var inspector = await app.SignInAsync("inspector");
        var id = await app.WithAsync(s => s.GetRequiredService<AppDb>().Inspections.Where(i => i.State == InspectionState.UnderWay).Select(i => i.Id).SingleAsync());
        var url = $"/chi-dao/kiem-tra/{id}";
        var page = await inspector.OpenAsync(url);
        var unanswered = page.QuerySelectorAll("select#ItemId option").First(o => o.GetAttribute("value") is { Length: > 0 } && !o.TextContent.Contains('✓', StringComparison.Ordinal));

        using var lacking = await inspector.PostFormAsync(url, new() { ["muc"] = unanswered.GetAttribute("value")!, ["Answer"] = "No", ["Note"] = "" }, url + "?handler=Answer");
        using var finding = await inspector.PostFormAsync(url, new() { ["Nature"] = "Chưa có minh chứng", ["Degree"] = "Grave", ["ExplainBy"] = "ngày mai" }, url + "?handler=Find");
        var kept = await finding.ReadPageAsync();
        using var answered = await inspector.PostFormAsync(url, new() { ["muc"] = unanswered.GetAttribute("value")!, ["Answer"] = "No", ["Note"] = "Thiếu hai sản phẩm" }, url + "?handler=Answer");
        var after = (await inspector.OpenAsync(url)).QuerySelector("main")!.TextContent;

        Assert.Equal(HttpStatusCode.BadRequest, lacking.StatusCode);
        Assert.Contains("Ghi rõ chỗ chưa đạt", (await lacking.ReadPageAsync()).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, finding.StatusCode);
        Assert.Equal("Chưa có minh chứng", kept.QuerySelector("[name=Nature]")!.TextContent);
        Assert.Equal("ngày mai", kept.QuerySelector("[name=ExplainBy]")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
        Assert.Contains("Thiếu hai sản phẩm", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Findings_are_exported_with_their_remedies_and_found_at_their_tasks()
    {
        using var app = TestApp.Start();
        using var office = await app.SignInAsync("office");
        using var drvn = await app.SignInAsync("drvn");

        var csv = await office.GetStringAsync("/chi-dao/kiem-tra/xuat?dang=csv");
        var own = await drvn.GetStringAsync("/chi-dao/kiem-tra/xuat?dang=csv");
        var task = await app.WithAsync(s => s.GetRequiredService<AppDb>().Tasks.Where(t => t.Code == "NV-2020-00062").Select(t => t.Id).SingleAsync());
        var page = (await office.OpenAsync($"/chi-dao/nhiem-vu/{task}")).QuerySelector("main")!.TextContent;
        var found = (await office.OpenAsync("/tim-kiem?q=KT-2021-001")).QuerySelector("main")!.TextContent;

        Assert.Contains("NV-2020-00061 (Hoàn thành đúng hạn)", csv, StringComparison.Ordinal);
        Assert.Contains("Cục Đường sắt Việt Nam", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("Cục Đường sắt Việt Nam", own, StringComparison.Ordinal);
        Assert.Contains("Khắc phục phát hiện 1 của KT-2021-001", page, StringComparison.Ordinal);
        Assert.Contains("dữ liệu hành trình", found, StringComparison.Ordinal);
    }

    private static async Task<InspectionBody> PlanAsync(TestApp app, string unit) => new(2021, 1, "Kiểm tra việc cập nhật tiến độ", null, new(2020, 7, 14), new(2021, 2, 28),
        new(2021, 3, 15), new(2021, 3, 19), [unit], [new(await AccountAsync(app, "inspector"), null, null, true)], "unit-committee", null);

    private static Task<Guid> AccountAsync(TestApp app, string name) =>
        app.WithAsync(s => s.GetRequiredService<AppDb>().Users.Where(a => a.UserName == name).Select(a => a.Id).SingleAsync());

    private static Task<List<string>> NewsAsync(TestApp app, string kind) => app.WithAsync(s =>
    {
        var db = s.GetRequiredService<AppDb>();
        return db.Notifications.Where(n => n.Kind == kind).Join(db.Users, n => n.AccountId, a => a.Id, (n, a) => a.UserName + ":" + n.Title).ToListAsync();
    });

    private static async Task FinishAsync(HttpClient unit, HttpClient office, Guid task)
    {
        var url = $"/api/v1/steering/tasks/{task}";
        foreach (var (who, step, body) in new (HttpClient, string, object)[]
        {
            (unit, "acknowledgement", new { }), (unit, "submissions", new { productReference = "Quyết định 12, ngày 15/03/2021" }), (office, "verification", new { accepted = true }),
        })
        {
            using var answer = await who.PostSeenAsync($"{url}/{step}", body);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }
}
