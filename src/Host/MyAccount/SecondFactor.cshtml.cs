using System.Collections.Immutable;
using LoTrinh.Host.Security;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Identity.Policy;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Host.MyAccount;

/// <summary>The second factor: set up, recovery codes, turn off.</summary>
[Permits(PlatformPermissions.OwnAccount)]
internal sealed class SecondFactorPage(AppDb db, SecondFactor factor, AccountStore store, AccountPolicies policies, Texts texts) : PageModel
{
    [BindProperty]
    public string? Offer { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? CurrentPassword { get; set; }

    /// <summary>The code in the form that turns it off: that form stands beside another, and each shows what is wrong with it.</summary>
    [BindProperty]
    public string? OffCode { get; set; }

    [BindProperty]
    public string? OffPassword { get; set; }

    public Account Account { get; private set; } = new();

    public bool IsDemanded { get; private set; }

    /// <summary>The app's key in groups of four, for typing.</summary>
    public string TypedKey { get; private set; } = "";

    /// <summary>What the QR code holds.</summary>
    public string Address { get; private set; } = "";

    public int CodesLeft { get; private set; }

    /// <summary>New recovery codes, shown this once.</summary>
    public ImmutableArray<string> Codes { get; private set; } = [];

    public bool HasPassword => Account.PasswordHash is not null;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) =>
        await ShowAsync(await factor.TurnOn(await HttpContext.ActorAsync(), this.SessionId(), Offer, Code, CurrentPassword, ct), ct);

    public async Task<IActionResult> OnPostCodesAsync(CancellationToken ct) =>
        await ShowAsync(await factor.RenewCodes(await HttpContext.ActorAsync(), CurrentPassword, Code, ct), ct);

    public async Task<IActionResult> OnPostOffAsync(CancellationToken ct)
    {
        var result = await factor.TurnOff(await HttpContext.ActorAsync(), OffPassword, OffCode, ct);
        if (!result.Ok)
        {
            await LoadAsync(ct);
            return this.Stay(result.Problems.Select(p => p.Field switch
            {
                nameof(CurrentPassword) => p with { Field = nameof(OffPassword) },
                nameof(Code) => p with { Field = nameof(OffCode) },
                _ => p,
            }));
        }

        return this.Done("~" + Duties.SecondFactorPage, "second-factor.turned-off");
    }

    private async Task<IActionResult> ShowAsync(Result<ImmutableArray<string>> result, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!result.TryGet(out var codes))
        {
            return this.Stay(result.Problems);
        }

        Codes = codes;
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Account = await db.OwnAsync(await HttpContext.ActorAsync(), ct);
        IsDemanded = policies.DemandsSecondFactor(Account, await db.AdministersAsync(Account.Id, ct));
        CodesLeft = await store.CountCodesAsync(Account, ct);
        if (Account.TwoFactorEnabled)
        {
            return;
        }

        (var key, Offer) = factor.Offer(Account, Offer);
        ModelState.Remove(nameof(Offer));
        TypedKey = string.Join(' ', key.Chunk(4).Select(part => new string(part)));
        var issuer = Uri.EscapeDataString(texts["app.name"]);
        Address = $"otpauth://totp/{issuer}:{Uri.EscapeDataString(Account.UserName ?? "")}?secret={key}&issuer={issuer}&digits=6";
    }
}
