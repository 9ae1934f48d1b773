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

    /// <summary>Asks a server for the paths in turn, for some seconds, signed in by <paramref name="cookie"/> where there is one.</summary>
    public static async Task<LoadResult> RunAsync(Uri server, IReadOnlyList<string> paths, string? cookie, int seconds)
    {
        await ServedAsync(server, paths, cookie);
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, $$"""
            local paths = { {{string.Join(", ", paths.Select(p => $"\"{p}\""))}} }
            local turn = 0
            request = function()
              turn = turn % #paths + 1
              return wrk.format("GET", paths[turn])
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
        await ServedAsync(server, paths, cookie);
        return new((long)Number(Answers(), text), Number(PerSecond(), text), Milliseconds(P50(), text), Milliseconds(P99(), text),
            (long)Number(Refused(), text) + (long)Number(Broken(), text));
    }

    // wrk counts a redirect as served, and a page that sends everyone to the sign-in is quick. Asked with each answer, wrk itself would cost more.
    private static async Task ServedAsync(Uri server, IReadOnlyList<string> paths, string? cookie)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server };
        foreach (var path in paths.Distinct())
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
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
