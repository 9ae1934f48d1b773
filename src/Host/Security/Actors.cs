using System.Collections.Immutable;
using System.Security.Claims;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace LoTrinh.Host.Security;

/// <summary>Finds who acts, and keeps it for a short while: a page would else ask the database for the roles each time.</summary>
internal sealed class Actors(IMemoryCache cache, PermissionCatalogue catalogue, OrganisationDirectory organisation) : IActorSource
{
    /// <summary>Claim that limits a token to permissions.</summary>
    public const string ScopeClaim = "lotrinh:scope";

    // Another process may have changed the roles; this is how long that may go unseen.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(20);

    public static string CacheKey(Guid accountId) => $"actor:{accountId:N}";

    public async ValueTask<Actor> OfAsync(HttpContext context)
    {
        if (!Guid.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
        {
            return Actor.Nobody;
        }

        var actor = await cache.GetOrCreateAsync(CacheKey(id), entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Kept;
            return LoadAsync(context.RequestServices.GetRequiredService<AppDb>(), id);
        }) ?? Actor.Nobody;
        return context.User.FindFirstValue(ScopeClaim) is { } scope
            ? actor with { Grants = [.. actor.Grants.Where(g => scope.Split(' ').Contains(g.Permission))] }
            : actor;
    }

    private async Task<Actor> LoadAsync(AppDb db, Guid id)
    {
        var account = await db.Users.AsNoTracking().Where(a => a.Id == id && !a.IsDisabled)
            .Select(a => new { a.DisplayName, a.UnitId }).SingleOrDefaultAsync();
        if (account is null)
        {
            return Actor.Nobody;
        }

        var roles = await db.RoleAssignments.AsNoTracking().Where(r => r.AccountId == id).ToListAsync();
        var grants = roles.SelectMany(r => catalogue.Of(r.Role).Select(p => new Grant(p, r.UnitId is null ? "/" : organisation.Find(r.UnitId)?.Path ?? "//")));
        return new(id, account.DisplayName, account.UnitId, organisation.Find(account.UnitId)?.Path, grants.Distinct().ToImmutableArray());
    }
}
