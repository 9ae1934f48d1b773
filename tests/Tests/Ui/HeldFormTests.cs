using System.Net;
using AngleSharp.Html.Dom;
using LoTrinh.Tests.Harness;
using Xunit;

namespace LoTrinh.Tests.Ui;

/// <summary>Nothing that was typed is lost when a session ends meanwhile.</summary>
[Trait("Speed", "slow")]
public sealed class HeldFormTests
{
    private const string Form = "/chi-dao/giao-nhiem-vu";

    [Fact]
    public async Task What_was_typed_comes_back_and_can_be_sent_again_after_signing_in()
    {
        using var app = TestApp.Start();
        using var browser = await app.SignInAsync("office");
        var token = TokenOf(await browser.OpenAsync(Form));
        Dictionary<string, string> typed = new() { ["Title"] = "Số hóa <hồ sơ>", ["Details"] = "dòng một\r\ndòng hai", ["__RequestVerificationToken"] = token };
        using (await browser.PostFormAsync("/dang-xuat", [])) { }

        using var refused = await SendAsync(browser, Form, typed, "same-origin");
        var page = await refused.ReadPageAsync();
        var again = Assert.Single(page.QuerySelectorAll("main form"));
        using (await browser.PostFormAsync("/dang-nhap", new() { ["Name"] = "office", ["Password"] = TestApp.Password })) { }
        var held = again.QuerySelectorAll("input").OfType<IHtmlInputElement>().ToDictionary(i => i.Name!, i => i.Value);
        using var sent = await SendAsync(browser, again.GetAttribute("action")!, held, "same-origin");
        var shown = await sent.ReadPageAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains("Phiên đăng nhập đã hết", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("main a[href^='/dang-nhap?ve='][target=_blank]"));
        Assert.Contains($"ve={Uri.EscapeDataString(Form)}", page.QuerySelector("header, .strip")!.ParentElement!.InnerHtml, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, sent.StatusCode);
        Assert.Equal("Số hóa <hồ sơ>", shown.QuerySelector("input[name=Title]")!.GetAttribute("value"));
        Assert.Contains("dòng hai", shown.QuerySelector("textarea[name=Details]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_whose_page_is_too_old_comes_back_with_a_new_token()
    {
        using var app = TestApp.Start();
        using var browser = await app.SignInAsync("office");

        using var refused = await SendAsync(browser, Form, new() { ["Title"] = "Số hóa hồ sơ", ["__RequestVerificationToken"] = "cũ" }, "same-origin");
        var again = Assert.Single((await refused.ReadPageAsync()).QuerySelectorAll("main form"));
        var held = again.QuerySelectorAll("input").OfType<IHtmlInputElement>().ToDictionary(i => i.Name!, i => i.Value);
        using var sent = await SendAsync(browser, again.GetAttribute("action")!, held, "same-origin");

        Assert.Equal("Số hóa hồ sơ", (await sent.ReadPageAsync()).QuerySelector("input[name=Title]")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData(Form, "cross-site")]
    [InlineData("/tai-khoan/mat-khau", "same-origin")]
    public async Task Words_of_another_site_and_secrets_are_not_shown_again(string address, string site)
    {
        using var app = TestApp.Start();
        using var browser = app.Anonymous();

        using var refused = await SendAsync(browser, address, new() { ["Title"] = "Gọi số lạ này", ["CurrentPassword"] = "Gọi số lạ này" }, site);
        var page = await refused.ReadPageAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.DoesNotContain("Gọi số lạ này", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector($"main a[href='/dang-nhap?ve={Uri.EscapeDataString(address)}']"));
    }

    [Theory]
    [InlineData("inspector", "/chi-dao"), InlineData("desk", "/dich-vu-cong/tiep-nhan"), InlineData("editor", "/cong-thong-tin/bien-tap"), InlineData("citizen", "/dich-vu-cong/ho-so")]
    public async Task Whoever_signs_in_is_led_to_their_work_and_finds_it_again_from_the_front_page(string account, string work)
    {
        using var app = TestApp.Start();
        using var browser = await app.SignInAsync(account);

        using var led = await browser.GetAsync("/viec-cua-toi");
        var front = await browser.OpenAsync("/");
        var area = await browser.OpenAsync(work.StartsWith("/dich-vu-cong", StringComparison.Ordinal) ? "/dich-vu-cong" : "/");

        Assert.Equal(work, led.Headers.Location!.ToString());
        Assert.NotNull(front.QuerySelector($".strip a[href='{work}']"));
        Assert.True(work == "/chi-dao" || area.QuerySelector($".work-strip a[href='{work}']") is not null);
    }

    private static string TokenOf(IHtmlDocument page) => page.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string address, Dictionary<string, string> fields, string site)
    {
        using var content = new FormUrlEncodedContent(fields);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.Add("Sec-Fetch-Site", site);
        return await browser.SendAsync(request);
    }
}
