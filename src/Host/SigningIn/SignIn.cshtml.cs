using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace LoTrinh.Host.SigningIn;

/// <summary>Sign-in by name and password.</summary>
[AllowAnonymous]
[EnableRateLimiting("guess")]
internal sealed class SignInPage(SignInManager<Account> signIn, AppDb db, TimeProvider clock) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(Name = "ve", SupportsGet = true)]
    public string? ReturnTo { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Problem[] problems =
        [
            .. Problem.Unless(!string.IsNullOrWhiteSpace(Name), Problem.Invalid("sign-in.name-missing", nameof(Name))),
            .. Problem.Unless(!string.IsNullOrEmpty(Password), Problem.Invalid("sign-in.password-missing", nameof(Password))),
        ];
        if (problems.Length > 0)
        {
            return this.Stay(problems);
        }

        var account = await signIn.UserManager.FindByNameAsync(Name!.Trim());
        if (account is null || account.IsDisabled)
        {
            return this.Stay([Problem.Invalid("sign-in.wrong")]);
        }

        var result = await signIn.PasswordSignInAsync(account, Password!, isPersistent: false, lockoutOnFailure: true);
        if (!result.Succeeded)
        {
            db.Record(Actor.System, result.IsLockedOut ? "platform.sign-in.locked" : "platform.sign-in.refused", nameof(Account), account.Id, null);
            await db.SaveChangesAsync();
            return this.Stay([Problem.Invalid(result.IsLockedOut ? "sign-in.locked" : "sign-in.wrong")]);
        }

        account.LastSignInAt = clock.UtcNow();
        db.Record(Actor.System with { AccountId = account.Id, Name = account.DisplayName }, "platform.sign-in.succeeded", nameof(Account), account.Id, null);
        await db.SaveChangesAsync();
        return Url.IsLocalUrl(ReturnTo) ? LocalRedirect(ReturnTo) : LocalRedirect("~/");
    }
}
