using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Platform.Identity;

/// <summary>A signed-in browser. The cookie holds only its key; ending the row ends the session at once.</summary>
public sealed class Session
{
    /// <summary>Identifier, shown in the session list; not the key.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>SHA-256 of the 256-bit key in the cookie.</summary>
    public required string KeyHash { get; init; }

    /// <summary>The account.</summary>
    public Guid AccountId { get; init; }

    /// <summary>The serialized ticket.</summary>
    public required byte[] Ticket { get; set; }

    /// <summary>When it began, UTC.</summary>
    public DateTime StartedAt { get; init; }

    /// <summary>When it was last seen, UTC, to the minute.</summary>
    public DateTime SeenAt { get; set; }

    /// <summary>When it ends by itself, UTC.</summary>
    public DateTime ExpiresAt { get; set; }

    /// <summary>The browser, as it names itself.</summary>
    public string? Browser { get; init; }

    /// <summary>The address it came from.</summary>
    public string? Address { get; init; }

    /// <summary>How it was signed in: <c>pwd</c>, <c>mfa</c>, <c>passkey</c> or <c>external</c>.</summary>
    public string? Method { get; init; }
}

/// <summary>A key for programs: shown once, kept as a hash, limited to permissions, ending by itself.</summary>
public sealed class ApiToken
{
    /// <summary>What every token begins with, so that one that leaks can be recognised.</summary>
    public const string Prefix = "lotrinh_";

    /// <summary>Identifier.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The account it acts for.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the token, hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>Permissions it is limited to, space-separated; null is all that its account has.</summary>
    public string? Scope { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>When it ends, UTC.</summary>
    public DateTime ExpiresAt { get; init; }

    /// <summary>When it was last used, UTC, to the minute.</summary>
    public DateTime? LastUsedAt { get; set; }

    /// <summary>When it was taken back, UTC.</summary>
    public DateTime? RevokedAt { get; set; }
}

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>, IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("platform_session").HasKey(s => s.Id);
        builder.HasIndex(s => s.KeyHash).IsUnique();
        builder.HasIndex(s => s.AccountId);
        builder.Property(s => s.Browser).HasMaxLength(300);
        builder.Property(s => s.Method).HasMaxLength(20);
    }

    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.ToTable("platform_api_token").HasKey(t => t.Id);
        builder.HasIndex(t => t.Hash).IsUnique();
        builder.HasIndex(t => t.AccountId);
    }
}

/// <summary>The tables of sessions and tokens.</summary>
public static class SessionTables
{
    extension(AppDb db)
    {
        /// <summary>Signed-in browsers.</summary>
        public DbSet<Session> Sessions => db.Set<Session>();

        /// <summary>Keys for programs.</summary>
        public DbSet<ApiToken> ApiTokens => db.Set<ApiToken>();
    }
}
