using System.Collections.Immutable;
using System.Security.Claims;
using LoTrinh.Host.Security;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Identity.Policy;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Host.SigningIn;

/// <summary>How far a sign-in has come.</summary>
internal enum SignInStep
{
    Done,
    SecondFactor,
}

/// <summary>Signs people in: name and password, then a code where one is set up; or a passkey; or another place's word.</summary>
internal sealed class SignInFlow(
    SignInManager<Account> signIn, AccountStore store, Passwords passwords, Attempts attempts, SessionKeeper sessions, AccountPolicies policies, AppDb db,
    TimeProvider clock, ILogger<SignInFlow> log)
{
    private UserManager<Account> Users => signIn.UserManager;

    private Problem Locked => Problem.Invalid("sign-in.locked", null, policies.Current.LockoutMinutes);

    /// <summary>The first step. Every wrong name or password is answered alike.</summary>
    public async Task<Result<SignInStep>> PasswordAsync(string? name, string? password, CancellationToken ct)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(!string.IsNullOrWhiteSpace(name), Problem.Invalid("sign-in.name-missing", "Name")),
            .. Problem.Unless(!string.IsNullOrEmpty(password), Problem.Invalid("sign-in.password-missing", "Password")),
        ];
        if (!problems.IsEmpty)
        {
            return problems;
        }

        var account = await Users.FindByNameAsync(name!.Trim());
        if (account is null)
        {
            var open = attempts.TakeUnknown(name.Trim());
            passwords.IsRight(null, password!);
            // Not the name: people type passwords into that field.
            log.LogWarning("Sign-in under a name that no account has, from {Address}.", signIn.Context.Connection.RemoteIpAddress);
            return open ? Problem.Invalid("sign-in.wrong") : Locked;
        }

        if (!await attempts.TakeAsync(account.Id, ct))
        {
            return Locked;
        }

        if (!passwords.IsRight(account, password!))
        {
            return await RefuseAsync(account, "sign-in.wrong", null, ct);
        }

        await passwords.WeighAsync(account, password!, ct);
        if (await RefusalAsync(account, ct) is { } refusal)
        {
            await attempts.ReturnAsync(account.Id, ct);
            return refusal;
        }

        var step = await GoOnAsync(account, "pwd", ct);
        if (step.TryGet(out var next) && next == SignInStep.SecondFactor)
        {
            await attempts.ReturnAsync(account.Id, ct); // taken above: the code is guessed at with the attempts that were left before
        }

        return step;
    }

    /// <summary>The account that has passed the first step and owes a code; null when there is none or the step is too old.</summary>
    public async Task<Account?> WaitingAsync()
    {
        var step = await signIn.Context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        var account = step.Principal is null ? null : await signIn.GetTwoFactorAuthenticationUserAsync();
        return account is not null && step.Principal!.FindFirstValue(StampClaim) == account.SecurityStamp ? account : null;
    }

    /// <summary>The second step: a code of the app, or one of the recovery codes.</summary>
    public async Task<Result<SignInStep>> CodeAsync(string? code, bool recovery, CancellationToken ct)
    {
        const string field = "Code";
        var account = await WaitingAsync();
        if (account is null)
        {
            return Problem.NotFound("sign-in.step-ended");
        }

        if (string.IsNullOrWhiteSpace(code))
        {
            return Problem.Invalid(recovery ? "sign-in.recovery-missing" : "sign-in.code-missing", field);
        }

        if (!await attempts.TakeAsync(account.Id, ct))
        {
            return Locked;
        }

        // An app's code has digits only: who types a recovery code in its place is not sent away to find the other field.
        recovery |= code.Any(char.IsAsciiLetter);
        if (!await IsRightAsync(account, code, recovery, ct))
        {
            return await RefuseAsync(account, recovery ? "sign-in.recovery-wrong" : "sign-in.code-wrong", field, ct);
        }

        if (await RefusalAsync(account, ct) is { } refusal)
        {
            return refusal;
        }

        // Who loses the race for the account may have sent the same code.
        return await FinishAsync(account, recovery ? "recovery" : "mfa", ct) is null ? SignInStep.Done
            : Problem.Invalid(recovery ? "sign-in.recovery-wrong" : "sign-in.code-wrong", field);
    }

    /// <summary>Whether a code of the account's app, or a recovery code, is right and was not used before.</summary>
    public async Task<bool> IsRightAsync(Account account, string code, bool recovery, CancellationToken ct)
    {
        var plain = code.Replace(" ", "", StringComparison.Ordinal);
        return recovery
            ? await store.RedeemCodeAsync(account, plain, ct)
            : await Users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, plain) && await store.TakeCodeAsync(account, plain, ct);
    }

    /// <summary>Signs in by a passkey: what the browser answered to our challenge.</summary>
    public async Task<Result<SignInStep>> PasskeyAsync(string? credential, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(credential))
        {
            return Problem.Invalid("sign-in.passkey-failed");
        }

        PasskeyAssertionResult<Account> result;
        try
        {
            result = await signIn.PerformPasskeyAssertionAsync(credential);
        }
        catch (InvalidOperationException)
        {
            return Problem.Invalid("sign-in.passkey-failed"); // The challenge is too old, or was never given.
        }

        if (!result.Succeeded)
        {
            return Problem.Invalid("sign-in.passkey-failed");
        }

        if (await RefusalAsync(result.User, ct) is { } refusal)
        {
            return refusal;
        }

        await Users.AddOrUpdatePasskeyAsync(result.User, result.Passkey);
        return await FinishAsync(result.User, "passkey", ct) is { } lost ? lost : SignInStep.Done;
    }

    /// <summary>Signs in an account that another place vouches for; a second factor set up here is still asked for.</summary>
    public async Task<Result<SignInStep>> ExternalAsync(Account account, CancellationToken ct) =>
        await RefusalAsync(account, ct) is { } refusal ? refusal : await GoOnAsync(account, "external", ct);

    /// <summary>Signs in an account that has just shown who it is; a problem when it was changed meanwhile, so that what was shown may be used up.</summary>
    public async Task<Problem?> FinishAsync(Account account, string method, CancellationToken ct)
    {
        account.LastSignInAt = clock.UtcNow();
        db.Record(Actor.System with { AccountId = account.Id, Name = account.DisplayName, Grants = [] }, "platform.sign-in.succeeded", nameof(Account), account.Id, At(account, method));
        if (await db.TrySaveAsync(ct) is { } lost)
        {
            return lost;
        }

        await attempts.ClearAsync(account.Id, ct);
        sessions.Refresh(account.Id);
        await signIn.Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await signIn.SignInWithClaimsAsync(account, isPersistent: false, [new(SessionStore.MethodClaim, method)]);
        return null;
    }

    // An officer's record says from where; a citizen's does not, since nobody here needs to know where citizens are.
    private Dictionary<string, string?>? At(Account account, string? method = null)
    {
        Dictionary<string, string?> details = method is null ? [] : new() { ["method"] = method };
        if (account.UnitId is not null && signIn.Context.Connection.RemoteIpAddress is { } address)
        {
            details["address"] = address.ToString();
        }

        return details.Count == 0 ? null : details;
    }

    private const string StampClaim = "lotrinh:stamp";

    private async Task<Result<SignInStep>> GoOnAsync(Account account, string method, CancellationToken ct)
    {
        if (!account.TwoFactorEnabled)
        {
            return await FinishAsync(account, method, ct) is { } lost ? lost : SignInStep.Done;
        }

        await db.SaveChangesAsync(ct); // a hash that was renewed
        var step = new ClaimsIdentity([new(ClaimTypes.Name, account.Id.ToString()), new(StampClaim, account.SecurityStamp ?? "")], IdentityConstants.TwoFactorUserIdScheme);
        await signIn.Context.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new ClaimsPrincipal(step));
        return SignInStep.SecondFactor;
    }

    private async Task<Problem> RefuseAsync(Account account, string code, string? field, CancellationToken ct)
    {
        var locked = await attempts.FailAsync(account.Id, ct);
        db.Record(Actor.System, locked ? "platform.sign-in.locked" : "platform.sign-in.refused", nameof(Account), account.Id, At(account));
        await db.SaveChangesAsync(ct);
        return locked ? Locked : Problem.Invalid(code, field);
    }

    // Told only to someone who has shown that the account is theirs.
    private async Task<Problem?> RefusalAsync(Account account, CancellationToken ct)
    {
        if (account.IsDisabled)
        {
            return Problem.Invalid("sign-in.disabled");
        }

        if (policies.OneTimePasswordEnded(account))
        {
            return Problem.Invalid("sign-in.one-time-ended", null, policies.Current.OneTimePasswordHours);
        }

        if (!policies.HasLainIdle(account) || !await IsOfficerAsync(account, ct) || await Administrators.IsLastAsync(db, account.Id, ct))
        {
            return null;
        }

        account.IsDisabled = true;
        db.Record(Actor.System, "platform.account.disabled-as-idle", nameof(Account), account.Id, new { account.LastSignInAt });
        await db.SaveChangesAsync(ct);
        return Problem.Invalid("sign-in.idle", null, policies.Current.IdleAccountDays!.Value);
    }

    // The rule is about the accounts of the system's staff; a citizen may come once in a year.
    private Task<bool> IsOfficerAsync(Account account, CancellationToken ct) =>
        db.RoleAssignments.AnyAsync(r => r.AccountId == account.Id && r.Role != Roles.Citizen, ct);
}
