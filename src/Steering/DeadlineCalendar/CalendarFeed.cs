using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Steering.DeadlineCalendar;

/// <summary>A secret address from which a calendar takes deadlines, for an account that asked for it. The key is told once and kept as a
/// hash.</summary>
internal sealed class CalendarFeed
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The account as which it reads: what that account may no longer see is no longer in the feed.</summary>
    public Guid AccountId { get; init; }

    /// <summary>The unit whose tasks it lists, with the units below it; null for the tasks that the account itself answers for.</summary>
    public Guid? UnitId { get; init; }

    /// <summary>SHA-256 of the key, hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>When a calendar last asked, UTC, to the minute.</summary>
    public DateTime? LastFetchedAt { get; init; }

    /// <summary>When it was taken back, UTC.</summary>
    public DateTime? RevokedAt { get; private set; }

    public void Revoke(DateTime at) => RevokedAt = at;
}

internal sealed class CalendarFeedMapping : IEntityTypeConfiguration<CalendarFeed>
{
    public void Configure(EntityTypeBuilder<CalendarFeed> builder)
    {
        builder.ToTable("steering_calendar_feed").HasKey(f => f.Id);
        builder.Property(f => f.Hash).HasMaxLength(64);
        builder.HasIndex(f => f.Hash).IsUnique();
        builder.HasOne<Account>().WithMany().HasForeignKey(f => f.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal static class CalendarFeedTables
{
    extension(AppDb db)
    {
        public DbSet<CalendarFeed> CalendarFeeds => db.Set<CalendarFeed>();
    }
}
