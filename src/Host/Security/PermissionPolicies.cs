using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace LoTrinh.Host.Security;

/// <summary>Makes a policy for each permission; what names none is closed to everyone.</summary>
internal sealed class PermissionPolicies(IOptions<AuthorizationOptions> options) : DefaultAuthorizationPolicyProvider(options)
{
    public override async Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) =>
        policyName.StartsWith(PermitsAttribute.Prefix, StringComparison.Ordinal)
            ? new AuthorizationPolicyBuilder().RequireAuthenticatedUser()
                .AddRequirements(PermissionRequirement.Of(policyName[PermitsAttribute.Prefix.Length..])).Build()
            : await base.GetPolicyAsync(policyName);
}

internal sealed record PermissionRequirement(string Permission, string? UnitPath) : IAuthorizationRequirement
{
    public static PermissionRequirement Of(string demand) => demand.EndsWith(PermitsAttribute.Everywhere, StringComparison.Ordinal)
        ? new(demand[..^PermitsAttribute.Everywhere.Length], "/") : new(demand, null);

    public bool IsMetBy(Actor actor) => actor.Lacks(Permission, UnitPath) is null;
}

internal sealed class PermissionHandler(IHttpContextAccessor accessor) : AuthorizationHandler<PermissionRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if (accessor.HttpContext is { } http && requirement.IsMetBy(await http.ActorAsync()))
        {
            context.Succeed(requirement);
        }
    }
}
