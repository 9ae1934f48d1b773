using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Steering.Tasks;
using LoTrinh.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

/// <summary>What of a task is shown to whom, and what its whole demands of a part.</summary>
public sealed class TaskSightTests
{
    [Theory, EachDatabase]
    public async Task Of_a_task_that_one_may_not_open_nothing_is_told_through_its_parts_or_its_whole(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.ProgramAsync("office");
        using var drvn = await app.ProgramAsync("drvn");
        using var officer = await app.SignInAsync("drvn");
        var foreign = await AssignAsync(office, Body("vr"));
        var partOfForeign = await AssignAsync(office, Body("drvn", foreign));
        var whole = await AssignAsync(office, Body("drvn"));
        var draft = await AssignAsync(office, Body("vr", whole, issue: false, title: "Bản thảo chưa giao"));

        using var under = await officer.GetAsync($"/chi-dao/giao-nhiem-vu?cha={foreign}");
        using var hung = await drvn.PostAsJsonAsync("/api/v1/steering/tasks", Body("rmb1", foreign));
        var part = await officer.OpenAsync($"/chi-dao/nhiem-vu/{partOfForeign}");
        var record = await officer.OpenAsync($"/chi-dao/nhiem-vu/{whole}");
        var parts = (await drvn.GetFromJsonAsync<JsonElement>($"/api/v1/steering/tasks/{whole}")).GetProperty("parts");
        var allParts = (await office.GetFromJsonAsync<JsonElement>($"/api/v1/steering/tasks/{whole}")).GetProperty("parts");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (under.StatusCode, hung.StatusCode));
        Assert.Null(part.QuerySelector($"a[href='/chi-dao/nhiem-vu/{foreign}']"));
        Assert.DoesNotContain("Bản thảo chưa giao", record.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((0, 1), (parts.GetArrayLength(), allParts.GetArrayLength()));
        Assert.Equal(draft, allParts[0].GetGuid());
    }

    [Theory, EachDatabase]
    public async Task A_part_is_not_due_after_its_whole_when_it_is_issued_later_or_given_more_time(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.ProgramAsync("office");
        using var drvn = await app.ProgramAsync("drvn");
        var whole = await AssignAsync(office, Body("vr", due: "2021-04-15"));
        var part = await AssignAsync(office, Body("drvn", whole, due: "2021-04-14"));
        var waiting = await AssignAsync(office, Body("drvn", whole, issue: false, workingDays: 5));
        await drvn.PostAsJsonAsync($"/api/v1/steering/tasks/{part}/acknowledgement", new { });
        await drvn.PostSeenAsync($"/api/v1/steering/tasks/{part}/extensions", new { proposedOn = "2021-04-20", reason = "Chờ số liệu" });

        using var granted = await office.PostSeenAsync($"/api/v1/steering/tasks/{part}/extensions/decision", new { accepted = true, reason = "Đồng ý" });
        using var refused = await office.PostSeenAsync($"/api/v1/steering/tasks/{part}/extensions/decision", new { accepted = false, reason = "Quá hạn của việc chung" });
        app.Clock.Set(new(2021, 4, 12, 8, 0, 0, TimeSpan.FromHours(7)));
        using var later = await app.ProgramAsync("office");
        using var issued = await later.PostSeenAsync($"/api/v1/steering/tasks/{waiting}/issue", new { });

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.BadRequest), (granted.StatusCode, refused.StatusCode, issued.StatusCode));
        Assert.Contains("15/04/2021", await granted.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task The_export_has_what_the_list_has_and_what_has_no_deadline_comes_last(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.SignInAsync("office");

        var list = await office.OpenAsync("/chi-dao/nhiem-vu?quatu=31&quaden=90");
        var lines = (await office.GetStringAsync("/chi-dao/nhiem-vu/xuat?quatu=31&quaden=90&dang=csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var all = await office.GetStringAsync("/chi-dao/nhiem-vu/xuat?dang=csv");
        using var absurd = await office.GetAsync("/chi-dao/nhiem-vu?quatu=999999999&quaden=-999999999");

        Assert.Equal(list.QuerySelectorAll("table tbody tr").Length, lines.Length - 1);
        Assert.True(all.Split('\n').Length > lines.Length);
        Assert.Equal(HttpStatusCode.OK, absurd.StatusCode);
        var dues = await app.WithAsync(async s =>
            (await s.GetRequiredService<TaskQueries>().AllAsync(await app.ActorAsync("office"), new TaskFilter(), default)).ConvertAll(r => r.DueOn));
        Assert.Contains(null, dues);
        Assert.All(dues.SkipWhile(d => d is not null), d => Assert.Null(d));
    }

    private static async Task<Guid> AssignAsync(HttpClient program, object body)
    {
        using var answer = await program.PostAsJsonAsync("/api/v1/steering/tasks", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private static object Body(
        string lead, Guid? parent = null, bool issue = true, string title = "Rà soát số liệu phương tiện", string due = "2021-06-30", int? workingDays = null) => new
        {
            title, leadUnit = lead, parentId = parent, accountablePosition = "Thủ trưởng đơn vị", authority = "Trưởng Ban Chỉ đạo", product = "Báo cáo",
            acceptanceCriteria = "Có số liệu", dueOn = workingDays is null ? due : null, dueWorkingDays = workingDays, issue,
        };
}
