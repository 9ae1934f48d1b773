using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Platform.Webhooks;

/// <summary>One receiver: how it fares, each delivery, and what the administrator can do.</summary>
[Permits(PlatformPermissions.WebhooksManage, everywhere: true)]
internal sealed class WebhookRecordPage(WebhookWork work, AppDb db, WebhookRules rules, Texts texts, TimeProvider clock,
    [FromKeyedServices(MachineClock.Key)] TimeProvider machine)
    : WebhookFormPage(texts), IRemembersVersion
{
    public WebhookSubscriber Subscriber { get; private set; } = null!;

    public IReadOnlyList<WebhookDelivery> Deliveries { get; private set; } = [];

    public int Count { get; private set; }

    public int Number { get; private set; } = 1;

    public int Pages => (Count + WebhookWork.PageSize - 1) / WebhookWork.PageSize;

    public WebhookRules Rules => rules;

    public DateTime Now => machine.UtcNow();

    /// <summary>Whether the product shows another time than the machine, by which deliveries go.</summary>
    public bool IsElsewhen => (clock.UtcNow() - machine.UtcNow()).Duration() > TimeSpan.FromMinutes(1);

    /// <summary>What waits for a receiver that is switched off.</summary>
    public (int Waiting, int TooOld) Held { get; private set; }

    [BindProperty]
    public int? Version { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, [FromQuery(Name = "trang")] int? page, CancellationToken ct)
    {
        Number = Math.Max(1, page ?? 1);
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        (Name, Address, Events) = (Subscriber.Name, Subscriber.Url, [.. Subscriber.Wanted]);
        return Page();
    }

    public Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct) => Do(id, a => work.Mend(a, id, Version, Draft, ct), ct);

    public Task<IActionResult> OnPostTestAsync(Guid id, CancellationToken ct) => Do(id, a => work.Test(a, id, ct), ct);

    public Task<IActionResult> OnPostDisableAsync(Guid id, CancellationToken ct) => Do(id, a => work.Disable(a, id, Version, ct), ct);

    public Task<IActionResult> OnPostEnableAsync(Guid id, CancellationToken ct) => Do(id, a => work.Enable(a, id, Version, ct), ct);

    public Task<IActionResult> OnPostRepeatAsync(Guid id, Guid delivery, CancellationToken ct) =>
        Do(id, a => work.Repeat(a, id, delivery, ct), ct);

    public async Task<IActionResult> OnPostRotateAsync(Guid id, CancellationToken ct)
    {
        var result = await work.Rotate(await HttpContext.ActorAsync(), id, Version, ct);
        db.ChangeTracker.Clear();
        if (result.TryGet(out var told))
        {
            (Secret, Version) = (told.Secret, null);
            ModelState.Clear();
        }

        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        (Name, Address, Events) = (Subscriber.Name, Subscriber.Url, [.. Subscriber.Wanted]);
        return result.Ok ? Page() : this.Stay(result.Problems);
    }

    private Task<IActionResult> Do(Guid id, Func<Actor, Task<Result<WebhookSubscriber>>> act, CancellationToken ct) =>
        this.ActAsync($"~/quan-tri/webhook/{id}", act, async () =>
        {
            var found = await LoadAsync(id, ct);
            // An act that is no form of these fields leaves them as they are kept.
            if (found && Name is null && Address is null)
            {
                (Name, Address, Events) = (Subscriber.Name, Subscriber.Url, [.. Subscriber.Wanted]);
            }

            return found;
        });

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (!(await work.FindAsync(await HttpContext.ActorAsync(), id, ct)).TryGet(out var found))
        {
            return false;
        }

        (Subscriber, Version) = (found, Version ?? found.Version);
        (Deliveries, Count) = await work.DeliveriesAsync(id, Number, ct);
        Held = found.IsActive ? default : await work.HeldAsync(id, ct);
        return true;
    }
}
