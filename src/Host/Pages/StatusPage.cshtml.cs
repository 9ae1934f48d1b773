using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Host.Pages;

/// <summary>Says what went wrong, and what to do.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
internal sealed class StatusPage : PageModel
{
    private static readonly int[] Known = [400, 401, 403, 404, 405, 413, 429, 500];

    public int Status { get; private set; }

    /// <summary>What was typed into the form that was refused; null when there was none.</summary>
    public HeldForm? Held => HttpContext.Features.Get<HeldForm>();

    /// <summary>The page that was asked for, in its language.</summary>
    public string CameFrom => HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is { } asked
        ? asked.OriginalPathBase + asked.OriginalPath : "/";

    public void OnGet() => Show();

    public void OnPost() => Show();

    // Read from the route itself: where a form could not be read, nothing is bound at all.
    private void Show()
    {
        var status = int.TryParse((string?)RouteData.Values["status"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 0;
        Status = Known.Contains(status) ? status : status >= 500 ? 500 : 400;
        Response.StatusCode = status is >= 400 and < 600 ? status : 404;
    }
}
