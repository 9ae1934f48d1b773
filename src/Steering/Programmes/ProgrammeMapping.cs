using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Steering.Programmes;

internal sealed class ProgrammeMapping : IEntityTypeConfiguration<Programme>, IEntityTypeConfiguration<PlanVersion>,
    IEntityTypeConfiguration<ProgrammeBaseline>, IEntityTypeConfiguration<PhaseReport>, IEntityTypeConfiguration<GateDecision>,
    IEntityTypeConfiguration<ConfidenceRating>, IEntityTypeConfiguration<ProgrammeTask>
{
    public void Configure(EntityTypeBuilder<Programme> builder)
    {
        builder.ToTable("steering_programme").HasKey(p => p.Id);
        builder.Property(p => p.Code).HasMaxLength(PlanDraft.CodeMaxLength);
        builder.Property(p => p.Name).HasMaxLength(PlanDraft.NameMaxLength);
        builder.Property(p => p.Accountable).HasMaxLength(200);
        builder.Property(p => p.Level).HasConversion<string>().HasMaxLength(20);
        builder.Property(p => p.State).HasConversion<string>().HasMaxLength(20);
        builder.HasIndex(p => p.Code).IsUnique();
        builder.HasOne<Programme>().WithMany().HasForeignKey(p => p.ParentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(p => p.LeadUnitId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(p => p.IsActive);
    }

    public void Configure(EntityTypeBuilder<PlanVersion> builder)
    {
        builder.ToTable("steering_programme_plan").HasKey(v => v.Id);
        builder.Property(v => v.Hash).HasMaxLength(64);
        builder.Property(v => v.RecordedBy).HasMaxLength(200);
        builder.HasIndex(v => new { v.ProgrammeId, v.Number }).IsUnique();
        builder.HasOne<Programme>().WithMany().HasForeignKey(v => v.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(v => v.Content);
    }

    public void Configure(EntityTypeBuilder<ProgrammeBaseline> builder)
    {
        builder.ToTable("steering_programme_baseline").HasKey(b => b.Id);
        builder.Property(b => b.Name).HasMaxLength(PlanDraft.NameMaxLength);
        builder.Property(b => b.Hash).HasMaxLength(64);
        builder.Property(b => b.By).HasMaxLength(200);
        builder.HasIndex(b => new { b.ProgrammeId, b.Number }).IsUnique();
        builder.HasOne<Programme>().WithMany().HasForeignKey(b => b.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(b => b.Tree).Ignore(b => b.IsSound);
    }

    public void Configure(EntityTypeBuilder<PhaseReport> builder)
    {
        builder.ToTable("steering_programme_phase_report").HasKey(r => r.Id);
        builder.Property(r => r.By).HasMaxLength(200);
        builder.HasIndex(r => r.ProgrammeId); // what is known of an element's phases
        builder.HasOne<Programme>().WithMany().HasForeignKey(r => r.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<GateDecision> builder)
    {
        builder.ToTable("steering_programme_gate").HasKey(g => g.Id);
        builder.Property(g => g.Outcome).HasConversion<string>().HasMaxLength(20);
        builder.Property(g => g.DocumentName).HasMaxLength(200);
        builder.Property(g => g.By).HasMaxLength(200);
        builder.HasIndex(g => g.ProgrammeId);
        builder.HasOne<Programme>().WithMany().HasForeignKey(g => g.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<OfficialDocument>().WithMany().HasForeignKey(g => g.DocumentId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(g => g.Lets);
    }

    public void Configure(EntityTypeBuilder<ConfidenceRating> builder)
    {
        builder.ToTable("steering_programme_rating").HasKey(r => r.Id);
        builder.Property(r => r.Side).HasConversion<string>().HasMaxLength(20);
        builder.Property(r => r.Level).HasMaxLength(20);
        builder.Property(r => r.RuleSet).HasMaxLength(40);
        builder.Property(r => r.By).HasMaxLength(200);
        builder.Property(r => r.RepliedBy).HasMaxLength(200);
        builder.HasIndex(r => new { r.ProgrammeId, r.At });
        builder.HasOne<Programme>().WithMany().HasForeignKey(r => r.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(r => r.UnitId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(r => r.AwaitsReply);
    }

    public void Configure(EntityTypeBuilder<ProgrammeTask> builder)
    {
        builder.ToTable("steering_programme_task").HasKey(t => t.TaskId);
        builder.HasIndex(t => t.ProgrammeId); // the tasks of an element
        builder.HasOne<SteeringTask>().WithMany().HasForeignKey(t => t.TaskId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Programme>().WithMany().HasForeignKey(t => t.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal static class ProgrammeTables
{
    extension(AppDb db)
    {
        public DbSet<Programme> Programmes => db.Set<Programme>();

        public DbSet<PlanVersion> PlanVersions => db.Set<PlanVersion>();

        public DbSet<ProgrammeBaseline> ProgrammeBaselines => db.Set<ProgrammeBaseline>();

        public DbSet<PhaseReport> PhaseReports => db.Set<PhaseReport>();

        public DbSet<GateDecision> GateDecisions => db.Set<GateDecision>();

        public DbSet<ConfidenceRating> ConfidenceRatings => db.Set<ConfidenceRating>();

        public DbSet<ProgrammeTask> ProgrammeTasks => db.Set<ProgrammeTask>();
    }
}
