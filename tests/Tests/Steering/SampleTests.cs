using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsCheck;
using LoTrinh.Platform.Data;
using LoTrinh.Steering.Inspections.Sampling;
using LoTrinh.Steering.Tasks;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

public sealed class SampleTests
{
    private static readonly DateTime Now = new(2021, 4, 1, 2, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void The_same_seed_and_population_draw_the_same_sample_each_task_at_most_once_and_only_from_the_population() =>
        Gen.Select(Gen.String[Gen.Char['a', 'f'], 1, 32], Gen.Guid.Array[1, 60], Gen.Int[1, 60]).Sample((seed, population, size) =>
        {
            var tasks = population.Distinct().ToList();
            var n = Math.Min(size, tasks.Count);
            var first = Drawn(seed, tasks, n);
            var again = Drawn(seed, [.. Enumerable.Reverse(tasks)], n);

            return first.Tasks.Select(t => t.TaskId).SequenceEqual(again.Tasks.Select(t => t.TaskId)) && first.PopulationHash == again.PopulationHash
                && first.Tasks.Count == n && first.Tasks.Select(t => t.TaskId).Distinct().Count() == n && first.Tasks.All(t => tasks.Contains(t.TaskId));
        });

    [Fact]
    public void Every_task_can_be_drawn() => Gen.Guid.Array[2, 12].Sample(population =>
    {
        var tasks = population.Distinct().ToList();
        var drawn = Enumerable.Range(0, 400).Select(seed => Drawn($"{seed:x}", tasks, 1).Tasks[0].TaskId).ToHashSet();
        return tasks.TrueForAll(drawn.Contains);
    }, iter: 30);

    [Fact]
    public void A_ticket_is_the_hash_of_seed_line_feed_and_identifier_that_anyone_can_compute()
    {
        var id = Guid.Parse("0190a6b2-0000-7000-8000-000000000001");
        var expected = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("2f0c\n0190a6b2-0000-7000-8000-000000000001")));

