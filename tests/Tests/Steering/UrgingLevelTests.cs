using System.Globalization;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;
using LoTrinh.Steering.Urging;
using LoTrinh.Tests.Harness;
using LoTrinh.Tests.Walks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

public sealed class UrgingLevelTests
{
    private static readonly UrgingRules Rules = UrgingRuleBook.Official.On(new(2021, 3, 15));

    [Fact]
    public void Each_level_has_names_in_both_languages_and_each_letter_a_form_that_there_is_and_an_addressee()
    {
        Assert.Equal([0, 1, 2, 3, 4], Rules.Levels.Select(l => l.Level));
        Assert.All(Rules.Levels, l => Assert.True(l.Name.Length > 3 && l.NameEn.Length > 3));
        Assert.All(Rules.LetterLevels, l => Assert.Contains(Rules.Forms, f => f.Key == l.Form));
        Assert.All(Rules.LetterLevels, l => Assert.NotEmpty(l.Addressees));
        Assert.Equal(["standing-member", "standing-member", "deputy-chair", "chair"], Rules.LetterLevels.Select(l => l.Form));
    }

    [Theory]
    [InlineData(-3, 1)]
    [InlineData(1, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    [InlineData(10, 3)]
    [InlineData(19, 3)]
    [InlineData(20, 4)]
    [InlineData(90, 4)]
    public void The_level_of_a_letter_is_that_of_the_last_step_that_its_latest_task_reached(int daysLate, int level) =>
        Assert.Equal(level, Rules.LevelOf(daysLate).Level);

    [Fact]
    public void The_set_of_a_day_is_the_one_in_force_and_each_says_on_what_it_rests()
    {
        Assert.Equal("don-doc-2020", UrgingRuleBook.Official.On(new(2021, 3, 15)).Id);
        Assert.Equal("don-doc-2020", UrgingRuleBook.Official.On(new(2019, 1, 1)).Id);
        Assert.All(UrgingRuleBook.Official.Sets, s =>
            Assert.True(s.BasisShown.Length > 20 && s.AnswerWorkingDays > 0 && s.ExplanationWorkingDays > 0));
    }

    [Theory]
    [InlineData(17, "drvn")] // three working days before Monday 22/03
    [InlineData(22, "drvn")]
    [InlineData(23, "drvn")]
    [InlineData(29, "drvn drvn-head")]
    [InlineData(36, "drvn drvn-head office deputy")] // 05/04: ten working days late
    [InlineData(50, "drvn-head office deputy chair")] // 19/04: twenty
    public async Task At_each_step_those_are_told_whom_it_names(int dayFromMarch, string expected)
    {
        using var app = TestApp.Start();
        await Strangers.AddAsync(app, "deputy", Roles.DeputyChair, null);
        var task = await IssueAsync(app, new(2021, 3, 22));
        var day = new DateOnly(2021, 2, 28).AddDays(dayFromMarch);

        app.Clock.Set(new DateTimeOffset(day.ToDateTime(new(8, 30)), TimeSpan.FromHours(7)));
        await app.RunAsync<SendReminders>();

        var key = $"reminder:{day:yyyy-MM-dd}";
        var told = await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            return await db.Notifications.Where(n => n.Key == key && (n.Title + n.Body).Contains(task))
                .Join(db.Users, n => n.AccountId, a => a.Id, (_, a) => a.UserName!).ToListAsync();
        });
        Assert.Equal(expected.Split(' ').Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("2021-03-22 18:30")] // due today, and the job was down all day
    [InlineData("2021-03-20 10:00")] // a Saturday
    [InlineData("2021-03-22 06:00")]
    public async Task In_quiet_hours_no_reminder_goes_out_and_in_the_morning_it_does(string office)
    {
        using var app = TestApp.Start();
        var task = await IssueAsync(app, new(2021, 3, 22));
        app.Clock.Set(new DateTimeOffset(DateTime.ParseExact(office, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            TimeSpan.FromHours(7)));
        await app.RunAsync<SendReminders>();
        var atOnce = await CountAsync(app, task);
        app.Clock.Set(new DateTimeOffset(2021, 3, 23, 7, 45, 0, TimeSpan.FromHours(7)));
        await app.RunAsync<SendReminders>();

        Assert.Equal((0, 1), (atOnce, await CountAsync(app, task)));
    }

    [Theory]
    [InlineData(1, "Kính gửi: Tổng cục Đường bộ Việt Nam.", "TL. TRƯỞNG BAN")]
    [InlineData(2, "Kính gửi: Người đứng đầu Tổng cục Đường bộ Việt Nam.", "TL. TRƯỞNG BAN")]
    [InlineData(3, "Kính gửi: Người đứng đầu Tổng cục Đường bộ Việt Nam.", "KT. TRƯỞNG BAN")]
    [InlineData(4, "Kính gửi: Người đứng đầu Tổng cục Đường bộ Việt Nam.", "TRƯỞNG BAN")]
    public async Task A_letter_of_each_level_is_addressed_worded_copied_and_signed_as_the_level_says(int level, string to, string authority)
    {
        using var app = TestApp.Start();
        var letter = await PrepareAsync(app, level, null);
        var written = letter.Written;
        var rule = Rules.Levels.Single(l => l.Level == level);
        var text = string.Join('\n', written.Body.OfType<LetterParagraph>().Select(p => p.Text));

        Assert.Equal(level, letter.Level);
        Assert.Equal(to, $"Kính gửi: {string.Join("; ", written.Addressees)}.");
        Assert.Equal(authority, written.Signing.Authority[0]);
        Assert.All(rule.Points ?? Rules.Letter.Points, p => Assert.Contains(p[..40], text, StringComparison.Ordinal));
        Assert.DoesNotContain("{", string.Join('\n', written.Copies.Append(text)), StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("LOTRINH_LETTERS") is { } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, $"level-{level}.docx"), LetterDocx.Write(written));
        }
    }

