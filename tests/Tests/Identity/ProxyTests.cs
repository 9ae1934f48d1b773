using System.Net;
using LoTrinh.Platform.Data;
using LoTrinh.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Identity;

/// <summary>Whose word is taken for where a reader is: limits on guessing and the list of sessions go by it.</summary>
public sealed class ProxyTests
{
    [Theory]
    [InlineData("10.1.2.3", "198.51.100.7, 203.0.113.9", "203.0.113.9")] // the proxy's own word is the last; what came before, anyone may have written
    [InlineData("10.0.0.5", "203.0.113.9, 10.1.0.1", "203.0.113.9")] // through two proxies
    [InlineData("192.0.2.1", "203.0.113.9", "192.0.2.1")] // a stranger
    public async Task Only_the_named_proxies_are_believed(string from, string forwarded, string seen)
    {
        using var app = TestApp.Start(configure: s => s.AddSingleton<IStartupFilter>(new From(from, forwarded)), settings: new() { ["LOTRINH_PROXIES"] = "10.0.0.5, 10.1.0.0/16" });
        using var office = await app.SignInAsync("office");

        var sessions = (await office.OpenAsync("/tai-khoan/phien")).QuerySelector("main")!.TextContent;

        Assert.Contains(seen, sessions, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_officers_sign_in_is_recorded_with_its_address_and_a_citizens_without()
    {
        using var app = TestApp.Start(configure: s => s.AddSingleton<IStartupFilter>(new From("192.0.2.1", "")));
        using var office = await app.SignInAsync("office");
        using var citizen = await app.SignInAsync("citizen");
        using var wrong = await app.Anonymous().PostFormAsync("/dang-nhap", new() { ["Name"] = "desk", ["Password"] = "không phải mật khẩu" });

        var records = await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.Where(e => e.Action.StartsWith("platform.sign-in")).ToListAsync());
        Assert.Contains(records, e => e.Action == "platform.sign-in.refused" && e.Changes.Contains("192.0.2.1", StringComparison.Ordinal));
        Assert.Equal([true, false], records.Where(e => e.Action == "platform.sign-in.succeeded").OrderBy(e => e.Seq).Select(e => e.Changes.Contains("192.0.2.1", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_proxies_nobody_is_believed()
    {
        using var app = TestApp.Start(configure: s => s.AddSingleton<IStartupFilter>(new From("127.0.0.1", "203.0.113.9")));
        using var office = await app.SignInAsync("office");

        Assert.DoesNotContain("203.0.113.9", (await office.OpenAsync("/tai-khoan/phien")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_proxy_that_is_no_address_stops_the_start_and_is_named()
    {
        var error = Assert.ThrowsAny<Exception>(() => TestApp.Start(settings: new() { ["LOTRINH_PROXIES"] = "proxy.bộ" }).Anonymous());

        Assert.Contains("proxy.bộ", error.ToString(), StringComparison.Ordinal);
    }

    private sealed class From(string address, string forwarded) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, go) =>
            {
                http.Connection.RemoteIpAddress = IPAddress.Parse(address);
                http.Request.Headers["X-Forwarded-For"] = forwarded;
                return go(http);
            });
            next(app);
        };
    }
}
