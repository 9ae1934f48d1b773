using System.Collections.Immutable;
using System.Security.Claims;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Identity.Policy;
using LoTrinh.Platform.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace LoTrinh.Host.Security;

/// <summary>Finds who acts, and keeps it for a short while: a page would else ask the database for the roles each time.</summary>
internal sealed class Actors(IMemoryCache cache, PermissionCatalogue catalogue, OrganisationDirectory organisation, AccountPolicies policies) : IActorSource
{
    /// <summary>Claim that limits a token to permissions.</summary>
    public const string ScopeClaim = "lotrinh:scope";

    // Another process may have changed the roles; this is how long that may go unseen.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(20);

    public static string CacheKey(Guid accountId) => $"actor:{accountId:N}";

    public async ValueTask<Actor> OfAsync(HttpContext context)
    {
        var (actor, duty) = await KnownAsync(context);
        if (IsProgram(context))
        {
            // A program never manages its account: a token that leaked would else make itself successors.
            var scope = context.User.FindFirstValue(ScopeClaim)?.Split(' ');
            return actor with { Grants = [.. actor.Grants.Where(g => g.Permission != PlatformPermissions.OwnAccount && scope?.Contains(g.Permission) != false)] };
        }

        return duty == Duty.None ? actor : actor with { Grants = [.. actor.Grants.Where(g => g.Permission == PlatformPermissions.OwnAccount)] };
    }

    public async Task<Actor> OfAccountAsync(AppDb db, Guid accountId) => (await LoadAsync(db, accountId)).Actor;

    /// <summary>What the person behind the request must do before anything else.</summary>
    public async ValueTask<Duty> DutyOfAsync(HttpContext context) => IsProgram(context) ? Duty.None : (await KnownAsync(context)).Duty;

    private static bool IsProgram(HttpContext context) => context.User.Identity?.AuthenticationType == ApiTokenHandler.SchemeName;

    private async ValueTask<Known> KnownAsync(HttpContext context)
    {
        if (!Guid.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
        {
            return Known.Nobody;
        }

        return await cache.GetOrCreateAsync(CacheKey(id), entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Kept;
            return LoadAsync(context.RequestServices.GetRequiredService<AppDb>(), id);
        }) ?? Known.Nobody;
    }

    private async Task<Known> LoadAsync(AppDb db, Guid id)
    {
        var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id && !a.IsDisabled);
        if (account is null)
        {
            return Known.Nobody;
        }

        var roles = await db.RoleAssignments.AsNoTracking().Where(r => r.AccountId == id).ToListAsync();
        var grants = roles.SelectMany(r => catalogue.Of(r.Role).Select(p => new Grant(p, r.UnitId is null ? "/" : organisation.Find(r.UnitId)?.Path ?? "//")));
        grants = grants.Append(new(PlatformPermissions.OwnAccount, "/"));
        var administrator = roles.Exists(r => r.Role == Roles.Administrator);
        var duty = policies.DemandsNewPassword(account, administrator) ? Duty.ChangePassword
            : policies.DemandsSecondFactor(account, administrator) ? Duty.SetUpSecondFactor : Duty.None;
        return new(new(id, account.DisplayName, account.UnitId, organisation.Find(account.UnitId)?.Path, grants.Distinct().ToImmutableArray()), duty);
    }

    private sealed record Known(Actor Actor, Duty Duty)
    {
        public static readonly Known Nobody = new(Actor.Nobody, Duty.None);
    }
}

/// <summary>What a person who has signed in must do before anything else. Until then the account may only manage itself.</summary>
internal enum Duty
{
    None,
    ChangePassword,
    SetUpSecondFactor,
}

/// <summary>Leads people to what they must do first.</summary>
internal static class Duties
{
    public const string PasswordPage = "/tai-khoan/mat-khau";
    public const string SecondFactorPage = "/tai-khoan/xac-thuc-hai-buoc";

    public static async Task LeadAsync(HttpContext context, RequestDelegate next)
    {
        if (context.User.Identity?.IsAuthenticated == true)
        {
            var path = context.Request.Path;
            var page = await ((Actors)context.RequestServices.GetRequiredService<IActorSource>()).DutyOfAsync(context) switch
            {
                Duty.ChangePassword => PasswordPage,
                Duty.SetUpSecondFactor => SecondFactorPage,
                _ => null,
            };
            if (page is not null && path != page && !path.StartsWithSegments("/dang-xuat") && !path.StartsWithSegments("/loi") && !path.StartsWithSegments("/api"))
            {
                context.Response.Redirect(context.Request.PathBase + page);
                return;
            }
        }

        await next(context);
    }
}
