using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Routing.Template;

namespace LoTrinh.Host.Api;

/// <summary>
/// Answers what no endpoint of the API does: 405 with what may be asked for where only the method is another, else 404. Outside the public
/// parts a stranger is asked to sign in first, so that nothing can be learnt by trying.
/// </summary>
/// <remarks>The fallback that makes this possible also takes the place of the framework's own 405.</remarks>
internal static class UnknownAddress
{
    private const string Root = "/api/v1";

    /// <summary>The parts of the API that anyone may read.</summary>
    private static readonly string[] Public =
        ["/calendar", "/search", "/portal", "/open-data", "/public", "/services/procedures", "/services/tracking", "/services/results"];

    public static Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path;
        if (context.User.Identity?.IsAuthenticated != true && !Array.Exists(Public, p => path.StartsWithSegments(Root + p)))
        {
            return context.ChallengeAsync();
        }

        var allowed = context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => Fits(e, path)).SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
            .Distinct().Order(StringComparer.Ordinal).ToList();
        // Where the method is right, the body was of another kind than the address takes; who may not write there is told no more than that.
        var isOther = allowed.Count > 0 && !allowed.Contains(context.Request.Method);
        context.Response.StatusCode = isOther ? StatusCodes.Status405MethodNotAllowed : StatusCodes.Status404NotFound;
        if (isOther)
        {
            context.Response.Headers.Allow = string.Join(", ", allowed);
        }

        return Task.CompletedTask;
    }

    private static bool Fits(RouteEndpoint endpoint, PathString path) =>
        endpoint.RoutePattern.RawText?.StartsWith(Root + "/", StringComparison.Ordinal) == true
        && new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(path, []);
}
