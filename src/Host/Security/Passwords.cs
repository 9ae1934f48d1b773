using System.Collections.Immutable;
using System.Security.Cryptography;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Identity.Policy;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Host.Security;

/// <summary>Sets and checks passwords by the policy in force. It changes the account; the caller records and saves.</summary>
internal sealed class Passwords(AppDb db, IPasswordHasher<Account> hasher, AccountPolicies policies, Attempts attempts, TimeProvider clock)
{
    // Letters and digits that are not taken for one another when read out or copied from paper.
    private const string Readable = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static readonly Account Nobody = new();
    private static string? _dummyHash;

    /// <summary>Sets a password that the person chose; the account may be a new one.</summary>
    public async Task<ImmutableArray<Problem>> ChooseAsync(
        Account account, string? password, string? repeated, bool isAdministrator, string field, string repeatField, CancellationToken ct)
    {
        ImmutableArray<Problem> problems =
        [
            .. PasswordRules.Check(policies.Current, password, new(account.UserName, isAdministrator, account.TwoFactorEnabled), field),
            .. Problem.Unless(password == repeated, Problem.Invalid("password.repeat-differs", repeatField)),
            .. Problem.Unless(string.IsNullOrEmpty(password) || !await WasUsedAsync(account, password, ct), Problem.Invalid("password.reused", field, policies.Current.History)),
        ];
        if (problems.IsEmpty)
        {
            Keep(account, password!, mustChange: false);
        }

        return problems;
    }

    /// <summary>Sets a password that must be changed at the next sign-in, and gives it to be told once.</summary>
    public string SetOneTime(Account account)
    {
        // One of each class, so that every policy takes it.
        var password = $"{RandomNumberGenerator.GetString(Readable, 5)}-{RandomNumberGenerator.GetString(Readable, 5)}-{RandomNumberGenerator.GetString(Readable, 5)}-aA7";
        Keep(account, password, mustChange: true);
        return password;
    }

    /// <summary>Whether the password is the account's. Takes as long for an account that does not exist.</summary>
    public bool IsRight(Account? account, string password)
    {
        var hash = account?.PasswordHash ?? (_dummyHash ??= hasher.HashPassword(Nobody, "không ai dùng mật khẩu này"));
        var result = hasher.VerifyHashedPassword(account ?? Nobody, hash, password);
        if (account?.PasswordHash is null || result == PasswordVerificationResult.Failed)
        {
            return false;
        }

        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            account.PasswordHash = hasher.HashPassword(account, password);
        }

        return true;
    }

    /// <summary>Looks, while the password is known, whether it still meets what is asked of the account; if not, it is to be changed next.</summary>
    public async Task WeighAsync(Account account, string password, CancellationToken ct)
    {
        var administrator = await db.RoleAssignments.AnyAsync(r => r.AccountId == account.Id && r.Role == Roles.Administrator, ct);
        var owner = new PasswordOwner(account.UserName, administrator, account.TwoFactorEnabled);
        account.PasswordIsTooWeak = PasswordRules.Check(policies.Current, password, owner, "").Any();
    }

    /// <summary>Asks again for the password of someone who has signed in, before something that could take the account away. Counts as an attempt.</summary>
    public async Task<Problem?> AskAgainAsync(Account account, string? password, string field, CancellationToken ct)
    {
        if (account.PasswordHash is null)
        {
            return null; // Signs in elsewhere only; there is no password to ask for.
        }

        if (string.IsNullOrEmpty(password))
        {
            return Problem.Invalid("password.current-missing", field);
        }

        if (!await attempts.TakeAsync(account.Id, ct))
        {
            return Problem.Invalid("sign-in.locked", field, policies.Current.LockoutMinutes);
        }

        if (!IsRight(account, password))
        {
            return await attempts.FailAsync(account.Id, ct)
                ? Problem.Invalid("sign-in.locked", field, policies.Current.LockoutMinutes) : Problem.Invalid("password.current-wrong", field);
        }

        await attempts.ClearAsync(account.Id, ct);
        return null;
    }

    private async Task<bool> WasUsedAsync(Account account, string password, CancellationToken ct)
    {
        var former = await db.FormerPasswords.AsNoTracking().Where(p => p.AccountId == account.Id).OrderByDescending(p => p.Id)
            .Select(p => p.PasswordHash).Take(policies.Current.History).ToListAsync(ct);
        return former.Append(account.PasswordHash).OfType<string>().Distinct()
            .Any(hash => hasher.VerifyHashedPassword(account, hash, password) != PasswordVerificationResult.Failed);
    }

    private void Keep(Account account, string password, bool mustChange)
    {
        account.PasswordHash = hasher.HashPassword(account, password);
        account.PasswordSetAt = clock.UtcNow();
        account.MustChangePassword = mustChange;
        account.PasswordIsTooWeak = false;
        account.SecurityStamp = Guid.NewGuid().ToString("N");
        db.FormerPasswords.Add(new FormerPassword { AccountId = account.Id, PasswordHash = account.PasswordHash, SetAt = clock.UtcNow() });
    }
}
