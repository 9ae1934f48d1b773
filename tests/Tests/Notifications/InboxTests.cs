using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Notifications;

[Trait("Speed", "slow")]
public sealed class InboxTests
{
    [Theory, EachDatabase]
    public async Task In_a_tasks_life_the_right_people_are_told_once_and_nobody_of_their_own_act(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        await app.DispatchAsync();
        var (office, drvn) = (await app.ActorAsync("office"), await app.ActorAsync("drvn"));
        var task = await IssueAsync(app, office, "drvn");
        await app.WithAsync(async s =>
        {
            var work = s.GetRequiredService<TaskWork>();
            await work.Acknowledge(drvn, task, null, default);
            await work.AskExtension(drvn, task, null, new(2021, 6, 30), "Chờ dữ liệu địa phương", default);
            await work.DecideExtension(office, task, null, false, "Nhiệm vụ trọng tâm", default);
            await work.SubmitProduct(drvn, task, null, "12/BC-TCĐBVN", null, default);
            await work.Verify(office, task, null, false, "Thiếu minh chứng", default);
            await work.SubmitProduct(drvn, task, null, "13/BC-TCĐBVN", null, default);
            return await work.Verify(office, task, null, true, null, default);
        });

        await app.DispatchAsync();
        await app.WithAsync(s => s.GetRequiredService<AppDb>().Outbox.ExecuteUpdateAsync(set => set.SetProperty(m => m.HandledAt, (DateTime?)null)));
        app.Clock.Set(app.Clock.GetUtcNow().AddMinutes(5));
        await app.DispatchAsync();

        Assert.Equal(["issued", "extension-refused", "product-returned", "verified"], await KindsAsync(app, drvn.AccountId, task));
        Assert.Equal(["extension-asked", "submitted", "submitted"], await KindsAsync(app, office.AccountId, task));
        var others = await app.WithAsync(s => s.GetRequiredService<AppDb>().Notifications
            .CountAsync(n => n.Url.EndsWith(task.ToString()) && n.AccountId != office.AccountId && n.AccountId != drvn.AccountId));
        Assert.Equal(0, others);
    }