        Assert.Equal(expected, Draw.Ticket("2f0c", id));
    }

    [Fact]
    public void A_sample_larger_than_what_there_is_or_of_nothing_is_refused()
    {
        var tasks = new[] { (Guid.NewGuid(), Guid.NewGuid()) };

        Assert.Equal("sample.size", Assert.Single(TaskSample.Of(new(2021, 1, 2, "s", tasks), "ttr", Now).Problems).Code);
        Assert.Equal("sample.size", Assert.Single(TaskSample.Of(new(2021, 1, 0, "s", tasks), "ttr", Now).Problems).Code);
        Assert.Equal("sample.none", Assert.Single(TaskSample.Of(new(2021, 1, 1, "s", []), "ttr", Now).Problems).Code);
    }

    [Fact]
    public void A_recheck_is_recorded_once_with_evidence_by_someone_outside_the_lead_unit()
    {
        var sample = Drawn("s", [Guid.NewGuid()], 1);
        var task = sample.Tasks[0].TaskId;
        var good = new Recheck(false, "Thiếu phụ lục", "Biên bản 01", false, false, "ttr", Now);

        Assert.Equal("steering.own-work", Assert.Single(sample.Check(task, good with { IsOfLead = true }).Problems).Code);
        Assert.Equal(["sample.reason-missing", "sample.evidence-missing"], sample.Check(task, good with { Reason = " ", Evidence = null }).Problems.Select(p => p.Code));
        Assert.True(sample.Check(task, good).Ok);
        Assert.Equal("sample.checked", Assert.Single(sample.Check(task, good with { Confirmed = true }).Problems).Code);
        Assert.Equal("sample.task-unknown", Assert.Single(sample.Check(Guid.NewGuid(), good).Problems).Code);
    }

    [Theory, EachDatabase]
    public async Task A_quarter_is_drawn_once_from_what_was_verified_in_it_and_can_be_drawn_again_by_anyone(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var hasty = await app.ProgramAsync("inspector");
        using var early = await hasty.PostAsJsonAsync("/api/v1/steering/samples", new { year = 2021, quarter = 1, size = 3 });
        app.Clock.Set(new DateTime(2021, 4, 5, 3, 0, 0, DateTimeKind.Utc));
        using var inspector = await app.ProgramAsync("inspector");
        using var drvn = await app.ProgramAsync("drvn");
        using var tooMany = await inspector.PostAsJsonAsync("/api/v1/steering/samples", new { year = 2021, quarter = 1, size = 500 });
        using var forbidden = await drvn.PostAsJsonAsync("/api/v1/steering/samples", new { year = 2021, quarter = 1, size = 3 });
        using var drawn = await inspector.PostAsJsonAsync("/api/v1/steering/samples", new { year = 2021, quarter = 1, size = 3 });
        using var twice = await inspector.PostAsJsonAsync("/api/v1/steering/samples", new { year = 2021, quarter = 1, size = 3 });
        var sample = await inspector.GetFromJsonAsync<JsonElement>(drawn.Headers.Location!.ToString());
        var ids = sample.GetProperty("populationIds").EnumerateArray().Select(i => i.GetString()!).ToList();
        var verified = await app.WithAsync(async s => await s.GetRequiredService<AppDb>().Tasks.AsNoTracking().Include(t => t.Submissions)
            .Where(t => t.State == TaskState.Completed).ToListAsync());
        var (from, until) = (new DateTime(2020, 12, 31, 17, 0, 0, DateTimeKind.Utc), new DateTime(2021, 3, 31, 17, 0, 0, DateTimeKind.Utc));

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.Forbidden, HttpStatusCode.Created, HttpStatusCode.Conflict],
            new[] { early, tooMany, forbidden, drawn, twice }.Select(a => a.StatusCode));
        Assert.Equal(verified.Where(t => t.Submissions.Any(x => x.Accepted == true && x.DecidedAt >= from && x.DecidedAt < until)).Select(t => t.Id.ToString()).Order(StringComparer.Ordinal), ids);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', ids)))), sample.GetProperty("populationHash").GetString());
        var seed = sample.GetProperty("seed").GetString();
        var expected = ids.OrderBy(id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{id}"))), StringComparer.Ordinal).Take(3);
        Assert.Equal(expected, sample.GetProperty("tasks").EnumerateArray().Select(t => t.GetProperty("task").GetString()));
    }

    [Theory, EachDatabase]
    public async Task A_recheck_that_does_not_confirm_is_seen_at_the_task_whose_history_stays(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var inspector = await app.SignInAsync("inspector");
        using var office = await app.SignInAsync("office");
        var sample = await app.WithAsync(s => s.GetRequiredService<AppDb>().Samples.AsNoTracking().Include(x => x.Tasks).SingleAsync());
        var open = sample.Tasks.Where(t => t.Confirmed is null && t.LeadUnitId != app.ActorAsync("inspector").Result.UnitId).OrderBy(t => t.Place).First();
        var url = $"/chi-dao/kiem-tra/chon-mau/{sample.Id}";
        var before = await TaskAsync(app, open.TaskId);

        using var bare = await inspector.PostFormAsync(url, new() { ["TaskId"] = open.TaskId.ToString(), ["Confirmed"] = "false" });
        var kept = await bare.ReadPageAsync();
        using var found = await inspector.PostFormAsync(url, new()
        {
            ["TaskId"] = open.TaskId.ToString(), ["Confirmed"] = "false", ["Reason"] = "Trang đích không còn hoạt động", ["Evidence"] = "Biên bản 05",
        });
        var page = (await office.OpenAsync($"/chi-dao/nhiem-vu/{open.TaskId}")).QuerySelector("main")!.TextContent;
        var record = (await office.OpenAsync(url)).QuerySelector("main")!.TextContent;
        var after = await TaskAsync(app, open.TaskId);

        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        Assert.Contains("Ghi rõ điều không đúng", kept.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, found.StatusCode);
        Assert.Contains("Trang đích không còn hoạt động", page, StringComparison.Ordinal);
        Assert.Contains("Phúc tra: không đúng như đã xác nhận", page, StringComparison.Ordinal);
        Assert.Contains("3/5 nhiệm vụ đã phúc tra", record, StringComparison.Ordinal);
        Assert.Equal(before, after);
    }

    private static Task<(TaskState, DateOnly?, int, int)> TaskAsync(TestApp app, Guid id) => app.WithAsync(async s =>
    {
        var task = await s.GetRequiredService<AppDb>().Tasks.AsNoTracking().Include(t => t.Submissions).SingleAsync(t => t.Id == id);
        return (task.State, task.CompletedOn, task.Version, task.Submissions.Count);
    });

    private static TaskSample Drawn(string seed, List<Guid> tasks, int size) =>
        TaskSample.Of(new(2021, 1, size, seed, [.. tasks.Select(t => (t, Guid.Empty))]), "ttr", Now).Value;
}
