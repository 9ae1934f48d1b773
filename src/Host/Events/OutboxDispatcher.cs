using System.Reflection;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Host.Events;

/// <summary>Hands saved events to their handlers: at least once, later again when one fails.</summary>
internal sealed class OutboxDispatcher(IServiceScopeFactory scopes, TimeProvider clock, ILogger<OutboxDispatcher> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly Dictionary<string, Type> Types = Modules.All.Select(m => m.GetType().Assembly).Append(typeof(AppDb).Assembly)
        .SelectMany(a => a.GetTypes()).Where(t => t.IsAssignableTo(typeof(IIntegrationEvent)) && !t.IsInterface).ToDictionary(t => t.FullName!);

    /// <summary>Handles what waits now; answers how many messages were handled.</summary>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var now = clock.UtcNow();
        var waiting = await db.Outbox.Where(m => m.HandledAt == null && m.NotBeforeAt <= now).OrderBy(m => m.Id).Take(100).ToListAsync(ct);
        foreach (var message in waiting)
        {
            await HandleAsync(message, ct);
            await db.SaveChangesAsync(ct);
        }

        return waiting.Count(m => m.HandledAt is not null);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "The outbox could not be read; trying again.");
            }

            await Task.Delay(Pause, CancellationToken.None).WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task HandleAsync(OutboxMessage message, CancellationToken ct)
    {
        message.Attempts++;
        try
        {
            if (Types.TryGetValue(message.Type, out var type))
            {
                await using var scope = scopes.CreateAsyncScope();
                var happened = JsonSerializer.Deserialize(message.Payload, type)!;
                var handlerType = typeof(IReactTo<>).MakeGenericType(type);
                foreach (var handler in scope.ServiceProvider.GetServices(handlerType))
                {
                    await (Task)handlerType.GetMethod("ReactAsync")!.Invoke(handler, BindingFlags.DoNotWrapExceptions, null, [happened, ct], null)!;
                }
            }

            message.HandledAt = clock.UtcNow();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "Event {Id} of type {Type} failed for the {Attempts}. time.", message.Id, message.Type, message.Attempts);
            message.NotBeforeAt = clock.UtcNow() + TimeSpan.FromSeconds(Math.Min(3600, 5 * Math.Pow(2, message.Attempts)));
        }
    }
}
