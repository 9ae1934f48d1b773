using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Indicators;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Explanations;
using LoTrinh.Steering.Tasks;
using LoTrinh.Steering.Urging;
using LoTrinh.Tests.Harness;
using LoTrinh.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

public sealed class ExplanationTests
{
    private static readonly DateOnly Today = new(2021, 3, 15);
    private static readonly Doer Chair = new(Guid.NewGuid(), "Trưởng Ban", new DateTime(2021, 3, 15, 1, 0, 0, DateTimeKind.Utc));

    [Fact]
    public void How_an_answer_stands_follows_from_the_last_step_and_the_day()
    {
        var (today, yesterday) = (Today, Today.AddDays(-1));

        Assert.Equal([AnswerState.Waiting, AnswerState.Answered, AnswerState.Accepted, AnswerState.AskedAgain],
            Enum.GetValues<AnswerStep>().Select(s => AnswerRule.Of(s, today, today)));
        Assert.Equal([AnswerState.Overdue, AnswerState.Answered, AnswerState.Accepted, AnswerState.Overdue],
            Enum.GetValues<AnswerStep>().Select(s => AnswerRule.Of(s, yesterday, today)));
    }

    [Fact]
    public void A_question_is_needed_and_a_working_day_from_today_on()
    {
        var nothing = ExplanationRequest.Ask(new(Guid.NewGuid(), null, " ", new(2021, 3, 20)), Guid.NewGuid(), Today, WorkingCalendar.Official, Chair);
        var past = ExplanationRequest.Ask(new(Guid.NewGuid(), null, "Vì sao?", Today.AddDays(-1)), Guid.NewGuid(), Today,
            WorkingCalendar.Official, Chair);

        Assert.Equal(["explanation.question-missing", "urging.answer-by"], nothing.Problems.Select(p => p.Code)
            .Order(StringComparer.Ordinal));
        Assert.Equal(["urging.answer-by"], past.Problems.Select(p => p.Code));
    }

    [Fact]
    public void It_is_answered_once_decided_once_and_asked_again_only_with_a_reason()
    {
        var request = ExplanationRequest.Ask(new(Guid.NewGuid(), null, "Vì sao?", Today), Guid.NewGuid(), Today, WorkingCalendar.Official, Chair).Value;

        Assert.Equal("explanation.not-answered", request.Accept(null, Chair).Problems[0].Code);
        Assert.True(request.Answer("Vì thiếu người.", Chair).Ok);
        Assert.Equal("explanation.not-owed", request.Answer("Thêm nữa.", Chair).Problems[0].Code);
        Assert.Equal("explanation.reason-missing", request.AskAgain(" ", Today, Today, WorkingCalendar.Official, Chair).Problems[0].Code);
        Assert.True(request.AskAgain("Chưa rõ.", Today.AddDays(2), Today, WorkingCalendar.Official, Chair).Ok);
        Assert.Equal((AnswerStep.AskedAgain, Today.AddDays(2), (bool?)false), (request.Step, request.AnswerBy, request.Latest!.Accepted));
        Assert.True(request.Answer("Do bàn giao chậm.", Chair with { At = Chair.At.AddHours(1) }).Ok);
        Assert.True(request.Accept(null, Chair).Ok);
        Assert.Equal([false, true], request.Answers.OrderBy(a => a.At).Select(a => a.Accepted));
    }

