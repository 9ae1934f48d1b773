using System.Net.Http.Json;
using System.Text.Json;
using CsCheck;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;
using LoTrinh.Steering.Urging;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

public sealed class ReminderTests
{
    private static readonly UrgingRules Rules = UrgingRuleBook.Official.On(new(2021, 3, 15));

    [Fact]
    public void The_ladder_goes_up_in_days_and_levels_and_each_step_says_why()
    {
        var steps = Rules.Steps;

        Assert.Equal(steps.OrderBy(s => s.Days).ThenBy(s => s.Level), steps);
        Assert.Equal([0, 0, 1, 2, 3, 4], steps.Select(s => s.Level));
        Assert.All(steps, s => Assert.True(s.Basis.Length > 10 && s.To.Length > 0));
        Assert.Equal(DueSoon.WorkingDays, -steps[0].Days);
    }

    [Fact]
    public void However_days_are_cut_the_same_steps_are_reached_once()
    {
        var rules = Rules;
        Gen.Select(Gen.Int[-30, 30], Gen.Int[0, 60], Gen.Int[0, 60]).Sample((from, first, second) =>
        {
            var (middle, last) = (from + first, from + first + second);
            var atOnce = rules.Reached(from, last).Select(s => s.Days);
            var inParts = rules.Reached(from, middle).Concat(rules.Reached(middle, last)).Select(s => s.Days);
            Assert.Equal(atOnce, inParts);
        });
    }

    [Fact]
    public void After_the_last_step_the_chair_is_told_each_month() =>
        Assert.Equal([20, 40, 60], Rules.Reached(10, 60).Select(s => s.Days));

    [Theory, EachDatabase]
    public async Task A_task_is_reminded_of_at_each_step_once_and_two_runs_or_processes_send_nothing_twice(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var task = await IssueAsync(app, new(2021, 3, 22));
        var sent = new List<(int Day, int Count)>();

        for (var day = 15; day <= 24; day++)
        {
            await PassAsync(app, new DateOnly(2021, 3, day), times: 2);
            sent.Add((day, (await RemindersAsync(app, task)).Count));
        }

        // Due Monday 22/03: three working days before is Wednesday 17/03; then the day itself, then the first working day after.
        Assert.Equal([(15, 0), (16, 0), (17, 1), (18, 1), (19, 1), (20, 1), (21, 1), (22, 2), (23, 3), (24, 3)], sent);
        var rows = await RemindersAsync(app, task);
        Assert.All(rows, r => Assert.False(r.IsSkipped));
        Assert.Equal([-3, 0, 1], rows.Select(r => r.StepDays));
    }

