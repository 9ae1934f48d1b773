using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Roads.Journeys;

/// <summary>Where a vehicle was at one second. One row for a vehicle and a second, whoever sends it and however often.</summary>
internal sealed class Waypoint
{
    public required Guid VehicleId { get; init; }

    /// <summary>Time of the fix (UTC), to the second.</summary>
    public required DateTime At { get; init; }

    /// <summary>Degrees, WGS 84.</summary>
    public required double Longitude { get; init; }

    /// <summary>Degrees, WGS 84.</summary>
    public required double Latitude { get; init; }

    /// <summary>Speed from the satellites, km/h.</summary>
    public required float SpeedKmh { get; init; }

    /// <summary>Degrees from north, clockwise.</summary>
    public float? Heading { get; init; }

    /// <summary>Whether the engine ran; null when the device did not say.</summary>
    public bool? Ignition { get; init; }

    /// <summary>Whether a door was open; null when the device did not say.</summary>
    public bool? Door { get; init; }

    /// <summary>Number of the driving licence that was logged in.</summary>
    public string? DriverLicence { get; init; }

    /// <summary>The fields of the message that we have no name for, as they came, in the same wire format.</summary>
    public byte[]? Unknown { get; init; }

    /// <summary>Account that sent it first.</summary>
    public required Guid ProviderId { get; init; }

    /// <summary>When it was taken in (UTC).</summary>
    public required DateTime TakenAt { get; init; }
}

/// <summary>How many messages of one sort a provider sent in a day.</summary>
internal sealed class FeedCount
{
    public required Guid ProviderId { get; init; }

    /// <summary>The office's day on which they came.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What became of them: a key of <see cref="Outcome"/>.</summary>
    public required string Outcome { get; init; }

    public required long Count { get; set; }
}

internal sealed class WaypointMapping : IEntityTypeConfiguration<Waypoint>, IEntityTypeConfiguration<FeedCount>
{
    public void Configure(EntityTypeBuilder<Waypoint> waypoint)
    {
        waypoint.ToTable("roads_waypoint").HasKey(w => new { w.VehicleId, w.At });
        waypoint.Property(w => w.DriverLicence).HasMaxLength(20);
    }

    public void Configure(EntityTypeBuilder<FeedCount> count)
    {
        count.ToTable("roads_feed_count").HasKey(c => new { c.ProviderId, c.Day, c.Outcome });
        count.Property(c => c.Outcome).HasMaxLength(20);
    }
}
