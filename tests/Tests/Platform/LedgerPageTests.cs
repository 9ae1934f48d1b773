using LoTrinh.Platform.Data;
using LoTrinh.Platform.Jobs;
using LoTrinh.Tests.Harness;
using LoTrinh.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Platform;

/// <summary>What an auditor and an administrator look at.</summary>
public sealed class LedgerPageTests
{
    [Theory, EachDatabase]
    public async Task The_ledger_is_narrowed_by_person_kind_days_and_record(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var admin = await app.SignInAsync("admin");
        var task = await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.Where(e => e.SubjectType == "SteeringTask").OrderBy(e => e.Seq).FirstAsync());

        var oneRecord = await RowsAsync(admin, $"?ve={task.SubjectId}");
        var oneKind = await RowsAsync(admin, "?loai=SteeringTask");
        var onePerson = await RowsAsync(admin, $"?nguoi={Uri.EscapeDataString(task.ActorName.ToLowerInvariant())}&loai=SteeringTask");
        var day = task.At.AddHours(7).ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);
        var oneDay = await RowsAsync(admin, $"?tu={day}&den={day}&loai=SteeringTask");
        var none = (await admin.OpenAsync("/quan-tri/nhat-ky?nguoi=khong-ai-ten-the")).QuerySelector(".empty h2")!.TextContent;
        var last = await admin.OpenAsync("/quan-tri/nhat-ky?den=31/12/9999");
        using var wrong = await admin.GetAsync("/quan-tri/nhat-ky?tu=31/02/2020");

        var kept = await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.CountAsync(e => e.SubjectId == task.SubjectId));
        Assert.Equal(kept, oneRecord.Count);
        Assert.All(oneKind, r => Assert.Equal("Nhiệm vụ", r[4]));
        Assert.All(onePerson, r => Assert.Equal(task.ActorName, r[2]));
        Assert.All(oneDay, r => Assert.StartsWith(day, r[1], StringComparison.Ordinal));
        Assert.NotEmpty(onePerson);
        Assert.NotEmpty(oneDay);
        Assert.Equal("Không có dòng nào khớp", none);
        Assert.NotEmpty(last.QuerySelectorAll("tbody tr"));
        Assert.Contains("31/02/2020", (await wrong.ReadPageAsync()).QuerySelector("input[name=tu]")!.GetAttribute("value"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_is_told_by_its_last_run()
    {
        var now = new DateTime(2021, 3, 15, 1, 0, 0, DateTimeKind.Utc);
        JobLease Lease(int heldMinutes, int dueMinutes, string? failure = null) => new()
        {
            Name = "x", StartedAt = now.AddMinutes(-30), HeldUntilAt = now.AddMinutes(heldMinutes), DueAt = now.AddMinutes(dueMinutes), Failure = failure,
        };

        Assert.Equal(
            [JobState.Never, JobState.Running, JobState.Failed, JobState.Waiting, JobState.Well],
            new[] { null, Lease(5, -30, "TimeoutException"), Lease(-1, 5, "TimeoutException"), Lease(-20, -11), Lease(-20, -2) }.Select(l => JobListPage.StateOf(l, now)));
    }

    [Theory, EachDatabase]
    public async Task Every_job_stands_on_the_page_with_a_name_and_its_state(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var admin = await app.SignInAsync("admin");
        var names = await app.WithAsync(s => Task.FromResult(s.GetServices<IRecurringJob>().Select(j => j.Name).ToList()));
        await app.WithAsync(async s =>
        {
            var job = s.GetServices<IRecurringJob>().First();
            await s.GetRequiredService<JobLeases>().TakeAsync(job, Guid.Empty, default);
            await s.GetRequiredService<JobLeases>().FinishAsync(job, Guid.Empty, new TimeoutException());
            return 0;
        });

        var rows = (await admin.OpenAsync("/quan-tri/viec-dinh-ky")).QuerySelectorAll("tbody tr").ToList();

        Assert.Equal(names.Count, rows.Count);
        Assert.Contains(rows, r => r.TextContent.Contains("15 giây", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.TextContent.Contains("10 phút", StringComparison.Ordinal));
        Assert.DoesNotContain(names, n => !app.Services.GetRequiredService<Texts>().Has($"job.{n}"));
        Assert.Contains(rows, r => r.TextContent.Contains("Lần gần nhất bị lỗi", StringComparison.Ordinal) && r.TextContent.Contains("TimeoutException", StringComparison.Ordinal));
    }

    private static async Task<List<List<string>>> RowsAsync(HttpClient browser, string query) =>
        [.. (await browser.OpenAsync("/quan-tri/nhat-ky" + query)).QuerySelectorAll("tbody tr").Select(r => r.QuerySelectorAll("td").Select(c => c.TextContent.Trim()).ToList())];
}