    [Theory, EachDatabase]
    public async Task After_days_without_the_job_only_the_latest_step_is_sent_and_older_ones_are_noted_as_skipped(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var task = await IssueAsync(app, new(2021, 3, 22));
        var drvn = await app.ActorAsync("drvn");

        await PassAsync(app, new(2021, 4, 12));
        var rows = await RemindersAsync(app, task);
        var digests = await app.WithAsync(s => s.GetRequiredService<AppDb>().Notifications
            .Where(n => n.AccountId == drvn.AccountId && n.Kind == "steering.reminder" && n.CreatedAt > new DateTime(2021, 4, 1, 0, 0, 0, DateTimeKind.Utc)).ToListAsync());

        Assert.Equal([-3, 0, 1, 5, 10], rows.Select(r => r.StepDays));
        Assert.Equal([true, true, true, true, false], rows.Select(r => r.IsSkipped));
        Assert.Equal(15, rows[^1].DaysLate);
        Assert.Contains("Thí điểm trạm cân điện tử", $"{Assert.Single(digests).Title}\n{digests[0].Body}", StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task An_extension_begins_the_ladder_anew_and_handing_in_stops_it(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (office, drvn) = (await app.ActorAsync("office"), await app.ActorAsync("drvn"));
        var (extended, handedIn) = (await IssueAsync(app, new(2021, 3, 22)), await IssueAsync(app, new(2021, 3, 22)));
        await PassAsync(app, new(2021, 3, 17));
        await app.WithAsync(async s =>
        {
            var work = s.GetRequiredService<TaskWork>();
            await work.Acknowledge(drvn, extended, null, default);
            await work.AskExtension(drvn, extended, null, new(2021, 3, 29), "Chờ dữ liệu", default);
            await work.DecideExtension(office, extended, null, true, null, default);
            await work.Acknowledge(drvn, handedIn, null, default);
            return await work.SubmitProduct(drvn, handedIn, null, "15/BC", null, default);
        });
        await PassAsync(app, new(2021, 3, 24));

        Assert.Equal([(new(2021, 3, 22), -3), (new DateOnly(2021, 3, 29), -3)], (await RemindersAsync(app, extended)).Select(r => (r.DueOn, r.StepDays)));
        Assert.Equal([-3], (await RemindersAsync(app, handedIn)).Select(r => r.StepDays));
    }

    [Fact]
    public async Task A_week_late_the_head_learns_of_it_and_where_a_unit_has_no_account_the_office_does()
    {
        using var app = TestApp.Start();
        var (own, accountless) = (await IssueAsync(app, new(2021, 3, 22)), await IssueAsync(app, new(2021, 3, 22), "vr"));
        var (head, office, drvn) = (await app.ActorAsync("drvn-head"), await app.ActorAsync("office"), await app.ActorAsync("drvn"));

        await PassAsync(app, new(2021, 3, 29));

        async Task<string> ToldAsync(Guid account) => await app.WithAsync(s => s.GetRequiredService<AppDb>().Notifications
            .Where(n => n.AccountId == account && n.Key == "reminder:2021-03-29").Select(n => n.Title + "\n" + n.Body).SingleAsync());
        var codes = await app.WithAsync(s => s.GetRequiredService<AppDb>().Tasks.Where(t => t.Id == own || t.Id == accountless).ToDictionaryAsync(t => t.Id, t => t.Code));
        Assert.Contains(codes[own], await ToldAsync(head.AccountId), StringComparison.Ordinal);
        Assert.Contains(codes[own], await ToldAsync(drvn.AccountId), StringComparison.Ordinal);
        Assert.Contains(codes[accountless], await ToldAsync(office.AccountId), StringComparison.Ordinal);
        Assert.DoesNotContain(codes[own], await ToldAsync(office.AccountId), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_is_on_the_record_counted_on_the_overview_and_read_by_programs()
    {
        using var app = TestApp.Start();
        using var office = await app.SignInAsync("office");
        using var program = await app.ProgramAsync("office");
        using var other = await app.ProgramAsync("drvn");
        var overview = await office.OpenAsync("/chi-dao");
        var late = await app.WithAsync(s => s.GetRequiredService<AppDb>().Reminders.Where(r => r.Level == 4 && !r.IsSkipped).Select(r => r.TaskId).FirstAsync());
        var foreign = await app.WithAsync(s => ForeignAsync(s.GetRequiredService<AppDb>(), s.GetRequiredService<OrganisationDirectory>()));

        var record = await office.OpenAsync($"/chi-dao/nhiem-vu/{late}");
        var answer = await program.GetFromJsonAsync<JsonElement>($"/api/v1/steering/tasks/{late}/reminders");
        using var refused = await other.GetAsync($"/api/v1/steering/tasks/{foreign}/reminders");

        Assert.Matches("đã đôn đốc [1-9][0-9]* lần", overview.Body!.TextContent);
        Assert.Contains("đôn đốc cấp 4", record.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Phó Trưởng Ban Chỉ đạo", record.Body.TextContent, StringComparison.Ordinal);
        Assert.True(answer.GetProperty("timesUrged").GetInt32() >= 4);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, refused.StatusCode);
    }

    private static Task<Guid> IssueAsync(TestApp app, DateOnly due, string lead = "drvn") => app.WithAsync(async s =>
    {
        var unit = s.GetRequiredService<OrganisationDirectory>().Find(lead)!.Id;
        var draft = new TaskDraft("", "Thí điểm trạm cân điện tử", null, unit, [], "Người đứng đầu", "Trưởng Ban Chỉ đạo", "Báo cáo", "Có số liệu", DueBasis.Date, null, due);
        return (await s.GetRequiredService<TaskWork>().Assign(await app.ActorAsync("office"), draft, issue: true, default)).Value.Id;
    });

    private static async Task PassAsync(TestApp app, DateOnly day, int times = 1)
    {
        app.Clock.Set(new DateTimeOffset(day.ToDateTime(new(8, 30)), TimeSpan.FromHours(7)));
        await Task.WhenAll(Enumerable.Range(0, times).Select(_ => app.RunAsync<SendReminders>()));
        await app.RunAsync<SendReminders>();
    }

    private static Task<List<Reminder>> RemindersAsync(TestApp app, Guid task) =>
        app.WithAsync(s => s.GetRequiredService<AppDb>().Reminders.AsNoTracking().Where(r => r.TaskId == task).OrderBy(r => r.DueOn).ThenBy(r => r.StepDays).ToListAsync());

    private static Task<Guid> ForeignAsync(AppDb db, OrganisationDirectory organisation)
    {
        var tc = organisation.Find("tc")!.Id;
        return db.Tasks.Where(t => t.LeadUnitId == tc).Select(t => t.Id).FirstAsync();
    }
}
