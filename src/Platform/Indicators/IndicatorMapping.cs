using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Platform.Indicators;

internal sealed class IndicatorMapping : IEntityTypeConfiguration<Indicator>, IEntityTypeConfiguration<IndicatorPoint>,
    IEntityTypeConfiguration<IndicatorValue>
{
    public void Configure(EntityTypeBuilder<Indicator> builder)
    {
        builder.ToTable("platform_indicator").HasKey(i => i.Id);
        builder.Property(i => i.Code).HasMaxLength(40);
        builder.Property(i => i.NameVi).HasMaxLength(Indicator.NameMaxLength);
        builder.Property(i => i.NameEn).HasMaxLength(Indicator.NameMaxLength);
        builder.Property(i => i.UnitVi).HasMaxLength(60);
        builder.Property(i => i.UnitEn).HasMaxLength(60);
        builder.Property(i => i.Direction).HasConversion<string>().HasMaxLength(20);
        builder.Property(i => i.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(i => i.SourceKey).HasMaxLength(80);
        builder.Property(i => i.Rhythm).HasConversion<string>().HasMaxLength(20);
        builder.Property(i => i.Window).HasConversion<string>().HasMaxLength(20);
        builder.Property(i => i.DocumentName).HasMaxLength(300);
        builder.Property(i => i.ClauseLabel).HasMaxLength(80);
        builder.Property(i => i.TargetText).HasMaxLength(300);
        builder.Property(i => i.Source).HasMaxLength(500);
        builder.Property(i => i.Confidence).HasConversion<string>().HasMaxLength(10);
        builder.HasIndex(i => i.Code).IsUnique();
        builder.HasIndex(i => i.OwnerUnitId); // a unit's indicators
        builder.HasIndex(i => i.DocumentId); // what rests on a document
        builder.HasIndex(i => i.ClauseId);
        builder.HasOne<Unit>().WithMany().HasForeignKey(i => i.OwnerUnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<OfficialDocument>().WithMany().HasForeignKey(i => i.DocumentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<DocumentClause>().WithMany().HasForeignKey(i => i.ClauseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(i => i.Points).WithOne().HasForeignKey(p => p.IndicatorId);
        builder.Ignore(i => i.Name).Ignore(i => i.Unit).Ignore(i => i.IsShare).Ignore(i => i.Targets);
    }

    public void Configure(EntityTypeBuilder<IndicatorPoint> builder) =>
        builder.ToTable("platform_indicator_point").HasKey(p => new { p.IndicatorId, p.IsTarget, p.On });

    public void Configure(EntityTypeBuilder<IndicatorValue> builder)
    {
        builder.ToTable("platform_indicator_value").HasKey(v => v.Id);
        builder.Property(v => v.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(v => v.SourceKey).HasMaxLength(80);
        builder.Property(v => v.Records).HasMaxLength(300);
        builder.Property(v => v.Evidence).HasMaxLength(500);
        builder.Property(v => v.By).HasMaxLength(200);
        builder.Property(v => v.DecidedBy).HasMaxLength(200);
        builder.HasIndex(v => new { v.IndicatorId, v.AsOf, v.Sequence }).IsUnique(); // each written once, however many processes measure
        builder.HasOne<Indicator>().WithMany().HasForeignKey(v => v.IndicatorId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(v => v.Counts);
    }
}

/// <summary>The tables of indicators.</summary>
public static class IndicatorTables
{
    extension(AppDb db)
    {
        /// <summary>Indicators, whoever may see them.</summary>
        public DbSet<Indicator> Indicators => db.Set<Indicator>();

        /// <summary>Their values, those that do not count among them.</summary>
        public DbSet<IndicatorValue> IndicatorValues => db.Set<IndicatorValue>();
    }
}
