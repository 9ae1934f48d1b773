using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Handovers;
using LoTrinh.Steering.Tasks;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

/// <summary>A unit that is split or merged hands its open tasks over, and each task keeps a record of it.</summary>
public sealed class HandoverTests
{
    private static readonly DateTimeOffset AfterTheSplit = new(2022, 9, 5, 8, 0, 0, TimeSpan.FromHours(7));

    [Fact]
    public void The_lead_passes_over_with_all_that_is_due_and_a_coordinator_only_with_its_place()
    {
        var (old, heir, other) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var led = SteeringTask.Draft(Draft(old, heir), "").Value;
        var helped = SteeringTask.Draft(Draft(other, old), "").Value;

        Assert.True(led.Transfer(Transfer(old, heir), "Cục trưởng").Ok);
        Assert.True(helped.Transfer(Transfer(old, heir), null).Ok);

        Assert.Equal((heir, "Cục trưởng", new DateOnly(2022, 12, 31)), (led.LeadUnitId, led.AccountablePosition, led.CurrentDueOn));
        Assert.Empty(led.Coordinators);
        Assert.Equal((other, heir), (helped.LeadUnitId, Assert.Single(helped.Coordinators).UnitId));
        Assert.Equal((true, false), (Assert.Single(led.Transfers).WasLead, Assert.Single(helped.Transfers).WasLead));
    }

    [Fact]
    public void What_is_over_or_belongs_to_another_unit_or_has_nobody_to_answer_for_it_is_not_handed_over()
    {
        var (old, heir) = (Guid.NewGuid(), Guid.NewGuid());
        var task = SteeringTask.Draft(Draft(old), "").Value;

        Assert.Equal("steering.transfer-position", Assert.Single(task.Transfer(Transfer(old, heir), " ").Problems).Code);
        Assert.Equal("steering.transfer-other", Assert.Single(task.Transfer(Transfer(heir, old), "Cục trưởng").Problems).Code);
        Assert.True(task.Cancel("Không còn cần", 0).Ok);
        Assert.Equal("steering.not-transferable", Assert.Single(task.Transfer(Transfer(old, heir), "Cục trưởng").Problems).Code);
    }

    [Theory, EachDatabase]
    public async Task A_unit_below_an_ended_one_is_succeeded_as_that_is_and_chains_lead_to_units_of_the_day(TestDatabase database)
    {
        using var app = TestApp.Start(database);

        var (split, merged) = await app.WithAsync(async s =>
        {
            var organisation = s.GetRequiredService<OrganisationDirectory>();
            var written = (await s.GetRequiredService<AppDb>().UnitSuccessions.ToListAsync()).Where(u => u.FromUnitId != organisation.Find("rmb1")!.Id).ToLookup(u => u.FromUnitId);
            var bureau = organisation.Find("rmb1")!;
            return (Successors.Of(bureau, written, organisation, new(2022, 9, 5)).Select(u => u.Key).ToList(),
                Successors.Of(bureau, written, organisation, new(2025, 3, 5)).Select(u => u.Key).ToList());
        });

        Assert.Equal(["cdbvn", "cdct"], split);
        Assert.Equal(["moc-road"], merged);
    }

