using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Notifications;
using LoTrinh.Steering.Urging;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

public sealed class LetterAnswerTests
{
    private static readonly DateOnly Today = new(2021, 3, 15);
    private static readonly Guid TaskId = Guid.NewGuid();
    private static readonly TaskCause Cause = new(TaskId, "Thiếu người", new(2021, 4, 1));
    private static readonly Doer By = new(Guid.NewGuid(), "Đầu mối", new DateTime(2021, 3, 15, 1, 0, 0, DateTimeKind.Utc));

    [Fact]
    public void Before_the_letter_is_issued_nothing_is_owed() =>
        Assert.Equal("urging.answer.not-owed", Prepared().Answer(new("Đã rõ.", "12/CV", []), [], false, By).Problems.Single().Code);

    [Fact]
    public void An_answer_needs_words_a_document_or_a_file_and_speaks_of_tasks_of_the_letter_alone()
    {
        var letter = Issued();

        Assert.Equal(["urging.answer.document-missing", "urging.answer.text-missing"],
            letter.Answer(new(" ", null, [Cause]), [TaskId], false, By).Problems.Select(p => p.Code).Order(StringComparer.Ordinal));
        Assert.Equal("urging.answer.task", letter.Answer(new("Đã rõ.", "12/CV", [Cause, new(Guid.NewGuid(), "Thiếu người", null)]), [TaskId],
            false, By).Problems.Single().Code);
        Assert.Equal("urging.answer.task", letter.Answer(new("Đã rõ.", null, [Cause, Cause with { Cause = "Thiếu tiền" }]), [TaskId], true, By)
            .Problems.Single().Code);
        Assert.True(letter.Answer(new("Đã rõ.", null, [Cause, new(Guid.NewGuid(), " ", null)]), [TaskId], true, By).Ok);
        Assert.Equal(("Thiếu người", new DateOnly(2021, 4, 1)), letter.LatestAnswer!.Tasks.Select(t => (t.Cause, t.ProposedOn!.Value)).Single());
    }

    [Fact]
    public void Of_each_task_still_to_be_done_the_answer_says_the_cause_and_a_day_from_today_on_and_all_that_is_missing_is_said_at_once()
    {
        var (other, done) = (Guid.NewGuid(), Guid.NewGuid());
        var letter = Issued(TaskId, other, done);

        var problems = letter.Answer(new("Đã rõ.", null, [new(TaskId, "Thiếu người", Today.AddDays(-1))]), [TaskId, other], false, By).Problems;

        Assert.Equal(
        [
            ("urging.answer.document-missing", "Document"), ("urging.answer.proposed-past", $"Tasks[{TaskId}].ProposedOn"),
            ("urging.answer.cause-missing", $"Tasks[{other}].Cause"), ("urging.answer.proposed-missing", $"Tasks[{other}].ProposedOn"),
        ], problems.Select(p => (p.Code, p.Field!)));
        Assert.True(letter.Answer(new("Đã rõ.", "12/CV", [Cause with { ProposedOn = Today }, Cause with { TaskId = other }]), [TaskId, other],
            false, By).Ok);
    }

    [Fact]
    public void What_is_sent_back_needs_a_reason_and_a_working_day_from_today_on_and_is_owed_again()
    {
        var letter = Issued();
        _ = letter.Answer(new("Đã rõ.", "12/CV", []), [], false, By);

        foreach (var day in new[] { Today.AddDays(-1), new(2021, 3, 20) }) // a Saturday
        {
            Assert.Equal(["urging.answer-by", "urging.answer.reason-missing"],
                letter.SendAnswerBack(null, day, Today, WorkingCalendar.Official, By).Problems.Select(p => p.Code).Order(StringComparer.Ordinal));
        }

        Assert.True(letter.SendAnswerBack("Chưa rõ trách nhiệm.", Today.AddDays(3), Today, WorkingCalendar.Official, By).Ok);
        Assert.Equal((AnswerStep.AskedAgain, Today.AddDays(3)), (letter.Step, letter.AnswerBy));
        Assert.True(letter.Answer(new("Trưởng phòng chịu trách nhiệm.", "15/CV", []), [], false, By with { At = By.At.AddHours(1) }).Ok);
        Assert.True(letter.AcceptAnswer(null, By).Ok);
        Assert.Equal("urging.answer.not-answered", letter.AcceptAnswer(null, By).Problems.Single().Code);
    }

