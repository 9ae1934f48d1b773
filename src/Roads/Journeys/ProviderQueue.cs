using System.Threading.Channels;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace LoTrinh.Roads.Journeys;

/// <summary>The queue of one provider. A message is acknowledged when it is stored or counted as refused, never before.</summary>
internal sealed class ProviderQueue : IAsyncDisposable
{
    // As many as one transaction takes well, or what came while a fifth of a second passed.
    private const ushort MostAtOnce = 500;
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(200);
    private readonly IChannel _channel;
    private readonly Guid _account;
    private readonly IServiceScopeFactory _scopes;
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<(ulong Tag, byte[] Body)> _arrived = Channel.CreateUnbounded<(ulong, byte[])>(new() { SingleReader = true });

    private ProviderQueue(IChannel channel, Guid account, IServiceScopeFactory scopes) => (_channel, _account, _scopes) = (channel, account, scopes);

    /// <summary>Fails when messages could not be stored; they then stay with the broker.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>Makes exchange and queue where they are missing, and begins to take what comes.</summary>
    public static async Task<ProviderQueue> OpenAsync(IConnection connection, Guid account, string name, IServiceScopeFactory scopes, CancellationToken ct)
    {
        var (exchange, queue) = ($"tracking.{name}", $"lotrinh.tracking.{name}");
        var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        try
        {
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Topic, durable: true, cancellationToken: ct);
            await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, cancellationToken: ct);
            await channel.QueueBindAsync(queue, exchange, "#", cancellationToken: ct);
            // No more than two batches wait here: the rest stays where a restart does not lose sight of it.
            await channel.BasicQosAsync(0, 2 * MostAtOnce, false, ct);
            var taken = new ProviderQueue(channel, account, scopes);
            await channel.BasicConsumeAsync(queue, autoAck: false, taken.Listen(), ct);
            return taken;
        }
        catch
        {
            await channel.DisposeAsync();
            throw;
        }
    }

    // A channel that the broker closed, or a queue that someone deleted, would otherwise be waited on for ever.
    private AsyncEventingBasicConsumer Listen()
    {
        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += async (_, message) => await _arrived.Writer.WriteAsync((message.DeliveryTag, message.Body.ToArray()));
        consumer.ShutdownAsync += (_, reason) => End(reason.ReplyText);
        consumer.UnregisteredAsync += (_, _) => End("the broker no longer delivers");
        Ended = TakeAllAsync();
        return consumer;

        Task End(string why)
        {
            _arrived.Writer.TryComplete(new InvalidOperationException($"The queue ended: {why}"));
            return Task.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _channel.DisposeAsync();
        _stop.Dispose();
    }

    private async Task TakeAllAsync()
    {
        while (await _arrived.Reader.WaitToReadAsync(_stop.Token))
        {
            var messages = await GatherAsync();
            await StoreAsync([.. messages.Select(m => (ReadOnlyMemory<byte>)m.Body)]);
            await _channel.BasicAckAsync(messages[^1].Tag, multiple: true, _stop.Token);
        }
    }

    private async Task<List<(ulong Tag, byte[] Body)>> GatherAsync()
    {
        var messages = new List<(ulong, byte[])>();
        var until = Task.Delay(Gathering, _stop.Token);
        do
        {
            while (messages.Count < MostAtOnce && _arrived.Reader.TryRead(out var message))
            {
                messages.Add(message);
            }
        }
        while (messages.Count < MostAtOnce && await Task.WhenAny(until, _arrived.Reader.WaitToReadAsync(_stop.Token).AsTask()) != until);
        return messages;
    }

    private async Task StoreAsync(IReadOnlyCollection<ReadOnlyMemory<byte>> messages)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var actor = await services.GetRequiredService<IActorSource>().OfAccountAsync(services.GetRequiredService<AppDb>(), _account);
        var result = await services.GetRequiredService<TakeWaypoints>().Handle(actor, messages, _stop.Token);
        if (!result.TryGet(out _))
        {
            throw new InvalidOperationException($"The provider may no longer send: {result.Problems[0].Code}");
        }
    }
}
