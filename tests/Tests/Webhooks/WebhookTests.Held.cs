using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Webhooks;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Webhooks;

public sealed partial class WebhookTests
{
    [Theory, EachDatabase]
    public async Task A_demonstration_that_jumps_tries_nothing_sooner_gives_nobody_up_and_drops_no_delivery(TestDatabase database)
    {
        await using var receiver = await Receiver.StartAsync();
        using var app = Start(database, demo: true, machine: Machine());
        await RegisterAsync(app, receiver.Url, "steering.task.issued");
        await HappenAsync(app, new TaskIssued(Facts(Guid.CreateVersion7())));
        await app.RunAsync<DeliverWebhooks>();
        var taken = await DeliveryAsync(app);
        receiver.Answer = c => Task.FromResult(c.Response.StatusCode = 503);
        var told = await RegisterAsync(app, receiver.Url, "steering.task.verified");
        await HappenAsync(app, new TaskVerified(Facts(Guid.CreateVersion7())));
        await app.RunAsync<DeliverWebhooks>();

        foreach (var days in new[] { 400, -800 })
        {
            app.Clock.Set(app.Clock.GetUtcNow().AddDays(days));
            await app.RunAsync<DeliverWebhooks>();
        }

        var kept = await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            return (Receiver: await db.Set<WebhookSubscriber>().SingleAsync(x => x.Id == told.Subscriber.Id),
                Waiting: await db.Set<WebhookDelivery>().SingleAsync(d => d.SubscriberId == told.Subscriber.Id),
                IsThere: await db.Set<WebhookDelivery>().AnyAsync(d => d.Id == taken.Id));
        });
        Assert.Equal((true, DeliveryState.Waiting, 1), (kept.Receiver.IsActive, kept.Waiting.State, kept.Waiting.Attempts));
        Assert.True(kept.IsThere);
        using var admin = await app.SignInAsync("admin");
        Assert.Contains("không theo đồng hồ minh họa",
            (await admin.OpenAsync($"/quan-tri/webhook/{told.Subscriber.Id}")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_waits_for_a_receiver_that_is_off_is_shown_as_held_and_sent_or_let_go_when_it_is_switched_on(TestDatabase database)
    {
        await using var receiver = await Receiver.StartAsync();
        var machine = Machine();
        using var app = Start(database, demo: true, machine: machine);
        var id = (await RegisterAsync(app, receiver.Url, "steering.task.issued")).Subscriber.Id;
        await HappenAsync(app, new TaskIssued(Facts(Guid.CreateVersion7())));
        var old = await DeliveryAsync(app);
        machine.Advance(TimeSpan.FromDays(WebhookRules.Official.HeldDays));
        await HappenAsync(app, new TaskIssued(Facts(Guid.CreateVersion7())));
        var young = await DeliveryAsync(app);
        Assert.True((await app.WithAsync(s => s.GetRequiredService<WebhookWork>().Disable(Admin, id, null, default))).Ok);
        machine.Advance(TimeSpan.FromHours(1));
        await app.RunAsync<DeliverWebhooks>();
        using var admin = await app.SignInAsync("admin");
        using var program = await app.ProgramAsync("admin");

        var page = (await admin.OpenAsync($"/quan-tri/webhook/{id}")).QuerySelector("main")!.TextContent;
        var lines = (await program.GetFromJsonAsync<JsonElement>($"/api/v1/webhooks/{id}/deliveries")).GetProperty("deliveries");
        using var switched = await admin.PostFormAsync($"/quan-tri/webhook/{id}", [], $"/quan-tri/webhook/{id}?handler=Enable");
        await app.RunAsync<DeliverWebhooks>();

        Assert.Equal(2, page.Split("Giữ lại, chờ bật").Length - 1);
        Assert.Contains("2 lần gửi đang được giữ lại", page, StringComparison.Ordinal);
        Assert.All(lines.EnumerateArray(), l => Assert.True(l.GetProperty("held").GetBoolean()));
        Assert.Equal(HttpStatusCode.Redirect, switched.StatusCode);
        Assert.Equal(young.WebhookId, Assert.Single(receiver.Got).Id);
        var states = await app.WithAsync(s => s.GetRequiredService<AppDb>().Set<WebhookDelivery>().Where(d => d.SubscriberId == id)
            .ToDictionaryAsync(d => d.Id, d => d.State));
        Assert.Equal((DeliveryState.LetGo, DeliveryState.Delivered), (states[old.Id], states[young.Id]));
        var entry = await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.SingleAsync(e => e.Action == "platform.webhook.enabled"));
        Assert.Contains("\"Sent\":1,\"LetGo\":1", entry.Changes, StringComparison.Ordinal);
    }
}
