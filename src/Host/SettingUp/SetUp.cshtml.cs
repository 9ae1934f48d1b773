using LoTrinh.Host.SigningIn;
using LoTrinh.Platform;
using LoTrinh.Platform.Identity.Policy;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace LoTrinh.Host.SettingUp;

/// <summary>The first administrator and the root unit of an empty installation; gone once they are made.</summary>
[AllowAnonymous]
[EnableRateLimiting("guess")]
internal sealed class SetUpPage(SetUpState state, SetUp setUp, SignInFlow flow, AccountPolicies policies) : PageModel
{
    [BindProperty]
    public string? SetUpCode { get; set; }

    [BindProperty]
    public string? UserName { get; set; } = "admin";

    [BindProperty]
    public string? DisplayName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Repeated { get; set; }

    [BindProperty]
    public string? UnitName { get; set; }

    [BindProperty]
    public string? UnitNameEn { get; set; }

    [BindProperty]
    public string? UnitKey { get; set; }

    public AccountPolicy Policy => policies.Current;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await state.IsDoneAsync(ct) ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var result = await setUp.Handle(new(SetUpCode, UserName, DisplayName, Password, Repeated, UnitName, UnitNameEn, UnitKey), ct);
        if (!result.TryGet(out var account))
        {
            return this.Stay(result.Problems);
        }

        await flow.FinishAsync(account, "pwd", ct);
        return LocalRedirect("~/quan-tri/tai-khoan");
    }
}
