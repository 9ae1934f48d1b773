using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Host.Accounts;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Identity;

[Trait("Speed", "slow")]
public sealed class AccountAdministrationTests
{
    private const string List = "/quan-tri/tai-khoan";

    [Theory, EachDatabase]
    public async Task An_account_is_made_with_a_one_time_password_that_must_be_changed(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var admin = await app.SignInAsync("admin");
        using var taken = await admin.PostFormAsync(List + "/moi", new() { ["UserName"] = "office", ["DisplayName"] = "", ["Role"] = "" });
        Assert.Equal(3, (await taken.ReadPageAsync()).QuerySelectorAll(".ds-validation-message").Length);

        using var made = await admin.PostFormAsync(List + "/moi", new()
        {
            ["UserName"] = "cuc.dang-kiem", ["DisplayName"] = "Đầu mối Cục Đăng kiểm", ["UnitId"] = UnitOf(app, "drvn"), ["Role"] = "focal-point", ["RoleUnitId"] = UnitOf(app, "drvn"),
        });
        var password = (await made.ReadPageAsync()).QuerySelector("code.key")!.TextContent;
        using var person = await app.SignInAsync("cuc.dang-kiem", password);
        Assert.Equal("/tai-khoan/mat-khau", (await person.GetAsync("/chi-dao")).Headers.Location!.ToString());
        using var changed = await person.PostFormAsync("/tai-khoan/mat-khau", new() { ["CurrentPassword"] = password, ["NewPassword"] = "ngựa chạy đường xa", ["Repeated"] = "ngựa chạy đường xa" });

        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync("/chi-dao")).StatusCode);
        Assert.Single((await admin.OpenAsync(List + "?q=dang+kiem")).QuerySelectorAll("table tbody tr"));
    }

    [Fact]
    public async Task A_one_time_password_ends_by_itself()
    {
        using var app = TestApp.Start();
        using var admin = await app.SignInAsync("admin");
        var id = await IdOfAsync(app, "desk");
        using var without = await admin.PostFormAsync($"{List}/{id}", [], $"{List}/{id}?handler=Reset");
        Assert.NotNull((await without.ReadPageAsync()).QuerySelector("#Reason-problem"));
        using var reset = await admin.PostFormAsync($"{List}/{id}", new() { ["Reason"] = "quên mật khẩu" }, $"{List}/{id}?handler=Reset");
        var password = (await reset.ReadPageAsync()).QuerySelector("code.key")!.TextContent;

        app.Clock.Set(app.Clock.GetUtcNow().AddHours(73));
        using var late = app.Anonymous();
        using var answer = await late.PostFormAsync("/dang-nhap", new() { ["Name"] = "desk", ["Password"] = password });

        Assert.Contains("quá 72 giờ", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_disabled_account_loses_its_sessions_and_tokens_at_once_and_comes_back_when_enabled(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var admin = await app.SignInAsync("admin");
        using var desk = await app.SignInAsync("desk");
        using var program = await app.ProgramAsync("desk");
        Assert.Equal(HttpStatusCode.OK, (await desk.GetAsync("/tai-khoan")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/v1/account")).StatusCode);
        var url = $"{List}/{await IdOfAsync(app, "desk")}";

        using var disabled = await admin.PostFormAsync(url, new() { ["Reason"] = "nghỉ việc" }, url + "?handler=Disable");
        Assert.Equal(HttpStatusCode.Redirect, disabled.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await desk.GetAsync("/tai-khoan")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/v1/account")).StatusCode);
        using var refused = await app.Anonymous().PostFormAsync("/dang-nhap", new() { ["Name"] = "desk", ["Password"] = TestApp.Password });
        Assert.Contains("ngừng hoạt động", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("nghỉ việc", (await admin.OpenAsync(url)).QuerySelector("ol.timeline")!.TextContent, StringComparison.Ordinal);

        using var enabled = await admin.PostFormAsync(url, [], url + "?handler=Enable");
        using var back = await app.SignInAsync("desk");
    }

    [Theory, EachDatabase]
    public async Task A_role_is_held_from_the_moment_it_is_given_to_the_moment_it_is_taken(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var admin = await app.SignInAsync("admin");
        using var editor = await app.SignInAsync("editor");
        Assert.Equal(HttpStatusCode.Forbidden, (await editor.GetAsync("/chi-dao")).StatusCode);
        var url = $"{List}/{await IdOfAsync(app, "editor")}";

        using var given = await admin.PostFormAsync(url, new() { ["Role"] = "focal-point", ["RoleUnitId"] = UnitOf(app, "drvn") }, url + "?handler=Give");
        Assert.Equal(HttpStatusCode.OK, (await editor.GetAsync("/chi-dao")).StatusCode);
        using var twice = await admin.PostFormAsync(url, new() { ["Role"] = "focal-point", ["RoleUnitId"] = UnitOf(app, "drvn") }, url + "?handler=Give");
        Assert.NotNull((await twice.ReadPageAsync()).QuerySelector("#Role-problem"));

        var assignment = (await admin.OpenAsync(url)).QuerySelectorAll("input[name=assignment]")[^1].GetAttribute("value")!;
        using var taken = await admin.PostFormAsync(url, new() { ["assignment"] = assignment, ["Reason"] = "chuyển việc" }, url + "?handler=Take");
        Assert.Equal(HttpStatusCode.Forbidden, (await editor.GetAsync("/chi-dao")).StatusCode);
    }

    [Fact]
    public async Task A_role_is_held_for_the_accounts_own_unit_unless_another_choice_is_made()
    {
        using var app = TestApp.Start();
        using var admin = await app.SignInAsync("admin");
        Dictionary<string, string> fields = new() { ["UserName"] = "can-bo", ["DisplayName"] = "Cán bộ Tổng cục", ["UnitId"] = UnitOf(app, "drvn"), ["Role"] = "focal-point" };

        using var made = await admin.PostFormAsync(List + "/moi", fields);
        var account = await IdOfAsync(app, "can-bo");
        using var without = await admin.PostFormAsync(List + "/moi", new(fields) { ["UserName"] = "khong-don-vi", ["UnitId"] = "" });
        using var everywhere = await admin.PostFormAsync($"{List}/{account}", new() { ["Role"] = "inspector", ["RoleUnitId"] = "*" }, $"{List}/{account}?handler=Give");

        var held = await app.WithAsync(s => s.GetRequiredService<AppDb>().RoleAssignments.Where(r => r.AccountId == account).ToDictionaryAsync(r => r.Role, r => r.UnitId));
        Assert.Equal(UnitOf(app, "drvn"), held["focal-point"].ToString());
        Assert.Null(held["inspector"]);
        Assert.NotNull((await without.ReadPageAsync()).QuerySelector("#RoleUnitId-problem"));
    }

    [Theory, EachDatabase]
    public async Task Of_accounts_made_at_once_under_one_name_one_is_made_and_the_others_are_told(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var admin = await app.ActorAsync("admin");
        var draft = new AccountDraft("cung-ten", "Cùng tên", null, Roles.Editor, null);

        var made = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => app.WithAsync(s => s.GetRequiredService<AccountAdministration>().Create(admin, draft, default))));

        Assert.Single(made, r => r.Ok);
        Assert.All(made.Where(r => !r.Ok), r => Assert.Equal(("accounts.user-name-taken", "UserName"), (r.Problems[0].Code, r.Problems[0].Field)));
        Assert.Equal(1, await app.WithAsync(s => s.GetRequiredService<AppDb>().Users.CountAsync(a => a.UserName == "cung-ten")));
    }

    [Theory, EachDatabase]
    public async Task Two_administrators_who_take_each_other_away_leave_one(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var first = await app.ActorAsync("admin");
        var made = await app.WithAsync(s => s.GetRequiredService<AccountAdministration>().Create(first, new("admin2", "Quản trị 2", null, Roles.Administrator, null), default));
        await app.WithAsync(s => s.GetRequiredService<AppDb>().Users.Where(a => a.UserName == "admin2").ExecuteUpdateAsync(u => u.SetProperty(a => a.MustChangePassword, false)));
        var second = await app.ActorAsync("admin2");

        var results = await Task.WhenAll(
            app.WithAsync(s => s.GetRequiredService<AccountAdministration>().Disable(first, second.AccountId, "thử", default)),
            app.WithAsync(s => s.GetRequiredService<AccountAdministration>().Disable(second, first.AccountId, "thử", default)));

        Assert.True(made.Ok);
        Assert.Equal("accounts.last-administrator", Assert.Single(Assert.Single(results, r => !r.Ok).Problems).Code);
    }

    [Fact]
    public async Task Nobody_administers_themselves_or_what_lies_beyond_their_units()
    {
        using var app = TestApp.Start();
        var (admin, drvn, office) = (await app.ActorAsync("admin"), await app.ActorAsync("drvn"), await IdOfAsync(app, "office"));
        var path = app.Services.GetRequiredService<OrganisationDirectory>().Find("drvn")!.Path;
        var local = (await app.ActorAsync("editor")) with { Grants = [new(PlatformPermissions.AccountsManage, path)] };

        async Task<string> CodeAsync(Func<AccountAdministration, Task<Result<Account>>> act) =>
            (await app.WithAsync(s => act(s.GetRequiredService<AccountAdministration>()))).Problems.Select(p => p.Code).FirstOrDefault() ?? "done";

        Assert.Equal("accounts.own", await CodeAsync(a => a.Disable(admin, admin.AccountId, "thử", default)));
        Assert.Equal("accounts.own", await CodeAsync(a => a.GiveRole(admin, admin.AccountId, Roles.Chair, null, default)));
        Assert.Equal("forbidden", await CodeAsync(a => a.Enable(drvn, office, default)));
        Assert.Equal("accounts.unknown", await CodeAsync(a => a.Enable(local, office, default)));
        Assert.Equal("accounts.role-beyond", await CodeAsync(a => a.GiveRole(local, drvn.AccountId, Roles.Administrator, null, default)));
        Assert.Equal("done", await CodeAsync(a => a.Unlock(local, drvn.AccountId, default)));
        await app.WithAsync(s => s.GetRequiredService<AccountAdministration>().GiveRole(admin, drvn.AccountId, Roles.Chair, null, default));
        Assert.Equal("accounts.beyond", await CodeAsync(a => a.Unlock(local, drvn.AccountId, default)));
        Assert.Equal(["drvn", "drvn-head"], await app.WithAsync(s => s.GetRequiredService<AccountQueries>().Seen(local).Select(a => a.UserName!).ToListAsync()));
    }

    [Fact]
    public async Task Locked_accounts_are_found_and_unlocked_and_a_lost_second_factor_is_removed()
    {
        using var app = TestApp.Start();
        using var admin = await app.SignInAsync("admin");
        using var office = await app.SignInAsync("office");
        await SecondFactorTests.TurnOnAsync(office);
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await app.Anonymous().PostFormAsync("/dang-nhap", new() { ["Name"] = "office", ["Password"] = "sai" });
        }

        var url = $"{List}/{await IdOfAsync(app, "office")}";
        Assert.Single((await admin.OpenAsync(List + "?trangthai=Locked")).QuerySelectorAll("table tbody tr"));
        using var unlocked = await admin.PostFormAsync(url, [], url + "?handler=Unlock");
        using var removed = await admin.PostFormAsync(url, new() { ["Reason"] = "mất điện thoại" }, url + "?handler=RemoveFactor");

        Assert.Equal(HttpStatusCode.Redirect, (await office.GetAsync("/tai-khoan")).StatusCode);
        using var again = await app.SignInAsync("office");
    }

    [Fact]
    public async Task Programs_read_accounts_and_roles_with_the_permission_only()
    {
        using var app = TestApp.Start();
        using var admin = await app.ProgramAsync("admin");
        using var office = await app.ProgramAsync("office");

        var page = await admin.GetFromJsonAsync<JsonElement>("/api/v1/accounts?role=chair");
        var chair = Assert.Single(page.GetProperty("accounts").EnumerateArray());
        Assert.Equal("chair", chair.GetProperty("userName").GetString());
        Assert.DoesNotContain("password", chair.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync($"/api/v1/accounts/{chair.GetProperty("id").GetGuid()}")).StatusCode);
        Assert.Contains("steering.read", (await admin.GetStringAsync("/api/v1/roles")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await office.GetAsync("/api/v1/accounts")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await office.GetAsync("/api/v1/roles")).StatusCode);
        Assert.Equal("Thường trực Ban Chỉ đạo", (await office.GetFromJsonAsync<JsonElement>("/api/v1/account")).GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Anonymous().GetAsync("/api/v1/account")).StatusCode);
    }

    private static string UnitOf(TestApp app, string key) => app.Services.GetRequiredService<OrganisationDirectory>().Find(key)!.Id.ToString();

    private static Task<Guid> IdOfAsync(TestApp app, string name) =>
        app.WithAsync(s => s.GetRequiredService<AppDb>().Users.Where(a => a.UserName == name).Select(a => a.Id).SingleAsync());
}
