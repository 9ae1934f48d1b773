using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LoTrinh.Platform.Data;
using LoTrinh.Tests.Harness;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace LoTrinh.Tests.Identity;

[Trait("Speed", "slow")]
public sealed class OidcTests
{
    [Fact]
    public async Task An_unknown_subject_becomes_a_citizen_with_the_least_data_and_signs_in_again_as_the_same()
    {
        await using var provider = await Provider.StartAsync();
        using var app = await StartAsync(provider);
        using var first = app.Anonymous();

        using var done = await GoAsync(first, "/dang-nhap/noi-khac?ve=%2Ftai-khoan");
        Assert.Equal("/tai-khoan", done.Headers.Location!.ToString());
        var page = (await first.OpenAsync("/tai-khoan")).QuerySelector(".facts")!.TextContent;
        Assert.Contains("Công dân", page, StringComparison.Ordinal);
        using var second = app.Anonymous();
        using var again = await GoAsync(second, "/dang-nhap/noi-khac");

        var account = await app.WithAsync(s => s.GetRequiredService<AppDb>().Users.AsNoTracking().SingleAsync(a => a.DisplayName == "Lê Văn Minh Hoạ"));
        Assert.Null(account.Email);
        Assert.Null(account.PasswordHash);
        Assert.Equal(HttpStatusCode.Forbidden, (await second.GetAsync("/chi-dao")).StatusCode);
    }

