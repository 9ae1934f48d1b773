using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Steering.Honesty;

/// <summary>That someone looked at a flag and found a reason. It stays for ever; a new event raises the flag again beside it.</summary>
internal sealed class FlagAnswer
{
    public const int ReasonMaxLength = 2000;

    private FlagAnswer()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The flag, whatever happens to it later: <see cref="Flag.Id"/>.</summary>
    public Guid FlagId { get; private init; }

    public FlagKind Kind { get; private init; }

    /// <summary>The events that it answers: <see cref="Flag.Mark"/>.</summary>
    public string Mark { get; private init; } = "";

    public string Reason { get; private init; } = "";

    public string By { get; private init; } = "";

    public DateTime At { get; private init; }

    public static Result<FlagAnswer> To(Flag flag, string? reason, string by, DateTime at)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(Words.Clean(reason) is not null, Problem.Invalid("flag.reason-missing", "Reason")),
            .. Words.AtMost(reason, ReasonMaxLength, "Reason"),
        ];
        return problems.Length > 0 ? problems
            : new FlagAnswer { FlagId = flag.Id, Kind = flag.Kind, Mark = flag.Mark, Reason = Words.Clean(reason)!, By = by, At = at };
    }
}

internal sealed class FlagMapping : IEntityTypeConfiguration<FlagAnswer>
{
    public void Configure(EntityTypeBuilder<FlagAnswer> builder)
    {
        builder.ToTable("steering_flag_answer").HasKey(a => a.Id);
        builder.Property(a => a.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(a => a.Mark).HasMaxLength(64);
        builder.Property(a => a.Reason).HasMaxLength(FlagAnswer.ReasonMaxLength);
        builder.Property(a => a.By).HasMaxLength(200);
        builder.HasIndex(a => new { a.FlagId, a.Mark }).IsUnique(); // answered once for the same events
    }
}

internal static class FlagTables
{
    extension(AppDb db)
    {
        public DbSet<FlagAnswer> FlagAnswers => db.Set<FlagAnswer>();

        public DbSet<FlagNotice> FlagNotices => db.Set<FlagNotice>();
    }
}
