using LoTrinh.Host.Pages;
using Microsoft.AspNetCore.Diagnostics;

namespace LoTrinh.Host;

/// <summary>An empty answer with an error status becomes a page that says what to do, or a problem body for programs.</summary>
internal static class StatusPages
{
    public static async Task ShowAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        if (http.Request.Path.StartsWithSegments("/api"))
        {
            await http.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new()
            {
                HttpContext = http,
                ProblemDetails = { Status = http.Response.StatusCode },
            });
            return;
        }

        if (await HeldForm.TakeAsync(http) is { } held)
        {
            http.Features.Set(held);
        }

        var (path, query, status) = (http.Request.Path, http.Request.QueryString, http.Response.StatusCode);
        http.Features.Set<IStatusCodeReExecuteFeature>(new StatusCodeReExecuteFeature { OriginalPath = path, OriginalPathBase = http.Request.PathBase, OriginalQueryString = query.Value });
        http.Request.Path = $"/loi/{status}";
        http.Request.QueryString = QueryString.Empty;
        http.SetEndpoint(null);
        http.Request.RouteValues.Clear();
        try
        {
            await context.Next(http);
        }
        finally
        {
            (http.Request.Path, http.Request.QueryString) = (path, query);
        }
    }
}
