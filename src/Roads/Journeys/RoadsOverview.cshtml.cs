using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Platform.Vehicles;
using LoTrinh.Ui;
using LoTrinh.Ui.Map;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Roads.Journeys;

/// <summary>Where the vehicles are, and what the providers send.</summary>
[Permits(Permissions.Read)]
internal sealed class RoadsOverviewPage(JourneyQueries journeys, TimeProvider clock, Texts texts) : PageModel
{
    /// <summary>Outcomes in the order of the table's columns; what is refused for another reason is added up.</summary>
    public static readonly string[] Columns = [Outcome.Accepted, Outcome.OutOfOrder, Outcome.Duplicate, Outcome.Foreign, Outcome.Malformed, Outcome.Truncated];

    public IReadOnlyList<VehicleRow> Latest { get; private set; } = [];

    public IReadOnlyList<FeedDay> Feed { get; private set; } = [];

    /// <summary>How well was sent, on the days that were counted.</summary>
    public IReadOnlyList<QualityDay> Quality { get; private set; } = [];

    public DateTime AsOf { get; private set; }

    public VietnamMap Map => new(texts["roads.map.latest"])
    {
        Points = [.. Latest.Select(v => new MapPoint(v.Longitude!.Value, v.Latitude!.Value,
            $"{Plate.Show(v.Plate)} · {v.SpeedKmh:0} km/h", $"~/duong-bo/phuong-tien/{v.Plate}", v.SpeedKmh > 0 ? "primary" : "neutral"))],
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (journeys.Refusal(await HttpContext.ActorAsync()) is not null)
        {
            return Forbid();
        }

        Latest = await journeys.LatestAsync(500, ct);
        Feed = await journeys.FeedAsync(ct);
        Quality = await journeys.QualityAsync(ct);
        AsOf = clock.UtcNow();
        return Page();
    }

    public static long Implausible(FeedDay day) =>
        Outcome.Implausible.Sum(o => day.Counts.GetValueOrDefault(o));

    /// <summary>Over the days shown: why fixes were not believed, and what was odd about those that were.</summary>
    public IEnumerable<(string Outcome, long Count)> Details => Outcome.Implausible.Append(Outcome.UnknownFields).Append(Outcome.NoLicence)
        .Select(o => (o, Feed.Sum(d => d.Counts.GetValueOrDefault(o)))).Where(x => x.Item2 > 0);
}
