using Microsoft.AspNetCore.Identity;

namespace LoTrinh.Host.Security;

/// <summary>
/// A browser's session may change things through the API only from our own pages: its cookie goes with a request whoever made the page,
/// and the API asks for no form token. Programs carry a token of their own.
/// </summary>
/// <remarks>Source: OWASP ASVS 5.0, 3.5.1. Every browser sends one of the two headers with a write.</remarks>
internal static class OwnPages
{
    public static Task RefuseOthersAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var writes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);
        if (writes && request.Path.StartsWithSegments("/api") && context.User.Identity?.AuthenticationType == IdentityConstants.ApplicationScheme && !IsOwn(request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return next(context);
    }

    private static bool IsOwn(HttpRequest request) => request.Headers["Sec-Fetch-Site"] is [var site, ..] ? site is "same-origin" or "none"
        : request.Headers.Origin is not [var origin, ..] || origin == $"{request.Scheme}://{request.Host}";
}
