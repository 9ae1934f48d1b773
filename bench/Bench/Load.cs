using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LoTrinh.Bench;

/// <summary>What a load of one address gave.</summary>
/// <param name="Answers">Answers in all.</param>
/// <param name="PerSecond">Answers in a second.</param>
/// <param name="P50Ms">Half of the answers came within this, in milliseconds.</param>
/// <param name="P99Ms">99 in a hundred came within this, in milliseconds.</param>
/// <param name="Failed">Answers that were not 2xx or 3xx, and connections that broke; that none is a 3xx is asked before and after the load.</param>
internal sealed record LoadResult(long Answers, double PerSecond, double P50Ms, double P99Ms, long Failed);

/// <summary>Sends requests over 16 connections with wrk, which takes the least from the two cores that it shares with the server.</summary>
internal static partial class Load
{
    public const int Connections = 16;

    // A reader asks ten times and is followed by another.
    private const string Elsewhere = """
        local reader = math.floor(turn / 10)
              wrk.headers["X-Forwarded-For"] = string.format("10.%d.%d.%d", math.floor(reader / 65536) % 256, math.floor(reader / 256) % 256, reader % 256)
        """;

    // How many of the paths are looked at one by one, before and after.
    private const int LookedAt = 200;

    /// <summary>Asks a server for the paths in turn, for some seconds, signed in by <paramref name="cookie"/> where there is one.</summary>
    /// <param name="server">The server.</param>
    /// <param name="paths">What is asked for.</param>
    /// <param name="cookie">Who asks; null is nobody.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="fromEverywhere">Whether each request comes from an address of its own, told by the proxy that this is: one reader alone is held back.</param>
    public static async Task<LoadResult> RunAsync(Uri server, IReadOnlyList<string> paths, string? cookie, int seconds, bool fromEverywhere = false)
    {
        await ServedAsync(server, paths, cookie, fromEverywhere);
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, $$"""
            local paths = { {{string.Join(", ", paths.Select(p => $"\"{p}\""))}} }
            local turn = 0
            request = function()
              turn = turn + 1
              {{(fromEverywhere ? Elsewhere : "")}}
              return wrk.format("GET", paths[turn % #paths + 1])
            end
            """);
        List<string> arguments = ["-t1", $"-c{Connections}", $"-d{seconds}s", "--latency", "-s", script];
        if (cookie is not null)
        {
            arguments.AddRange(["-H", $"Cookie: {cookie}"]);
        }

        var start = new ProcessStartInfo("wrk", [.. arguments, server.AbsoluteUri]) { RedirectStandardOutput = true };
        using var wrk = Process.Start(start) ?? throw new InvalidOperationException("wrk did not start.");
        var text = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        File.Delete(script);
        await ServedAsync(server, paths, cookie, fromEverywhere);
        return new((long)Number(Answers(), text), Number(PerSecond(), text), Milliseconds(P50(), text), Milliseconds(P99(), text),
            (long)Number(Refused(), text) + (long)Number(Broken(), text));
    }

    // wrk counts a redirect as served, and a page that sends everyone to the sign-in is quick. Asked with each answer, wrk itself would cost more.
    private static async Task ServedAsync(Uri server, IReadOnlyList<string> paths, string? cookie, bool fromEverywhere)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server };
        foreach (var (i, path) in paths.Distinct().Take(LookedAt).Index())
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (fromEverywhere)
            {
                request.Headers.Add("X-Forwarded-For", $"192.0.2.{i % 250}");
            }

            if (cookie is not null)
            {
                request.Headers.Add("Cookie", cookie);
            }

            using var answer = await client.SendAsync(request);
            if (!answer.IsSuccessStatusCode)
            {
                throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode} instead of the page: nothing was measured.");
            }
        }
    }

    private static double Number(Regex pattern, string text) =>
        pattern.Match(text) is { Success: true } m ? double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    private static double Milliseconds(Regex pattern, string text) => pattern.Match(text) is { Success: true } m
        ? double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture) * (m.Groups[2].Value switch { "us" => 0.001, "ms" => 1, _ => 1000 }) : double.NaN;

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Answers();

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"50%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex P50();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex P99();

    [GeneratedRegex(@"Non-2xx or 3xx responses: (\d+)")]
    private static partial Regex Refused();

    [GeneratedRegex(@"Socket errors: .*?timeout (\d+)")]
    private static partial Regex Broken();
}
