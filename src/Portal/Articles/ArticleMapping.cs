using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Portal.Articles;

internal sealed class ArticleMapping : IEntityTypeConfiguration<Article>, IEntityTypeConfiguration<ArticleRevision>
{
    public void Configure(EntityTypeBuilder<Article> builder)
    {
        builder.ToTable("portal_article").HasKey(a => a.Id);
        builder.Property(a => a.Title).HasMaxLength(ArticleText.TitleMaxLength);
        builder.Property(a => a.Slug).HasMaxLength(240);
        builder.Property(a => a.Section).HasMaxLength(40);
        builder.Property(a => a.State).HasConversion<string>().HasMaxLength(20);
        builder.HasIndex(a => a.Slug).IsUnique();
        builder.HasIndex(a => new { a.IsPublic, a.PublishedAt }); // newest first
        builder.HasIndex(a => new { a.IsPublic, a.Section, a.PublishedAt }); // a section's newest
        builder.HasIndex(a => new { a.State, a.PublishAt }); // what waits for its time
        builder.HasMany(a => a.Revisions).WithOne().HasForeignKey(r => r.ArticleId);
        builder.Ignore(a => a.Newest);
    }

    public void Configure(EntityTypeBuilder<ArticleRevision> builder)
    {
        builder.ToTable("portal_article_revision").HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => new { r.ArticleId, r.No }).IsUnique();
        builder.ComplexProperty(r => r.Text);
    }
}

internal static class ArticleTables
{
    extension(AppDb db)
    {
        public DbSet<Article> Articles => db.Set<Article>();

        public DbSet<ArticleRevision> ArticleRevisions => db.Set<ArticleRevision>();

        /// <summary>What the public may read.</summary>
        public IQueryable<Article> PublicArticles => db.Set<Article>().AsNoTracking().Where(a => a.IsPublic);
    }
}
