using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Processing;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.PublicServices;

/// <summary>What becomes of a dossier between reception and result: each step of the law's way, whose turn it is, and what it costs to be late.</summary>
public sealed class ProcessingTests
{
    [Theory, EachDatabase]
    public async Task What_came_online_goes_to_its_first_step_when_it_is_received_and_each_step_has_its_own_time(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        app.Clock.Set(new DateTime(2021, 3, 15, 2, 0, 0, DateTimeKind.Utc));
        var code = await Desk.SubmittedAsync(app, await app.ActorAsync("citizen"));

        var received = (await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, code, null, default))).Value;
        var first = Assert.Single(await Desk.TasksAsync(app, code));
        await Desk.PassAsync(app, code, "appraise");

        Assert.Equal((DossierStatus.Processing, "appraise"), (received.Status, first.Step));
        Assert.Equal([DossierStatus.Submitted, DossierStatus.Received, DossierStatus.Processing], received.History.OrderBy(h => h.Number).Select(h => h.Status));
        Assert.Equal("16/03/2021 14:00", first.DueAt!.Value.Show()); // twelve hours of office time from nine on Monday
        Assert.Equal(["draft"], (await Desk.TasksAsync(app, code)).Where(t => t.IsOpen).Select(t => t.Step));
    }

    [Theory, EachDatabase]
    public async Task Another_unit_is_asked_beside_the_draft_and_approval_begins_when_both_are_there(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var code = await ReceivedAsync(app);
        await Desk.PassAsync(app, code, "appraise");
        var task = await Desk.OpenAsync(app, code, "draft");
        await Desk.StepAsync(app, w => w.Consult(Desk.Officers, code, task.Id, "pc", "Có vướng về thẩm quyền không?", 8, null, default));

        var early = await Desk.StepAsync(app, w => w.Complete(Desk.Officers, code, task.Id, null, "Xong", null, default));
        var asked = (await Desk.TasksAsync(app, code)).Single(t => t.Step == DossierTask.Asked);
        var silent = await Desk.StepAsync(app, w => w.Complete(Desk.Officers, code, asked.Id, null, " ", null, default));
        await Desk.StepAsync(app, w => w.Complete(Desk.Officers, code, asked.Id, null, "Không vướng", null, default));
        var done = await Desk.StepAsync(app, w => w.Complete(Desk.Officers, code, task.Id, null, "Xong", null, default));

        Assert.Equal(("services.answer-awaited", "services.opinion-missing"), (early.Problems[0].Code, silent.Problems[0].Code));
        Assert.True(done.Ok);
        Assert.Equal(["approve"], (await Desk.TasksAsync(app, code)).Where(t => t.IsOpen).Select(t => t.Step));
    }

    [Fact]
    public async Task Silence_of_a_unit_that_was_asked_keeps_nobody_when_its_time_is_over_and_is_written_down()
    {
        using var app = TestApp.Start();
        var code = await ReceivedAsync(app);
        var task = await Desk.OpenAsync(app, code, "appraise");
        await Desk.StepAsync(app, w => w.Consult(Desk.Officers, code, task.Id, "pc", "Có vướng không?", 4, null, default));
        app.Clock.Set(app.Clock.GetUtcNow().AddDays(2));

        await Desk.PassAsync(app, code, "appraise");

        Assert.Equal(DossierTask.Silent, (await Desk.TasksAsync(app, code)).Single(t => t.Step == DossierTask.Asked).Way);
    }

    [Fact]
    public async Task Approval_sends_back_with_a_reason_and_only_who_leads_the_unit_agrees()
    {
        using var app = TestApp.Start();
        var code = await ReceivedAsync(app);
        await Desk.PassAsync(app, code, "appraise");
        await Desk.PassAsync(app, code, "draft");
        var task = await Desk.OpenAsync(app, code, "approve");
        var (officer, head) = (await app.ActorAsync("drvn"), await app.ActorAsync("drvn-head"));

        var notHers = await Desk.StepAsync(app, w => w.Complete(officer, code, task.Id, "agree", null, null, default));
        var silent = await Desk.StepAsync(app, w => w.Complete(head, code, task.Id, "back", null, null, default));
        var back = await Desk.StepAsync(app, w => w.Complete(head, code, task.Id, "back", "Sai tên đơn vị", null, default));
        var again = await Desk.StepAsync(app, w => w.Complete(head, code, task.Id, "agree", null, null, default));

        Assert.Equal("services.task-unknown", notHers.Problems[0].Code);
        Assert.Equal("services.back-reason", silent.Problems[0].Code);
        Assert.True(back.Ok);
        Assert.Equal("services.not-in-this-state", again.Problems[0].Code);
        Assert.Equal(["draft"], (await Desk.TasksAsync(app, code)).Where(t => t.IsOpen).Select(t => t.Step));
    }

    [Theory, EachDatabase]
    public async Task Of_two_officers_who_saw_the_same_step_one_does_it_and_the_other_is_told(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var code = await ReceivedAsync(app);
        var task = await Desk.OpenAsync(app, code, "appraise");
        var version = await app.WithAsync(s => s.GetRequiredService<AppDb>().Dossiers.Where(d => d.Code == code).Select(d => d.Version).SingleAsync());

        var taken = await Desk.StepAsync(app, w => w.Take(Desk.Officers, code, task.Id, false, version, default));
        var late = await Desk.StepAsync(app, w => w.Complete(Desk.Officers, code, task.Id, null, "Đạt", version, default));
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Desk.StepAsync(app, w => w.Complete(Desk.Officers, code, task.Id, null, "Đạt", taken.Value.Version, default))));

        Assert.Equal("changed-meanwhile", late.Problems[0].Code);
        Assert.Equal(1, both.Count(r => r.Ok));
        Assert.Single(await Desk.TasksAsync(app, code), t => t.Step == "draft");
    }

    [Theory, EachDatabase]
    public async Task Many_are_agreed_to_at_once_and_one_that_cannot_be_keeps_none_of_the_others(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var head = await app.ActorAsync("drvn-head");
        var tasks = new List<DossierTask>();
        for (var i = 0; i < 3; i++)
        {
            var code = await ReceivedAsync(app);
            await Desk.PassAsync(app, code, "appraise");
            await Desk.PassAsync(app, code, "draft");
            tasks.Add(await Desk.OpenAsync(app, code, "approve"));
        }

        var gone = await app.WithAsync(s => s.GetRequiredService<AppDb>().Dossiers.Where(d => d.Id == tasks[1].DossierId).Select(d => d.Code!).SingleAsync());
        await Desk.ReceptionAsync(app, w => w.Refuse(Desk.Officers, gone, null, "Không đủ điều kiện", default));
        var done = await app.WithAsync(s => s.GetRequiredService<StepWork>().ApproveMany(head, [.. tasks.Select(t => t.Id), Guid.NewGuid()], default));

        Assert.Equal([true, false, true, false], done.Select(d => d.Result.Ok));
    }

    [Theory, EachDatabase]
    public async Task A_second_request_to_mend_says_why_and_is_counted_and_both_stop_the_clock(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        app.Clock.Set(new DateTime(2021, 3, 15, 2, 0, 0, DateTimeKind.Utc));
        var citizen = await app.ActorAsync("citizen");
        var code = await ReceivedAsync(app);
        var task = await Desk.OpenAsync(app, code, "appraise");

        var empty = await Desk.ReceptionAsync(app, w => w.AskSupplement(Desk.Officers, code, null, [new("manager-diploma", " ")], null, default));
        var first = (await Desk.ReceptionAsync(app, w => w.AskSupplement(Desk.Officers, code, null, [new("manager-diploma", "Bản chụp mờ"), new("", "Ghi đủ số điện thoại")], null, default))).Value;
        app.Clock.Set(new DateTime(2021, 3, 18, 2, 0, 0, DateTimeKind.Utc));
        var mended = (await app.WithAsync(s => s.GetRequiredService<DossierWork>().Submit(citizen, first.Id, default, "Đã sửa"))).Value;
        await app.DispatchAsync();
        var unsaid = await Desk.ReceptionAsync(app, w => w.AskSupplement(Desk.Officers, code, null, [new("", "Thiếu dấu")], null, default));
        var second = (await Desk.ReceptionAsync(app, w => w.AskSupplement(Desk.Officers, code, null, [new("", "Thiếu dấu")], "Chưa xem trang hai", default))).Value;

        Assert.Equal("services.no-defect", empty.Problems[0].Code);
        Assert.Equal((DossierStatus.Processing, new DateOnly(2021, 3, 25)), (mended.Status, mended.DueOn));
        Assert.Equal("19/03/2021 14:00", (await Desk.TasksAsync(app, code)).Single(t => t.Id == task.Id).DueAt!.Value.Show());
        Assert.Equal("services.why-again", unsaid.Problems[0].Code);
        Assert.Equal(2, second.SupplementCount);
        var requests = await app.WithAsync(s => s.GetRequiredService<AppDb>().SupplementRequests.AsNoTracking().OrderBy(r => r.Number).Where(r => r.DossierId == first.Id).ToListAsync());
        Assert.Equal(("Chưa xem trang hai", new DateOnly(2021, 3, 22), new DateOnly(2021, 3, 25)), (requests[1].WhyAgain, requests[0].DueBefore, requests[0].DueAfter!.Value));
        Assert.Equal(["manager-diploma", ""], requests[0].AllDefects().Select(d => d.About));
        Assert.Contains("services.dossier.supplement-asked-again", await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.Select(e => e.Action).ToListAsync()));
    }

    [Theory, EachDatabase]
    public async Task A_new_day_is_promised_once_names_who_answers_and_moves_nothing_that_the_law_owes(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        app.Clock.Set(new DateTime(2021, 3, 15, 2, 0, 0, DateTimeKind.Utc));
        var code = await ReceivedAsync(app);

        var wrong = await Desk.ResultAsync(app, w => w.Apologise(Desk.Officers, code, null, "20/03/2021", "kcht", " ", default));
        var said = (await Desk.ResultAsync(app, w => w.Apologise(Desk.Officers, code, null, "24/03/2021", "drvn", "Đang chờ kiểm tra bến bãi", default))).Value;
        var twice = await Desk.ResultAsync(app, w => w.Apologise(Desk.Officers, code, null, "26/03/2021", "drvn", "Vẫn chờ", default));

        Assert.Equal(["services.new-day", "services.answering-unit", "services.apology-reason"], wrong.Problems.Select(p => p.Code));
        Assert.Equal((new DateOnly(2021, 3, 22), new DateOnly(2021, 3, 24)), (said.DueOn, said.PromisedOn));
        Assert.Equal("services.apologised-already", twice.Problems[0].Code);
        Assert.Contains("24/03/2021", (await app.Anonymous().OpenAsync($"/dich-vu-cong/tra-cuu?ma={code}")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_is_there_early_ends_the_clock_early_and_a_file_is_the_applicants_at_once()
    {
        using var app = TestApp.Start();
        app.Clock.Set(new DateTime(2021, 3, 15, 2, 0, 0, DateTimeKind.Utc));
        var code = await ReceivedAsync(app);
        await Desk.ThroughAsync(app, code);
        app.Clock.Set(new DateTime(2021, 3, 16, 2, 0, 0, DateTimeKind.Utc));

        var done = (await Desk.ResultAsync(app, w => w.Issue(Desk.Officers, code, null, null, [new("giấy phép.pdf", new MemoryStream(Desk.Pdf))], false, default))).Value;
        app.Clock.Set(new DateTime(2021, 4, 16, 2, 0, 0, DateTimeKind.Utc));

        Assert.Equal((DossierStatus.ResultReturned, "16/03/2021 09:00"), (done.Status, done.FinishedAt!.Value.Show()));
        Assert.Equal(HandOver.Electronic, await app.WithAsync(s => s.GetRequiredService<AppDb>().HandOvers.Where(h => h.DossierId == done.Id).Select(h => h.Method).SingleAsync()));
        Assert.DoesNotContain("Trễ hạn", (await (await app.SignInAsync("citizen")).OpenAsync($"/dich-vu-cong/ho-so/{code}")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_substitute_sees_what_the_absent_officer_took_and_the_record_says_for_whom()
    {
        using var app = TestApp.Start();
        var code = await ReceivedAsync(app);
        var task = await Desk.OpenAsync(app, code, "appraise");
        var (away, substitute) = (await app.ActorAsync("drvn"), await app.ActorAsync("drvn-head"));
        await Desk.StepAsync(app, w => w.Take(away, code, task.Id, false, null, default));
        var stranger = await app.WithAsync(s => s.GetRequiredService<Absences>().Announce(away, Guid.NewGuid(), "15/03/2021", "14/03/2021", default));
        var announced = await app.WithAsync(s => s.GetRequiredService<Absences>().Announce(away, substitute.AccountId, "15/03/2021", "19/03/2021", default));

        var (mine, count) = await app.WithAsync(s => s.GetRequiredService<ProcessingQueries>().WorkAsync(substitute, new(Mine: true), default));
        await Desk.StepAsync(app, w => w.Complete(substitute, code, task.Id, null, "Đạt", null, default));

        Assert.Equal(["services.away-ends-before", "services.away-over", "services.substitute-unknown"], stranger.Problems.Select(p => p.Code));
        Assert.True(announced.Ok);
        Assert.Equal((1, task.Id), (count, Assert.Single(mine).TaskId));
        Assert.EndsWith($"(thay {away.Name})", (await Desk.TasksAsync(app, code)).Single(t => t.Id == task.Id).ClosedBy, StringComparison.Ordinal);
        var back = await app.WithAsync(s => s.GetRequiredService<Absences>().Return(away, announced.Value.Id, default));
        Assert.True(back.Ok);
        Assert.Single(await app.WithAsync(s => s.GetRequiredService<Absences>().WorksForAsync(substitute, default)));
    }

    [Theory, EachDatabase]
    public async Task The_list_of_work_is_sorted_by_the_laws_day_and_shows_each_unit_its_own(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (unit, other, citizen) = (await app.SignInAsync("drvn"), await app.ActorAsync("inspector"), await app.SignInAsync("citizen"));
        var page = await unit.OpenAsync("/dich-vu-cong/xu-ly");
        var (rows, count) = await app.WithAsync(async s => await s.GetRequiredService<ProcessingQueries>().WorkAsync(await app.ActorAsync("drvn"), new(), default));

        Assert.NotEmpty(rows);
        Assert.Equal(rows.Count, page.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(rows.Where(r => r.Status == DossierStatus.Processing).Select(r => r.DueOn).Order(), rows.Where(r => r.Status == DossierStatus.Processing).Select(r => r.DueOn));
        Assert.Equal(0, (await app.WithAsync(s => s.GetRequiredService<ProcessingQueries>().WorkAsync(other, new(), default))).Count);
        Assert.Equal(HttpStatusCode.Forbidden, (await citizen.GetAsync("/dich-vu-cong/xu-ly")).StatusCode);
        Assert.True(count >= rows.Count);
    }

    [Fact]
    public async Task A_unit_sees_the_dossiers_that_came_to_it_and_no_others()
    {
        using var app = TestApp.Start();
        var unit = await app.SignInAsync("drvn");
        var waiting = await Desk.SubmittedAsync(app, await app.ActorAsync("citizen"));

        var before = await unit.GetAsync($"/dich-vu-cong/xu-ly/{waiting}");
        await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, waiting, null, default));
        var after = await unit.OpenAsync($"/dich-vu-cong/xu-ly/{waiting}");

        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        Assert.Contains("Hợp tác xã Minh Họa", after.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task The_desk_is_offered_no_step_of_another_unit_and_can_do_none(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (desk, code) = (await app.ActorAsync("desk"), await ReceivedAsync(app));
        var task = await Desk.OpenAsync(app, code, "appraise");

        var page = await (await app.SignInAsync("desk")).OpenAsync($"/dich-vu-cong/xu-ly/{code}");
        var unit = await (await app.SignInAsync("drvn")).OpenAsync($"/dich-vu-cong/xu-ly/{code}");
        var done = await Desk.StepAsync(app, w => w.Complete(desk, code, task.Id, null, "Đạt", null, default));
        var supplement = await Desk.ReceptionAsync(app, w => w.AskSupplement(desk, code, null, [new("", "Thiếu bản sao")], null, default));
        await Desk.ThroughAsync(app, code);
        var issued = await Desk.ResultAsync(app, w => w.Issue(desk, code, null, null, [], true, default));

        Assert.Empty(page.QuerySelectorAll("form[action*='handler=Step'], form[action*='handler=Take'], form[action*='handler=Issue']"));
        Assert.NotEmpty(unit.QuerySelectorAll("form[action*='handler=Step']"));
        Assert.Equal(("services.task-unknown", ProblemKind.Forbidden, "services.task-unknown"), (done.Problems[0].Code, supplement.Problems[0].Kind, issued.Problems[0].Code));
    }

    [Fact]
    public async Task What_is_to_be_mended_can_be_asked_for_without_opening_the_list_and_an_apology_without_reason_says_so_beside_it()
    {
        using var app = TestApp.Start();
        var code = await Desk.SubmittedAsync(app, await app.ActorAsync("citizen"));
        using var desk = await app.SignInAsync("desk");
        var url = $"/dich-vu-cong/xu-ly/{code}";

        var page = await desk.OpenAsync(url);
        await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, code, null, default));
        using var answer = await desk.PostFormAsync(url, new() { ["NewDay"] = "", ["Unit"] = "vp", ["ApologyReason"] = " " }, url + "?handler=Apologise");
        var wrong = await answer.ReadPageAsync();

        Assert.Null(page.QuerySelector("form[action*='handler=Supplement'] button")!.Closest("details"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(wrong.QuerySelector("#ApologyReason")!.Closest("details")!.HasAttribute("open"));
        Assert.Contains("vì sao kết quả chậm", wrong.QuerySelector("#ApologyReason-problem")!.TextContent, StringComparison.Ordinal);
        Assert.Null(wrong.QuerySelector("#Reason-problem"));
    }

    [Fact]
    public async Task A_late_dossier_says_which_unit_answers_for_it()
    {
        using var app = TestApp.Start();
        var code = await app.WithAsync(s => s.GetRequiredService<AppDb>().Dossiers.Where(d => d.PromisedOn != null).Select(d => d.Code!).SingleAsync());
        var program = await app.ProgramAsync("desk");

        var process = await program.GetFromJsonAsync<JsonElement>($"/api/v1/services/dossiers/{code}/process");
        var page = await (await app.SignInAsync("desk")).OpenAsync($"/dich-vu-cong/xu-ly/{code}");

        Assert.True(process.GetProperty("delays")[0].GetProperty("overHours").GetDouble() > 0);
        Assert.Equal(process.GetProperty("delays")[0].GetProperty("unitId").GetGuid(), process.GetProperty("answersForDelay").GetGuid());
        Assert.Contains("Việc trễ hạn được tính cho: Vụ An toàn giao thông", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_withdraws_ends_every_step_and_a_stopped_dossier_says_why()
    {
        using var app = TestApp.Start();
        var citizen = await app.ActorAsync("citizen");
        var (withdrawn, stopped) = (await ReceivedAsync(app), await ReceivedAsync(app));

        await app.WithAsync(s => s.GetRequiredService<DossierWork>().Withdraw(citizen, withdrawn, null, null, default));
        var ended = (await Desk.ReceptionAsync(app, w => w.Stop(Desk.Officers, stopped, null, "Đơn vị đã giải thể", default))).Value;
        await app.DispatchAsync();

        Assert.All(await Desk.TasksAsync(app, withdrawn), t => Assert.Equal(DossierTask.Ended, t.Way));
        Assert.All(await Desk.TasksAsync(app, stopped), t => Assert.Equal(DossierTask.Ended, t.Way));
        Assert.Equal((DossierStatus.Stopped, "Đơn vị đã giải thể"), (ended.Status, ended.History.OrderBy(h => h.Number).Last().Note));
    }

    [Fact]
    public async Task Who_applies_online_is_owed_an_answer_within_eight_hours_of_office_time()
    {
        using var app = TestApp.Start();
        app.Clock.Set(new DateTime(2021, 3, 12, 8, 0, 0, DateTimeKind.Utc)); // Friday, 15:00

        var code = await Desk.SubmittedAsync(app, await app.ActorAsync("citizen"));
        var tracked = await app.Anonymous().GetFromJsonAsync<JsonElement>($"/api/v1/services/tracking/{code}");

        Assert.Equal("15/03/2021 15:00", tracked.GetProperty("next").GetProperty("by").GetDateTime().ToUniversalTime().Show());
    }

    private static async Task<string> ReceivedAsync(TestApp app, Dictionary<string, string[]>? values = null)
    {
        var code = await Desk.SubmittedAsync(app, await app.ActorAsync("citizen"), values);
        await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, code, null, default));
        return code;
    }
}
