using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Platform.Notifications;

/// <summary>How many notifications an account has not read, for the masthead of every page: asked of the database at most three times a minute.</summary>
public sealed class UnreadCount(IMemoryCache cache, IServiceScopeFactory scopes)
{
    // Another process may have told something; this is how long that may go unseen.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(20);

    /// <summary>The count.</summary>
    public async ValueTask<int> OfAsync(Guid accountId)
    {
        if (cache.TryGetValue(Key(accountId), out int known))
        {
            return known;
        }

        await using var scope = scopes.CreateAsyncScope();
        var count = await scope.ServiceProvider.GetRequiredService<AppDb>().Notifications.CountAsync(n => n.AccountId == accountId && n.ReadAt == null);
        return cache.Set(Key(accountId), count, Kept);
    }

    /// <summary>Something was told or read: count anew.</summary>
    public void Forget(Guid accountId) => cache.Remove(Key(accountId));

    private static string Key(Guid accountId) => $"unread:{accountId:N}";
}
