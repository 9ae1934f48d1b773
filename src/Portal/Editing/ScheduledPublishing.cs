using LoTrinh.Portal.Articles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LoTrinh.Portal.Editing;

/// <summary>Publishes reviewed articles when their time has come. Several processes may run it: the first one to save wins.</summary>
internal sealed class ScheduledPublishing(IServiceScopeFactory scopes, ILogger<ScheduledPublishing> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, CancellationToken.None).WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<ArticleWork>().ReleaseDue(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "Articles whose time has come could not be published; trying again.");
            }
        }
    }
}
