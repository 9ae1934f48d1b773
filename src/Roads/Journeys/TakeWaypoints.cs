using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Roads.Vehicles;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Roads.Journeys;

/// <summary>What a provider is told about its batch. Every message is in exactly one of <paramref name="Accepted"/>, <paramref name="Duplicate"/> and <paramref name="Refused"/>.</summary>
/// <param name="Messages">Messages in the batch; a truncated end counts as one.</param>
/// <param name="Accepted">Fixes that are stored now and were not before.</param>
/// <param name="Duplicate">Fixes of a vehicle and second that are stored already.</param>
/// <param name="OutOfOrder">Of the accepted, those older than what was known of the vehicle.</param>
/// <param name="UnknownFields">Of the accepted, those with fields we have no name for; they are kept.</param>
/// <param name="NoLicence">Of the accepted, those without a driving licence that can be one.</param>
/// <param name="Refused">Messages that were not taken, by reason.</param>
internal sealed record FeedReceipt(int Messages, int Accepted, int Duplicate, int OutOfOrder, int UnknownFields, int NoLicence, IReadOnlyDictionary<string, int> Refused);

/// <summary>Takes a provider's batch in. When it has answered, the batch is stored; a batch sent twice changes nothing.</summary>
internal sealed class TakeWaypoints(AppDb db, TimeProvider clock)
{
    private static readonly TimeSpan Apart = TimeSpan.FromHours(1);

    /// <summary>Takes a batch in which the length of each message stands before it.</summary>
    public async Task<Result<FeedReceipt>> Handle(Actor actor, ReadOnlyMemory<byte> batch, CancellationToken ct) =>
        batch.IsEmpty && actor.May(Permissions.Ingest) ? Problem.Invalid("roads.batch-empty") : await TakeAsync(actor, now => FeedReader.Read(batch, now), ct);

    /// <summary>Takes messages that came one by one.</summary>
    public Task<Result<FeedReceipt>> Handle(Actor actor, IReadOnlyCollection<ReadOnlyMemory<byte>> messages, CancellationToken ct) =>
        TakeAsync(actor, now => FeedReader.Read(messages, now), ct);

    private async Task<Result<FeedReceipt>> TakeAsync(Actor actor, Func<DateTime, FeedReading> read, CancellationToken ct)
    {
        if (actor.Lacks(Permissions.Ingest) is { } refusal)
        {
            return refusal;
        }

        var reading = read(Now());
        return await db.InTransactionAsync(() => StoreAsync(actor, reading, ct), keep: _ => true, ct);
    }

    // Devices keep real time even where a demonstration's clock is set back.
    private DateTime Now() => clock.UtcNow() > TimeProvider.System.UtcNow() ? clock.UtcNow() : TimeProvider.System.UtcNow();

    private async Task<FeedReceipt> StoreAsync(Actor actor, FeedReading reading, CancellationToken ct)
    {
        // Twenty batches of one vehicle would lose to one another until they had no attempts left.
        await db.TakeTheLineAsync(ct);
        var vehicles = await VehiclesAsync(reading.Fixes, ct);
        var (added, late) = await AddAsync(actor, reading.Fixes, vehicles, ct);
        var receipt = new FeedReceipt(reading.Messages, added.Count, reading.Fixes.Count - added.Count, late,
            added.Count(w => w.Unknown is not null), added.Count(w => w.DriverLicence is null), reading.Refused);
        db.Record(actor, "roads.waypoints.taken", "WaypointBatch", Guid.CreateVersion7(), receipt);
        await CountAsync(actor.AccountId, receipt, ct);
        await db.SaveChangesAsync(ct);
        await MoveAsync(actor.AccountId, added, vehicles.Values, ct);
        return receipt;
    }

    private async Task<Dictionary<string, Vehicle>> VehiclesAsync(IReadOnlyList<Fix> fixes, CancellationToken ct)
    {
        var plates = fixes.Select(f => f.Plate).Distinct().Order(StringComparer.Ordinal).ToArray();
        var known = await db.Vehicles.AsNoTracking().Where(v => EF.Parameter(plates).Contains(v.Plate)).ToDictionaryAsync(v => v.Plate, ct);
        foreach (var plate in plates.Where(p => !known.ContainsKey(p)))
        {
            db.Vehicles.Add(known[plate] = new Vehicle { Plate = plate });
        }

        return known;
    }

    private async Task<(List<Waypoint> Added, int Late)> AddAsync(
        Actor actor, IReadOnlyList<Fix> fixes, Dictionary<string, Vehicle> vehicles, CancellationToken ct)
    {
        var seen = await SeenAsync(fixes, [.. vehicles.Values.Select(v => v.Id)], ct);
        var added = new List<Waypoint>();
        var late = 0;
        foreach (var group in fixes.GroupBy(f => f.Plate))
        {
            var vehicle = vehicles[group.Key];
            var latest = vehicle.LastAt ?? DateTime.MinValue;
            foreach (var fix in group.Where(f => seen.Add((vehicle.Id, f.At))))
            {
                late += fix.At < latest ? 1 : 0;
                latest = fix.At > latest ? fix.At : latest;
                added.Add(Stored(fix, vehicle.Id, actor.AccountId));
            }
        }

        db.Waypoints.AddRange(added);
        return (added, late);
    }

