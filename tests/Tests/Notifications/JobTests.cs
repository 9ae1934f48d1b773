using LoTrinh.Host.Jobs;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Jobs;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace LoTrinh.Tests.Notifications;

public sealed class JobTests
{
    [Theory, EachDatabase]
    public async Task Of_two_processes_one_does_the_work_and_again_when_it_is_due(TestDatabase database)
    {
        var work = new Work();
        using var app = Start(database, work);
        var (one, other) = (Runner(app), Runner(app));
        var start = app.Clock.GetUtcNow();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? one : other).RunDueAsync(default)));
        var first = work.Done;
        app.Clock.Set(start.AddMinutes(59));
        await other.RunDueAsync(default);
        var early = work.Done;
        app.Clock.Set(start.AddMinutes(61));
        await other.RunDueAsync(default);

        Assert.Equal((1, 1, 2), (first, early, work.Done));
    }

    [Theory, EachDatabase]
    public async Task A_process_whose_clock_is_a_little_behind_does_not_repeat_what_another_has_just_done(TestDatabase database)
    {
        var work = new Work();
        using var app = Start(database, work);
        await Runner(app).RunDueAsync(default);

        app.Clock.Set(app.Clock.GetUtcNow().AddMinutes(-2));
        await Runner(app).RunDueAsync(default);

        Assert.Equal(1, work.Done);
    }

    [Theory, EachDatabase]
    public async Task A_job_whose_process_died_is_taken_over_when_its_lease_ends(TestDatabase database)
    {
        var work = new Work();
        using var app = Start(database, work);
        await app.WithAsync(s => s.GetRequiredService<JobLeases>().TakeAsync(new CountingJob(work), Guid.NewGuid(), default));

        await Runner(app).RunDueAsync(default);
        var held = work.Done;
        app.Clock.Set(app.Clock.GetUtcNow() + JobLease.Length);
        await Runner(app).RunDueAsync(default);

        Assert.Equal((0, 1), (held, work.Done));
    }

    [Fact]
    public async Task A_failure_is_noted_and_the_job_runs_again_soon_and_whatever_the_clock_does()
    {
        var work = new Work { Fails = true };
        using var app = Start(TestDatabase.Sqlite, work);
        var start = app.Clock.GetUtcNow();

        await Runner(app).RunDueAsync(default);
        var failure = (await LeaseAsync(app)).Failure;
        work.Fails = false;
        app.Clock.Set(start.AddMinutes(6));
        await Runner(app).RunDueAsync(default);
        app.Clock.Set(start.AddDays(-30));
        await Runner(app).RunDueAsync(default);

        Assert.Equal(nameof(InvalidOperationException), failure);
        Assert.Equal(3, work.Done);
        Assert.Null((await LeaseAsync(app)).Failure);
    }

    private static TestApp Start(TestDatabase database, Work work) =>
        TestApp.Start(database, demo: false, configure: s => s.AddSingleton(work).AddRecurringJob<CountingJob>());

    private static JobRunner Runner(TestApp app) => new(app.Services.GetRequiredService<IServiceScopeFactory>(), NullLogger<JobRunner>.Instance);

    private static Task<JobLease> LeaseAsync(TestApp app) =>
        app.WithAsync(s => s.GetRequiredService<AppDb>().Set<JobLease>().AsNoTracking().SingleAsync(l => l.Name == "test.count"));

    private sealed class Work
    {
        private int _done;

        public int Done => _done;

        public bool Fails { get; set; }

        public void Do() => Interlocked.Increment(ref _done);
    }

    private sealed class CountingJob(Work work) : IRecurringJob
    {
        public string Name => "test.count";

        public TimeSpan Every => TimeSpan.FromHours(1);

        public Task RunAsync(CancellationToken ct)
        {
            work.Do();
            return work.Fails ? throw new InvalidOperationException("as the test wants") : Task.CompletedTask;
        }
    }
}
