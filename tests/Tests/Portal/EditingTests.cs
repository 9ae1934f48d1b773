using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Portal.Articles;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Portal;

/// <summary>An article from the first draft to the public and back.</summary>
[Trait("Speed", "slow")]
public sealed class EditingTests
{
    private const string Desk = "/cong-thong-tin/bien-tap";
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 4];

    [Theory, EachDatabase]
    public async Task An_article_is_written_by_one_and_published_by_another(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var editor = await app.SignInAsync("editor");
        using var office = await app.SignInAsync("office");
        using var anyone = app.Anonymous();

        using var written = await SendAsync(editor, Desk + "/moi", Fields("Tin về qwxz"), ("Picture", "anh.png", Png));
        Assert.Equal(HttpStatusCode.Redirect, written.StatusCode);
        var record = written.Headers.Location!.ToString();
        var picture = (await editor.OpenAsync(record)).QuerySelector(".preview img")!.GetAttribute("src")!;
        await AssertHiddenAsync(anyone, picture);
        Assert.Equal(HttpStatusCode.OK, (await editor.GetAsync(picture)).StatusCode);

        await ActAsync(editor, record, "Review");
        using var own = await editor.PostFormAsync(record, new() { ["Version"] = await VersionAsync(editor, record) }, record + "?handler=Publish");
        Assert.Equal(HttpStatusCode.Conflict, own.StatusCode);
        await AssertHiddenAsync(anyone, picture);
        await ActAsync(office, record, "Publish");

        Assert.Contains("Tin về qwxz", (await anyone.OpenAsync("/tin/tin-ve-qwxz")).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync(picture)).StatusCode);
        Assert.Contains("qwxz", await anyone.GetStringAsync("/rss/chi-dao"), StringComparison.Ordinal);
        Assert.Contains("tin-ve-qwxz", await anyone.GetStringAsync("/sitemap.xml"), StringComparison.Ordinal);
        Assert.NotNull((await anyone.OpenAsync("/tim-kiem?q=qwxz")).QuerySelector(".found"));

        using var withdrawn = await office.PostFormAsync(record, new() { ["Version"] = await VersionAsync(office, record), ["Reason"] = "Sai" }, record + "?handler=Withdraw");
        Assert.Equal(HttpStatusCode.Redirect, withdrawn.StatusCode);
        await AssertHiddenAsync(anyone, picture);
    }

    [Theory, EachDatabase]
    public async Task Articles_of_one_title_saved_at_once_get_addresses_of_their_own(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var editor = await app.ActorAsync("editor");
        var text = new ArticleText { Title = "Tin trùng tên", Section = "chi-dao" };

        var saved = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            app.WithAsync(s => s.GetRequiredService<ArticleWork>().Save(editor, null, null, text, [], default))));

        Assert.Equal(6, saved.Select(r => r.Value.Slug).Distinct().Count());
    }

    [Theory, EachDatabase]
    public async Task Two_editors_of_one_article_lose_neither_text_and_every_version_is_kept(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var editor = await app.SignInAsync("editor");
        var id = await IdAsync(app, ArticleState.Draft);
        var form = $"{Desk}/{id}/sua";
        var version = (await editor.OpenAsync(form)).QuerySelector("input[name=Version]")!.GetAttribute("value")!;

        using var first = await editor.PostFormAsync(form, With(Fields("Bản thứ nhất"), "Version", version));
        using var second = await editor.PostFormAsync(form, With(Fields("Bản thứ hai <script>"), "Version", version));

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal("Bản thứ hai <script>", (await second.ReadPageAsync()).QuerySelector("input[name=Title]")!.GetAttribute("value"));
        var comparison = await editor.OpenAsync($"{Desk}/{id}/so-sanh?cu=1&moi=2");
        Assert.Contains("Bản thứ nhất", comparison.QuerySelector("ins")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Dự thảo giới thiệu", comparison.QuerySelector("del")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_planned_article_appears_at_its_time(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var anyone = app.Anonymous();
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync("/tin/ke-hoach-so-ket-nhiem-vu-quy-i")).StatusCode);
        var slug = await app.WithAsync(s => s.GetRequiredService<AppDb>().Articles.Where(a => a.State == ArticleState.Scheduled).Select(a => a.Slug).SingleAsync());

        Assert.Equal(0, await app.WithAsync(s => s.GetRequiredService<ArticleWork>().ReleaseDue(default)));
        app.Clock.Set(new DateTimeOffset(2021, 4, 1, 8, 0, 1, TimeSpan.FromHours(7)));
        Assert.Equal(1, await app.WithAsync(s => s.GetRequiredService<ArticleWork>().ReleaseDue(default)));

        Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync($"/tin/{slug}")).StatusCode);
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field_and_what_was_typed_stays()
    {
        using var app = TestApp.Start();
        using var editor = await app.SignInAsync("editor");

        using var noAlt = await SendAsync(editor, Desk + "/moi", With(Fields("<b>Tin</b>"), "PictureAlt", ""), ("Picture", "anh.png", Png));
        using var renamed = await SendAsync(editor, Desk + "/moi", Fields("Tin"), ("Picture", "anh.png", "MZ\u0090 chương trình"u8.ToArray()));
        using var noPicture = await SendAsync(editor, Desk + "/moi", Fields("Tin"), ("Picture", "a.pdf", "%PDF-1.7"u8.ToArray()));
        using var empty = await editor.PostFormAsync(Desk + "/moi", With(Fields(""), "Section", "khong-co"));

        var page = await noAlt.ReadPageAsync();
        Assert.Equal(HttpStatusCode.BadRequest, noAlt.StatusCode);
        Assert.Equal("<b>Tin</b>", page.QuerySelector("input[name=Title]")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector("#PictureAlt-problem"));
        Assert.NotNull((await renamed.ReadPageAsync()).QuerySelector("#Picture-problem"));
        Assert.NotNull((await noPicture.ReadPageAsync()).QuerySelector("#Picture-problem"));
        var lacking = await empty.ReadPageAsync();
        Assert.NotNull(lacking.QuerySelector("#Title-problem"));
        Assert.NotNull(lacking.QuerySelector("#Section-problem"));
    }

    [Fact]
    public async Task Script_in_any_part_is_text_and_odd_signs_do_no_harm()
    {
        using var app = TestApp.Start();
        using var editor = await app.ProgramAsync("editor");
        using var office = await app.ProgramAsync("office");
        using var anyone = app.Anonymous();
        const string Evil = "\"><script>alert(1)</script><img src=x onerror=alert(2)>\u0000\u0008";

        using var sent = await editor.PostAsJsonAsync("/api/v1/portal/articles", new { title = "Tin " + Evil, summary = Evil, body = Evil, author = Evil, section = "chi-dao", source = Evil });
        var saved = await sent.Content.ReadFromJsonAsync<JsonElement>();
        var id = saved.GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.OK, (await editor.PostSeenAsync($"/api/v1/portal/articles/{id}/review", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await office.PostSeenAsync($"/api/v1/portal/articles/{id}/publication", new { })).StatusCode);
        var slug = saved.GetProperty("slug").GetString();

        foreach (var url in new[] { "/", "/tin", $"/tin/{slug}", "/tim-kiem?q=alert" })
        {
            var page = await anyone.OpenAsync(url);
            Assert.DoesNotContain(page.QuerySelectorAll("script"), s => s.TextContent.Contains("alert", StringComparison.Ordinal));
            Assert.Empty(page.QuerySelectorAll("img[onerror], img[src=x]"));
        }

        var feed = System.Xml.Linq.XDocument.Parse(await anyone.GetStringAsync("/rss"));
        Assert.Contains(feed.Descendants("title"), t => t.Value.Contains("<script>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_those_who_may_write_review_or_moderate()
    {
        using var app = TestApp.Start();
        using var anyone = app.Anonymous();
        var id = await IdAsync(app, ArticleState.InReview);
        foreach (var url in new[] { Desk, Desk + "/moi", $"{Desk}/{id}", $"{Desk}/{id}/sua", $"{Desk}/{id}/so-sanh", "/cong-thong-tin/binh-luan" })
        {
            Assert.Equal(HttpStatusCode.Redirect, (await anyone.GetAsync(url)).StatusCode);
            foreach (var account in new[] { "citizen", "drvn", "desk", "chair" })
            {
                using var other = await app.SignInAsync(account);
                Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync(url)).StatusCode);
            }
        }

        using var office = await app.ProgramAsync("office");
        Assert.Equal(HttpStatusCode.Forbidden, (await office.PostAsJsonAsync("/api/v1/portal/articles", new { title = "x" })).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await anyone.PostSeenAsync($"/api/v1/portal/articles/{id}/publication", new { })).StatusCode);
    }

    private static async Task AssertHiddenAsync(HttpClient anyone, string picture)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync("/tin/tin-ve-qwxz")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync("/tin/tin-ve-qwxz/binh-luan")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync("/api/v1/portal/articles/tin-ve-qwxz")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync(picture)).StatusCode);
        foreach (var url in new[] { "/", "/tin", "/rss", "/rss/chi-dao", "/sitemap.xml", "/api/v1/portal/articles", "/api/v1/search?q=qwxz" })
        {
            Assert.DoesNotContain("qwxz", (await anyone.GetStringAsync(url)).Replace("q=qwxz", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    private static async Task ActAsync(HttpClient browser, string record, string handler)
    {
        using var answer = await browser.PostFormAsync(record, new() { ["Version"] = await VersionAsync(browser, record) }, $"{record}?handler={handler}");
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{handler}: {answer.StatusCode}");
    }

    private static async Task<string> VersionAsync(HttpClient browser, string record) =>
        (await browser.OpenAsync(record)).QuerySelector("input[name=Version]")!.GetAttribute("value")!;

    private static Dictionary<string, string> Fields(string title) => new()
    {
        ["Title"] = title, ["Summary"] = "Tóm tắt", ["Body"] = "Đoạn một.\n\nĐoạn hai.", ["Section"] = "chi-dao", ["Author"] = "Ban Biên tập", ["PictureAlt"] = "Một con đường",
    };

    private static Dictionary<string, string> With(Dictionary<string, string> fields, string name, string value) => new(fields) { [name] = value };

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string url, Dictionary<string, string> fields, (string Field, string Name, byte[] Bytes) file)
    {
        var page = await browser.OpenAsync(url);
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in With(fields, "__RequestVerificationToken", page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!))
        {
            form.Add(new StringContent(value), name);
        }

        var content = new ByteArrayContent(file.Bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(content, file.Field, file.Name);
        return await browser.PostAsync(url, form);
    }

    private static Task<Guid> IdAsync(TestApp app, ArticleState state) =>
        app.WithAsync(s => s.GetRequiredService<AppDb>().Articles.Where(a => a.State == state).Select(a => a.Id).FirstAsync());
}
