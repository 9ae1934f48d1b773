using LoTrinh.Platform.Search;

namespace LoTrinh.Host;

/// <summary>Brings the index up to date once after each start, beside the first requests.</summary>
internal sealed class SearchUpkeep(SearchIndex index, ILogger<SearchUpkeep> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await index.CatchUpAsync(stoppingToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "The search index could not be brought up to date; run ./dev rebuild-search.");
        }
    }
}
