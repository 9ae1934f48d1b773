using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace LoTrinh.Host.SigningIn;

/// <summary>Sends people to the other place to sign in.</summary>
[AllowAnonymous]
[EnableRateLimiting("guess")]
internal sealed class ElsewherePage(SignInManager<Account> signIn, Settings settings) : PageModel
{
    public IActionResult OnGet([FromQuery(Name = "ve")] string? returnTo)
    {
        if (settings.Oidc is null)
        {
            return NotFound();
        }

        if (User.Identity?.IsAuthenticated == true)
        {
            return this.Back(returnTo);
        }

        var back = Url.IsLocalUrl(returnTo) ? $"?ve={Uri.EscapeDataString(returnTo)}" : "";
        return Challenge(signIn.ConfigureExternalAuthenticationProperties(Oidc.Scheme, Url.Content($"~/dang-nhap/noi-khac/xong{back}")), Oidc.Scheme);
    }
}
