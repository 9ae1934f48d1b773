using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Platform.Time;

/// <summary>What this installation is, written at its first start and true from then on: one row.</summary>
public sealed class Installation
{
    /// <summary>Always 1.</summary>
    public int Id { get; init; } = 1;

    /// <summary>Whether it holds the demonstration ministry, whose clock may be set; a real one goes by the machine's time and by every rule.</summary>
    public bool IsDemonstration { get; init; }

    /// <summary>When it was first started (UTC, by the machine's clock).</summary>
    public DateTime StartedAt { get; init; }
}

internal sealed class InstallationMapping : IEntityTypeConfiguration<Installation>
{
    public void Configure(EntityTypeBuilder<Installation> builder)
    {
        builder.ToTable("platform_installation").HasKey(i => i.Id);
        builder.Property(i => i.Id).ValueGeneratedNever();
    }
}
