using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Steering.Tasks;

internal sealed class TaskMapping : IEntityTypeConfiguration<SteeringTask>, IEntityTypeConfiguration<TaskCoordinator>,
    IEntityTypeConfiguration<TaskUpdate>, IEntityTypeConfiguration<TaskExtension>, IEntityTypeConfiguration<TaskSubmission>, IEntityTypeConfiguration<TaskTransfer>
{
    public void Configure(EntityTypeBuilder<SteeringTask> builder)
    {
        builder.ToTable("steering_task").HasKey(t => t.Id);
        builder.Property(t => t.Code).HasMaxLength(40);
        builder.Property(t => t.Title).HasMaxLength(SteeringTask.TitleMaxLength);
        builder.Property(t => t.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(t => t.DueBasis).HasConversion<string>().HasMaxLength(24);
        builder.HasIndex(t => t.Code).IsUnique();
        // Each carries what its counts need, so that they never touch the rows.
        builder.HasIndex(t => new { t.IsUndated, t.CurrentDueOn, t.Id, t.State, t.CompletedOn }); // the list's order
        builder.HasIndex(t => new { t.IsUndated, t.CurrentDueOn, t.Id }, "ix_steering_task_due_descending").IsDescending(false, true, true); // the last due first
        builder.HasIndex(t => new { t.IsUndated, t.CurrentDueOn, t.Id, t.State, t.LeadUnitId }, "ix_steering_task_open")
            .HasFilter("completed_on IS NULL"); // what is not done
        builder.HasIndex(t => new { t.IsUndated, t.CurrentDueOn, t.Id, t.State, t.LeadUnitId }, "ix_steering_task_late")
            .HasFilter("completed_on > current_due_on"); // what was done late
        builder.HasIndex(t => new { t.LeadUnitId, t.IsUndated, t.CurrentDueOn, t.Id, t.State, t.CompletedOn }); // a unit's list, the overview
        builder.HasIndex(t => new { t.State, t.IsUndated, t.CurrentDueOn, t.Id }); // what waits
        builder.HasIndex(t => new { t.SearchText, t.Id }); // by name
        builder.Property(t => t.SearchText).IsSearchedWithin();
        builder.HasIndex(t => t.ParentId);
        builder.HasIndex(t => t.DocumentId); // what rests on a document
        builder.HasIndex(t => t.ClauseId);
        // Exactly one lead: the column takes neither null nor a unit that is not there.
        builder.HasOne<Unit>().WithMany().HasForeignKey(t => t.LeadUnitId).IsRequired().OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(t => t.HandedDownById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<SteeringTask>().WithMany().HasForeignKey(t => t.ParentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<OfficialDocument>().WithMany().HasForeignKey(t => t.DocumentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<DocumentClause>().WithMany().HasForeignKey(t => t.ClauseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(t => t.Coordinators).WithOne().HasForeignKey(c => c.TaskId);
        builder.HasMany(t => t.Updates).WithOne().HasForeignKey(u => u.TaskId);
        builder.HasMany(t => t.Extensions).WithOne().HasForeignKey(e => e.TaskId);
        builder.HasMany(t => t.Submissions).WithOne().HasForeignKey(s => s.TaskId);
        builder.HasMany(t => t.Transfers).WithOne().HasForeignKey(t => t.TaskId);
        builder.Ignore(t => t.IsOpen).Ignore(t => t.IsMendable).Ignore(t => t.IsTransferable);
    }

    public void Configure(EntityTypeBuilder<TaskCoordinator> builder)
    {
        builder.ToTable("steering_task_coordinator").HasKey(c => new { c.TaskId, c.UnitId });
        builder.HasOne<Unit>().WithMany().HasForeignKey(c => c.UnitId).OnDelete(DeleteBehavior.Restrict);
    }

    // What was reported of late, and what was reported in the same words, is looked for among all tasks.
    public void Configure(EntityTypeBuilder<TaskUpdate> builder)
    {
        builder.ToTable("steering_task_update").Property(u => u.Id).ValueGeneratedNever();
        builder.Property(u => u.TextHash).HasMaxLength(TextTrace.Length);
        builder.HasIndex(u => new { u.At, u.TaskId, u.Progress });
        builder.HasIndex(u => new { u.TextHash, u.TaskId, u.At });
    }

    public void Configure(EntityTypeBuilder<TaskExtension> builder)
    {
        builder.ToTable("steering_task_extension").Property(e => e.Id).ValueGeneratedNever();
        builder.HasIndex(e => e.DecidedAt);
        builder.HasIndex(e => e.TaskId);
        builder.HasIndex(e => e.TaskId, "ix_steering_task_extension_asked").HasFilter("granted IS NULL"); // what waits for a decision
    }

    public void Configure(EntityTypeBuilder<TaskSubmission> builder)
    {
        builder.ToTable("steering_task_submission").Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.ReferenceHash).HasMaxLength(TextTrace.Length);
        builder.HasIndex(s => new { s.On, s.TaskId });
        builder.HasIndex(s => new { s.ReferenceHash, s.TaskId, s.At });
    }

    public void Configure(EntityTypeBuilder<TaskTransfer> builder)
    {
        builder.ToTable("steering_task_transfer").Property(t => t.Id).ValueGeneratedNever();
        builder.HasOne<Unit>().WithMany().HasForeignKey(t => t.FromUnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(t => t.ToUnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<OfficialDocument>().WithMany().HasForeignKey(t => t.DocumentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal static class TaskTables
{
    extension(AppDb db)
    {
        public DbSet<SteeringTask> Tasks => db.Set<SteeringTask>();
    }
}