    [Fact]
    public async Task Without_a_level_the_ladder_gives_it_another_signature_may_be_chosen_and_an_unknown_level_is_refused()
    {
        using var app = TestApp.Start();

        var proposed = await PrepareAsync(app, null, null);
        var signed = await PrepareAsync(app, 1, "chair");
        var office = await app.ActorAsync("office");
        var refused = await app.WithAsync(async s => await s.GetRequiredService<UrgingWork>()
            .Prepare(office, new(s.GetRequiredService<OrganisationDirectory>().Find("drvn")!.Id, proposed.Tasks.Select(t => t.TaskId)
                .ToList(), new(2021, 3, 26), null, null, 9), default));

        Assert.Equal(4, proposed.Level);
        Assert.Equal(["TRƯỞNG BAN"], signed.Written.Signing.Authority);
        Assert.Contains("urging.level", refused.Problems.Select(p => p.Code));
    }

    [Fact]
    public async Task The_page_of_the_rules_says_the_ladder_the_levels_and_the_quiet_hours_and_the_form_proposes_the_level()
    {
        using var app = TestApp.Start();
        using var office = await app.SignInAsync("office");

        var link = (await office.OpenAsync("/chi-dao/don-doc")).QuerySelector("a[href='/chi-dao/don-doc/quy-tac']");
        var page = (await office.OpenAsync("/chi-dao/don-doc/quy-tac")).Body!.TextContent;
        var form = await office.OpenAsync("/chi-dao/don-doc/soan/drvn");

        Assert.NotNull(link);
        Assert.All(["Trưởng Ban đôn đốc", "Người đứng đầu [đơn vị]", "07:45", "17:00", "Quyết định 42/2014/QĐ-TTg"], w =>
            Assert.Contains(w, page, StringComparison.Ordinal));
        Assert.Equal("4", form.QuerySelector("input[name=Level][checked]")!.GetAttribute("value"));
    }

    private static Task<UrgingLetter> PrepareAsync(TestApp app, int? level, string? form) => app.WithAsync(async s =>
    {
        var drvn = s.GetRequiredService<OrganisationDirectory>().Find("drvn")!.Id;
        var late = await s.GetRequiredService<AppDb>()
            .Tasks.Where(t => t.LeadUnitId == drvn && t.State == TaskState.InProgress && t.CurrentDueOn < new DateOnly(2021, 3, 15))
            .Select(t => t.Id).ToListAsync();
        return (await s.GetRequiredService<UrgingWork>()
            .Prepare(await app.ActorAsync("office"), new(drvn, late, new(2021, 3, 26), form, null, level), default)).Value;
    });

    private static Task<string> IssueAsync(TestApp app, DateOnly due) => app.WithAsync(async s =>
    {
        var unit = s.GetRequiredService<OrganisationDirectory>().Find("drvn")!.Id;
        var draft = new TaskDraft("", "Thí điểm trạm cân điện tử", null, unit, [], "Người đứng đầu", "Trưởng Ban Chỉ đạo", "Báo cáo",
            "Có số liệu", DueBasis.Date, null, due);
        return (await s.GetRequiredService<TaskWork>().Assign(await app.ActorAsync("office"), draft, issue: true, default)).Value.Code;
    });

    private static Task<int> CountAsync(TestApp app, string code) => app.WithAsync(s => s.GetRequiredService<AppDb>().Notifications
        .CountAsync(n => n.Kind == "steering.reminder" && (n.Title + n.Body).Contains(code)));
}
