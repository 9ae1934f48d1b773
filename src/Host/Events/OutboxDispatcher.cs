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

    // How long a process has a message for itself; when it died meanwhile, the message goes to another after that.
    private static readonly TimeSpan Held = TimeSpan.FromMinutes(1);
    private static readonly Dictionary<string, Type> Types = Modules.All.Select(m => m.GetType().Assembly).Append(typeof(AppDb).Assembly)
        .SelectMany(a => a.GetTypes()).Where(t => t.IsAssignableTo(typeof(IIntegrationEvent)) && !t.IsInterface).ToDictionary(t => t.FullName!);

    /// <summary>Handles what waits now; answers how many messages were handled.</summary>
    /// <param name="ct">Cancels.</param>
    /// <param name="until">Only what happened up to this instant, UTC; null is everything.</param>
    public async Task<int> RunOnceAsync(CancellationToken ct, DateTime? until = null)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var (now, latest) = (clock.UtcNow(), until ?? DateTime.MaxValue);
        var waiting = await db.Outbox.AsNoTracking().Where(m => m.HandledAt == null && m.NotBeforeAt <= now && m.OccurredAt <= latest)
            .OrderBy(m => m.Id).Take(100).ToListAsync(ct);
        var handled = 0;
        foreach (var message in waiting)
        {
            handled += await TakeAsync(db, message, ct) && await HandleAsync(db, message, ct) ? 1 : 0;
        }

        return handled;
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

    // Of processes that read the same message one changes the row.
    private async Task<bool> TakeAsync(AppDb db, OutboxMessage message, CancellationToken ct)
    {
        var (id, seen, held) = (message.Id, message.Attempts, clock.UtcNow() + Held);
        return await db.Outbox.Where(m => m.Id == id && m.HandledAt == null && m.Attempts == seen)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Attempts, seen + 1).SetProperty(m => m.NotBeforeAt, held), ct) == 1;
    }

    private async Task<bool> HandleAsync(AppDb db, OutboxMessage message, CancellationToken ct)
    {
        var (id, attempts) = (message.Id, message.Attempts + 1);
        if (!Types.TryGetValue(message.Type, out var type))
        {
            // A newer version may run beside this one and knows it.
            log.LogWarning("Event {Id} is of the type {Type}, which this version does not know; left for one that does.", id, message.Type);
            await PutOffAsync(db, id, attempts, ct);
            return false;
        }

        try
        {
            await ReactAsync(type, message, ct);
            var now = clock.UtcNow();
            await db.Outbox.Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.HandledAt, now), ct);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "Event {Id} of type {Type} failed for the {Attempts}. time.", id, message.Type, attempts);
            await PutOffAsync(db, id, attempts, ct);
            return false;
        }
    }

    private Task<int> PutOffAsync(AppDb db, Guid id, int attempts, CancellationToken ct)
    {
        var later = clock.UtcNow() + TimeSpan.FromSeconds(Math.Min(3600, 5 * Math.Pow(2, attempts)));
        return db.Outbox.Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.NotBeforeAt, later), ct);
    }

    private async Task ReactAsync(Type type, OutboxMessage message, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var handled = scope.ServiceProvider.GetRequiredService<HandledMessage>();
        (handled.Id, handled.OccurredAt) = (message.Id, message.OccurredAt);
        var happened = JsonSerializer.Deserialize(message.Payload, type)!;
        var handlerType = typeof(IReactTo<>).MakeGenericType(type);
        foreach (var handler in scope.ServiceProvider.GetServices(handlerType))
        {
            await (Task)handlerType.GetMethod("ReactAsync")!.Invoke(handler, BindingFlags.DoNotWrapExceptions, null, [happened, ct], null)!;
        }
    }
}
