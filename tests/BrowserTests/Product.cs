using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(LoTrinh.BrowserTests.Product))]

namespace LoTrinh.BrowserTests;

/// <summary>The product as its users start it: its own process, a fresh folder, migrations and all; and Debian's Chromium.</summary>
public sealed class Product : IAsyncLifetime
{
    public const string Password = "mat-khau-minh-hoa-923";
    private readonly string _folder = Directory.CreateTempSubdirectory("lotrinh-browser-").FullName;
    private Process? _process;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private int _windows;

    public string Address { get; } = $"http://127.0.0.1:{FreePort()}";

    public async ValueTask InitializeAsync()
    {
        var root = Root();
        var start = new ProcessStartInfo("dotnet",
            [Path.Combine(root, "src/Host/bin/Release/net10.0/LoTrinh.Host.dll"), "--contentRoot", Path.Combine(root, "src/Host"), "--urls", Address]);
        start.Environment["LOTRINH_DATA"] = _folder;
        start.Environment["LOTRINH_DEMO_PASSWORD"] = Password;
        // Each window is another reader's, at an address of their own: who signs in too often from one is held back.
        start.Environment["LOTRINH_PROXIES"] = "127.0.0.1/32";
        start.Environment.Remove("LOTRINH_DATABASE");
        _process = Process.Start(start)!;
        using var client = new HttpClient();
        for (var tries = 0; !await AnswersAsync(client); tries++)
        {
            Assert.True(tries < 1800 && !_process.HasExited, "The product did not start.");
            await Task.Delay(100);
        }

        // A machine that is busy with the walks takes its time; what does not come at all fails all the same.
        Assertions.SetDefaultExpectTimeout(30_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("LOTRINH_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    /// <summary>A new browser window; with <paramref name="touch"/> its reader has fingers.</summary>
    public async Task<IPage> OpenAsync(int width, string scheme = "light", bool script = true, bool touch = false)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Address,
            ExtraHTTPHeaders = new Dictionary<string, string> { ["X-Forwarded-For"] = $"192.0.2.{Interlocked.Increment(ref _windows) % 250}" },
            JavaScriptEnabled = script,
            HasTouch = touch,
            ViewportSize = new() { Width = width, Height = 1000 },
            ColorScheme = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
        });
        return await context.NewPageAsync();
    }

    /// <summary>Signs in as a person would.</summary>
    public static async Task SignInAsync(IPage page, string account)
    {
        await page.GotoAsync("/dang-nhap");
        await page.FillAsync("[name=Name]", account);
        await page.FillAsync("[name=Password]", Password);
        await page.Locator("main form button").First.ClickAsync();
        await page.LeavesAsync("/dang-nhap");
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            return (await client.GetAsync(Address + "/readyz")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LoTrinh.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("LoTrinh.slnx was not found above the tests.");
        }

        return folder.FullName;
    }
}