    [Theory, EachDatabase]
    public async Task The_unit_answers_again_what_was_sent_back_and_the_office_accepts_it(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var drvn = await app.SignInAsync("drvn");
        using var office = await app.SignInAsync("office");
        var record = await LetterAsync(app, "1624");
        Assert.Contains(record, (await drvn.OpenAsync("/viec-cua-toi")).DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains("Quá hạn trả lời", (await office.OpenAsync("/chi-dao/don-doc")).QuerySelector("#cong-van")!.TextContent,
            StringComparison.Ordinal);

        var form = await drvn.OpenAsync(record);
        var causes = form.QuerySelectorAll("textarea[name^=nguyennhan]").Select(c => c.GetAttribute("name")!).ToList();
        var cause = causes[0];
        string DayOf(string name) => name.Replace("nguyennhan", "ngay", StringComparison.Ordinal);
        using var without = await drvn.PostFormAsync(record, new() { ["Text"] = "Đã giao Vụ KHCN.", [cause] = "Chậm bàn giao" },
            $"{record}?handler=Answer");
        var again = await without.ReadPageAsync();
        var whole = causes.SelectMany(c => new[] { (c, "Chậm bàn giao"), (DayOf(c), "31/03/2021") }).ToDictionary(x => x.Item1, x => x.Item2);
        using var answered = await drvn.PostFormAsync(record, new(whole) { ["Text"] = "Đã giao Vụ KHCN.", ["Document"] = "1300/TCĐBVN" },
            $"{record}?handler=Answer");
        using var accepted = await office.PostFormAsync(record, new(), $"{record}?handler=Accept");
        var page = (await drvn.OpenAsync(record)).Body!.TextContent;

        Assert.Contains("Ghi số văn bản trả lời hoặc kèm tệp.", again.Body!.TextContent, StringComparison.Ordinal);
        Assert.True(causes.Count > 1);
        Assert.Null(again.QuerySelector($"textarea[name='{cause}']")!.GetAttribute("aria-invalid"));
        Assert.All(causes.Skip(1).Concat(causes.Select(DayOf)), c =>
            Assert.Equal("true", again.QuerySelector($"[name='{c}']")!.GetAttribute("aria-invalid")));
        Assert.Equal("Chậm bàn giao", again.QuerySelector($"textarea[name='{cause}']")!.TextContent.Trim());
        Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, accepted.StatusCode);
        Assert.Contains("sẽ hoàn thành ngày 31/03/2021", page, StringComparison.Ordinal);
        Assert.Contains("Đã chấp nhận", page, StringComparison.Ordinal);
        Assert.Equal(2, await app.WithAsync(s => s.GetRequiredService<AppDb>()
            .Notifications.CountAsync(n => n.Kind == "steering.urging-answer-accepted" && n.Url == record)));
    }

