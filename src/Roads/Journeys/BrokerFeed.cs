using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace LoTrinh.Roads.Journeys;

/// <summary>
/// Takes waypoints from the broker to which providers publish: an exchange <c>tracking.&lt;account&gt;</c> a provider, whatever the routing key, one message a body.
/// The exchange says who sent it; what stands in the message about that is not believed.
/// </summary>
/// <remarks>Convention of the providers' programs, which publish without properties and without waiting for an answer; a routing key parts nothing that we need.</remarks>
internal sealed class BrokerFeed(Uri broker, IServiceScopeFactory scopes, ILogger<BrokerFeed> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    /// <summary>The broker's address; one that cannot be read stops the start, in words that do not repeat its password.</summary>
    public static Uri AddressOf(string setting) =>
        Uri.TryCreate(setting, UriKind.Absolute, out var address) && address.Scheme is "amqp" or "amqps" ? address
        : throw new InvalidOperationException("LOTRINH_ROADS_BROKER cannot be read; it takes an address such as amqps://name:password@broker:5671/.");

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(failure, "The broker {Host} cannot be heard; trying again.", broker.Host);
            }

            await Task.Delay(AfterFailure, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // A connection that broke is begun anew as a whole; what was not acknowledged comes again, and is known by vehicle and second.
    private async Task ListenAsync(CancellationToken ct)
    {
        var factory = new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false, ClientProvidedName = "Lộ Trình" };
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await using var connection = await factory.CreateConnectionAsync(ct);
        connection.ConnectionShutdownAsync += (_, _) => lost.CancelAsync();
        var queues = new Dictionary<string, ProviderQueue>();
        try
        {
            while (!lost.IsCancellationRequested)
            {
                await FollowAsync(connection, queues, ct);
                await Task.WhenAny(queues.Values.Select(q => q.Ended).Append(Task.Delay(LookEvery, lost.Token)));
                // One whose messages cannot be stored is let go, and heard again after a while; the others go on.
                await Task.Delay(queues.Values.Any(q => q.Ended.IsCompleted) ? AfterFailure : TimeSpan.Zero, ct);
            }
        }
        finally
        {
            foreach (var name in queues.Keys.ToList())
            {
                await CloseAsync(queues, name);
            }
        }
    }

    // By the name that its exchange bears. A new provider is heard within seconds, one that may no longer send is no longer heard: what it sends waits in its queue.
    private async Task FollowAsync(IConnection connection, Dictionary<string, ProviderQueue> queues, CancellationToken ct)
    {
        var providers = await ProvidersAsync(ct);
        foreach (var gone in queues.Where(q => !providers.ContainsKey(q.Key) || q.Value.Ended.IsCompleted).Select(q => q.Key).ToList())
        {
            await CloseAsync(queues, gone);
        }

        foreach (var (name, account) in providers.Where(p => !queues.ContainsKey(p.Key)))
        {
            try
            {
                queues[name] = await ProviderQueue.OpenAsync(connection, account, name, scopes, ct);
            }
            catch (Exception failure) when (connection.IsOpen && !ct.IsCancellationRequested)
            {
                log.LogError(failure, "The queue of {Provider} cannot be opened; trying again.", name);
            }
        }
    }

    private async Task CloseAsync(Dictionary<string, ProviderQueue> queues, string name)
    {
        queues.Remove(name, out var queue);
        if (queue!.Ended.Exception is { } failure)
        {
            log.LogError(failure.GetBaseException(), "What {Provider} sent could not be stored; it stays with the broker.", name);
        }

        try
        {
            await queue.DisposeAsync();
        }
        catch (Exception broken)
        {
            log.LogWarning(broken, "The queue of {Provider} was not closed in order.", name);
        }
    }

    private async Task<Dictionary<string, Guid>> ProvidersAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var catalogue = scope.ServiceProvider.GetRequiredService<PermissionCatalogue>();
        var roles = Roles.All.Where(r => catalogue.Of(r).Contains(Permissions.Ingest)).ToList();
        var held = db.RoleAssignments;
        return await db.Users.AsNoTracking().Where(a => !a.IsDisabled && held.Any(r => r.AccountId == a.Id && roles.Contains(r.Role)))
            .ToDictionaryAsync(a => a.UserName!, a => a.Id, ct);
    }
}
