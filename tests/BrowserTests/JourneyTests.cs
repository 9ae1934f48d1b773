using System.Collections.Concurrent;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace LoTrinh.BrowserTests;

public sealed class JourneyTests(Product product)
{
    private static readonly string[] PublicPages = ["/", "/tin/bo-giao-thong-van-tai-kien-toan-ban-chi-dao-xay-dung-chinh-phu-dien-tu", "/dang-nhap", "/dang-ky", "/dang-ky?xong=true", "/en/dang-ky", "/en/", "/khong-co-trang-nay",
        "/lich", "/lich?nam=2024&tu=26/04/2024&so=3&donvi=working-day", "/en/lich?nam=2031", "/api", "/en/api",
        "/dich-vu-cong", "/dich-vu-cong/thu-tuc/1.000703", "/dich-vu-cong/tra-cuu?ma=x", "/dich-vu-cong/ket-qua?so=KQ-2021-000001", "/en/dich-vu-cong/thu-tuc/1.000703"];
    private static readonly string[] OfficePages = ["/chi-dao", "/chi-dao/nhiem-vu", "/chi-dao/nhiem-vu?q=khong-co-gi-khop", "/chi-dao/giao-nhiem-vu", "/en/chi-dao", "/en/chi-dao/nhiem-vu", "/to-chuc", "/to-chuc/drvn?ngay=14/07/2020", "/en/to-chuc/drvn?ngay=01/01/2023", "/quan-tri/nhat-ky",
        "/van-ban", "/van-ban?q=khong-co-gi-khop", "/van-ban/dang-ky", "/en/van-ban", "/duong-bo", "/duong-bo/phuong-tien", "/duong-bo/phuong-tien/42B00011", "/en/duong-bo",
        "/chi-dao/don-doc", "/en/chi-dao/don-doc", "/chi-dao/don-doc/soan/drvn", "/thong-bao", "/thong-bao/cai-dat",
        "/tai-khoan", "/tai-khoan/mat-khau", "/tai-khoan/xac-thuc-hai-buoc", "/tai-khoan/khoa-truy-cap", "/tai-khoan/phien", "/tai-khoan/ma-truy-cap", "/en/tai-khoan"];
    private static readonly string[] AdministratorPages = ["/quan-tri/tai-khoan", "/quan-tri/tai-khoan?q=khong-co-gi-khop", "/quan-tri/tai-khoan/moi", "/en/quan-tri/tai-khoan",
        "/quan-tri/lich", "/quan-tri/dong-ho", "/quan-tri/thu-dien-tu", "/en/quan-tri/thu-dien-tu", "/to-chuc/them", "/to-chuc/drvn/sua"];
    private static readonly string[] PortalPages = ["/tin", "/tin/chuyen-muc/dich-vu-cong", "/tin?q=khong-co-gi", "/tin/tra-cuu-ho-so-bang-ma-khong-can-dang-nhap/binh-luan",
        "/du-lieu-mo", "/du-lieu-mo/working-calendar", "/en/tin", "/tim-kiem", "/tim-kiem?q=giay+phep", "/tim-kiem?q=khong-co-gi", "/en/tim-kiem?q=giay+phep"];
    private static readonly string[] EditingPages = ["/tim-kiem?q=chinh+phu+dien+tu", "/cong-thong-tin/bien-tap"];

    [Theory]
    [InlineData(320, "light"), InlineData(1440, "light"), InlineData(1440, "dark")]
    public async Task Every_page_is_accessible_and_silent_in_the_console(int width, string scheme)
    {
        var errors = new ConcurrentQueue<string>();

        // Each reader in a window of their own, side by side: one after the other takes twice as long.
        await Task.WhenAll(
            WalkAsAnyoneAsync(await OpenAsync(width, scheme, errors)),
            WalkAsOfficeAsync(await OpenAsync(width, scheme, errors)),
            WalkAsAdministratorAsync(await OpenAsync(width, scheme, errors)));

        Assert.Empty(errors);
    }

