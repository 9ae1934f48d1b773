using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.PublicServices;

/// <summary>From the draft to the result: nothing typed is lost, no code is given twice, and the clock is the law's.</summary>
public sealed class DossierTests
{
    private static readonly byte[] Pdf = Desk.Pdf;

    [Theory, EachDatabase]
    public async Task Fifty_dossiers_submitted_at_once_get_the_codes_of_one_series_without_gap(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        app.Clock.Set(new DateTime(2021, 3, 16, 3, 0, 0, DateTimeKind.Utc));
        var citizen = await app.ActorAsync("citizen");
        var drafts = new List<Guid>();
        for (var i = 0; i < 50; i++)
        {
            drafts.Add((await Desk.DraftAsync(app, citizen)).Id);
        }

        var results = await Task.WhenAll(drafts.Select(id => app.WithAsync(s => s.GetRequiredService<DossierWork>().Submit(citizen, id, default))));

        Assert.Equal(Enumerable.Range(1, 50).Select(i => $"000.00.00.G04-210316-{i:D4}"), results.Select(r => r.Value.Code).Order());
        Assert.All(results, r => Assert.Equal(new DateOnly(2021, 3, 23), r.Value.DueOn));
    }

    [Fact]
    public async Task A_form_that_is_not_complete_takes_no_number()
    {
        using var app = TestApp.Start();
        var citizen = await app.ActorAsync("citizen");
        var incomplete = await Desk.DraftAsync(app, citizen, new() { ["unitName"] = ["Chỉ có tên"] });
        var complete = await Desk.DraftAsync(app, citizen);

        var refused = await app.WithAsync(s => s.GetRequiredService<DossierWork>().Submit(citizen, incomplete.Id, default));
        var accepted = await app.WithAsync(s => s.GetRequiredService<DossierWork>().Submit(citizen, complete.Id, default));

        Assert.False(refused.Ok);
        Assert.Equal("000.00.00.G04-210315-0001", accepted.Value.Code);
    }

