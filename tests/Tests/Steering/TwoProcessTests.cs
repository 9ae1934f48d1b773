using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Notifications;
using LoTrinh.Steering.Tasks;
using LoTrinh.Steering.Urging;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

/// <summary>Two processes on one PostgreSQL. That they freeze a period once is told with the reviews.</summary>
public sealed class TwoProcessTests
{
    [Theory, EachDatabase]
    public async Task Both_send_the_day_s_reminders_at_once_and_each_person_gets_one(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var other = app.Beside();
        var day = new DateTimeOffset(2021, 3, 16, 8, 30, 0, TimeSpan.FromHours(7));
        app.Clock.Set(day);
        other?.Clock.Set(day);
        var before = await ToldAsync(app);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? app : other ?? app).RunAsync<SendReminders>()));

        var told = await ToldAsync(app);
        Assert.True(told.Count > before.Count);
        Assert.Equal(told.Distinct().Count(), told.Count);
        var steps = await app.WithAsync(s => s.GetRequiredService<AppDb>().Reminders.AsNoTracking().Where(r => r.At >= day.UtcDateTime).ToListAsync());
        Assert.NotEmpty(steps);
        Assert.Equal(steps.Count, steps.DistinctBy(r => (r.TaskId, r.DueOn, r.StepDays)).Count());
        Assert.Equal(1, await app.WithAsync(s => s.GetRequiredService<AppDb>().ReminderRuns.CountAsync(r => r.On == new DateOnly(2021, 3, 16))));
    }

    [Theory, EachDatabase]
    public async Task Of_two_who_write_to_one_task_through_both_one_is_told_what_stands_there_and_both_texts_are_kept(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var other = app.Beside();
        var (here, there) = (await app.ProgramAsync("drvn"), await (other ?? app).ProgramAsync("drvn"));
        var (id, version) = await app.WithAsync(async s =>
        {
            var task = await s.GetRequiredService<AppDb>().Tasks.AsNoTracking().FirstAsync(t => t.State == TaskState.InProgress && t.LeadUnitId ==
                s.GetRequiredService<LoTrinh.Platform.Organisation.OrganisationDirectory>().Find("drvn")!.Id);
            return (task.Id, task.Version);
        });

        var answers = await Task.WhenAll(ReportAsync(here, id, version, "Đã khảo sát tuyến phía Bắc"), ReportAsync(there, id, version, "Đã khảo sát tuyến phía Nam"));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(a => a.Status).Order());
        var lost = answers.Single(a => a.Status == HttpStatusCode.Conflict);
        var standing = await there.GetFromJsonAsync<JsonElement>($"/api/v1/steering/tasks/{id}");
        var again = await ReportAsync(there, id, standing.GetProperty("version").GetInt32(), lost.Text);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        var kept = await app.WithAsync(s => s.GetRequiredService<AppDb>().Tasks.Where(t => t.Id == id).SelectMany(t => t.Updates).Select(u => u.Narrative).ToListAsync());
        Assert.Contains("Đã khảo sát tuyến phía Bắc", kept);
        Assert.Contains("Đã khảo sát tuyến phía Nam", kept);
    }

    private static async Task<(HttpStatusCode Status, string Text)> ReportAsync(HttpClient program, Guid id, int version, string text)
    {
        using var answer = await program.PostAsJsonAsync($"/api/v1/steering/tasks/{id}/updates", new { progress = 60, narrative = text, version });
        return (answer.StatusCode, text);
    }

    private static Task<List<string>> ToldAsync(TestApp app) => app.WithAsync(async s =>
    {
        var db = s.GetRequiredService<AppDb>();
        List<string> told = [.. (await db.Notifications.AsNoTracking().OrderBy(n => n.Id).ToListAsync()).Select(n => $"{n.AccountId} {n.Kind} {n.Key}")];
        told.AddRange((await db.OutgoingMail.AsNoTracking().OrderBy(m => m.Id).ToListAsync()).Select(m => $"{m.To} {m.Subject}"));
        return told;
    });
}
