using System.Net;
using AngleSharp.Html.Dom;
using LoTrinh.Host.Security;
using LoTrinh.Platform.Data;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Identity;

[Trait("Speed", "slow")]
public sealed class SecondFactorTests
{
    private const string Page = "/tai-khoan/xac-thuc-hai-buoc";

    [Theory, EachDatabase]
    public async Task A_code_from_the_app_is_asked_for_after_the_password_and_works_once(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var owner = await app.SignInAsync("office");
        var (key, recovery) = await TurnOnAsync(owner);
        Assert.Equal(10, recovery.Count);

        using var browser = app.Anonymous();
        using var first = await PasswordAsync(browser, "/chi-dao");
        Assert.Equal("/dang-nhap/buoc-hai?ve=%2Fchi-dao", first.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/chi-dao")).StatusCode);
        using var wrong = await CodeAsync(browser, "000000");
        Assert.Contains("Mã không đúng", (await wrong.ReadPageAsync()).QuerySelector("#Code-problem")!.TextContent, StringComparison.Ordinal);
        var code = Totp.Code(key, 1);
        using var right = await CodeAsync(browser, code);
        Assert.Equal("/chi-dao", right.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/chi-dao")).StatusCode);

        using var next = app.Anonymous();
        using var third = await PasswordAsync(next, "/");
        using var other = await CodeAsync(next, Totp.Code(key, 2));
        Assert.Equal(HttpStatusCode.Redirect, other.StatusCode);

        using var again = app.Anonymous();
        using var second = await PasswordAsync(again, "/");
        using var used = await CodeAsync(again, code);
        Assert.Equal(HttpStatusCode.BadRequest, used.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task A_recovery_code_sent_twice_at_once_signs_in_once(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var owner = await app.SignInAsync("office");
        var (_, recovery) = await TurnOnAsync(owner);
        var id = (await app.ActorAsync("office")).AccountId;

        // Both have read what is left before either has saved.
        var saved = await app.WithAsync(first => app.WithAsync(async second =>
        {
            var lost = new List<bool>();
            foreach (var services in new[] { first, second })
            {
                var account = await services.GetRequiredService<AppDb>().Users.SingleAsync(a => a.Id == id);
                Assert.True(await services.GetRequiredService<AccountStore>().RedeemCodeAsync(account, recovery[0], default));
            }

            foreach (var services in new[] { first, second })
            {
                lost.Add(await services.GetRequiredService<AppDb>().TrySaveAsync() is not null);
            }

            return lost;
        }));

        Assert.Equal([false, true], saved);
    }

    [Fact]
    public async Task A_recovery_code_stands_in_once()
    {
        using var app = TestApp.Start();
        using var owner = await app.SignInAsync("office");
        var (_, recovery) = await TurnOnAsync(owner);
        foreach (var expected in new[] { HttpStatusCode.Redirect, HttpStatusCode.BadRequest })
        {
            using var browser = app.Anonymous();
            using var first = await PasswordAsync(browser, "/");
            using var answer = await browser.PostFormAsync("/dang-nhap/buoc-hai?du-phong=true", new() { ["Code"] = recovery[0], ["du-phong"] = "true" }, "/dang-nhap/buoc-hai");
            Assert.Equal(expected, answer.StatusCode);
        }

        var kept = await app.WithAsync(s => s.GetRequiredService<AppDb>().UserTokens.Select(t => t.Value!).ToListAsync());
        Assert.DoesNotContain(kept, v => recovery.Exists(r => v.Contains(r, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_recovery_code_typed_where_the_app_s_code_is_asked_for_signs_in_as_well()
    {
        using var app = TestApp.Start();
        using var owner = await app.SignInAsync("office");
        var (_, recovery) = await TurnOnAsync(owner);
        using var browser = app.Anonymous();
        using var first = await PasswordAsync(browser, "/");

        using var answer = await browser.PostFormAsync("/dang-nhap/buoc-hai", new() { ["Code"] = recovery[1] }, "/dang-nhap/buoc-hai");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task Guessing_codes_locks_the_account_and_knowing_the_password_does_not_give_new_tries()
    {
        using var app = TestApp.Start();
        using var owner = await app.SignInAsync("office");
        await TurnOnAsync(owner);
        using var browser = app.Anonymous();
        var said = "";
        for (var i = 0; i < 5; i++)
        {
            using var first = await PasswordAsync(browser, "/");
            using var wrong = await CodeAsync(browser, "000000");
            said = await wrong.Content.ReadAsStringAsync();
        }

        Assert.Contains("Tạm khóa", said, StringComparison.Ordinal);
        using var locked = await PasswordAsync(app.Anonymous(), "/");
        Assert.Equal(HttpStatusCode.BadRequest, locked.StatusCode);
    }

    [Fact]
    public async Task Turning_it_on_and_off_asks_for_the_password_again()
    {
        using var app = TestApp.Start();
        using var owner = await app.SignInAsync("office");
        using var other = await app.SignInAsync("office");
        var offer = await owner.OpenAsync(Page);
        using var refused = await owner.PostFormAsync(Page, new() { ["Offer"] = OfferOf(offer), ["Code"] = Totp.Code(KeyOf(offer)), ["CurrentPassword"] = "sai" });
        Assert.NotNull((await refused.ReadPageAsync()).QuerySelector("#CurrentPassword-problem"));
        Assert.Equal(OfferOf(offer), OfferOf(await refused.ReadPageAsync()));
        using var bare = await owner.PostFormAsync(Page, new() { ["Offer"] = OfferOf(offer), ["CurrentPassword"] = "sai" });
        Assert.Equal(2, (await bare.ReadPageAsync()).QuerySelectorAll(".ds-error-summary li").Length); // both at once
        await TurnOnAsync(owner);
        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync("/tai-khoan")).StatusCode);

        using var kept = await owner.PostFormAsync(Page, new() { ["OffPassword"] = "sai" }, Page + "?handler=Off");
        Assert.Equal(HttpStatusCode.BadRequest, kept.StatusCode);
        var beside = await kept.ReadPageAsync();
        Assert.NotNull(beside.QuerySelector("#OffPassword-problem"));
        Assert.Null(beside.QuerySelector("#CurrentPassword-problem")); // the other form is not the one that was sent
        using var renewed = await owner.PostFormAsync(Page, new() { ["CurrentPassword"] = TestApp.Password }, Page + "?handler=Codes");
        Assert.Equal(10, (await renewed.ReadPageAsync()).QuerySelectorAll(".codes code").Length);
        using var off = await owner.PostFormAsync(Page, new() { ["OffPassword"] = TestApp.Password }, Page + "?handler=Off");
        Assert.Equal(HttpStatusCode.Redirect, off.StatusCode);
        using var plain = await PasswordAsync(app.Anonymous(), "/");
        Assert.Equal("/viec-cua-toi", plain.Headers.Location!.ToString());
    }

    /// <summary>Turns the second factor on as its owner would; gives the app's key and the recovery codes.</summary>
    internal static async Task<(string Key, List<string> Recovery)> TurnOnAsync(HttpClient browser, string password = TestApp.Password)
    {
        var offer = await browser.OpenAsync(Page);
        using var answer = await browser.PostFormAsync(Page, new() { ["Offer"] = OfferOf(offer), ["Code"] = Totp.Code(KeyOf(offer)), ["CurrentPassword"] = password });
        var page = await answer.ReadPageAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, page.QuerySelector(".ds-error-summary")?.TextContent);
        return (KeyOf(offer), [.. page.QuerySelectorAll(".codes code").Select(c => c.TextContent)]);
    }

    private static string KeyOf(IHtmlDocument page) => page.QuerySelector("code.key")!.TextContent;

    private static string OfferOf(IHtmlDocument page) => page.QuerySelector("input[name=Offer]")!.GetAttribute("value")!;

    private static Task<HttpResponseMessage> PasswordAsync(HttpClient browser, string back) =>
        browser.PostFormAsync("/dang-nhap", new() { ["Name"] = "office", ["Password"] = TestApp.Password, ["ve"] = back });

    private static Task<HttpResponseMessage> CodeAsync(HttpClient browser, string code) =>
        browser.PostFormAsync("/dang-nhap/buoc-hai", new() { ["Code"] = code, ["ve"] = "/chi-dao" });
}