    private async Task<IPage> OpenAsync(int width, string scheme, ConcurrentQueue<string> errors)
    {
        var page = await product.OpenAsync(width, scheme);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal))
            {
                errors.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => errors.Enqueue(error);
        return page;
    }

    private static async Task WalkAsAnyoneAsync(IPage page)
    {
        foreach (var url in PublicPages.Concat(PortalPages))
        {
            await CheckAsync(page, url);
        }
    }

    private static async Task WalkAsOfficeAsync(IPage page)
    {
        await Product.SignInAsync(page, "office");
        foreach (var url in OfficePages.Concat(EditingPages))
        {
            await CheckAsync(page, url);
        }

        await page.GotoAsync("/van-ban?q=923");
        await page.Locator("table tbody th a").First.ClickAsync();
        await CheckAsync(page, null);
        await page.Locator("a[href*='/dieu-khoan/']").First.ClickAsync();
        await CheckAsync(page, null);
        await page.GoBackAsync();
        await page.Locator("a[href*='dieu-khoan=']").First.ClickAsync();
        await CheckAsync(page, null);
        await page.GotoAsync("/chi-dao/nhiem-vu?trangthai=Overdue");
        await page.Locator("table tbody th a").First.ClickAsync();
        await CheckAsync(page, null);
        await page.GotoAsync("/chi-dao/don-doc");
        await page.Locator("#cong-van li a").First.ClickAsync();
        await CheckAsync(page, null);
    }

    private static async Task WalkAsAdministratorAsync(IPage page)
    {
        await Product.SignInAsync(page, "admin");
        foreach (var url in AdministratorPages)
        {
            await CheckAsync(page, url);
        }

        await page.GotoAsync("/quan-tri/tai-khoan?q=thuong+truc");
        await page.Locator("table tbody th a").First.ClickAsync();
        await CheckAsync(page, null);
    }

    [Fact]
    public async Task The_office_assigns_a_task_and_the_unit_reports_on_it()
    {
        var office = await product.OpenAsync(1440);
        await Product.SignInAsync(office, "office");
        await office.GotoAsync("/chi-dao/giao-nhiem-vu");
        await office.FillAsync("[name=Title]", "Thí điểm biên lai điện tử tại bến xe");
        await office.SelectOptionAsync("[name=LeadUnitId]", new SelectOptionValue { Label = "Tổng cục Đường bộ Việt Nam" });
        await office.FillAsync("[name=AccountablePosition]", "Tổng cục trưởng");
        await office.Locator("button[value=true]").ClickAsync();

        Assert.Equal("Chưa rõ", await office.Locator("[data-respect=product] .ds-tag").InnerTextAsync());
        Assert.Contains("Chưa rõ sản phẩm", await office.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("Thí điểm biên lai điện tử tại bến xe", await office.InputValueAsync("[name=Title]"));

        await office.FillAsync("[name=Authority]", "Trưởng Ban Chỉ đạo");
        await office.FillAsync("[name=Product]", "Báo cáo thí điểm");
        await office.FillAsync("[name=AcceptanceCriteria]", "Có số liệu của hai bến xe");
        await office.FillAsync("[name=DueWorkingDays]", "5");
        await office.Locator("#counted", new() { HasText = "22/03/2021" }).WaitForAsync();
        await office.FillAsync("[name=DueWorkingDays]", "");
        await office.FillAsync("[name=DueOn]", "30/06/2021");
        Assert.Equal("Rõ", await office.Locator("[data-respect=product] .ds-tag").InnerTextAsync());
        await office.Locator("button[value=true]").ClickAsync();
        await office.WaitForURLAsync("**/chi-dao/nhiem-vu/*");

        var unit = await product.OpenAsync(390);
        await Product.SignInAsync(unit, "drvn");
        await unit.GotoAsync(new Uri(office.Url).AbsolutePath);
        await unit.GetByRole(AriaRole.Button, new() { Name = "Nhận nhiệm vụ" }).ClickAsync();
        await unit.FillAsync("[name=Progress]", "20");
        await unit.FillAsync("[name=Narrative]", "Đã chọn hai bến xe thí điểm");
        await unit.GetByRole(AriaRole.Button, new() { Name = "Cập nhật tiến độ" }).ClickAsync();

        await office.ReloadAsync();
        Assert.Contains("Đã chọn hai bến xe thí điểm", await office.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    private static async Task CheckAsync(IPage page, string? url)
    {
        if (url is not null)
        {
            await page.GotoAsync(url);
        }

        // Set it to a folder to look at what the pages look like.
        if (Environment.GetEnvironmentVariable("LOTRINH_SCREENSHOTS") is { Length: > 0 } folder)
        {
            var name = string.Concat(new Uri(page.Url).PathAndQuery.Select(c => char.IsLetterOrDigit(c) ? c : '_'));
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{page.ViewportSize!.Width}{name}.png") });
        }

        var result = await page.RunAxe();
        Assert.True(result.Violations.Length == 0, $"{page.Url}: " + string.Join("; ", result.Violations.Select(v => $"{v.Id} {string.Join(" ", v.Nodes.Select(n => n.Html))}")));
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{page.Url} is {overflow} px wider than its window");
    }
}
