using LoTrinh.Host.Security;
using LoTrinh.Platform;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Host.MyAccount;

/// <summary>Everything that is kept of a person, from the account and from each module.</summary>
internal sealed class OwnData(AppDb db, IEnumerable<IPersonalData> parts)
{
    public async Task<string> NameAsync(Actor actor, CancellationToken ct) => (await db.Users.Where(a => a.Id == actor.AccountId).Select(a => a.UserName).SingleAsync(ct)) ?? "";

    public async Task<IReadOnlyDictionary<string, object>> ExportAsync(Actor actor, CancellationToken ct)
    {
        var account = await db.Users.AsNoTracking().SingleAsync(a => a.Id == actor.AccountId, ct);
        var export = new Dictionary<string, object>
        {
            ["account"] = new ExportedAccount(account.Id, account.UserName, account.DisplayName, account.Email, account.PhoneNumber, account.CreatedAt, account.LastSignInAt),
        };
        foreach (var part in parts)
        {
            export[part.Key] = await part.ExportAsync(actor.AccountId, ct);
        }

        return export;
    }

    internal sealed record ExportedAccount(Guid Id, string? UserName, string DisplayName, string? Email, string? Phone, DateTime CreatedAt, DateTime? LastSignInAt);
}

/// <summary>Erases a citizen's own account with what may be erased. An officer's account is the ministry's: an administrator disables it.</summary>
internal sealed class EraseOwnAccount(AppDb db, IEnumerable<IPersonalData> parts, ForgetContents forget, SessionKeeper sessions)
{
    /// <summary>Whether the account is a citizen's and nothing else.</summary>
    public async Task<bool> MayAsync(Actor actor, CancellationToken ct) => actor.Lacks(PlatformPermissions.OwnAccount) is null
        && await db.RoleAssignments.AllAsync(r => r.AccountId != actor.AccountId || r.Role == Roles.Citizen, ct);

    /// <summary>Erases it.</summary>
    /// <param name="actor">The person.</param>
    /// <param name="typed">The name of the account, typed.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<int>> Handle(Actor actor, string? typed, CancellationToken ct)
    {
        if (!await MayAsync(actor, ct))
        {
            return Problem.Forbidden();
        }

        var contents = new List<string>();
        var erased = await db.InTransactionAsync<Result<int>>(async () =>
        {
            var account = await db.OwnAsync(actor, ct);
            if (typed?.Trim() != account.UserName)
            {
                return Problem.Invalid("account.data.name-differs", nameof(MyDataPage.Name));
            }

            var count = 0;
            foreach (var part in parts)
            {
                count += await part.EraseAsync(account.Id, ct);
            }

            contents = [.. db.ChangeTracker.Entries<StoredFile>().Where(e => e.State == EntityState.Deleted).Select(e => e.Entity.Sha256).Distinct()];
            await MakeNamelessAsync(account, ct);
            db.Record(actor, "platform.account.erased", nameof(Account), account.Id, new { Records = count }, null);
            await db.SaveChangesAsync(ct);
            return count;
        }, r => r.Ok, ct);
        if (erased.Ok)
        {
            await sessions.EndAsync(actor.AccountId, ct: ct);
            sessions.Refresh(actor.AccountId);
            await forget.Handle(contents, ct);
        }

        return erased;
    }

    private async Task MakeNamelessAsync(Account account, CancellationToken ct)
    {
        var nameless = $"da-xoa-{account.Id:N}";
        (account.UserName, account.NormalizedUserName, account.DisplayName) = (nameless, nameless.ToUpperInvariant(), "Tài khoản đã xóa");
        (account.Email, account.NormalizedEmail, account.EmailConfirmed, account.PhoneNumber, account.PhoneNumberConfirmed) = (null, null, false, null, false);
        (account.PasswordHash, account.TwoFactorEnabled, account.IsDisabled, account.SecurityStamp) = (null, false, true, Guid.NewGuid().ToString());
        db.RemoveRange(await db.Set<ApiToken>().Where(t => t.AccountId == account.Id).ToListAsync(ct));
        db.RemoveRange(await db.RoleAssignments.Where(r => r.AccountId == account.Id).ToListAsync(ct));
        db.RemoveRange(await db.UserLogins.Where(l => l.UserId == account.Id).ToListAsync(ct));
        db.RemoveRange(await db.UserTokens.Where(t => t.UserId == account.Id).ToListAsync(ct));
    }
}
