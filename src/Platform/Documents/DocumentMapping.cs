using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Platform.Documents;

internal sealed class DocumentMapping : IEntityTypeConfiguration<OfficialDocument>, IEntityTypeConfiguration<DocumentClause>, IEntityTypeConfiguration<DocumentRelation>
{
    public void Configure(EntityTypeBuilder<OfficialDocument> builder)
    {
        builder.ToTable("platform_document").HasKey(d => d.Id);
        builder.Property(d => d.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(d => d.Number).HasMaxLength(40);
        builder.Property(d => d.Symbol).HasMaxLength(60);
        builder.Property(d => d.Kind).HasMaxLength(40);
        builder.Property(d => d.IssuerName).HasMaxLength(200);
        builder.Property(d => d.Direction).HasConversion<string>().HasMaxLength(20);
        builder.Property(d => d.Confidence).HasConversion<string>().HasMaxLength(10);
        builder.Property(d => d.UniqueKey).HasMaxLength(400);
        builder.Property(d => d.NumberKey).HasMaxLength(120);
        builder.HasIndex(d => d.UniqueKey).IsUnique();
        builder.HasIndex(d => d.NumberKey); // what someone types
        builder.HasIndex(d => new { d.SignedOn, d.Id }); // the list's order
        builder.HasOne<Organisation.Unit>().WithMany().HasForeignKey(d => d.IssuerUnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation.Unit>().WithMany().HasForeignKey(d => d.KeptByUnitId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(d => d.FullNumber).Ignore(d => d.Name);
    }

    public void Configure(EntityTypeBuilder<DocumentClause> builder)
    {
        builder.ToTable("platform_document_clause").HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(c => c.Label).HasMaxLength(80);
        builder.Property(c => c.Confidence).HasConversion<string>().HasMaxLength(10);
        builder.HasIndex(c => new { c.DocumentId, c.Order });
        builder.HasOne<OfficialDocument>().WithMany().HasForeignKey(c => c.DocumentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<DocumentClause>().WithMany().HasForeignKey(c => c.ParentId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<DocumentRelation> builder)
    {
        builder.ToTable("platform_document_relation").HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(r => r.Provisions).HasMaxLength(300);
        builder.HasIndex(r => new { r.FromId, r.ToId, r.Kind }).IsUnique();
        builder.HasIndex(r => r.ToId); // the other end
        builder.HasOne<OfficialDocument>().WithMany().HasForeignKey(r => r.FromId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<OfficialDocument>().WithMany().HasForeignKey(r => r.ToId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>The tables of the register.</summary>
public static class DocumentTables
{
    extension(AppDb db)
    {
        /// <summary>Documents, drafts among them; <see cref="DocumentQueries.Seen"/> gives those an actor may see.</summary>
        public DbSet<OfficialDocument> Documents => db.Set<OfficialDocument>();

        /// <summary>Clauses of all documents.</summary>
        public DbSet<DocumentClause> Clauses => db.Set<DocumentClause>();

        /// <summary>What documents do to one another.</summary>
        public DbSet<DocumentRelation> DocumentRelations => db.Set<DocumentRelation>();
    }
}
