using LoTrinh.Platform.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Platform.Identity;

/// <summary>An account: of an officer, a citizen, or a machine. What it may do stands in its <see cref="RoleAssignment"/>s.</summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>A new account has a new identifier.</summary>
    public Account() => Id = Guid.CreateVersion7();

    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 120;

    /// <summary>The name shown; a position rather than a person where the account is an office's.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>The unit the account works in; null for citizens.</summary>
    public Guid? UnitId { get; set; }

    /// <summary>When it last signed in, UTC.</summary>
    public DateTime? LastSignInAt { get; set; }

    /// <summary>When its password was last set, UTC.</summary>
    public DateTime? PasswordSetAt { get; set; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>Whether it may sign in at all.</summary>
    public bool IsDisabled { get; set; }
}

/// <summary>A role held by an account for a unit and everything below it.</summary>
public sealed class RoleAssignment
{
    /// <summary>Identifier.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The account.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Key from <see cref="Roles"/>.</summary>
    public required string Role { get; init; }

    /// <summary>The unit the role is held for; null is the whole ministry and everything else.</summary>
    public Guid? UnitId { get; init; }
}

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<RoleAssignment>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("platform_account");
        builder.Property(a => a.DisplayName).HasMaxLength(Account.NameMaxLength);
    }

    public void Configure(EntityTypeBuilder<RoleAssignment> builder)
    {
        builder.ToTable("platform_role_assignment").HasKey(r => r.Id);
        builder.Property(r => r.Role).HasMaxLength(40);
        builder.HasIndex(r => new { r.AccountId, r.Role, r.UnitId }).IsUnique();
    }
}

/// <summary>The accounts' tables.</summary>
public static class IdentityTables
{
    extension(AppDb db)
    {
        /// <summary>Roles held by accounts.</summary>
        public DbSet<RoleAssignment> RoleAssignments => db.Set<RoleAssignment>();
    }
}
