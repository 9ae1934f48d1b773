using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Steering.Committees;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Opinions;

/// <summary>
/// Who is asked in a round: the seats of the committee as it is composed on the day, without its working group, and the account that votes
/// for each.
/// </summary>
internal sealed class OpinionSeating(AppDb db, PermissionCatalogue catalogue)
{
    /// <summary>
    /// The members. Where one account alone may vote for a unit, it votes for the highest of the unit's seats; where there are several, or
    /// none, who prepares the
    /// round says who does.
    /// </summary>
    public async Task<IReadOnlyList<OpinionMember>> MembersAsync(CommitteeVersion? composed, DateOnly day, CancellationToken ct)
    {
        var seats = composed?.InOrder.Where(s => !s.IsOfGroup).ToList() ?? [];
        var units = seats.ConvertAll(s => s.UnitId);
        var voters = (await Voters().Where(a => a.UnitId != null && units.Contains(a.UnitId.Value)).Select(a => new { a.Id, a.UnitId })
            .ToListAsync(ct))
            .GroupBy(a => a.UnitId!.Value).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.Single().Id);
        var highest = seats.GroupBy(s => s.UnitId).ToDictionary(g => g.Key, g => g.First().Id);
        return [.. seats.Select((s, i) => OpinionMember.Of(s, i + 1, s.HolderOn(day)?.PersonName,
            highest[s.UnitId] == s.Id && voters.TryGetValue(s.UnitId, out var account) ? account : null))];
    }

    /// <summary>The account of that name that may vote for a seat of the unit; null when there is none.</summary>
    public async Task<Guid?> VoterAsync(string? userName, Guid unitId, CancellationToken ct) =>
        Platform.Words.Clean(userName) is not { } name ? null
            : await Voters().Where(a => a.UserName == name && a.UnitId == unitId).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(ct);

    /// <summary>The account of that name, whoever holds it; null when there is none.</summary>
    public async Task<Guid?> AccountAsync(string? userName, CancellationToken ct)
    {
        var (roles, held) = (RolesWith(Tasks.Permissions.Read), db.RoleAssignments);
        return Platform.Words.Clean(userName) is not { } name ? null : await db.Users.AsNoTracking()
            .Where(a => a.UserName == name && !a.IsDisabled && held.Any(r => r.AccountId == a.Id && roles.Contains(r.Role)))
            .Select(a => (Guid?)a.Id).SingleOrDefaultAsync(ct);
    }

    /// <summary>Names of accounts, for those who prepare a round.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IEnumerable<Guid> accounts, CancellationToken ct)
    {
        var ids = accounts.Distinct().ToList();
        return await db.Users.AsNoTracking().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.DisplayName, ct);
    }

    private IQueryable<Account> Voters()
    {
        var (roles, held) = (RolesWith(OpinionPermissions.Vote), db.RoleAssignments);
        return db.Users.AsNoTracking().Where(a => !a.IsDisabled && held
            .Any(r => r.AccountId == a.Id && roles.Contains(r.Role) && (r.UnitId == null || r.UnitId == a.UnitId)));
    }

    private List<string> RolesWith(string permission) => [.. Roles.All.Where(r => catalogue.Of(r).Contains(permission))];
}