    [Theory, EachDatabase]
    public async Task After_the_split_the_office_hands_the_open_tasks_of_the_old_directorate_to_its_successors(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using (var before = await app.SignInAsync("office"))
        {
            Assert.Contains("Bàn giao", (await before.OpenAsync("/chi-dao/ban-giao")).Title, StringComparison.Ordinal);
            Assert.DoesNotContain("Tổng cục Đường bộ", (await before.OpenAsync("/chi-dao/ban-giao")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        }

        app.Clock.Set(AfterTheSplit);
        using var office = await app.SignInAsync("office");
        using var drvn = await app.SignInAsync("drvn");
        var listed = (await office.OpenAsync("/chi-dao/ban-giao")).QuerySelector("main")!.TextContent;
        var form = await office.OpenAsync("/chi-dao/ban-giao/drvn");
        var boxes = form.QuerySelectorAll("input[name=Tasks]").Select(b => b.GetAttribute("value")!).ToList();
        var road = await UnitAsync(app, "cdbvn");

        using var empty = await office.PostFormAsync("/chi-dao/ban-giao/drvn", new() { ["ToUnitId"] = road.ToString(), ["Position"] = "", ["Basis"] = "Nghị định 56/2022/NĐ-CP", ["Tasks"] = boxes[0] });
        using var done = await office.PostFormAsync("/chi-dao/ban-giao/drvn",
            new() { ["ToUnitId"] = road.ToString(), ["Position"] = "Cục trưởng", ["Basis"] = "Nghị định 56/2022/NĐ-CP", ["Tasks"] = boxes[0] });

        Assert.Contains("Tổng cục Đường bộ Việt Nam", listed, StringComparison.Ordinal);
        Assert.True(boxes.Count > 1);
        Assert.All(form.QuerySelectorAll("input[name=Tasks]"), b => Assert.True(b.HasAttribute("checked")));
        Assert.Contains("Ghi chức danh chịu trách nhiệm ở", (await empty.ReadPageAsync()).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal(boxes.Count - 1, (await office.OpenAsync("/chi-dao/ban-giao/drvn")).QuerySelectorAll("input[name=Tasks]").Length);
        var record = await office.OpenAsync($"/chi-dao/nhiem-vu/{boxes[0]}");
        Assert.Contains("Tổng cục Đường bộ Việt Nam → Cục Đường bộ Việt Nam", record.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Nhiệm vụ được bàn giao", record.QuerySelector("ol.timeline")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await drvn.GetAsync($"/chi-dao/nhiem-vu/{boxes[0]}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await drvn.GetAsync("/chi-dao/ban-giao")).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task A_part_is_directed_by_the_unit_that_leads_its_whole_before_and_after_that_passes_over(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.ProgramAsync("office");
        using var drvn = await app.ProgramAsync("drvn");
        var foreign = await AssignAsync(office, "vr");
        var partOfForeign = await AssignAsync(office, "rmb1", foreign);
        var own = await AssignAsync(office, "drvn");
        var part = await AssignAsync(drvn, "rmb1", own);

        using var notTheirs = await drvn.PostSeenAsync($"/api/v1/steering/tasks/{partOfForeign}/cancellation", new { reason = "Của đơn vị khác" });
        app.Clock.Set(AfterTheSplit);
        using var later = await app.ProgramAsync("office");
        using var handed = await later.PostAsJsonAsync("/api/v1/steering/handovers/drvn", new { to = "cdbvn", tasks = new[] { own }, position = "Cục trưởng", basis = "Nghị định 56/2022/NĐ-CP" });
        using var wrong = await later.PostAsJsonAsync("/api/v1/steering/handovers/drvn", new { to = "vr", tasks = new[] { own }, basis = "" });

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.BadRequest), (notTheirs.StatusCode, handed.StatusCode, wrong.StatusCode));
        var said = await wrong.Content.ReadAsStringAsync();
        Assert.Contains("handover.to", said, StringComparison.Ordinal);
        Assert.Contains("handover.basis", said, StringComparison.Ordinal);
        var directs = await app.WithAsync(s => s.GetRequiredService<AppDb>().Tasks.Where(t => t.Id == part).Select(t => t.HandedDownById).SingleAsync());
        Assert.Equal(await UnitAsync(app, "cdbvn"), directs);
        var waiting = await later.GetFromJsonAsync<JsonElement>("/api/v1/steering/handovers");
        Assert.Contains(waiting.EnumerateArray(), u => u.GetProperty("unit").GetString() == "rmb1" && u.GetProperty("successors").GetArrayLength() == 1);
    }

    private static TaskDraft Draft(Guid lead, params Guid[] coordinators) => new("NV-1", "Xây dựng cơ sở dữ liệu đường bộ", null, lead, coordinators, "Tổng cục trưởng", "Bộ trưởng",
        "Cơ sở dữ liệu", "Được nghiệm thu", DueBasis.Date, null, new(2022, 12, 31));

    private static TaskTransfer Transfer(Guid from, Guid to) =>
        new() { FromUnitId = from, ToUnitId = to, Basis = "Nghị định 56/2022/NĐ-CP", By = "office", At = AfterTheSplit.UtcDateTime };

    private static Task<Guid> UnitAsync(TestApp app, string key) => app.WithAsync(s => Task.FromResult(s.GetRequiredService<OrganisationDirectory>().Find(key)!.Id));

    private static async Task<Guid> AssignAsync(HttpClient program, string lead, Guid? parent = null)
    {
        using var made = await program.PostAsJsonAsync("/api/v1/steering/tasks", new
        {
            title = "Số hóa hồ sơ cầu đường", leadUnit = lead, accountablePosition = "Thủ trưởng", authority = "Bộ trưởng", product = "Bộ hồ sơ số", acceptanceCriteria = "Đủ hồ sơ",
            dueOn = "2023-06-30", parentId = parent, issue = true,
        });
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
        return (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }
}
