using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace LoTrinh.BrowserTests;

/// <summary>An applicant with a phone: photos instead of scans, a line that breaks, a form that saves itself, fingers, keys, and no script at all.</summary>
public sealed partial class ApplyJourneyTests(Product product)
{
    private const string Form = "/dich-vu-cong/nop/1.000703";

    [Fact]
    public async Task Photos_go_up_over_a_line_that_breaks_and_the_form_saves_itself()
    {
        var phone = await product.AsAsync("citizen", 390);
        await phone.GotoAsync(Form);
        await phone.FillAsync("[name=unitName]", "Xe khách Đường Dài");
        await SavedAsync(phone);
        await phone.ReachesAsync(Draft());

        var offsets = new List<string>();
        await phone.RouteAsync("**/uploads/*/files/1?offset=*", async route =>
        {
            var offset = route.Request.Url.Split("offset=")[1];
            var breaks = offset != "0" && !offsets.Contains(offset);
            offsets.Add(offset);
            await (breaks ? route.AbortAsync("connectionreset") : route.ContinueAsync());
        });
        await phone.SetInputFilesAsync("[name=file-manager-diploma]", [await PhotoAsync(phone, "IMG_1.jpg", 1600), await PhotoAsync(phone, "IMG_2.jpg", 300)]);
        var document = phone.Locator("[data-document=manager-diploma]");
        await Assertions.Expect(document).ToContainTextAsync("Mất kết nối");
        await Assertions.Expect(document).ToContainTextAsync("Đã nhận đủ tệp");

        Assert.True(offsets.Count > 2, string.Join(", ", offsets));
        Assert.Equal(1, offsets.Count(o => o == "0"));
        Assert.All(offsets.Where(o => o != "0").GroupBy(o => o), o => Assert.Equal(2, o.Count()));
        Assert.Equal(1, await document.Locator("ul.files li").CountAsync()); // two photos, one paper
        await Accessibility.CleanAsync(phone);

        // An empty file is refused at once, beside its field; what is there stays.
        await phone.SetInputFilesAsync("[name=file-manager-diploma]", new FilePayload { Name = "rỗng.jpg", MimeType = "image/jpeg", Buffer = [] });
        await Assertions.Expect(document).ToContainTextAsync("Tệp «rỗng.jpg» rỗng");
        await phone.ReloadAsync();
        Assert.Equal("Xe khách Đường Dài", await phone.InputValueAsync("[name=unitName]"));
        Assert.Equal(1, await document.Locator("ul.files li").CountAsync());

        // The draft opens on another device. What is typed there is not overwritten here, and what is typed here is not lost.
        var desk = await product.AsAsync("citizen", 1440);
        await desk.GotoAsync(phone.Url);
        await desk.FillAsync("[name=internationalName]", "Long Road");
        await SavedAsync(desk);
        await phone.FillAsync("[name=fax]", "024 1111 1111");
        await Assertions.Expect(phone.Locator("[data-draft-state]")).ToContainTextAsync("máy khác");
        Assert.Equal("024 1111 1111", await phone.InputValueAsync("[name=fax]"));
        await desk.ReloadAsync();
        Assert.Equal("Long Road", await desk.InputValueAsync("[name=internationalName]"));
    }

    [Fact]
    public async Task The_whole_procedure_is_done_with_fingers()
    {
        var phone = await product.OpenAsync(390, touch: true);
        await Product.SignInAsync(phone, "citizen");
        await phone.GotoAsync(Form);
        foreach (var (name, value) in ServicesJourneyTests.Answers.Prepend(("unitName", "Xe tải Ngón Tay")))
        {
            var field = phone.Locator($"[name={name}]");
            await field.TapAsync();
            await field.FillAsync(value); // in place of what was filled in before
        }

        await phone.Locator("[name=businessTypes][value=goods]").TapAsync();
        await phone.Locator("input[type=checkbox][name=promise]").TapAsync();
        foreach (var document in new[] { "manager-diploma", "manager-appointment" })
        {
            var photo = await PhotoAsync(phone, $"{document}.jpg", 200);
            var chooser = await ChooserAsync(phone, () => phone.Locator($"[name=file-{document}]").TapAsync());
            Assert.True(chooser.IsMultiple);
            await chooser.SetFilesAsync(photo);
        }

        // Sent while the files are still on their way: it waits for them.
        await phone.Locator(".ds-button[value=submit]").TapAsync();
        await phone.ReachesAsync("/giay-tiep-nhan");
        Assert.Equal(2, await phone.Locator("small.hash").CountAsync());
    }

