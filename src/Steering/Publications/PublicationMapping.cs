using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Steering.Publications;

internal sealed class PublicationMapping : IEntityTypeConfiguration<Publication>
{
    public void Configure(EntityTypeBuilder<Publication> builder)
    {
        builder.ToTable("steering_publication").HasKey(p => p.Id);
        builder.Property(p => p.Code).HasMaxLength(40);
        builder.Property(p => p.Sha256).HasMaxLength(64);
        builder.Property(p => p.SecrecyMark).HasMaxLength(64);
        builder.Property(p => p.AnswerableVi).HasMaxLength(Publication.AnswerableMaxLength);
        builder.Property(p => p.AnswerableEn).HasMaxLength(Publication.AnswerableMaxLength);
        builder.Property(p => p.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(p => p.PreparedBy).HasMaxLength(200);
        builder.Property(p => p.PublishedBy).HasMaxLength(200);
        builder.HasIndex(p => p.Code).IsUnique();
        builder.HasIndex(p => new { p.State, p.AsOf }); // the one that everyone reads, and what waits
        builder.Ignore(p => p.IsPublic).Ignore(p => p.WasPublic);
    }
}

internal static class PublicationTables
{
    extension(AppDb db)
    {
        public DbSet<Publication> Publications => db.Set<Publication>();
    }
}