    [Fact]
    public async Task The_flow_carries_a_proof_key_a_state_and_a_nonce_and_a_stolen_answer_is_refused()
    {
        await using var provider = await Provider.StartAsync();
        using var app = await StartAsync(provider);
        using var browser = app.Anonymous();

        using var start = await browser.GetAsync("/en/dang-nhap/noi-khac");
        var query = QueryHelpers.ParseQuery(start.Headers.Location!.Query);
        Assert.Equal(("code", "S256"), (query["response_type"].ToString(), query["code_challenge_method"].ToString()));
        Assert.All(new[] { "state", "nonce", "code_challenge" }, name => Assert.NotEmpty(query[name].ToString()));
        Assert.Equal("http://localhost/dang-nhap/noi-khac/nhan", query["redirect_uri"].ToString());

        var back = await AtProviderAsync(start.Headers.Location!);
        using var victim = app.Anonymous();
        using var refused = await victim.GetAsync(back.PathAndQuery);
        Assert.Equal("/dang-nhap?loi=noi-khac", refused.Headers.Location!.ToString());
        using var signIn = await victim.GetAsync("/dang-nhap?loi=noi-khac");
        Assert.Contains("Chưa đăng nhập được ở nơi kia", await signIn.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("as it was", true)]
    [InlineData("another nonce", false)]
    [InlineData("no nonce", false)]
    [InlineData("for another client", false)]
    [InlineData("of another issuer", false)]
    [InlineData("ended", false)]
    [InlineData("unsigned", false)]
    [InlineData("signed with the client's secret", false)]
    [InlineData("signed with another key", false)]
    public async Task A_token_is_taken_only_when_it_was_made_for_this_sign_in_by_the_provider(string token, bool taken)
    {
        await using var provider = await Provider.StartAsync();
        using var app = await StartAsync(provider);
        using var browser = app.Anonymous();
        provider.Forge = (claims, key) => Forged(token, claims, key);

        using var answer = await GoAsync(browser, "/dang-nhap/noi-khac?ve=%2Ftai-khoan");

        Assert.Equal(taken ? "/tai-khoan" : "/dang-nhap?loi=noi-khac", answer.Headers.Location!.ToString());
        Assert.Equal(taken, await app.WithAsync(s => s.GetRequiredService<AppDb>().UserLogins.AnyAsync()));
    }

    [Fact]
    public async Task What_the_other_place_says_cannot_forge_a_line_of_the_log()
    {
        var log = new LogLines();
        await using var provider = await Provider.StartAsync();
        using var app = await StartAsync(provider, log);
        using var browser = app.Anonymous();
        using var start = await browser.GetAsync("/dang-nhap/noi-khac");
        var state = Uri.EscapeDataString(QueryHelpers.ParseQuery(start.Headers.Location!.Query)["state"].ToString());

        using var back = await browser.GetAsync($"/dang-nhap/noi-khac/nhan?state={state}&error=access_denied&error_description=x%0D%0Awarn:%20gia-mao");

        Assert.Contains(log.Written, l => l.Contains("gia-mao", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Written, l => l.Contains("gia-mao", StringComparison.Ordinal) && l.AsSpan().ContainsAny('\r', '\n'));
    }

    [Fact]
    public async Task Only_someone_signed_in_links_an_account_and_only_from_our_page()
    {
        await using var provider = await Provider.StartAsync();
        using var app = await StartAsync(provider);
        using var office = await app.SignInAsync("office");
        provider.Subject = "sub-office";

        using var forged = await office.GetAsync("/tai-khoan/lien-ket?ma=abc");
        Assert.Equal("/tai-khoan", forged.Headers.Location!.ToString());
        var link = (await office.OpenAsync("/tai-khoan")).QuerySelector("a[href*='lien-ket']")!.GetAttribute("href")!;
        using var linked = await GoAsync(office, link);
        Assert.Equal("/tai-khoan", linked.Headers.Location!.ToString());

        using var elsewhere = app.Anonymous();
        using var signedIn = await GoAsync(elsewhere, "/dang-nhap/noi-khac?ve=%2Fchi-dao");
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.GetAsync("/chi-dao")).StatusCode);

        using var desk = await app.SignInAsync("desk");
        using var taken = await GoAsync(desk, (await desk.OpenAsync("/tai-khoan")).QuerySelector("a[href*='lien-ket']")!.GetAttribute("href")!);
        Assert.Contains("đã liên kết với tài khoản khác", await taken.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var page = await office.OpenAsync("/tai-khoan");
        using var unlinked = await office.PostFormAsync("/tai-khoan", page.QuerySelectorAll("form[action*=Unlink] input[type=hidden]")
            .Where(i => i.GetAttribute("name") is "provider" or "key").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value")!), "/tai-khoan?handler=Unlink");
        Assert.Equal(HttpStatusCode.Redirect, unlinked.StatusCode);
        Assert.Empty(await app.WithAsync(s => s.GetRequiredService<AppDb>().UserLogins.ToListAsync()));
    }

    [Fact]
    public async Task Who_breaks_off_there_is_told_here_and_a_second_factor_here_is_still_asked_for()
    {
        await using var provider = await Provider.StartAsync();
        using var app = await StartAsync(provider);
        using var owner = app.Anonymous();
        provider.Subject = null;
        using var refused = await GoAsync(owner, "/dang-nhap/noi-khac");
        Assert.Equal("/dang-nhap?loi=noi-khac", refused.Headers.Location!.ToString());

        using var office = await app.SignInAsync("office");
        await SecondFactorTests.TurnOnAsync(office);
        provider.Subject = "sub-office";
        using var linked = await GoAsync(office, (await office.OpenAsync("/tai-khoan")).QuerySelector("a[href*='lien-ket']")!.GetAttribute("href")!);
        using var signedIn = await GoAsync(owner, "/dang-nhap/noi-khac");
        Assert.StartsWith("/dang-nhap/buoc-hai", signedIn.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Codes_are_guessed_at_no_more_often_by_way_of_the_other_place()
    {
        await using var provider = await Provider.StartAsync();
        using var app = await StartAsync(provider);
        using var office = await app.SignInAsync("office");
        await SecondFactorTests.TurnOnAsync(office);
        provider.Subject = "sub-office";
        using var linked = await GoAsync(office, (await office.OpenAsync("/tai-khoan")).QuerySelector("a[href*='lien-ket']")!.GetAttribute("href")!);
        using var guesser = app.Anonymous();

        var said = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            using var first = await GoAsync(guesser, "/dang-nhap/noi-khac");
            using var wrong = await guesser.PostFormAsync("/dang-nhap/buoc-hai", new() { ["Code"] = "000000" });
            said.Add(await wrong.Content.ReadAsStringAsync());
        }

        Assert.Contains("Tạm khóa", said[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_no_password_guesses_codes_on_the_own_page_no_more_often_than_at_the_door()
    {
        const string page = "/tai-khoan/xac-thuc-hai-buoc";
        await using var provider = await Provider.StartAsync();
        using var app = await StartAsync(provider);
        using var citizen = app.Anonymous();
        using var signedIn = await GoAsync(citizen, "/dang-nhap/noi-khac");
        var (key, _) = await SecondFactorTests.TurnOnAsync(citizen, "");

        var said = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await citizen.PostFormAsync(page, new() { ["OffCode"] = "000000" }, page + "?handler=Off");
            said.Add(await wrong.Content.ReadAsStringAsync());
        }

        Assert.Contains("Mã không đúng", said[0], StringComparison.Ordinal);
        Assert.Contains("Tạm khóa", said[^1], StringComparison.Ordinal);
        using var right = await citizen.PostFormAsync(page, new() { ["OffCode"] = Totp.Code(key, 1) }, page + "?handler=Off");
        Assert.Equal(HttpStatusCode.BadRequest, right.StatusCode);
    }

    [Fact]
    public async Task Without_a_provider_there_is_no_such_way_in()
    {
        using var app = TestApp.Start();
        using var browser = app.Anonymous();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/dang-nhap/noi-khac")).StatusCode);
        Assert.Null((await browser.OpenAsync("/dang-nhap")).QuerySelector("a[href*='noi-khac']"));
    }

    private static string Forged(string token, JsonObject claims, RsaSecurityKey key)
    {
        SigningCredentials? signed = new(key, SecurityAlgorithms.RsaSha256);
        switch (token)
        {
            case "another nonce": claims["nonce"] = "mot-nonce-khac"; break;
            case "no nonce": claims.Remove("nonce"); break;
            case "for another client": claims["aud"] = "ung-dung-khac"; break;
            case "of another issuer": claims["iss"] = "https://noi-khac.example/"; break;
            case "ended": claims["exp"] = DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeSeconds(); break;
            case "unsigned": signed = null; break;
            case "signed with the client's secret": signed = new(new SymmetricSecurityKey(SHA256.HashData(Encoding.UTF8.GetBytes(Provider.ClientSecret))), SecurityAlgorithms.HmacSha256); break;
            case "signed with another key": signed = new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = key.KeyId }, SecurityAlgorithms.RsaSha256); break;
        }

        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        return signed is null ? handler.CreateToken(claims.ToJsonString()) : handler.CreateToken(claims.ToJsonString(), signed);
    }

    /// <summary>The product with a provider to sign in at, and settings of one's own.</summary>
    internal static async Task<TestApp> StartAsync(Provider provider, ILoggerProvider? log = null, TestDatabase database = TestDatabase.Sqlite, Dictionary<string, string>? more = null)
    {
        await provider.RegisterAsync("http://localhost/dang-nhap/noi-khac/nhan");
        return TestApp.Start(database, configure: s =>
        {
            if (log is not null)
            {
                s.AddSingleton(log);
            }
        }, settings: new(more ?? [])
        {
            ["LOTRINH_OIDC_AUTHORITY"] = provider.Address, ["LOTRINH_OIDC_CLIENT_ID"] = Provider.ClientId,
            ["LOTRINH_OIDC_CLIENT_SECRET"] = Provider.ClientSecret, ["LOTRINH_OIDC_NAME"] = "Cổng định danh thử",
        });
    }

    /// <summary>From our link to the provider, back with its answer, and on to the page that takes it.</summary>
    internal static async Task<HttpResponseMessage> GoAsync(HttpClient browser, string link)
    {
        using var start = await browser.GetAsync(link);
        var back = await AtProviderAsync(start.Headers.Location!);
        var received = await browser.GetAsync(back.PathAndQuery);
        return received.Headers.Location is { } next && next.ToString().Contains("/xong", StringComparison.Ordinal) ? await browser.GetAsync(next) : received;
    }

    private static async Task<Uri> AtProviderAsync(Uri address)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await client.GetAsync(address);
        return answer.Headers.Location ?? throw new InvalidOperationException($"{address} answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }
}
