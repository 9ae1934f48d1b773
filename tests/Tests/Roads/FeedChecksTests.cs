using System.Net;
using System.Net.Http.Json;
using LoTrinh.Host.Data;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Roads.Journeys;
using LoTrinh.Roads.Journeys.Wire;
using LoTrinh.Roads.Vehicles;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static LoTrinh.Tests.Roads.FeedReaderTests;

namespace LoTrinh.Tests.Roads;

/// <summary>What is done about senders who lose data, make up values or send each message by itself: E5, E9, E10, E12 and E13 from the door to the page.</summary>
public sealed class FeedChecksTests
{
    private static readonly DateTime Start = new(2021, 3, 14, 20, 0, 0, DateTimeKind.Utc);

    [Theory, EachDatabase]
    public async Task E9_a_provider_is_told_what_is_missing_and_once_it_has_sent_it_again_nothing_is(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var provider = await app.ProgramAsync("provider");
        var whole = Enumerable.Range(0, 60).Select(i => Point("29A12345", 105.8, 21 + i * 0.01, i == 59 ? 0 : 66.7f, Start.AddMinutes(i))).ToList();

        await SendAsync(provider, [.. whole[..20], .. whole[50..]]);
        var missing = await GapsAsync(provider);
        await SendAsync(provider, whole[15..55]);
        var filled = await GapsAsync(provider);

        Assert.Equal([new Gap("29A12345", Start.AddMinutes(19), Start.AddMinutes(50), 34.5, true)], missing.Where(g => g.Plate == "29A12345"));
        Assert.DoesNotContain(filled, g => g.Plate == "29A12345");
    }

    [Theory, EachDatabase]
    public async Task E9_a_provider_with_many_vehicles_reads_what_is_missing_page_by_page_and_sees_nothing_of_others(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (provider, other) = (await app.ActorAsync("provider"), (await app.ActorAsync("provider")) with { AccountId = Guid.CreateVersion7() });
        var plates = Enumerable.Range(0, JourneyChecks.PageSize + 30).Select(i => $"29B{i:D5}").ToList();
        await TakeAsync(app, other, plates.SelectMany(p => new[] { Point(p, 105.8, 21, 60, Start), Point(p, 105.8, 21.2, 0, Start.AddMinutes(20)) }));

        var (read, day) = (new List<GapPage>(), new DateOnly(2021, 3, 15));
        do
        {
            read.Add(await app.WithAsync(s => s.GetRequiredService<JourneyChecks>().GapsAsync(other.AccountId, day, read.LastOrDefault()?.Next, default)));
        }
        while (read[^1].Next is not null);

        Assert.Equal(2, read.Count);
        Assert.Equal(plates, read.SelectMany(p => p.Items).Select(g => g.Plate));
        var own = await app.WithAsync(s => s.GetRequiredService<JourneyChecks>().GapsAsync(provider.AccountId, day, null, default));
        Assert.DoesNotContain(own.Items, g => plates.Contains(g.Plate));
    }

