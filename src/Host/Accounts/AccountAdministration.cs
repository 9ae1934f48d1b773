using System.Collections.Immutable;
using LoTrinh.Host.Security;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Host.Accounts;

/// <summary>What is typed for a new account.</summary>
internal sealed record AccountDraft(string? UserName, string? DisplayName, Guid? UnitId, string? Role, Guid? RoleUnitId);

/// <summary>
/// What administrators do with accounts. Who administers a unit's subtree reaches the accounts that work in it and hold
/// no role beyond it; nobody administers themselves; somebody always administers everything.
/// </summary>
internal sealed class AccountAdministration(
    AppDb db, UserManager<Account> users, AccountStore store, Passwords passwords, Attempts attempts, SessionKeeper sessions,
    OrganisationDirectory organisation, TimeProvider clock)
{
    /// <summary>Longest reason, in characters.</summary>
    public const int ReasonMaxLength = 500;

    private const string ReasonField = "Reason";

    /// <summary>Makes an account with a role; gives it and the one-time password, which is told once.</summary>
    public Task<Result<(Account Account, string Password)>> Create(Actor actor, AccountDraft draft, CancellationToken ct) =>
        db.InTransactionAsync(() => CreateOnceAsync(actor, draft, ct), keep: r => r.Ok, ct);

    private async Task<Result<(Account Account, string Password)>> CreateOnceAsync(Actor actor, AccountDraft draft, CancellationToken ct)
    {
        if (actor.Lacks(PlatformPermissions.AccountsManage, PathOf(draft.UnitId)) is { } refusal)
        {
            return refusal;
        }

        var taken = !string.IsNullOrWhiteSpace(draft.UserName) && await users.FindByNameAsync(draft.UserName.Trim()) is not null;
        ImmutableArray<Problem> problems =
        [
            .. Names.CheckUserName(draft.UserName, nameof(draft.UserName)) is { } named ? [named] : Array.Empty<Problem>(),
            .. Problem.Unless(!taken, Problem.Invalid("accounts.user-name-taken", nameof(draft.UserName), draft.UserName ?? "")),
            .. Names.CheckShown(draft.DisplayName, nameof(draft.DisplayName)) is { } shown ? [shown] : Array.Empty<Problem>(),
            .. Problem.Unless(draft.UnitId is null || organisation.Find(draft.UnitId) is not null, Problem.Invalid("accounts.unit-unknown", nameof(draft.UnitId))),
            .. CheckRole(actor, draft.Role, draft.RoleUnitId, nameof(draft.Role), nameof(draft.RoleUnitId)),
        ];
        if (!problems.IsEmpty)
        {
            return problems;
        }

        var account = new Account
        {
            UserName = draft.UserName!.Trim(), DisplayName = draft.DisplayName!.Trim(), UnitId = draft.UnitId, CreatedAt = clock.UtcNow(), LockoutEnabled = true,
        };
        var password = passwords.SetOneTime(account);
        await users.CreateAsync(account);
        db.RoleAssignments.Add(new RoleAssignment { AccountId = account.Id, Role = draft.Role!, UnitId = draft.RoleUnitId });
        db.Record(actor, "platform.account.created", nameof(Account), account.Id,
            new { account.UserName, account.DisplayName, Unit = organisation.Find(draft.UnitId)?.Key, draft.Role, RoleUnit = organisation.Find(draft.RoleUnitId)?.Key });
        await db.SaveChangesAsync(ct);
        return (account, password);
    }

    /// <summary>Gives a role for a unit and everything below it.</summary>
    public Task<Result<Account>> GiveRole(Actor actor, Guid id, string? role, Guid? unitId, CancellationToken ct) => ActAsync(actor, id, async account =>
    {
        ImmutableArray<Problem> problems = [.. CheckRole(actor, role, unitId, "Role", "RoleUnitId")];
        if (problems.IsEmpty && await db.RoleAssignments.AnyAsync(r => r.AccountId == id && r.Role == role && r.UnitId == unitId, ct))
        {
            problems = [Problem.Invalid("accounts.role-held", "Role")];
        }

        if (!problems.IsEmpty)
        {
            return problems;
        }

        db.RoleAssignments.Add(new RoleAssignment { AccountId = id, Role = role!, UnitId = unitId });
        db.Record(actor, "platform.role.given", nameof(Account), id, new { role, unit = organisation.Find(unitId)?.Key });
        return account;
    }, ct);

    /// <summary>Takes a role.</summary>
    public Task<Result<Account>> TakeRole(Actor actor, Guid id, Guid assignmentId, string? reason, CancellationToken ct) => ActAsync(actor, id, reason, async account =>
    {
        if (await db.RoleAssignments.SingleOrDefaultAsync(r => r.Id == assignmentId && r.AccountId == id, ct) is not { } held)
        {
            return Problem.NotFound("accounts.role-unknown");
        }

        db.RoleAssignments.Remove(held);
        db.Record(actor, "platform.role.taken", nameof(Account), id, new { held.Role, unit = organisation.Find(held.UnitId)?.Key }, reason);
        return account;
    }, ct);

    /// <summary>Keeps the account from signing in, and ends its sessions.</summary>
    public async Task<Result<Account>> Disable(Actor actor, Guid id, string? reason, CancellationToken ct)
    {
        var result = await ActAsync(actor, id, reason, account =>
        {
            account.IsDisabled = true;
            db.Record(actor, "platform.account.disabled", nameof(Account), id, null, reason);
            return Task.FromResult<Result<Account>>(account);
        }, ct);
        return await EndAfterAsync(result, ct);
    }

    /// <summary>Lets the account sign in again.</summary>
    public Task<Result<Account>> Enable(Actor actor, Guid id, CancellationToken ct) => ActAsync(actor, id, account =>
    {
        account.IsDisabled = false;
        account.EnabledAt = clock.UtcNow();
        db.Record(actor, "platform.account.enabled", nameof(Account), id, null);
        return Task.FromResult<Result<Account>>(account);
    }, ct);

    /// <summary>Ends a lock after wrong attempts.</summary>
    public Task<Result<Account>> Unlock(Actor actor, Guid id, CancellationToken ct) => ActAsync(actor, id, async account =>
    {
        await attempts.ClearAsync(id, ct);
        db.Record(actor, "platform.account.unlocked", nameof(Account), id, null);
        return account;
    }, ct);

    /// <summary>Gives a one-time password, which is told once, and ends the sessions.</summary>
    public async Task<Result<string>> ResetPassword(Actor actor, Guid id, string? reason, CancellationToken ct)
    {
        var password = "";
        var result = await ActAsync(actor, id, reason, async account =>
        {
            password = passwords.SetOneTime(account);
            await attempts.ClearAsync(id, ct);
            db.Record(actor, "platform.password.reset", nameof(Account), id, null, reason);
            return account;
        }, ct);
        return (await EndAfterAsync(result, ct)).Ok ? password : result.Problems;
    }

    /// <summary>Takes the code app and the passkeys off, for someone who has lost them, and ends the sessions.</summary>
    public async Task<Result<Account>> RemoveSecondFactor(Actor actor, Guid id, string? reason, CancellationToken ct)
    {
        var result = await ActAsync(actor, id, reason, async account =>
        {
            await store.RemoveSecondFactorAsync(account, ct);
            var passkeys = await users.GetPasskeysAsync(account);
            foreach (var passkey in passkeys)
            {
                await users.RemovePasskeyAsync(account, passkey.CredentialId);
            }

            db.Record(actor, "platform.second-factor.removed", nameof(Account), id, new { passkeys = passkeys.Count }, reason);
            return account;
        }, ct);
        return await EndAfterAsync(result, ct);
    }

    /// <summary>Ends one session of the account, or all.</summary>
    public async Task<Result<Account>> EndSessions(Actor actor, Guid id, Guid? only, CancellationToken ct)
    {
        var result = await ActAsync(actor, id, account =>
        {
            db.Record(actor, "platform.session.ended", nameof(Account), id, new { all = only is null });
            return Task.FromResult<Result<Account>>(account);
        }, ct);
        if (result.Ok)
        {
            await sessions.EndAsync(id, only, ct: ct);
        }

        return result;
    }

    private string PathOf(Guid? unitId) => unitId is null ? "/" : organisation.Find(unitId)?.Path ?? "/";

    private IEnumerable<Problem> CheckRole(Actor actor, string? role, Guid? unitId, string roleField, string unitField) =>
    [
        .. Problem.Unless(role is not null && Roles.All.Contains(role), Problem.Invalid("accounts.role-missing", roleField)),
        .. Problem.Unless(unitId is null || organisation.Find(unitId) is not null, Problem.Invalid("accounts.unit-unknown", unitField)),
        .. Problem.Unless(actor.May(PlatformPermissions.AccountsManage, PathOf(unitId)), Problem.Invalid("accounts.role-beyond", unitField)),
    ];

    private Task<Result<Account>> ActAsync(Actor actor, Guid id, string? reason, Func<Account, Task<Result<Account>>> act, CancellationToken ct) =>
        string.IsNullOrWhiteSpace(reason) || reason.Length > ReasonMaxLength
            ? Task.FromResult<Result<Account>>(actor.Lacks(PlatformPermissions.AccountsManage) ?? Problem.Invalid("accounts.reason", ReasonField, ReasonMaxLength))
            : ActAsync(actor, id, act, ct);

    private async Task<Result<Account>> ActAsync(Actor actor, Guid id, Func<Account, Task<Result<Account>>> act, CancellationToken ct)
    {
        if (actor.Lacks(PlatformPermissions.AccountsManage) is { } refusal)
        {
            return refusal;
        }

        var result = await db.InTransactionAsync(async () =>
        {
            var account = await db.Users.SingleOrDefaultAsync(a => a.Id == id, ct);
            if (account is null || !actor.May(PlatformPermissions.AccountsManage, PathOf(account.UnitId)))
            {
                return Problem.NotFound("accounts.unknown");
            }

            if (await RefusalAsync(actor, account, ct) is { } beyond)
            {
                return beyond;
            }

            var done = await act(account);
            if (!done.Ok)
            {
                return done;
            }

            if (await db.TrySaveAsync(ct) is { } raced)
            {
                return raced;
            }

            // Counted after the save: the ledger keeps writers in line, so two who take each other away do not both succeed.
            return await Administrators.CountAsync(db, ct) > 0 ? done : Problem.Conflict("accounts.last-administrator");
        }, r => r.Ok, ct);
        sessions.Refresh(id);
        return result;
    }

    private async Task<Problem?> RefusalAsync(Actor actor, Account account, CancellationToken ct)
    {
        if (account.Id == actor.AccountId)
        {
            return Problem.Conflict("accounts.own");
        }

        var held = await db.RoleAssignments.AsNoTracking().Where(r => r.AccountId == account.Id).ToListAsync(ct);
        return held.TrueForAll(r => actor.May(PlatformPermissions.AccountsManage, PathOf(r.UnitId))) ? null : Problem.Conflict("accounts.beyond");
    }

    private async Task<Result<Account>> EndAfterAsync(Result<Account> result, CancellationToken ct)
    {
        if (result.TryGet(out var account))
        {
            await sessions.EndAsync(account.Id, ct: ct);
            sessions.Refresh(account.Id);
        }

        return result;
    }
}
