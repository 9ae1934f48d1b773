using LoTrinh.Host.SigningIn;
using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Host.MyAccount;

/// <summary>Sends someone who is signed in to the other place, to link the account there with the one here.</summary>
[Permits(PlatformPermissions.OwnAccount)]
internal sealed class StartLinkPage(SignInManager<Account> signIn, LinkSignIn linking, Settings settings) : PageModel
{
    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "ma")] string? proof)
    {
        var actor = await HttpContext.ActorAsync();
        if (settings.Oidc is null)
        {
            return NotFound();
        }

        return linking.Proves(actor.AccountId, proof)
            ? Challenge(signIn.ConfigureExternalAuthenticationProperties(Oidc.Scheme, Url.Content("~/tai-khoan/lien-ket/xong"), actor.AccountId.ToString()), Oidc.Scheme)
            : LocalRedirect("~/tai-khoan");
    }
}

/// <summary>Links what the other place answered with the account that asked.</summary>
[Permits(PlatformPermissions.OwnAccount)]
internal sealed class EndLinkPage(SignInManager<Account> signIn, LinkSignIn linking) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        var info = await signIn.GetExternalLoginInfoAsync(actor.AccountId.ToString());
        await HttpContext.SignOutAsync(IdentityConstants.ExternalScheme);
        Result<Account> result = info is null ? Problem.Conflict("sign-in.elsewhere-failed") : await linking.Add(actor, VouchedPerson.From(info.Principal), ct);
        if (!result.Ok)
        {
            return this.Stay(result.Problems);
        }

        return this.Done("~/tai-khoan", "account.link-added");
    }
}