    [Theory, EachDatabase]
    public async Task E5_E12_and_E13_are_counted_for_each_provider_and_day_and_anew_when_more_has_come(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var provider = await app.ActorAsync("provider");
        // The demonstration's own vehicles are nobody's here.
        await app.WithAsync(s => s.GetRequiredService<AppDb>().Vehicles.ExecuteUpdateAsync(set => set.SetProperty(v => v.LastProviderId, (Guid?)null)));
        var typed = Enumerable.Range(0, 100).Select(i => Said(Point("29A00001", 105.8, 21 + Math.Min(i, 30) * 0.01, i < 30 ? 66.7f : 0, Start.AddMinutes(i)), true, false));
        var alive = Enumerable.Range(0, 100).Select(i => Said(Point("29A00002", 105.8, 21 + Math.Min(i, 30) * 0.01, i < 30 ? 66.7f : 0, Start.AddMinutes(i)), i < 30, i > 30));
        var cut = new[] { Point("29A00003", 105.8, 21, 90, Start), Point("29A00003", 105.8, 21.4, 0, Start.AddMinutes(30)) };
        var stated = Enumerable.Range(0, 5).Select(i => Point("29A00004", 105.8, 21, 80, Start.AddMinutes(i)));

        await TakeAsync(app, provider, [.. typed, .. alive, .. cut, .. stated]);
        await app.RunAsync<AssessFeed>();
        var first = await QualityAsync(app, provider.AccountId);
        await TakeAsync(app, provider, Enumerable.Range(1, 29).Select(i => Point("29A00003", 105.8, 21 + i * 0.4 / 30, 89, Start.AddMinutes(i))));
        await app.RunAsync<AssessFeed>();
        var again = await QualityAsync(app, provider.AccountId);

        Assert.Equal((4, 2, 2), (first.Vehicles, first.SensorsConstant, first.SensorsJudged - first.SensorsConstant));
        Assert.Equal((2, 4), (first.SilencesWhileMoving, first.Contradictions));
        Assert.Equal((1, 4), (again.SilencesWhileMoving, again.Vehicles));
        var rows = await (await app.ProgramAsync("office")).GetFromJsonAsync<QualityDay[]>("/api/v1/roads/feed/quality");
        Assert.Equal(50, rows!.Single(r => r.Provider == provider.Name && r.Day == new DateOnly(2021, 3, 15)).SensorScore);
        var page = (await (await app.SignInAsync("office")).OpenAsync("/duong-bo")).QuerySelector("section[aria-labelledby=quality-head]")!.TextContent;
        Assert.Contains("50 %", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E5_and_E13_stand_on_the_page_of_the_vehicle_and_in_its_answer()
    {
        using var app = TestApp.Start();
        await TakeAsync(app, await app.ActorAsync("provider"),
            [.. Enumerable.Range(0, 100).Select(i => Said(Point("29A00001", 105.8, 21 + Math.Min(i, 30) * 0.01, i < 30 ? 66.7f : 0, Start.AddMinutes(i)), true, false)),
            Point("29A00001", 105.8, 21.31, 60, Start.AddMinutes(101)), Point("29A00001", 105.8, 21.6, 60, Start.AddMinutes(131))]);

        var page = (await (await app.SignInAsync("drvn")).OpenAsync("/duong-bo/phuong-tien/29A00001?ngay=15/03/2021")).QuerySelector("section[aria-labelledby=checks-head]")!;
        var program = await app.ProgramAsync("drvn");
        var answer = await program.GetStringAsync("/api/v1/roads/vehicles/29A00001/checks?day=2021-03-15");
        using var noDay = await program.GetAsync("/api/v1/roads/vehicles/29A00001/checks?day=hom-nay");
        using var nobody = await program.GetAsync("/api/v1/roads/vehicles/99Z99999/checks");
        using var stranger = await (await app.ProgramAsync("provider")).GetAsync("/api/v1/roads/vehicles/29A00001/checks");

        Assert.Contains("Mất tín hiệu khi đang chạy", page.TextContent, StringComparison.Ordinal);
        Assert.Contains("15/03/2021 04:41", page.TextContent, StringComparison.Ordinal);
        Assert.Contains("whileMoving\":true", answer, StringComparison.Ordinal);
        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.Forbidden], new[] { noDay, nobody, stranger }.Select(a => a.StatusCode));
    }

