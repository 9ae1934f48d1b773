using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Xunit;

namespace LoTrinh.BrowserTests;

/// <summary>How a page is looked at: the window's width in CSS pixels, and the colours that its reader prefers.</summary>
internal sealed record Look(int Width, ColorScheme Colours);

/// <summary>Asks axe about the open page.</summary>
/// <remarks>
/// The script of Deque's package, run in the page itself: the package's own runner opens a blank page for each question,
/// which takes longer than the question. A page is loaded once and looked at in every way.
/// </remarks>
internal static class Accessibility
{
    public static readonly Look[] Looks = [new(320, ColorScheme.Light), new(1440, ColorScheme.Light), new(1440, ColorScheme.Dark)];
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>What is wrong with the page in this look, each with its address; empty when nothing is.</summary>
    public static async Task<string[]> CheckAsync(IPage page, Look look)
    {
        await page.SetViewportSizeAsync(look.Width, 1000);
        await page.EmulateMediaAsync(new() { ColorScheme = look.Colours });
        // Set it to a folder to look at what the pages look like.
        if (Environment.GetEnvironmentVariable("LOTRINH_SCREENSHOTS") is { Length: > 0 } folder)
        {
            var name = string.Concat(new Uri(page.Url).PathAndQuery.Select(c => char.IsLetterOrDigit(c) ? c : '_'));
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{look.Width}{look.Colours}{name}.png") });
        }

        var found = await ViolationsAsync(page);
        return [.. found.Select(violation => $"{page.Url} ({look.Width} px, {look.Colours}): {violation}")];
    }

    /// <summary>Fails when axe has something to say of the page as it stands.</summary>
    public static async Task CleanAsync(IPage page)
    {
        var found = await ViolationsAsync(page);
        Assert.True(found.Length == 0, $"{page.Url}: {string.Join("\n", found)}");
    }

    private static async Task<string[]> ViolationsAsync(IPage page)
    {
        // What fades in has no colour to judge until it is there.
        await page.EvaluateAsync("() => Promise.all(document.getAnimations().filter(a => a.effect.getComputedTiming().endTime !== Infinity).map(a => a.finished.catch(() => null))).then(() => true)");
        if (!await page.EvaluateAsync<bool>("typeof axe !== 'undefined'"))
        {
            await page.EvaluateAsync(Axe);
        }

        return await page.EvaluateAsync<string[]>("""
            async () => {
              const { violations } = await axe.run(document, { resultTypes: ['violations'] });
              const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
              return violations.map(v => v.id + ' ' + v.nodes.map(n => n.html).join(' ')).concat(wide > 0 ? [wide + ' px wider than the window'] : []);
            }
            """);
    }
}
