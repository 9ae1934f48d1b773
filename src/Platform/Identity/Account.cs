using LoTrinh.Platform.Data;
using LoTrinh.Platform.Search;
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

    /// <summary>Name for signing in.</summary>
    public override string? UserName
    {
        get => base.UserName;
        set
        {
            base.UserName = value;
            Refold();
        }
    }

    /// <summary>The name shown; a position rather than a person where the account is an office's.</summary>
    public string DisplayName
    {
        get;
        set
        {
            field = value;
            Refold();
        }
    } = "";

    /// <summary>Both names, folded, each word after a space: what the list of accounts is searched in.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>The unit the account works in; null for citizens.</summary>
    public Guid? UnitId { get; set; }

    /// <summary>When it last signed in, UTC.</summary>
    public DateTime? LastSignInAt { get; set; }

    /// <summary>When its password was last set, UTC.</summary>
    public DateTime? PasswordSetAt { get; set; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>Whether it is kept from signing in.</summary>
    public bool IsDisabled { get; set; }

    /// <summary>When it was last enabled again, UTC.</summary>
    public DateTime? EnabledAt { get; set; }

    /// <summary>Whether its password was given by someone else and must be changed at the next sign-in.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>Whether, at the last sign-in, its password no longer met what is asked of the account: the second factor was taken off, a role came, the rules changed.</summary>
    public bool PasswordIsTooWeak { get; set; }

    /// <summary>The last sign of life, UTC: made, enabled, or signed in.</summary>
    public DateTime LastActiveAt => new[] { CreatedAt, EnabledAt ?? default, LastSignInAt ?? default }.Max();

    private void Refold() => SearchText = $" {Folding.Fold($"{DisplayName} {UserName}")}";
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
        builder.Property(a => a.SearchText).HasMaxLength(500).HasDefaultValue("");
        builder.Ignore(a => a.LastActiveAt);
        // An instant like the others: SQLite cannot compare what carries an offset.
        builder.Property(a => a.LockoutEnd)
            .HasConversion(v => v!.Value.UtcDateTime, v => new DateTimeOffset(DateTime.SpecifyKind(v, DateTimeKind.Utc)));
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
