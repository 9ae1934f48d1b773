using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Committees;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Steering.Reviews;

internal sealed class ReviewMapping : IEntityTypeConfiguration<Review>, IEntityTypeConfiguration<UnitReport>,
    IEntityTypeConfiguration<ReviewSnapshot>,
    IEntityTypeConfiguration<ReviewAdjustment>
{
    public void Configure(EntityTypeBuilder<Review> builder)
    {
        builder.ToTable("steering_review").HasKey(r => r.Id);
        builder.Property(r => r.Code).HasMaxLength(40);
        builder.Property(r => r.Title).HasMaxLength(Review.TitleMaxLength);
        builder.Property(r => r.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(r => r.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(r => r.RuleId).HasMaxLength(40);
        builder.Property(r => r.OpenedBy).HasMaxLength(200);
        builder.Property(r => r.ProposedBy).HasMaxLength(200);
        builder.Property(r => r.ApprovedBy).HasMaxLength(200);
        builder.HasIndex(r => r.Code).IsUnique();
        builder.HasIndex(r => new { r.State, r.CutOffAt }); // what is to be frozen
        builder.HasIndex(r => new { r.UnitId, r.Kind, r.To }); // the period before
        builder.HasIndex(r => new { r.To, r.Id }); // the list's order
        builder.HasOne<Committee>().WithMany().HasForeignKey(r => r.CommitteeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(r => r.UnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(r => r.Reports).WithOne().HasForeignKey(u => u.ReviewId);
        builder.Ignore(r => r.Period).Ignore(r => r.IsFrozen).Ignore(r => r.TakesReports).Ignore(r => r.MayBeWritten)
            .Ignore(r => r.Summary);
    }

    public void Configure(EntityTypeBuilder<UnitReport> builder)
    {
        builder.ToTable("steering_review_report").Property(u => u.Id).ValueGeneratedNever();
        builder.Property(u => u.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(u => u.SavedBy).HasMaxLength(200);
        builder.Property(u => u.SentBy).HasMaxLength(200);
        builder.Property(u => u.ReturnedBy).HasMaxLength(200);
        builder.HasIndex(u => new { u.ReviewId, u.UnitId }).IsUnique(); // a unit reports once a period
        builder.HasIndex(u => new { u.UnitId, u.State }); // what waits for a unit
        builder.HasOne<Unit>().WithMany().HasForeignKey(u => u.UnitId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(u => u.Words);
    }

    public void Configure(EntityTypeBuilder<ReviewSnapshot> builder)
    {
        builder.ToTable("steering_review_snapshot").Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Sha256).HasMaxLength(64);
        builder.Property(s => s.ResultSha256).HasMaxLength(64);
        builder.HasIndex(s => s.ReviewId).IsUnique(); // frozen once, by whichever process
        builder.HasOne<Review>().WithMany().HasForeignKey(s => s.ReviewId).OnDelete(DeleteBehavior.Restrict);
        WriteOnce(builder);
    }

    public void Configure(EntityTypeBuilder<ReviewAdjustment> builder)
    {
        builder.ToTable("steering_review_adjustment").Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.TaskCode).HasMaxLength(40);
        builder.Property(a => a.Field).HasConversion<string>().HasMaxLength(20);
        builder.Property(a => a.From).HasMaxLength(60);
        builder.Property(a => a.To).HasMaxLength(60);
        builder.Property(a => a.ReportsUnit).HasMaxLength(60);
        builder.Property(a => a.UnitName).HasMaxLength(300);
        builder.Property(a => a.Document).HasMaxLength(ReviewAdjustment.DocumentMaxLength);
        builder.Property(a => a.By).HasMaxLength(200);
        builder.HasIndex(a => new { a.ReviewId, a.Number }).IsUnique();
        builder.HasOne<Review>().WithMany().HasForeignKey(a => a.ReviewId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<OfficialDocument>().WithMany().HasForeignKey(a => a.DocumentId).OnDelete(DeleteBehavior.Restrict);
        WriteOnce(builder);
    }

    // Saving a changed one throws.
    private static void WriteOnce<T>(EntityTypeBuilder<T> builder)
        where T : class
    {
        foreach (var property in builder.Metadata.GetProperties().Where(p => !p.IsKey()))
        {
            property.SetAfterSaveBehavior(PropertySaveBehavior.Throw);
        }
    }
}

internal static class ReviewTables
{
    extension(AppDb db)
    {
        public DbSet<Review> Reviews => db.Set<Review>();

        public DbSet<UnitReport> UnitReports => db.Set<UnitReport>();

        public DbSet<ReviewSnapshot> ReviewSnapshots => db.Set<ReviewSnapshot>();

        public DbSet<ReviewAdjustment> ReviewAdjustments => db.Set<ReviewAdjustment>();
    }
}
