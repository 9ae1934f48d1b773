using System.Net;
using LoTrinh.Tests.Harness;
using Xunit;

namespace LoTrinh.Tests.Identity;

[Trait("Speed", "slow")]
public sealed class RegistrationTests
{
    [Theory, EachDatabase]
    public async Task A_citizen_registers_and_signs_in_and_a_taken_name_is_answered_alike(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var browser = app.Anonymous();

        using var made = await RegisterAsync(browser, "tran.b@thu.example", "ngựa chạy đường xa 88");
        using var taken = await RegisterAsync(browser, "office", "ngựa chạy đường xa 88");

        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        Assert.Equal(made.Headers.Location, taken.Headers.Location);
        using var citizen = await app.SignInAsync("TRAN.B@thu.example", "ngựa chạy đường xa 88");
        Assert.Contains("Công dân", (await citizen.OpenAsync("/tai-khoan")).QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await citizen.GetAsync("/chi-dao")).StatusCode);
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.SignInAsync("office", "ngựa chạy đường xa 88"));
    }

    [Fact]
    public async Task Bad_input_is_told_beside_each_field_and_kept()
    {
        using var app = TestApp.Start();
        using var browser = app.Anonymous();

        using var answer = await browser.PostFormAsync("/en/dang-ky", new() { ["DisplayName"] = "", ["UserName"] = "ông b", ["Password"] = "ngắn", ["Repeated"] = "khác" });
        var page = await answer.ReadPageAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.All(new[] { "DisplayName", "UserName", "Password", "Repeated" }, f => Assert.NotNull(page.QuerySelector($"#{f}-problem")));
        Assert.Equal("ông b", page.QuerySelector("input[name=UserName]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Registering_is_limited_by_address()
    {
        using var app = TestApp.Start();
        using var browser = app.Anonymous();
        var last = HttpStatusCode.OK;
        for (var i = 0; i < 21; i++)
        {
            using var answer = await RegisterAsync(browser, "x", "ngắn");
            last = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    private static Task<HttpResponseMessage> RegisterAsync(HttpClient browser, string name, string password) => browser.PostFormAsync(
        "/dang-ky", new() { ["DisplayName"] = "Trần B", ["UserName"] = name, ["Password"] = password, ["Repeated"] = password });
}
