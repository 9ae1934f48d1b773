using System.Collections.Immutable;
using LoTrinh.Platform.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Platform.Identity;

/// <summary>A permission held within the subtree of a unit.</summary>
/// <param name="Permission">Key of the permission.</param>
/// <param name="UnitPath">Path of the unit it is held for; <c>/</c> is everything.</param>
public sealed record Grant(string Permission, string UnitPath);

/// <summary>Who acts: the account, the unit it works in, and what it may do where. Every use case receives one.</summary>
/// <param name="AccountId">The account; <see cref="Guid.Empty"/> for the system itself.</param>
/// <param name="Name">The account's name as shown; a position rather than a person.</param>
/// <param name="UnitId">The unit the account works in, if any.</param>
/// <param name="UnitPath">Path of that unit, if any.</param>
/// <param name="Grants">What it may do where.</param>
public sealed record Actor(Guid AccountId, string Name, Guid? UnitId, string? UnitPath, ImmutableArray<Grant> Grants)
{
    /// <summary>Someone who has not signed in.</summary>
    public static readonly Actor Nobody = new(Guid.Empty, "", null, null, []);

    /// <summary>The system itself: jobs and handlers of events.</summary>
    public static readonly Actor System = new(Guid.Empty, "system", null, null, [new("*", "/")]);

    /// <summary>Whether someone has signed in.</summary>
    public bool IsSignedIn => AccountId != Guid.Empty;

    /// <summary>Whether it is the system itself.</summary>
    public bool IsSystem => AccountId == Guid.Empty && May("*");

    /// <summary>Whether the permission is held for at least one unit.</summary>
    public bool May(string permission) => Grants.Any(g => g.Permission == permission || g.Permission == "*");

    /// <summary>Whether the permission is held for the unit at <paramref name="unitPath"/>.</summary>
    public bool May(string permission, string unitPath) =>
        Grants.Any(g => (g.Permission == permission || g.Permission == "*") && unitPath.StartsWith(g.UnitPath, StringComparison.Ordinal));

    /// <summary>The units, by path, for whose subtrees the permission is held.</summary>
    public ImmutableArray<string> ScopesOf(string permission) =>
        [.. Grants.Where(g => g.Permission == permission || g.Permission == "*").Select(g => g.UnitPath).Distinct()];

    /// <summary>A refusal when the permission is not held for the unit, or anywhere when no unit is named.</summary>
    public Problem? Lacks(string permission, string? unitPath = null) =>
        (unitPath is null ? May(permission) : May(permission, unitPath)) ? null : Problem.Forbidden();

    /// <summary>Lets an endpoint take the actor as a parameter.</summary>
    public static async ValueTask<Actor> BindAsync(HttpContext context) => await context.ActorAsync();
}

/// <summary>Finds the actor behind a signed-in request.</summary>
public interface IActorSource
{
    /// <summary>The actor of the request; <see cref="Actor.Nobody"/> when no one has signed in.</summary>
    ValueTask<Actor> OfAsync(HttpContext context);

    /// <summary>What an account may do now, for work that it asked for and that is done later; <see cref="Actor.Nobody"/> when it is gone or disabled.</summary>
    Task<Actor> OfAccountAsync(AppDb db, Guid accountId);
}

/// <summary>The actor of a request.</summary>
public static class ActorOfRequest
{
    /// <summary>The actor of the request; <see cref="Actor.Nobody"/> when no one has signed in.</summary>
    public static ValueTask<Actor> ActorAsync(this HttpContext context) =>
        context.Items.TryGetValue(typeof(Actor), out var known) ? new((Actor)known!) : FindAsync(context);

    private static async ValueTask<Actor> FindAsync(HttpContext context)
    {
        var actor = await context.RequestServices.GetRequiredService<IActorSource>().OfAsync(context);
        context.Items[typeof(Actor)] = actor;
        return actor;
    }
}
