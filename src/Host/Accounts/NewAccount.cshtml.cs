using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Identity.Policy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Host.Accounts;

/// <summary>A new account with its first role; shows the one-time password once.</summary>
[Permits(PlatformPermissions.AccountsManage)]
internal sealed class NewAccountPage(AccountAdministration administration, AccountChoices choices, AccountPolicies policies) : PageModel
{
    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? DisplayName { get; set; }

    [BindProperty]
    public Guid? UnitId { get; set; }

    [BindProperty]
    public string? Role { get; set; }

    [BindProperty]
    public string? RoleUnitId { get; set; }

    public Actor Actor { get; private set; } = Actor.Nobody;

    public AccountChoices Choices => choices;

    public int HoursToUse => policies.Current.OneTimePasswordHours;

    /// <summary>The account that was made.</summary>
    public Account? Made { get; private set; }

    /// <summary>Its one-time password, shown this once.</summary>
    public string Password { get; private set; } = "";

    public async Task OnGetAsync() => Actor = await HttpContext.ActorAsync();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Actor = await HttpContext.ActorAsync();
        var result = await administration.Create(Actor, new(UserName, DisplayName, UnitId, Role, AccountChoices.ScopeOf(RoleUnitId, Role, UnitId)), ct);
        if (!result.TryGet(out var made))
        {
            return this.Stay(result.Problems);
        }

        (Made, Password) = made;
        return Page();
    }
}
