using Google.Protobuf;
using LoTrinh.Platform.Data;
using LoTrinh.Roads.Journeys;
using LoTrinh.Roads.Journeys.Wire;
using LoTrinh.Roads.Vehicles;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using Xunit;
using static LoTrinh.Tests.Roads.FeedReaderTests;

namespace LoTrinh.Tests.Roads;

/// <summary>What providers publish to a real broker. Each test has a provider, and so an exchange, of its own, since the broker outlives an app.</summary>
[Trait("Speed", "slow")]
public sealed class BrokerFeedTests
{
    private static readonly DateTime Start = new(2021, 3, 15, 0, 0, 0, DateTimeKind.Utc);

    [BrokerFact]
    public async Task What_a_provider_publishes_under_any_routing_key_is_stored_and_what_is_broken_is_counted()
    {
        var provider = Name();
        using var app = await StartAsync(provider);
        await using var line = await LineAsync(provider);

        for (var i = 0; i < 40; i++)
        {
            await line.PublishAsync(i % 2 == 0 ? "track1" : "", Message(i));
        }

        await line.PublishAsync("dangkiem", [0xFF, 0xFF, 0xFF]);
        await line.PublishAsync("track1", new byte[FeedReader.LongestMessage + 1]);
        await line.PublishAsync("track1", Message(0));

        Assert.Equal([(Outcome.Accepted, 40), (Outcome.Duplicate, 1), (Outcome.Malformed, 2)], await CountedAsync(app, provider, 43));
        Assert.Equal(0u, await line.WaitingAsync(provider));
    }

    [BrokerFact]
    public async Task What_is_published_while_the_product_stands_still_is_stored_when_it_is_back()
    {
        var provider = Name();
        using (await StartAsync(provider))
        {
            await using var first = await LineAsync(provider);
        }

        await using var line = await LineAsync(provider);
        await line.PublishAsync("track1", Message(1));
        using var app = await StartAsync(provider);

        Assert.Equal([(Outcome.Accepted, 1)], await CountedAsync(app, provider, 1));
    }

    [BrokerFact]
    public async Task What_someone_publishes_who_may_no_longer_send_stays_with_the_broker()
    {
        var provider = Name();
        using var app = await StartAsync(provider);
        await using var line = await LineAsync(provider);
        await app.WithAsync(s => s.GetRequiredService<AppDb>().Users.Where(a => a.UserName == provider)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.IsDisabled, true)));

        await line.PublishAsync("track1", Message(1));

        await UntilAsync(async () => await line.WaitingAsync(provider) == 1 && await line.ListenersAsync(provider) == 0);
        Assert.False(await app.WithAsync(s => s.GetRequiredService<AppDb>().FeedCounts.AnyAsync()));
    }

    [Fact]
    public void An_address_that_cannot_be_read_is_refused_without_repeating_its_password()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => BrokerFeed.AddressOf("http://nguoi:mat-khau@may-chu/"));

        Assert.DoesNotContain("mat-khau", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("LOTRINH_ROADS_BROKER", refusal.Message, StringComparison.Ordinal);
    }

    private static string Name() => $"provider-{Guid.NewGuid():N}";

    private static byte[] Message(int minute) =>
        new BaseMessage { MsgType = 100, WayPoint = Point("30E00777", 105.8, 21, 40, Start.AddMinutes(minute)) }.ToByteArray();

    // The demonstration's provider under a name that no other test listens to, as if it had sent nothing yet.
    private static async Task<TestApp> StartAsync(string provider)
    {
        var app = TestApp.Start(settings: new() { ["LOTRINH_ROADS_BROKER"] = Broker.Address! });
        await app.WithAsync(s => s.GetRequiredService<AppDb>().FeedCounts.ExecuteDeleteAsync());
        await app.WithAsync(s => s.GetRequiredService<AppDb>().Users.Where(a => a.UserName == "provider")
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.UserName, provider)));
        return app;
    }

    private static async Task<List<(string Outcome, int Count)>> CountedAsync(TestApp app, string provider, int messages)
    {
        async Task<List<(string, int)>> ReadAsync() => await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            var id = await db.Users.Where(a => a.UserName == provider).Select(a => a.Id).SingleAsync();
            var beside = Outcome.Beside;
            return (await db.FeedCounts.Where(c => c.ProviderId == id && !beside.Contains(c.Outcome)).OrderBy(c => c.Outcome).ToListAsync()).ConvertAll(c => (c.Outcome, (int)c.Count));
        });
        await UntilAsync(async () => (await ReadAsync()).Sum(c => c.Item2) >= messages);
        return await ReadAsync();
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 600 && !await holds(); i++)
        {
            await Task.Delay(100);
        }

        Assert.True(await holds(), "It did not come to pass within a minute.");
    }

    private static async Task<Line> LineAsync(string provider)
    {
        var connection = await new ConnectionFactory { Uri = new(Broker.Address!) }.CreateConnectionAsync();
        var line = new Line(connection, $"tracking.{provider}");
        await UntilAsync(() => line.ExistsAsync(provider));
        return line;
    }

    // A provider's program: it publishes without properties and waits for nothing.
    private sealed class Line(IConnection connection, string exchange) : IAsyncDisposable
    {
        public async Task PublishAsync(string key, byte[] body)
        {
            await using var channel = await connection.CreateChannelAsync();
            await channel.BasicPublishAsync(exchange, key, body);
        }

        public async Task<bool> ExistsAsync(string provider)
        {
            try
            {
                await WaitingAsync(provider);
                return true;
            }
            catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
            {
                return false;
            }
        }

        public async Task<uint> WaitingAsync(string provider) => (await LookAsync(provider)).MessageCount;

        public async Task<uint> ListenersAsync(string provider) => (await LookAsync(provider)).ConsumerCount;

        public async ValueTask DisposeAsync() => await connection.DisposeAsync();

        private async Task<QueueDeclareOk> LookAsync(string provider)
        {
            await using var channel = await connection.CreateChannelAsync();
            return await channel.QueueDeclarePassiveAsync($"lotrinh.tracking.{provider}");
        }
    }
}