    [Theory, EachDatabase]
    public async Task The_chair_asks_about_a_task_the_unit_is_told_at_once_explains_and_is_asked_again_until_it_is_enough(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var chair = await app.SignInAsync("chair");
        using var drvn = await app.SignInAsync("drvn");
        var task = await TaskAsync(app, "drvn");
        var ask = $"/chi-dao/giai-trinh/yeu-cau?nhiemvu={task}";

        using var asked = await chair.PostFormAsync(ask,
            new() { ["nhiemvu"] = task.ToString(), ["Question"] = "Ai chịu trách nhiệm?", ["AnswerBy"] = "18/03/2021" });
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        var record = asked.Headers.Location!.ToString();
        Assert.Equal(2, await ToldAsync(app, "steering.explanation-asked", record)); // the focal point and the head
        Assert.Contains(record, (await drvn.OpenAsync("/viec-cua-toi")).DocumentElement.OuterHtml, StringComparison.Ordinal);

        using var answered = await drvn.PostFormAsync(record, new() { ["Text"] = "Phòng Công nghệ.", ["Version"] = "1" },
            $"{record}?handler=Answer");
        Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
        Assert.Equal(1, await ToldAsync(app, "steering.explanation-answered", record));
        using var noReason = await chair.PostFormAsync(record, new() { ["AnswerBy"] = "19/03/2021" }, $"{record}?handler=Again");
        Assert.Contains("Ghi lý do yêu cầu giải trình lại.", (await noReason.ReadPageAsync()).Body!.TextContent, StringComparison.Ordinal);
        using var again = await chair.PostFormAsync(record, new() { ["Reason"] = "Nêu tên người.", ["AnswerBy"] = "19/03/2021" },
            $"{record}?handler=Again");
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        using var second = await drvn.PostFormAsync(record, new() { ["Text"] = "Trưởng phòng Công nghệ." }, $"{record}?handler=Answer");
        using var accepted = await chair.PostFormAsync(record, new(), $"{record}?handler=Accept");
        Assert.Equal(HttpStatusCode.Redirect, accepted.StatusCode);

        var page = (await drvn.OpenAsync(record)).Body!.TextContent;
        Assert.Contains("Đã chấp nhận", page, StringComparison.Ordinal);
        Assert.Contains("Nêu tên người.", page, StringComparison.Ordinal);
        Assert.Contains("Ai chịu trách nhiệm?", (await drvn.OpenAsync($"/chi-dao/nhiem-vu/{task}"))
            .QuerySelector("#giai-trinh")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["asked", "answered", "asked-again", "answered", "accepted"],
            await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger
            .Where(e => e.SubjectId == task && e.Action.StartsWith("steering.explanation.")).OrderBy(e => e.Seq)
                .Select(e => e.Action.Substring("steering.explanation.".Length)).ToListAsync()));
    }

    [Theory, EachDatabase]
    public async Task A_program_asks_about_an_indicator_and_the_unit_answers_with_a_file(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.ProgramAsync("office");
        using var drvn = await app.ProgramAsync("drvn");
        var indicator = await app.WithAsync(s => s.GetRequiredService<AppDb>().Set<Indicator>().Where(i => i.Code == "O4")
            .Select(i => i.Id).SingleAsync());

        using var made = await office.PostAsJsonAsync("/api/v1/steering/explanations",
            new { indicator, question = "Số liệu quý I?", answerBy = "2021-03-18" });
        var url = made.Headers.Location!.ToString();
        using var answered = await drvn.PostSeenAsync($"{url}/answers",
            new { text = "Đang tổng hợp.", files = new[] { new { name = "so-lieu.txt", content = "VMOhIG5nw6BuIGRvYW5o" } } });
        var whole = await office.GetFromJsonAsync<JsonElement>(url);
        using var accepted = await office.PostAsJsonAsync($"{url}/acceptance", new { version = 2 });
        var list = await drvn.GetFromJsonAsync<JsonElement>("/api/v1/steering/explanations?about=indicator&state=Accepted&unit=drvn");

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        Assert.Equal("so-lieu.txt", whole.GetProperty("answers")[0].GetProperty("files")[0].GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.Equal("O4", Assert.Single(list.GetProperty("items").EnumerateArray()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Only_who_may_ask_asks_only_the_unit_answers_and_only_who_asked_decides()
    {
        using var app = TestApp.Start();
        using var drvn = await app.ProgramAsync("drvn");
        using var office = await app.ProgramAsync("office");
        using var chair = await app.ProgramAsync("chair");
        var task = await TaskAsync(app, "drvn");
        var body = new { task, question = "Vì sao chậm?", answerBy = "2021-03-18" };

        using var notMine = await drvn.PostAsJsonAsync("/api/v1/steering/explanations", body);
        using var restDay = await chair.PostAsJsonAsync("/api/v1/steering/explanations", body with { answerBy = "2021-03-20" });
        using var both = await chair.PostAsJsonAsync("/api/v1/steering/explanations", new { question = "?", answerBy = "2021-03-18" });
        using var made = await chair.PostAsJsonAsync("/api/v1/steering/explanations", body);
        var url = made.Headers.Location!.ToString();
        using var officeAnswers = await office.PostSeenAsync($"{url}/answers", new { text = "Vì…" });
        using var answers = await drvn.PostSeenAsync($"{url}/answers", new { text = "Vì thiếu người." });
        using var officeDecides = await office.PostSeenAsync($"{url}/acceptance", new { });

        Assert.Equal(HttpStatusCode.Forbidden, notMine.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, restDay.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, both.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, officeAnswers.StatusCode);
        Assert.Equal(HttpStatusCode.OK, answers.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, officeDecides.StatusCode);
    }

    [Fact]
    public async Task The_demonstration_has_a_request_in_every_state_and_the_list_is_narrowed_to_each()
    {
        using var app = TestApp.Start();
        using var chair = await app.SignInAsync("chair");

        foreach (var state in new[] { AnswerState.AskedAgain, AnswerState.Overdue, AnswerState.Answered, AnswerState.Accepted })
        {
            var page = await chair.OpenAsync($"/chi-dao/giai-trinh?trangthai={state}");
            Assert.Single(page.QuerySelectorAll("tbody tr"));
        }

        Assert.Contains("Quá hạn trả lời", (await chair.OpenAsync("/chi-dao/giai-trinh?ve=chi-tieu")).QuerySelector("tbody")!.TextContent,
            StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Once_the_asker_lost_the_role_whoever_holds_it_then_is_told_waited_for_and_decides(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var drvn = await app.ProgramAsync("drvn");
        var (chair, office) = (await app.ActorAsync("chair"), await app.ActorAsync("office"));
        var record = await AskedAsync(app, chair, "Ai chịu trách nhiệm?");
        async Task<bool> WaitsForAsync(Actor actor) => await app.WithAsync(async s =>
            (await s.GetRequiredService<ExplanationQueries>().WaitingAsync(actor, default)).Any(r => r.Id == record.Id));

        await app.WithAsync(s => s.GetRequiredService<AppDb>().RoleAssignments.Where(r => r.AccountId == chair.AccountId && r.Role == Roles.Chair)
            .ExecuteDeleteAsync());
        using var answered = await drvn.PostSeenAsync($"/api/v1/steering/explanations/{record.Id}/answers", new { text = "Phòng Công nghệ." });
        var (demoted, waitsForOffice) = (await app.ActorAsync("chair"), await WaitsForAsync(office));
        using var program = await app.ProgramAsync("office");
        using var accepted = await program.PostSeenAsync($"/api/v1/steering/explanations/{record.Id}/acceptance", new { });

        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        Assert.False(await WaitsForAsync(demoted));
        Assert.True(waitsForOffice);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        var told = await app.WithAsync(s => s.GetRequiredService<AppDb>().Notifications
            .Where(n => n.Kind == "steering.explanation-answered" && n.Url.EndsWith(record.Id.ToString())).Select(n => n.AccountId).ToListAsync());
        Assert.Contains(office.AccountId, told);
        Assert.DoesNotContain(chair.AccountId, told);
    }

    [Theory, EachDatabase]
    public async Task A_request_follows_its_task_to_the_unit_that_took_it_over(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var record = await AskedAsync(app, await app.ActorAsync("chair"), "Ai chịu trách nhiệm?");
        app.Clock.Set(new(2022, 9, 5, 8, 0, 0, TimeSpan.FromHours(7)));
        using var office = await app.ProgramAsync("office");

        using var handed = await office.PostAsJsonAsync("/api/v1/steering/handovers/drvn",
            new { to = "cdbvn", tasks = new[] { record.TaskId }, position = "Cục trưởng", basis = "Nghị định 56/2022/NĐ-CP" });
        var stands = await office.GetFromJsonAsync<JsonElement>($"/api/v1/steering/explanations/{record.Id}");
        var reason = await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger
            .Where(e => e.SubjectId == record.Id && e.Action == "steering.explanation.passed").Select(e => e.Reason).SingleAsync());
        var heir = await app.WithAsync(async s =>
        {
            var unit = s.GetRequiredService<OrganisationDirectory>().Find("cdbvn")!;
            var actor = new Actor(Guid.NewGuid(), "Đầu mối", unit.Id, unit.Path,
                [new(Permissions.Read, unit.Path), new(ExplanationPermissions.Answer, unit.Path)]);
            return (await s.GetRequiredService<ExplanationWork>().Answer(actor, record.Id, null, "Cục đã tiếp nhận.", [], default)).Ok;
        });

        Assert.Equal(HttpStatusCode.OK, handed.StatusCode);
        Assert.Equal("cdbvn", stands.GetProperty("request").GetProperty("unit").GetString());
        Assert.Contains("Tổng cục Đường bộ Việt Nam → Cục Đường bộ Việt Nam", reason, StringComparison.Ordinal);
        Assert.True(heir);
    }

    [Fact]
    public async Task Each_one_is_told_of_an_indicator_by_its_name_in_their_own_language()
    {
        using var app = TestApp.Start();
        var (chair, drvn, head) = (await app.ActorAsync("chair"), await app.ActorAsync("drvn"), await app.ActorAsync("drvn-head"));
        var (vi, en) = await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            db.NotificationPreferences.RemoveRange(db.NotificationPreferences.Where(p => p.AccountId == head.AccountId));
            db.NotificationPreferences.Add(new() { AccountId = head.AccountId, Language = "en" });
            await db.SaveChangesAsync();
            var indicator = await db.Set<Indicator>().SingleAsync(i => i.Code == "O4");
            using var _ = Languages.Speak("en");
            await s.GetRequiredService<ExplanationWork>().Ask(chair, new(null, indicator.Id, "Số liệu quý I?", Today.AddDays(3)), default);
            return (indicator.NameVi, indicator.NameEn);
        });

        async Task<string> TitleAsync(Actor actor) => await app.WithAsync(s => s.GetRequiredService<AppDb>().Notifications
            .Where(n => n.AccountId == actor.AccountId && n.Kind == "steering.explanation-asked").OrderByDescending(n => n.CreatedAt)
            .Select(n => n.Title).FirstAsync());
        Assert.NotEqual(vi, en);
        Assert.Contains(vi[..20], await TitleAsync(drvn), StringComparison.Ordinal);
        Assert.Contains(en[..20], await TitleAsync(head), StringComparison.Ordinal);
    }

    internal static Task<ExplanationRequest> AskedAsync(TestApp app, Actor actor, string question) => app.WithAsync(async s =>
        (await s.GetRequiredService<ExplanationWork>()
            .Ask(actor, new(await TaskAsync(app, "drvn"), null, question, Today.AddDays(3)), default)).Value);

    private static Task<Guid> TaskAsync(TestApp app, string unitKey) => app.WithAsync(async s =>
    {
        var unit = s.GetRequiredService<OrganisationDirectory>().Find(unitKey)!.Id;
        return await s.GetRequiredService<AppDb>().Tasks.Where(t => t.LeadUnitId == unit && t.State == TaskState.InProgress)
            .OrderByDescending(t => t.CurrentDueOn).Select(t => t.Id).FirstAsync();
    });

    private static Task<int> ToldAsync(TestApp app, string kind, string url) =>
        app.WithAsync(s => s.GetRequiredService<AppDb>().Notifications.CountAsync(n => n.Kind == kind && n.Url == url));
}
