using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity.Policy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace LoTrinh.Host.Security;

/// <summary>Counts attempts at the secrets of an account. An attempt is counted before the secret is looked at, in one statement, so that many at once are no more than allowed.</summary>
internal sealed class Attempts(AppDb db, AccountPolicies policies, TimeProvider clock, IMemoryCache cache)
{
    private AccountPolicy Policy => policies.Current;

    /// <summary>Takes one of the attempts that are left; false when the account is locked.</summary>
    public async Task<bool> TakeAsync(Guid accountId, CancellationToken ct = default)
    {
        var end = await db.Users.Where(a => a.Id == accountId).Select(a => a.LockoutEnd).SingleOrDefaultAsync(ct);
        if (end > clock.GetUtcNow())
        {
            return false;
        }

        if (end is not null)
        {
            // The lock is over: whoever sees that first begins to count anew.
            await db.Users.Where(a => a.Id == accountId && a.LockoutEnd == end)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.AccessFailedCount, 0).SetProperty(a => a.LockoutEnd, (DateTimeOffset?)null), ct);
        }

        var tries = Policy.LockoutTries;
        var taken = await db.Users.Where(a => a.Id == accountId && a.AccessFailedCount < tries && a.LockoutEnd == null)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.AccessFailedCount, a => a.AccessFailedCount + 1), ct);
        if (taken == 0)
        {
            await LockAsync(accountId, ct);
        }

        return taken == 1;
    }

    /// <summary>The secret was wrong; says whether the account is now locked.</summary>
    public async Task<bool> FailAsync(Guid accountId, CancellationToken ct = default)
    {
        var count = await db.Users.Where(a => a.Id == accountId).Select(a => a.AccessFailedCount).SingleOrDefaultAsync(ct);
        if (count < Policy.LockoutTries)
        {
            return false;
        }

        await LockAsync(accountId, ct);
        return true;
    }

    /// <summary>The secret was right but more is asked for: gives the attempt back.</summary>
    public Task ReturnAsync(Guid accountId, CancellationToken ct = default) => db.Users.Where(a => a.Id == accountId && a.AccessFailedCount > 0)
        .ExecuteUpdateAsync(set => set.SetProperty(a => a.AccessFailedCount, a => a.AccessFailedCount - 1), ct);

    /// <summary>Everything that was asked for was right, or someone unlocked the account.</summary>
    public Task ClearAsync(Guid accountId, CancellationToken ct = default) => db.Users.Where(a => a.Id == accountId)
        .ExecuteUpdateAsync(set => set.SetProperty(a => a.AccessFailedCount, 0).SetProperty(a => a.LockoutEnd, (DateTimeOffset?)null), ct);

    /// <summary>A name that no account has is locked as if it were one, so that locking tells nothing; false when it is.</summary>
    public bool TakeUnknown(string name)
    {
        if (name.Length > Names.UserNameMaxLength)
        {
            return true; // No account can have it, so its count would tell nothing and only fill the memory.
        }

        var count = cache.GetOrCreate($"unknown-name:{name.ToUpperInvariant()}", entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(Policy.LockoutMinutes);
            return new System.Runtime.CompilerServices.StrongBox<int>();
        })!;
        return Interlocked.Increment(ref count.Value) < Policy.LockoutTries; // the last one locks, and is told so
    }

    // The count stays, so that nobody slips in between the lock and the count.
    private async Task LockAsync(Guid accountId, CancellationToken ct)
    {
        DateTimeOffset? until = clock.GetUtcNow().AddMinutes(Policy.LockoutMinutes);
        await db.Users.Where(a => a.Id == accountId && a.LockoutEnd == null).ExecuteUpdateAsync(set => set.SetProperty(a => a.LockoutEnd, until), ct);
    }
}
