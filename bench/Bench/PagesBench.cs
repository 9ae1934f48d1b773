using System.Globalization;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Bench;

/// <summary>
/// The committee's pages with 10,000 tasks on SQLite, signed in, at 16 connections. Each is printed as a ratio to its floor:
/// the same bytes from memory by the same web server in the same run.
/// </summary>
internal static class PagesBench
{
    private const int Tasks = 10_000;
    private const int Seconds = 8;

    // What the product promises: answers a second, and the 99th percentile in milliseconds. Several paths are asked for in turn.
    private static readonly (string Name, string[] Paths, double PerSecond, double P99Ms)[] Pages =
    [
        ("list, overdue", ["/chi-dao/nhiem-vu?trangthai=Overdue"], 1000, 50),
        ("list, one unit", ["/chi-dao/nhiem-vu?donvi={unit}"], 1000, 50),
        ("list, searched", ["/chi-dao/nhiem-vu?q=du+lieu+921"], 1000, 50),
        ("list, 300 pages", [.. Enumerable.Range(1, 300).Select(n => $"/chi-dao/nhiem-vu?trang={n}")], 300, 100),
        ("list, 300 words", [.. Enumerable.Range(1, 300).Select(n => $"/chi-dao/nhiem-vu?q=so+{n}")], 50, 500),
        ("overview", ["/chi-dao"], 300, 100),
        ("portal", ["/"], 1000, 50),
    ];

    /// <param name="program">The folder of the published program.</param>
    public static async Task<int> RunAsync(string program)
    {
        var folder = Directory.CreateTempSubdirectory("lotrinh-bench-").FullName;
        try
        {
            Console.WriteLine($"{Tasks:N0} tasks on SQLite, {Load.Connections} connections, {Seconds} s each, {Environment.ProcessorCount} cores");
            var unit = await FillAsync(folder);
            var kept = Say("cold start", await ColdStartAsync(program, folder), 3, "s");
            await using var product = await DemoMinistry.StartProductAsync(program, folder, null);
            var cookie = await product.SignInAsync("office", DemoMinistry.Password);
            // The promises are of a server that has been running: what is asked for often has been compiled to its best.
            await Load.RunAsync(product.Address, [.. Pages.Select(p => p.Paths[0].Replace("{unit}", unit.ToString(), StringComparison.Ordinal))], cookie, 15);
            foreach (var page in Pages)
            {
                kept &= await MeasureAsync(product, page with { Paths = [.. page.Paths.Select(p => p.Replace("{unit}", unit.ToString(), StringComparison.Ordinal))] }, cookie, folder);
            }

            kept &= Say("memory at most", product.PeakMegabytes, 300, "MB");
            Console.WriteLine(kept ? "Every promise was kept." : "A promise was NOT kept.");
            return kept ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> MeasureAsync(Server product, (string Name, string[] Paths, double PerSecond, double P99Ms) page, string cookie, string folder)
    {
        var file = Path.Combine(folder, "page.html");
        using (var client = new HttpClient())
        {
            client.DefaultRequestHeaders.Add("Cookie", cookie);
            await File.WriteAllBytesAsync(file, await client.GetByteArrayAsync(new Uri(product.Address, page.Paths[0])));
        }

        await using var floor = await Server.StartAsync(port => [typeof(Floor).Assembly.Location, "floor", port, file], new Dictionary<string, string>(), "/");
        await Load.RunAsync(floor.Address, ["/"], null, 1);
        var least = await Load.RunAsync(floor.Address, ["/"], null, 3);
        await Load.RunAsync(product.Address, page.Paths, cookie, 3);
        var before = product.ProcessorMs;
        var result = await Load.RunAsync(product.Address, page.Paths, cookie, Seconds);
        var processorMs = (product.ProcessorMs - before) / Math.Max(1, result.Answers);
        var kept = result.PerSecond >= page.PerSecond && result.P99Ms <= page.P99Ms && result.Failed == 0;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{page.Name,-16} {result.PerSecond,7:0}/s (≥ {page.PerSecond:0})  p50 {result.P50Ms:0.0} ms  p99 {result.P99Ms:0.0} ms (≤ {page.P99Ms:0})  "
            + $"processor {processorMs:0.00} ms each  failed {result.Failed}  {result.PerSecond / least.PerSecond:0.000} of the floor's {least.PerSecond:0}/s  {new FileInfo(file).Length / 1024} KB  {(kept ? "ok" : "MISSED")}"));
        return kept;
    }

    // The middle one of three starts, in seconds: a single one tells as much of the machine as of the program.
    private static async Task<double> ColdStartAsync(string program, string folder)
    {
        var starts = new List<double>();
        for (var i = 0; i < 3; i++)
        {
            await using var product = await DemoMinistry.StartProductAsync(program, folder, null);
            starts.Add(product.ColdStart.TotalSeconds);
        }

        return starts.Order().ElementAt(1);
    }

    private static bool Say(string name, double value, double most, string unit)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-16} {value:0.00} {unit} (≤ {most:0}) {(value <= most ? "ok" : "MISSED")}"));
        return value <= most;
    }

    // The demonstration ministry, and tasks of every status over its units; answers the unit with the most.
    private static Task<Guid> FillAsync(string folder) => DemoMinistry.SeedAsync(folder, null, async (services, db) =>
    {
        var units = services.GetRequiredService<OrganisationDirectory>().On(new(2021, 3, 15)).ToList();
        for (var i = 0; i < Tasks; i++)
        {
            db.Tasks.Add(TaskOf(i, units[i % units.Count].Id));
        }

        await db.SaveChangesAsync();
        await db.Database.ExecuteSqlRawAsync("ANALYZE");
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return units[1].Id;
    });

    private static SteeringTask TaskOf(int i, Guid unit)
    {
        var code = $"DO-{i:D6}";
        var title = $"Hoàn thành cơ sở dữ liệu số {i} phục vụ điều hành giao thông";
        DateOnly? due = i % 12 == 0 ? null : new DateOnly(2020, 8, 1).AddDays(i * 7 % 480);
        var draft = new TaskDraft(code, title, null, unit, [], "Thủ trưởng đơn vị", "Trưởng Ban Chỉ đạo", "Báo cáo", "Có số liệu",
            due is null ? DueBasis.None : DueBasis.Date, null, due, DocumentNumber: $"{i % 300}/BGTVT-TTCNTT", IsDemonstration: true);
        var task = SteeringTask.Draft(draft, draft.SearchText).Value;
        var issued = new DateOnly(2020, 7, 20);
        _ = task.Issue(issued).Value;
        if (i % 5 < 3)
        {
            var day = issued.AddDays(20 + (i % 200));
            var at = DateTime.SpecifyKind(day.ToDateTime(new(3, 0)), DateTimeKind.Utc);
            _ = task.Acknowledge().Value;
            _ = task.SubmitProduct("Báo cáo kết quả", null, "Đơn vị", at, day).Value;
            _ = task.Verify(true, null, new(Guid.Empty, "Thường trực", [Guid.Empty], 0, at)).Value;
        }

        return task;
    }
}
