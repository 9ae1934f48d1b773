using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Platform.Notifications;

/// <summary>What the reader was told, newest first.</summary>
[Permits(PlatformPermissions.OwnNotifications)]
internal sealed class InboxPageModel(Inbox inbox) : PageModel
{
    public InboxView View { get; private set; } = null!;

    [BindProperty(Name = "chua-doc", SupportsGet = true)]
    public string? Unread { get; set; }

    public bool UnreadOnly => Unread == "1";

    public async Task OnGetAsync([FromQuery(Name = "trang")] int? page, CancellationToken ct) =>
        View = await inbox.ReadAsync(await HttpContext.ActorAsync(), UnreadOnly, page ?? 1, ct);

    /// <summary>Goes on to the record and notes that the news was read: by a post, for browsers follow links ahead of their readers.</summary>
    public async Task<IActionResult> OnPostOpenAsync(Guid id, CancellationToken ct) =>
        (await inbox.MarkRead(await HttpContext.ActorAsync(), id, ct)).TryGet(out var url) ? LocalRedirect("~" + url) : NotFound();

    public async Task<IActionResult> OnPostOneAsync(Guid id, CancellationToken ct) =>
        (await inbox.MarkRead(await HttpContext.ActorAsync(), id, ct)).Ok ? Again() : NotFound();

    public async Task<IActionResult> OnPostAllAsync(CancellationToken ct)
    {
        await inbox.MarkAllRead(await HttpContext.ActorAsync(), ct);
        return Again();
    }

    private LocalRedirectResult Again() => LocalRedirect(UnreadOnly ? "~/thong-bao?chua-doc=1" : "~/thong-bao");
}
