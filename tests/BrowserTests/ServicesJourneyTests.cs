using Microsoft.Playwright;
using Xunit;

namespace LoTrinh.BrowserTests;

/// <summary>A citizen with a phone, the officer at the desk, and the vehicles on the map.</summary>
public sealed class ServicesJourneyTests(Product product)
{
    internal static readonly FilePayload Scan = new() { Name = "bằng cấp.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4\n%%EOF"u8.ToArray() };

    /// <summary>What the form of 1.000703 asks for, beside the name and what is chosen.</summary>
    internal static readonly (string Name, string Value)[] Answers =
    [
        ("address", "Số 1, phố Minh Họa, Hà Nội"), ("phone", "024 0000 0000"), ("registrationNumber", "0100000099"), ("registrationIssuer", "Sở Kế hoạch và Đầu tư (minh họa)"),
        ("registrationOn", "15/06/2018"), ("representativeName", "Lê Minh Họa"), ("representativeId", "001099000009"), ("representativeTitle", "Giám đốc"),
        ("managerName", "Phạm Minh Họa"), ("managerId", "001099000010"), ("managerQualification", "Đại học vận tải"),
    ];

    [Fact]
    public async Task A_citizen_applies_on_a_phone_and_the_officer_answers_with_a_result_that_anyone_can_check()
    {
        var phone = await product.OpenAsync(390);
        await Product.SignInAsync(phone, "citizen");
        await phone.GotoAsync("/dich-vu-cong/thu-tuc/1.000703");
        await phone.GetByRole(AriaRole.Link, new() { Name = "Nộp hồ sơ trực tuyến" }).ClickAsync();
        await phone.FillAsync("[name=unitName]", "Hợp tác xã Đường Xa");
        await phone.Locator(".ds-button[value=save]").ClickAsync();
        Assert.Contains("Đã lưu bản nháp", await phone.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        await phone.GotoAsync("/dich-vu-cong/ho-so");
        await phone.GetByRole(AriaRole.Link, new() { Name = "Bản nháp" }).First.ClickAsync();
        Assert.Equal("Hợp tác xã Đường Xa", await phone.InputValueAsync("[name=unitName]"));
        await phone.Locator(".ds-button[value=submit]").ClickAsync();
        Assert.Contains("Chưa khai", await phone.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await FillAsync(phone);
        await phone.Locator(".ds-button[value=submit]").ClickAsync();
        await phone.ReachesAsync("/giay-tiep-nhan");
        var code = (await phone.Locator("article dd b").First.InnerTextAsync()).Trim();
        Assert.StartsWith("000.00.00.G04-210315-", code, StringComparison.Ordinal);
        Assert.Equal(1, await phone.Locator("svg.qr").CountAsync());
        await Accessibility.CleanAsync(phone);

        var desk = await product.OpenAsync(1440);
        await Product.SignInAsync(desk, "desk");
        await desk.GotoAsync("/dich-vu-cong/tiep-nhan");
        await desk.GetByRole(AriaRole.Link, new() { Name = code }).ClickAsync();
        await Accessibility.CleanAsync(desk);
        await desk.GetByRole(AriaRole.Button, new() { Name = "Tiếp nhận hồ sơ" }).ClickAsync();

        var unit = await product.OpenAsync(1440);
        await Product.SignInAsync(unit, "drvn");
        await unit.GotoAsync($"/dich-vu-cong/xu-ly/{code}");
        await unit.FillAsync("#Note-1", "Đủ điều kiện");
        await unit.GetByRole(AriaRole.Button, new() { Name = "Đạt", Exact = true }).ClickAsync();
        await unit.GetByRole(AriaRole.Button, new() { Name = "Chuyển bước sau" }).ClickAsync();
        await Accessibility.CleanAsync(unit);
        var head = await product.OpenAsync(390);
        await Product.SignInAsync(head, "drvn-head");
        await head.GotoAsync("/dich-vu-cong/xu-ly?loai=approve");
        await head.CheckAsync($"[aria-label='Chọn hồ sơ {code}']");
        await head.GetByRole(AriaRole.Button, new() { Name = "Đồng ý các hồ sơ đã chọn" }).ClickAsync();
        Assert.Contains("Đã đồng ý", await head.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await unit.ReloadAsync();
        await unit.GetByRole(AriaRole.Button, new() { Name = "Ban hành kết quả" }).ClickAsync();
        Assert.Equal(1, await unit.Locator("#ResultFile-problem").CountAsync()); // neither a file nor the word that there is only paper
        await unit.CheckAsync("[name=OnPaper]");
        await unit.GetByRole(AriaRole.Button, new() { Name = "Ban hành kết quả" }).ClickAsync();
        await desk.ReloadAsync();
        await desk.SelectOptionAsync("[name=Method]", "desk");
        await desk.FillAsync("[name=Taker]", "Người nhận, căn cước 001099000009");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Giao kết quả" }).ClickAsync();
        Assert.Contains("Đã trả kết quả", await desk.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        var anyone = await product.OpenAsync(390);
        await anyone.GotoAsync($"/dich-vu-cong/tra-cuu?ma={code}");
        var shown = await anyone.Locator("main").InnerTextAsync();
        Assert.Contains("Đã trả kết quả", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Đường Xa", shown, StringComparison.Ordinal);
        await phone.GotoAsync($"/dich-vu-cong/ho-so/{code}");
        await phone.GetByRole(AriaRole.Link, new() { Name = "KQ-2021-" }).ClickAsync();
        Assert.Contains("Kết quả này có thật", await phone.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await Accessibility.CleanAsync(phone);
    }

    [Fact]
    public async Task Without_script_and_without_a_mouse_a_draft_is_filled_in_and_saved()
    {
        var page = await product.OpenAsync(390, script: false);
        await Product.SignInAsync(page, "citizen");
        await page.GotoAsync("/dich-vu-cong/nop/1.000703");
        await page.FocusAsync("[name=unitName]");
        await page.Keyboard.TypeAsync("Xe khách Bàn Phím");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("Keyboard Coaches");
        await page.FocusAsync(".ds-button[value=save]");
        await page.Keyboard.PressAsync("Enter");

        // Pressing a key does not wait for the page that it leads to.
        await page.Locator("main", new() { HasText = "Đã lưu bản nháp" }).WaitForAsync();
        Assert.Equal("Keyboard Coaches", await page.InputValueAsync("[name=internationalName]"));
    }

    [Theory]
    [InlineData("/duong-bo"), InlineData("/duong-bo/phuong-tien/42B00011")]
    public async Task Both_archipelagos_are_on_every_map_of_vehicles(string url)
    {
        var page = await product.OpenAsync(1440);
        await Product.SignInAsync(page, "office");
        await page.GotoAsync(url);

        var drawn = await page.Locator("main svg").AllTextContentsAsync();
        Assert.Contains(drawn, t => t.Contains("Hoàng Sa", StringComparison.Ordinal) && t.Contains("Trường Sa", StringComparison.Ordinal));
        await page.Locator(".map .map-label").First.WaitForAsync();
        Assert.Equal(2, await page.Locator(".map .map-label").CountAsync());
        await Accessibility.CleanAsync(page);
    }

    internal static async Task FillAsync(IPage page)
    {
        foreach (var (name, value) in Answers)
        {
            await page.FillAsync($"[name={name}]", value);
        }

        await page.CheckAsync("[name=businessTypes][value=goods]");
        await page.CheckAsync("input[type=checkbox][name=promise]");
        await page.SetInputFilesAsync("[name=file-manager-diploma]", Scan);
        await page.SetInputFilesAsync("[name=file-manager-appointment]", Scan);
    }
}
