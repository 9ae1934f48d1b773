using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

namespace LoTrinh.BrowserTests;

/// <summary>Every page as its readers see it: on a small phone, on a desk, in the dark; no axe violation, nothing wider than the window, no error in the console.</summary>
public sealed class AccessibilityTests(Product product)
{
    // These are to answer that there is no such thing, which browsers write to the console.
    private static readonly string[] NotFound = ["/khong-co-trang-nay", "/dich-vu-cong/tra-cuu?ma=x"];

    // Where no link leads: what a search without result shows, the other language's longer words, what comes after a form.
    private static readonly string[] Anyone = ["/", .. NotFound, "/dang-ky?xong=true", "/lich?nam=2024&tu=26/04/2024&so=3&donvi=working-day", "/lich?nam=2031", "/tin?q=khong-co-gi",
        "/tim-kiem?q=giay+phep", "/tim-kiem?q=khong-co-gi", "/dich-vu-cong/ket-qua?so=KQ-2021-000001", "/en/", "/en/dich-vu-cong/thu-tuc/1.000703",
        "/en/tim-kiem?q=giay+phep", "/en/du-lieu-mo/working-calendar"];
    private static readonly string[] Office = ["/chi-dao", "/chi-dao/nhiem-vu?q=khong-co-gi-khop", "/chi-dao/nhiem-vu?trangthai=Overdue", "/van-ban?q=khong-co-gi-khop", "/van-ban?q=923",
        "/chi-dao/kiem-tra?q=khong-co-gi-khop", "/chi-dao/hop?q=khong-co-gi-khop", "/chi-dao/trung-thuc?loai=Vague&traloi=1", "/chi-dao/ban-chi-dao?ngay=13/07/2020", "/to-chuc/drvn?ngay=14/07/2020",
        "/en/chi-dao", "/en/chi-dao/nhiem-vu", "/en/chi-dao/hop", "/en/chi-dao/kiem-tra", "/en/chi-dao/chi-tieu", "/chi-dao/chi-tieu?q=khong-co-gi-khop", "/en/chi-dao/y-kien", "/en/chi-dao/chuong-trinh", "/chi-dao/chuong-trinh?q=khong-co-gi-khop",
        "/chi-dao/y-kien?q=khong-co-gi-khop", "/en/tai-khoan"];
    private static readonly string[] Administrator = ["/quan-tri/tai-khoan?q=khong-co-gi-khop", "/quan-tri/tai-khoan", "/to-chuc", "/en/quan-tri/tai-khoan", "/en/quan-tri/thu-dien-tu"];

    /// <summary>Readers, and where each begins; the first to come to a sort of page looks at it for all.</summary>
    private static readonly (string? Account, string[] From)[] Readers =
        [(null, Anyone), ("office", Office), ("admin", Administrator), ("desk", ["/dich-vu-cong/tiep-nhan"]), ("citizen", ["/dich-vu-cong/ho-so", "/dich-vu-cong/nop/1.000703", "/thong-bao"]),
            ("editor", ["/cong-thong-tin/bien-tap"]), ("drvn", ["/chi-dao"]), ("inspector", ["/chi-dao/kiem-tra"]), ("chair", ["/chi-dao"])];

    [Fact]
    public async Task Every_page_is_accessible_and_silent_in_the_console()
    {
        var (found, paths) = (new ConcurrentQueue<string>(), new Paths());
        var left = new ConcurrentQueue<(string? Account, string[] From)>(Readers);

        // Two readers at a time: one after the other takes twice as long.
        await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            while (left.TryDequeue(out var reader))
            {
                await WalkAsync(reader.Account, reader.From, paths, found);
            }
        }));

        Assert.True(found.IsEmpty, string.Join("\n", found));
        Assert.True(paths.Count > 100, $"Only {paths.Count} sorts of pages were found."); // links that are not found would pass for pages without fault
    }

    // The language is a matter of words, so links into English are not followed: the pages above stand for them.
    private async Task WalkAsync(string? account, string[] from, Paths paths, ConcurrentQueue<string> found)
    {
        var page = await OpenAsync(found);
        if (account is not null)
        {
            await Product.SignInAsync(page, account);
        }

        var (waiting, begun) = (new Queue<string>(from), from.ToHashSet());
        while (waiting.TryDequeue(out var url))
        {
            try
            {
                await CheckAsync(page, found, url);
            }
            catch (PlaywrightException e) when (e.Message.Contains("Download is starting", StringComparison.Ordinal))
            {
                continue;
            }

            foreach (var next in await paths.NewAsync(page))
            {
                if (!next.StartsWith("/en", StringComparison.Ordinal) && begun.Add(next))
                {
                    waiting.Enqueue(next);
                }
            }
        }

        await page.Context.CloseAsync();
    }

    private async Task<IPage> OpenAsync(ConcurrentQueue<string> found)
    {
        var page = await product.OpenAsync(1440);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !Array.Exists(NotFound, n => page.Url.EndsWith(n, StringComparison.Ordinal)))
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
