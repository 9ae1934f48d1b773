using LoTrinh.Platform.Data;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Steering.Inspections.Sampling;

internal sealed class SampleMapping : IEntityTypeConfiguration<TaskSample>, IEntityTypeConfiguration<SampledTask>
{
    public void Configure(EntityTypeBuilder<TaskSample> builder)
    {
        builder.ToTable("steering_sample").HasKey(s => s.Id);
        builder.Property(s => s.Seed).HasMaxLength(64);
        builder.Property(s => s.PopulationHash).HasMaxLength(64);
        builder.Property(s => s.DrawnBy).HasMaxLength(200);
        builder.HasIndex(s => new { s.Year, s.Quarter }).IsUnique(); // one draw a quarter
        builder.HasMany(s => s.Tasks).WithOne().HasForeignKey(t => t.SampleId);
    }

    public void Configure(EntityTypeBuilder<SampledTask> builder)
    {
        builder.ToTable("steering_sample_task").Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.CheckedBy).HasMaxLength(200);
        builder.HasIndex(t => new { t.SampleId, t.TaskId }).IsUnique();
        builder.HasIndex(t => t.TaskId); // what re-checking found of a task
        builder.HasOne<SteeringTask>().WithMany().HasForeignKey(t => t.TaskId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal static class SampleTables
{
    extension(AppDb db)
    {
        public DbSet<TaskSample> Samples => db.Set<TaskSample>();

        public DbSet<SampledTask> SampledTasks => db.Set<SampledTask>();
    }
}
