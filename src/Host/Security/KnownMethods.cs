using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace LoTrinh.Host.Security;

/// <summary>
/// A page answers the methods that it has a handler for. Without this it would be shown, empty, to every other method: to TRACE, and to a
/// form sent where none is expected.
/// </summary>
internal sealed class KnownMethods : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (context.HandlerMethod is null && (context.ActionDescriptor.HandlerMethods.Count > 0 || !HttpMethods.IsGet(context.HttpContext.Request.Method)))
        {
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
        }
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }
}
