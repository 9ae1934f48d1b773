using LoTrinh.Platform.Data;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Steering.Honesty;

/// <summary>That the standing office was told of a flag, once for what raised it. The flag itself is never kept.</summary>
internal sealed class FlagNotice
{
    /// <summary>The flag, whatever happens to it later: <see cref="Flag.Id"/>.</summary>
    public Guid FlagId { get; init; }

    /// <summary>What it was told of: each task of a flag about several, so that one that leaves is no news; else <see cref="Flag.Mark"/>.</summary>
    public string Event { get; init; } = "";

    public FlagKind Kind { get; init; }

    public DateTime At { get; init; }

    /// <summary>How many people were told.</summary>
    public int People { get; init; }

    /// <summary>What is told of a flag: see <see cref="Event"/>.</summary>
    public static IEnumerable<string> EventsOf(Flag flag) => flag.Tasks.Count > 1 ? flag.Tasks.Select(t => t.Id.ToString("N")) : [flag.Mark];
}

internal sealed class FlagNoticeMapping : IEntityTypeConfiguration<FlagNotice>
{
    public void Configure(EntityTypeBuilder<FlagNotice> builder)
    {
        builder.ToTable("steering_flag_notice").HasKey(n => new { n.FlagId, n.Event });
        builder.Property(n => n.Event).HasMaxLength(64);
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
        var told = (await db.FlagNotices.Where(n => ids.Contains(n.FlagId)).Select(n => new { n.FlagId, n.Event }).ToListAsync(ct)).ToHashSet();
        var answered = (await db.FlagAnswers.Where(a => ids.Contains(a.FlagId)).Select(a => new { a.FlagId, a.Mark }).ToListAsync(ct)).ToHashSet();
        return [.. flags.Where(f => !answered.Contains(new { FlagId = f.Id, f.Mark })
            && FlagNotice.EventsOf(f).Any(e => !told.Contains(new { FlagId = f.Id, Event = e })))
            .OrderByDescending(f => f.Since).ThenBy(f => f.Tasks[0].Code, StringComparer.Ordinal).ThenBy(f => f.Id)];
    }
}
