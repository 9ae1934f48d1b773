using Microsoft.AspNetCore.Diagnostics;

namespace LoTrinh.Host;

/// <summary>A failure of ours, told to a program: a problem body without anything of the inside. People get the page of the error.</summary>
internal sealed class ProgramErrors(IProblemDetailsService problems) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The request's own path is that of the error's page by now.
        if (httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path.StartsWith("/api/", StringComparison.Ordinal) != true)
        {
            return ValueTask.FromResult(false);
        }

        httpContext.Response.StatusCode = StatusCodes.Status500InternalServerError;
        return problems.TryWriteAsync(new()
        {
            HttpContext = httpContext,
            ProblemDetails = { Status = StatusCodes.Status500InternalServerError, Title = StatusPages.TitleOf(httpContext, StatusCodes.Status500InternalServerError) },
        });
    }
}
