using System.Text.Encodings.Web;
using LoTrinh.Portal.Articles;
using Xunit;

namespace LoTrinh.Tests.Portal;

/// <summary>Rules of an article, without a database.</summary>
public sealed class ArticleRuleTests
{
    private static readonly DateTime Now = new(2021, 3, 15, 1, 0, 0, DateTimeKind.Utc);
    private static readonly Writer Editor = new(Guid.CreateVersion7(), "Biên tập", Now);
    private static readonly Writer Reviewer = new(Guid.CreateVersion7(), "Người duyệt", Now);

    private static ArticleText Text => new() { Title = "Tin", Summary = "Tóm tắt", Body = "Nội dung", Author = "Ban Biên tập", Section = "chi-dao" };

    [Fact]
    public void Nobody_publishes_a_text_of_their_own()
    {
        var article = Draft();
        article.SendToReview();

        Assert.Equal("portal.article.own-text", Assert.Single(article.Publish(Editor, null, Now).Problems).Code);
        Assert.False(article.IsPublic);
        Assert.True(article.Publish(Reviewer, null, Now).Ok);
        Assert.True(article.IsPublic);
    }

    [Fact]
    public void A_draft_is_not_published_and_an_unfinished_one_not_reviewed()
    {
        Assert.Equal("portal.article.not-in-review", Assert.Single(Draft().Publish(Reviewer, null, Now).Problems).Code);
        var bare = Article.Write(Guid.NewGuid(), new() { Title = "Tin" }, Editor).Value;
        Assert.Equal(["Summary", "Body", "Author", "Section"], bare.SendToReview().Problems.Select(p => p.Field));
    }

    [Fact]
    public void What_the_public_reads_stays_until_its_change_is_reviewed()
    {
        var article = Published();

        article.Revise(Text with { Title = "Tin đã sửa" }, Editor);
        Assert.Equal((true, "Tin", ArticleState.Draft), (article.IsPublic, article.Title, article.State));
        article.SendToReview();
        article.Publish(Reviewer, null, Now.AddHours(1));

        Assert.Equal(("Tin đã sửa", Now, Now.AddHours(1)), (article.Title, article.PublishedAt!.Value, article.ChangedAt!.Value));
        Assert.Equal(["Tin", "Tin đã sửa"], article.Revisions.Select(r => r.Text.Title));
    }

    [Fact]
    public void The_address_is_the_same_for_ever_once_it_has_been_published()
    {
        var article = Draft();
        article.Name("mot");
        article.Name("hai");
        article.SendToReview();
        article.Publish(Reviewer, null, Now);
        article.Name("ba");

        Assert.Equal("hai", article.Slug);
    }

    [Fact]
    public void A_planned_article_is_public_at_its_time_and_not_before()
    {
        var article = Draft();
        article.SendToReview();
        article.Publish(Reviewer, Now.AddDays(1), Now);

        Assert.Equal((ArticleState.Scheduled, false), (article.State, article.IsPublic));
        Assert.False(article.Release(Now).Ok);
        Assert.True(article.Release(Now.AddDays(1)).Ok);
        Assert.True(article.IsPublic);
    }

    [Fact]
    public void A_change_of_a_planned_article_needs_a_new_review()
    {
        var article = Draft();
        article.SendToReview();
        article.Publish(Reviewer, Now.AddDays(1), Now);
        article.Revise(Text with { Body = "khác" }, Editor);

        Assert.False(article.Release(Now.AddDays(2)).Ok);
        Assert.Equal((ArticleState.Draft, false), (article.State, article.IsPublic));
    }

    [Fact]
    public void Withdrawing_and_giving_back_ask_for_a_reason()
    {
        var article = Published();

        Assert.Equal("Reason", Assert.Single(article.Withdraw(" ").Problems).Field);
        Assert.Equal("text-too-long", Assert.Single(article.Withdraw(new string('a', Article.ReasonMaxLength + 1)).Problems).Code);
        Assert.Equal("text-too-long", Assert.Single(article.Return(new string('a', Article.ReasonMaxLength + 1)).Problems).Code);
        Assert.True(article.Withdraw("Sai số liệu").Ok);
        Assert.Equal((ArticleState.Withdrawn, false), (article.State, article.IsPublic));
        Assert.False(article.Withdraw("lần nữa").Ok);
    }

    [Fact]
    public void Every_problem_of_a_text_is_told_at_once() => Assert.Equal(
        ["Title", "Section", "PictureAlt", "Summary", "Body"],
        Article.Write(Guid.NewGuid(), new() { Title = " ", Section = "khac", Picture = "/x", Summary = new('a', 601), Body = new('b', 40_001) }, Editor).Problems.Select(p => p.Field));

    [Theory]
    [InlineData("<script>alert(1)</script>"), InlineData("a <img src=x onerror=alert(1)> b"), InlineData("[x](javascript:alert(1))"), InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)"), InlineData("[x](//evil.example/)"), InlineData("![x](https://evil.example/pixel.png)"), InlineData("<javascript:alert(1)>")]
    [InlineData("[x]: javascript:alert(1)\n\n[x]"), InlineData("[x](java\nscript:alert(1))"), InlineData("[x](/\\evil.example)"), InlineData("[x](https://a.example \"\\\" onmouseover=alert(1) \")"), InlineData("[x](vbscript:x)")]
    public void No_body_makes_script_or_reaches_out(string body)
    {
        using var writer = new StringWriter();
        ArticleBody.Html(body).WriteTo(writer, HtmlEncoder.Default);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(writer.ToString());

        Assert.Empty(page.QuerySelectorAll("script, img, iframe, object, form, style"));
        Assert.DoesNotContain(page.All, e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal)));
        Assert.All(page.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!), href => Assert.True(href == "#" || href.StartsWith("https://a.example", StringComparison.Ordinal), href));
    }

    [Fact]
    public void The_body_has_headings_below_the_title_lists_tables_and_links()
    {
        using var writer = new StringWriter();
        ArticleBody.Html("# Mục\n\n- một\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n[tin](/tin) [web](https://example.com)").WriteTo(writer, HtmlEncoder.Default);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(writer.ToString());

        Assert.Equal("Mục", page.QuerySelector("h2")!.TextContent);
        Assert.NotNull(page.QuerySelector("li"));
        Assert.Equal(2, page.QuerySelectorAll("td").Length);
        Assert.Equal("nofollow noopener", page.QuerySelector("a[href='https://example.com']")!.GetAttribute("rel"));
    }

    private static Article Draft() => Article.Write(Guid.NewGuid(), Text, Editor).Value;

    private static Article Published()
    {
        var article = Draft();
        article.SendToReview();
        article.Publish(Reviewer, null, Now);
        return article;
    }
}
