using System.Globalization;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Bench;

/// <summary>
/// Dossiers handed in whole and tracked by their codes, on SQLite and on a PostgreSQL that writes through; then queues and statistics over a million.
/// Each is printed as a ratio to its floor: a bare insert of a submission's bytes into the same database in the same run.
/// </summary>
internal static class ServicesBench
{
    private const int Seconds = 15;
    private const int PagesPerSecond = 10;
    private const int Dossiers = 1_000_000;

    // What the product promises.
    private const double SubmissionP99Ms = 250, PageP99Ms = 150, TrackedPerSecond = 1500;
    private static readonly (string Name, bool IsPostgres, double PerSecond)[] Databases = [("SQLite", false, 100), ("PostgreSQL", true, 150)];

    private static readonly (string Name, string Account, string[] Paths)[] Pages =
    [
        ("desk's queue", "desk", [.. Enumerable.Range(1, 20).Select(n => $"/dich-vu-cong/tiep-nhan?trang={n}")]),
        ("unit's queue", "drvn", [.. Enumerable.Range(1, 10).SelectMany(n => new[] { $"/dich-vu-cong/xu-ly?trang={n}", $"/dich-vu-cong/xu-ly?loai=approve&trang={n}" })]),
        ("statistics", "desk", [.. Spans().Select(s => $"/dich-vu-cong/thong-ke{s}")]),
        ("index", "desk", [.. Spans().Select(s => $"/dich-vu-cong/chi-so{s}")]),
    ];

    /// <param name="program">The folder of the published program.</param>
    /// <param name="parts">Which parts: <c>submission</c>, <c>reading</c>; all where none is named.</param>
    public static async Task<int> RunAsync(string program, IReadOnlyCollection<string> parts)
    {
        var kept = true;
        foreach (var (name, isPostgres, perSecond) in Databases.Where(_ => Asked("submission")))
        {
            kept &= await HandInAsync(program, name, isPostgres, perSecond);
        }

        kept &= !Asked("reading") || await ReadAsync(program);
        Console.WriteLine(kept ? "Every promise was kept." : "A promise was NOT kept.");
        return kept ? 0 : 1;

        bool Asked(string part) => parts.Count == 0 || parts.Contains(part);
    }

    private static async Task<bool> HandInAsync(string program, string name, bool isPostgres, double perSecond)
    {
        await using var cluster = isPostgres ? await Cluster.StartAsync(durable: true) : null;
        var folder = cluster?.Folder ?? Directory.CreateTempSubdirectory("lotrinh-bench-").FullName;
        try
        {
            var token = await DemoMinistry.SeedAsync(folder, cluster?.Connection, TokenAsync);
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            var bare = await BareInsert.RunAsync(folder, cluster?.Connection);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, {Load.Connections} connections; a bare insert: {bare.PerSecond:0}/s  p50 {bare.P50Ms:0.0} ms  p99 {bare.P99Ms:0.0} ms"));
            await using var product = await DemoMinistry.StartProductAsync(program, folder, cluster?.Connection);
            await Submissions.RunAsync(product.Address, token, 5);
            var before = product.ProcessorMs;
            var (timings, codes) = await Submissions.RunAsync(product.Address, token, Seconds);
            var processorMs = (product.ProcessorMs - before) / timings.Milliseconds.Count;
            var kept = Say("submission", timings.PerSecond, perSecond, timings.P50Ms, timings.P99Ms, SubmissionP99Ms, bare, $"  processor {processorMs:0.0} ms each");
            return kept & await TrackAsync(product, [.. codes], bare);
        }
        finally
        {
            if (cluster is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task<bool> ReadAsync(string program)
    {
        await using var desk = await LargeDesk.StartAsync(Dossiers);
        var bare = await BareInsert.RunAsync("", desk.Connection);
        await using var product = await desk.StartProductAsync(program);
        var kept = await TrackAsync(product, await desk.CodesAsync(5000), bare);
        foreach (var page in Pages)
        {
            var cookie = await product.SignInAsync(page.Account, DemoMinistry.Password);
            await Paced.RunAsync(product.Address, page.Paths, cookie, PagesPerSecond, 5);
            var result = await Paced.RunAsync(product.Address, page.Paths, cookie, PagesPerSecond, Seconds);
            var ok = result.Percentile(99) <= PageP99Ms && result.Failed == 0;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {page.Name,-14} mean {result.MeanMs:0.0} ms  p50 {result.Percentile(50):0.0} ms  p99 {result.Percentile(99):0.0} ms (≤ {PageP99Ms:0})  failed {result.Failed}  ×{result.MeanMs / bare.Milliseconds.Average():0.00} of a bare insert's time  slowest {result.Slowest}  {(ok ? "ok" : "MISSED")}"));
            kept &= ok;
        }

        return kept;
    }

    private static async Task<bool> TrackAsync(Server product, IReadOnlyList<string> codes, Timings bare)
    {
        string[] paths = [.. codes.Take(5000).Select(c => $"/api/v1/services/tracking/{c}")];
        await Load.RunAsync(product.Address, paths, null, 3, fromEverywhere: true);
        var result = await Load.RunAsync(product.Address, paths, null, Seconds, fromEverywhere: true);
        return Say("tracking", result.PerSecond, TrackedPerSecond, result.P50Ms, result.P99Ms, double.PositiveInfinity, bare, $"  failed {result.Failed}") && result.Failed == 0;
    }

    private static bool Say(string name, double perSecond, double least, double p50, double p99, double most, Timings bare, string more)
    {
        var ok = perSecond >= least && p99 <= most;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {name,-14} {perSecond:0}/s (≥ {least:0})  p50 {p50:0.0} ms  p99 {p99:0.0} ms{(double.IsFinite(most) ? $" (≤ {most:0})" : "")}  ×{perSecond / bare.PerSecond:0.00} of a bare insert's rate{more}  {(ok ? "ok" : "MISSED")}"));
        return ok;
    }

    private static async Task<string> TokenAsync(IServiceProvider services, AppDb db)
    {
        var citizen = await db.Users.Where(a => a.UserName == "citizen").Select(a => a.Id).SingleAsync();
        await using var scope = services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<IssueApiToken>().Handle(Actor.System, citizen, "bench", TimeSpan.FromDays(1), [], default)).Value;
    }

    // The year so far, years, quarters and months: what reports are asked for.
    private static string[] Spans() =>
        Mixed([.. new[] { "" }.Concat(Enumerable.Range(2017, 4).SelectMany(year => new[] { 12, 3, 1 }.SelectMany(months => Enumerable.Range(0, 12 / months)
            .Select(n => new DateOnly(year, 1 + n * months, 1)).Select(from => $"?tu={from:dd'/'MM'/'yyyy}&den={from.AddMonths(months).AddDays(-1):dd'/'MM'/'yyyy}"))))]);

    private static string[] Mixed(string[] spans)
    {
        new Random(766).Shuffle(spans);
        return spans;
    }
}
