using System.Globalization;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Host.MyAccount;

/// <summary>My API tokens: make one, which is shown once; see when each was last used; take one back.</summary>
[Permits(PlatformPermissions.OwnAccount)]
internal sealed class MyTokensPage(AppDb db, IssueApiToken issue, Texts texts, TimeProvider clock) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Days { get; set; } = "90";

    [BindProperty]
    public List<string> Scope { get; set; } = [];

    /// <summary>The new token, shown this once.</summary>
    public string? Made { get; private set; }

    public IReadOnlyList<ApiToken> All { get; private set; } = [];

    public IEnumerable<SelectListItem> Permissions { get; private set; } = [];

    public DateTime Now => clock.UtcNow();

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        var days = int.TryParse(Days, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, IssueApiToken.LongestLife.Days + 1) : 0;
        var result = await issue.Handle(actor, actor.AccountId, Name, TimeSpan.FromDays(days), Scope, ct);
        await LoadAsync(ct);
        if (!result.TryGet(out var token))
        {
            return this.Stay(result.Problems);
        }

        (Made, Name, Scope) = (token, null, []);
        ModelState.Clear();
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        var token = await db.ApiTokens.SingleOrDefaultAsync(t => t.Id == id && t.AccountId == actor.AccountId && t.RevokedAt == null, ct);
        if (token is null)
        {
            return NotFound();
        }

        token.RevokedAt = clock.UtcNow();
        db.Record(actor, "platform.token.revoked", token);
        await db.SaveChangesAsync(ct);
        return this.Done("~/tai-khoan/ma-truy-cap", "tokens.revoked");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        All = await db.ApiTokens.AsNoTracking().Where(t => t.AccountId == actor.AccountId && t.RevokedAt == null).OrderByDescending(t => t.CreatedAt).ToListAsync(ct);
        Permissions = [.. actor.Grants.Select(g => g.Permission).Where(p => p != PlatformPermissions.OwnAccount).Distinct()
            .Select(p => new SelectListItem(texts[$"permission.{p}"], p)).OrderBy(i => i.Text, StringComparer.CurrentCulture)];
    }
}
