using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Identity;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Platform.Webhooks;

/// <summary>The fields of a receiver: shared by registering and mending.</summary>
internal abstract class WebhookFormPage(Texts texts) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public List<string>? Events { get; set; }

    /// <summary>The secret, shown this once.</summary>
    public string? Secret { get; protected set; }

    public IEnumerable<SelectListItem> Kinds => OutsideEvents.All.Values.OrderBy(e => e.Name, StringComparer.Ordinal)
        .Select(e => new SelectListItem($"{texts[$"webhook.event.{e.Name}"]} ({e.Name})", e.Name));

    protected WebhookDraft Draft => new(Name, Address, [.. (Events ?? []).OfType<string>()]);
}

/// <summary>Registers a receiver; its secret is shown on the page that answers, and never again.</summary>
[Permits(PlatformPermissions.WebhooksManage, everywhere: true)]
internal sealed class AddWebhookPage(WebhookWork work, Texts texts) : WebhookFormPage(texts)
{
    public WebhookSubscriber? Made { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var result = await work.Register(await HttpContext.ActorAsync(), Draft, ct);
        if (!result.TryGet(out var told))
        {
            return this.Stay(result.Problems);
        }

        (Made, Secret) = (told.Subscriber, told.Secret);
        return Page();
    }
}
