using System.Security.Claims;
using System.Security.Cryptography;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Identity.Policy;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace LoTrinh.Host.Security;

/// <summary>Keeps sessions in the database, so that they can be listed and ended; the cookie holds a random key.</summary>
internal sealed class SessionStore(
    IServiceScopeFactory scopes, IMemoryCache cache, [FromKeyedServices(MachineClock.Key)] TimeProvider clock,
    IHttpContextAccessor accessor, AccountPolicies policies) : ITicketStore
{
    /// <summary>Claim that holds the session's identifier, which is not its key.</summary>
    public const string IdClaim = "lotrinh:session";

    /// <summary>Claim that says how the session was signed in.</summary>
    public const string MethodClaim = "amr";

    // Another process may have ended the session; this is how long that may go unseen.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(15);

    private TimeSpan Longest => TimeSpan.FromHours(policies.Current.SessionHours);

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var request = accessor.HttpContext?.Request;
        var (now, id) = (clock.UtcNow(), Guid.CreateVersion7());
        ((ClaimsIdentity)ticket.Principal.Identity!).AddClaim(new(IdClaim, id.ToString()));
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        db.Sessions.Add(new Session
        {
            Id = id,
            KeyHash = IssueApiToken.HashOf(key),
            AccountId = Guid.Parse(ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier)!),
            Ticket = TicketSerializer.Default.Serialize(ticket),
            StartedAt = now,
            SeenAt = now,
            ExpiresAt = ticket.Properties.ExpiresUtc?.UtcDateTime ?? now + Longest,
            Browser = request?.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent[..Math.Min(agent.Length, 300)] : null,
            Address = accessor.HttpContext?.Connection.RemoteIpAddress?.ToString(),
            Method = ticket.Principal.FindFirstValue(MethodClaim),
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
        var ticket = await cache.GetOrCreateAsync(CacheKey(hash), async entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Kept;
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AppDb>();
            var (now, oldest) = (clock.UtcNow(), clock.UtcNow() - Longest);
            var bytes = await db.Sessions.AsNoTracking()
                .Where(s => s.KeyHash == hash && s.ExpiresAt > now && s.StartedAt > oldest
                    && db.Users.Any(a => a.Id == s.AccountId && !a.IsDisabled))
                .Select(s => s.Ticket).SingleOrDefaultAsync();
            return bytes is null ? null : TicketSerializer.Default.Deserialize(bytes);
        });
        // A request that was reading while the session was ended may have put it back into the cache.
        return cache.TryGetValue(EndedKey(hash), out _) ? null : ticket;
    }

    public async Task RemoveAsync(string key)
    {
        var hash = IssueApiToken.HashOf(key);
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AppDb>().Sessions.Where(s => s.KeyHash == hash).ExecuteDeleteAsync();
        Forget(cache, hash);
    }

    /// <summary>Makes this process forget a session that has ended.</summary>
    public static void Forget(IMemoryCache cache, string keyHash)
    {
        cache.Set(EndedKey(keyHash), true, Kept * 2);
        cache.Remove(CacheKey(keyHash));
    }

    private static string CacheKey(string keyHash) => $"session:{keyHash}";

    private static string EndedKey(string keyHash) => $"session-ended:{keyHash}";
}