    [Fact]
    public async Task E10_whoever_sends_each_message_by_itself_is_asked_to_gather_them_and_whole_batches_are_taken_all_the_same()
    {
        using var app = TestApp.Start();
        var provider = await app.ProgramAsync("provider");
        var one = Batch(Point("29A12345", at: Start));
        for (var i = 0; i < FeedPace.SmallPerMinute; i++)
        {
            using var taken = await provider.PostAsync("/api/v1/roads/waypoints", new ByteArrayContent(one));
            Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        }

        using var refused = await provider.PostAsync("/api/v1/roads/waypoints", new ByteArrayContent(one));
        using var whole = await provider.PostAsync("/api/v1/roads/waypoints",
            new ByteArrayContent(Batch(Enumerable.Range(0, 60).Select(i => Point("29A12345", at: Start.AddMinutes(i))))));

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.OK), (refused.StatusCode, whole.StatusCode));
        Assert.Equal(10, refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        Assert.Contains("gom bản tin", await refused.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        using var pace = new FeedPace();
        var (busy, calm) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Equal(FeedPace.SmallPerMinute, Enumerable.Range(0, 200).Count(_ => pace.Lets(busy, 50)));
        Assert.True(pace.Lets(calm, 50), "One provider's pace is no other's.");
    }

    [Theory, EachDatabase]
    public async Task A_batch_of_many_vehicles_asks_the_database_no_more_often_than_one_of_few(TestDatabase database)
    {
        var counter = new CommandCounter();
        using var app = TestApp.Start(database, configure: s =>
        {
            s.ConfigureDbContext<SqliteDb>(o => o.AddInterceptors(counter));
            s.ConfigureDbContext<PostgresDb>(o => o.AddInterceptors(counter));
        });
        var provider = await app.ActorAsync("provider");
        // As many messages in each, of vehicles that are known: on SQLite each row is a command of its own when it is written first.
        Task<int> CountAsync(int vehicles, int minute) => counter.CountAsync(() => TakeAsync(app, provider,
            Enumerable.Range(0, 120).Select(i => Point($"29A{i % vehicles:D5}", 105.8, 21, 40, Start.AddMinutes(minute).AddSeconds(i)))));
        await CountAsync(120, 0);

        var few = await CountAsync(2, 10);
        var many = await CountAsync(120, 20);
        var again = await CountAsync(120, 20);

        Assert.True(few > 3, $"Only {few} commands were counted.");
        // What is kept for some seconds may be read once more in either of them.
        Assert.True(many <= few + 2, $"{few} commands for 2 vehicles, {many} for 120.");
        Assert.True(again < 12, $"A batch that was there already took {again} commands.");
        var last = await app.WithAsync(s => s.GetRequiredService<AppDb>().Vehicles.Where(v => v.Plate.StartsWith("29A")).OrderBy(v => v.Plate).Select(v => v.LastAt).ToListAsync());
        Assert.Equal(Enumerable.Range(0, 120).Select(i => (DateTime?)Start.AddMinutes(20).AddSeconds(i)), last);
    }

    [Theory, EachDatabase]
    public async Task One_fix_of_years_ago_does_not_make_the_batch_read_the_years_between(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var provider = await app.ActorAsync("provider");
        var sent = new[] { Point("29A12345", at: new(2015, 1, 1, 0, 0, 0, DateTimeKind.Utc)), Point("29A12345", at: Start), Point("29A12346", at: Start.AddMinutes(3)) };

        var first = await TakeAsync(app, provider, sent);
        var again = await TakeAsync(app, provider, sent);

        Assert.Equal([(3, 0), (0, 3)], new[] { first, again }.Select(r => (r.Accepted, r.Duplicate)));
    }

    private static WayPoint Said(WayPoint point, bool ignition, bool door)
    {
        (point.Ignition, point.Door) = (ignition, door);
        return point;
    }

    private static Task<FeedReceipt> TakeAsync(TestApp app, Actor provider, IEnumerable<WayPoint> points) =>
        app.WithAsync(async s => (await s.GetRequiredService<TakeWaypoints>().Handle(provider, Batch(points), default)).Value);

    private static Task<FeedQuality> QualityAsync(TestApp app, Guid provider) => app.WithAsync(s =>
        s.GetRequiredService<AppDb>().FeedQualities.AsNoTracking().SingleAsync(q => q.ProviderId == provider && q.Day == new DateOnly(2021, 3, 15)));

    private static async Task<IReadOnlyList<Gap>> GapsAsync(HttpClient provider) =>
        (await provider.GetFromJsonAsync<GapPage>("/api/v1/roads/gaps?day=2021-03-15"))!.Items;

    private static async Task SendAsync(HttpClient provider, IEnumerable<WayPoint> points)
    {
        using var answer = await provider.PostAsync("/api/v1/roads/waypoints", new ByteArrayContent(Batch(points)));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
