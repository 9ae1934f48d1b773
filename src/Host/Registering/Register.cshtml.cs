using LoTrinh.Platform;
using LoTrinh.Platform.Identity.Policy;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace LoTrinh.Host.Registering;

/// <summary>A citizen makes an account.</summary>
[AllowAnonymous]
[EnableRateLimiting("register")]
internal sealed class RegisterPage(RegisterCitizen register, AccountPolicies policies) : PageModel
{
    [BindProperty]
    public string? DisplayName { get; set; }

    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Repeated { get; set; }

    [FromQuery(Name = "xong")]
    public bool IsDone { get; set; }

    public AccountPolicy Policy => policies.Current;

    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? LocalRedirect("~/") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var result = await register.Handle(new(DisplayName, UserName, Password, Repeated), ct);
        return result.Ok ? LocalRedirect("~/dang-ky?xong=true") : this.Stay(result.Problems);
    }
}
