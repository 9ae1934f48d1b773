using LoTrinh.Platform.Identity;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Steering.Overview;

/// <summary>The overview for programs; the same numbers as on its page.</summary>
internal static class OverviewEndpoints
{
    public static void MapOverview(this IEndpointRouteBuilder api) =>
        api.MapGet("/steering/overview", (Actor actor, OverviewQueries overview) => overview.ReadAsync(actor))
            .RequireAuthorization(PermitsAttribute.Prefix + Permissions.Read);
}