    [Fact]
    public async Task The_whole_procedure_is_done_with_the_keys_alone()
    {
        var page = await product.AsAsync("citizen", 1440);
        await page.GotoAsync(Form);
        await TabToAsync(page, "[name=unitName]");
        foreach (var (name, value) in ServicesJourneyTests.Answers.Prepend(("unitName", "Xe khách Bàn Phím")))
        {
            await TabToAsync(page, $"[name={name}]");
            await page.Keyboard.PressAsync("Control+a");
            await page.Keyboard.TypeAsync(value);
        }

        await TabToAsync(page, "[name=businessTypes][value=goods]");
        await page.Keyboard.PressAsync("Space");
        await TabToAsync(page, "input[type=checkbox][name=promise]");
        await page.Keyboard.PressAsync("Space");
        foreach (var document in new[] { "manager-diploma", "manager-appointment" })
        {
            var chooser = await ChooserAsync(page, async () =>
            {
                await TabToAsync(page, $"[name=file-{document}]");
                await page.Keyboard.PressAsync("Space");
            });
            await chooser.SetFilesAsync(ServicesJourneyTests.Scan);
            await Assertions.Expect(page.Locator($"[data-document={document}]")).ToContainTextAsync("Đã nhận đủ tệp");
        }

        await TabToAsync(page, ".ds-button[value=submit]");
        await page.Keyboard.PressAsync("Enter");
        await page.ReachesAsync("/giay-tiep-nhan");
    }

    [Fact]
    public async Task The_whole_procedure_is_done_without_script_with_photos_that_become_one_paper()
    {
        var drawn = await PhotoAsync(await product.OpenAsync(390), "IMG_1.jpg", 200);
        var page = await product.OpenAsync(390, script: false);
        await Product.SignInAsync(page, "citizen");
        await page.GotoAsync(Form);
        await page.FillAsync("[name=unitName]", "Xe khách Không Kịch Bản");
        await ServicesJourneyTests.FillAsync(page);
        await page.SetInputFilesAsync("[name=file-manager-diploma]", [drawn, new() { Name = "IMG_2.jpg", MimeType = drawn.MimeType, Buffer = drawn.Buffer }]);
        await page.Locator(".ds-button[value=submit]").ClickAsync();

        await page.ReachesAsync("/giay-tiep-nhan");
        Assert.Equal(2, await page.Locator("small.hash").CountAsync());
        Assert.Contains("vận tải.pdf", await page.Locator("article").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_about_to_end_says_so_goes_on_with_one_press_and_is_kept_by_another_tab()
    {
        var page = await product.AsAsync("citizen", 390);
        await page.Context.Clock.InstallAsync();
        await page.GotoAsync("/dich-vu-cong/ho-so");
        var minutes = int.Parse((await page.Locator("meta[name=session-minutes]").GetAttributeAsync("content"))!);
        var dialog = page.GetByRole(AriaRole.Dialog);

        await page.Context.Clock.FastForwardAsync((minutes - 4) * 60_000);
        await Assertions.Expect(dialog).Not.ToBeVisibleAsync();
        await page.Context.Clock.FastForwardAsync(90_000);
        await Assertions.Expect(dialog).ToContainTextAsync("sắp kết thúc");
        await Accessibility.CleanAsync(page);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Ở lại" }).PressAsync("Enter");
        await Assertions.Expect(dialog).Not.ToBeVisibleAsync();

        await page.Context.Clock.FastForwardAsync((minutes - 4) * 60_000);
        var tab = await page.Context.NewPageAsync();
        await tab.GotoAsync("/dich-vu-cong");
        await page.Context.Clock.FastForwardAsync(5 * 60_000);
        await Assertions.Expect(dialog).Not.ToBeVisibleAsync();
        await page.Context.Clock.FastForwardAsync(minutes * 60_000);
        await Assertions.Expect(dialog).ToContainTextAsync("đã kết thúc");
    }

    // As if a camera had taken it: a drawing with noise, that large pictures do not shrink to nothing.
    private static async Task<FilePayload> PhotoAsync(IPage page, string name, int edge)
    {
        var drawn = await page.EvaluateAsync<string>("""
            (edge) => {
              const canvas = Object.assign(document.createElement("canvas"), { width: edge, height: edge });
              const drawing = canvas.getContext("2d");
              const picture = drawing.createImageData(edge, edge);
              for (let i = 0; i < picture.data.length; i++) picture.data[i] = i % 4 === 3 ? 255 : Math.random() * 255;
              drawing.putImageData(picture, 0, 0);
              return canvas.toDataURL("image/jpeg", 0.8).split(",")[1];
            }
            """, edge);
        return new() { Name = name, MimeType = "image/jpeg", Buffer = Convert.FromBase64String(drawn) };
    }

    private static Task SavedAsync(IPage page) => Assertions.Expect(page.Locator("[data-draft-state]")).ToHaveTextAsync(SavedAt());

    // On a busy machine a press can be lost; whoever sees nothing open presses again.
    private static async Task<IFileChooser> ChooserAsync(IPage page, Func<Task> open)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await page.RunAndWaitForFileChooserAsync(open, new() { Timeout = 15_000 });
            }
            catch (TimeoutException) when (tries < 3)
            {
                // Once more.
            }
        }
    }

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var presses = 0; !await page.EvaluateAsync<bool>("s => document.activeElement.matches(s)", selector); presses++)
        {
            Assert.True(presses < 120, $"No key leads to {selector}.");
            await page.Keyboard.PressAsync("Tab");
        }
    }

    [GeneratedRegex("^Đã lưu lúc [0-9]{2}:[0-9]{2}$")]
    private static partial Regex SavedAt();

    [GeneratedRegex("/dich-vu-cong/nop/1\\.000703/[0-9a-f-]{36}$")]
    private static partial Regex Draft();
}
