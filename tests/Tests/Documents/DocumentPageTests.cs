using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Search;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Documents;

/// <summary>The register as people and programs use it.</summary>
public sealed class DocumentPageTests
{
    [Fact]
    public async Task A_day_that_cannot_be_read_hides_none_of_the_other_mistakes()
    {
        using var app = TestApp.Start();
        using var office = await app.SignInAsync("office");

        using var answer = await office.PostFormAsync("/van-ban/dang-ky", new() { ["Form.SignedOn"] = "31/02/2021", ["Form.Abstract"] = "", ["register"] = "true" });
        var page = await answer.ReadPageAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.All(["Form.SignedOn", "Form.Abstract", "Form.Kind", "Form.IssuerName"], field => Assert.NotNull(page.QuerySelector($"[id='{field}-problem'], [id='{field.Replace('.', '_')}-problem']")));
    }

    [Theory, EachDatabase]
    public async Task The_first_number_of_a_series_leaves_the_document_to_the_ledger(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var changes = await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            var input = new DocumentInput
            {
                Kind = "thong-bao", Abstract = "Thông báo đầu tiên của một loạt số", IssuerUnitId = s.GetRequiredService<OrganisationDirectory>().Find("drvn")!.Id,
                SignedOn = new(2021, 3, 15), TakeNumber = true, Direction = DocumentDirection.Outgoing, Symbol = "TB-TCĐBVN",
            };
            var made = await s.GetRequiredService<DocumentWork>().Save(await app.ActorAsync("office"), null, null, input, register: true, [], default);
            Assert.True(made.Ok, string.Join("; ", made.Problems.Select(p => p.Code)));
            return await db.Ledger.Where(e => e.SubjectId == made.Value.Id).Select(e => e.Changes).SingleAsync();
        });

        Assert.Contains("Thông báo đầu tiên", changes, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task The_demonstration_holds_decision_923_with_its_objectives_and_with_empty_groups(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var drvn = await app.SignInAsync("drvn");
        using var program = await app.ProgramAsync("drvn");

        var list = await drvn.OpenAsync("/van-ban?q=quyet+dinh+923+qd-ttg");
        var link = Assert.Single(list.QuerySelectorAll("table tbody th a"));
        var page = await drvn.OpenAsync(link.GetAttribute("href")!);
        var document = await program.GetFromJsonAsync<JsonElement>("/api/v1/documents/" + link.GetAttribute("href")!.Split('/')[^1]);
        var clauses = document.GetProperty("clauses").EnumerateArray().ToList();

        Assert.Equal(10, clauses.Count(c => c.GetProperty("kind").GetString() == "objective" && c.GetProperty("dueOn").GetString() is "2025-12-31" or "2030-12-31"));
        Assert.Equal(11, clauses.Count(c => c.GetProperty("kind").GetString() == "task-group" && c.GetProperty("isUnverified").GetBoolean()));
        Assert.Equal("in-force", document.GetProperty("force").GetString());
        Assert.Contains("100% tuyến cao tốc", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Được triển khai bởi", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("2269/QĐ-BGTVT", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("/van-ban/dang-ky", page.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await drvn.GetAsync("/van-ban/dang-ky")).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Twenty_decisions_registered_at_once_get_the_numbers_of_one_series(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var office = await app.ActorAsync("office");
        var issuer = app.Services.GetRequiredService<OrganisationDirectory>().Find("mot")!.Id;
        Assert.True((await SaveAsync(app, office, Input(issuer, number: "03"))).Ok);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SaveAsync(app, office, Input(issuer))));

        var expected = Enumerable.Range(1, 21).Where(n => n != 3).Select(n => $"{n:D2}/QĐ-BGTVT");
        Assert.Equal(expected, results.Select(r => r.Value.FullNumber).Order());
        var again = await SaveAsync(app, office, Input(issuer, number: "7"));
        Assert.Equal(("documents.number-taken", "Number"), (again.Problems[0].Code, again.Problems[0].Field));
    }

    [Theory, EachDatabase]
    public async Task A_document_goes_from_draft_to_the_register_and_is_then_changed_with_a_reason(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.SignInAsync("office");
        using var drvn = await app.SignInAsync("drvn");
        var fields = Fields();

        using var drafted = await office.PostFormAsync("/van-ban/dang-ky", new(fields) { ["register"] = "false" });
        var record = drafted.Headers.Location!.ToString();
        Assert.Equal(HttpStatusCode.NotFound, (await drvn.GetAsync(record)).StatusCode);
        var edit = record.Replace("/van-ban/", "/van-ban/dang-ky/", StringComparison.Ordinal);
        using var registered = await office.PostFormAsync(edit, new(fields) { ["Version"] = "1", ["register"] = "true" });
        Assert.Equal(HttpStatusCode.Redirect, registered.StatusCode);
        using var silent = await office.PostFormAsync(edit, new(fields) { ["Version"] = "2", ["Form.Abstract"] = "Trích yếu mới" });
        var refused = await silent.ReadPageAsync();
        using var changed = await office.PostFormAsync(edit, new(fields) { ["Version"] = "2", ["Form.Abstract"] = "Trích yếu mới", ["Form.Reason"] = "Sửa lỗi gõ" });
        using var late = await office.PostFormAsync(edit, new(fields) { ["Version"] = "2", ["Form.Abstract"] = "Bản của người thứ hai", ["Form.Reason"] = "Sửa" });

        Assert.Equal(HttpStatusCode.BadRequest, silent.StatusCode);
        Assert.Equal("Trích yếu mới", refused.QuerySelector("textarea[name='Form.Abstract']")!.TextContent.TrimStart('\n'));
        Assert.NotNull(refused.QuerySelector("#Form_Reason-problem, [id$='Reason-problem']"));
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("Bản của người thứ hai", (await late.ReadPageAsync()).Body!.TextContent, StringComparison.Ordinal);
        var page = await drvn.OpenAsync(record);
        Assert.Equal("Trích yếu mới", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(3, page.QuerySelectorAll("ol.timeline > li").Length);
        Assert.Contains("Sửa lỗi gõ", page.QuerySelector("ol.timeline")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Bad_input_gets_a_message_beside_each_field_and_nothing_typed_is_lost(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.SignInAsync("office");
        var typed = new Dictionary<string, string>
        {
            ["Form.Abstract"] = "<script>alert(1)</script>" + new string('ă', 1000), ["Form.Number"] = "92;3", ["Form.SignedOn"] = "31/02/2021",
            ["Form.EffectiveOn"] = "mai", ["Form.Kind"] = "khong-co", ["Form.Direction"] = "Incoming", ["Form.IssuerName"] = "\uFFFD\u0007",
        };

        using var wrongType = await office.PostFormAsync("/van-ban/dang-ky", typed);
        typed["Form.SignedOn"] = typed["Form.EffectiveOn"] = "";
        using var wrong = await office.PostFormAsync("/van-ban/dang-ky", typed);
        var (first, second) = (await wrongType.ReadPageAsync(), await wrong.ReadPageAsync());

        Assert.Equal(HttpStatusCode.BadRequest, wrongType.StatusCode);
        Assert.Equal("31/02/2021", first.QuerySelector("[name='Form.SignedOn']")!.GetAttribute("value"));
        Assert.Equal("mai", first.QuerySelector("[name='Form.EffectiveOn']")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("<script>alert(1)</script>", second.QuerySelector("[name='Form.Abstract']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("92;3", second.QuerySelector("[name='Form.Number']")!.GetAttribute("value"));
        Assert.True(second.QuerySelectorAll("[aria-invalid=true]").Length >= 3);
        using var program = await app.ProgramAsync("office");
        using var nul = await program.PostAsJsonAsync("/api/v1/documents", new
        {
            register = true,
            document = new { number = "5", kind = "thong-bao", direction = "Incoming", issuerName = "Văn phòng\u0000 Chính phủ", @abstract = "Có ký tự\u0000 lạ" },
        });
        Assert.Equal(HttpStatusCode.Created, nul.StatusCode);
        Assert.Contains("Có ký tự lạ", await office.GetStringAsync("/van-ban?q=ky+tu+la"), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Clauses_are_added_checked_marked_and_removed_and_two_editors_lose_nothing(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.SignInAsync("office");
        using var created = await office.PostFormAsync("/van-ban/dang-ky", new(Fields()) { ["register"] = "true" });
        var record = created.Headers.Location!.ToString();
        var fields = new Dictionary<string, string> { ["Form.Kind"] = "Article", ["Form.Label"] = "Điều 1", ["Form.Text"] = "Nội dung", ["Form.IsUnverified"] = "true" };

        using var added = await office.PostFormAsync(record + "/dieu-khoan", fields);
        using var twice = await office.PostFormAsync(record + "/dieu-khoan", fields);
        var clause = $"{record}/dieu-khoan/{added.Headers.Location!.ToString().Split("#c-")[1]}";
        using var below = await office.PostFormAsync($"{record}/dieu-khoan?cha={clause.Split('/')[^1]}", new(fields) { ["Form.Label"] = "khoản 1" });
        using var verified = await office.PostFormAsync(clause, new() { ["Version"] = "1", ["Against"] = "Bản ký số" }, clause + "?handler=Verify");
        using var stale = await office.PostFormAsync(clause, new(fields) { ["Version"] = "1", ["Form.Text"] = "Bản khác", ["Form.Reason"] = "Sửa" });
        using var marked = await office.PostFormAsync(clause, new() { ["Version"] = "2", ["NoTaskReason"] = "Quy định chung" }, clause + "?handler=NoTask");
        using var hasParts = await office.PostFormAsync(clause, new() { ["RemoveReason"] = "Nhập nhầm" }, clause + "?handler=Remove");
        var page = await office.OpenAsync(record);

        Assert.Equal(HttpStatusCode.BadRequest, twice.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, below.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, verified.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Equal("Bản khác", (await stale.ReadPageAsync()).QuerySelector("[name='Form.Text']")!.TextContent.TrimStart('\n'));
        Assert.Equal(HttpStatusCode.Redirect, marked.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, hasParts.StatusCode);
        Assert.Contains("Đã đối chiếu 15/03/2021", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("0 điều khoản đã có nhiệm vụ · 1 không phát sinh nhiệm vụ · 1 chưa xem xét", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_secret_document_and_its_files_are_there_only_for_those_entrusted_with_it(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var office = await app.ActorAsync("office");
        var input = Input(null, number: "12");
        (input.Secrecy, input.IssuerName) = (Secrecy.Secret, "Cơ quan khác");
        var document = (await SaveAsync(app, office, input, [new SentFile("Văn bản.pdf", new MemoryStream("%PDF-1.7 mật"u8.ToArray()))])).Value;
        var file = await app.WithAsync(s => s.GetRequiredService<AppDb>().Set<StoredFile>().SingleAsync(f => f.SubjectId == document.Id));

        foreach (var (account, status) in new[] { ("chair", HttpStatusCode.OK), ("office", HttpStatusCode.OK), ("drvn", HttpStatusCode.NotFound), ("inspector", HttpStatusCode.NotFound) })
        {
            using var browser = await app.SignInAsync(account);
            Assert.Equal((account, status), (account, (await browser.GetAsync($"/van-ban/{document.Id}")).StatusCode));
            Assert.Equal((account, status), (account, (await browser.GetAsync($"/tep/{file.Id}")).StatusCode));
            Assert.Equal(status == HttpStatusCode.OK, (await browser.GetStringAsync("/van-ban?handler=Export&dang=csv")).Contains("Cơ quan khác", StringComparison.Ordinal));
        }

        using var citizen = await app.SignInAsync("citizen");
        Assert.Equal(HttpStatusCode.Forbidden, (await citizen.GetAsync("/van-ban")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Anonymous().GetAsync($"/api/v1/documents/{document.Id}")).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Programs_register_documents_that_replace_one_another(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var program = await app.ProgramAsync("office");
        var old = await CreateAsync(program, "11", "2020-12-01");
        var replacing = await CreateAsync(program, "12", "2021-02-01");

        using var related = await program.PostAsJsonAsync($"/api/v1/documents/{replacing}/relations", new { other = " 011/QĐ-BGTVT", kind = "Replaces" });
        using var again = await program.PostAsJsonAsync($"/api/v1/documents/{replacing}/relations", new { other = old.ToString(), kind = "Replaces" });
        using var unknown = await program.PostAsJsonAsync($"/api/v1/documents/{replacing}/relations", new { other = "999/QĐ-KHÔNG", kind = "Replaces" });
        using var clause = await program.PostAsJsonAsync($"/api/v1/documents/{replacing}/clauses", new { kind = "Article", label = "Điều 1", text = "Nội dung" });
        using var empty = await program.PostAsJsonAsync("/api/v1/documents", new { register = true });

        Assert.Equal(HttpStatusCode.Created, related.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.Created, clause.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        Assert.Contains("abstract", (await empty.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(p => p.Name));
        Assert.Equal("in-force", await ForceAsync(program, old, "2021-01-31"));
        Assert.Equal("ended", await ForceAsync(program, old, "2021-02-01"));
        var seen = (await program.GetFromJsonAsync<JsonElement>($"/api/v1/documents/{old}")).GetProperty("relations")[0];
        Assert.Equal((false, "replaces"), (seen.GetProperty("acts").GetBoolean(), seen.GetProperty("kind").GetString()));
    }

    [Theory, EachDatabase]
    public async Task Secrets_and_drafts_are_for_those_entrusted_in_the_unit_that_keeps_them(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var office = await app.ActorAsync("office");
        var input = Input(null, number: "12");
        (input.Secrecy, input.IssuerName, input.Abstract) = (Secrecy.Secret, "Cơ quan khác", "Việc kín qwxz");
        var secret = (await SaveAsync(app, office, input)).Value.Id;
        var open = Input(app.Services.GetRequiredService<OrganisationDirectory>().Find("mot")!.Id, number: "13");
        var draft = (await app.WithAsync(s => s.GetRequiredService<DocumentWork>().Save(office, null, null, open, false, [], default))).Value.Id;
        var elsewhere = app.Services.GetRequiredService<OrganisationDirectory>().Find("drvn")!.Path;

        foreach (var (path, there) in new[] { (office.UnitPath!, true), (elsewhere, false), ("/", true) })
        {
            var actor = office with
            {
                Grants = [new(PlatformPermissions.DocumentsRead, "/"), new(PlatformPermissions.DocumentsRegister, path), new(PlatformPermissions.DocumentsSecret, path)],
            };
            var seen = await app.WithAsync(s => s.GetRequiredService<DocumentQueries>().Seen(actor).Select(d => d.Id).ToListAsync());
            var found = await app.WithAsync(async s => (await s.GetRequiredService<FindRecords>().Handle(actor, "qwxz", null, 1, default)).Items);
            Assert.Equal((path, there, there, there), (path, seen.Contains(secret), seen.Contains(draft), found.Any(f => f.RecordId == secret.ToString())));
        }
    }

    private static Task<Result<OfficialDocument>> SaveAsync(TestApp app, Actor actor, DocumentInput input, SentFile[]? files = null) =>
        app.WithAsync(s => s.GetRequiredService<DocumentWork>().Save(actor, null, null, input, true, files ?? [], default));

    private static DocumentInput Input(Guid? issuer, string? number = null) => new()
    {
        Number = number, Symbol = number is null ? null : "QĐ-BGTVT", TakeNumber = number is null, Kind = "quyet-dinh", IssuerUnitId = issuer, SignedOn = new(2021, 3, 1),
        Abstract = "Quyết định thử dãy số", Direction = DocumentDirection.Outgoing,
    };

    private static Dictionary<string, string> Fields() => new()
    {
        ["Form.Abstract"] = "Thông báo thử nghiệm", ["Form.Kind"] = "thong-bao", ["Form.Direction"] = "Incoming", ["Form.IssuerName"] = "Văn phòng Chính phủ",
        ["Form.Number"] = "88", ["Form.Symbol"] = "TB-VPCP", ["Form.SignedOn"] = "01/03/2021",
    };

    private static async Task<Guid> CreateAsync(HttpClient program, string number, string signed)
    {
        using var answer = await program.PostAsJsonAsync("/api/v1/documents", new
        {
            register = true, issuerUnit = "mot",
            document = new { number, symbol = "QĐ-BGTVT", kind = "quyet-dinh", signedOn = signed, @abstract = "Quyết định " + number, direction = "Outgoing" },
        });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private static async Task<string?> ForceAsync(HttpClient program, Guid id, string asOf) =>
        (await program.GetFromJsonAsync<JsonElement>($"/api/v1/documents/{id}?asOf={asOf}")).GetProperty("force").GetString();
}
