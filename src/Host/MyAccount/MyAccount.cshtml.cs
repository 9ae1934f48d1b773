using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Host.MyAccount;

/// <summary>Who I am here: my names, my unit, my roles, and the places that vouch for me.</summary>
[Permits(PlatformPermissions.OwnAccount)]
internal sealed class MyAccountPage(
    AppDb db, ChangeOwnName changeName, LinkSignIn linking, OrganisationDirectory organisation, Settings settings, Texts texts) : PageModel
{
    [BindProperty]
    public string? DisplayName { get; set; }

    public Account Account { get; private set; } = new();

    public string Unit => organisation.NameOf(Account.UnitId);

    public IReadOnlyList<string> RoleNames { get; private set; } = [];

    public IReadOnlyList<UserLoginInfo> Links { get; private set; } = [];

    public OidcSettings? Elsewhere => settings.Oidc;

    /// <summary>Shows that the link to the other place was made by this page for this person.</summary>
    public string LinkProof => linking.ProofFor(Account.Id);

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        DisplayName = Account.DisplayName;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var result = await changeName.Handle(await HttpContext.ActorAsync(), DisplayName, ct);
        return await DoneAsync(result, "account.name-changed", ct);
    }

    public async Task<IActionResult> OnPostUnlinkAsync(string? provider, string? key, CancellationToken ct) =>
        await DoneAsync(await linking.Remove(await HttpContext.ActorAsync(), provider ?? "", key ?? "", ct), "account.link-removed", ct);

    private async Task<IActionResult> DoneAsync(Result<Account> result, string words, CancellationToken ct)
    {
        if (result.Ok)
        {
            return this.Done("~/tai-khoan", words);
        }

        await LoadAsync(ct);
        return this.Stay(result.Problems);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Account = await db.OwnAsync(await HttpContext.ActorAsync(), ct);
        RoleNames = [.. (await db.RoleAssignments.AsNoTracking().Where(r => r.AccountId == Account.Id).ToListAsync(ct))
            .Select(r => $"{texts[$"role.{r.Role}"]} – {(r.UnitId is null ? texts["role.everywhere"] : organisation.NameOf(r.UnitId))}")];
        Links = await linking.OfAsync(Account.Id, ct);
    }
}
