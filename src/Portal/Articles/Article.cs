using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Portal.Articles;

/// <summary>A published piece of news. Its body is plain text; an empty line parts paragraphs, so there is no markup to clean.</summary>
internal sealed class Article
{
    public const int TitleMaxLength = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Last part of its address: folded title.</summary>
    public required string Slug { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    public required string Body { get; init; }

    public required string Author { get; init; }

    public required string Section { get; init; }

    public string? Picture { get; init; }

    /// <summary>What the picture shows, for those who do not see it.</summary>
    public string? PictureAlt { get; init; }

    public string? Source { get; init; }

    public DateTime PublishedAt { get; init; }

    public IEnumerable<string> Paragraphs => Body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

internal sealed class ArticleMapping : IEntityTypeConfiguration<Article>
{
    public void Configure(EntityTypeBuilder<Article> builder)
    {
        builder.ToTable("portal_article").HasKey(a => a.Id);
        builder.Property(a => a.Title).HasMaxLength(Article.TitleMaxLength);
        builder.Property(a => a.Slug).HasMaxLength(240);
        builder.HasIndex(a => a.Slug).IsUnique();
        builder.HasIndex(a => a.PublishedAt); // newest first
        builder.Ignore(a => a.Paragraphs);
    }
}

internal static class ArticleTables
{
    extension(AppDb db)
    {
        public DbSet<Article> Articles => db.Set<Article>();
    }
}
