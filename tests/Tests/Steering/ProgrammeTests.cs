using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Notifications;
using LoTrinh.Steering.Programmes;
using LoTrinh.Steering.Tasks;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

[Trait("Speed", "slow")]
public sealed class ProgrammeTests
{
    private const string Api = "/api/v1/steering/programmes";

    [Theory, EachDatabase]
    public async Task A_plan_changes_by_versions_and_answers_what_it_said_on_a_day(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.ProgramAsync("office");
        using var drvn = await app.ProgramAsync("drvn");

        using var entered = await office.PostAsJsonAsync(Api, Plan("DA-T1", "2021-02-01", to: "2021-06-30"));
        var url = entered.Headers.Location!.ToString();
        var first = await office.GetFromJsonAsync<JsonElement>(url);
        using var same = await office.PutSeenAsync(url, Kept(first, "2021-03-01", "vì"));
        using var unexplained = await office.PutSeenAsync(url, Kept(first, "2021-03-01", null, to: "2021-09-30"));
        using var changed = await office.PutSeenAsync(url, Kept(first, "2021-03-01", "Chậm vốn", to: "2021-09-30"));
        using var backwards = await office.PutSeenAsync(url, Kept(first, "2021-02-15", "Nhầm", to: "2021-10-29"));
        using var lost = await office.PutSeenAsync(url, Kept(first, "2021-03-02", "Cũ", to: "2021-11-30", version: 1));
        var then = await drvn.GetFromJsonAsync<JsonElement>(url + "?asOf=2021-02-28");
        var now = await drvn.GetFromJsonAsync<JsonElement>(url);
        using var before = await office.GetAsync(url + "?asOf=2021-01-31");
        using var ahead = await office.GetAsync(url + "?asOf=2021-03-16");

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.Conflict,
            HttpStatusCode.NotFound, HttpStatusCode.NotFound], new[] { entered, same, unexplained, changed, backwards, lost, before, ahead }.Select(a => a.StatusCode));
        Assert.Equal((1, "2021-06-30"), (then.GetProperty("planNumber").GetInt32(), then.GetProperty("plan").GetProperty("endsOn").GetString()));
        Assert.Equal((2, "2021-09-30", "Chậm vốn"), (now.GetProperty("planNumber").GetInt32(), now.GetProperty("plan").GetProperty("endsOn").GetString(), now.GetProperty("reason").GetString()));
        Assert.Equal(Key(then), Key(now));

        static string? Key(JsonElement plan) => plan.GetProperty("plan").GetProperty("phases")[0].GetProperty("key").GetString();
    }

    [Theory, EachDatabase]
    public async Task The_tree_goes_from_high_to_low_and_each_unit_writes_below_its_own(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.ProgramAsync("office");
        using var drvn = await app.ProgramAsync("drvn");
        using var inspector = await app.ProgramAsync("inspector");

        using var scheme = await office.PostAsJsonAsync(Api, Plan("ĐA-T", "2021-02-01", level: "Scheme"));
        var id = await IdAsync(scheme);
        using var taken = await office.PostAsJsonAsync(Api, Plan("ĐA-T", "2021-02-01"));
        using var upsideDown = await office.PostAsJsonAsync(Api, Plan("CT-T", "2021-02-01", level: "Programme", parent: id));
        using var below = await drvn.PostAsJsonAsync(Api, Plan("DA-T", "2021-02-01", parent: id));
        using var stranger = await drvn.PostAsJsonAsync(Api, Plan("DA-L", "2021-02-01", lead: "vp"));
        using var reader = await inspector.PostAsJsonAsync(Api, Plan("DA-I", "2021-02-01"));
        using var elsewhere = await drvn.PostAsJsonAsync(Api, Plan("DA-E", "2021-02-01", parent: await IdOfAsync(app, "CT-CĐS")));
        using var early = await drvn.PostSeenAsync($"{Api}/{id}/end", new { state = "Completed", reason = "Xong" });
        using var end = await drvn.PostSeenAsync($"{Api}/{await IdAsync(below)}/end", new { state = "Completed", reason = "Xong" });
        using var ended = await drvn.PostSeenAsync($"{Api}/{id}/end", new { state = "Stopped", reason = "Gộp" });
        using var late = await drvn.PostAsJsonAsync(Api, Plan("DA-U", "2021-02-01", parent: id));

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.Created, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden,
            HttpStatusCode.BadRequest, HttpStatusCode.Conflict, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.BadRequest],
            new[] { scheme, taken, upsideDown, below, stranger, reader, elsewhere, early, end, ended, late }.Select(a => a.StatusCode));
        Assert.Contains("programme.parent-not-yours", await elsewhere.Content.ReadAsStringAsync());
        Assert.Contains("programme.parent-closed", await late.Content.ReadAsStringAsync());
    }

    [Theory, EachDatabase]
    public async Task A_baseline_keeps_what_was_promised_and_today_is_compared_with_it(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.ProgramAsync("office");
        using var drvn = await app.ProgramAsync("drvn");
        using var entered = await office.PostAsJsonAsync(Api, Plan("DA-T2", "2021-02-01", to: "2021-06-30"));
        var (id, url) = (await IdAsync(entered), entered.Headers.Location!.ToString());

        using var refused = await drvn.PostAsJsonAsync(url + "/baselines", new { name = "Của đơn vị" });
        using var frozen = await office.PostAsJsonAsync(url + "/baselines", new { name = "Đầu năm" });
        using var again = await office.PostAsJsonAsync(url + "/baselines", new { name = "Lần hai" });
        var first = await frozen.Content.ReadFromJsonAsync<JsonElement>();
        var same = await office.GetFromJsonAsync<JsonElement>(url + "/comparison");
        using var changed = await office.PutSeenAsync(url, Kept(await office.GetFromJsonAsync<JsonElement>(url), "2021-03-15", "Chậm", to: "2021-09-30"));
        var moved = await office.GetFromJsonAsync<JsonElement>($"{url}/comparison?from={first.GetProperty("id").GetGuid()}");
        var days = await office.GetFromJsonAsync<JsonElement>(url + "/comparison?from=2021-03-14&to=2021-03-15");
        using var nowhere = await office.GetAsync(url + "/comparison?from=2021-01-01");
        var whole = await office.GetFromJsonAsync<JsonElement>(frozen.Headers.Location!.ToString());

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.NotFound],
            new[] { refused, frozen, again, changed, nowhere }.Select(a => a.StatusCode));
        Assert.Empty(same.GetProperty("changes").EnumerateArray());
        Assert.Equal(["end 30/06/2021 30/09/2021"], Shown(moved));
        Assert.Equal(["end 30/06/2021 30/09/2021"], Shown(days));
        Assert.Equal(("2021-06-30", true), (whole.GetProperty("tree").GetProperty("nodes")[0].GetProperty("content").GetProperty("endsOn").GetString(), whole.GetProperty("isSound").GetBoolean()));
        Assert.Equal([1, 2], await app.WithAsync(s => s.GetRequiredService<AppDb>().Set<ProgrammeBaseline>().Where(b => b.ProgrammeId == id).OrderBy(b => b.Number).Select(b => b.Number).ToListAsync()));

        static IEnumerable<string> Shown(JsonElement comparison) => comparison.GetProperty("changes").EnumerateArray()
            .Select(c => $"{c.GetProperty("part").GetString()} {c.GetProperty("before").GetString()} {c.GetProperty("after").GetString()}");
    }

    [Theory, EachDatabase]
    public async Task The_unit_and_someone_outside_it_rate_and_the_unit_answers(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.ProgramAsync("office");
        using var drvn = await app.ProgramAsync("drvn");
        using var inspector = await app.ProgramAsync("inspector");
        using var entered = await office.PostAsJsonAsync(Api, Plan("DA-T3", "2021-02-01"));
        var (id, url) = (await IdAsync(entered), entered.Headers.Location!.ToString());

        using var own = await drvn.PostAsJsonAsync(url + "/ratings", new { side = "Unit", level = "green", reason = "Đúng tiến độ" });
        using var judgesItself = await drvn.PostAsJsonAsync(url + "/ratings", new { side = "Reviewer", level = "green", reason = "Tốt" });
        using var speaksForUnit = await inspector.PostAsJsonAsync(url + "/ratings", new { side = "Unit", level = "red", reason = "Chậm" });
        using var outside = await inspector.PostAsJsonAsync(url + "/ratings", new { side = "Reviewer", level = "red", reason = "Chưa có vốn" });
        var ratings = await drvn.GetFromJsonAsync<JsonElement>(url + "/ratings");
        var rating = ratings[0].GetProperty("id").GetGuid();
        using var drvnBrowser = await app.SignInAsync("drvn");
        var waits = (await drvnBrowser.OpenAsync("/viec-cua-toi")).Body!.TextContent;
        using var reply = await drvn.PostAsJsonAsync($"{url}/ratings/{rating}/reply", new { reply = "Tiếp thu" });
        using var twice = await drvn.PostAsJsonAsync($"{url}/ratings/{rating}/reply", new { reply = "Nữa" });
        var row = (await office.GetFromJsonAsync<JsonElement>(Api + "?q=DA-T3"))[0];
        var told = await app.WithAsync(async s => await s.GetRequiredService<AppDb>().Set<Notification>().Where(n => n.Kind.StartsWith("steering.programme-") && n.Url.EndsWith(id.ToString()))
            .Select(n => n.Kind).Distinct().OrderBy(k => k).ToListAsync());

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Conflict],
            new[] { own, judgesItself, speaksForUnit, outside, reply, twice }.Select(a => a.StatusCode));
        Assert.Equal(("reviewer", "2021-03-22"), (ratings[0].GetProperty("side").GetString(), ratings[0].GetProperty("replyDueOn").GetString())); // five working days
        Assert.Contains("DA-T3", waits);
        Assert.Equal(("green", "red"), (row.GetProperty("unitConfidence").GetString(), row.GetProperty("reviewerConfidence").GetString()));
        Assert.Equal(["steering.programme-replied", "steering.programme-reviewed"], told);
    }

    [Theory, EachDatabase]
    public async Task A_phase_is_reported_by_the_unit_and_its_gate_decided_outside_it(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.ProgramAsync("office");
        using var drvn = await app.ProgramAsync("drvn");
        using var chair = await app.ProgramAsync("chair");
        using var entered = await office.PostAsJsonAsync(Api, Plan("DA-T4", "2021-02-01"));
        var url = entered.Headers.Location!.ToString();
        var phase = (await office.GetFromJsonAsync<JsonElement>(url)).GetProperty("plan").GetProperty("phases")[0].GetProperty("key").GetGuid();

        using var forecast = await drvn.PostAsJsonAsync(url + "/phase-reports", new { phase, startedOn = "2021-02-02", forecastOn = "2021-05-31", note = "Chờ vốn" });
        var late = await office.GetFromJsonAsync<JsonElement>(url);
        using var officeReports = await office.PostAsJsonAsync(url + "/phase-reports", new { phase, startedOn = "2021-02-02" });
        using var unknown = await drvn.PostAsJsonAsync(url + "/phase-reports", new { phase = Guid.NewGuid(), startedOn = "2021-02-02" });
        using var done = await drvn.PostAsJsonAsync(url + "/phase-reports", new { phase, startedOn = "2021-02-02", finishedOn = "2021-03-12" });
        using var own = await drvn.PostAsJsonAsync(url + "/gate-decisions", new { phase, outcome = "Pass", decidedOn = "2021-03-15" });
        using var noDocument = await chair.PostAsJsonAsync(url + "/gate-decisions", new { phase, outcome = "Pass", decidedOn = "2021-03-15", document = "không có" });
        using var passed = await chair.PostAsJsonAsync(url + "/gate-decisions", new { phase, outcome = "Pass", decidedOn = "2021-03-15", document = "923/QĐ-TTg" });
        var stands = (await office.GetFromJsonAsync<JsonElement>(url)).GetProperty("phases")[0];

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.BadRequest, HttpStatusCode.OK],
            new[] { forecast, officeReports, unknown, done, own, noDocument, passed }.Select(a => a.StatusCode));
        Assert.Equal("forecast-late", late.GetProperty("phases")[0].GetProperty("status").GetString());
        Assert.Equal(("done", "pass"), (stands.GetProperty("status").GetString(), stands.GetProperty("gate").GetString()));
    }

    [Theory, EachDatabase]
    public async Task A_task_belongs_to_one_element_and_rolls_up_to_those_above(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.ProgramAsync("office");
        using var scheme = await office.PostAsJsonAsync(Api, Plan("ĐA-T5", "2021-02-01", level: "Scheme"));
        using var project = await office.PostAsJsonAsync(Api, Plan("DA-T5", "2021-02-01", parent: await IdAsync(scheme)));
        var url = project.Headers.Location!.ToString();

        using var unknown = await office.PostAsJsonAsync(url + "/tasks", new { tasks = new[] { "NV-2020-00059", "NV-9" } });
        using var taken = await office.PostAsJsonAsync(url + "/tasks", new { tasks = new[] { "NV-2020-00059", "NV-2020-00004" } });
        var none = await TasksAsync(office, "ĐA-T5");
        using var attached = await office.PostAsJsonAsync(url + "/tasks", new { tasks = new[] { "NV-2020-00059" } });
        var one = await TasksAsync(office, "ĐA-T5");
        var task = await app.WithAsync(s => s.GetRequiredService<AppDb>().Set<SteeringTask>().Where(t => t.Code == "NV-2020-00059").Select(t => t.Id).SingleAsync());
        using var browser = await app.SignInAsync("office");
        var page = (await browser.OpenAsync($"/chi-dao/nhiem-vu/{task}")).Body!.TextContent;
        using var detached = await office.PostAsync($"{url}/detached-tasks/{task}", null);
        using var back = await office.PostAsJsonAsync(url + "/tasks", new { tasks = new[] { "NV-2020-00059" } });

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK],
            new[] { unknown, taken, attached, detached, back }.Select(a => a.StatusCode));
        Assert.Contains("NV-9", await unknown.Content.ReadAsStringAsync());
        Assert.Contains("DA-CSDL", await taken.Content.ReadAsStringAsync());
        Assert.Equal((0, 1), (none, one));
        Assert.Contains("ĐA-T5", page);

        static async Task<int> TasksAsync(HttpClient client, string code) => (await client.GetFromJsonAsync<JsonElement>($"{Api}?q={Uri.EscapeDataString(code)}"))
            .EnumerateArray().Single(p => p.GetProperty("code").GetString() == code).GetProperty("tasks").GetInt32();
    }

    [Fact]
    public async Task The_demonstration_says_what_the_plan_of_its_expressways_was_and_what_became_of_it()
    {
        using var app = TestApp.Start();
        using var office = await app.SignInAsync("office");
        var its = await IdOfAsync(app, "DA-ITS");

        var then = (await office.OpenAsync($"/chi-dao/chuong-trinh/{its}?ngay=31/12/2020")).Body!.TextContent;
        var future = (await office.OpenAsync($"/chi-dao/chuong-trinh/{its}?ngay=30/06/2021")).Body!.TextContent;
        var compared = (await office.OpenAsync($"/chi-dao/chuong-trinh/{its}/so-sanh")).Body!.TextContent;
        var drawn = await office.OpenAsync($"/chi-dao/chuong-trinh/{its}/tien-do?ty-le=Days&tu=01/02/2021");

        Assert.Contains("19/08/2020 – 31/12/2020", then);
        Assert.Contains("chưa đến", future);
        Assert.Contains("+90 ngày", compared);
        Assert.NotEmpty(drawn.QuerySelectorAll("#gantt-ground .gantt-rest"));
        Assert.NotEmpty(drawn.QuerySelectorAll("tbody .late"));
    }

    [Fact]
    public async Task A_plan_that_is_refused_keeps_every_row_that_was_typed()
    {
        using var app = TestApp.Start();
        using var office = await app.SignInAsync("office");

        using var answer = await office.PostFormAsync("/chi-dao/chuong-trinh/lap", new()
        {
            ["Name"] = "Dự án thử", ["Level"] = "Project", ["Phases[0].Name"] = "Chuẩn bị", ["Phases[0].From"] = "31/02/2021", ["Budget[0].Name"] = "Thiết bị", ["Budget[0].Amount"] = "1.250,5",
        });
        var page = await answer.ReadPageAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["Dự án thử", "Chuẩn bị", "31/02/2021", "Thiết bị", "1.250,5"],
            new[] { "Name", "Phases[0].Name", "Phases[0].From", "Budget[0].Name", "Budget[0].Amount" }.Select(n => page.QuerySelector($"[name='{n}']")!.GetAttribute("value")));
    }

    private static object Plan(string code, string validFrom, string? to = null, string level = "Project", Guid? parent = null, string lead = "drvn") => new
    {
        code, name = $"Phần tử {code}", level, parent, lead, accountable = "Tổng cục trưởng", startsOn = "2021-01-04", endsOn = to ?? "2021-12-31",
        phases = new[] { new { name = "Chuẩn bị", from = "2021-01-04", to = "2021-04-30", gate = "Hồ sơ được duyệt" } },
        budget = new[] { new { name = "Thiết bị", source = "Recurrent", year = 2021, amount = 1_000_000 } }, documents = new[] { "923/QĐ-TTg" }, validFrom,
    };

    // The plan as it was read, with what changes.
    private static object Kept(JsonElement read, string validFrom, string? reason, string? to = null, int? version = null)
    {
        var plan = read.GetProperty("plan");
        return new
        {
            code = plan.GetProperty("code"), name = plan.GetProperty("name"), level = plan.GetProperty("level"), lead = "drvn", accountable = plan.GetProperty("accountable"),
            startsOn = plan.GetProperty("startsOn"), endsOn = to ?? plan.GetProperty("endsOn").GetString(), phases = plan.GetProperty("phases"), budget = plan.GetProperty("budget"),
            documents = new[] { "923/QĐ-TTg" }, validFrom, reason, version,
        };
    }

    private static async Task<Guid> IdAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();

    private static Task<Guid> IdOfAsync(TestApp app, string code) =>
        app.WithAsync(s => s.GetRequiredService<AppDb>().Set<Programme>().Where(p => p.Code == code).Select(p => p.Id).SingleAsync());
}
