using System.Net;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Identity.Policy;
using LoTrinh.Platform.Time;
using LoTrinh.Tests.Harness;
using Microsoft.Extensions.Time.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LoTrinh.Tests.Identity;

public sealed class SignInTests
{
    [Fact]
    public async Task A_name_that_no_account_can_have_is_wrong_and_takes_up_no_memory()
    {
        using var app = TestApp.Start();
        for (var i = 0; i < 6; i++)
        {
            using var wrong = await TryAsync(app, new string('a', 101), "không phải mật khẩu");
            Assert.DoesNotContain("Tạm khóa", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(((MemoryCache)app.Services.GetRequiredService<IMemoryCache>()).Keys, key => key is string { Length: > 100 });
    }

    [Theory, EachDatabase]
    public async Task Wrong_passwords_lock_the_account_for_a_while_and_a_right_one_opens_it_after(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await TryAsync(app, "desk", "không phải mật khẩu");
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        }

        using var locked = await TryAsync(app, "desk", TestApp.Password);
        Assert.Contains("Tạm khóa", await locked.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        app.Clock.Set(app.Clock.GetUtcNow().AddMinutes(16));
        using var opened = await TryAsync(app, "desk", TestApp.Password);
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Many_guesses_at_once_are_no_more_than_one_after_the_other(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var id = await app.WithAsync(s => s.GetRequiredService<AppDb>().Users.Where(a => a.UserName == "desk").Select(a => a.Id).SingleAsync());

        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.WithAsync(s => s.GetRequiredService<LoTrinh.Host.Security.Attempts>().TakeAsync(id))));

        Assert.Equal(5, taken.Count(t => t));
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_answered_like_one_that_somebody_has()
    {
        using var app = TestApp.Start();
        var (known, unknown) = (new List<string>(), new List<string>());
        for (var i = 0; i < 7; i++)
        {
            known.Add(await SaidAsync(app, "desk"));
            unknown.Add(await SaidAsync(app, "ai-do-khong-co"));
        }

        Assert.Equal(known, unknown);
        Assert.Contains("Tạm khóa", known[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_never_takes_over_a_session_that_it_finds()
    {
        using var app = TestApp.Start();
        using var planted = await app.SignInAsync("citizen");
        var cookie = await SessionsAsync(app, "citizen");

        // The browser holds somebody's session when another person signs in: that session ends, and a new one begins.
        using var asked = await planted.PostFormAsync("/tai-khoan", new() { ["Name"] = "office", ["Password"] = TestApp.Password }, "/dang-nhap");
        Assert.StartsWith("/dang-nhap", asked.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Empty(await SessionsAsync(app, "citizen"));
        using var signedIn = await planted.PostFormAsync("/dang-nhap", new() { ["Name"] = "office", ["Password"] = TestApp.Password });
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.DoesNotContain(Assert.Single(await SessionsAsync(app, "office")).KeyHash, cookie.Select(s => s.KeyHash));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_on_the_server()
    {
        using var app = TestApp.Start();
        using var browser = app.Anonymous();
        using var signedIn = await browser.PostFormAsync("/dang-nhap", new() { ["Name"] = "office", ["Password"] = TestApp.Password });
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("lotrinh=", StringComparison.Ordinal)).Split(';')[0];

        using var thief = app.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        thief.DefaultRequestHeaders.Add("Cookie", cookie);
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/tai-khoan")).StatusCode);
        using var out_ = await browser.PostFormAsync("/tai-khoan", [], "/dang-xuat");

        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/tai-khoan")).StatusCode);
        Assert.Empty(await SessionsAsync(app, "office"));
    }

    [Theory]
    [InlineData("https://elsewhere.example/"), InlineData("//elsewhere.example"), InlineData("/\\elsewhere.example"), InlineData("javascript:alert(1)")]
    public async Task A_sign_in_leads_nowhere_but_to_us(string address)
    {
        using var app = TestApp.Start();
        using var browser = app.Anonymous();

        using var answer = await browser.PostFormAsync("/dang-nhap", new() { ["Name"] = "office", ["Password"] = TestApp.Password, ["ve"] = address });

        Assert.Equal("/viec-cua-toi", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Cookies_are_closed_to_scripts_and_other_sites_and_on_https_to_plain_http()
    {
        using var app = TestApp.Start(settings: new() { ["LOTRINH_PUBLIC_URL"] = "https://mt.example" });
        using var browser = app.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new("https://localhost") });

        using var form = await browser.GetAsync("/dang-nhap");
        using var answer = await browser.PostFormAsync("/dang-nhap", new() { ["Name"] = "office", ["Password"] = TestApp.Password });
        var cookies = form.Headers.GetValues("Set-Cookie").Concat(answer.Headers.GetValues("Set-Cookie")).ToList();

        Assert.Contains(cookies, c => c.StartsWith("__Host-lotrinh=", StringComparison.Ordinal));
        Assert.All(cookies, cookie =>
        {
            Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
            Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task Who_is_led_to_the_sign_in_reads_why_and_what_to_do_about_a_forgotten_password()
    {
        using var app = TestApp.Start();
        using var anyone = app.Anonymous();

        var led = (await anyone.OpenAsync("/dang-nhap?ve=%2Fdich-vu-cong%2Fho-so")).QuerySelector("main")!.TextContent;
        var came = (await anyone.OpenAsync("/dang-nhap")).QuerySelector("main")!.TextContent;

        Assert.Contains("Đăng nhập để tiếp tục", led, StringComparison.Ordinal);
        Assert.DoesNotContain("Đăng nhập để tiếp tục", came, StringComparison.Ordinal);
        Assert.Contains("Quên mật khẩu?", came, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guessing_is_limited_by_address()
    {
        using var app = TestApp.Start();
        using var browser = app.Anonymous();
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 61; i++)
        {
            using var answer = await browser.GetAsync("/dang-nhap/buoc-hai");
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, statuses[..^1]);
    }

    [Fact]
    public async Task An_idle_session_ends_and_an_administrators_sooner()
    {
        var machine = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var app = TestApp.Start(configure: s => s.AddKeyedSingleton<TimeProvider>(MachineClock.Key, machine));
        using var office = await app.SignInAsync("office");
        using var admin = await app.SignInAsync("admin");

        machine.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(HttpStatusCode.OK, (await office.GetAsync("/tai-khoan")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/tai-khoan")).StatusCode);
        machine.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(HttpStatusCode.OK, (await office.GetAsync("/tai-khoan")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await admin.GetAsync("/tai-khoan")).StatusCode);
        machine.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(HttpStatusCode.Redirect, (await office.GetAsync("/tai-khoan")).StatusCode);
    }

    [Fact]
    public async Task The_figures_of_the_rules_come_from_the_data()
    {
        var machine = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var profile = new PolicyProfile
        {
            Key = "thu", Versions = [new() { LockoutTries = 2, LockoutMinutes = 7, IdleMinutes = 3, AdministratorIdleMinutes = 2, SessionHours = 1, MinLength = 12, MaxLength = 64 }],
        };
        using var app = TestApp.Start(configure: s =>
        {
            s.AddKeyedSingleton<TimeProvider>(MachineClock.Key, machine);
            s.AddSingleton(p => new AccountPolicies(profile, () => true, p.GetRequiredService<TimeProvider>()));
        });

        Assert.DoesNotContain("7 phút", await SaidAsync(app, "office"), StringComparison.Ordinal);
        Assert.Contains("7 phút", await SaidAsync(app, "office"), StringComparison.Ordinal);
        app.Clock.Set(app.Clock.GetUtcNow().AddMinutes(6));
        using var early = await TryAsync(app, "office", TestApp.Password);
        Assert.Equal(HttpStatusCode.BadRequest, early.StatusCode);
        app.Clock.Set(app.Clock.GetUtcNow().AddMinutes(2));
        using var office = await app.SignInAsync("office");

        for (var minutes = 0; minutes < 58; minutes += 2)
        {
            machine.Advance(TimeSpan.FromMinutes(2));
            Assert.Equal(HttpStatusCode.OK, (await office.GetAsync("/tai-khoan")).StatusCode);
        }

        machine.Advance(TimeSpan.FromMinutes(2.5));
        Assert.Equal(HttpStatusCode.Redirect, (await office.GetAsync("/tai-khoan")).StatusCode);
        using var again = await app.SignInAsync("office");
        machine.Advance(TimeSpan.FromMinutes(3.5));
        Assert.Equal(HttpStatusCode.Redirect, (await again.GetAsync("/tai-khoan")).StatusCode);
    }

    [Fact]
    public async Task Secrets_are_neither_in_the_log_nor_in_the_ledger()
    {
        var log = new Lines();
        using var app = TestApp.Start(configure: s => s.AddSingleton<ILoggerProvider>(log), settings: new() { ["Logging:LogLevel:Default"] = "Trace" });
        using var browser = await app.SignInAsync("office");
        const string wrong = "mot-mat-khau-sai-77", chosen = "ngựa chạy đường xa 88";
        using var refused = await TryAsync(app, "office", wrong);
        using var made = await browser.PostFormAsync("/tai-khoan/ma-truy-cap", new() { ["Name"] = "thử", ["Days"] = "5", ["Scope"] = "steering.read" });
        var token = (await made.ReadPageAsync()).QuerySelector("code.key")!.TextContent;
        using var changed = await browser.PostFormAsync("/tai-khoan/mat-khau",
            new() { ["CurrentPassword"] = TestApp.Password, ["NewPassword"] = chosen, ["Repeated"] = chosen });
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        var hash = await app.WithAsync(s => s.GetRequiredService<AppDb>().Users.Where(a => a.UserName == "office").Select(a => a.PasswordHash!).SingleAsync());

        var ledger = string.Concat(await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.Select(e => e.Changes + e.Reason).ToListAsync()));
        foreach (var secret in new[] { TestApp.Password, wrong, chosen, token, token["lotrinh_".Length..], hash })
        {
            Assert.DoesNotContain(secret, ledger, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, log.ToString(), StringComparison.Ordinal);
        }
    }

    private static async Task<HttpResponseMessage> TryAsync(TestApp app, string name, string password)
    {
        using var browser = app.Anonymous();
        return await browser.PostFormAsync("/dang-nhap", new() { ["Name"] = name, ["Password"] = password });
    }

    private static async Task<string> SaidAsync(TestApp app, string name)
    {
        using var answer = await TryAsync(app, name, "không phải mật khẩu");
        return (await answer.ReadPageAsync()).QuerySelector(".ds-error-summary")!.TextContent.Trim();
    }

    private static Task<List<Session>> SessionsAsync(TestApp app, string name) => app.WithAsync(async s =>
    {
        var db = s.GetRequiredService<AppDb>();
        var id = await db.Users.Where(a => a.UserName == name).Select(a => a.Id).SingleAsync();
        return await db.Sessions.AsNoTracking().Where(x => x.AccountId == id).ToListAsync();
    });

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue(formatter(state, exception) + exception);

        public override string ToString() => string.Join('\n', _lines);

        public void Dispose()
        {
        }
    }
}
