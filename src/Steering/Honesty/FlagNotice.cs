using LoTrinh.Platform.Data;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Steering.Honesty;

/// <summary>That the standing office was told of a flag: once for the events that it rests on. The flag itself is never kept.</summary>
internal sealed class FlagNotice
{
    /// <summary>The flag, whatever happens to it later: <see cref="Flag.Id"/>.</summary>
    public Guid FlagId { get; init; }

    /// <summary>The events that it rested on: <see cref="Flag.Mark"/>.</summary>
    public string Mark { get; init; } = "";

    public FlagKind Kind { get; init; }

    public DateTime At { get; init; }

    /// <summary>How many people were told.</summary>
    public int People { get; init; }
}

internal sealed class FlagNoticeMapping : IEntityTypeConfiguration<FlagNotice>
{
    public void Configure(EntityTypeBuilder<FlagNotice> builder)
    {
        builder.ToTable("steering_flag_notice").HasKey(n => new { n.FlagId, n.Mark });
        builder.Property(n => n.Mark).HasMaxLength(64);
        builder.Property(n => n.Kind).HasConversion<string>().HasMaxLength(20);
    }
}

/// <summary>Finds the flags that were not there when the standing office was last told of flags: whatever it was not told of and nobody has
/// answered. One that new events raise again is new.</summary>
internal sealed class NewFlags(AppDb db, FlagFinder finder)
{
    public async Task<IReadOnlyList<Flag>> FindAsync(CancellationToken ct)
    {
        var flags = await finder.FindAsync(db.Tasks.AsNoTracking(), ct);
        var ids = flags.ConvertAll(f => f.Id);
        var told = await db.FlagNotices.Where(n => ids.Contains(n.FlagId)).Select(n => new { n.FlagId, n.Mark }).ToListAsync(ct);
        var answered = await db.FlagAnswers.Where(a => ids.Contains(a.FlagId)).Select(a => new { a.FlagId, a.Mark }).ToListAsync(ct);
        var known = told.Concat(answered).ToHashSet();
        return [.. flags.Where(f => !known.Contains(new { FlagId = f.Id, f.Mark })).OrderByDescending(f => f.Since)
            .ThenBy(f => f.Tasks[0].Code, StringComparer.Ordinal).ThenBy(f => f.Id)];
    }
}
