using LoTrinh.Host.Security;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Host.MyAccount;

/// <summary>Finds the account of the person who asks.</summary>
internal static class OwnAccount
{
    /// <summary>The use cases of the account pages.</summary>
    public static void AddMyAccount(this IServiceCollection services) => services.AddScoped<ChangeOwnName>().AddScoped<ChangeOwnPassword>()
        .AddScoped<SecondFactor>().AddScoped<Passkeys>().AddScoped<LinkSignIn>()
        .AddScoped<OwnData>().AddScoped<OwnIdentity>().AddScoped<EraseOwnAccount>();

    /// <summary>The account of the actor, tracked.</summary>
    public static Task<Account> OwnAsync(this AppDb db, Actor actor, CancellationToken ct) => db.Users.SingleAsync(a => a.Id == actor.AccountId, ct);

    /// <summary>Whether the actor's account administers anything.</summary>
    public static Task<bool> AdministersAsync(this AppDb db, Guid accountId, CancellationToken ct) =>
        db.RoleAssignments.AnyAsync(r => r.AccountId == accountId && r.Role == Roles.Administrator, ct);

    /// <summary>The session that the page was asked in.</summary>
    public static Guid? SessionId(this PageModel page) => Guid.TryParse(page.User.FindFirst(SessionStore.IdClaim)?.Value, out var id) ? id : null;
}
