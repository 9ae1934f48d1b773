using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace LoTrinh.Host.SigningIn;

/// <summary>The code after the password.</summary>
[AllowAnonymous]
[EnableRateLimiting("guess")]
internal sealed class SecondStepPage(SignInFlow flow, SignInManager<Account> signIn) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty(Name = "ve", SupportsGet = true)]
    public string? ReturnTo { get; set; }

    /// <summary>Whether a recovery code is typed instead of one from the app.</summary>
    [BindProperty(Name = "du-phong", SupportsGet = true)]
    public bool Recovery { get; set; }

    public async Task<IActionResult> OnGetAsync() => await flow.WaitingAsync() is null ? LocalRedirect("~/dang-nhap") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await this.LeaveOldSessionAsync(signIn, ReturnTo) is { } elsewhere)
        {
            return elsewhere;
        }

        var result = await flow.CodeAsync(Code, Recovery, ct);
        return result.Problems is [{ Code: "sign-in.step-ended" }] ? LocalRedirect("~/dang-nhap") : this.Follow(result, ReturnTo);
    }
}
