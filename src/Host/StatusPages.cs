using LoTrinh.Host.Pages;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Diagnostics;

namespace LoTrinh.Host;

/// <summary>An empty answer with an error status becomes a page that says what to do, or a problem body for programs.</summary>
internal static class StatusPages
{
    /// <summary>What a status means, in the reader's language; null where we have no words, and the framework's stand.</summary>
    public static string? TitleOf(HttpContext http, int status) =>
        http.RequestServices.GetRequiredService<Texts>() is var texts && texts.Has($"status.{status}.title") ? texts[$"status.{status}.title"] : null;

    public static async Task ShowAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        if (http.Request.Path.StartsWithSegments("/api"))
        {
            await http.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new()
            {
                HttpContext = http,
                ProblemDetails = { Status = http.Response.StatusCode, Title = TitleOf(http, http.Response.StatusCode) },
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
