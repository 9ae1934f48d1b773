using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Platform.Webhooks;

/// <summary>A receiver of the demonstration, switched off: nothing of a demonstration leaves the house by itself.</summary>
internal sealed class WebhookSeed : IDemoSeed
{
    private const string Name = "Trục tích hợp dữ liệu của Bộ (minh họa)";
    private const string Url = "https://nhan-su-kien.example/lo-trinh";

    public int Order => 118;

    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        var (db, rules) = (services.GetRequiredService<AppDb>(), services.GetRequiredService<WebhookRules>());
        var at = services.GetRequiredKeyedService<TimeProvider>(MachineClock.Key).UtcNow();
        var (_, kept) = services.GetRequiredService<WebhookSecrets>().Make();
        var receiver = WebhookSubscriber.Register(new(Name, Url, ["steering.results.published", "platform.calendar.announced"]), kept,
            at.AddDays(-20), isDemonstration: true);
        db.Webhooks.Add(receiver);
        foreach (var (days, outcome) in new[] { (-12, new WebhookOutcome(204, null)), (-2, new WebhookOutcome(503,
            "Service Unavailable")) })
        {
            var then = at.AddDays(days);
            var delivery = new WebhookDelivery
            {
                SubscriberId = receiver.Id, MessageId = Guid.CreateVersion7(), Event = WebhookWork.TestEvent, CreatedAt = then,
                NotBeforeAt = then,
                Body = new WebhookBody(WebhookWork.TestEvent, 1, then, new { receiver = receiver.Id }).Write(), Attempts = 1,
            };
            delivery.Note(outcome, rules, then);
            db.WebhookDeliveries.Add(delivery);
        }

        receiver.Disable(at);
        await db.SaveChangesAsync(ct);
    }
}
