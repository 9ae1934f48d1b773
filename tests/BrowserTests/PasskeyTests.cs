using Microsoft.Playwright;
using Xunit;

namespace LoTrinh.BrowserTests;

public sealed class PasskeyTests(Product product)
{
    [Fact]
    public async Task A_passkey_is_added_with_a_name_signs_in_alone_and_ends_when_removed()
    {
        // A passkey belongs to a name; an address of numbers is none.
        var home = product.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        var page = await product.OpenAsync(1440);
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true,
                ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
        await page.GotoAsync(home + "/dang-nhap");
        await page.FillAsync("[name=Name]", "inspector");
        await page.FillAsync("[name=Password]", Product.Password);
        await page.Locator("main form button").First.ClickAsync();
        await page.LeavesAsync("/dang-nhap");

        await page.GotoAsync(home + "/tai-khoan/khoa-truy-cap");
        await page.FillAsync("main [name=Name]", "Máy tính cơ quan");
        await page.FillAsync("main [name=CurrentPassword]", Product.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Thêm khóa" }).ClickAsync();
        await Assertions.Expect(page.Locator("main .list")).ToContainTextAsync("Máy tính cơ quan");

        await page.GetByRole(AriaRole.Button, new() { Name = "Đăng xuất" }).ClickAsync();
        await page.GotoAsync(home + "/dang-nhap?ve=/tai-khoan/phien");
        await page.GetByRole(AriaRole.Button, new() { Name = "Đăng nhập bằng khóa truy cập" }).ClickAsync();
        await page.ReachesAsync("/tai-khoan/phien");
        await Assertions.Expect(page.Locator("main tbody")).ToContainTextAsync("Khóa truy cập");

        await page.GotoAsync(home + "/tai-khoan/khoa-truy-cap");
        await page.GetByRole(AriaRole.Button, new() { Name = "Gỡ khóa Máy tính cơ quan" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Chưa có khóa truy cập nào");
        await page.GetByRole(AriaRole.Button, new() { Name = "Đăng xuất" }).ClickAsync();
        await page.GotoAsync(home + "/dang-nhap");
        await page.GetByRole(AriaRole.Button, new() { Name = "Đăng nhập bằng khóa truy cập" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Khóa truy cập không đăng nhập được");
    }
}
