using LoTrinh.Platform.Vehicles;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Roads.Vehicles;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Roads.Journeys;

/// <summary>A vehicle in a list.</summary>
internal sealed record VehicleRow(string Plate, string? Description, DateTime? LastAt, double? Longitude, double? Latitude, double? SpeedKmh, bool IsDemonstration);

/// <summary>A vehicle's last position, as programs read it.</summary>
/// <param name="Plate">Canonical plate.</param>
/// <param name="At">Time of the fix (UTC).</param>
/// <param name="Longitude">Degrees, WGS 84.</param>
/// <param name="Latitude">Degrees, WGS 84.</param>
/// <param name="SpeedKmh">km/h.</param>
internal sealed record LastPosition(string Plate, DateTime At, double Longitude, double Latitude, double SpeedKmh);

/// <summary>A point of a track.</summary>
internal sealed record TrackPoint(DateTime At, double Longitude, double Latitude, float SpeedKmh, bool? Ignition, bool? Door);

/// <summary>What a provider sent in a day, by outcome.</summary>
internal sealed record FeedDay(string Provider, DateOnly Day, IReadOnlyDictionary<string, long> Counts);

/// <summary>How well a provider sent on a day, as <see cref="FeedQuality"/> says.</summary>
internal sealed record QualityDay(string Provider, DateOnly Day, int Vehicles, int Silences, int SilencesWhileMoving, int Steps, int Contradictions,
    int AverageSpeeds, int SensorsJudged, int SensorsConstant, DateTime AssessedAt)
{
    /// <summary>Of the sensors that could be judged, how many follow the vehicle, in hundredths; null when none could.</summary>
    public int? SensorScore => SensorsJudged == 0 ? null : 100 * (SensorsJudged - SensorsConstant) / SensorsJudged;
}

/// <summary>Reads vehicles and journeys for those who may see them.</summary>
internal sealed class JourneyQueries(AppDb db, OrganisationDirectory organisation, TimeProvider clock)
{
    public const int PageSize = 25;

    /// <summary>Most points of a day: one every ten seconds.</summary>
    public const int MostPoints = 8640;

    // The roads authority: a general department until 2022, then a department (Cục). Where neither is a unit, the whole ministry is it.
    private static readonly string[] Authorities = ["drvn", "cdbvn"];

    /// <summary>A refusal for an actor who may not see journeys: they are the roads authority's, so the permission must reach it.</summary>
    public Problem? Refusal(Actor actor)
    {
        var paths = Authorities.Select(organisation.Find).OfType<UnitInfo>().Select(u => u.Path).DefaultIfEmpty("/");
        return paths.Any(p => actor.May(Permissions.Read, p)) ? null : Problem.Forbidden();
    }

    public async Task<(IReadOnlyList<VehicleRow> Rows, int Count)> ListAsync(string? plate, int page, CancellationToken ct)
    {
        var wanted = Letters(plate);
        var all = db.Vehicles.Where(v => wanted.Length == 0 || v.Plate.Contains(wanted));
        var rows = await Rows(all.OrderByDescending(v => v.LastAt).ThenBy(v => v.Plate).Skip((Math.Clamp(page, 1, 1_000_000) - 1) * PageSize).Take(PageSize)).ToListAsync(ct);
        return (rows, await all.CountAsync(ct));
    }

    public async Task<IReadOnlyList<VehicleRow>> LatestAsync(int most, CancellationToken ct) =>
        await Rows(db.Vehicles.Where(v => v.LastAt != null).OrderByDescending(v => v.LastAt).Take(most)).ToListAsync(ct);

    public Task<VehicleRow?> FindAsync(string plate, CancellationToken ct)
    {
        var canonical = Plate.Canonical(plate);
        return Rows(db.Vehicles.Where(v => v.Plate == canonical)).SingleOrDefaultAsync(ct);
    }

    public async Task<IReadOnlyList<TrackPoint>> TrackAsync(string plate, DateOnly day, CancellationToken ct)
    {
        var (from, to) = (day.StartUtc(), day.AddDays(1).StartUtc());
        var vehicle = await db.Vehicles.Where(v => v.Plate == plate).Select(v => v.Id).SingleOrDefaultAsync(ct);
        return await db.Waypoints.Where(w => w.VehicleId == vehicle && w.At >= from && w.At < to).OrderBy(w => w.At).Take(MostPoints)
            .Select(w => new TrackPoint(w.At, w.Longitude, w.Latitude, w.SpeedKmh, w.Ignition, w.Door)).ToListAsync(ct);
    }

    /// <summary>What came in on the latest seven days that had any.</summary>
    public async Task<IReadOnlyList<FeedDay>> FeedAsync(CancellationToken ct)
    {
        var since = clock.Today().AddDays(-6);
        var rows = await db.FeedCounts.Where(c => c.Day >= since)
            .Join(db.Users, c => c.ProviderId, a => a.Id, (c, a) => new { a.DisplayName, c.Day, c.Outcome, c.Count }).ToListAsync(ct);
        return [.. rows.GroupBy(r => (r.DisplayName, r.Day)).OrderByDescending(g => g.Key.Day).ThenBy(g => g.Key.DisplayName, StringComparer.Ordinal)
            .Select(g => new FeedDay(g.Key.DisplayName, g.Key.Day, g.ToDictionary(r => r.Outcome, r => r.Count)))];
    }

    /// <summary>How well each provider sent on the latest days that were counted, the latest first.</summary>
    public async Task<IReadOnlyList<QualityDay>> QualityAsync(CancellationToken ct)
    {
        var since = clock.Today().AddDays(-6);
        return await db.FeedQualities.Where(c => c.Day >= since).Join(db.Users, c => c.ProviderId, a => a.Id, (c, a) => new { a.DisplayName, Found = c })
            .OrderByDescending(r => r.Found.Day).ThenBy(r => r.DisplayName).Select(r => new QualityDay(r.DisplayName, r.Found.Day, r.Found.Vehicles, r.Found.Silences,
                r.Found.SilencesWhileMoving, r.Found.Steps, r.Found.Contradictions, r.Found.AverageSpeeds, r.Found.SensorsJudged, r.Found.SensorsConstant,
                r.Found.AssessedAt)).ToListAsync(ct);
    }

    private static string Letters(string? plate) => new([.. (plate ?? "").ToUpperInvariant().Where(char.IsLetterOrDigit).Take(Plate.MaxLength)]);

    private static IQueryable<VehicleRow> Rows(IQueryable<Vehicle> vehicles) => vehicles.Select(v =>
        new VehicleRow(v.Plate, v.Description, v.LastAt, v.LastLongitude, v.LastLatitude, v.LastSpeedKmh, v.IsDemonstration));
}