    [Theory, EachDatabase]
    public async Task Who_reads_in_English_is_written_to_in_English_and_stays_on_the_English_pages(TestDatabase database)
    {
        const string secret = "ngựa chạy đường xa 88";
        using var app = TestApp.Start(database);
        using var newcomer = app.Anonymous();
        using var made = await newcomer.PostFormAsync("/en/dang-ky", new()
        {
            ["DisplayName"] = "Ann B", ["UserName"] = "ann@example.org", ["Password"] = secret, ["Repeated"] = secret,
        });
        await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            await db.Users.Where(a => a.UserName == "ann@example.org").ExecuteUpdateAsync(u => u.SetProperty(a => a.EmailConfirmed, true));
            var id = await db.Users.Where(a => a.UserName == "ann@example.org").Select(a => a.Id).SingleAsync();
            var texts = s.GetRequiredService<LoTrinh.Ui.Texts>();
            await s.GetRequiredService<Notify>().TellAsync(await s.GetRequiredService<Recipients>().OfAsync([id], default),
                new("test", "k", "/dich-vu-cong/ho-so", _ => (texts["notify.title"], null)), default);
            return 0;
        });
        await app.RunAsync<SendMail>();
        var letter = (await MimeKit.MimeMessage.LoadAsync(Assert.Single(Directory.GetFiles(Path.Combine(app.DataFolder, "mail"))))).TextBody;
        using var asked = await newcomer.GetAsync("/en/thong-bao");
        using var signedIn = await newcomer.PostFormAsync(asked.Headers.Location!.PathAndQuery, new() { ["Name"] = "ann@example.org", ["Password"] = secret });
        var inbox = await newcomer.OpenAsync("/en/thong-bao");
        var id = inbox.QuerySelector(".tagged input[name=id]")!.GetAttribute("value")!;
        using var opened = await newcomer.PostFormAsync("/en/thong-bao", new() { ["id"] = id }, "/en/thong-bao?handler=Open");
        using var all = await newcomer.PostFormAsync("/en/thong-bao", [], "/en/thong-bao?handler=All");
        var read = await newcomer.OpenAsync("/en/thong-bao");

        Assert.StartsWith("/en/", made.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("/en/dich-vu-cong/ho-so", letter, StringComparison.Ordinal);
        Assert.Contains("/en/thong-bao/cai-dat", letter, StringComparison.Ordinal);
        Assert.Equal("/en/thong-bao", signedIn.Headers.Location!.ToString());
        Assert.Equal("/en/dich-vu-cong/ho-so", opened.Headers.Location!.ToString());
        Assert.Equal("/en/thong-bao", all.Headers.Location!.ToString());
        Assert.Equal("/en/dich-vu-cong/ho-so", read.QuerySelector(".tagged a")!.GetAttribute("href"));
        Assert.All(read.QuerySelectorAll("main a[href^='/'], main form[action^='/']").Select(e => e.GetAttribute("href") ?? e.GetAttribute("action")!),
            url => Assert.StartsWith("/en/", url, StringComparison.Ordinal));
    }

    [Theory, EachDatabase]
    public async Task The_masthead_counts_what_is_unread_and_opening_one_by_a_post_leads_to_its_record(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var drvn = await app.SignInAsync("drvn");
        await drvn.PostFormAsync("/thong-bao", [], "/thong-bao?handler=All");
        var none = (await drvn.OpenAsync("/thong-bao?chua-doc=1")).QuerySelector(".empty h2")!.TextContent;
        var first = await IssueAsync(app, await app.ActorAsync("office"), "drvn");
        var second = await IssueAsync(app, await app.ActorAsync("office"), "drvn");
        await app.DispatchAsync();

        var page = await drvn.OpenAsync("/thong-bao?chua-doc=1");
        var shown = page.QuerySelectorAll(".tagged > li").Length;
        var masthead = (await drvn.OpenAsync("/thong-bao")).QuerySelector(".count")!.TextContent; // looking at the list has read nothing
        var newest = page.QuerySelector(".tagged form[action*='Open'] input[name=id]")!.GetAttribute("value")!;
        using var opened = await drvn.PostFormAsync("/thong-bao", new() { ["id"] = newest }, "/thong-bao?handler=Open");
        var readOne = (await drvn.OpenAsync("/thong-bao")).QuerySelectorAll(".tagged > li")[0].QuerySelector("a")!.GetAttribute("href")!;
        var after = (await drvn.OpenAsync("/chi-dao")).QuerySelector(".count")!.TextContent;
        using var all = await drvn.PostFormAsync("/thong-bao", [], "/thong-bao?handler=All");
        var empty = await drvn.OpenAsync("/thong-bao");

        Assert.Equal("Không còn thông báo chưa đọc", none);
        Assert.Equal(2, shown);
        Assert.Equal(("2 chưa đọc", "1 chưa đọc"), (masthead.Trim(), after.Trim()));
        Assert.EndsWith($"/chi-dao/nhiem-vu/{second}", opened.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.EndsWith($"/chi-dao/nhiem-vu/{second}", readOne, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
        Assert.Null(empty.QuerySelector(".count"));
    }

    [Fact]
    public async Task Nobody_opens_anothers_notification_and_without_signing_in_there_is_none()
    {
        using var app = TestApp.Start();
        await IssueAsync(app, await app.ActorAsync("office"), "drvn");
        await app.DispatchAsync();
        var drvn = await app.ActorAsync("drvn");
        var id = await app.WithAsync(s => s.GetRequiredService<AppDb>().Notifications.Where(n => n.AccountId == drvn.AccountId).Select(n => n.Id).FirstAsync());
        using var office = await app.SignInAsync("office");
        using var program = await app.ProgramAsync("office");
        using var anyone = app.Anonymous();

        using var opened = await office.PostFormAsync("/thong-bao", new() { ["id"] = id.ToString() }, "/thong-bao?handler=Open");
        Assert.Equal(HttpStatusCode.NotFound, opened.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await program.PostAsync($"/api/v1/notifications/{id}/read", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await anyone.GetAsync("/thong-bao")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await anyone.GetAsync("/api/v1/notifications")).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task People_are_told_in_the_language_and_by_the_way_they_chose(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var program = await app.ProgramAsync("drvn");
        using var chosen = await program.PutAsJsonAsync("/api/v1/notifications/settings", new { byEmail = true, language = "en" });
        using var wrong = await program.PutAsJsonAsync("/api/v1/notifications/settings", new { byEmail = true, language = "fr" });
        var task = await IssueAsync(app, await app.ActorAsync("office"), "drvn");
        await app.DispatchAsync();

        var told = await program.GetFromJsonAsync<JsonElement>("/api/v1/notifications?unread=true");
        var mail = await app.WithAsync(s => s.GetRequiredService<AppDb>().OutgoingMail.AsNoTracking().SingleAsync(m => m.Subject.StartsWith("New task")));

        Assert.Equal(HttpStatusCode.OK, chosen.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal("New task: Thí điểm trạm cân điện tử", told.GetProperty("items")[0].GetProperty("title").GetString());
        Assert.Equal("drvn@demo.example", mail.To);
        Assert.Contains($"http://127.0.0.1:5080/en/chi-dao/nhiem-vu/{task}", mail.Text, StringComparison.Ordinal);

        using var browser = await app.SignInAsync("drvn");
        using var saved = await browser.PostFormAsync("/thong-bao/cai-dat", new() { ["ByEmail"] = "False", ["Language"] = "vi" });
        await IssueAsync(app, await app.ActorAsync("office"), "drvn");
        await app.DispatchAsync();

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains("Đã lưu", (await browser.OpenAsync("/thong-bao/cai-dat")).Body!.TextContent, StringComparison.Ordinal);
        Assert.False(await app.WithAsync(s => s.GetRequiredService<AppDb>().OutgoingMail.AnyAsync(m => m.To == "drvn@demo.example" && m.Subject.StartsWith("Nhiệm vụ mới"))));
    }

    private static Task<Guid> IssueAsync(TestApp app, LoTrinh.Platform.Identity.Actor office, string lead) => app.WithAsync(async s =>
    {
        var unit = s.GetRequiredService<OrganisationDirectory>().Find(lead)!.Id;
        var draft = new TaskDraft("", "Thí điểm trạm cân điện tử", null, unit, [], "Tổng cục trưởng", "Trưởng Ban Chỉ đạo", "Báo cáo", "Có số liệu", DueBasis.Date,
            null, new(2021, 5, 20));
        return (await s.GetRequiredService<TaskWork>().Assign(office, draft, issue: true, default)).Value.Id;
    });

    private static Task<List<string>> KindsAsync(TestApp app, Guid account, Guid task) => app.WithAsync(s => s.GetRequiredService<AppDb>().Notifications
        .Where(n => n.AccountId == account && n.Url.EndsWith(task.ToString())).OrderBy(n => n.Id).Select(n => n.Kind.Substring("steering.task-".Length)).ToListAsync());
}
