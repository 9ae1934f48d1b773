using System.Diagnostics;

namespace LoTrinh.Bench;

/// <summary>
/// Asks at a fixed pace, whether the server keeps up or not; an answer's time counts from the moment it was due to be asked for, so that a
/// server that stands still is not asked less.
/// </summary>
internal sealed class Paced
{
    private readonly double[] _milliseconds;

    private Paced(double[] milliseconds, int failed, string slowest) => (_milliseconds, Failed, Slowest) = ([.. milliseconds.Order()], failed, slowest);

    /// <summary>Answers that were not the page.</summary>
    public int Failed { get; }

    /// <summary>The address that took longest, and its milliseconds.</summary>
    public string Slowest { get; }

    public double MeanMs => _milliseconds.Average();

    /// <summary>The time within which so many in a hundred were answered, milliseconds.</summary>
    public double Percentile(int share) => _milliseconds[Math.Min(_milliseconds.Length - 1, (int)Math.Ceiling(_milliseconds.Length * share / 100.0) - 1)];

    /// <summary>Asks for the paths in turn, so many a second.</summary>
    public static async Task<Paced> RunAsync(Uri server, IReadOnlyList<string> paths, string cookie, int perSecond, int seconds)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server };
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        var clock = Stopwatch.StartNew();
        var asked = new List<Task<(double Ms, bool Ok, string Path)>>();
        for (var i = 0; i < perSecond * seconds; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / perSecond);
            if (due - clock.Elapsed is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait);
            }

            asked.Add(AskAsync(client, paths[i % paths.Count], clock, due));
        }

        var answers = await Task.WhenAll(asked);
        var slowest = answers.MaxBy(a => a.Ms);
        return new([.. answers.Select(a => a.Ms)], answers.Count(a => !a.Ok), $"{slowest.Path} {slowest.Ms:0} ms");
    }

    private static async Task<(double Ms, bool Ok, string Path)> AskAsync(HttpClient client, string path, Stopwatch clock, TimeSpan due)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return ((clock.Elapsed - due).TotalMilliseconds, answer.IsSuccessStatusCode, path);
    }
}
