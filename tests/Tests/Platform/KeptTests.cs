using LoTrinh.Platform.Data;
using LoTrinh.Steering.Tasks;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Platform;

public sealed class KeptTests
{
    private readonly ChangeStamps _stamps = new();

    [Fact]
    public async Task What_was_read_is_kept_until_something_it_rests_on_changes()
    {
        using var kept = new Kept(_stamps);
        var readings = 0;
        Task<int> Read() => kept.GetAsync("a", [typeof(string)], () => Task.FromResult(++readings));

        Assert.Equal(1, await Read());
        _stamps.Changed(typeof(int));
        Assert.Equal(1, await Read());
        _stamps.Changed(typeof(string));
        Assert.Equal(2, await Read());
    }

    [Fact]
    public async Task Those_who_ask_together_wait_for_one_reading()
    {
        using var kept = new Kept(_stamps);
        var (readings, answer) = (0, new TaskCompletionSource<int>());
        var asked = Enumerable.Range(0, 16).Select(_ => Task.Run(() => kept.GetAsync("a", [typeof(string)], () =>
        {
            Interlocked.Increment(ref readings);
            return answer.Task;
        }))).ToList();
        answer.SetResult(7);

        Assert.All(await Task.WhenAll(asked), value => Assert.Equal(7, value));
        Assert.Equal(1, readings);
    }

    [Fact]
    public async Task A_reading_that_failed_is_tried_again_by_the_next()
    {
        using var kept = new Kept(_stamps);

        await Assert.ThrowsAsync<TimeoutException>(() => kept.GetAsync<int>("a", [typeof(string)], () => throw new TimeoutException()));

        Assert.Equal(3, await kept.GetAsync("a", [typeof(string)], () => Task.FromResult(3)));
    }

    [Theory, EachDatabase]
    public async Task A_change_counts_when_its_transaction_is_committed_and_not_before(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        await app.WithAsync(async services =>
        {
            var (db, stamps) = (services.GetRequiredService<AppDb>(), services.GetRequiredService<ChangeStamps>());
            var before = stamps.Of(typeof(SteeringTask));
            await using (var transaction = await db.Database.BeginTransactionAsync())
            {
                var task = await db.Tasks.FirstAsync();
                db.Entry(task).Property(t => t.IsStarred).CurrentValue ^= true;
                await db.SaveChangesAsync();
                Assert.Equal(before, stamps.Of(typeof(SteeringTask)));
                await transaction.CommitAsync();
            }

            Assert.NotEqual(before, stamps.Of(typeof(SteeringTask)));
            return 0;
        });
    }
}
