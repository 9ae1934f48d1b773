using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Host.Events;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.Steering.Tasks;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace LoTrinh.Tests.Platform;

public sealed class AnnouncementTests
{
    private static readonly DateOnly Closed = new(2021, 3, 22);

    [Theory, EachDatabase]
    public async Task An_announced_day_moves_open_deadlines_once_and_the_ledger_says_why(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var task = await AssignAsync(app, workingDays: 10);
        var dossier = await app.WithAsync(s => s.GetRequiredService<AppDb>().Dossiers.AsNoTracking()
            .Where(d => d.Status == DossierStatus.Processing || d.Status == DossierStatus.Submitted).OrderBy(d => d.DueOn).FirstAsync());
        Assert.Equal(new DateOnly(2021, 3, 29), task.CurrentDueOn);

        var preview = await PreviewAsync(app, Draft(closed: [Closed, dossier.DueOn!.Value]));
        var before = await MovedAsync(app);
        await AnnounceAsync(app, Draft(closed: [Closed, dossier.DueOn.Value]));
        await HandleEventsAsync(app);
        var moved = await app.WithAsync(s => s.GetRequiredService<AppDb>().Tasks.AsNoTracking().SingleAsync(t => t.Id == task.Id));
        var owed = await app.WithAsync(s => s.GetRequiredService<AppDb>().Dossiers.AsNoTracking().SingleAsync(d => d.Id == dossier.Id));
        var entries = await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.AsNoTracking().Where(e => e.Action.EndsWith(".due-moved")).ToListAsync());
        var entry = entries.Single(e => e.SubjectId == task.Id);

        Assert.Empty(before); // the demonstration's deadlines stand where the calendar puts them
        Assert.Contains(preview.Moved.SelectMany(m => m.Deadlines), m => m.SubjectId == task.Id && m.To == new DateOnly(2021, 3, 30));
        Assert.Equal(preview.Count, entries.Count);
        Assert.Equal((new DateOnly(2021, 3, 29), new DateOnly(2021, 3, 30)), (moved.OriginalDueOn, moved.CurrentDueOn));
        Assert.True(owed.DueOn > dossier.DueOn);
        var step = await app.WithAsync(s => s.GetRequiredService<AppDb>().Dossiers.Where(d => d.Id == dossier.Id).SelectMany(d => d.History).OrderByDescending(h => h.At).FirstAsync());
        Assert.Equal(dossier.Status, step.Status);
        Assert.Contains(dossier.DueOn.Show(), step.Note, StringComparison.Ordinal);
        Assert.Contains("Công bố lịch số 1", entry.Reason, StringComparison.Ordinal);
        Assert.Contains("\"CurrentDueOn\":[\"2021-03-29\",\"2021-03-30\"]", entry.Changes, StringComparison.Ordinal);
        Assert.Empty(await MovedAsync(app));

        await AnnounceAsync(app, Draft(withdrawn: [Closed]));
        await HandleEventsAsync(app);
        var back = await app.WithAsync(s => s.GetRequiredService<AppDb>().Tasks.AsNoTracking().SingleAsync(t => t.Id == task.Id));

