using System.Globalization;

namespace LoTrinh.Bench;

/// <summary>
/// The overview and the list of tasks on PostgreSQL as the ministry's tasks grow from ten thousand to a million, over 2,000 units and five years,
/// asked for twenty times a second by one who sees them all and by one who sees a subtree. Printed as a curve: what is asked is that both grow less than the logarithm of the number.
/// </summary>
internal static class SteeringBench
{
    private const int PerSecond = 20;
    private const int Seconds = 20;
    private const double P99Ms = 100;
    private static readonly int[] Sizes = [10_000, 100_000, 1_000_000];
    private static readonly string[] Words = ["co so du lieu", "van ban", "ket noi", "duong bo", "hang hai 7", "so 4711", "bao cao 12", "thu tuc", "giay phep 99", "chi tieu"];
    private static readonly string[] Statuses = ["", "InTime", "DueSoon", "Overdue", "DoneOnTime", "DoneLate", "NoDeadline", "DoneUndated"];

    /// <param name="program">The folder of the published program.</param>
    public static async Task<int> RunAsync(string program)
    {
        await using var ministry = await LargeMinistry.StartAsync();
        var lists = Lists(ministry.Units);
        var curve = new SortedDictionary<string, List<Paced>>(StringComparer.Ordinal);
        foreach (var size in Sizes)
        {
            var filled = await ministry.GrowAsync(size);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{size:N0} tasks, {ministry.Units.Count:N0} units, filled in {filled.TotalSeconds:0} s"));
            await using var product = await ministry.StartProductAsync(program);
            foreach (var account in new[] { "office", "drvn" })
            {
                var cookie = await product.SignInAsync(account, DemoMinistry.Password);
                foreach (var (page, paths) in new[] { ("overview", ["/chi-dao"]), ("list", lists) })
                {
                    await Paced.RunAsync(product.Address, paths, cookie, PerSecond, 5);
                    var result = await Paced.RunAsync(product.Address, paths, cookie, PerSecond, Seconds);
                    var name = $"{page}, {account}";
                    (curve.TryGetValue(name, out var line) ? line : curve[name] = []).Add(result);
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"  {name,-18} mean {result.MeanMs,6:0.0} ms  p50 {result.Percentile(50),6:0.0}  p99 {result.Percentile(99),6:0.0} (≤ {P99Ms:0})  failed {result.Failed}  slowest {result.Slowest}"));
                }
            }
        }

        return Judge(curve) ? 0 : 1;
    }

    private static bool Judge(SortedDictionary<string, List<Paced>> curve)
    {
        var allowed = Math.Log(Sizes[^1]) / Math.Log(Sizes[0]);
        var kept = true;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cost by size, mean ms at {string.Join(", ", Sizes.Select(s => $"{s:N0}"))}; growth at most {allowed:0.00} (logarithm)"));
        foreach (var (name, results) in curve)
        {
            var growth = results[^1].MeanMs / results[0].MeanMs;
            var ok = growth <= allowed && results.All(r => r.Percentile(99) <= P99Ms && r.Failed == 0);
            kept &= ok;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-18} {string.Join("  ", results.Select(r => $"{r.MeanMs,6:0.0}"))}   × {growth:0.00}  {(ok ? "ok" : "MISSED")}"));
        }

        Console.WriteLine(kept ? "Every promise was kept." : "A promise was NOT kept.");
        return kept;
    }

    // What people look for: by status, by unit, by words, in every order, and not only the first page.
    private static string[] Lists(IReadOnlyList<Guid> units)
    {
        var chance = new Random(923);
        var paths = new List<string>();
        foreach (var status in Statuses)
        {
            paths.AddRange([$"/chi-dao/nhiem-vu?trangthai={status}", $"/chi-dao/nhiem-vu?trangthai={status}&sapxep=-due", $"/chi-dao/nhiem-vu?trangthai={status}&trang={chance.Next(2, 6)}"]);
            paths.AddRange(Enumerable.Range(0, 6).Select(_ => $"/chi-dao/nhiem-vu?trangthai={status}&donvi={units[chance.Next(units.Count)]}"));
        }

        paths.AddRange(Words.Select(w => $"/chi-dao/nhiem-vu?q={Uri.EscapeDataString(w)}"));
        paths.AddRange(["/chi-dao/nhiem-vu?sapxep=code", "/chi-dao/nhiem-vu?sapxep=title", "/chi-dao/nhiem-vu?quatu=31&quaden=90", "/chi-dao/nhiem-vu?tinh=1", "/chi-dao/nhiem-vu?buoc=Submitted"]);
        return [.. paths.OrderBy(_ => chance.Next())];
    }
}
