using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Host.Security;

/// <summary>Those who administer everything; there is always one.</summary>
internal static class Administrators
{
    /// <summary>How many accounts can sign in and administer everything.</summary>
    public static Task<int> CountAsync(AppDb db, CancellationToken ct) => All(db).CountAsync(ct);

    /// <summary>Whether nobody would administer everything without this account.</summary>
    public static async Task<bool> IsLastAsync(AppDb db, Guid accountId, CancellationToken ct) =>
        await All(db).Select(a => a.Id).Take(2).ToListAsync(ct) is [var only] && only == accountId;

    private static IQueryable<Account> All(AppDb db)
    {
        var roles = db.RoleAssignments;
        return db.Users.Where(a => !a.IsDisabled && roles.Any(r => r.AccountId == a.Id && r.Role == Roles.Administrator && r.UnitId == null));
    }
}
