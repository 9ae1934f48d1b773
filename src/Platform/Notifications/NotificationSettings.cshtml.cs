using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Notifications;

/// <summary>How the reader wants to be told.</summary>
[Permits(PlatformPermissions.OwnNotifications)]
internal sealed class NotificationSettingsPage(Inbox inbox, AppDb db, Texts texts) : PageModel
{
    [BindProperty]
    public bool? ByEmail { get; set; }

    [BindProperty]
    public string? Language { get; set; }

    /// <summary>Where letters would go; null without a confirmed address.</summary>
    public string? Address { get; private set; }

    public IEnumerable<SelectListItem> Ways =>
        [new(texts["notify.in-app"], "False"), new(Address is null ? texts["notify.by-email"] : texts["notify.by-email-to", Address], "True")];

    public IEnumerable<SelectListItem> LanguageChoices => [.. Inbox.Languages.Select(l => new SelectListItem(texts[$"notify.language.{l}"], l))];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        var preference = await inbox.PreferenceAsync(actor, ct);
        (ByEmail, Language) = (preference.ByEmail, preference.Language);
        await LoadAsync(actor, ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        var result = await inbox.Choose(actor, ByEmail ?? true, Language, ct);
        if (result.Ok)
        {
            return this.Done("~/thong-bao/cai-dat", "notify.saved");
        }

        await LoadAsync(actor, ct);
        return this.Stay(result.Problems);
    }

    private async Task LoadAsync(Actor actor, CancellationToken ct) =>
        Address = await db.Users.Where(a => a.Id == actor.AccountId && a.EmailConfirmed).Select(a => a.Email).SingleOrDefaultAsync(ct);
}
