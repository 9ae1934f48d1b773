using System.Security.Cryptography;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace LoTrinh.Host.Security;

/// <summary>
/// Keeps accounts. It never saves by itself: a use case changes, records and saves once. The key of a code app is kept
/// encrypted and recovery codes as hashes, so that a copy of the database signs nobody in.
/// </summary>
internal sealed class AccountStore
    : UserOnlyStore<Account, AppDb, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>, IdentityUserPasskey<Guid>>
{
    private const string Provider = "lotrinh";
    private const string KeyName = "code-app-key";
    private const string RecoveryName = "recovery-codes";
    private const string TakenCodesName = "taken-codes";

    // A code is right for two steps before and after its own, and so are at most eight others meanwhile.
    private const int TakenCodes = 10;
    private readonly IDataProtector _protector;

    public AccountStore(AppDb db, IDataProtectionProvider protection, IdentityErrorDescriber? describer = null)
        : base(db, describer)
    {
        AutoSaveChanges = false;
        _protector = protection.CreateProtector("LoTrinh.CodeAppKey.v1");
    }

    // The change tracker knows what changed; marking every column would also write back counters that others have moved on.
    public override Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken = default)
    {
        user.ConcurrencyStamp = Guid.NewGuid().ToString("N");
        return Task.FromResult(IdentityResult.Success);
    }

    public override Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) =>
        SetTokenAsync(user, Provider, KeyName, _protector.Protect(key), cancellationToken);

    public override async Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken)
    {
        try
        {
            return await GetTokenAsync(user, Provider, KeyName, cancellationToken) is { } kept ? _protector.Unprotect(kept) : null;
        }
        catch (CryptographicException)
        {
            // The keys of the installation were lost: the app must be set up anew, which an administrator can allow.
            return null;
        }
    }

    public override Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        KeepAsync(user, recoveryCodes.Select(code => Hash(user, code)), cancellationToken);

    public override async Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken)
    {
        var kept = await KeptAsync(user, cancellationToken);
        if (!kept.Remove(Hash(user, code)))
        {
            return false;
        }

        await KeepAsync(user, kept, cancellationToken);
        return (await UpdateAsync(user, cancellationToken)).Succeeded; // of two who send the same code at once one cannot save
    }

    public override async Task<int> CountCodesAsync(Account user, CancellationToken cancellationToken) => (await KeptAsync(user, cancellationToken)).Count;

    /// <summary>Takes a code that is right; false when it was taken before, for a code signs in once.</summary>
    public async Task<bool> TakeCodeAsync(Account user, string code, CancellationToken ct)
    {
        var hash = Hash(user, code);
        string[] taken = [.. (await GetTokenAsync(user, Provider, TakenCodesName, ct) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)];
        if (taken.Contains(hash))
        {
            return false;
        }

        await SetTokenAsync(user, Provider, TakenCodesName, string.Join(';', taken.TakeLast(TakenCodes - 1).Append(hash)), ct);
        return (await UpdateAsync(user, ct)).Succeeded;
    }

    /// <summary>Forgets the code app and its recovery codes.</summary>
    public async Task RemoveSecondFactorAsync(Account user, CancellationToken ct)
    {
        await RemoveTokenAsync(user, Provider, KeyName, ct);
        await RemoveTokenAsync(user, Provider, RecoveryName, ct);
        user.TwoFactorEnabled = false;
    }

    private async Task<List<string>> KeptAsync(Account user, CancellationToken ct) =>
        [.. (await GetTokenAsync(user, Provider, RecoveryName, ct) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)];

    private Task KeepAsync(Account user, IEnumerable<string> hashes, CancellationToken ct) =>
        SetTokenAsync(user, Provider, RecoveryName, string.Join(';', hashes), ct);

    private static string Hash(Account user, string code) =>
        IssueApiToken.HashOf($"{user.Id:N}:{code.Replace("-", "", StringComparison.Ordinal).Trim().ToUpperInvariant()}");
}
