using System.Net;
using Ical.Net;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.DeadlineCalendar;
using LoTrinh.Steering.Tasks;
using LoTrinh.Tests.Harness;
using LoTrinh.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

public sealed class DeadlineCalendarTests
{
    private const string Awkward = "Đề án số 7; gồm: “đường bộ”, đường sắt\\đường thủy\nvà phần còn lại của kế hoạch kết nối dữ liệu toàn ngành giao thông vận tải";

    [Fact]
    public async Task What_is_written_is_read_back_with_its_diacritics_commas_and_lines_and_no_line_is_longer_than_75_bytes()
    {
        using var app = TestApp.Start();
        var task = Sample(new(2021, 3, 31), DueStatus.DueSoon);

        var file = Write(app, task);
        var read = Assert.Single(Calendar.Load(file)!.Events);

        Assert.Equal(Awkward, read.Summary);
        Assert.Equal(new DateOnly(2021, 3, 31), DateOnly.FromDateTime(read.Start!.Value));
        Assert.False(read.Start.HasTime);
        Assert.Equal($"{task.Id}@lo-trinh", read.Uid);
        Assert.Equal(7, read.Sequence);
        Assert.Equal(task.ChangedAt, read.LastModified!.AsUtc);
        Assert.Equal($"https://ministry.example/chi-dao/nhiem-vu/{task.Id}", read.Url!.ToString());
        Assert.Contains("Chủ trì: Tổng cục Đường bộ Việt Nam", read.Description, StringComparison.Ordinal);
        Assert.All(file.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75, line));
        await Task.CompletedTask;
    }

    [Fact]
    public void An_overdue_task_is_marked_and_changed_when_its_day_ended()
    {
        using var app = TestApp.Start();

        var read = Assert.Single(Calendar.Load(Write(app, Sample(new(2021, 3, 12), DueStatus.Overdue)))!.Events);

        Assert.StartsWith("[QUÁ HẠN] Đề án số 7", read.Summary, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2021, 3, 13).StartUtc(), read.LastModified!.AsUtc);
    }

    [Theory, EachDatabase]
    public async Task An_officer_makes_an_address_a_calendar_reads_it_without_signing_in_and_nothing_more_once_it_is_revoked(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var drvn = await app.SignInAsync("drvn");
        using var calendar = app.Anonymous();

        var address = await MakeAsync(drvn, null);
        using var answer = await calendar.GetAsync(address);
        var events = Calendar.Load(await answer.Content.ReadAsStringAsync())!.Events;
        using var again = await calendar.SendAsync(new(HttpMethod.Get, address) { Headers = { IfNoneMatch = { answer.Headers.ETag! } } });
        var open = await app.WithAsync(async s =>
        {
            var units = s.GetRequiredService<OrganisationDirectory>() is var o ? o.Under(o.Find("drvn")!.Path).Select(u => u.Id).ToList()
                : [];
            return await s.GetRequiredService<TaskQueries>().Seen(await app.ActorAsync("drvn"))
                .Where(t => units.Contains(t.LeadUnitId) && t.CompletedOn == null && t.CurrentDueOn != null)
                .ToDictionaryAsync(t => $"{t.Id}@lo-trinh", t => t.CurrentDueOn!.Value);
        });

        Assert.Equal("text/calendar", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(open.Keys.Order(StringComparer.Ordinal), events.Select(e => e.Uid!).Order(StringComparer.Ordinal));
        Assert.All(events, e => Assert.Equal(open[e.Uid!], DateOnly.FromDateTime(e.Start!.Value)));
        Assert.Contains(events, e => e.Summary!.StartsWith("[QUÁ HẠN] ", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);

        var id = (await drvn.OpenAsync("/chi-dao/lich-han")).QuerySelector("input[name=id]")!.GetAttribute("value")!;
        using var revoked = await drvn.PostFormAsync("/chi-dao/lich-han", new() { ["id"] = id }, "/chi-dao/lich-han?handler=Revoke");
        using var gone = await calendar.GetAsync(address);
        Assert.Equal(HttpStatusCode.Redirect, revoked.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task The_key_is_kept_as_a_hash_and_shown_once()
    {
        using var app = TestApp.Start();
        using var drvn = await app.SignInAsync("drvn");

        var key = KeyOf(await MakeAsync(drvn, null));
        var kept = await app.WithAsync(s => s.GetRequiredService<AppDb>().CalendarFeeds.AsNoTracking().SingleAsync());
        var page = await drvn.OpenAsync("/chi-dao/lich-han");

        Assert.Equal(IssueApiToken.HashOf(key), kept.Hash);
        Assert.DoesNotContain(key, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_locked_account_and_one_without_its_role_leave_addresses_that_answer_like_unknown_ones()
    {
        using var app = TestApp.Start();
        using var drvn = await app.SignInAsync("drvn");
        using var calendar = app.Anonymous();
        var address = await MakeAsync(drvn, null);
        var id = (await app.ActorAsync("drvn")).AccountId;

        async Task<HttpStatusCode> AfterAsync(Func<AppDb, Task> change)
        {
            await app.WithAsync(async s =>
            {
                await change(s.GetRequiredService<AppDb>());
                return 0;
            });
            using var answer = await calendar.GetAsync(address);
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.NotFound,
            await AfterAsync(db => db.Users.Where(a => a.Id == id).ExecuteUpdateAsync(u => u.SetProperty(a => a.IsDisabled, true))));
        Assert.Equal(HttpStatusCode.OK,
            await AfterAsync(db => db.Users.Where(a => a.Id == id).ExecuteUpdateAsync(u => u.SetProperty(a => a.IsDisabled, false))));
        Assert.Equal(HttpStatusCode.NotFound,
            await AfterAsync(db => db.RoleAssignments.Where(r => r.AccountId == id).ExecuteDeleteAsync()));
        using var unknown = await calendar.GetAsync("/chi-dao/lich-han/0000000000000000.ics");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task An_address_of_a_unit_lists_what_it_and_those_below_it_lead_and_a_unit_that_may_not_be_read_is_refused()
    {
        using var app = TestApp.Start();
        using var office = await app.SignInAsync("office");
        using var drvn = await app.SignInAsync("drvn");
        using var calendar = app.Anonymous();
        var units = await app.WithAsync(s =>
            Task.FromResult(s.GetRequiredService<OrganisationDirectory>().All.Values.ToDictionary(u => u.Key, u => u)));

        var file = Calendar.Load(await calendar.GetStringAsync(await MakeAsync(office, units["vr"].Id)))!;
        using var refused = await drvn.PostFormAsync("/chi-dao/lich-han", new() { ["UnitId"] = units["vr"].Id.ToString() });

        Assert.Equal("Hạn nhiệm vụ: Cục Đăng kiểm Việt Nam", file.Properties["NAME"]!.Value);
        Assert.NotEmpty(file.Events);
        Assert.All(file.Events, e => Assert.Contains("Chủ trì: Cục Đăng kiểm Việt Nam", e.Description, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task In_English_under_its_prefix_and_of_a_task_under_a_secret_document_the_code_alone()
    {
        using var app = TestApp.Start();
        using var drvn = await app.SignInAsync("drvn");
        using var calendar = app.Anonymous();
        var (code, title) = await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            var unit = s.GetRequiredService<OrganisationDirectory>().Find("drvn")!.Id;
            var task = await db.Tasks.AsNoTracking()
                .FirstAsync(t => t.LeadUnitId == unit && t.CompletedOn == null && t.DocumentId != null && t.CurrentDueOn != null);
            await db.Documents.Where(d => d.Id == task.DocumentId)
                .ExecuteUpdateAsync(u => u.SetProperty(d => d.Secrecy, Secrecy.Confidential));
            return (task.Code, task.Title);
        });

        var file = await calendar.GetStringAsync("/en" + await MakeAsync(drvn, null));
        var summaries = Calendar.Load(file)!.Events.Select(e => e.Summary!).ToList();

        Assert.Contains(summaries, s => s.EndsWith($"Task {code} (under a secret document)", StringComparison.Ordinal));
        Assert.DoesNotContain(summaries, s => s.Contains(title, StringComparison.Ordinal));
        Assert.Contains("[OVERDUE]", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_makes_no_address_since_it_would_outlive_a_token_that_leaked()
    {
        using var app = TestApp.Start();
        var actor = await app.ActorAsync("drvn");
        var program = actor with { Grants = [.. actor.Grants.Where(g => g.Permission != PlatformPermissions.OwnAccount)] };

        var refused = await app.WithAsync(s => s.GetRequiredService<FeedWork>().Make(program, null, default));

        Assert.False(refused.Ok);
    }

    private static FeedTask Sample(DateOnly due, DueStatus status) =>
        new(Guid.CreateVersion7(), "NV-2021-7", Awkward, "Tổng cục Đường bộ Việt Nam", due,
        TaskState.InProgress, status, 7, new DateTime(2021, 3, 1, 2, 3, 4, DateTimeKind.Utc));

    private static string Write(TestApp app, FeedTask task) =>
        DeadlineFile.Write("Hạn", [task], "https://ministry.example", app.Services.GetRequiredService<Texts>());

    private static async Task<string> MakeAsync(HttpClient browser, Guid? unit)
    {
        using var made = await browser.PostFormAsync("/chi-dao/lich-han", new() { ["UnitId"] = unit?.ToString() ?? "" });
        return new Uri((await made.ReadPageAsync()).QuerySelector("code.key")!.TextContent).AbsolutePath;
    }

    private static string KeyOf(string address) => Path.GetFileNameWithoutExtension(address);
}
