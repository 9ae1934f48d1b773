using System.Security.Cryptography;
using LoTrinh.Host.SigningIn;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace LoTrinh.Host.MyAccount;

/// <summary>Links one's account to a subject of the other place, and unlinks it. Only someone who is signed in can link.</summary>
internal sealed class LinkSignIn(AppDb db, UserManager<Account> users, Settings settings, Vouching vouching, IDataProtectionProvider protection)
{
    private static readonly TimeSpan ProofLasts = TimeSpan.FromMinutes(15);

    private ITimeLimitedDataProtector Protector => protection.CreateProtector("LoTrinh.LinkProof.v1").ToTimeLimitedDataProtector();

    /// <summary>Shows that a link was made by our page for this account; without it another site could start the linking.</summary>
    public string ProofFor(Guid accountId) => Protector.Protect(accountId.ToString("N"), ProofLasts);

    /// <summary>Whether the proof was made for the account, not too long ago.</summary>
    public bool Proves(Guid accountId, string? proof)
    {
        try
        {
            return !string.IsNullOrEmpty(proof) && Protector.Unprotect(proof) == accountId.ToString("N");
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public async Task<IReadOnlyList<UserLoginInfo>> OfAsync(Guid accountId, CancellationToken ct) =>
        [.. await users.GetLoginsAsync(await db.Users.FindAsync([accountId], ct) ?? new Account())];

    public async Task<Result<Account>> Add(Actor actor, VouchedPerson person, CancellationToken ct)
    {
        if (actor.Lacks(PlatformPermissions.OwnAccount) is { } refusal)
        {
            return refusal;
        }

        var oidc = settings.Oidc!;
        if (await vouching.FindAsync(person) is { } holder)
        {
            return holder.Id == actor.AccountId ? holder : Problem.Conflict("account.link-taken", oidc.Name);
        }

        var account = await db.OwnAsync(actor, ct);
        await vouching.LinkAsync(account, person);
        await vouching.KeepAsync(account, person, ct);
        db.Record(actor, "platform.account.linked", nameof(Account), account.Id, new { to = oidc.Authority });
        await db.SaveChangesAsync(ct);
        return account;
    }

    public async Task<Result<Account>> Remove(Actor actor, string provider, string key, CancellationToken ct)
    {
        if (actor.Lacks(PlatformPermissions.OwnAccount) is { } refusal)
        {
            return refusal;
        }

        var account = await db.OwnAsync(actor, ct);
        var logins = await users.GetLoginsAsync(account);
        if (!logins.Any(l => l.LoginProvider == provider && l.ProviderKey == key))
        {
            return Problem.NotFound("account.link-unknown");
        }

        if (account.PasswordHash is null && logins.Count == 1 && (await users.GetPasskeysAsync(account)).Count == 0)
        {
            return Problem.Conflict("account.last-way-in");
        }

        await users.RemoveLoginAsync(account, provider, key);
        await vouching.ForgetAsync(account.Id, provider, ct);
        db.Record(actor, "platform.account.unlinked", nameof(Account), account.Id, new { from = provider });
        await db.SaveChangesAsync(ct);
        return account;
    }
}
