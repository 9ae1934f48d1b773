using LoTrinh.Host.Security;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Host.MyAccount;

/// <summary>Where I am signed in, and a way to end it.</summary>
[Permits(PlatformPermissions.OwnAccount)]
internal sealed class MySessionsPage(SessionKeeper sessions, AppDb db) : PageModel
{
    public IReadOnlyList<Session> All { get; private set; } = [];

    public Guid? Here => this.SessionId();

    public async Task OnGetAsync(CancellationToken ct) => All = await sessions.OfAsync((await HttpContext.ActorAsync()).AccountId, ct);

    public Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken ct) => EndAsync(id, null, ct);

    public Task<IActionResult> OnPostEndOthersAsync(CancellationToken ct) => EndAsync(null, Here ?? Guid.Empty, ct);

    private async Task<IActionResult> EndAsync(Guid? only, Guid? except, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        var ended = await sessions.EndAsync(actor.AccountId, only, except, ct);
        if (ended > 0)
        {
            db.Record(actor, "platform.session.ended", nameof(Account), actor.AccountId, new { ended });
            await db.SaveChangesAsync(ct);
        }

        return this.Done("~/tai-khoan/phien", "sessions.ended");
    }
}
