using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

namespace LoTrinh.BrowserTests;

/// <summary>Every page as its readers see it: on a small phone, on a desk, in the dark; no axe violation, nothing wider than the window, no error in the console.</summary>
public sealed class AccessibilityTests(Product product)
{
    private static readonly string[] PublicPages = ["/", "/tin/bo-giao-thong-van-tai-kien-toan-ban-chi-dao-xay-dung-chinh-phu-dien-tu", "/dang-nhap", "/dang-ky", "/dang-ky?xong=true", "/en/dang-ky", "/en/", "/khong-co-trang-nay",
        "/lich", "/lich?nam=2024&tu=26/04/2024&so=3&donvi=working-day", "/en/lich?nam=2031", "/api", "/en/api",
        "/dich-vu-cong", "/dich-vu-cong/thu-tuc/1.000703", "/dich-vu-cong/tra-cuu?ma=x", "/dich-vu-cong/ket-qua?so=KQ-2021-000001", "/en/dich-vu-cong/thu-tuc/1.000703"];
    private static readonly string[] OfficePages = ["/chi-dao", "/chi-dao/nhiem-vu", "/chi-dao/nhiem-vu?q=khong-co-gi-khop", "/chi-dao/giao-nhiem-vu", "/en/chi-dao", "/en/chi-dao/nhiem-vu", "/to-chuc", "/to-chuc/drvn?ngay=14/07/2020", "/en/to-chuc/drvn?ngay=01/01/2023", "/quan-tri/nhat-ky",
        "/van-ban", "/van-ban?q=khong-co-gi-khop", "/van-ban/dang-ky", "/en/van-ban", "/duong-bo", "/duong-bo/phuong-tien", "/duong-bo/phuong-tien/42B00011", "/en/duong-bo",
        "/chi-dao/ban-chi-dao", "/en/chi-dao/ban-chi-dao?ngay=13/07/2020", "/chi-dao/ban-chi-dao/thanh-lap", "/chi-dao/ban-chi-dao/lenh/ghi",
        "/chi-dao/kiem-tra", "/en/chi-dao/kiem-tra", "/chi-dao/kiem-tra?q=khong-co-gi-khop", "/chi-dao/kiem-tra/lap-ke-hoach", "/chi-dao/kiem-tra/chon-mau", "/en/chi-dao/kiem-tra/chon-mau",
        "/chi-dao/trung-thuc", "/en/chi-dao/trung-thuc", "/chi-dao/trung-thuc?loai=Vague&traloi=1",
        "/chi-dao/hop", "/en/chi-dao/hop", "/chi-dao/hop?q=khong-co-gi-khop", "/chi-dao/hop/lap", "/chi-dao/hop/ket-luan-chua-giao", "/en/chi-dao/hop/ket-luan-chua-giao",
        "/chi-dao/y-kien", "/en/chi-dao/y-kien", "/chi-dao/y-kien?q=khong-co-gi-khop", "/chi-dao/y-kien/mo",
        "/chi-dao/don-doc", "/en/chi-dao/don-doc", "/chi-dao/don-doc/soan/drvn", "/thong-bao", "/thong-bao/cai-dat",
        "/tai-khoan", "/tai-khoan/mat-khau", "/tai-khoan/xac-thuc-hai-buoc", "/tai-khoan/khoa-truy-cap", "/tai-khoan/phien", "/tai-khoan/ma-truy-cap", "/en/tai-khoan"];
    private static readonly string[] AdministratorPages = ["/quan-tri/tai-khoan", "/quan-tri/tai-khoan?q=khong-co-gi-khop", "/quan-tri/tai-khoan/moi", "/en/quan-tri/tai-khoan",
        "/quan-tri/lich", "/quan-tri/dong-ho", "/quan-tri/thu-dien-tu", "/en/quan-tri/thu-dien-tu", "/quan-tri/viec-dinh-ky", "/to-chuc/them", "/to-chuc/drvn/sua"];
    private static readonly string[] PortalPages = ["/tin", "/tin/chuyen-muc/dich-vu-cong", "/tin?q=khong-co-gi", "/tin/tra-cuu-ho-so-bang-ma-khong-can-dang-nhap/binh-luan",
        "/du-lieu-mo", "/du-lieu-mo/working-calendar", "/en/tin", "/tim-kiem", "/tim-kiem?q=giay+phep", "/tim-kiem?q=khong-co-gi", "/en/tim-kiem?q=giay+phep"];
    private static readonly string[] EditingPages = ["/tim-kiem?q=chinh+phu+dien+tu", "/cong-thong-tin/bien-tap"];

