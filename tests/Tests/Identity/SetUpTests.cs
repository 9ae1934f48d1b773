using System.Net;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Identity;

[Trait("Speed", "slow")]
public sealed class SetUpTests
{
    private const string Code = "MA-CAI-DAT-9";
    private const string Password = "Đường xa 4 ngựa chạy!";

    [Theory, EachDatabase]
    public async Task An_empty_installation_leads_every_page_to_its_first_administrator_and_then_closes_that_page(TestDatabase database)
    {
        using var app = StartEmpty("ASVS-L2", database);
        using var browser = app.Anonymous();
        foreach (var url in new[] { "/", "/dang-nhap", "/dang-ky", "/chi-dao", "/en/" })
        {
            Assert.EndsWith("/cai-dat", (await browser.GetAsync(url)).Headers.Location!.ToString(), StringComparison.Ordinal);
        }

        using var wrong = await SetUpAsync(browser, "DOAN-MO");
        var page = await wrong.ReadPageAsync();
        Assert.NotNull(page.QuerySelector("#SetUpCode-problem"));
        Assert.Equal("Bộ Giao thông vận tải", page.QuerySelector("input[name=UnitName]")!.GetAttribute("value"));
        using var bad = await browser.PostFormAsync("/cai-dat", new() { ["SetUpCode"] = Code, ["UserName"] = "a", ["UnitKey"] = "Bộ" });
        Assert.Equal(5, (await bad.ReadPageAsync()).QuerySelectorAll(".ds-validation-message").Length);

        using var done = await SetUpAsync(browser, Code.ToLowerInvariant());
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Anonymous().GetAsync("/cai-dat")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Anonymous().GetAsync("/dang-nhap")).StatusCode);
        Assert.Equal("/mot/", app.Services.GetRequiredService<LoTrinh.Platform.Organisation.OrganisationDirectory>().Find("mot")!.Path);
    }

    [Theory, EachDatabase]
    public async Task Two_who_set_up_at_once_make_one_administrator(TestDatabase database)
    {
        using var app = StartEmpty("ASVS-L2", database);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => SetUpAsync(app.Anonymous(), Code, $"quan-tri-{i}", $"bo-{i}")));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(1, await app.WithAsync(s => s.GetRequiredService<AppDb>().Users.CountAsync()));
    }

    [Theory]
    [InlineData("ASVS-L2"), InlineData("VN-L3")]
    public async Task An_administrator_sets_up_a_second_factor_before_anything_else(string policy)
    {
        using var app = StartEmpty(policy);
        using var browser = app.Anonymous();
        using var done = await SetUpAsync(browser, Code);

        Assert.Equal("/tai-khoan/xac-thuc-hai-buoc", (await browser.GetAsync("/quan-tri/tai-khoan")).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/api/v1/accounts")).StatusCode);
        await SecondFactorTests.TurnOnAsync(browser, Password);

        var page = await browser.OpenAsync("/quan-tri/tai-khoan");
        Assert.Contains(policy, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("bản minh họa", page.Body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Level_three_changes_administrators_passwords_after_sixty_days_and_remembers_ten()
    {
        using var app = StartEmpty("VN-L3");
        using var browser = app.Anonymous();
        using var done = await SetUpAsync(browser, Code);
        var (key, _) = await SecondFactorTests.TurnOnAsync(browser, Password);

        app.Clock.Set(app.Clock.GetUtcNow().AddDays(44));
        using var sooner = await SignInAsync(app, key, 1);
        Assert.Equal(HttpStatusCode.OK, (await sooner.GetAsync("/quan-tri/tai-khoan")).StatusCode);
        app.Clock.Set(app.Clock.GetUtcNow().AddDays(17));
        using var later = await SignInAsync(app, key, 2);
        Assert.Equal("/tai-khoan/mat-khau", (await later.GetAsync("/quan-tri/tai-khoan")).Headers.Location!.ToString());

        var before = Password;
        for (var i = 0; i < 9; i++)
        {
            using var changed = await ChangeAsync(later, before, $"Mật mã {i} núi sông!");
            Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
            before = $"Mật mã {i} núi sông!";
        }

        using var tooSoon = await ChangeAsync(later, before, Password);
        Assert.Equal(HttpStatusCode.BadRequest, tooSoon.StatusCode);
        using var tenth = await ChangeAsync(later, before, "Mật mã 9 núi sông!");
        using var forgotten = await ChangeAsync(later, "Mật mã 9 núi sông!", Password);
        Assert.Equal(HttpStatusCode.Redirect, forgotten.StatusCode);
    }

    [Fact]
    public async Task Level_three_disables_officers_who_have_not_come_for_forty_five_days_but_not_the_last_administrator()
    {
        using var app = StartEmpty("VN-L3");
        using var done = await SetUpAsync(app.Anonymous(), Code);
        await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            foreach (var (name, role) in new[] { ("can-bo", Roles.FocalPoint), ("cong-dan", Roles.Citizen) })
            {
                var account = new Account { UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = name, CreatedAt = app.Clock.GetUtcNow().UtcDateTime, SecurityStamp = name };
                account.PasswordHash = new Microsoft.AspNetCore.Identity.PasswordHasher<Account>().HashPassword(account, Password);
                db.Users.Add(account);
                db.RoleAssignments.Add(new RoleAssignment { AccountId = account.Id, Role = role });
            }

            return await db.SaveChangesAsync();
        });

        app.Clock.Set(app.Clock.GetUtcNow().AddDays(46));
        using var officer = await PasswordAsync(app, "can-bo");
        Assert.Contains("45 ngày", (await officer.ReadPageAsync()).QuerySelector(".ds-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.True(await app.WithAsync(s => s.GetRequiredService<AppDb>().Users.Where(a => a.UserName == "can-bo").Select(a => a.IsDisabled).SingleAsync()));
        using var citizen = await PasswordAsync(app, "cong-dan");
        Assert.Equal(HttpStatusCode.Redirect, citizen.StatusCode);
        using var administrator = await PasswordAsync(app, "admin");
        Assert.Equal(HttpStatusCode.Redirect, administrator.StatusCode);
    }

    private static TestApp StartEmpty(string policy, TestDatabase database = TestDatabase.Sqlite) =>
        TestApp.Start(database, demo: false, settings: new() { ["LOTRINH_SETUP_CODE"] = Code, ["LOTRINH_POLICY"] = policy });

    private static Task<HttpResponseMessage> SetUpAsync(HttpClient browser, string code, string name = "admin", string unit = "mot") => browser.PostFormAsync("/cai-dat", new()
    {
        ["SetUpCode"] = code, ["UserName"] = name, ["DisplayName"] = "Quản trị", ["Password"] = Password, ["Repeated"] = Password,
        ["UnitName"] = "Bộ Giao thông vận tải", ["UnitKey"] = unit,
    });

    private static async Task<HttpResponseMessage> PasswordAsync(TestApp app, string name)
    {
        using var browser = app.Anonymous();
        return await browser.PostFormAsync("/dang-nhap", new() { ["Name"] = name, ["Password"] = Password });
    }

    private static async Task<HttpClient> SignInAsync(TestApp app, string key, int step)
    {
        var browser = app.Anonymous();
        using var first = await browser.PostFormAsync("/dang-nhap", new() { ["Name"] = "admin", ["Password"] = Password });
        using var second = await browser.PostFormAsync("/dang-nhap/buoc-hai", new() { ["Code"] = Totp.Code(key, step) });
        return second.StatusCode == HttpStatusCode.Redirect ? browser : throw new InvalidOperationException(await second.Content.ReadAsStringAsync());
    }

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient browser, string current, string chosen) =>
        browser.PostFormAsync("/tai-khoan/mat-khau", new() { ["CurrentPassword"] = current, ["NewPassword"] = chosen, ["Repeated"] = chosen });
}
