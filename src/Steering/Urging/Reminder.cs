using LoTrinh.Platform.Data;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Steering.Urging;

/// <summary>A step of the ladder that a task came to, for the day then due: sent, or skipped because a later one was due already when the job ran.</summary>
internal sealed class Reminder
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid TaskId { get; init; }

    /// <summary>The day that was due; a new one after an extension begins the ladder anew.</summary>
    public DateOnly DueOn { get; init; }

    /// <summary>The step: working days after the due day, negative before it.</summary>
    public int StepDays { get; init; }

    /// <summary>Working days after the due day on which it was sent; more than <see cref="StepDays"/> when the job was late.</summary>
    public int DaysLate { get; init; }

    public int Level { get; init; }

    public DateTime At { get; init; }

    public bool IsSkipped { get; init; }

    /// <summary>Whom the step names, such as <c>Lead Head</c>.</summary>
    public string To { get; init; } = "";

    /// <summary>How many people were told.</summary>
    public int People { get; init; }
}

/// <summary>The reminders of a day: its row makes that they are sent once, and each person gets one message a day.</summary>
internal sealed class ReminderRun
{
    public DateOnly On { get; init; }

    public DateTime At { get; init; }

    public int Sent { get; init; }

    public int Skipped { get; init; }

    public int People { get; init; }
}

internal sealed class ReminderMapping : IEntityTypeConfiguration<Reminder>, IEntityTypeConfiguration<ReminderRun>
{
    public void Configure(EntityTypeBuilder<Reminder> builder)
    {
        builder.ToTable("steering_reminder").HasKey(r => r.Id);
        builder.Property(r => r.To).HasMaxLength(80);
        builder.HasIndex(r => new { r.TaskId, r.DueOn, r.StepDays }).IsUnique();
        builder.HasOne<SteeringTask>().WithMany().HasForeignKey(r => r.TaskId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ReminderRun> builder) => builder.ToTable("steering_reminder_run").HasKey(r => r.On);
}

internal static class UrgingTables
{
    extension(AppDb db)
    {
        public DbSet<Reminder> Reminders => db.Set<Reminder>();

        public DbSet<ReminderRun> ReminderRuns => db.Set<ReminderRun>();

        public DbSet<UrgingLetter> UrgingLetters => db.Set<UrgingLetter>();

        public DbSet<LetterReminder> LetterReminders => db.Set<LetterReminder>();
    }
}
