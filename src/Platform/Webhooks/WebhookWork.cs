using System.Collections.Immutable;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Platform.Webhooks;

/// <summary>A receiver and the secret that its owner is told this once.</summary>
public sealed record ToldSecret(WebhookSubscriber Subscriber, string Secret);

/// <summary>How many deliveries of a receiver wait, and how many were given up.</summary>
public sealed record WebhookRow(WebhookSubscriber Subscriber, int Waiting, int GivenUp);

/// <summary>What an administrator does with receivers of events; each act demands the permission for the whole ministry.</summary>
public sealed class WebhookWork(AppDb db, WebhookSecrets secrets, WebhookNetworks networks, WebhookRules rules,
    [FromKeyedServices(MachineClock.Key)] TimeProvider machine)
{
    /// <summary>Name of the event by which a receiver is tried; nobody subscribes to it.</summary>
    public const string TestEvent = "platform.test";

    /// <summary>Deliveries on a page.</summary>
    public const int PageSize = 25;

    /// <summary>Every receiver with what waits for it.</summary>
    public async Task<Result<IReadOnlyList<WebhookRow>>> ListAsync(Actor actor, CancellationToken ct)
    {
        if (Refusal(actor) is { } refusal)
        {
            return refusal;
        }

        var all = await db.Webhooks.AsNoTracking().OrderBy(s => s.Name).ThenBy(s => s.Id).ToListAsync(ct);
        var counts = await db.WebhookDeliveries.Where(d => d.State != DeliveryState.Delivered).GroupBy(d => new { d.SubscriberId, d.State })
            .Select(g => new { g.Key.SubscriberId, g.Key.State, Count = g.Count() }).ToListAsync(ct);
        int Count(Guid id, DeliveryState state) => counts.Where(c => c.SubscriberId == id && c.State == state).Sum(c => c.Count);
        return all.ConvertAll(s => new WebhookRow(s, Count(s.Id, DeliveryState.Waiting), Count(s.Id, DeliveryState.GivenUp)));
    }

    /// <summary>One receiver.</summary>
    public async Task<Result<WebhookSubscriber>> FindAsync(Actor actor, Guid id, CancellationToken ct) => Refusal(actor) is { } refusal
        ? refusal
        : await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is { } found ? found
            : Problem.NotFound("webhook.unknown");

    /// <summary>A page of a receiver's deliveries, the newest first, and how many there are.</summary>
    public async Task<(IReadOnlyList<WebhookDelivery> Rows, int Count)> DeliveriesAsync(Guid subscriberId, int page, CancellationToken ct)
    {
        var all = db.WebhookDeliveries.AsNoTracking().Where(d => d.SubscriberId == subscriberId);
        return (await all.OrderByDescending(d => d.CreatedAt).ThenByDescending(d => d.Id)
            .Skip((Math.Clamp(page, 1, 1_000_000) - 1) * PageSize).Take(PageSize).ToListAsync(ct), await all.CountAsync(ct));
    }

    /// <summary>Registers a receiver and tells its secret.</summary>
    public async Task<Result<ToldSecret>> Register(Actor actor, WebhookDraft draft, CancellationToken ct, bool isDemonstration = false)
    {
        if (Refusal(actor) is { } refusal)
        {
            return refusal;
        }

        ImmutableArray<Problem> problems = [.. draft.Problems(networks)];
        if (problems.Length > 0)
        {
            return problems;
        }

        var (told, kept) = secrets.Make();
        var subscriber = WebhookSubscriber.Register(draft, kept, machine.UtcNow(), isDemonstration);
        db.Webhooks.Add(subscriber);
        Record(actor, "platform.webhook.registered", subscriber);
        await db.SaveChangesAsync(ct);
        return new ToldSecret(subscriber, told);
    }

    /// <summary>Changes name, address and events.</summary>
    public Task<Result<WebhookSubscriber>> Mend(Actor actor, Guid id, int? version, WebhookDraft draft, CancellationToken ct) =>
        Do(actor, id, version, s =>
        {
            ImmutableArray<Problem> problems = [.. draft.Problems(networks)];
            if (problems.Length > 0)
            {
                return problems;
            }

            s.Mend(draft);
            return s;
        }, s => Record(actor, "platform.webhook.mended", s), ct);

    /// <summary>Makes a new secret and tells it; the former one signs as well for a while.</summary>
    public async Task<Result<ToldSecret>> Rotate(Actor actor, Guid id, int? version, CancellationToken ct)
    {
        var (told, kept) = secrets.Make();
        var result = await Do(actor, id, version, s =>
        {
            s.Rotate(kept, machine.UtcNow().AddHours(rules.OverlapHours));
            return s;
        }, s => Record(actor, "platform.webhook.secret-changed", s), ct);
        return result.TryGet(out var subscriber) ? new ToldSecret(subscriber, told) : result.Problems;
    }

    /// <summary>Tells it nothing more.</summary>
    public Task<Result<WebhookSubscriber>> Disable(Actor actor, Guid id, int? version, CancellationToken ct) =>
        Do(actor, id, version, s => s.Disable(machine.UtcNow()), s => Record(actor, "platform.webhook.disabled", s), ct);

    /// <summary>Tells it again. What waited meanwhile is sent, without the pauses of former failures; what is older than
    /// <see cref="WebhookRules.HeldDays"/> is let go, and can be sent one by one.</summary>
    public async Task<Result<WebhookSubscriber>> Enable(Actor actor, Guid id, int? version, CancellationToken ct) =>
        Refusal(actor) is { } refusal ? refusal : await db.InTransactionAsync(async () =>
        {
            var now = machine.UtcNow();
            var letGo = await TooOld(id).ExecuteUpdateAsync(set => set.SetProperty(d => d.State, DeliveryState.LetGo), ct);
            var sent = await Held(id).ExecuteUpdateAsync(set => set.SetProperty(d => d.NotBeforeAt, now).SetProperty(d => d.Attempts, 0), ct);
            return await Do(actor, id, version, s => s.Enable(), s => db.Record(actor, "platform.webhook.enabled", nameof(WebhookSubscriber), s.Id,
                new { s.Name, s.Url, s.Wanted, s.IsActive, Sent = sent, LetGo = letGo }), ct);
        }, keep: r => r.Ok, ct);

    /// <summary>How many deliveries wait for a receiver, and how many of them would be let go if it were switched on now.</summary>
    public async Task<(int Waiting, int TooOld)> HeldAsync(Guid id, CancellationToken ct) =>
        (await Held(id).CountAsync(ct), await TooOld(id).CountAsync(ct));

    /// <summary>Sends an event that only tries the way.</summary>
    public Task<Result<WebhookSubscriber>> Test(Actor actor, Guid id, CancellationToken ct) => Do(actor, id, null, s =>
    {
        var now = machine.UtcNow();
        db.WebhookDeliveries.Add(new()
        {
            SubscriberId = s.Id, MessageId = Guid.CreateVersion7(), Event = TestEvent, CreatedAt = now, NotBeforeAt = now,
            Body = new WebhookBody(TestEvent, 1, now, new TestOutside(s.Id)).Write(),
        });
        return s.IsActive ? s : Problem.Conflict("webhook.disabled");
    }, s => Record(actor, "platform.webhook.tested", s), ct);

    /// <summary>Sends a delivery again, with the same identifier.</summary>
    public async Task<Result<WebhookSubscriber>> Repeat(Actor actor, Guid id, Guid deliveryId, CancellationToken ct)
    {
        if (Refusal(actor) is { } refusal)
        {
            return refusal;
        }

        var delivery = await db.WebhookDeliveries.SingleOrDefaultAsync(d => d.Id == deliveryId && d.SubscriberId == id, ct);
        if (delivery is null || await db.Webhooks.SingleOrDefaultAsync(s => s.Id == id, ct) is not { } subscriber)
        {
            return Problem.NotFound("webhook.delivery-unknown");
        }

        if (!subscriber.IsActive)
        {
            return Problem.Conflict("webhook.disabled");
        }

        delivery.TakeUp(machine.UtcNow());
        db.Record(actor, "platform.webhook.repeated", nameof(WebhookSubscriber), id, new { delivery.WebhookId, delivery.Event });
        await db.SaveChangesAsync(ct);
        return subscriber;
    }

    private IQueryable<WebhookDelivery> Held(Guid id) => db.WebhookDeliveries.Where(d => d.SubscriberId == id && d.State == DeliveryState.Waiting);

    private IQueryable<WebhookDelivery> TooOld(Guid id)
    {
        var oldest = machine.UtcNow().AddDays(-rules.HeldDays);
        return Held(id).Where(d => d.CreatedAt < oldest);
    }

    private static Problem? Refusal(Actor actor) => actor.Lacks(PlatformPermissions.WebhooksManage, "/");

    private async Task<Result<WebhookSubscriber>> Do(Actor actor, Guid id, int? version, Func<WebhookSubscriber,
        Result<WebhookSubscriber>> act,
        Action<WebhookSubscriber> record, CancellationToken ct)
    {
        if (Refusal(actor) is { } refusal)
        {
            return refusal;
        }

        if (await db.Webhooks.SingleOrDefaultAsync(s => s.Id == id, ct) is not { } subscriber)
        {
            return Problem.NotFound("webhook.unknown");
        }

        var result = act(subscriber);
        if (!result.Ok)
        {
            db.ChangeTracker.Clear();
            return result;
        }

        if (version is { } seen)
        {
            db.Expect(subscriber, seen);
        }

        record(subscriber);
        return await db.TrySaveAsync(ct) is { } lost ? lost : subscriber;
    }

    // Neither a secret nor what protects it goes into the ledger.
    private void Record(Actor actor, string action, WebhookSubscriber s) =>
        db.Record(actor, action, nameof(WebhookSubscriber), s.Id, new { s.Name, s.Url, s.Wanted, s.IsActive });

    private sealed record TestOutside(Guid SubscriberId);
}
