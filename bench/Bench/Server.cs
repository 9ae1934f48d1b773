using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace LoTrinh.Bench;

/// <summary>A server process on a free port of the loopback interface; ended with this object.</summary>
internal sealed partial class Server : IAsyncDisposable
{
    private readonly Process _process;

    private Server(Process process, Uri address, TimeSpan coldStart) => (_process, Address, ColdStart) = (process, address, coldStart);

    public Uri Address { get; }

    /// <summary>From the start of the process to the first page served.</summary>
    public TimeSpan ColdStart { get; }

    /// <summary>Most memory held so far, in megabytes of 2^20 bytes.</summary>
    public double PeakMegabytes
    {
        get
        {
            var status = File.ReadAllText($"/proc/{_process.Id}/status");
            return double.Parse(Peak().Match(status).Groups[1].Value, CultureInfo.InvariantCulture) / 1024;
        }
    }

    /// <summary>Processor time used so far, in milliseconds; unlike the clock it does not mind what else the machine does.</summary>
    public double ProcessorMs
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalMilliseconds;
        }
    }

    /// <summary>Starts a program of ours and waits for <paramref name="firstPage"/>.</summary>
    public static async Task<Server> StartAsync(Func<string, string[]> arguments, IDictionary<string, string> environment, string firstPage)
    {
        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        var address = new Uri($"http://127.0.0.1:{port}");
        var start = new ProcessStartInfo("dotnet", arguments(port)) { RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var clock = Stopwatch.StartNew();
        var process = Process.Start(start) ?? throw new InvalidOperationException("The server did not start.");
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        while (!await AnswersAsync(client, new Uri(address, firstPage)))
        {
            if (process.HasExited || clock.Elapsed > TimeSpan.FromMinutes(1))
            {
                throw new InvalidOperationException("The server did not answer.");
            }

            await Task.Delay(50);
        }

        return new(process, address, clock.Elapsed);
    }

    /// <summary>Signs in as a person would and gives the cookies to send.</summary>
    public async Task<string> SignInAsync(string account, string password)
    {
        var jar = new CookieContainer();
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = jar, AllowAutoRedirect = false }) { BaseAddress = Address };
        var page = await client.GetStringAsync("/dang-nhap");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Name"] = account, ["Password"] = password, ["__RequestVerificationToken"] = FormToken().Match(page).Groups[1].Value,
        });
        using var answer = await client.PostAsync("/dang-nhap", form);
        return answer.StatusCode == HttpStatusCode.Redirect ? jar.GetCookieHeader(Address)
            : throw new InvalidOperationException($"{account} could not sign in: {answer.StatusCode}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static async Task<bool> AnswersAsync(HttpClient client, Uri url)
    {
        try
        {
            using var answer = await client.GetAsync(url);
            return answer.IsSuccessStatusCode;
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

    [GeneratedRegex(@"VmHWM:\s+(\d+) kB")]
    private static partial Regex Peak();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
