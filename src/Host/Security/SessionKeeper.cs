using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace LoTrinh.Host.Security;

/// <summary>Lists and ends the sessions of an account. In this process an ended session is refused at once, in others within seconds.</summary>
internal sealed class SessionKeeper(AppDb db, IMemoryCache cache, [FromKeyedServices(MachineClock.Key)] TimeProvider clock)
{
    /// <summary>The sessions that still run, newest first.</summary>
    public Task<List<Session>> OfAsync(Guid accountId, CancellationToken ct)
    {
        var now = clock.UtcNow();
        return db.Sessions.AsNoTracking().Where(s => s.AccountId == accountId && s.ExpiresAt > now).OrderByDescending(s => s.SeenAt).ToListAsync(ct);
    }

    /// <summary>Ends one session of the account, or all but one. Gives how many it ended.</summary>
    public async Task<int> EndAsync(Guid accountId, Guid? only = null, Guid? except = null, CancellationToken ct = default)
    {
        var ended = await db.Sessions.AsNoTracking()
            .Where(s => s.AccountId == accountId && (only == null || s.Id == only) && (except == null || s.Id != except))
            .Select(s => new { s.Id, s.KeyHash }).ToListAsync(ct);
        var ids = ended.ConvertAll(s => s.Id);
        await db.Sessions.Where(s => ids.Contains(s.Id)).ExecuteDeleteAsync(ct);
        ended.ForEach(s => SessionStore.Forget(cache, s.KeyHash));
        return ended.Count;
    }

    /// <summary>Has the account's roles and state read anew.</summary>
    public void Refresh(Guid accountId) => cache.Remove(Actors.CacheKey(accountId));
}
