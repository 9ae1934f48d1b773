using LoTrinh.Host.Security;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Host.SigningIn;

/// <summary>Finds whom a provider vouches for, and keeps the little that is kept of what it says. The caller has begun a transaction and saves.</summary>
internal sealed class Vouching(UserManager<Account> users, AppDb db, Settings settings, IdentityNumbers numbers, TimeProvider clock)
{
    private OidcSettings Oidc => settings.Oidc!;

    /// <summary>The account that a person is linked to; null where there is none yet.</summary>
    public async Task<Account?> FindAsync(VouchedPerson person)
    {
        if (await users.FindByLoginAsync(Oidc.Authority, person.Key) is { } known)
        {
            return known;
        }

        // Linked by the subject, before the provider's stable key was asked for.
        if (person.Key == person.Subject || await users.FindByLoginAsync(Oidc.Authority, person.Subject) is not { } before)
        {
            return null;
        }

        await users.RemoveLoginAsync(before, Oidc.Authority, person.Subject);
        await LinkAsync(before, person);
        return before;
    }

    /// <summary>Links an account with a person.</summary>
    public Task LinkAsync(Account account, VouchedPerson person) => users.AddLoginAsync(account, new(Oidc.Authority, person.Key, Oidc.Name));

    /// <summary>The name as an account can show it; null where it cannot.</summary>
    public static string? Shown(VouchedPerson person)
    {
        var name = new string([.. (person.Name ?? "").Take(Account.NameMaxLength)]).Trim();
        return Names.CheckShown(name, "") is null ? name : null;
    }

    /// <summary>Keeps what the provider says now. Of officers nothing is kept: they file no dossiers.</summary>
    public async Task KeepAsync(Account account, VouchedPerson person, CancellationToken ct)
    {
        var kept = await db.AccountIdentities.SingleOrDefaultAsync(i => i.AccountId == account.Id, ct);
        if (!person.IsKept || account.UnitId is not null)
        {
            if (kept?.Provider == Oidc.Authority)
            {
                db.Remove(kept);
            }

            return;
        }

        if (kept is null)
        {
            db.AccountIdentities.Add(kept = new() { AccountId = account.Id, Provider = Oidc.Authority });
        }

        var before = (kept.VerifiedAt is not null, kept.IsBusiness, kept.Level);
        var isNew = db.Entry(kept).State == EntityState.Added;
        var now = clock.UtcNow();
        (kept.Provider, kept.IsBusiness, kept.Name, kept.Level, kept.SaidAt) = (Oidc.Authority, person.IsBusiness, Shown(person), person.Level, now);
        kept.VerifiedAt = person.IsVerified ? kept.VerifiedAt ?? now : null;
        kept.SealedNumber = !kept.KeepsNumber || !person.IsVerified || person.Number is null ? null
            : numbers.Open(kept.SealedNumber) == person.Number ? kept.SealedNumber : numbers.Seal(person.Number);
        if (isNew || before != (kept.VerifiedAt is not null, kept.IsBusiness, kept.Level))
        {
            db.Record(Actor.System, "platform.account.vouched", nameof(Account), account.Id, new Said(Oidc.Authority, kept.IsBusiness, kept.Level, kept.VerifiedAt is not null));
        }
    }

    /// <summary>Forgets what a provider has said of an account.</summary>
    public async Task ForgetAsync(Guid accountId, string provider, CancellationToken ct) =>
        db.RemoveRange(await db.AccountIdentities.Where(i => i.AccountId == accountId && i.Provider == provider).ToListAsync(ct));

    /// <summary>What the ledger says of it: nothing personal.</summary>
    internal sealed record Said(string Provider, bool IsBusiness, string? Level, bool IsVerified);
}
