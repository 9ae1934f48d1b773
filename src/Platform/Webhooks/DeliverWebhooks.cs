using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Jobs;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Platform.Webhooks;

/// <summary>Delivers what waits, to each receiver in turn; several receivers at once, so that one that is slow keeps nobody else
/// waiting. All of it goes by the machine's clock: a demonstration that jumps tries nothing sooner and gives nobody up.</summary>
public sealed class DeliverWebhooks(AppDb db, IServiceScopeFactory scopes, WebhookRules rules,
    [FromKeyedServices(MachineClock.Key)] TimeProvider machine) : IRecurringJob
{
    private const int ReceiversAtOnce = 4;

    /// <inheritdoc/>
    public string Name => "platform.webhooks";

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken ct)
    {
        var now = machine.UtcNow();
        var receivers = db.Webhooks;
        var due = await db.WebhookDeliveries.Where(d => d.State == DeliveryState.Waiting && d.NotBeforeAt <= now)
            .Where(d => receivers.Any(s => s.Id == d.SubscriberId && s.DisabledAt == null)).Select(d => d.SubscriberId).Distinct()
                .ToListAsync(ct);
        var failed = new System.Collections.Concurrent.ConcurrentQueue<Exception>();
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = ReceiversAtOnce, CancellationToken = ct },
            async (id, token) =>
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<WebhookRound>().RunAsync(id, token);
            }
            catch (Exception wrong) when (wrong is not OperationCanceledException)
            {
                // The others have their round all the same.
                failed.Enqueue(wrong);
            }
        });
        var before = now.AddDays(-rules.KeptDays);
        await db.WebhookDeliveries.Where(d => d.State != DeliveryState.Waiting && (d.TriedAt ?? d.CreatedAt) < before)
            .ExecuteDeleteAsync(ct);
        if (!failed.IsEmpty)
        {
            throw new AggregateException(failed);
        }
    }
}

/// <summary>One round of deliveries to one receiver.</summary>
public sealed class WebhookRound(AppDb db, WebhookSender sender, WebhookRules rules, Recipients recipients, Notify notify,
    OrganisationDirectory organisation, Texts texts, TimeProvider clock, [FromKeyedServices(MachineClock.Key)] TimeProvider machine)
{
    private const int AtATime = 50;

    /// <summary>Delivers what is due to a receiver, as a rule in the order of the events: what failed comes later than what came after it.
    /// Ends with the first failure, for the receiver is away.</summary>
    public async Task RunAsync(Guid subscriberId, CancellationToken ct)
    {
        var now = machine.UtcNow();
        var due = await db.WebhookDeliveries.AsNoTracking().Where(d => d.SubscriberId == subscriberId)
            .Where(d => d.State == DeliveryState.Waiting && d.NotBeforeAt <= now).OrderBy(d => d.Id).Take(AtATime)
            .Select(d => new { d.Id, d.Attempts }).ToListAsync(ct);
        foreach (var next in due)
        {
            if (await TakeAsync(next.Id, next.Attempts, ct) && !await SendAsync(subscriberId, next.Id, ct))
            {
                break;
            }
        }
    }

    // Of processes that found the same delivery one changes the row; if it dies, another takes it up after the time of an answer.
    private async Task<bool> TakeAsync(Guid id, int seen, CancellationToken ct)
    {
        var held = machine.UtcNow() + (3 * TimeSpan.FromSeconds(rules.TimeoutSeconds));
        return await db.WebhookDeliveries.Where(d => d.Id == id && d.State == DeliveryState.Waiting && d.Attempts == seen)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.Attempts, seen + 1).SetProperty(d => d.NotBeforeAt, held), ct) == 1;
    }

    private async Task<bool> SendAsync(Guid subscriberId, Guid id, CancellationToken ct)
    {
        var (to, delivery, at) = (await db.Webhooks.AsNoTracking().SingleAsync(s => s.Id == subscriberId, ct),
            await db.WebhookDeliveries.AsNoTracking().SingleAsync(d => d.Id == id, ct), machine.UtcNow());
        var outcome = await sender.SendAsync(to, delivery, at, ct);
        // An administrator may have changed the receiver meanwhile. What it took is noted even when the process is about to end.
        do
        {
            db.ChangeTracker.Clear();
            await NoteAsync(subscriberId, id, outcome, at);
        }
        while (await db.TrySaveAsync(CancellationToken.None) is not null);
        return outcome.IsTaken;
    }

    private async Task NoteAsync(Guid subscriberId, Guid id, WebhookOutcome outcome, DateTime at)
    {
        var (to, delivery) = (await db.Webhooks.SingleAsync(s => s.Id == subscriberId), await db.WebhookDeliveries.SingleAsync(d =>
            d.Id == id));
        delivery.Note(outcome, rules, at);
        if (outcome.IsTaken)
        {
            to.Took();
        }
        else if (to.Failed(at, rules.DisableAfterDays, outcome.IsGone))
        {
            await TellAsync(to, CancellationToken.None);
        }
    }

    private async Task TellAsync(WebhookSubscriber to, CancellationToken ct)
    {
        db.Record(Actor.System, "platform.webhook.disabled-itself", nameof(WebhookSubscriber), to.Id, new { to.Name, to.FailingSince });
        if (organisation.TopOn(clock.Today()) is { } top)
        {
            await notify.AddAsync(await recipients.HoldingAsync(PlatformPermissions.WebhooksManage, top.Id, ct),
                new("platform.webhook-disabled", $"webhook:{to.Id:N}:{to.DisabledAt?.Ticks}", $"/quan-tri/webhook/{to.Id}",
                    _ => (texts["webhook.news.disabled", to.Name], texts["webhook.news.disabled-body"])), ct);
        }
    }
}