    [Theory, EachDatabase]
    public async Task A_dossier_goes_from_draft_through_supplement_to_a_result_that_anyone_can_verify(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (citizen, desk) = (await app.ActorAsync("citizen"), await app.ActorAsync("desk"));
        var draft = await Desk.DraftAsync(app, citizen);
        var code = (await Do(app, w => w.Submit(citizen, draft.Id, default))).Code!;
        await Desk.ReceptionAsync(app, w => w.Receive(desk, code, null, default));
        var asked = (await Desk.ReceptionAsync(app, w => w.AskSupplement(Desk.Officers, code, null, [new("manager-appointment", "Thiếu ngày ký")], null, default))).Value;
        app.Clock.Set(new DateTime(2021, 3, 22, 2, 0, 0, DateTimeKind.Utc));

        var mended = await Do(app, w => w.Submit(citizen, draft.Id, default, "Đã sửa"));
        await Desk.ThroughAsync(app, code);
        var done = (await Desk.ResultAsync(app, w => w.Issue(Desk.Officers, code, null, null, [], true, default))).Value;

        Assert.Equal((DossierStatus.SupplementRequested, new DateOnly(2021, 3, 22)), (asked.Status, asked.DueOn));
        Assert.Equal((code, new DateOnly(2021, 3, 29)), (mended.Code, mended.DueOn));
        Assert.Equal(DossierStatus.Processed, done.Status);
        var result = await app.Anonymous().GetFromJsonAsync<JsonElement>($"/api/v1/services/results/{done.ResultNumber}");
        Assert.Equal(("2021-03-22", "Giấy phép kinh doanh vận tải"), (result.GetProperty("issuedOn").GetString(), result.GetProperty("kind").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await app.Anonymous().GetAsync("/api/v1/services/results/KQ-2021-999999")).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task The_applicant_is_told_of_each_step_of_the_desk_and_the_desk_of_what_comes_in(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (citizen, desk) = (await app.ActorAsync("citizen"), await app.ActorAsync("desk"));
        var draft = await Desk.DraftAsync(app, citizen);
        var code = (await Do(app, w => w.Submit(citizen, draft.Id, default))).Code!;
        await Desk.ReceptionAsync(app, w => w.Receive(desk, code, null, default));
        await Desk.ReceptionAsync(app, w => w.AskSupplement(Desk.Officers, code, null, [new("", "Thiếu ngày ký")], null, default));
        await Do(app, w => w.Submit(citizen, draft.Id, default, "Đã sửa"));
        await Desk.ThroughAsync(app, code);
        await Desk.ResultAsync(app, w => w.Issue(Desk.Officers, code, null, null, [new("kq.pdf", new MemoryStream(Pdf))], false, default));

        await app.DispatchAsync();

        var told = await app.WithAsync(s => s.GetRequiredService<AppDb>().Notifications.Where(n => n.Url == $"/dich-vu-cong/ho-so/{code}").OrderBy(n => n.Key).ToListAsync());
        string[] own = ["received", "result-ready", "result-returned", "submitted", "supplement-asked"];
        Assert.Equal(own.Select(s => $"services.dossier-{s}"), told.Where(n => n.AccountId == citizen.AccountId).Select(n => n.Kind).Order(StringComparer.Ordinal));
        Assert.Equal(["services.dossier-submitted", "services.dossier-supplemented"], told.Where(n => n.AccountId == desk.AccountId).Select(n => n.Kind).Order(StringComparer.Ordinal));
        Assert.Contains("Thiếu ngày ký", told.Single(n => n.Kind == "services.dossier-supplement-asked").Body);
    }

    [Fact]
    public async Task A_dossier_is_seen_by_its_applicant_and_the_desk_and_by_nobody_else()
    {
        using var app = TestApp.Start();
        var (code, file) = await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            var dossier = await db.Dossiers.FirstAsync(d => d.Status == DossierStatus.Processing);
            return (dossier.Code!, await db.Set<StoredFile>().Where(f => f.SubjectId == dossier.Id).Select(f => f.Id).FirstAsync());
        });
        var other = await AnotherCitizenAsync(app);

        foreach (var (browser, seen) in new[] { (await app.SignInAsync("citizen"), true), (await app.SignInAsync("desk"), true), (await app.SignInAsync("office"), false), (other, false) })
        {
            foreach (var url in new[] { $"/dich-vu-cong/ho-so/{code}", $"/dich-vu-cong/ho-so/{code}/giay-tiep-nhan", $"/tep/{file}" })
            {
                Assert.Equal((url, seen ? HttpStatusCode.OK : HttpStatusCode.NotFound), (url, (await browser.GetAsync(url)).StatusCode));
            }
        }

        Assert.Equal(HttpStatusCode.Redirect, (await app.Anonymous().GetAsync($"/dich-vu-cong/ho-so/{code}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Anonymous().GetAsync($"/tep/{file}")).StatusCode);
        using var whole = await app.ProgramAsync("citizen");
        using var narrow = await app.ProgramAsync("citizen", LoTrinh.Platform.Identity.PlatformPermissions.OwnNotifications);
        Assert.Equal(HttpStatusCode.OK, (await whole.GetAsync($"/tep/{file}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await narrow.GetAsync($"/tep/{file}")).StatusCode);
    }

    [Fact]
    public async Task Tracking_by_code_says_what_comes_next_and_no_personal_data()
    {
        using var app = TestApp.Start();
        var code = await app.WithAsync(s => s.GetRequiredService<AppDb>().Dossiers.Where(d => d.Status == DossierStatus.SupplementRequested).Select(d => d.Code!).SingleAsync());
        var anyone = app.Anonymous();

        var answer = await (await anyone.GetAsync($"/api/v1/services/tracking/{code}")).Content.ReadAsStringAsync();
        Assert.Contains("Nhập mã hồ sơ rồi bấm Tra cứu", (await anyone.OpenAsync("/dich-vu-cong/tra-cuu?ma=+")).Body!.TextContent, StringComparison.Ordinal);
        var page = await anyone.OpenAsync($"/dich-vu-cong/tra-cuu?ma=%20{code.ToLowerInvariant()}%20");

        Assert.Contains("\"applicant\":true", answer, StringComparison.Ordinal);
        Assert.Contains("Chờ người nộp bổ sung giấy tờ", page.Body!.TextContent, StringComparison.Ordinal);
        foreach (var text in new[] { answer, page.Body.TextContent })
        {
            Assert.DoesNotContain("Miền Trung", text, StringComparison.Ordinal);
            Assert.DoesNotContain("001099", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Nguyễn", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_was_typed_stays_in_a_form_that_is_refused_and_in_its_draft()
    {
        using var app = TestApp.Start();
        var browser = await app.SignInAsync("citizen");
        var fields = FormTests.Complete.ToDictionary(f => f.Key, f => f.Value[0]);
        fields["registrationNumber"] = "<b>sai</b>";
        fields["act"] = "submit";

        using var answer = await browser.PostFormAsync("/dich-vu-cong/nop/1.000703", fields);
        var page = await answer.ReadPageAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("<b>sai</b>", page.QuerySelector("#registrationNumber")!.GetAttribute("value"));
        Assert.Contains("chưa đúng dạng", page.QuerySelector("#registrationNumber-problem")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Hợp tác xã Minh Họa", page.QuerySelector("#unitName")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector("#file-manager-diploma-problem"));
        var draft = page.QuerySelector("main form[action*='/nop/']")!.GetAttribute("action")!;
        var again = await browser.OpenAsync(draft);
        Assert.Equal("<b>sai</b>", again.QuerySelector("#registrationNumber")!.GetAttribute("value"));
        Assert.True(again.QuerySelector("input[name=businessTypes][value=goods]")!.HasAttribute("checked"));
    }

    [Fact]
    public async Task A_citizen_applies_with_files_in_the_browser_and_gets_a_receipt_with_their_hashes()
    {
        using var app = TestApp.Start();
        var browser = await app.SignInAsync("citizen");
        using var form = Multipart(await TokenAsync(browser, "/dich-vu-cong/nop/1.000703"), FormTests.Complete, "submit",
            ("file-manager-diploma", "bằng.pdf", Pdf), ("file-manager-appointment", "quyết định.pdf", Pdf));

        using var answer = await browser.PostAsync("/dich-vu-cong/nop/1.000703", form);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var receipt = await browser.OpenAsync(answer.Headers.Location!.ToString());

        Assert.Contains("000.00.00.G04-210315-0001", receipt.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("22/03/2021", receipt.Body.TextContent, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Pdf)), receipt.Body.TextContent, StringComparison.Ordinal);
        Assert.Equal("img", receipt.QuerySelector("svg.qr")!.GetAttribute("role"));
    }

    [Fact]
    public async Task A_draft_that_is_open_in_two_windows_loses_the_words_of_neither()
    {
        using var app = TestApp.Start();
        var browser = await app.SignInAsync("citizen");
        var draft = await Desk.DraftAsync(app, await app.ActorAsync("citizen"));
        var url = $"/dich-vu-cong/nop/1.000703/{draft.Id}";
        var seen = (await browser.OpenAsync(url)).QuerySelector("main input[name=Version]")!.GetAttribute("value")!;

        async Task<HttpResponseMessage> SaveAsync(string name, string version)
        {
            using var form = Multipart(await TokenAsync(browser, url), new(FormTests.Complete) { ["unitName"] = [name] }, "save");
            form.Add(new StringContent(version), "Version");
            return await browser.PostAsync(url, form);
        }

        using var first = await SaveAsync("Cửa sổ thứ nhất", seen);
        using var second = await SaveAsync("Cửa sổ thứ hai", seen);
        var page = await second.ReadPageAsync();
        using var again = await SaveAsync("Cửa sổ thứ hai", page.QuerySelector("main input[name=Version]")!.GetAttribute("value")!);

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Conflict, HttpStatusCode.Redirect), (first.StatusCode, second.StatusCode, again.StatusCode));
        Assert.Equal("Cửa sổ thứ hai", page.QuerySelector("#unitName")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_refused_file_hides_none_of_the_other_mistakes()
    {
        using var app = TestApp.Start();
        var browser = await app.SignInAsync("citizen");
        var fields = new Dictionary<string, string[]>(FormTests.Complete) { ["registrationNumber"] = ["12"] };
        using var form = Multipart(await TokenAsync(browser, "/dich-vu-cong/nop/1.000703"), fields, "submit", ("file-manager-diploma", "bằng.pdf", "MZ\u0090"u8.ToArray()));

        using var answer = await browser.PostAsync("/dich-vu-cong/nop/1.000703", form);
        var page = await answer.ReadPageAsync();

        Assert.NotNull(page.QuerySelector("#file-manager-diploma-problem"));
        Assert.NotNull(page.QuerySelector("#registrationNumber-problem"));
        Assert.NotNull(page.QuerySelector("#file-manager-appointment-problem"));
    }

    [Fact]
    public async Task A_renamed_executable_is_refused_beside_its_field_and_what_was_typed_stays()
    {
        using var app = TestApp.Start();
        var browser = await app.SignInAsync("citizen");
        using var form = Multipart(await TokenAsync(browser, "/dich-vu-cong/nop/1.000703"), FormTests.Complete, "save",
            ("file-manager-diploma", "bằng.pdf", "MZ\u0090"u8.ToArray()));

        using var answer = await browser.PostAsync("/dich-vu-cong/nop/1.000703", form);
        var page = await answer.ReadPageAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("bằng.pdf", page.QuerySelector("#file-manager-diploma-problem")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Trần Thị B", page.QuerySelector("#managerName")!.GetAttribute("value"));
    }

    [Fact]
    public async Task The_desk_works_through_its_queue_and_two_officers_cannot_undo_each_other()
    {
        using var app = TestApp.Start();
        var desk = await app.SignInAsync("desk");
        var queue = await desk.OpenAsync("/dich-vu-cong/tiep-nhan");
        var waiting = queue.QuerySelectorAll("tbody tr").First(r => r.TextContent.Contains("Mới đăng ký", StringComparison.Ordinal));
        var url = waiting.QuerySelector("a")!.GetAttribute("href")!;
        var version = (await desk.OpenAsync(url)).QuerySelector("input[name=Version]")!.GetAttribute("value")!;

        using var silent = await desk.PostFormAsync(url, new() { ["Version"] = version, ["Reason"] = " " }, url + "?handler=Refuse");
        using var unsaid = await desk.PostFormAsync(url, new() { ["Version"] = version, ["Defect[all]"] = " " }, url + "?handler=Supplement");
        using var asked = await desk.PostFormAsync(url, new() { ["Version"] = version, ["Defect[manager-diploma]"] = "Bản chụp mờ" }, url + "?handler=Supplement");
        using var late = await desk.PostFormAsync(url, new() { ["Version"] = version, ["Reason"] = "Thiếu giấy tờ" }, url + "?handler=Refuse");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (silent.StatusCode, unsaid.StatusCode));
        Assert.NotNull((await unsaid.ReadPageAsync()).QuerySelector("#Defects-problem"));
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("Bản sao văn bằng", (await desk.OpenAsync(url)).QuerySelector(".timeline")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task The_unit_issues_a_result_with_its_file_and_the_applicant_alone_downloads_it(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var code = await ReadyAsync(app);
        var (url, work) = ($"/dich-vu-cong/ho-so/{code}", $"/dich-vu-cong/xu-ly/{code}");
        using var desk = await app.SignInAsync("drvn");
        using var citizen = await app.SignInAsync("citizen");
        using var other = await AnotherCitizenAsync(app);
        var number = async () => await app.WithAsync(s => s.GetRequiredService<AppDb>().Dossiers.Where(d => d.Code == code).Select(d => d.ResultNumber).SingleAsync());

        foreach (var (name, content) in new (string, byte[])[] { ("giấy phép.docx", "PK\u0003\u0004"u8.ToArray()), ("giấy phép.pdf", "MZ\u0090"u8.ToArray()) })
        {
            using var wrong = Multipart(await TokenAsync(desk, work), [], "", ("ResultFile", name, content));
            using var refused = await desk.PostAsync(work + "?handler=Issue", wrong);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains(name, (await refused.ReadPageAsync()).QuerySelector("#ResultFile-problem")!.TextContent, StringComparison.Ordinal);
        }

        using (var silent = Multipart(await TokenAsync(desk, work), [], ""))
        {
            using var unsaid = await desk.PostAsync(work + "?handler=Issue", silent);
            Assert.Equal(HttpStatusCode.BadRequest, unsaid.StatusCode);
            Assert.Contains("chỉ có bản giấy", (await unsaid.ReadPageAsync()).QuerySelector("#ResultFile-problem")!.TextContent, StringComparison.Ordinal);
        }

        Assert.Null(await number());
        using var right = Multipart(await TokenAsync(desk, work), [], "", ("ResultFile", "giấy phép.pdf", Pdf));
        using var returned = await desk.PostAsync(work + "?handler=Issue", right);
        var page = await citizen.OpenAsync(url);
        var file = page.QuerySelectorAll("dl.facts .files a").Single(a => a.TextContent == "giấy phép.pdf").GetAttribute("href")!;
        var check = await app.Anonymous().OpenAsync($"/dich-vu-cong/ket-qua?so={await number()}");

        Assert.Equal(HttpStatusCode.Redirect, returned.StatusCode);
        Assert.Contains("Bản điện tử", check.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Bản điện tử", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Bản điện tử", (await app.Anonymous().OpenAsync($"/dich-vu-cong/tra-cuu?ma={code}")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Pdf, await citizen.GetByteArrayAsync(file));
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(file)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Anonymous().GetAsync(file)).StatusCode);
        Assert.Contains("Kết quả này có thật", check.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(check.QuerySelectorAll("a[href*='/tep/']"));
    }

    [Theory, EachDatabase]
    public async Task A_result_on_paper_alone_waits_at_the_desk_and_overdue_says_by_how_much(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var code = await ReadyAsync(app);
        var due = await app.WithAsync(s => s.GetRequiredService<AppDb>().Dossiers.Where(d => d.Code == code).Select(d => d.DueOn!.Value).SingleAsync());
        app.Clock.Set(due.AddDays(7).ToDateTime(new TimeOnly(3, 0), DateTimeKind.Utc));
        using var desk = await app.SignInAsync("desk");
        using var unit = await app.SignInAsync("drvn");
        var url = $"/dich-vu-cong/xu-ly/{code}";

        var queue = await desk.OpenAsync("/dich-vu-cong/tiep-nhan");
        using var both = Multipart(await TokenAsync(unit, url), [], "", ("ResultFile", "a.pdf", Pdf));
        both.Add(new StringContent("true"), "OnPaper");
        using var refused = await unit.PostAsync(url + "?handler=Issue", both);
        using var issued = await unit.PostFormAsync(url, new() { ["OnPaper"] = "true" }, url + "?handler=Issue");
        using var nobody = await desk.PostFormAsync(url, new() { ["Method"] = "desk" }, url + "?handler=GiveOut");
        using var given = await desk.PostFormAsync(url, new() { ["Method"] = "desk", ["Taker"] = "Người nhận, căn cước 001099000009" }, url + "?handler=GiveOut");
        var page = await desk.OpenAsync(url);

        Assert.Matches("Quá hạn [1-5] ngày làm việc", queue.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains(code, StringComparison.Ordinal)).TextContent);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Redirect), (refused.StatusCode, issued.StatusCode));
        Assert.NotNull((await nobody.ReadPageAsync()).QuerySelector("#Taker-problem"));
        Assert.Equal(HttpStatusCode.Redirect, given.StatusCode);
        Assert.Equal("Đã ghi nhận: Trả kết quả.", page.QuerySelector("main [role=status]")!.TextContent);
        foreach (var shown in new[] { page, await app.Anonymous().OpenAsync($"/dich-vu-cong/tra-cuu?ma={code}") })
        {
            Assert.Contains("Bản giấy, trả tại bộ phận một cửa", shown.Body!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain("001099000009", shown.Body!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Going_back_to_the_form_of_a_submitted_dossier_leads_its_owner_to_the_dossier()
    {
        using var app = TestApp.Start();
        var citizen = await app.ActorAsync("citizen");
        var draft = await Desk.DraftAsync(app, citizen);
        var code = (await Do(app, w => w.Submit(citizen, draft.Id, default))).Code!;
        using var owner = await app.SignInAsync("citizen");
        using var other = await AnotherCitizenAsync(app);

        using var back = await owner.GetAsync($"/dich-vu-cong/nop/1.000703/{draft.Id}");

        Assert.Equal((HttpStatusCode.Redirect, $"/dich-vu-cong/ho-so/{code}"), (back.StatusCode, back.Headers.Location!.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/dich-vu-cong/nop/1.000703/{draft.Id}")).StatusCode);
    }

    [Fact]
    public async Task An_empty_form_says_what_is_lacking_in_which_part_of_it()
    {
        using var app = TestApp.Start();
        using var owner = await app.SignInAsync("citizen");
        using var form = Multipart(await TokenAsync(owner, "/dich-vu-cong/nop/1.000703"), [], "submit");

        using var answer = await owner.PostAsync("/dich-vu-cong/nop/1.000703", form);
        var said = (await answer.ReadPageAsync()).QuerySelectorAll(".ds-error-summary li").Select(l => l.TextContent).ToList();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(said, s => s.EndsWith("Chưa khai: Họ và tên.", StringComparison.Ordinal));
        Assert.Equal(said.Count, said.Distinct().Count());
    }

    [Fact]
    public async Task A_program_returns_a_result_with_one_pdf_and_no_more()
    {
        using var app = TestApp.Start();
        var code = await ReadyAsync(app);
        var program = await app.ProgramAsync("drvn");
        using var two = new MultipartFormDataContent { { new ByteArrayContent(Pdf), "files", "a.pdf" }, { new ByteArrayContent(Pdf), "files", "b.pdf" } };
        using var one = new MultipartFormDataContent { { new ByteArrayContent(Pdf), "files", "a.pdf" } };

        using var third = new MultipartFormDataContent { { new ByteArrayContent(Pdf), "files", "a.pdf" } };
        var version = await app.WithAsync(s => s.GetRequiredService<AppDb>().Dossiers.Where(d => d.Code == code).Select(d => d.Version).SingleAsync());

        using var unseen = await program.PostAsync($"/api/v1/services/dossiers/{code}/result-file", third);
        using var refused = await program.PostAsync($"/api/v1/services/dossiers/{code}/result-file?version={version}", two);
        using var done = await program.PostAsync($"/api/v1/services/dossiers/{code}/result-file?version={version}", one);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (unseen.StatusCode, refused.StatusCode));
        Assert.Contains("version-missing", await unseen.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.StartsWith("KQ-2021-", (await done.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("resultNumber").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_applies_as_a_person_does_and_an_officer_may_not_apply()
    {
        using var app = TestApp.Start();
        var program = await app.ProgramAsync("citizen");

        var begun = await program.PostAsJsonAsync("/api/v1/services/dossiers", new { procedure = "1.000703", values = FormTests.Complete });
        var id = (await begun.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        using var missing = await program.PostAsync($"/api/v1/services/dossiers/{id}/submission", null);
        foreach (var document in new[] { "manager-diploma", "manager-appointment" })
        {
            using var file = new MultipartFormDataContent { { new ByteArrayContent(Pdf), "files", "a.pdf" } };
            (await program.PostAsync($"/api/v1/services/dossiers/{id}/files/{document}", file)).EnsureSuccessStatusCode();
        }

        using var submitted = await program.PostAsync($"/api/v1/services/dossiers/{id}/submission", null);
        using var officer = await (await app.ProgramAsync("desk")).PostAsJsonAsync("/api/v1/services/dossiers", new { procedure = "1.000703" });

        Assert.Equal(HttpStatusCode.BadRequest, missing.StatusCode);
        Assert.Contains("file-manager-diploma", await missing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, submitted.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, officer.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Anonymous().GetAsync("/api/v1/services/dossiers")).StatusCode);
    }

    [Fact]
    public async Task The_ledger_holds_what_happened_and_nothing_of_what_was_filled_in()
    {
        using var app = TestApp.Start();

        var entries = await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.Where(e => e.Action.StartsWith("services.")).ToListAsync());

        Assert.Contains(entries, e => e.Action == "services.dossier.result-returned");
        Assert.All(entries, e => Assert.DoesNotContain("001099", e.Changes, StringComparison.Ordinal));
    }

    // Code of a dossier that waits for nothing but its result.
    private static async Task<string> ReadyAsync(TestApp app)
    {
        var code = await Desk.SubmittedAsync(app, await app.ActorAsync("citizen"));
        await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, code, null, default));
        await Desk.ThroughAsync(app, code);
        return code;
    }

    private static async Task<Dossier> Do(TestApp app, Func<DossierWork, Task<LoTrinh.Platform.Result<Dossier>>> act) =>
        (await app.WithAsync(s => act(s.GetRequiredService<DossierWork>()))).Value;

    private static async Task<HttpClient> AnotherCitizenAsync(TestApp app)
    {
        await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            var one = await db.Users.AsNoTracking().SingleAsync(a => a.UserName == "citizen");
            var other = new Account
            {
                UserName = "other", NormalizedUserName = "OTHER", DisplayName = "Công dân khác", PasswordHash = one.PasswordHash, SecurityStamp = "x",
                CreatedAt = app.Clock.UtcNow(), PasswordSetAt = app.Clock.UtcNow(),
            };
            db.Users.Add(other);
            db.RoleAssignments.Add(new RoleAssignment { AccountId = other.Id, Role = Roles.Citizen });
            return await db.SaveChangesAsync();
        });
        return await app.SignInAsync("other");
    }

    private static async Task<string> TokenAsync(HttpClient browser, string url) =>
        (await browser.OpenAsync(url)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private static MultipartFormDataContent Multipart(string token, Dictionary<string, string[]> values, string act, params (string Field, string Name, byte[] Content)[] files)
    {
        var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(act), "act" } };
        foreach (var (key, all) in values)
        {
            foreach (var value in all)
            {
                form.Add(new StringContent(value), key);
            }
        }

        foreach (var (field, name, content) in files)
        {
            form.Add(new ByteArrayContent(content), field, name);
        }

        return form;
    }
}