    [Theory, EachDatabase]
    public async Task Programs_answer_with_a_file_send_back_and_see_how_the_answer_stands(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var drvn = await app.ProgramAsync("drvn");
        using var office = await app.ProgramAsync("office");
        var url = "/api/v1/steering/urging/letters/" + Path.GetFileName(await LetterAsync(app, "1624"));

        var ids = (await drvn.GetFromJsonAsync<JsonElement>(url)).GetProperty("tasks").EnumerateArray().Select(t => t.GetGuid()).ToList();
        var files = new[] { new { name = "tra-loi.txt", content = "VMOhIG5nw6BuIGRvYW5o" } };

        using var notMine = await office.PostSeenAsync($"{url}/answers", new { text = "Đã rõ.", document = "1/CV" });
        using var bare = await drvn.PostSeenAsync($"{url}/answers", new { text = "Đã rõ." });
        var missing = (await bare.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        using var answered = await drvn.PostSeenAsync($"{url}/answers",
            new { text = "Đã rõ.", files, tasks = ids.Select(t => new { taskId = t, cause = "Thiếu vốn", proposedOn = "2021-04-30" }) });
        using var notOffice = await drvn.PostSeenAsync($"{url}/answers/acceptance", new { });
        using var back = await office.PostSeenAsync($"{url}/answers/return", new { reason = "Chưa đủ.", answerBy = "2021-03-19" });
        var whole = await drvn.GetFromJsonAsync<JsonElement>(url);

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.OK],
            new[] { notMine, answered, notOffice, back }.Select(a => a.StatusCode));
        Assert.Equal("asked-again", whole.GetProperty("answer").GetString());
        Assert.Equal("2021-03-19", whole.GetProperty("answerBy").GetString());
        Assert.Equal(ids.SelectMany(t => new[] { $"tasks[{t}].Cause", $"tasks[{t}].ProposedOn" }).Append("document").Order(StringComparer.Ordinal),
            missing.EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        Assert.Equal("Thiếu vốn", whole.GetProperty("answers")[1].GetProperty("tasks")[0].GetProperty("cause").GetString());
        Assert.Equal("tra-loi.txt", whole.GetProperty("answers")[1].GetProperty("files")[0].GetProperty("name").GetString());
    }

    [Theory, EachDatabase]
    public async Task A_unit_is_reminded_of_an_overdue_answer_once_in_its_digest_and_again_only_after_a_new_day(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var drvn = await app.ActorAsync("drvn");

        async Task<int> ToldAsync(int day)
        {
            app.Clock.Set(new DateTimeOffset(2021, 3, day, 8, 30, 0, TimeSpan.FromHours(7)));
            await app.RunAsync<SendReminders>();
            await app.RunAsync<SendReminders>();
            return await app.WithAsync(s => s.GetRequiredService<AppDb>().Notifications
                .CountAsync(n => n.AccountId == drvn.AccountId && n.Kind == "steering.reminder" && (n.Body ?? "")
                    .Contains("1624/BGTVT-TTCNTT")));
        }

        // Sent back with 12/03 as the new day, which is over on Monday 15/03; then the days after it.
        var told = new[] { await ToldAsync(15), await ToldAsync(16), await ToldAsync(17) };
        Assert.Equal([1, 1, 1], told);
        Assert.Equal(1, await app.WithAsync(s => s.GetRequiredService<AppDb>()
            .Ledger.CountAsync(e => e.Action == "steering.urging.answer-reminded"
            && e.At > new DateTime(2021, 3, 14, 0, 0, 0, DateTimeKind.Utc))));
    }

    private static UrgingLetter Prepared(params Guid[] tasks) => UrgingLetter.Prepare(Guid.NewGuid(), 1, tasks is [] ? [TaskId] : tasks, Today.AddDays(5), new OfficialLetter
    {
        Issuer = "Bộ", Symbol = "BGTVT-TTCNTT", Place = "Hà Nội", On = Today, Subject = "đôn đốc", Addressees = [], Body = [], Copies = [], Signing = new([], null, null),
    }, "Thường trực", By.At);

    private static UrgingLetter Issued(params Guid[] tasks) => Prepared(tasks).Issue("7", Today, Today).Value;

    private static Task<string> LetterAsync(TestApp app, string number) => app.WithAsync(async s =>
        $"/chi-dao/don-doc/cong-van/{await s.GetRequiredService<AppDb>().UrgingLetters.Where(l => l.Number == number).Select(l => l.Id).SingleAsync()}");
}
