using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Host.MyAccount;

/// <summary>What is kept of what a provider of identities has said, as its owner sees it.</summary>
/// <param name="Said">What is kept.</param>
/// <param name="Number">The number, opened.</param>
internal sealed record ShownIdentity(AccountIdentity Said, string? Number)
{
    /// <summary>The provider as people know it: its host.</summary>
    public string Place => Uri.TryCreate(Said.Provider, UriKind.Absolute, out var address) ? address.Host : Said.Provider;
}

/// <summary>Shows the owner of an account what a provider of identities has said, and lets them have the number kept or not.</summary>
internal sealed class OwnIdentity(AppDb db, IdentityNumbers numbers)
{
    /// <summary>What is kept; null where nothing is.</summary>
    public async Task<ShownIdentity?> OfAsync(Actor actor, CancellationToken ct) =>
        await db.AccountIdentities.AsNoTracking().SingleOrDefaultAsync(i => i.AccountId == actor.AccountId, ct) is { } said
            ? new(said, numbers.Open(said.SealedNumber)) : null;

    /// <summary>Erases the number at once and takes none again, or lets the next sign-in bring it.</summary>
    public async Task<Result<bool>> KeepNumber(Actor actor, bool keep, CancellationToken ct)
    {
        if (actor.Lacks(PlatformPermissions.OwnAccount) is { } refusal)
        {
            return refusal;
        }

        if (await db.AccountIdentities.SingleOrDefaultAsync(i => i.AccountId == actor.AccountId, ct) is not { } said)
        {
            return Problem.NotFound("account.identity-unknown");
        }

        (said.KeepsNumber, said.SealedNumber) = (keep, keep ? said.SealedNumber : null);
        db.Record(actor, keep ? "platform.account.number-allowed" : "platform.account.number-erased", nameof(Account), actor.AccountId, null);
        await db.SaveChangesAsync(ct);
        return keep;
    }
}
