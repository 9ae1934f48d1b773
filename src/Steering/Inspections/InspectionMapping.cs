using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Steering.Inspections;

internal sealed class InspectionMapping : IEntityTypeConfiguration<Inspection>, IEntityTypeConfiguration<InspectedUnit>, IEntityTypeConfiguration<TeamMember>,
    IEntityTypeConfiguration<ChecklistItem>, IEntityTypeConfiguration<Finding>, IEntityTypeConfiguration<FindingRemedy>
{
    public void Configure(EntityTypeBuilder<Inspection> builder)
    {
        builder.ToTable("steering_inspection").HasKey(i => i.Id);
        builder.Property(i => i.Code).HasMaxLength(40);
        builder.Property(i => i.Subject).HasMaxLength(Inspection.SubjectMaxLength);
        builder.Property(i => i.Template).HasMaxLength(60);
        builder.Property(i => i.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(i => i.DecisionNumber).HasMaxLength(200);
        builder.Property(i => i.ConclusionNumber).HasMaxLength(200);
        builder.HasIndex(i => i.Code).IsUnique();
        builder.HasIndex(i => new { i.WorkFrom, i.Id }); // the list's order
        builder.HasOne<OfficialDocument>().WithMany().HasForeignKey(i => i.DecisionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<OfficialDocument>().WithMany().HasForeignKey(i => i.ConclusionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(i => i.Units).WithOne().HasForeignKey(u => u.InspectionId);
        builder.HasMany(i => i.Team).WithOne().HasForeignKey(m => m.InspectionId);
        builder.HasMany(i => i.Items).WithOne().HasForeignKey(x => x.InspectionId);
        builder.HasMany(i => i.Findings).WithOne().HasForeignKey(f => f.InspectionId);
        builder.Ignore(i => i.IsMendable);
    }

    public void Configure(EntityTypeBuilder<InspectedUnit> builder)
    {
        builder.ToTable("steering_inspection_unit").HasKey(u => new { u.InspectionId, u.UnitId });
        builder.HasIndex(u => u.UnitId); // a unit's inspections
        builder.HasOne<Unit>().WithMany().HasForeignKey(u => u.UnitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<TeamMember> builder)
    {
        builder.ToTable("steering_inspection_member").Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Name).HasMaxLength(200);
    }

    public void Configure(EntityTypeBuilder<ChecklistItem> builder)
    {
        builder.ToTable("steering_inspection_item").Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Answer).HasConversion<string>().HasMaxLength(20);
    }

    public void Configure(EntityTypeBuilder<Finding> builder)
    {
        builder.ToTable("steering_inspection_finding").Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.Degree).HasConversion<string>().HasMaxLength(20);
        builder.Property(f => f.CauseKind).HasConversion<string>().HasMaxLength(20);
        builder.Property(f => f.Responsible).HasMaxLength(200);
        builder.HasIndex(f => new { f.InspectionId, f.Number }).IsUnique();
        builder.HasIndex(f => f.TaskId); // what was found of a task
        builder.HasOne<Unit>().WithMany().HasForeignKey(f => f.UnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<SteeringTask>().WithMany().HasForeignKey(f => f.TaskId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ChecklistItem>().WithMany().HasForeignKey(f => f.ItemId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(f => f.Remedies).WithOne().HasForeignKey(r => r.FindingId);
        builder.Ignore(f => f.IsDropped);
    }

    public void Configure(EntityTypeBuilder<FindingRemedy> builder)
    {
        builder.ToTable("steering_inspection_remedy").HasKey(r => new { r.FindingId, r.TaskId });
        builder.HasIndex(r => r.TaskId).IsUnique(); // a task mends one finding
        builder.HasOne<SteeringTask>().WithMany().HasForeignKey(r => r.TaskId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal static class InspectionTables
{
    extension(AppDb db)
    {
        public DbSet<Inspection> Inspections => db.Set<Inspection>();

        public DbSet<Finding> Findings => db.Set<Finding>();
    }
}