        Assert.Equal(task.OriginalDueOn, back.CurrentDueOn);
    }

    [Theory, EachDatabase]
    public async Task A_new_year_becomes_known_and_other_processes_follow(TestDatabase database)
    {
        using var app = TestApp.Start(database, demo: false);
        using var anyone = app.Anonymous();
        var year = new CalendarAnnouncementBody("Lịch nghỉ năm 2027", "Văn bản minh họa", [new(2027, 1, 1), new(2027, 2, 8)], 2027);
        using var unknown = await anyone.GetAsync("/api/v1/calendar/days?year=2027");

        // As another process would: straight into the database.
        await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            var draft = new AnnouncementDraft(year.Name, null, year.Basis, new(2021, 1, 4), year.Closed, [], [], year.Year);
            db.CalendarAnnouncements.Add(CalendarAnnouncement.Make(draft, WorkingCalendar.Official, new HashSet<DateOnly>(), new(1, "khác", new(2021, 1, 4, 1, 0, 0, DateTimeKind.Utc))).Value);
            await db.SaveChangesAsync();
            await db.ReviseAsync(Revision.Calendar, default);
            return await app.Services.GetServices<IHostedService>().OfType<RevisionFollower>().Single().LookAsync(default);
        });
        using var days = JsonDocument.Parse(await anyone.GetStringAsync("/api/v1/calendar/days?year=2027"));
        using var due = JsonDocument.Parse(await anyone.GetStringAsync("/api/v1/calendar/due?from=2026-12-31&amount=1&unit=working-day"));

        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Equal(1, days.RootElement[0].GetProperty("announcement").GetInt32());
        Assert.Equal("2027-01-04", due.RootElement.GetProperty("due").GetString());
    }

    [Fact]
    public async Task An_announcement_that_makes_no_sense_says_everything_that_is_wrong()
    {
        using var app = TestApp.Start();
        using var admin = await app.ProgramAsync("admin");
        using var office = await app.ProgramAsync("office");
        var body = new
        {
            name = "", basis = "", announcedOn = "2031-01-01", closed = new[] { "2021-03-21", "2021-03-22" },
            working = new[] { "2021-03-22", "2021-03-23", "2031-01-05" }, withdrawn = new[] { "2021-04-01" }, year = 2026,
        };

        using var refused = await office.PostAsJsonAsync("/api/v1/calendar/announcements", body);
        using var answer = await admin.PostAsJsonAsync("/api/v1/calendar/announcements", body);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var codes = problem.RootElement.GetProperty("codes").EnumerateArray().Select(c => c.GetString()!).ToHashSet();

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Superset(new HashSet<string>
        {
            "calendar.name-missing", "calendar.basis-missing", "calendar.announced-future", "calendar.no-effect.closed", "calendar.no-effect.working",
            "calendar.no-effect.withdrawn", "calendar.day-twice", "calendar.unknown-year", "calendar.year-known",
        }, codes);
    }

    [Fact]
    public async Task An_administrator_looks_before_confirming()
    {
        using var app = TestApp.Start();
        using var admin = await app.SignInAsync("admin");
        var form = new Dictionary<string, string>
        {
            ["Name"] = "Nghỉ bù", ["Basis"] = "123/VPCP-KGVX", ["AnnouncedOn"] = "10/03/2021", ["Closed"] = "22/03/2021", ["Working"] = "27/03/2021\n28.3.2021", ["confirm"] = "false",
        };

        using var unread = await admin.PostFormAsync("/quan-tri/lich", new(form) { ["Closed"] = "ngày mai" });
        using var looked = await admin.PostFormAsync("/quan-tri/lich", form);
        var preview = await looked.ReadPageAsync();
        using var confirmed = await admin.PostFormAsync("/quan-tri/lich", new(form) { ["confirm"] = "true" });
        var after = await admin.OpenAsync("/quan-tri/lich");
        var year = await admin.OpenAsync("/lich?nam=2021");

        Assert.Contains("“ngày”", (await unread.ReadPageAsync()).QuerySelector("#Closed-problem")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("hạn đang mở sẽ chuyển ngày", preview.QuerySelector("#xem-truoc")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("22/03/2021", preview.QuerySelector("[name=Closed]")!.TextContent);
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        Assert.Contains("1. Nghỉ bù", after.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, year.QuerySelectorAll("td.working").Length);
    }

    [Fact]
    public async Task Days_that_cannot_be_read_and_everything_else_that_is_wrong_are_said_in_one_round()
    {
        using var app = TestApp.Start();
        using var admin = await app.SignInAsync("admin");

        using var answer = await admin.PostFormAsync("/quan-tri/lich", new()
        {
            ["Name"] = "", ["Basis"] = "", ["AnnouncedOn"] = "31/02/2021", ["Closed"] = "21/03/2021, hôm-nay, mai", ["Working"] = "23/03/2021", ["Year"] = "2021",
            ["confirm"] = "true",
        });
        using var unreadAlone = await admin.PostFormAsync("/quan-tri/lich", new()
        {
            ["Name"] = "Nghỉ bù", ["Basis"] = "1/TB", ["AnnouncedOn"] = "10/03/2021", ["Closed"] = "mai", ["Year"] = "hai nghìn",
        });
        var page = await answer.ReadPageAsync();
        var summary = (await unreadAlone.ReadPageAsync()).QuerySelectorAll(".ds-error-summary a").Select(a => a.GetAttribute("href")).Distinct();

        string Beside(string field) => page.QuerySelector($"#{field}-problem")?.TextContent ?? "";
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.All(["Name", "Basis", "AnnouncedOn", "Closed", "Working", "Year"], field => Assert.NotEmpty(Beside(field)));
        Assert.All(["“hôm-nay”", "“mai”", "21/03/2021"], said => Assert.Contains(said, Beside("Closed"), StringComparison.Ordinal));
        Assert.Equal("21/03/2021, hôm-nay, mai", page.QuerySelector("[name=Closed]")!.TextContent);
        Assert.Equal(["#Closed", "#Year"], summary); // nothing that follows from what could not be read
        Assert.Equal(0, await app.WithAsync(s => s.GetRequiredService<AppDb>().Set<CalendarAnnouncement>().CountAsync()));
    }

    [Fact]
    public async Task Working_days_run_from_the_issue_and_not_from_the_draft()
    {
        using var app = TestApp.Start();
        var draft = await AssignAsync(app, workingDays: 5, issue: false);
        app.Clock.Set(new DateTimeOffset(2021, 3, 22, 9, 0, 0, TimeSpan.FromHours(7)));
        var office = await app.ActorAsync("office");

        var issued = await app.WithAsync(s => s.GetRequiredService<TaskWork>().Issue(office, draft.Id, null, default));

        Assert.Equal(new DateOnly(2021, 3, 22), draft.CurrentDueOn);
        Assert.Equal((new DateOnly(2021, 3, 29), new DateOnly(2021, 3, 29)), (issued.Value.OriginalDueOn, issued.Value.CurrentDueOn));
    }

    private static async Task<SteeringTask> AssignAsync(TestApp app, int workingDays, bool issue = true)
    {
        var office = await app.ActorAsync("office");
        return await app.WithAsync(async s => (await s.GetRequiredService<TaskWork>().Assign(office, new TaskDraft("", "Báo cáo nhanh", null,
            s.GetRequiredService<OrganisationDirectory>().Find("drvn")!.Id, [], "Tổng cục trưởng", "Trưởng Ban", "Báo cáo", "Đủ số liệu",
            DueBasis.WorkingDaysFromIssue, workingDays, null), issue, default)).Value);
    }

    private static AnnouncementDraft Draft(DateOnly[]? closed = null, DateOnly[]? withdrawn = null) =>
        new("Nghỉ đột xuất", null, "Văn bản minh họa 1/2021", new(2021, 3, 10), closed?.Distinct().ToArray() ?? [], [], withdrawn ?? [], null);

    private static async Task<AnnouncementPreview> PreviewAsync(TestApp app, AnnouncementDraft draft)
    {
        var admin = await app.ActorAsync("admin");
        return (await app.WithAsync(s => s.GetRequiredService<AnnounceCalendar>().Preview(admin, draft, default))).Value;
    }

    private static async Task AnnounceAsync(TestApp app, AnnouncementDraft draft)
    {
        var admin = await app.ActorAsync("admin");
        Assert.Empty((await app.WithAsync(s => s.GetRequiredService<AnnounceCalendar>().Handle(admin, draft, default))).Problems);
    }

    private static Task<List<MovedDeadline>> MovedAsync(TestApp app) => app.WithAsync(async s =>
    {
        var moved = new List<MovedDeadline>();
        foreach (var holder in s.GetServices<IHoldDeadlines>())
        {
            moved.AddRange(await holder.FindMovedAsync(s.GetRequiredService<CalendarDirectory>().Engine, default));
        }

        return moved;
    });

    // The dispatcher also runs by itself; when both take a message one of them tries again, so the clock is moved on until all is done.
    private static async Task HandleEventsAsync(TestApp app)
    {
        var dispatcher = app.Services.GetRequiredService<OutboxDispatcher>();
        for (var i = 0; i < 40; i++)
        {
            await dispatcher.RunOnceAsync(default);
            if (!await app.WithAsync(s => s.GetRequiredService<AppDb>().Outbox.AnyAsync(m => m.HandledAt == null)))
            {
                return;
            }

            app.Clock.Move(app.Clock.Offset + TimeSpan.FromMinutes(1));
        }

        Assert.Fail("The events were not handled.");
    }

    private sealed record CalendarAnnouncementBody(string Name, string Basis, DateOnly[] Closed, int Year);
}
