using LoTrinh.Platform.Data;
using LoTrinh.Platform.Vehicles;
using LoTrinh.Roads.Journeys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Roads.Vehicles;

/// <summary>A commercial vehicle that is, or says it is, on the road.</summary>
internal sealed class Vehicle
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Canonical plate, see <see cref="Plate"/>.</summary>
    public required string Plate { get; init; }

    /// <summary>What it is and who runs it, when it has been registered; null while it is known from its signals only.</summary>
    public string? Description { get; set; }

    /// <summary>Written for the demonstration.</summary>
    public bool IsDemonstration { get; init; }

    /// <summary>Time of the latest fix (UTC).</summary>
    public DateTime? LastAt { get; private set; }

    /// <summary>Longitude of the latest fix, degrees, WGS 84.</summary>
    public double? LastLongitude { get; private set; }

    /// <summary>Latitude of the latest fix, degrees, WGS 84.</summary>
    public double? LastLatitude { get; private set; }

    /// <summary>Speed at the latest fix, km/h.</summary>
    public double? LastSpeedKmh { get; private set; }

    /// <summary>Account that sent the latest fix: whose vehicle it is where what is missing has to be asked for.</summary>
    public Guid? LastProviderId { get; private set; }
}

internal sealed class VehicleMapping : IEntityTypeConfiguration<Vehicle>
{
    public void Configure(EntityTypeBuilder<Vehicle> vehicle)
    {
        vehicle.ToTable("roads_vehicle");
        vehicle.Property(v => v.Plate).HasMaxLength(Plate.MaxLength);
        vehicle.Property(v => v.Description).HasMaxLength(200);
        vehicle.HasIndex(v => v.Plate).IsUnique();
        vehicle.HasIndex(v => v.LastAt);
        vehicle.HasIndex(v => new { v.LastProviderId, v.Plate });
    }
}

/// <summary>The module's tables.</summary>
internal static class RoadsTables
{
    extension(AppDb db)
    {
        public DbSet<Vehicle> Vehicles => db.Set<Vehicle>();

        public DbSet<Waypoint> Waypoints => db.Set<Waypoint>();

        public DbSet<FeedCount> FeedCounts => db.Set<FeedCount>();

        public DbSet<FeedQuality> FeedQualities => db.Set<FeedQuality>();
    }
}
