using System.Net;
using LoTrinh.Tests.Harness;
using Xunit;

namespace LoTrinh.Tests.Identity;

public sealed class AccountFormTests
{
    [Fact]
    public async Task No_form_is_taken_from_another_site()
    {
        using var app = TestApp.Start();
        using var anyone = app.Anonymous();
        using var admin = await app.SignInAsync("admin");
        var id = (await admin.OpenAsync("/quan-tri/tai-khoan")).QuerySelector("table tbody a")!.GetAttribute("href")!;
        string[] open = ["/dang-nhap", "/dang-nhap?handler=Passkey", "/dang-nhap?handler=PasskeyOptions", "/dang-nhap/buoc-hai", "/dang-ky", "/dang-xuat"];
        string[] own =
        [
            "/tai-khoan", "/tai-khoan?handler=Unlink", "/tai-khoan/mat-khau", "/tai-khoan/xac-thuc-hai-buoc", "/tai-khoan/xac-thuc-hai-buoc?handler=Codes",
            "/tai-khoan/xac-thuc-hai-buoc?handler=Off", "/tai-khoan/khoa-truy-cap", "/tai-khoan/khoa-truy-cap?handler=Options", "/tai-khoan/khoa-truy-cap?handler=Remove",
            "/tai-khoan/phien?handler=End", "/tai-khoan/phien?handler=EndOthers", "/tai-khoan/ma-truy-cap", "/tai-khoan/ma-truy-cap?handler=Revoke", "/quan-tri/tai-khoan/moi",
            .. new[] { "Give", "Take", "Disable", "Enable", "Unlock", "Reset", "RemoveFactor", "End" }.Select(h => $"{id}?handler={h}"),
        ];

        foreach (var (browser, url) in open.Select(u => (anyone, u)).Concat(own.Select(u => (admin, u))))
        {
            using var content = new FormUrlEncodedContent([new("Reason", "x"), new("Name", "office")]);
            using var answer = await browser.PostAsync(url, content);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest && !(await answer.Content.ReadAsStringAsync()).Contains("ds-error-summary", StringComparison.Ordinal), url);
        }
    }

    [Fact]
    public async Task Account_pages_are_for_their_owner_and_administration_for_administrators()
    {
        using var app = TestApp.Start();
        using var anyone = app.Anonymous();
        using var office = await app.SignInAsync("office");
        foreach (var page in new[] { "/tai-khoan", "/tai-khoan/mat-khau", "/tai-khoan/xac-thuc-hai-buoc", "/tai-khoan/khoa-truy-cap", "/tai-khoan/phien", "/tai-khoan/ma-truy-cap" })
        {
            Assert.Equal(HttpStatusCode.Redirect, (await anyone.GetAsync(page)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await office.GetAsync(page)).StatusCode);
            Assert.DoesNotContain("[", (await office.OpenAsync("/en" + page)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        }

        foreach (var page in new[] { "/quan-tri/tai-khoan", "/quan-tri/tai-khoan/moi", $"/quan-tri/tai-khoan/{Guid.NewGuid()}" })
        {
            Assert.Equal(HttpStatusCode.Redirect, (await anyone.GetAsync(page)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await office.GetAsync(page)).StatusCode);
        }
    }
}
