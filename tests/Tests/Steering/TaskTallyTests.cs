using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Overview;
using LoTrinh.Steering.Tasks;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

/// <summary>What is counted as it is saved is what counting every task would give.</summary>
public sealed class TaskTallyTests
{
    [Theory, EachDatabase]
    public async Task The_kept_counts_follow_every_save_and_every_new_day(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var chance = new Random(923);
        await app.RunAsync<CountTasks>();

        for (var round = 0; round < 6; round++)
        {
            await ChangeAsync(app, chance);
            await AssertSameAsync(app);
            app.Clock.Set(app.Clock.UtcNow().AddDays(1 + (round * 9)));
            Assert.Null(await ReadAsync(app));
            await app.RunAsync<CountTasks>();
            await AssertSameAsync(app);
        }
    }

    [Theory, EachDatabase]
    public async Task What_a_failed_save_would_have_changed_is_not_counted(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        await app.RunAsync<CountTasks>();
        await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            var task = await db.Tasks.FirstAsync(t => t.State == TaskState.InProgress && t.CompletedOn == null);
            db.Entry(task).Property(t => t.CompletedOn).CurrentValue = new DateOnly(2021, 3, 1);
            db.Expect(task, task.Version + 7);
            Assert.NotNull(await db.TrySaveAsync());
            db.Entry(task).State = EntityState.Detached;
            await db.SaveChangesAsync();
            return true;
        });

        await AssertSameAsync(app);
    }

    [Fact]
    public async Task A_count_is_made_anew_once_much_was_saved_and_not_before()
    {
        using var app = TestApp.Start();
        await app.RunAsync<CountTasks>();
        await ChangeAsync(app, new(1));
        var before = await NumberAsync(app);

        await app.RunAsync<CountTasks>();
        Assert.Equal(before, await NumberAsync(app));
        await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            var unit = await db.Tasks.Select(t => t.LeadUnitId).FirstAsync();
            return await db.Database.ExecuteSqlAsync($"""
                INSERT INTO steering_tally_change (id, unit_id, is_submitted, weight)
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {CountTasks.MostChanges})
                SELECT hex(randomblob(16)), {unit}, 0, CASE WHEN i % 2 = 0 THEN 1 ELSE -1 END FROM n
                """);
        });
        await app.RunAsync<CountTasks>();

        Assert.Equal(before + 1, await NumberAsync(app));
        Assert.Equal(0, await app.WithAsync(s => s.GetRequiredService<AppDb>().TallyChanges.CountAsync()));
        await AssertSameAsync(app);
    }

    [Theory, EachDatabase]
    public async Task A_list_says_the_same_number_whether_it_counts_or_reads_what_was_counted(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var office = await app.ActorAsync("office");
        var unit = await app.WithAsync(s => s.GetRequiredService<AppDb>().Tasks.Select(t => t.LeadUnitId).FirstAsync());
        TaskFilter[] filters =
        [
            new(), .. Enum.GetValues<DueStatus>().Select(s => new TaskFilter(Status: s)), new(UnitId: unit), new(UnitId: unit, Status: DueStatus.Overdue),
            new(Done: true), new(Counted: true), new(OverdueFrom: 1, OverdueTo: 7), new(OverdueFrom: 31), new(Status: DueStatus.Overdue, Counted: true), new(Q: "du lieu"),
        ];
        async Task<List<int>> CountsAsync() => [.. await Task.WhenAll(filters.Select(f => app.WithAsync(async s => (await s.GetRequiredService<TaskQueries>().ListAsync(office, f)).Count)))];

        var counted = await CountsAsync();
        await app.RunAsync<CountTasks>();
        app.Services.GetRequiredService<ChangeStamps>().Changed(typeof(SteeringTask));

        Assert.NotNull(await ReadAsync(app));
        Assert.Equal(counted, await CountsAsync());
    }

    [Theory, EachDatabase]
    public async Task The_overview_is_the_same_whether_it_counts_or_reads_what_was_counted(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var office = await app.ActorAsync("office");
        async Task<OverviewView> OverviewAsync() => await app.WithAsync(s => s.GetRequiredService<OverviewQueries>().ReadAsync(office));

        var counted = await OverviewAsync();
        await app.RunAsync<CountTasks>();
        app.Services.GetRequiredService<ChangeStamps>().Changed(typeof(SteeringTask));
        var read = await OverviewAsync();

        Assert.Equal((counted.Counts, counted.AwaitingVerification, counted.LongestOverdueDays), (read.Counts, read.AwaitingVerification, read.LongestOverdueDays));
        Assert.Equal(counted.Units, read.Units);
        Assert.Equal(counted.Ages, read.Ages);
        Assert.Equal(counted.Waiting.Select(w => w.Id), read.Waiting.Select(w => w.Id));
    }

    // Changes as the verbs make them, drawn at random: another lead, another day, done, handed in, cancelled.
    private static Task<int> ChangeAsync(TestApp app, Random chance) => app.WithAsync(async s =>
    {
        var db = s.GetRequiredService<AppDb>();
        var units = await db.Tasks.Select(t => t.LeadUnitId).Distinct().ToListAsync();
        var tasks = await db.Tasks.OrderBy(t => t.Code).ToListAsync();
        foreach (var task in tasks.Where(_ => chance.Next(3) == 0))
        {
            var entry = db.Entry(task);
            entry.Property(t => t.LeadUnitId).CurrentValue = units[chance.Next(units.Count)];
            entry.Property(t => t.CurrentDueOn).CurrentValue = chance.Next(5) == 0 ? null : new DateOnly(2021, 1, 1).AddDays(chance.Next(150));
            entry.Property(t => t.IsUndated).CurrentValue = entry.Property(t => t.CurrentDueOn).CurrentValue is null;
            entry.Property(t => t.CompletedOn).CurrentValue = chance.Next(2) == 0 ? null : new DateOnly(2021, 1, 1).AddDays(chance.Next(150));
            entry.Property(t => t.State).CurrentValue = (TaskState)chance.Next(Enum.GetValues<TaskState>().Length);
        }

        return await db.SaveChangesAsync();
    });

    private static Task<Tallied?> ReadAsync(TestApp app) => app.WithAsync(s => s.GetRequiredService<TaskTallies>().ReadAsync());

    private static Task<int> NumberAsync(TestApp app) => app.WithAsync(s => s.GetRequiredService<AppDb>().TallySheets.Select(t => t.Number).SingleAsync());

    private static async Task AssertSameAsync(TestApp app)
    {
        app.Services.GetRequiredService<ChangeStamps>().Changed(typeof(SteeringTask));
        var tallied = await ReadAsync(app);
        var (units, dues) = await app.WithAsync(async s =>
        {
            var tasks = s.GetRequiredService<TaskQueries>();
            var seen = tasks.Seen(await app.ActorAsync("office"));
            return (await tasks.TallyAsync(seen), await seen.Where(t => t.CompletedOn == null && t.CurrentDueOn != null).GroupBy(t => t.CurrentDueOn!.Value)
                .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count));
        });

        Assert.NotNull(tallied);
        Assert.Equal(units.OrderBy(u => u.UnitId), tallied.Units.OrderBy(u => u.UnitId));
        Assert.Equal(dues.OrderBy(d => d.Key), tallied.OpenByDue.OrderBy(d => d.Key));
    }
}
