using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.NationalPortal;

/// <summary>How the link to the national portal stands: what it has not been told and why, and what it says otherwise than we do.</summary>
[Permits(Permissions.Process)]
internal sealed class PortalLinkPage(PortalQueries queries) : PageModel
{
    public PortalStanding Standing { get; private set; } = null!;

    /// <summary>What a comparison found; null until one was asked for.</summary>
    public PortalComparison? Comparison { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => Standing = await queries.StandingAsync(ct);

    public async Task<IActionResult> OnPostCompareAsync(CancellationToken ct)
    {
        Standing = await queries.StandingAsync(ct);
        if (!Standing.IsSet)
        {
            return this.Stay([Problem.Conflict("services.portal-unset")]);
        }

        Comparison = await queries.CompareAsync(ct);
        return Page();
    }

    public Task<IActionResult> OnPostRetryAsync(CancellationToken ct) => this.ActAsync("~/dich-vu-cong/dong-bo", a => queries.RetryAsync(a, ct), async () =>
    {
        await OnGetAsync(ct);
        return true;
    });
}
