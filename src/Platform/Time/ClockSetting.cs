using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Platform.Time;

/// <summary>Where someone has set the clock of a demonstration: one row, or none when nobody has. All processes follow it.</summary>
public sealed class ClockSetting
{
    /// <summary>Always 1.</summary>
    public int Id { get; init; } = 1;

    /// <summary>How far the product's clock is from the machine's, in ticks of 100 ns.</summary>
    public long OffsetTicks { get; set; }

    /// <summary>The same as a span of time.</summary>
    public TimeSpan Offset => new(OffsetTicks);
}

internal sealed class ClockMapping : IEntityTypeConfiguration<ClockSetting>
{
    public void Configure(EntityTypeBuilder<ClockSetting> builder)
    {
        builder.ToTable("platform_clock").HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Ignore(c => c.Offset);
    }
}
