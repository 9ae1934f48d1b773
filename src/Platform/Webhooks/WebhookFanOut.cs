using System.Text.Encodings.Web;
using System.Text.Json;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Platform.Webhooks;

/// <summary>What a message says: the envelope of Standard Webhooks with the version of its facts.</summary>
/// <param name="Type">Name of the event.</param>
/// <param name="Version">Version of the facts.</param>
/// <param name="Timestamp">When it happened, UTC.</param>
/// <param name="Data">The facts.</param>
public sealed record WebhookBody(string Type, int Version, DateTime Timestamp, object Data)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>As it is sent.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json);
}

/// <summary>Writes a delivery for each receiver that wants an event; the job delivers them.</summary>
internal sealed class WebhookFanOut<T>(AppDb db, HandledMessage message, IEnumerable<IWithholdEvents> withholds,
    [FromKeyedServices(MachineClock.Key)] TimeProvider machine)
    : IReactTo<T>
    where T : IOfferedOutside
{
    public async Task ReactAsync(T happened, CancellationToken ct)
    {
        var offered = OutsideEvents.Of(typeof(T));
        var wanted = $" {offered.Name} ";
        var deliveries = db.WebhookDeliveries;
        var receivers = await db.Webhooks.AsNoTracking().Where(s => s.DisabledAt == null && s.Events.Contains(wanted))
            .Where(s => !deliveries.Any(d => d.SubscriberId == s.Id && d.MessageId == message.Id)).Select(s => s.Id).ToListAsync(ct);
        if (receivers.Count == 0 || await IsWithheldAsync(happened, ct))
        {
            return;
        }

        var body = new WebhookBody(offered.Name, offered.Version, message.OccurredAt, happened.FactsOutside()).Write();
        var now = machine.UtcNow();
        db.WebhookDeliveries.AddRange(receivers.Select(r => new WebhookDelivery
        {
            SubscriberId = r, MessageId = message.Id, Event = offered.Name, Body = body, CreatedAt = now, NotBeforeAt = now,
        }));
        await db.SaveChangesAsync(ct);
    }

    private async Task<bool> IsWithheldAsync(T happened, CancellationToken ct)
    {
        foreach (var keeper in withholds)
        {
            if (await keeper.WithholdsAsync(happened, ct))
            {
                return true;
            }
        }

        return false;
    }
}
