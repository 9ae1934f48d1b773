using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace LoTrinh.Host.SigningIn;

/// <summary>Sign-in by name and password, by a passkey, or elsewhere.</summary>
[AllowAnonymous]
[EnableRateLimiting("guess")]
internal sealed class SignInPage(SignInFlow flow, SignInManager<Account> signIn, Settings settings) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Credential { get; set; }

    [BindProperty(Name = "ve", SupportsGet = true)]
    public string? ReturnTo { get; set; }

    /// <summary>Whether a page that needs an account led here.</summary>
    public bool IsAskedFor => ReturnTo is { Length: > 0 } and not ("/" or "/en" or "/en/");

    public OidcSettings? Elsewhere => settings.Oidc;

    public IActionResult OnGet([FromQuery(Name = "loi")] string? failed) => User.Identity?.IsAuthenticated == true ? this.Back(ReturnTo)
        : failed is null ? Page() : this.Stay([Problem.Invalid("sign-in.elsewhere-failed")]);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) => await this.LeaveOldSessionAsync(signIn, ReturnTo)
        ?? this.Follow(await flow.PasswordAsync(Name, Password, ct), ReturnTo);

    public async Task<IActionResult> OnPostPasskeyAsync(CancellationToken ct) => await this.LeaveOldSessionAsync(signIn, ReturnTo)
        ?? this.Follow(await flow.PasskeyAsync(Credential, ct), ReturnTo);

    public async Task<IActionResult> OnPostPasskeyOptionsAsync() => Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");
}

/// <summary>Where a sign-in leads.</summary>
internal static class AfterSignIn
{
    /// <summary>Shows what was wrong, asks for the second factor, or leads back to where the person came from.</summary>
    public static IActionResult Follow(this PageModel page, Result<SignInStep> result, string? returnTo) => result.TryGet(out var step)
        ? step == SignInStep.Done ? page.Back(returnTo) : page.LocalRedirect($"~/dang-nhap/buoc-hai{Query(returnTo)}")
        : page.Stay(result.Problems);

    /// <summary>Back to an address of ours, and no other; from the front page to where one's work waits.</summary>
    public static IActionResult Back(this PageModel page, string? returnTo) =>
        page.LocalRedirect(page.Url.IsLocalUrl(returnTo) && returnTo is not ("/" or "/en" or "/en/") ? returnTo! : "~/viec-cua-toi");

    /// <summary>Ends the session that a sign-in finds: a session that someone else planted must not become this person's.</summary>
    public static async Task<IActionResult?> LeaveOldSessionAsync(this PageModel page, SignInManager<Account> signIn, string? returnTo)
    {
        if (page.User.Identity?.IsAuthenticated != true)
        {
            return null;
        }

        await signIn.SignOutAsync();
        return page.LocalRedirect($"~/dang-nhap{Query(returnTo)}");
    }

    private static string Query(string? returnTo) => string.IsNullOrEmpty(returnTo) ? "" : $"?ve={Uri.EscapeDataString(returnTo)}";
}
