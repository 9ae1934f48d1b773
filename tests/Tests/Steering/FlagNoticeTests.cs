using LoTrinh.Platform.Data;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Honesty;
using LoTrinh.Steering.Tasks;
using LoTrinh.Steering.Urging;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

/// <summary>The standing office learns of flags that were not there before.</summary>
public sealed class FlagNoticeTests
{
    private static readonly DateOnly Monday = new(2021, 3, 15);

    [Theory, EachDatabase]
    public async Task The_office_is_told_of_a_new_flag_in_the_one_message_of_the_day_and_never_again(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        await PassAsync(app, Monday);
        var before = await DigestAsync(app, "office", Monday);
        var code = await VagueTaskAsync(app);

        await PassAsync(app, Monday.AddDays(1));
        await PassAsync(app, Monday.AddDays(1));
        await PassAsync(app, Monday.AddDays(2));

        var digest = await DigestAsync(app, "office", Monday.AddDays(1));
        Assert.DoesNotContain(code, before, StringComparison.Ordinal);
        Assert.Contains("cờ kiểm tra số liệu mới", digest, StringComparison.Ordinal);
        Assert.Contains($"Giao việc chung chung: {code}", digest, StringComparison.Ordinal);
        Assert.DoesNotContain(code, await DigestAsync(app, "office", Monday.AddDays(2)), StringComparison.Ordinal);
        foreach (var other in new[] { "drvn", "chair", "inspector" })
        {
            Assert.DoesNotContain("cờ kiểm tra", await DigestAsync(app, other, Monday.AddDays(1)), StringComparison.Ordinal);
        }

        var ledger = await app.WithAsync(async s => await s.GetRequiredService<AppDb>().Ledger.AsNoTracking()
            .Where(e => e.Action == "steering.flag.told" && e.SubjectType == "Flag").Select(e => e.Changes).ToListAsync());
        Assert.Single(ledger, c => c.Contains(code, StringComparison.Ordinal));
    }

    [Theory, EachDatabase]
    public async Task In_quiet_hours_and_on_a_day_of_rest_nobody_is_told_of_a_flag(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        await PassAsync(app, new(2021, 3, 19));
        var code = await VagueTaskAsync(app);

        await PassAsync(app, new(2021, 3, 20)); // a Saturday
        app.Clock.Set(new DateTimeOffset(2021, 3, 22, 6, 0, 0, TimeSpan.FromHours(7)));
        await app.RunAsync<SendReminders>();
        var quiet = await ToldAsync(app, code);
        await PassAsync(app, new(2021, 3, 22));

        Assert.Equal(0, quiet);
        Assert.Equal(1, await ToldAsync(app, code));
    }

    [Fact]
    public async Task What_somebody_has_answered_already_is_no_news_and_new_events_are()
    {
        using var app = TestApp.Start();
        var (flag, unit) = await app.WithAsync(async s =>
        {
            var view = (await s.GetRequiredService<FlagQueries>().ListAsync(await app.ActorAsync("office"), new(FlagKind.SameFile))).Flags[0];
            s.GetRequiredService<AppDb>().FlagNotices.RemoveRange(s.GetRequiredService<AppDb>().FlagNotices);
            await s.GetRequiredService<AppDb>().SaveChangesAsync();
            return (view.Flag, view.UnitId);
        });
        Task<bool> IsNewAsync() => app.WithAsync(async s => (await s.GetRequiredService<NewFlags>().FindAsync(default)).Any(f => f.Id == flag.Id));

        var atFirst = await IsNewAsync();
        await app.WithAsync(async s => (await s.GetRequiredService<FlagWork>()
            .Answer(await app.ActorAsync("office"), flag.Id, unit, flag.Mark, "Một biên bản chung.", default)).Value);
        var answered = await IsNewAsync();
        await app.WithAsync(async s =>
        {
            var third = await s.GetRequiredService<AppDb>().Tasks.SingleAsync(t => t.Code == "NV-2020-00004");
            var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes("Biên bản đối soát dữ liệu hạ tầng (minh họa)"));
            return (await s.GetRequiredService<TaskWork>().Report(await app.ActorAsync("drvn"), third.Id, null, 35, "Đã đối soát.", null,
                CancellationToken.None, files: [new("khác.txt", content)])).Value;
        });

        Assert.Equal((true, false, true), (atFirst, answered, await IsNewAsync()));
    }

    [Fact]
    public void A_task_that_joins_a_flag_is_news_and_one_that_leaves_it_is_not()
    {
        FlaggedTask[] tasks = [.. Enumerable.Range(1, 3).Select(n => new FlaggedTask(Guid.NewGuid(), $"NV-{n}", "Xây dựng quy chế", Guid.NewGuid()))];
        Flag About(params FlaggedTask[] some) =>
            Flag.Of(FlagKind.SameFile, "abc", some.Select(t => $"{t.Id}"), Monday, "flag.why.file", [some.Length, 1], some);

        var (two, three) = (FlagNotice.EventsOf(About(tasks[..2])).ToList(), FlagNotice.EventsOf(About(tasks)).ToList());
        var silent = Flag.Of(FlagKind.Stale, "1", ["2021-01-04"], Monday, "flag.why.stale", [], [tasks[0]]);

        Assert.Subset(three.ToHashSet(), two.ToHashSet());
        Assert.Single(three.Except(two));
        Assert.Equal([silent.Mark], FlagNotice.EventsOf(silent));
    }

    private static Task<string> VagueTaskAsync(TestApp app) => app.WithAsync(async s =>
    {
        var unit = s.GetRequiredService<OrganisationDirectory>().Find("drvn")!.Id;
        var draft = new TaskDraft("", "Tăng cường phối hợp liên ngành", null, unit, [], "Người đứng đầu", "Trưởng Ban Chỉ đạo",
            "Nâng cao hiệu quả phối hợp", "Có kết quả", DueBasis.Date, null, new(2021, 6, 30));
        return (await s.GetRequiredService<TaskWork>().Assign(await app.ActorAsync("office"), draft, issue: true, default)).Value.Code;
    });

    private static async Task PassAsync(TestApp app, DateOnly day)
    {
        app.Clock.Set(new DateTimeOffset(day.ToDateTime(new(8, 30)), TimeSpan.FromHours(7)));
        await app.RunAsync<SendReminders>();
    }

    private static async Task<string> DigestAsync(TestApp app, string account, DateOnly day)
    {
        var actor = await app.ActorAsync(account);
        return await app.WithAsync(s => s.GetRequiredService<AppDb>().Notifications
            .Where(n => n.AccountId == actor.AccountId && n.Key == $"reminder:{day:yyyy-MM-dd}").Select(n => n.Title + "\n" + n.Body)
            .SingleOrDefaultAsync()) ?? "";
    }

    private static Task<int> ToldAsync(TestApp app, string code) => app.WithAsync(s => s.GetRequiredService<AppDb>().Notifications
        .CountAsync(n => n.Kind == "steering.reminder" && (n.Body ?? "").Contains(code)));
}
