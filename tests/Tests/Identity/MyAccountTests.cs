using System.Net;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Identity;

[Trait("Speed", "slow")]
public sealed class MyAccountTests
{
    [Fact]
    public async Task A_citizen_is_shown_no_unit_and_no_workplace_and_an_officer_both()
    {
        using var app = TestApp.Start();
        using var citizen = await app.SignInAsync("citizen");
        using var office = await app.SignInAsync("office");

        var (own, officers) = (await citizen.OpenAsync("/tai-khoan"), await office.OpenAsync("/tai-khoan"));
        var (front, officersFront) = (await citizen.OpenAsync("/"), await office.OpenAsync("/"));

        IEnumerable<string> Facts(AngleSharp.Html.Dom.IHtmlDocument page) => page.QuerySelectorAll(".facts dt").Select(t => t.TextContent);
        Assert.DoesNotContain("Đơn vị", Facts(own));
        Assert.Contains("Đơn vị", Facts(officers));
        Assert.DoesNotContain("Nơi làm việc", own.Body!.TextContent + front.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Nơi làm việc", officersFront.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_new_password_ends_the_other_sessions_and_cannot_be_the_old_one(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var here = await app.SignInAsync("office");
        using var there = await app.SignInAsync("office");
        using var same = await ChangeAsync(here, TestApp.Password, TestApp.Password);
        Assert.Contains("đã dùng", (await same.ReadPageAsync()).QuerySelector("#NewPassword-problem")!.TextContent, StringComparison.Ordinal);

        using var changed = await ChangeAsync(here, TestApp.Password, "ngựa chạy đường xa 88");

        Assert.Equal("/tai-khoan", changed.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/tai-khoan")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/tai-khoan")).StatusCode);
        using var next = await app.SignInAsync("office", "ngựa chạy đường xa 88");
    }

    [Theory]
    [InlineData("", "Nhập mật khẩu hiện tại.", "Enter your current password.")]
    public async Task A_bad_input_is_told_beside_its_field_in_both_languages(string current, string vietnamese, string english)
    {
        using var app = TestApp.Start();
        using var browser = await app.SignInAsync("office");
        foreach (var (prefix, said) in new[] { ("", vietnamese), ("/en", english) })
        {
            using var answer = await browser.PostFormAsync(prefix + "/tai-khoan/mat-khau", new() { ["CurrentPassword"] = current, ["NewPassword"] = "x", ["Repeated"] = "y" });
            Assert.Equal(said, (await answer.ReadPageAsync()).QuerySelector("#CurrentPassword-problem")!.TextContent.Trim());
        }
    }

    [Fact]
    public async Task Guessing_the_current_password_locks_like_any_guessing()
    {
        using var app = TestApp.Start();
        using var browser = await app.SignInAsync("office");
        var said = "";
        for (var i = 0; i < 6; i++)
        {
            using var answer = await ChangeAsync(browser, "sai bét", "ngựa chạy đường xa 88");
            said = (await answer.ReadPageAsync()).QuerySelector("#CurrentPassword-problem")!.TextContent;
        }

        Assert.Contains("Tạm khóa", said, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Sessions_are_listed_and_an_ended_one_is_refused_at_once(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var here = await app.SignInAsync("office");
        using var there = await app.SignInAsync("office");
        using var third = await app.SignInAsync("office");
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/tai-khoan")).StatusCode);

        var page = await here.OpenAsync("/tai-khoan/phien");
        Assert.Equal(3, page.QuerySelectorAll("table tbody tr").Length);
        var ids = page.QuerySelectorAll("input[name=id]").Select(i => i.GetAttribute("value")!).ToList();
        Assert.Equal(2, ids.Count);
        using var one = await here.PostFormAsync("/tai-khoan/phien", new() { ["id"] = ids[0] }, "/tai-khoan/phien?handler=End");
        var alive = new[] { await there.GetAsync("/tai-khoan"), await third.GetAsync("/tai-khoan") };
        Assert.Single(alive, a => a.StatusCode == HttpStatusCode.OK);

        using var others = await here.PostFormAsync("/tai-khoan/phien", [], "/tai-khoan/phien?handler=EndOthers");
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/tai-khoan")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await third.GetAsync("/tai-khoan")).StatusCode);
        Assert.Single((await here.OpenAsync("/tai-khoan/phien")).QuerySelectorAll("table tbody tr"));
    }

    [Fact]
    public async Task Nobody_ends_anothers_session()
    {
        using var app = TestApp.Start();
        using var victim = await app.SignInAsync("chair");
        using var attacker = await app.SignInAsync("citizen");
        var id = await app.WithAsync(s => s.GetRequiredService<AppDb>().Sessions.OrderBy(x => x.Id).Select(x => x.Id).FirstAsync());

        using var answer = await attacker.PostFormAsync("/tai-khoan/phien", new() { ["id"] = id.ToString() }, "/tai-khoan/phien?handler=End");

        Assert.Equal(HttpStatusCode.OK, (await victim.GetAsync("/tai-khoan")).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task A_token_is_shown_once_limited_to_its_permissions_and_dies_when_revoked(TestDatabase database)
    {
        const string page = "/tai-khoan/ma-truy-cap";
        using var app = TestApp.Start(database);
        using var office = await app.SignInAsync("office");
        using var beyond = await office.PostFormAsync(page, new() { ["Name"] = "quá quyền", ["Days"] = "5", ["Scope"] = "platform.accounts.manage" });
        Assert.NotNull((await beyond.ReadPageAsync()).QuerySelector("#Scope-problem"));
        using var empty = await office.PostFormAsync(page, new() { ["Name"] = "", ["Days"] = "1000" });
        Assert.Equal(3, (await empty.ReadPageAsync()).QuerySelectorAll(".ds-validation-message").Length);
        using var endless = await office.PostFormAsync(page, new() { ["Name"] = "mãi mãi", ["Days"] = "99999999", ["Scope"] = "steering.read" });
        Assert.NotNull((await endless.ReadPageAsync()).QuerySelector("#Days-problem"));

        using var made = await office.PostFormAsync(page, new() { ["Name"] = "Báo cáo", ["Days"] = "5", ["Scope"] = "steering.read" });
        var token = (await made.ReadPageAsync()).QuerySelector("code.key")!.TextContent;
        using var program = app.Anonymous();
        program.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/v1/steering/tasks")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.PostAsync("/api/v1/steering/tasks", new StringContent("{}", null, "application/json"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.GetAsync(page)).StatusCode);

        var list = await office.OpenAsync(page);
        Assert.DoesNotContain(token, list.Source.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Chưa bao giờ", list.QuerySelector("table tbody")!.TextContent, StringComparison.Ordinal);
        using var revoked = await office.PostFormAsync(page, new() { ["id"] = list.QuerySelector("table input[name=id]")!.GetAttribute("value")! }, page + "?handler=Revoke");
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/v1/steering/tasks")).StatusCode);
    }

    [Fact]
    public async Task A_new_name_is_seen_at_once()
    {
        using var app = TestApp.Start();
        using var browser = await app.SignInAsync("citizen");
        using var empty = await browser.PostFormAsync("/tai-khoan", new() { ["DisplayName"] = " " });
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        using var long_ = await browser.PostFormAsync("/tai-khoan", new() { ["DisplayName"] = new string('x', 121) });
        Assert.Equal(new string('x', 121), (await long_.ReadPageAsync()).QuerySelector("input[name=DisplayName]")!.GetAttribute("value"));

        using var saved = await browser.PostFormAsync("/tai-khoan", new() { ["DisplayName"] = "Bà <b>Nguyễn</b> Thị B" });

        Assert.Contains("Bà <b>Nguyễn</b> Thị B", (await browser.OpenAsync("/tai-khoan")).QuerySelector(".who")!.TextContent, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient browser, string current, string chosen) =>
        browser.PostFormAsync("/tai-khoan/mat-khau", new() { ["CurrentPassword"] = current, ["NewPassword"] = chosen, ["Repeated"] = chosen });
}
