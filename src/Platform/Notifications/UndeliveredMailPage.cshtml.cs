using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Platform.Notifications;

/// <summary>E-mail that was given up, for the administrator.</summary>
[Permits(PlatformPermissions.MailManage, everywhere: true)]
internal sealed class UndeliveredMailPageModel(UndeliveredMail mail) : PageModel
{
    public RefusedLetters View { get; private set; } = null!;

    /// <summary>How many letters were just taken up again.</summary>
    [TempData]
    public int? Retried { get; set; }

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "trang")] int? page, CancellationToken ct)
    {
        if (!(await mail.ReadAsync(await HttpContext.ActorAsync(), page ?? 1, ct)).TryGet(out var view))
        {
            return Forbid();
        }

        View = view;
        return Page();
    }

    public Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct) => RetryAsync(id, ct);

    public Task<IActionResult> OnPostAllAsync(CancellationToken ct) => RetryAsync(null, ct);

    private async Task<IActionResult> RetryAsync(Guid? id, CancellationToken ct)
    {
        var result = await mail.Retry(await HttpContext.ActorAsync(), id, ct);
        if (result.TryGet(out var retried))
        {
            Retried = retried;
            return LocalRedirect("~/quan-tri/thu-dien-tu");
        }

        return await OnGetAsync(null, ct) is PageResult ? this.Stay(result.Problems) : Forbid();
    }
}
