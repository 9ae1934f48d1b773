using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.NationalPortal;

/// <summary>How the link to the national portal stands: what it has not been told and why, and what it says otherwise than we do.</summary>
[Permits(Permissions.Process)]
internal sealed class PortalLinkPage(PortalQueries queries, PortalComparer comparer) : PageModel
{
    public PortalStanding Standing { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Standing = await queries.StandingAsync(ct);

    public Task<IActionResult> OnPostCompareAsync(string? code, CancellationToken ct) => this.ActAsync("~/dich-vu-cong/dong-bo", a => comparer.Handle(a, Words.Clean(code), ct), () => ShowAsync(ct));

    public Task<IActionResult> OnPostRetryAsync(CancellationToken ct) => this.ActAsync("~/dich-vu-cong/dong-bo", a => queries.RetryAsync(a, ct), () => ShowAsync(ct));

    private async Task<bool> ShowAsync(CancellationToken ct)
    {
        await OnGetAsync(ct);
        return true;
    }
}
