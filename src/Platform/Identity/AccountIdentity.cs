using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Platform.Identity;

/// <summary>What a provider of identities has said of the owner of a citizen's account: the least of it that the product needs.</summary>
public sealed class AccountIdentity
{
    /// <summary>Longest number that is kept, in characters.</summary>
    public const int NumberMaxLength = 20;

    /// <summary>Longest level, in characters.</summary>
    public const int LevelMaxLength = 20;

    /// <summary>The account.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>The provider's address.</summary>
    public required string Provider { get; set; }

    /// <summary>Whether the account there is a business's rather than a citizen's.</summary>
    public bool IsBusiness { get; set; }

    /// <summary>Name of the person, or of the business.</summary>
    public string? Name { get; set; }

    /// <summary>The level as the provider writes it; null where it tells none.</summary>
    public string? Level { get; set; }

    /// <summary>When it was first verified, UTC; null while it is not.</summary>
    public DateTime? VerifiedAt { get; set; }

    /// <summary>When the provider last said so, UTC.</summary>
    public DateTime SaidAt { get; set; }

    /// <summary>Whether the owner lets the number be kept.</summary>
    public bool KeepsNumber { get; set; } = true;

    /// <summary>Identity number, or tax code of a business, as <see cref="IdentityNumbers"/> seals it; null where none is kept.</summary>
    public string? SealedNumber { get; set; }
}

internal sealed class AccountIdentityMapping : IEntityTypeConfiguration<AccountIdentity>
{
    public void Configure(EntityTypeBuilder<AccountIdentity> builder)
    {
        builder.ToTable("platform_account_identity").HasKey(i => i.AccountId);
        builder.Property(i => i.Provider).HasMaxLength(500);
        builder.Property(i => i.Name).HasMaxLength(Account.NameMaxLength);
        builder.Property(i => i.Level).HasMaxLength(AccountIdentity.LevelMaxLength);
        builder.HasOne<Account>().WithOne().HasForeignKey<AccountIdentity>(i => i.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>The table of identities.</summary>
public static class AccountIdentityTable
{
    extension(AppDb db)
    {
        /// <summary>What providers have said of accounts' owners.</summary>
        public DbSet<AccountIdentity> AccountIdentities => db.Set<AccountIdentity>();

        /// <summary>Whether an account's owner was verified elsewhere by a moment (UTC).</summary>
        public Task<bool> IsVerifiedAsync(Guid accountId, DateTime at, CancellationToken ct) =>
            db.Set<AccountIdentity>().AnyAsync(i => i.AccountId == accountId && i.VerifiedAt <= at, ct);
    }
}