    [Fact]
    public async Task Every_page_is_accessible_and_silent_in_the_console()
    {
        var found = new ConcurrentQueue<string>();

        // Each reader in a window of their own, side by side: one after the other takes twice as long.
        await Task.WhenAll(WalkAsAnyoneAsync(found), WalkAsOfficeAsync(found), WalkAsAdministratorAsync(found));

        Assert.True(found.IsEmpty, string.Join("\n", found));
    }

    private async Task WalkAsAnyoneAsync(ConcurrentQueue<string> found)
    {
        var page = await OpenAsync(found);
        foreach (var url in PublicPages.Concat(PortalPages))
        {
            await CheckAsync(page, found, url);
        }
    }

    private async Task WalkAsOfficeAsync(ConcurrentQueue<string> found)
    {
        var page = await OpenAsync(found);
        await Product.SignInAsync(page, "office");
        foreach (var url in OfficePages.Concat(EditingPages))
        {
            await CheckAsync(page, found, url);
        }

        await page.GotoAsync("/van-ban?q=923");
        await page.Locator("table tbody th a").First.ClickAsync();
        await CheckAsync(page, found);
        await page.Locator("a[href*='/dieu-khoan/']").First.ClickAsync();
        await CheckAsync(page, found);
        await page.GoBackAsync();
        await page.Locator("a[href*='dieu-khoan=']").First.ClickAsync();
        await CheckAsync(page, found);
        await page.GotoAsync("/chi-dao/nhiem-vu?trangthai=Overdue");
        await page.Locator("table tbody th a").First.ClickAsync();
        await CheckAsync(page, found);
        await page.GotoAsync("/chi-dao/don-doc");
        await page.Locator("#cong-van li a").First.ClickAsync();
        await CheckAsync(page, found);
        await page.GotoAsync("/chi-dao/ban-chi-dao");
        await page.Locator("table tbody th a").First.ClickAsync();
        await CheckAsync(page, found);
        await page.Locator("a[href$='/kien-toan']").First.ClickAsync();
        await CheckAsync(page, found);
    }

    private async Task WalkAsAdministratorAsync(ConcurrentQueue<string> found)
    {
        var page = await OpenAsync(found);
        await Product.SignInAsync(page, "admin");
        foreach (var url in AdministratorPages)
        {
            await CheckAsync(page, found, url);
        }

        await page.GotoAsync("/quan-tri/tai-khoan?q=thuong+truc");
        await page.Locator("table tbody th a").First.ClickAsync();
        await CheckAsync(page, found);
    }

    private async Task<IPage> OpenAsync(ConcurrentQueue<string> found)
    {
        var page = await product.OpenAsync(1440);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal))
            {
                found.Enqueue($"{page.Url}: {message.Text}");
            }
        };
        page.PageError += (_, error) => found.Enqueue($"{page.Url}: {error}");
        return page;
    }

    private static async Task CheckAsync(IPage page, ConcurrentQueue<string> found, string? url = null)
    {
        if (url is not null)
        {
            await page.GotoAsync(url);
        }

        foreach (var look in Accessibility.Looks)
        {
            foreach (var violation in await Accessibility.CheckAsync(page, look))
            {
                found.Enqueue(violation);
            }
        }
    }
}
