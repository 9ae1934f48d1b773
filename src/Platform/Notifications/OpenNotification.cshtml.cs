using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Platform.Notifications;

/// <summary>Goes from a notification to its record, and notes that it was read.</summary>
[Permits(PlatformPermissions.OwnAccount)]
internal sealed class OpenNotificationPage(Inbox inbox) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) =>
        (await inbox.MarkRead(await HttpContext.ActorAsync(), id, ct)).TryGet(out var url) ? LocalRedirect("~" + url) : NotFound();
}
