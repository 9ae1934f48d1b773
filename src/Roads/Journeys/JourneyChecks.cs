using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;
using LoTrinh.Roads.Vehicles;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Roads.Journeys;

/// <summary>A time of which a provider is asked to send again what it has.</summary>
/// <param name="Plate">Canonical plate.</param>
/// <param name="From">The last fix that is there, UTC.</param>
/// <param name="To">The next that is there, UTC; null when there is none that day.</param>
/// <param name="Km">How far apart they lie, in a straight line, km.</param>
/// <param name="WhileMoving">The vehicle drove on unheard.</param>
internal sealed record Gap(string Plate, DateTime From, DateTime? To, double Km, bool WhileMoving);

/// <summary>Gaps of some of a provider's vehicles.</summary>
/// <param name="Day">The office's day.</param>
/// <param name="Items">Gaps, by plate and time.</param>
/// <param name="Next">Plate after which the next page begins; null when there is none.</param>
internal sealed record GapPage(DateOnly Day, IReadOnlyList<Gap> Items, string? Next);

/// <summary>Reads whole tracks and holds them against themselves. Nothing is kept: what came late since is in what is read.</summary>
internal sealed class JourneyChecks(AppDb db, TimeProvider clock)
{
    /// <summary>Vehicles whose day is read at once.</summary>
    public const int PageSize = 100;

    /// <summary>What the given track of a day shows.</summary>
    public TrackFindings Of(IReadOnlyList<TrackPoint> track, DateOnly day) => TrackCheck.Of(track, Until(day));

    /// <summary>What is missing of a provider's vehicles on a day, so that it can send it again; a gap is gone once it is filled.</summary>
    /// <param name="provider">Account of the provider.</param>
    /// <param name="day">The office's day.</param>
    /// <param name="after">Plate after which the page begins; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<GapPage> GapsAsync(Guid provider, DateOnly day, string? after, CancellationToken ct)
    {
        var (vehicles, next) = await PageAsync(provider, day, after, ct);
        var tracks = await TracksAsync([.. vehicles.Keys], day, ct);
        return new(day, [.. vehicles.OrderBy(v => v.Value, StringComparer.Ordinal).SelectMany(v => Of([.. tracks[v.Key]], day).Silences
            .Select(s => new Gap(v.Value, s.From, s.To, s.Km, s.WhileMoving)))], next);
    }

    /// <summary>What the tracks of all vehicles of a provider show on a day; vehicles that were not heard are left out.</summary>
    public async Task<IReadOnlyList<TrackFindings>> OfProviderAsync(Guid provider, DateOnly day, CancellationToken ct)
    {
        var found = new List<TrackFindings>();
        for (string? after = "", next; after is not null; after = next)
        {
            (var vehicles, next) = await PageAsync(provider, day, after, ct);
            found.AddRange((await TracksAsync([.. vehicles.Keys], day, ct)).Select(t => Of([.. t], day)));
        }

        return found;
    }

    // A vehicle is the provider's who sent its latest fix.
    private async Task<(Dictionary<Guid, string> Vehicles, string? Next)> PageAsync(Guid provider, DateOnly day, string? after, CancellationToken ct)
    {
        var (start, begin) = (day.StartUtc(), after ?? "");
#pragma warning disable CA1309 // The database compares, by its own order, which is the one that the pages follow.
        var own = db.Vehicles.Where(v => v.LastProviderId == provider && v.LastAt >= start && string.Compare(v.Plate, begin) > 0);
#pragma warning restore CA1309
        var rows = await own.OrderBy(v => v.Plate).Take(PageSize + 1).Select(v => new { v.Id, v.Plate }).ToListAsync(ct);
        return (rows.Take(PageSize).ToDictionary(v => v.Id, v => v.Plate), rows.Count > PageSize ? rows[PageSize - 1].Plate : null);
    }

    private async Task<ILookup<Guid, TrackPoint>> TracksAsync(Guid[] vehicles, DateOnly day, CancellationToken ct)
    {
        var (from, to) = (day.StartUtc(), day.AddDays(1).StartUtc());
        var rows = await db.Waypoints.Where(w => EF.Parameter(vehicles).Contains(w.VehicleId) && w.At >= from && w.At < to).OrderBy(w => w.At)
            .Select(w => new { w.VehicleId, Point = new TrackPoint(w.At, w.Longitude, w.Latitude, w.SpeedKmh, w.Ignition, w.Door) }).ToListAsync(ct);
        return rows.ToLookup(r => r.VehicleId, r => r.Point);
    }

    private DateTime Until(DateOnly day) => day.AddDays(1).StartUtc() is var end && end < clock.UtcNow() ? end : clock.UtcNow();
}