    // Asked for once, whatever the number of vehicles: the times of a batch lie close together. Times that lie apart are asked for by
    // themselves, so that for one clock that was set years back the years between are not read.
    private async Task<HashSet<(Guid Vehicle, DateTime At)>> SeenAsync(IReadOnlyList<Fix> fixes, Guid[] vehicles, CancellationToken ct)
    {
        var seen = new HashSet<(Guid, DateTime)>();
        var times = fixes.Select(f => f.At).Order().ToList();
        for (var i = 0; i < times.Count; i++)
        {
            var (first, last) = (times[i], times[i]);
            while (i + 1 < times.Count && times[i + 1] - last <= Apart)
            {
                last = times[++i];
            }

            seen.UnionWith((await db.Waypoints.Where(w => EF.Parameter(vehicles).Contains(w.VehicleId) && w.At >= first && w.At <= last)
                .Select(w => new { w.VehicleId, w.At }).ToListAsync(ct)).Select(w => (w.VehicleId, w.At)));
        }

        return seen;
    }

    private Waypoint Stored(Fix fix, Guid vehicle, Guid provider) => new()
    {
        VehicleId = vehicle,
        At = fix.At,
        Longitude = fix.Longitude,
        Latitude = fix.Latitude,
        SpeedKmh = fix.SpeedKmh,
        Heading = fix.Heading,
        Ignition = fix.Ignition,
        Door = fix.Door,
        DriverLicence = fix.Driver,
        Unknown = fix.Unknown,
        ProviderId = provider,
        TakenAt = clock.UtcNow(),
    };

    private async Task CountAsync(Guid provider, FeedReceipt receipt, CancellationToken ct)
    {
        var day = clock.Today();
        (string, int)[] counts =
        [
            (Outcome.Accepted, receipt.Accepted), (Outcome.Duplicate, receipt.Duplicate), (Outcome.OutOfOrder, receipt.OutOfOrder),
            (Outcome.UnknownFields, receipt.UnknownFields), (Outcome.NoLicence, receipt.NoLicence), .. receipt.Refused.Select(r => (r.Key, r.Value)),
        ];
        foreach (var (outcome, count) in counts.Where(c => c.Item2 > 0).OrderBy(c => c.Item1, StringComparer.Ordinal))
        {
            var row = db.FeedCounts.Where(c => c.ProviderId == provider && c.Day == day && c.Outcome == outcome);
            if (await row.ExecuteUpdateAsync(set => set.SetProperty(c => c.Count, c => c.Count + count), ct) == 0)
            {
                db.FeedCounts.Add(new FeedCount { ProviderId = provider, Day = day, Outcome = outcome, Count = count });
            }
        }
    }

    // Only batches move vehicles, and one waits for the other: what was read of a vehicle still holds.
    private async Task MoveAsync(Guid provider, List<Waypoint> added, IEnumerable<Vehicle> vehicles, CancellationToken ct)
    {
        var latest = added.GroupBy(w => w.VehicleId).ToDictionary(g => g.Key, g => g.Max(w => w.At));
        var moved = vehicles.Where(v => latest.TryGetValue(v.Id, out var at) && !(v.LastAt >= at)).Select(v => v.Id).ToArray();
        var points = db.Waypoints;
        await db.Vehicles.Where(v => EF.Parameter(moved).Contains(v.Id)).ExecuteUpdateAsync(set => set
            .SetProperty(v => v.LastProviderId, provider)
            .SetProperty(v => v.LastAt, v => points.Where(w => w.VehicleId == v.Id).Max(w => (DateTime?)w.At))
            .SetProperty(v => v.LastLongitude, v => points.Where(w => w.VehicleId == v.Id).OrderByDescending(w => w.At).Select(w => (double?)w.Longitude).First())
            .SetProperty(v => v.LastLatitude, v => points.Where(w => w.VehicleId == v.Id).OrderByDescending(w => w.At).Select(w => (double?)w.Latitude).First())
            .SetProperty(v => v.LastSpeedKmh, v => points.Where(w => w.VehicleId == v.Id).OrderByDescending(w => w.At).Select(w => (double?)w.SpeedKmh).First()), ct);
    }
}

/// <summary>What may be done in the module.</summary>
internal static class Permissions
{
    /// <summary>Send journey data.</summary>
    public const string Ingest = "roads.ingest";

    /// <summary>See vehicles and where they were.</summary>
    public const string Read = "roads.journeys.read";
}
