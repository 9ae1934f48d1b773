using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Idempotency;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Time;
using LoTrinh.Platform.Webhooks;
using LoTrinh.Steering.Tasks;
using LoTrinh.Tests.Harness;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LoTrinh.Tests.Webhooks;

public sealed partial class WebhookTests
{
    [Theory, EachDatabase]
    public async Task An_event_comes_signed_with_identifiers_and_public_facts_alone(TestDatabase database)
    {
        await using var receiver = await Receiver.StartAsync();
        using var app = Start(database);
        var told = await RegisterAsync(app, receiver.Url, "steering.task.verified");
        await HappenAsync(app, new TaskVerified(Facts(Guid.CreateVersion7())));

        await app.RunAsync<DeliverWebhooks>();

        var got = Assert.Single(receiver.Got);
        Assert.True(got.IsSignedWith(told.Secret));
        var body = JsonDocument.Parse(got.Body).RootElement;
        Assert.Equal(("steering.task.verified", 1), (body.GetProperty("type").GetString(), body.GetProperty("version").GetInt32()));
        Assert.Equal(["code", "dueOn", "leadUnitId", "taskId"], body.GetProperty("data").EnumerateObject().Select(p => p.Name).Order());
        Assert.DoesNotContain("Tên kín", got.Body, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_was_refused_comes_again_after_a_growing_pause_with_the_same_identifier_and_the_same_bytes(TestDatabase database)
    {
        await using var receiver = await Receiver.StartAsync();
        var machine = Machine();
        using var app = Start(database, machine: machine);
        await RegisterAsync(app, receiver.Url, "platform.calendar.announced");
        await HappenAsync(app, new CalendarAnnounced(Guid.CreateVersion7(), 7, "Hoán đổi", "1/TB"));
        receiver.Answer = c =>
        {
            c.Response.StatusCode = 503;
            return c.Response.WriteAsync(new string('x', 100_000));
        };

        await app.RunAsync<DeliverWebhooks>();
        await app.RunAsync<DeliverWebhooks>();
        var waiting = await DeliveryAsync(app);
        Assert.Equal((DeliveryState.Waiting, 503, 1), (waiting.State, waiting.Status!.Value, receiver.Got.Count));
        Assert.True(waiting.Answer!.Length <= WebhookRules.Official.AnswerCharacters);

        receiver.Answer = c => Task.FromResult(c.Response.StatusCode = 200);
        machine.Advance(WebhookRules.Official.Pauses[0]);
        await app.RunAsync<DeliverWebhooks>();

        Assert.Equal((DeliveryState.Delivered, 200), ((await DeliveryAsync(app)).State, (await DeliveryAsync(app)).Status!.Value));
        Assert.Equal(2, receiver.Got.Count);
        Assert.Single(receiver.Got.Select(g => (g.Id, g.Body)).Distinct());
    }

    [Theory, EachDatabase]
    public async Task Processes_that_deliver_at_once_deliver_once(TestDatabase database)
    {
        await using var receiver = await Receiver.StartAsync();
        using var app = Start(database);
        await RegisterAsync(app, receiver.Url, "steering.task.issued");
        foreach (var _ in Enumerable.Range(0, 5))
        {
            await HappenAsync(app, new TaskIssued(Facts(Guid.CreateVersion7())));
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.RunAsync<DeliverWebhooks>()));
        await app.RunAsync<DeliverWebhooks>();

        Assert.Equal(5, receiver.Got.Count);
        Assert.Equal(5, receiver.Got.Select(g => g.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_is_not_followed()
    {
        await using var receiver = await Receiver.StartAsync();
        using var app = Start();
        await RegisterAsync(app, receiver.Url, "steering.task.issued");
        receiver.Answer = c =>
        {
            c.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };
        await HappenAsync(app, new TaskIssued(Facts(Guid.CreateVersion7())));

        await app.RunAsync<DeliverWebhooks>();

        Assert.Equal("/hook", Assert.Single(receiver.Got).Path);
        Assert.Equal((DeliveryState.Waiting, 302), ((await DeliveryAsync(app)).State, (await DeliveryAsync(app)).Status!.Value));
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_is_left_after_its_time()
    {
        await using var receiver = await Receiver.StartAsync();
        using var app = Start(configure: s => s.AddSingleton(new WebhookRules
        {
            Pauses = WebhookRules.Official.Pauses, TimeoutSeconds = 1, AnswerCharacters = 100, DisableAfterDays = 5, OverlapHours = 24,
            KeptDays = 30,
        }));
        receiver.Answer = c => Task.Delay(Timeout.Infinite, c.RequestAborted);
        await RegisterAsync(app, receiver.Url, "steering.task.issued");
        await HappenAsync(app, new TaskIssued(Facts(Guid.CreateVersion7())));

        await app.RunAsync<DeliverWebhooks>();

        Assert.Equal((DeliveryState.Waiting, (int?)null, "timeout"),
            ((await DeliveryAsync(app)).State, (await DeliveryAsync(app)).Status, (await DeliveryAsync(app)).Answer));
    }

    [Fact]
    public async Task A_name_that_points_inside_is_refused_when_it_is_connected_to()
    {
        await using var receiver = await Receiver.StartAsync();
        using var app = TestApp.Start(demo: false);
        await RegisterAsync(app, $"https://localhost:{receiver.Port}/hook", "steering.task.issued");
        await HappenAsync(app, new TaskIssued(Facts(Guid.CreateVersion7())));

        await app.RunAsync<DeliverWebhooks>();

        Assert.Equal("address-closed", (await DeliveryAsync(app)).Answer);
        Assert.Empty(receiver.Got);
    }

    [Theory, EachDatabase]
    public async Task A_receiver_that_fails_for_days_is_switched_off_and_the_administrators_are_told(TestDatabase database)
    {
        await using var receiver = await Receiver.StartAsync();
        var machine = Machine();
        using var app = Start(database, demo: true, machine: machine);
        var told = await RegisterAsync(app, receiver.Url, "steering.task.issued");
        receiver.Answer = c => Task.FromResult(c.Response.StatusCode = 500);
        await HappenAsync(app, new TaskIssued(Facts(Guid.CreateVersion7())));
        await app.RunAsync<DeliverWebhooks>();
        machine.Advance(TimeSpan.FromDays(WebhookRules.Official.DisableAfterDays));
        await app.RunAsync<DeliverWebhooks>();
        await app.RunAsync<DeliverWebhooks>();

        var kept = await app.WithAsync(s => s.GetRequiredService<AppDb>().Set<WebhookSubscriber>().SingleAsync(x =>
            x.Id == told.Subscriber.Id));
        Assert.Equal((false, true, 2), (kept.IsActive, kept.DisabledByItself, receiver.Got.Count));
        var admin = (await app.ActorAsync("admin")).AccountId;
        Assert.Equal(1, await app.WithAsync(s => s.GetRequiredService<AppDb>().Set<Notification>()
            .CountAsync(n => n.AccountId == admin && n.Kind == "platform.webhook-disabled")));
        Assert.Equal(1, await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger
            .CountAsync(e => e.SubjectId == kept.Id && e.Action == "platform.webhook.disabled-itself")));
    }

    [Theory, EachDatabase]
    public async Task After_a_change_of_secret_both_sign_for_a_while_and_then_the_new_one_alone(TestDatabase database)
    {
        await using var receiver = await Receiver.StartAsync();
        var machine = Machine();
        using var app = Start(database, machine: machine);
        var first = await RegisterAsync(app, receiver.Url, "steering.task.issued");
        var second = (await app.WithAsync(s => s.GetRequiredService<WebhookWork>().Rotate(Admin, first.Subscriber.Id, null, default)))
            .Value;
        await HappenAsync(app, new TaskIssued(Facts(Guid.CreateVersion7())));
        await app.RunAsync<DeliverWebhooks>();
        machine.Advance(TimeSpan.FromHours(WebhookRules.Official.OverlapHours + 1));
        await HappenAsync(app, new TaskIssued(Facts(Guid.CreateVersion7())));
        await app.RunAsync<DeliverWebhooks>();

        Assert.Equal([(true, true), (false, true)], receiver.Got.Select(g => (g.IsSignedWith(first.Secret),
            g.IsSignedWith(second.Secret))));
    }

    [Theory, EachDatabase]
    public async Task Of_a_secret_task_nothing_leaves_the_house(TestDatabase database)
    {
        await using var receiver = await Receiver.StartAsync();
        using var app = Start(database, demo: true);
        await app.DispatchAsync();
        await RegisterAsync(app, receiver.Url, "steering.task.verified");
        var task = await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            var found = await db.Set<SteeringTask>().AsNoTracking().FirstAsync(t => t.DocumentId != null);
            await db.Documents.Where(d => d.Id == found.DocumentId).ExecuteUpdateAsync(u => u.SetProperty(d => d.Secrecy, Secrecy.Secret));
            return found;
        });
        await HappenAsync(app, new TaskVerified(Facts(task.Id)));

        await app.RunAsync<DeliverWebhooks>();

        Assert.Empty(receiver.Got);
    }

    [Theory, EachDatabase]
    public async Task The_secret_is_told_once_and_stands_nowhere_in_the_clear(TestDatabase database)
    {
        using var app = Start(database, demo: true);
        using var admin = await app.ProgramAsync("admin");
        using var office = await app.ProgramAsync("office");
        var body = new { name = "Trục tích hợp", address = "https://example.org/hook", events = new[] { "steering.task.issued" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/webhooks") { Content = JsonContent.Create(body) };
        request.Headers.Add(IdempotencyKeys.Header, "mot-lan");
        using var refused = await office.PostAsJsonAsync("/api/v1/webhooks", body);
        using var made = await admin.SendAsync(request);
        var told = await made.Content.ReadFromJsonAsync<JsonElement>();
        var secret = told.GetProperty("secret").GetString()!;

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (refused.StatusCode, made.StatusCode));
        Assert.DoesNotContain(secret, await admin.GetStringAsync($"/api/v1/webhooks/{told.GetProperty("id").GetGuid()}"),
            StringComparison.Ordinal);
        var kept = await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            return string.Join('\n', await db.Set<WebhookSubscriber>().Select(x => x.Secret).ToListAsync())
                + string.Join('\n', await db.Ledger.Where(e => e.Action == "platform.webhook.registered").Select(e => e.Changes)
                    .ToListAsync())
                + string.Join('\n', (await db.Set<IdempotentAnswer>().ToListAsync()).Select(a =>
                    System.Text.Encoding.UTF8.GetString(a.Body ?? [])));
        });
        Assert.DoesNotContain(secret[6..], kept, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_was_given_up_is_sent_again_when_an_administrator_says_so(TestDatabase database)
    {
        await using var receiver = await Receiver.StartAsync();
        using var app = Start(database);
        var told = await RegisterAsync(app, receiver.Url, "steering.task.issued");
        Assert.True((await app.WithAsync(s => s.GetRequiredService<WebhookWork>().Test(Admin, told.Subscriber.Id, default))).Ok);
        await app.RunAsync<DeliverWebhooks>();
        var delivery = await DeliveryAsync(app);
        Assert.True((await app.WithAsync(s => s.GetRequiredService<WebhookWork>().Repeat(Admin, told.Subscriber.Id, delivery.Id, default)))
            .Ok);

        await app.RunAsync<DeliverWebhooks>();

        Assert.Equal(2, receiver.Got.Count(g => g.Id == delivery.WebhookId));
        Assert.Equal(2, (await DeliveryAsync(app)).Trail.Split('\n').Length);
    }

    private static readonly Actor Admin = new(Guid.CreateVersion7(), "Quản trị", null, null, [new Grant("*", "/")]);

    private static FakeTimeProvider Machine() => new(DateTimeOffset.UtcNow);

    private static TestApp Start(TestDatabase database = TestDatabase.Sqlite, bool demo = false,
        Action<IServiceCollection>? configure = null, FakeTimeProvider? machine = null) =>
        TestApp.Start(database, demo, s =>
        {
            configure?.Invoke(s);
            s.AddKeyedSingleton<TimeProvider>(MachineClock.Key, machine ?? TimeProvider.System);
        }, new() { [WebhookNetworks.Setting] = "127.0.0.0/8" });

    private static async Task<ToldSecret> RegisterAsync(TestApp app, string url, params string[] events) =>
        (await app.WithAsync(s => s.GetRequiredService<WebhookWork>().Register(Admin, new("Thử", url, events), default))).Value;

    private static TaskFacts Facts(Guid id) => new(id, "NV-1", "Tên kín", Guid.CreateVersion7(), [], new(2021, 6, 30), Guid.Empty,
        "Ai đó", default);

    private static async Task HappenAsync(TestApp app, IIntegrationEvent happened)
    {
        await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            db.Publish(happened);
            return await db.SaveChangesAsync();
        });
        await app.DispatchAsync();
    }

    private static Task<WebhookDelivery> DeliveryAsync(TestApp app) => app.WithAsync(s => s.GetRequiredService<AppDb>()
        .Set<WebhookDelivery>().AsNoTracking().OrderByDescending(d => d.CreatedAt).ThenByDescending(d => d.Id).FirstAsync());
}
