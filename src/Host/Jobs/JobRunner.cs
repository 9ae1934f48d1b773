using LoTrinh.Platform.Jobs;

namespace LoTrinh.Host.Jobs;

/// <summary>Runs the jobs that are due, one after another, each in a scope of its own and only while this process holds its lease.</summary>
internal sealed class JobRunner(IServiceScopeFactory scopes, ILogger<JobRunner> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly Guid _process = Guid.NewGuid();

    /// <summary>Runs what is due now; answers the names of the jobs that this process ran.</summary>
    public async Task<IReadOnlyList<string>> RunDueAsync(CancellationToken ct)
    {
        IReadOnlyList<string> due;
        await using (var scope = scopes.CreateAsyncScope())
        {
            due = await scope.ServiceProvider.GetRequiredService<JobLeases>().DueAsync(scope.ServiceProvider.GetServices<IRecurringJob>(), ct);
        }

        var run = new List<string>();
        foreach (var name in due)
        {
            if (await RunAsync(name, ct))
            {
                run.Add(name);
            }
        }

        return run;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunDueAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "The jobs could not be looked up; trying again.");
            }

            await Task.Delay(Pause, CancellationToken.None).WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> RunAsync(string name, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var leases = scope.ServiceProvider.GetRequiredService<JobLeases>();
        var job = scope.ServiceProvider.GetServices<IRecurringJob>().Single(j => j.Name == name);
        if (!await leases.TakeAsync(job, _process, ct))
        {
            return false;
        }

        Exception? failure = null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(JobLease.Length);
        try
        {
            await job.RunAsync(limit.Token);
        }
        catch (Exception thrown)
        {
            failure = thrown;
            log.LogError(thrown, "The job {Job} failed; it will run again.", name);
        }

        await leases.FinishAsync(job, _process, failure);
        return true;
    }
}
