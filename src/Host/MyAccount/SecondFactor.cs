using System.Collections.Immutable;
using LoTrinh.Host.Security;
using LoTrinh.Host.SigningIn;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Identity.Policy;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace LoTrinh.Host.MyAccount;

/// <summary>Sets the second factor up, makes its recovery codes, turns it off: each after asking for the password again.</summary>
internal sealed class SecondFactor(
    AppDb db, UserManager<Account> users, AccountStore store, SignInFlow flow, Passwords passwords, Attempts attempts, AccountPolicies policies, SessionKeeper sessions,
    IDataProtectionProvider protection)
{
    /// <summary>How many recovery codes are made at once.</summary>
    public const int RecoveryCodes = 10;

    private const string PasswordField = "CurrentPassword";
    private const string CodeField = "Code";
    private static readonly TimeSpan OfferLasts = TimeSpan.FromMinutes(30);

    private ITimeLimitedDataProtector Protector => protection.CreateProtector("LoTrinh.CodeAppOffer.v1").ToTimeLimitedDataProtector();

    /// <summary>A new key for an app, and the same sealed for the form that sets it up.</summary>
    public (string Key, string Sealed) Offer(Account account, string? sealedBefore)
    {
        if (Open(account, sealedBefore) is { } known)
        {
            return (known, sealedBefore!);
        }

        var key = users.GenerateNewAuthenticatorKey();
        return (key, Protector.Protect($"{account.Id:N}:{key}", OfferLasts));
    }

    /// <summary>Turns it on when the app shows a right code; gives the recovery codes, which are told once.</summary>
    public async Task<Result<ImmutableArray<string>>> TurnOn(Actor actor, Guid? session, string? sealedKey, string? code, string? password, CancellationToken ct)
    {
        if (actor.Lacks(PlatformPermissions.OwnAccount) is { } refusal)
        {
            return refusal;
        }

        var account = await db.OwnAsync(actor, ct);
        if (account.TwoFactorEnabled)
        {
            return Problem.Conflict("second-factor.is-on");
        }

        if (Open(account, sealedKey) is not { } key)
        {
            return Problem.Invalid("second-factor.offer-ended", CodeField);
        }

        if (await passwords.AskAgainAsync(account, password, PasswordField, ct) is { } wrong)
        {
            // What is missing besides is said at once; whether a code is right is not told to who does not know the password.
            return ImmutableArray.CreateRange(Problem.Unless(!string.IsNullOrWhiteSpace(code), Problem.Invalid("sign-in.code-missing", CodeField)).Append(wrong));
        }

        await store.SetAuthenticatorKeyAsync(account, key, ct);
        if (string.IsNullOrWhiteSpace(code) || !await flow.IsRightAsync(account, code, recovery: false, ct))
        {
            db.ChangeTracker.Clear();
            return Problem.Invalid(string.IsNullOrWhiteSpace(code) ? "sign-in.code-missing" : "second-factor.code-wrong", CodeField);
        }

        account.TwoFactorEnabled = true;
        var codes = await NewCodesAsync(account);
        db.Record(actor, "platform.second-factor.turned-on", nameof(Account), account.Id, null);
        await db.SaveChangesAsync(ct);
        await sessions.EndAsync(account.Id, except: session, ct: ct);
        sessions.Refresh(account.Id);
        return codes;
    }

    /// <summary>Makes new recovery codes; the old ones end.</summary>
    public async Task<Result<ImmutableArray<string>>> RenewCodes(Actor actor, string? password, string? code, CancellationToken ct)
    {
        var (account, refusal) = await AskAsync(actor, password, code, ct);
        if (refusal is not null)
        {
            return refusal;
        }

        var codes = await NewCodesAsync(account!);
        db.Record(actor, "platform.second-factor.recovery-codes-renewed", nameof(Account), account!.Id, null);
        await db.SaveChangesAsync(ct);
        return codes;
    }

    /// <summary>Turns it off.</summary>
    public async Task<Result<Account>> TurnOff(Actor actor, string? password, string? code, CancellationToken ct)
    {
        var (account, refusal) = await AskAsync(actor, password, code, ct);
        if (refusal is not null)
        {
            return refusal;
        }

        await store.RemoveSecondFactorAsync(account!, ct);
        db.Record(actor, "platform.second-factor.turned-off", nameof(Account), account!.Id, null);
        await db.SaveChangesAsync(ct);
        sessions.Refresh(account.Id);
        return account;
    }

    // Who has no password shows a code of the app instead.
    private async Task<(Account? Account, Problem? Refusal)> AskAsync(Actor actor, string? password, string? code, CancellationToken ct)
    {
        if (actor.Lacks(PlatformPermissions.OwnAccount) is { } refusal)
        {
            return (null, refusal);
        }

        var account = await db.OwnAsync(actor, ct);
        if (!account.TwoFactorEnabled)
        {
            return (account, Problem.Conflict("second-factor.is-off"));
        }

        if (account.PasswordHash is not null)
        {
            return (account, await passwords.AskAgainAsync(account, password, PasswordField, ct));
        }

        return (account, await AskForCodeAsync(account, code, ct));
    }

    private async Task<Problem?> AskForCodeAsync(Account account, string? code, CancellationToken ct)
    {
        var locked = Problem.Invalid("sign-in.locked", CodeField, policies.Current.LockoutMinutes);
        if (string.IsNullOrWhiteSpace(code))
        {
            return Problem.Invalid("sign-in.code-missing", CodeField);
        }

        if (!await attempts.TakeAsync(account.Id, ct))
        {
            return locked;
        }

        if (!await flow.IsRightAsync(account, code, recovery: false, ct))
        {
            return await attempts.FailAsync(account.Id, ct) ? locked : Problem.Invalid("sign-in.code-wrong", CodeField);
        }

        await attempts.ClearAsync(account.Id, ct);
        return null;
    }

    private async Task<ImmutableArray<string>> NewCodesAsync(Account account) =>
        [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes) ?? []];

    private string? Open(Account account, string? sealedKey)
    {
        if (string.IsNullOrEmpty(sealedKey))
        {
            return null;
        }

        try
        {
            return Protector.Unprotect(sealedKey).Split(':') is [var id, var key] && id == account.Id.ToString("N") ? key : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
