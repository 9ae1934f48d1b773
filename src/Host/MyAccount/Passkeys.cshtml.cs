using System.Buffers.Text;
using LoTrinh.Host.Security;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Host.MyAccount;

/// <summary>My passkeys: add one with a name, see them, remove one.</summary>
[Permits(PlatformPermissions.OwnAccount)]
internal sealed class PasskeysPage(AppDb db, Passkeys passkeys, SignInManager<Account> signIn) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? CurrentPassword { get; set; }

    [BindProperty]
    public string? Credential { get; set; }

    public IReadOnlyList<UserPasskeyInfo> All { get; private set; } = [];

    public bool HasPassword { get; private set; }

    public static string IdOf(UserPasskeyInfo passkey) => Base64Url.EncodeToString(passkey.CredentialId);

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) =>
        await DoneAsync(await passkeys.Add(await HttpContext.ActorAsync(), Name, Credential, CurrentPassword, ct), "passkeys.added", ct);

    public async Task<IActionResult> OnPostRemoveAsync(string? id, CancellationToken ct) =>
        await DoneAsync(await passkeys.Remove(await HttpContext.ActorAsync(), id, ct), "passkeys.removed", ct);

    public async Task<IActionResult> OnPostOptionsAsync(CancellationToken ct)
    {
        var account = await db.OwnAsync(await HttpContext.ActorAsync(), ct);
        return Content(await signIn.MakePasskeyCreationOptionsAsync(
            new() { Id = account.Id.ToString(), Name = account.UserName!, DisplayName = account.DisplayName }), "application/json");
    }

    private async Task<IActionResult> DoneAsync(Result<Account> result, string words, CancellationToken ct)
    {
        if (result.Ok)
        {
            return this.Done("~/tai-khoan/khoa-truy-cap", words);
        }

        await LoadAsync(ct);
        return this.Stay(result.Problems);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var account = await db.OwnAsync(await HttpContext.ActorAsync(), ct);
        HasPassword = account.PasswordHash is not null;
        All = [.. (await signIn.UserManager.GetPasskeysAsync(account)).OrderBy(p => p.CreatedAt)];
    }
}

/// <summary>Adds and removes one's own passkeys.</summary>
internal sealed class Passkeys(AppDb db, SignInManager<Account> signIn, Passwords passwords, SessionKeeper sessions)
{
    /// <summary>Longest name of a passkey, in characters.</summary>
    public const int NameMaxLength = 80;

    /// <summary>Most passkeys of one account.</summary>
    public const int Most = 10;

    private UserManager<Account> Users => signIn.UserManager;

    public async Task<Result<Account>> Add(Actor actor, string? name, string? credential, string? password, CancellationToken ct)
    {
        if (actor.Lacks(PlatformPermissions.OwnAccount) is { } refusal)
        {
            return refusal;
        }

        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > NameMaxLength)
        {
            return Problem.Invalid("passkeys.name", nameof(PasskeysPage.Name), NameMaxLength);
        }

        var account = await db.OwnAsync(actor, ct);
        if ((await Users.GetPasskeysAsync(account)).Count >= Most)
        {
            return Problem.Invalid("passkeys.too-many", null, Most);
        }

        if (await passwords.AskAgainAsync(account, password, nameof(PasskeysPage.CurrentPassword), ct) is { } wrong)
        {
            return wrong;
        }

        if (await AttestAsync(credential) is not { } passkey)
        {
            return Problem.Invalid("passkeys.not-made");
        }

        passkey.Name = name.Trim();
        await Users.AddOrUpdatePasskeyAsync(account, passkey);
        db.Record(actor, "platform.passkey.added", nameof(Account), account.Id, new { passkey.Name });
        await db.SaveChangesAsync(ct);
        return account;
    }

    public async Task<Result<Account>> Remove(Actor actor, string? id, CancellationToken ct)
    {
        if (actor.Lacks(PlatformPermissions.OwnAccount) is { } refusal)
        {
            return refusal;
        }

        var account = await db.OwnAsync(actor, ct);
        var all = await Users.GetPasskeysAsync(account);
        var passkey = all.FirstOrDefault(p => PasskeysPage.IdOf(p) == id);
        if (passkey is null)
        {
            return Problem.NotFound("passkeys.unknown");
        }

        if (account.PasswordHash is null && all.Count == 1 && (await Users.GetLoginsAsync(account)).Count == 0)
        {
            return Problem.Conflict("account.last-way-in");
        }

        await Users.RemovePasskeyAsync(account, passkey.CredentialId);
        db.Record(actor, "platform.passkey.removed", nameof(Account), account.Id, new { passkey.Name });
        await db.SaveChangesAsync(ct);
        sessions.Refresh(account.Id);
        return account;
    }

    private async Task<UserPasskeyInfo?> AttestAsync(string? credential)
    {
        try
        {
            var result = string.IsNullOrWhiteSpace(credential) ? null : await signIn.PerformPasskeyAttestationAsync(credential);
            return result is { Succeeded: true, Passkey: { } passkey } ? passkey : null;
        }
        catch (InvalidOperationException)
        {
            return null; // The challenge is too old, or was never given.
        }
    }
}
