using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace LoTrinh.BrowserTests;

/// <summary>What the journeys of the committee do again and again.</summary>
internal static partial class Steps
{
    /// <summary>A window in which a demonstration account has signed in.</summary>
    public static async Task<IPage> AsAsync(this Product product, string account, int width)
    {
        var page = await product.OpenAsync(width);
        await Product.SignInAsync(page, account);
        return page;
    }

    /// <summary>A task that the standing office has issued to the General Department for Roads, and its address.</summary>
    public static async Task<(IPage Office, string Task)> IssuedAsync(this Product product, string title, string due)
    {
        var office = await product.AsAsync("office", 1440);
        await office.GotoAsync("/chi-dao/giao-nhiem-vu");
        await office.FillAsync("[name=Title]", title);
        await office.SelectOptionAsync("[name=LeadUnitId]", new SelectOptionValue { Label = "Tổng cục Đường bộ Việt Nam" });
        await office.FillAsync("[name=AccountablePosition]", "Tổng cục trưởng");
        await office.FillAsync("[name=Authority]", "Trưởng Ban Chỉ đạo");
        await office.FillAsync("[name=Product]", "Báo cáo kết quả");
        await office.FillAsync("[name=AcceptanceCriteria]", "Có số liệu kèm theo");
        await office.FillAsync("[name=DueOn]", due);
        await office.Locator("button[value=true]").ClickAsync();
        await office.ReachesAsync(Record());
        return (office, new Uri(office.Url).AbsolutePath);
    }

    /// <summary>Presses the first button of the page's main part that is called so.</summary>
    public static Task ClickAsync(IPage page, string button) =>
        page.Locator("main").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();

    /// <summary>Follows the first link of the page's main part that is called so.</summary>
    public static Task FollowAsync(IPage page, string link) => page.Locator("main").GetByRole(AriaRole.Link, new() { Name = link }).First.ClickAsync();

    /// <summary>Waits until the page's main part says so.</summary>
    public static Task HasAsync(IPage page, string words) => Assertions.Expect(page.Locator("main")).ToContainTextAsync(words);

    // Playwright's own waiting for an address also waits for the page's load event, which on a busy machine has passed before the waiting begins.
    private static readonly PageAssertionsToHaveURLOptions Patiently = new() { Timeout = 30_000 };

    /// <summary>Waits until the page's address is such.</summary>
    public static Task ReachesAsync(this IPage page, Regex address) => Assertions.Expect(page).ToHaveURLAsync(address, Patiently);

    /// <summary>Waits until the page's address ends so.</summary>
    public static Task ReachesAsync(this IPage page, string end) => page.ReachesAsync(new Regex(Regex.Escape(end) + "$"));

    /// <summary>Waits until the page's address does not hold that any more.</summary>
    public static Task LeavesAsync(this IPage page, string part) => Assertions.Expect(page).Not.ToHaveURLAsync(new Regex(Regex.Escape(part)), Patiently);

    /// <summary>The address of a record.</summary>
    [GeneratedRegex("/[0-9a-f]{8}-[0-9a-f-]{27}$")]
    public static partial Regex Record();
}
