using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Notifications;

/// <summary>Someone who is told something, and how.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Name">Its name.</param>
/// <param name="UnitId">The unit it works in.</param>
/// <param name="Email">Where e-mail goes; null when it gets none: no confirmed address, or its own choice.</param>
/// <param name="Language"><c>vi</c> or <c>en</c>.</param>
public sealed record Recipient(Guid AccountId, string Name, Guid? UnitId, string? Email, string Language);

/// <summary>Finds the right people: accounts that hold a permission for a unit, and how they want to be told.</summary>
public sealed class Recipients(AppDb db, PermissionCatalogue catalogue, OrganisationDirectory organisation)
{
    /// <summary>Accounts that hold <paramref name="permission"/> for the unit: by a role for it, for a unit above it, or for everything.</summary>
    public async Task<IReadOnlyList<Recipient>> HoldingAsync(string permission, Guid unitId, CancellationToken ct)
    {
        var path = organisation.Find(unitId)?.Path;
        var above = organisation.All.Values.Where(u => path?.StartsWith(u.Path, StringComparison.Ordinal) == true).Select(u => (Guid?)u.Id).ToList();
        var held = db.RoleAssignments;
        var roles = Roles.All.Where(r => catalogue.Of(r).Contains(permission)).ToList();
        return path is null ? [] : await ReadAsync(db.Users.Where(a => held
            .Any(r => r.AccountId == a.Id && roles.Contains(r.Role) && (r.UnitId == null || above.Contains(r.UnitId)))), ct);
    }

    /// <summary>The accounts themselves, as recipients.</summary>
    public Task<IReadOnlyList<Recipient>> OfAsync(IReadOnlyCollection<Guid> accountIds, CancellationToken ct) =>
        ReadAsync(db.Users.Where(a => accountIds.Contains(a.Id)), ct);

    private async Task<IReadOnlyList<Recipient>> ReadAsync(IQueryable<Account> accounts, CancellationToken ct) =>
        await accounts.AsNoTracking().Where(a => !a.IsDisabled).OrderBy(a => a.Id)
            .LeftJoin(db.NotificationPreferences, a => a.Id, p => p.AccountId, (a, p) => new Recipient(
                a.Id, a.DisplayName, a.UnitId, a.EmailConfirmed && (p == null || p.ByEmail) ? a.Email : null, p == null ? "vi" : p.Language))
            .ToListAsync(ct);
}
