using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Platform.Notifications;

/// <summary>Something an account was told, in the language it had chosen then.</summary>
public sealed class Notification
{
    /// <summary>Longest title, in characters; what is longer is cut.</summary>
    public const int TitleMaxLength = 300;

    /// <summary>Longest body, in characters; what is longer is cut.</summary>
    public const int BodyMaxLength = 4000;

    /// <summary>Identifier; grows with time.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Who was told.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>What sort of news, such as <c>steering.task-issued</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is about, so that the same news told twice is one row: an account has a key once.</summary>
    public required string Key { get; init; }

    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>The rest, lines of plain text; may be missing.</summary>
    public string? Body { get; init; }

    /// <summary>The record it is about, from the root, such as <c>/chi-dao/nhiem-vu/…</c>.</summary>
    public required string Url { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>When it was read, UTC; null while it was not.</summary>
    public DateTime? ReadAt { get; set; }
}

/// <summary>How an account wants to be told.</summary>
public sealed class NotificationPreference
{
    /// <summary>The account.</summary>
    public Guid AccountId { get; init; }

    /// <summary>Whether also by e-mail; an account without a choice is told by e-mail too, when its address is confirmed.</summary>
    public bool ByEmail { get; set; } = true;

    /// <summary>Language of what it is told: <c>vi</c> or <c>en</c>.</summary>
    public string Language { get; set; } = "vi";
}

internal sealed class NotificationMapping : IEntityTypeConfiguration<Notification>, IEntityTypeConfiguration<NotificationPreference>
{
    public void Configure(EntityTypeBuilder<Notification> builder)
    {
        builder.ToTable("platform_notification").HasKey(n => n.Id);
        builder.Property(n => n.Kind).HasMaxLength(80);
        builder.Property(n => n.Key).HasMaxLength(200);
        builder.Property(n => n.Title).HasMaxLength(Notification.TitleMaxLength);
        builder.Property(n => n.Body).HasMaxLength(Notification.BodyMaxLength);
        builder.Property(n => n.Url).HasMaxLength(400);
        builder.HasIndex(n => new { n.AccountId, n.Key }).IsUnique();
        builder.HasIndex(n => new { n.AccountId, n.ReadAt, n.Id }); // what is unread, newest first
    }

    public void Configure(EntityTypeBuilder<NotificationPreference> builder)
    {
        builder.ToTable("platform_notification_preference").HasKey(p => p.AccountId);
        builder.Property(p => p.Language).HasMaxLength(2);
    }
}

/// <summary>The tables of what people are told.</summary>
public static class NotificationTables
{
    extension(AppDb db)
    {
        /// <summary>What accounts were told.</summary>
        public DbSet<Notification> Notifications => db.Set<Notification>();

        /// <summary>How accounts want to be told.</summary>
        public DbSet<NotificationPreference> NotificationPreferences => db.Set<NotificationPreference>();

        /// <summary>Mail that waits, and mail that was sent.</summary>
        public DbSet<OutgoingMail> OutgoingMail => db.Set<OutgoingMail>();
    }
}
