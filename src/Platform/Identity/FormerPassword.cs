using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Platform.Identity;

/// <summary>A password that the account has had, as a hash, so that it is not taken again too soon.</summary>
public sealed class FormerPassword
{
    /// <summary>Identifier; grows with time.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The account.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Its hash.</summary>
    public required string PasswordHash { get; init; }

    /// <summary>When it was set, UTC.</summary>
    public DateTime SetAt { get; init; }
}

internal sealed class FormerPasswordMapping : IEntityTypeConfiguration<FormerPassword>
{
    public void Configure(EntityTypeBuilder<FormerPassword> builder)
    {
        builder.ToTable("platform_former_password").HasKey(p => p.Id);
        builder.HasIndex(p => p.AccountId);
        builder.HasOne<Account>().WithMany().HasForeignKey(p => p.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>The table of former passwords.</summary>
public static class FormerPasswordTable
{
    extension(AppDb db)
    {
        /// <summary>Hashes of passwords that accounts have had, the present one among them.</summary>
        public DbSet<FormerPassword> FormerPasswords => db.Set<FormerPassword>();
    }
}
