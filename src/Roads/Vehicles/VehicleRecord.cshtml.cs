using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Platform.Vehicles;
using LoTrinh.Roads.Journeys;
using LoTrinh.Ui;
using LoTrinh.Ui.Map;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Roads.Vehicles;

/// <summary>One vehicle: where it is, and the way it went on a day.</summary>
[Permits(Permissions.Read)]
internal sealed class VehicleRecordPage(JourneyQueries journeys, JourneyChecks checks, TimeProvider clock, Texts texts) : PageModel
{
    /// <summary>Rows of the table; the map shows every point.</summary>
    private const int MostRows = 60;

    public VehicleRow Vehicle { get; private set; } = null!;

    /// <summary>The office's day whose track is shown.</summary>
    public DateOnly Day { get; private set; }

    public IReadOnlyList<TrackPoint> Track { get; private set; } = [];

    /// <summary>Every point, or evenly chosen ones when there are many; always with the latest, which comes first.</summary>
    public IReadOnlyList<TrackPoint> Shown { get; private set; } = [];

    /// <summary>What the whole day shows about how it was sent.</summary>
    public TrackFindings Found { get; private set; } = null!;

    public VietnamMap Map => new(texts["roads.map.track", Plate.Show(Vehicle.Plate), Day.Show()])
    {
        Lines = Track.Count > 1 ? [new([.. Track.Select(p => (p.Longitude, p.Latitude))], texts["roads.track"])] : [],
        Points = Track.Count == 0 ? [] : [new(Track[^1].Longitude, Track[^1].Latitude, Plate.Show(Vehicle.Plate), Color: "danger")],
        WithDetail = true,
    };

    public async Task<IActionResult> OnGetAsync(string plate, [FromQuery(Name = "ngay")] DateOnly? day, CancellationToken ct)
    {
        if (journeys.Refusal(await HttpContext.ActorAsync()) is not null)
        {
            return Forbid();
        }

        if (await journeys.FindAsync(plate, ct) is not { } vehicle)
        {
            return NotFound();
        }

        if (vehicle.Plate != plate)
        {
            return LocalRedirect($"~/duong-bo/phuong-tien/{vehicle.Plate}{Request.QueryString}");
        }

        Vehicle = vehicle;
        // The day of the last signal, when today has none: an empty map answers nobody's question.
        Day = day ?? vehicle.LastAt?.OfficeDay() ?? clock.Today();
        Track = await journeys.TrackAsync(vehicle.Plate, Day, ct);
        Found = checks.Of(Track, Day);
        var step = Math.Max(1, (Track.Count + MostRows - 1) / MostRows);
        Shown = [.. Track.Reverse().Where((_, i) => i % step == 0)];
        return Page();
    }
}
