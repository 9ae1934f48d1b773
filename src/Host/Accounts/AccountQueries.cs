using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Host.Accounts;

/// <summary>What an account is: usable, kept out, or locked for a while.</summary>
internal enum AccountState
{
    Active,
    Disabled,
    Locked,
}

/// <summary>What the list is narrowed to; it lives in the address bar.</summary>
internal sealed record AccountFilter(string? Q = null, string? Role = null, Guid? UnitId = null, AccountState? State = null, int Page = 1)
{
    public const int PageSize = 25;
}

/// <summary>A role of an account; without a unit it is held everywhere.</summary>
internal sealed record RoleRow(Guid Id, string Role, Guid? UnitId);

/// <summary>A row of the list.</summary>
internal sealed record AccountRow(Guid Id, string UserName, string DisplayName, Guid? UnitId, bool IsDisabled, DateTimeOffset? LockoutEnd, bool HasSecondFactor,
    DateTime CreatedAt, DateTime? LastSignInAt)
{
    public IReadOnlyList<RoleRow> Roles { get; init; } = [];

    public AccountState StateAt(DateTimeOffset now) => IsDisabled ? AccountState.Disabled : LockoutEnd > now ? AccountState.Locked : AccountState.Active;
}

/// <summary>Reads accounts; only those of the units that the actor administers.</summary>
internal sealed class AccountQueries(AppDb db, OrganisationDirectory organisation, TimeProvider clock)
{
    /// <summary>The accounts that the actor may see. Citizens work in no unit: whoever administers everything sees them.</summary>
    public IQueryable<Account> Seen(Actor actor)
    {
        var accounts = db.Users.AsNoTracking();
        var scopes = actor.ScopesOf(PlatformPermissions.AccountsManage);
        if (scopes.Contains("/"))
        {
            return accounts;
        }

        var units = scopes.SelectMany(organisation.Under).Select(u => (Guid?)u.Id).Distinct().ToList();
        return accounts.Where(a => a.UnitId != null && units.Contains(a.UnitId));
    }

    public async Task<(IReadOnlyList<AccountRow> Rows, int Count)> ListAsync(Actor actor, AccountFilter filter, CancellationToken ct)
    {
        var accounts = Narrow(Seen(actor), filter);
        var count = await accounts.CountAsync(ct);
        var rows = await Rows(accounts.OrderBy(a => a.SearchText).ThenBy(a => a.Id)
            .Skip((Math.Clamp(filter.Page, 1, 1_000_000) - 1) * AccountFilter.PageSize).Take(AccountFilter.PageSize)).ToListAsync(ct);
        return (await WithRolesAsync(rows, ct), count);
    }

    public async Task<AccountRow?> FindAsync(Actor actor, Guid id, CancellationToken ct) =>
        (await WithRolesAsync(await Rows(Seen(actor).Where(a => a.Id == id)).ToListAsync(ct), ct)).SingleOrDefault();

    private IQueryable<Account> Narrow(IQueryable<Account> accounts, AccountFilter filter)
    {
        foreach (var word in Folding.Fold(filter.Q).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            accounts = accounts.Where(a => a.SearchText.Contains(" " + word));
        }

        if (!string.IsNullOrEmpty(filter.Role))
        {
            var roles = db.RoleAssignments; // an expression cannot hold an extension property
            accounts = accounts.Where(a => roles.Any(r => r.AccountId == a.Id && r.Role == filter.Role));
        }

        if (organisation.Find(filter.UnitId) is { } unit)
        {
            var under = organisation.Under(unit.Path).Select(u => (Guid?)u.Id).ToList();
            accounts = accounts.Where(a => under.Contains(a.UnitId));
        }

        DateTimeOffset? now = clock.GetUtcNow();
        return filter.State switch
        {
            AccountState.Disabled => accounts.Where(a => a.IsDisabled),
            AccountState.Locked => accounts.Where(a => !a.IsDisabled && a.LockoutEnd > now),
            AccountState.Active => accounts.Where(a => !a.IsDisabled && (a.LockoutEnd == null || a.LockoutEnd <= now)),
            _ => accounts,
        };
    }

    private static IQueryable<AccountRow> Rows(IQueryable<Account> accounts) => accounts.Select(a => new AccountRow(
        a.Id, a.UserName!, a.DisplayName, a.UnitId, a.IsDisabled, a.LockoutEnd, a.TwoFactorEnabled, a.CreatedAt, a.LastSignInAt));

    private async Task<IReadOnlyList<AccountRow>> WithRolesAsync(List<AccountRow> rows, CancellationToken ct)
    {
        var ids = rows.ConvertAll(r => r.Id);
        var roles = (await db.RoleAssignments.AsNoTracking().Where(r => ids.Contains(r.AccountId)).ToListAsync(ct)).ToLookup(r => r.AccountId);
        return rows.ConvertAll(row => row with { Roles = [.. roles[row.Id].OrderBy(r => r.Id).Select(r => new RoleRow(r.Id, r.Role, r.UnitId))] });
    }
}
