using LoTrinh.Platform.Data;
using LoTrinh.Platform.Indicators;
using LoTrinh.Steering.Tasks;
using LoTrinh.Steering.Urging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Steering.Explanations;

internal sealed class ExplanationMapping : IEntityTypeConfiguration<ExplanationRequest>, IEntityTypeConfiguration<ExplanationAnswer>
{
    public void Configure(EntityTypeBuilder<ExplanationRequest> builder)
    {
        builder.ToTable("steering_explanation").HasKey(r => r.Id);
        builder.Property(r => r.Question).HasMaxLength(ExplanationRequest.QuestionMaxLength);
        builder.Property(r => r.AskedBy).HasMaxLength(200);
        builder.Property(r => r.SearchText).HasDefaultValue("");
        builder.Property(r => r.Step).HasConversion<string>().HasMaxLength(20);
        builder.HasIndex(r => r.TaskId); // of a task's page
        builder.HasIndex(r => r.IndicatorId); // of an indicator's page
        builder.HasIndex(r => new { r.UnitId, r.Step }); // what waits for a unit
        builder.HasOne<SteeringTask>().WithMany().HasForeignKey(r => r.TaskId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Indicator>().WithMany().HasForeignKey(r => r.IndicatorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(r => r.Answers).WithOne().HasForeignKey(a => a.RequestId);
        builder.Ignore(r => r.Latest);
    }

    public void Configure(EntityTypeBuilder<ExplanationAnswer> builder) =>
        builder.MapAnswer("steering_explanation_answer", ExplanationRequest.QuestionMaxLength);
}

internal static class ExplanationTables
{
    extension(AppDb db)
    {
        public DbSet<ExplanationRequest> Explanations => db.Set<ExplanationRequest>();
    }
}
