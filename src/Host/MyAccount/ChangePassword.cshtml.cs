using LoTrinh.Host.Security;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Identity.Policy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Host.MyAccount;

/// <summary>A new password; also where someone with a one-time or too old password is led.</summary>
[Permits(PlatformPermissions.OwnAccount)]
internal sealed class ChangePasswordPage(AppDb db, ChangeOwnPassword change, AccountPolicies policies) : PageModel
{
    [BindProperty]
    public string? CurrentPassword { get; set; }

    [BindProperty]
    public string? NewPassword { get; set; }

    [BindProperty]
    public string? Repeated { get; set; }

    public bool HasPassword { get; private set; }

    public string? UserName { get; private set; }

    /// <summary>Key of the words that say why the page was opened by itself, if it was.</summary>
    public string? DemandKey { get; private set; }

    public AccountPolicy Policy => policies.Current;

    public int Shortest { get; private set; }

    public int Classes { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var result = await change.Handle(await HttpContext.ActorAsync(), this.SessionId(), CurrentPassword, NewPassword, Repeated, ct);
        if (!result.Ok)
        {
            await LoadAsync(ct);
            return this.Stay(result.Problems);
        }

        return this.Done("~/tai-khoan", "account.password-changed");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var account = await db.OwnAsync(await HttpContext.ActorAsync(), ct);
        var administrator = await db.AdministersAsync(account.Id, ct);
        HasPassword = account.PasswordHash is not null;
        UserName = account.UserName;
        Shortest = Policy.MinLengthFor(administrator, account.TwoFactorEnabled);
        Classes = Policy.ClassesFor(administrator, account.TwoFactorEnabled);
        DemandKey = account.MustChangePassword ? "account.password-one-time" : account.PasswordIsTooWeak && !policies.IsDemonstration ? "account.password-weak" : policies.DemandsNewPassword(account, administrator) ? "account.password-old" : null;
    }
}

/// <summary>Changes one's own password and ends the other sessions.</summary>
internal sealed class ChangeOwnPassword(AppDb db, Passwords passwords, SessionKeeper sessions)
{
    public async Task<Result<Account>> Handle(Actor actor, Guid? session, string? current, string? chosen, string? repeated, CancellationToken ct)
    {
        if (actor.Lacks(PlatformPermissions.OwnAccount) is { } refusal)
        {
            return refusal;
        }

        var account = await db.OwnAsync(actor, ct);
        if (account.PasswordHash is null)
        {
            return Problem.Conflict("account.signs-in-elsewhere");
        }

        if (await passwords.AskAgainAsync(account, current, nameof(ChangePasswordPage.CurrentPassword), ct) is { } wrong)
        {
            return wrong;
        }

        var problems = await passwords.ChooseAsync(account, chosen, repeated, await db.AdministersAsync(account.Id, ct),
            nameof(ChangePasswordPage.NewPassword), nameof(ChangePasswordPage.Repeated), ct);
        if (!problems.IsEmpty)
        {
            return problems;
        }

        db.Record(actor, "platform.password.changed", nameof(Account), account.Id, null);
        await db.SaveChangesAsync(ct);
        await sessions.EndAsync(account.Id, except: session, ct: ct);
        sessions.Refresh(account.Id);
        return account;
    }
}
