using System.Net;
using System.Net.Http.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Portal.Comments;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Portal;

/// <summary>Comments are shown only after an editor has agreed; who wrote them stays between writer and editors.</summary>
[Trait("Speed", "slow")]
public sealed class CommentTests
{
    private const string Article = "/tin/tra-cuu-ho-so-bang-ma-khong-can-dang-nhap";
    private const string Queue = "/cong-thong-tin/binh-luan";

    [Theory, EachDatabase]
    public async Task A_comment_waits_is_approved_hidden_appealed_and_erased(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var reader = app.Anonymous();
        using var editor = await app.SignInAsync("editor");

        using var sent = await reader.PostFormAsync(Article + "/binh-luan", Fields("Ý kiến qwxz <script>alert(1)</script>"));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var receipt = sent.Headers.Location!.ToString();
        Assert.Contains("Chờ duyệt", (await reader.OpenAsync(receipt)).QuerySelector("dl.facts")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("qwxz", await reader.GetStringAsync(Article), StringComparison.Ordinal);

        await DecideAsync(app, editor, "Approve");
        var shown = (await reader.OpenAsync(Article)).QuerySelector("ol.comments")!;
        Assert.Contains("Ý kiến qwxz <script>alert(1)</script>", shown.TextContent, StringComparison.Ordinal);
        Assert.Empty(shown.QuerySelectorAll("script"));

        await DecideAsync(app, editor, "Refuse", "Lạc đề");
        Assert.Null((await reader.OpenAsync(Article)).QuerySelector("ol.comments"));
        Assert.Contains("Lạc đề", (await reader.OpenAsync(receipt)).QuerySelector("dl.facts")!.TextContent, StringComparison.Ordinal);

        using var appealed = await reader.PostFormAsync(receipt, new() { ["Appeal"] = "Xin xem lại" }, receipt + "?handler=Appeal");
        Assert.Equal(HttpStatusCode.Redirect, appealed.StatusCode);
        Assert.Contains("Xin xem lại", (await editor.OpenAsync(Queue + "?trangthai=Appealed")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        using var erased = await reader.PostFormAsync(receipt, [], receipt + "?handler=Erase");
        Assert.Equal(HttpStatusCode.Redirect, erased.StatusCode);
        var kept = await app.WithAsync(s => s.GetRequiredService<AppDb>().Comments.AsNoTracking().OrderByDescending(c => c.At).FirstAsync());
        Assert.Equal((CommentState.Erased, null, null, null), (kept.State, kept.Name, kept.Email, kept.Text));
    }

    [Theory, EachDatabase]
    public async Task The_writer_s_address_is_nowhere_but_in_the_editors_queue(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var reader = app.Anonymous();
        using var editor = await app.SignInAsync("editor");
        using var sent = await reader.PostFormAsync(Article + "/binh-luan", Fields("Ý kiến"));
        await DecideAsync(app, editor, "Approve");

        foreach (var url in new[] { Article, sent.Headers.Location!.ToString(), "/rss", "/api/v1/portal/articles" + Article["/tin".Length..], "/sitemap.xml" })
        {
            Assert.DoesNotContain("bi-mat@", await reader.GetStringAsync(url), StringComparison.Ordinal);
        }

        var ledger = await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.Where(e => e.Action.StartsWith("portal.comment.")).ToListAsync());
        Assert.Contains(ledger, e => e.Action == "portal.comment.approved");
        Assert.DoesNotContain(ledger, e => e.Changes.Contains("bi-mat", StringComparison.Ordinal) || e.Changes.Contains("Người viết", StringComparison.Ordinal) || e.ActorName.Length > 60);
    }

    [Fact]
    public async Task What_is_wrong_with_a_comment_stands_beside_its_field_and_nothing_is_lost()
    {
        using var app = TestApp.Start();
        using var reader = app.Anonymous();

        using var wrong = await reader.PostFormAsync(Article + "/binh-luan", new() { ["Name"] = "", ["Email"] = "khong-phai-thu", ["Text"] = new string('ă', 2001) });
        using var bot = await reader.PostFormAsync(Article + "/binh-luan", new(Fields("Quảng cáo")) { ["Homepage"] = "http://x.example" });

        var page = await wrong.ReadPageAsync();
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.All(new[] { "Name", "Email", "Text" }, f => Assert.NotNull(page.QuerySelector($"#{f}-problem")));
        Assert.Equal("khong-phai-thu", page.QuerySelector("input[name=Email]")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.BadRequest, bot.StatusCode);
        var again = await bot.ReadPageAsync();
        Assert.Equal("Quảng cáo", again.QuerySelector("textarea")!.TextContent.Trim());
        Assert.NotNull(again.QuerySelector("#Homepage-problem"));
        Assert.Null(again.QuerySelector(".trap"));
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync("/tin/binh-luan/00000000000000000000000000000000")).StatusCode);
    }

    [Fact]
    public async Task Programs_send_comments_under_the_same_rules_and_links_are_flagged()
    {
        using var app = TestApp.Start();
        using var program = app.Anonymous();
        using var editor = await app.SignInAsync("editor");
        var url = "/api/v1/portal/articles" + Article["/tin".Length..] + "/comments";

        Assert.Equal(HttpStatusCode.BadRequest, (await program.PostAsJsonAsync(url, new { name = "A" })).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await program.PostAsJsonAsync(url, new { name = "A", email = "a@example.com", text = "mua tại http://a.example và www.b.example" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await program.PostAsJsonAsync("/api/v1/portal/articles/khong-co/comments", new { name = "A", email = "a@example.com", text = "x" })).StatusCode);
        Assert.Contains("2 liên kết", (await editor.OpenAsync(Queue)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusing_asks_for_a_reason_and_two_editors_do_not_decide_over_each_other()
    {
        using var app = TestApp.Start();
        using var editor = await app.SignInAsync("editor");
        var pending = await app.WithAsync(s => s.GetRequiredService<AppDb>().Comments.AsNoTracking().Where(c => c.State == CommentState.Pending).FirstAsync());
        Dictionary<string, string> fields = new() { ["Id"] = pending.Id.ToString(), ["Version"] = $"{pending.Version}" };

        using var without = await editor.PostFormAsync(Queue, fields, Queue + "?handler=Refuse");
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        using var first = await editor.PostFormAsync(Queue, fields, Queue + "?handler=Approve");
        using var second = await editor.PostFormAsync(Queue, new(fields) { ["Reason"] = "x" }, Queue + "?handler=Refuse");

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
    }

    private static async Task DecideAsync(TestApp app, HttpClient editor, string handler, string? reason = null)
    {
        var comment = await app.WithAsync(s => s.GetRequiredService<AppDb>().Comments.AsNoTracking().OrderByDescending(c => c.At).FirstAsync());
        using var answer = await editor.PostFormAsync(Queue, new() { ["Id"] = comment.Id.ToString(), ["Version"] = $"{comment.Version}", ["Reason"] = reason ?? "" }, $"{Queue}?handler={handler}");
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{handler}: {answer.StatusCode}");
    }

    private static Dictionary<string, string> Fields(string text) => new() { ["Name"] = "Người viết", ["Email"] = "bi-mat@example.com", ["Text"] = text };
}
