using LoTrinh.Platform;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Quality;

/// <summary>How dossiers were solved, by field as the report to the Government Office has it, and by unit.</summary>
[Permits(QualityPermissions.Read)]
internal sealed class StatisticsPage(StatisticsQueries queries, Texts texts, TimeProvider clock) : PageModel
{
    /// <summary>Null when the days are wrong.</summary>
    public ServiceStatistics? Report { get; private set; }

    public string From { get; private set; } = "";

    public string To { get; private set; } = "";

    /// <summary>Heads of the columns, the field first.</summary>
    public IReadOnlyList<string> Heads =>
    [
        .. new[] { "field", "total-received", "online", "otherwise", "carried", "total-solved", "before", "on-the-day", "after", "total-open", "in-time", "overdue" }.Select(k => texts[$"services.statistics.{k}"]),
    ];

    public static int[] Numbers(SolvedLine l) => [l.Received, l.Online, l.Otherwise, l.CarriedOver, l.Solved, l.Before, l.OnTheDay, l.After, l.Open, l.OpenInTime, l.OpenLate];

    public async Task<IActionResult> OnGetAsync(
        [FromQuery(Name = "tu")] string? from, [FromQuery(Name = "den")] string? to, [FromQuery(Name = "dang")] string? format, CancellationToken ct)
    {
        (From, To) = CountedDaysForm.Typed(from, to, clock.Today());
        var days = CountedDaysForm.Read(from, to, clock.Today());
        if (!days.TryGet(out var counted))
        {
            return this.Stay(days.Problems);
        }

        Report = await queries.OfAsync(counted, texts["services.statistics.total"], ct);
        return format is null ? Page() : await TableFile.Make("bieu-ii-06a", Heads, Report.Fields.Append(Report.Total).Select(l => new object?[] { l.Name }.Concat(Numbers(l).Cast<object?>()).ToArray()), format, clock.Today(), ct);
    }
}
