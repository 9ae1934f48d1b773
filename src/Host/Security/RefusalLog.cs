using System.Security.Claims;
using Microsoft.AspNetCore.Diagnostics;

namespace LoTrinh.Host.Security;

/// <summary>Writes down each refusal: who was kept from what, and from where, for whoever watches over the installation.</summary>
/// <remarks>Source: OWASP ASVS 5.0, 16.3.1 and 16.3.2. No query, form or header is written: they may hold secrets.</remarks>
internal static class RefusalLog
{
    public static async Task WatchAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        // The page that says so goes this way once more, and is no second refusal.
        if (context.Response.StatusCode is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden
            && context.Features.Get<IStatusCodeReExecuteFeature>() is null)
        {
            var account = context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "-";
            // The address as it was sent, with what is no letter escaped: a line of the log stays one line.
            context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("LoTrinh.Refusals").LogWarning(
                "{Status} {Method} {Path} account {Account} from {Address}",
                context.Response.StatusCode, context.Request.Method, context.Request.Path.ToUriComponent(), account, context.Connection.RemoteIpAddress);
        }
    }
}
