using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Jobs;
using LoTrinh.Tests.Harness;
using LoTrinh.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Platform;

/// <summary>What an auditor and an administrator look at.</summary>
public sealed partial class LedgerPageTests
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
        Assert.All(oneKind, r => Assert.StartsWith("Nhiệm vụ NV-", r[4], StringComparison.Ordinal));
        Assert.All(onePerson, r => Assert.Equal(task.ActorName, r[2]));
        Assert.All(oneDay, r => Assert.StartsWith(day, r[1], StringComparison.Ordinal));
        Assert.NotEmpty(onePerson);
        Assert.NotEmpty(oneDay);
        Assert.Equal("Không có dòng nào khớp", none);
        Assert.NotEmpty(last.QuerySelectorAll("tbody tr"));
        Assert.Contains("31/02/2020", (await wrong.ReadPageAsync()).QuerySelector("input[name=tu]")!.GetAttribute("value"), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task An_entry_leads_to_its_record_and_says_each_field_before_and_after_in_words(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.SignInAsync("office");
        using var program = await app.ProgramAsync("office");
        var entry = await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.Where(e => e.SubjectType == "SteeringTask" && e.Changes.Contains("\"CurrentDueOn\":[\"2021-"))
            .OrderBy(e => e.Seq).FirstAsync());
        var made = await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.Where(e => e.SubjectId == entry.SubjectId).OrderBy(e => e.Seq).FirstAsync());

        var page = await office.OpenAsync($"/quan-tri/nhat-ky?ve={entry.SubjectId}");
        var rows = page.QuerySelectorAll("tbody tr").ToDictionary(r => r.QuerySelector("td")!.TextContent.Trim());
        var changed = rows[$"{entry.Seq}"];
        var answer = await program.GetFromJsonAsync<JsonElement>($"/api/v1/ledger?subject={entry.SubjectId}");

        var dates = changed.QuerySelectorAll(".changes li").Single(l => l.QuerySelector("b")!.TextContent == "Hạn hiện tại:");
        Assert.Matches(@"^\d\d/\d\d/2021$", dates.QuerySelector("del")!.TextContent);
        Assert.Matches(@"^\d\d/\d\d/2021$", dates.QuerySelector("span")!.TextContent);
        Assert.Equal($"/chi-dao/nhiem-vu/{entry.SubjectId}", changed.QuerySelector("td a")!.GetAttribute("href"));
        Assert.Equal(HttpStatusCode.OK, (await office.GetAsync(changed.QuerySelector("td a")!.GetAttribute("href"))).StatusCode);
        var first = rows[$"{made.Seq}"].QuerySelector(".changes")!.TextContent;
        Assert.Contains("Đơn vị chủ trì:", first, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"[0-9a-f]{8}-[0-9a-f]{4}-|SearchText|\{|\[", page.QuerySelector("tbody")!.TextContent);
        Assert.Equal("Hạn hiện tại", answer.GetProperty("items").EnumerateArray().Single(i => i.GetProperty("seq").GetInt64() == entry.Seq)
            .GetProperty("changes").EnumerateArray().Select(c => c.GetProperty("field").GetString()).Single(f => f == "Hạn hiện tại"));
    }

    [Theory, EachDatabase]
    public async Task What_a_reader_may_not_read_in_a_record_stands_in_no_entry_about_it_either(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var admin = await app.SignInAsync("admin");
        using var inspector = await app.SignInAsync("inspector");
        using var office = await app.SignInAsync("office");
        var (document, task) = await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            var found = await db.Set<LoTrinh.Steering.Tasks.SteeringTask>().AsNoTracking().FirstAsync(t => t.DocumentId != null);
            await db.Documents.Where(d => d.Id == found.DocumentId).ExecuteUpdateAsync(u => u.SetProperty(d => d.Secrecy, Secrecy.Secret));
            return (await db.Documents.AsNoTracking().SingleAsync(d => d.Id == found.DocumentId), found);
        });

        foreach (var (subject, text, name) in new[] { (document.Id, document.Abstract, document.FullNumber!), (task.Id, task.Title, task.Code) })
        {
            async Task<string> SeenAsync(HttpClient reader) => (await reader.OpenAsync($"/quan-tri/nhat-ky?ve={subject}")).QuerySelector("tbody")!.TextContent;
            Assert.Contains(text, await SeenAsync(office), StringComparison.Ordinal);
            foreach (var reader in new[] { admin, inspector })
            {
                var seen = await SeenAsync(reader);
                Assert.DoesNotContain(text, seen, StringComparison.Ordinal);
                Assert.DoesNotContain(name, seen, StringComparison.Ordinal);
                Assert.Contains("không hiện với quyền của bạn", seen, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Every_field_and_every_value_of_the_demonstrations_ledger_has_words()
    {
        using var app = TestApp.Start();
        using var office = await app.SignInAsync("office");
        var silent = new HashSet<string>();
        for (var page = 1; ; page++)
        {
            var shown = await office.OpenAsync($"/quan-tri/nhat-ky?trang={page}");
            silent.UnionWith(shown.QuerySelectorAll(".changes b").Select(b => b.TextContent.TrimEnd(':')).Where(f => f.Length > 0 && !f.Contains(' ', StringComparison.Ordinal)
                && f.All(char.IsAscii) && f.Skip(1).Any(char.IsUpper)));
            silent.UnionWith(shown.QuerySelectorAll(".changes :is(span, del)").Select(v => v.TextContent).Where(v => Name().IsMatch(v)));
            if (shown.QuerySelector($".pager a[href*='trang={page + 1}']") is null)
            {
                break;
            }
        }

        Assert.Empty(silent);
    }

    // A value of an enumeration that nobody named.
    [System.Text.RegularExpressions.GeneratedRegex("^[A-Z][a-z]+([A-Z][a-z]+)*$")]
    private static partial System.Text.RegularExpressions.Regex Name();

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
