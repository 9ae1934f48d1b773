using System.Data.Common;
using LoTrinh.Host.Data;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

/// <summary>A task is not closed over a part that is handed down at the same moment.</summary>
public sealed class ClosingTests
{
    [Theory, EachDatabase]
    public async Task A_part_handed_down_after_the_open_parts_were_counted_keeps_the_task_from_being_cancelled(TestDatabase database)
    {
        var between = new Between(sql => sql.Contains("count(*)", StringComparison.OrdinalIgnoreCase) && sql.Contains("parent_id", StringComparison.Ordinal));
        using var app = Start(database, between);
        var parent = await ParentAsync(app);
        var (cancelled, part) = await between.RunAsync(() => CancelAsync(app, parent), () => HandDownAsync(app, parent));

        Assert.True(cancelled.Ok ^ part.Ok, $"Cancelled: {cancelled.Ok}, handed down: {part.Ok}.");
        Assert.Equal(cancelled.Ok ? "steering.parent-not-open" : "steering.children-to-cancel", (cancelled.Ok ? part : cancelled).Problems[0].Code);
        await NothingOpenBelowClosedAsync(app, parent, cancelled.Ok);
    }

    [Theory, EachDatabase]
    public async Task A_task_verified_after_its_state_was_read_gets_no_new_part(TestDatabase database)
    {
        var between = new Between(sql => sql.Contains("steering_task", StringComparison.Ordinal));
        using var app = Start(database, between);
        var parent = await ParentAsync(app);
        var (part, verified) = await between.RunAsync(() => HandDownAsync(app, parent), () => FinishAsync(app, parent));

        Assert.True(verified.Ok ^ part.Ok, $"Verified: {verified.Ok}, handed down: {part.Ok}.");
        Assert.Equal(verified.Ok ? "steering.parent-not-open" : "steering.children-open", (verified.Ok ? part : verified).Problems[0].Code);
        await NothingOpenBelowClosedAsync(app, parent, verified.Ok);
    }

    [Theory, EachDatabase]
    public async Task Of_a_part_and_an_end_that_come_together_one_wins_each_time(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        for (var round = 0; round < 10; round++)
        {
            var parent = await ParentAsync(app);

            var closing = Task.Run(() => CancelAsync(app, parent));
            var handing = Task.Run(() => HandDownAsync(app, parent));
            await Task.WhenAll(closing, handing);

            Assert.True((await closing).Ok ^ (await handing).Ok, $"Round {round}: closed {(await closing).Ok}, handed down {(await handing).Ok}.");
            await NothingOpenBelowClosedAsync(app, parent, (await closing).Ok);
        }
    }

    private static TestApp Start(TestDatabase database, Between between) => TestApp.Start(database, configure: s =>
    {
        s.ConfigureDbContext<SqliteDb>(o => o.AddInterceptors(between));
        s.ConfigureDbContext<PostgresDb>(o => o.AddInterceptors(between));
    });

    private static Task<Guid> ParentAsync(TestApp app) => ActAsync(app, "office", async (work, office, s) =>
        (await work.Assign(office, Draft(s, null), issue: true, default)).Value.Id);

    private static Task<Result<SteeringTask>> HandDownAsync(TestApp app, Guid parent) =>
        ActAsync(app, "office", (work, office, s) => work.Assign(office, Draft(s, parent), issue: true, default));

    private static Task<Result<SteeringTask>> CancelAsync(TestApp app, Guid id) =>
        ActAsync(app, "office", (work, office, _) => work.Cancel(office, id, null, "Không còn cần", default));

    private static async Task<Result<SteeringTask>> FinishAsync(TestApp app, Guid id)
    {
        Assert.True((await ActAsync(app, "drvn", (work, drvn, _) => work.Acknowledge(drvn, id, null, default))).Ok);
        Assert.True((await ActAsync(app, "drvn", (work, drvn, _) => work.SubmitProduct(drvn, id, null, "01/BC-TCĐBVN", null, default))).Ok);
        return await ActAsync(app, "office", (work, office, _) => work.Verify(office, id, null, true, null, default));
    }

    private static async Task<T> ActAsync<T>(TestApp app, string account, Func<TaskWork, Actor, IServiceProvider, Task<T>> act)
    {
        var actor = await app.ActorAsync(account);
        return await app.WithAsync(s => act(s.GetRequiredService<TaskWork>(), actor, s));
    }

    private static async Task NothingOpenBelowClosedAsync(TestApp app, Guid parent, bool closed)
    {
        var (state, open) = await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            return ((await db.Tasks.AsNoTracking().SingleAsync(t => t.Id == parent)).State,
                await db.Tasks.CountAsync(t => t.ParentId == parent && t.State != TaskState.Completed && t.State != TaskState.Cancelled));
        });
        Assert.Equal((closed, closed ? 0 : 1), (state is TaskState.Completed or TaskState.Cancelled, open));
    }

    private static TaskDraft Draft(IServiceProvider services, Guid? parent) => new(
        "", "Rà soát số liệu phương tiện", null, services.GetRequiredService<OrganisationDirectory>().Find("drvn")!.Id, [], "Thủ trưởng đơn vị",
        "Trưởng Ban Chỉ đạo", "Báo cáo", "Có số liệu", DueBasis.Date, null, new(2021, 6, 30), ParentId: parent);

    // Has another act done after the first command of an act that reads what is meant. Where the database lets nobody write meanwhile, the other
    // waits until the first has ended.
    private sealed class Between(Func<string, bool> isMeant) : DbCommandInterceptor
    {
        private readonly AsyncLocal<bool> _isHere = new();
        private Func<Task>? _other;

        public async Task<(T First, T Second)> RunAsync<T>(Func<Task<T>> first, Func<Task<T>> second)
        {
            Task<T>? other = null;
            _other = () => other = Task.Run(second);
            var one = await Task.Run(() =>
            {
                _isHere.Value = true;
                return first();
            });
            return (one, await other!);
        }

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (_isHere.Value && isMeant(command.CommandText) && Interlocked.Exchange(ref _other, null) is { } other)
            {
                await Task.WhenAny(other(), Task.Delay(TimeSpan.FromSeconds(2), cancellationToken));
            }

            return result;
        }
    }
}
