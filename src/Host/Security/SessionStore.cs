using System.Security.Claims;
using System.Security.Cryptography;
using LoTrinh.Host.Demo;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace LoTrinh.Host.Security;

/// <summary>Keeps sessions in the database, so that they can be listed and ended; the cookie holds a random key.</summary>
internal sealed class SessionStore(IServiceScopeFactory scopes, IMemoryCache cache, [FromKeyedServices(DemoClock.Machine)] TimeProvider clock, IHttpContextAccessor accessor) : ITicketStore
{
    // Another process may have ended the session; this is how long that may go unseen.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(15);

    /// <summary>Longest life of a session, however busy.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    public static string CacheKey(string keyHash) => $"session:{keyHash}";

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var request = accessor.HttpContext?.Request;
        var now = clock.UtcNow();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        db.Sessions.Add(new Session
        {
            KeyHash = IssueApiToken.HashOf(key),
            AccountId = Guid.Parse(ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier)!),
            Ticket = TicketSerializer.Default.Serialize(ticket),
            StartedAt = now,
            SeenAt = now,
            ExpiresAt = ticket.Properties.ExpiresUtc?.UtcDateTime ?? now + Longest,
            Browser = request?.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent[..Math.Min(agent.Length, 300)] : null,
            Address = accessor.HttpContext?.Connection.RemoteIpAddress?.ToString(),
        });
        await db.SaveChangesAsync();
        return key;
    }

    public async Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        var hash = IssueApiToken.HashOf(key);
        cache.Remove(CacheKey(hash));
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var now = clock.UtcNow();
        var bytes = TicketSerializer.Default.Serialize(ticket);
        var until = ticket.Properties.ExpiresUtc?.UtcDateTime ?? now + Longest;
        await db.Sessions.Where(s => s.KeyHash == hash)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Ticket, bytes).SetProperty(s => s.SeenAt, now).SetProperty(s => s.ExpiresAt, until));
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        var hash = IssueApiToken.HashOf(key);
        return await cache.GetOrCreateAsync(CacheKey(hash), async entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Kept;
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AppDb>();
            var now = clock.UtcNow();
            var ticket = await db.Sessions.AsNoTracking()
                .Where(s => s.KeyHash == hash && s.ExpiresAt > now && s.StartedAt > now - Longest
                    && db.Users.Any(a => a.Id == s.AccountId && !a.IsDisabled))
                .Select(s => s.Ticket).SingleOrDefaultAsync();
            return ticket is null ? null : TicketSerializer.Default.Deserialize(ticket);
        });
    }

    public async Task RemoveAsync(string key)
    {
        var hash = IssueApiToken.HashOf(key);
        cache.Remove(CacheKey(hash));
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AppDb>().Sessions.Where(s => s.KeyHash == hash).ExecuteDeleteAsync();
    }
}
