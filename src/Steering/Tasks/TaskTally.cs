using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Steering.Tasks;

/// <summary>When the tasks were last counted as a whole, and for which day. There is one row.</summary>
internal sealed class TallySheet
{
    public int Id { get; init; } = 1;

    /// <summary>Another one after each counting: who reads the parts one after the other sees whether they belong together.</summary>
    public int Number { get; set; }

    /// <summary>The day for which it is told what is overdue.</summary>
    public DateOnly CountedFor { get; set; }

    /// <summary>The last day that was due soon.</summary>
    public DateOnly SoonUntil { get; set; }

    public DateTime CountedAt { get; set; }
}

/// <summary>How many tasks a unit led in each status when they were counted.</summary>
internal sealed class TallyLine
{
    public Guid UnitId { get; init; }

    public int InTime { get; init; }

    public int DueSoon { get; init; }

    public int Overdue { get; init; }

    public int DoneOnTime { get; init; }

    public int DoneLate { get; init; }

    public int NoDeadline { get; init; }

    public int DoneUndated { get; init; }

    public int Submitted { get; init; }

    public StatusCounts Counts => new(InTime, DueSoon, Overdue, DoneOnTime, DoneLate, NoDeadline, DoneUndated);
}

/// <summary>How many open tasks were due on a day when they were counted.</summary>
internal sealed class TallyDue
{
    public DateOnly DueOn { get; init; }

    public int Open { get; init; }
}

/// <summary>What a save took from the counts or added to them since. It is written with the task itself, so that neither is there without the other.</summary>
internal sealed class TallyChange
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid UnitId { get; init; }

    public DateOnly? DueOn { get; init; }

    public DateOnly? CompletedOn { get; init; }

    public bool IsSubmitted { get; init; }

    /// <summary>1 for a task that is counted from now on, -1 for one that no longer is.</summary>
    public int Weight { get; init; }
}

internal sealed class TallyMapping : IEntityTypeConfiguration<TallySheet>, IEntityTypeConfiguration<TallyLine>, IEntityTypeConfiguration<TallyDue>,
    IEntityTypeConfiguration<TallyChange>
{
    public void Configure(EntityTypeBuilder<TallySheet> builder)
    {
        builder.ToTable("steering_tally").HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<TallyLine> builder)
    {
        builder.ToTable("steering_tally_line").HasKey(l => l.UnitId);
        builder.Property(l => l.UnitId).ValueGeneratedNever();
        builder.Ignore(l => l.Counts);
    }

    public void Configure(EntityTypeBuilder<TallyDue> builder) => builder.ToTable("steering_tally_due").HasKey(d => d.DueOn);

    public void Configure(EntityTypeBuilder<TallyChange> builder)
    {
        builder.ToTable("steering_tally_change").HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
    }
}

internal static class TallyTables
{
    extension(AppDb db)
    {
        public DbSet<TallySheet> TallySheets => db.Set<TallySheet>();

        public DbSet<TallyLine> TallyLines => db.Set<TallyLine>();

        public DbSet<TallyDue> TallyDues => db.Set<TallyDue>();

        public DbSet<TallyChange> TallyChanges => db.Set<TallyChange>();
    }
}
