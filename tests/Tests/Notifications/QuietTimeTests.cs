using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Notifications;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Notifications;

public sealed class QuietTimeTests
{
    private static readonly QuietTime Quiet = new(new DeadlineEngine(WorkingCalendar.Official, CountingRuleBook.Official));

    [Theory]
    [InlineData("2021-03-15 07:44", true)] // a Monday
    [InlineData("2021-03-15 07:45", false)]
    [InlineData("2021-03-15 16:59", false)]
    [InlineData("2021-03-15 17:00", true)]
    [InlineData("2021-03-20 10:00", true)] // a Saturday
    [InlineData("2021-04-21 10:00", true)] // the day of the Hung kings
    [InlineData("2024-05-04 10:00", false)] // a Saturday of work
    public void It_is_quiet_before_and_after_office_time_and_on_days_of_rest(string office, bool quiet) =>
        Assert.Equal(quiet, Quiet.IsQuiet(Utc(office)));

    [Theory]
    [InlineData("2021-03-15 09:30", "2021-03-15 09:30")]
    [InlineData("2021-03-15 07:50", "2021-03-15 08:00")] // the morning's reminders leave with what was held
    [InlineData("2021-03-15 05:00", "2021-03-15 08:00")]
    [InlineData("2021-03-15 18:00", "2021-03-16 08:00")]
    [InlineData("2021-03-19 17:00", "2021-03-22 08:00")] // over the weekend
    [InlineData("2021-02-09 20:00", "2021-02-17 08:00")] // over Tết
    public void What_falls_into_quiet_time_is_held_to_the_next_morning_of_work(string office, string until) =>
        Assert.Equal(Utc(until), Quiet.HeldUntil(Utc(office)));

    [Fact]
    public void The_hours_are_a_dated_rule_set_with_its_basis()
    {
        var set = QuietTime.On(new(2021, 3, 15));

        Assert.Equal("ngoai-gio-2020", set.Id);
        Assert.True(set.Opens <= set.HeldUntil && set.HeldUntil < set.Closes && set.Basis.Length > 10 && set.BasisEn.Length > 10);
        Assert.Equal(set, QuietTime.On(new(2001, 1, 1)));
    }

    [Theory, EachDatabase]
    public async Task What_is_told_at_night_stands_in_the_inbox_at_once_and_leaves_as_one_e_mail_in_the_morning(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        app.Clock.Set(Office("2021-03-19 18:00"));
        await TellAsync(app, "office", "Việc thứ nhất");
        await TellAsync(app, "office", "Việc thứ hai");
        await app.RunAsync<SendMail>();
        var atNight = await WaitingAsync(app);
        app.Clock.Set(Office("2021-03-22 07:50"));
        await TellAsync(app, "office", "Nhắc việc buổi sáng");
        await app.RunAsync<SendMail>();
        var early = await WaitingAsync(app);
        app.Clock.Set(Office("2021-03-22 08:00"));
        await app.RunAsync<SendMail>();

        var files = Directory.GetFiles(Path.Combine(app.DataFolder, "mail"));
        var message = await MimeKit.MimeMessage.LoadAsync(Assert.Single(files));
        Assert.Equal((2, 3, 0), (atNight, early, await WaitingAsync(app)));
        Assert.Equal("Tổng hợp 3 thông báo", message.Subject);
        Assert.All(["Việc thứ nhất", "Việc thứ hai", "Nhắc việc buổi sáng"], t =>
            Assert.Contains(t, message.TextBody, StringComparison.Ordinal));
        Assert.Equal(3, await app.WithAsync(s => s.GetRequiredService<AppDb>().Notifications.CountAsync(n => n.Kind == "test")));
    }

    [Theory, EachDatabase]
    public async Task What_the_quiet_hours_hold_is_marked_and_stands_on_the_page_of_e_mail_until_it_leaves(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        app.Clock.Set(Office("2021-03-19 18:00"));
        await TellAsync(app, "office", "Việc thứ nhất");
        await TellAsync(app, "office", "Việc thứ hai");
        await TellAsync(app, "citizen", "Hồ sơ đã tiếp nhận");
        using var admin = await app.SignInAsync("admin");
        using var program = await app.ProgramAsync("admin");

        var held = (await admin.OpenAsync("/quan-tri/thu-dien-tu")).QuerySelector("#giu-lai li")!.TextContent;
        var answer = (await program.GetFromJsonAsync<JsonElement>("/api/v1/mail/given-up")).GetProperty("held");
        app.Clock.Set(Office("2021-03-22 08:00"));
        await app.RunAsync<SendMail>();
        var after = await admin.OpenAsync("/quan-tri/thu-dien-tu");

        Assert.Contains("2 thư của 1 người nhận, gửi lúc 22/03/2021 08:00", held, StringComparison.Ordinal);
        Assert.Equal((1, 2), (answer.GetArrayLength(), answer[0].GetProperty("count").GetInt32()));
        Assert.Null(after.QuerySelector("#giu-lai"));
    }

    [Fact]
    public async Task A_letter_that_is_taken_up_again_is_not_joined_with_what_is_held()
    {
        using var app = TestApp.Start();
        app.Clock.Set(Office("2021-03-15 09:00"));
        await TellAsync(app, "office", "Việc cũ");
        await TellAsync(app, "office", "Việc mới");
        await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            foreach (var letter in await db.OutgoingMail.Where(m => m.SentAt == null && m.GivenUpAt == null).ToListAsync())
            {
                letter.TakeUp(Office("2021-03-15 09:10").UtcDateTime);
            }

            return await db.SaveChangesAsync();
        });
        app.Clock.Set(Office("2021-03-15 09:11"));

        await app.RunAsync<SendMail>();

        Assert.Equal(2, Directory.GetFiles(Path.Combine(app.DataFolder, "mail")).Length);
    }

    [Fact]
    public async Task A_citizen_is_written_to_at_any_hour()
    {
        using var app = TestApp.Start();
        app.Clock.Set(Office("2021-03-20 22:00"));

        await TellAsync(app, "citizen", "Hồ sơ đã tiếp nhận");
        await app.RunAsync<SendMail>();

        Assert.Equal(0, await WaitingAsync(app));
    }

    private static Task<int> TellAsync(TestApp app, string account, string title) => app.WithAsync(async s =>
    {
        var id = (await app.ActorAsync(account)).AccountId;
        var to = await s.GetRequiredService<Recipients>().OfAsync([id], default);
        await s.GetRequiredService<Notify>().TellAsync(to, new("test", title, "/", _ => (title, "Nội dung")), default);
        return 0;
    });

    private static Task<int> WaitingAsync(TestApp app) =>
        app.WithAsync(s => s.GetRequiredService<AppDb>().OutgoingMail.CountAsync(m => m.SentAt == null && m.GivenUpAt == null));

    private static DateTimeOffset Office(string typed) => new(DateTime.ParseExact(typed, "yyyy-MM-dd HH:mm", null), TimeSpan.FromHours(7));

    private static DateTime Utc(string typed) => Office(typed).UtcDateTime;
}
