using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Roads.Journeys;
using LoTrinh.Roads.Vehicles;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static LoTrinh.Tests.Roads.FeedReaderTests;

namespace LoTrinh.Tests.Roads;

/// <summary>From a provider's batch to the vehicle on the map.</summary>
public sealed class JourneyTests
{
    private static readonly DateTime Start = new(2021, 3, 15, 0, 0, 0, DateTimeKind.Utc);

    [Theory, EachDatabase]
    public async Task A_batch_in_any_order_and_sent_twice_gives_the_last_position_and_the_track(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var provider = await app.ProgramAsync("provider");
        var points = Enumerable.Range(0, 30).Select(i => Point("30e-005.55", 105.80 + i * 0.001, 21, 40 + i, Start.AddMinutes(i))).ToArray();
        var mixed = points.Reverse().Concat(points.Take(5)).ToArray();

        var first = await SendAsync(provider, Batch(mixed));
        var again = await SendAsync(provider, Batch(mixed));

        Assert.Equal((35, 30, 5, 29), (first.Messages, first.Accepted, first.Duplicate, first.OutOfOrder));
        Assert.Equal((35, 0, 35), (again.Messages, again.Accepted, again.Duplicate));
        var officer = await app.ProgramAsync("office");
        var last = await officer.GetFromJsonAsync<JsonElement>("/api/v1/roads/vehicles/30E00555/last");
        Assert.Equal("30E00555", last.GetProperty("plate").GetString());
        Assert.Equal(Start.AddMinutes(29), last.GetProperty("at").GetDateTime());
        Assert.Equal((105.829, 21.0, 69.0), (Math.Round(last.GetProperty("longitude").GetDouble(), 3), last.GetProperty("latitude").GetDouble(), last.GetProperty("speedKmh").GetDouble()));
        var track = await officer.GetFromJsonAsync<JsonElement>("/api/v1/roads/vehicles/30E-005.55/track?day=2021-03-15");
        var line = track.GetProperty("features")[0].GetProperty("geometry");
        Assert.Equal(("LineString", 30), (line.GetProperty("type").GetString(), line.GetProperty("coordinates").GetArrayLength()));
        Assert.Equal(105.8, line.GetProperty("coordinates")[0][0].GetDouble());
    }

    [Theory, EachDatabase]
    public async Task Twenty_batches_of_one_vehicle_at_once_lose_nothing(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var provider = await app.ProgramAsync("provider");
        var batches = Enumerable.Range(0, 20).Select(b => Batch(Enumerable.Range(0, 10)
            .Select(i => Point("29A12345", 105.8, 21, b, Start.AddSeconds(b % 10 * 10 + i))))).ToList();

        var receipts = await Task.WhenAll(batches.Select(b => SendAsync(provider, b)));

        Assert.Equal((100, 100), (receipts.Sum(r => r.Accepted), receipts.Sum(r => r.Duplicate)));
        var (stored, last, counted) = await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            var vehicle = await db.Vehicles.SingleAsync(v => v.Plate == "29A12345");
            return (await db.Waypoints.CountAsync(w => w.VehicleId == vehicle.Id), vehicle.LastAt,
                await db.FeedCounts.Where(c => c.Outcome == Outcome.Duplicate).SumAsync(c => c.Count));
        });
        Assert.Equal((100, Start.AddSeconds(99), 100L), (stored, last!.Value, counted));
    }

    [Fact]
    public async Task What_is_broken_in_a_batch_does_not_keep_the_rest_from_being_stored_and_is_counted()
    {
        using var app = TestApp.Start();
        var provider = await app.ProgramAsync("provider");
        byte[] batch = [.. Batch(Point("30E00555")), 3, 0xFF, 0xFF, 0xFF, 3, 0x08, 0x90, 0x03, .. Batch(Point("30E00556"), Point("30E00557"))[..^4]];

        var receipt = await SendAsync(provider, batch);

        Assert.Equal((5, 2), (receipt.Messages, receipt.Accepted));
        Assert.Equal([("foreign", 1), ("malformed", 1), ("truncated", 1)], receipt.Refused.OrderBy(r => r.Key).Select(r => (r.Key, r.Value)));
        var page = await (await app.SignInAsync("office")).OpenAsync("/duong-bo");
        var cells = page.QuerySelector("table")!.QuerySelectorAll("tbody tr td.num").Select(c => c.TextContent).ToList();
        Assert.Equal(["1", "1", "1", "0"], cells[3..]);
    }

    [Fact]
    public async Task Only_a_provider_may_send_and_only_those_of_the_roads_authority_may_look()
    {
        using var app = TestApp.Start();
        using var batch = new ByteArrayContent(Batch(Point()));

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Anonymous().PostAsync("/api/v1/roads/waypoints", batch)).StatusCode);
        foreach (var account in new[] { "office", "citizen", "admin", "drvn" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await (await app.ProgramAsync(account)).PostAsync("/api/v1/roads/waypoints", batch)).StatusCode);
        }

        foreach (var account in new[] { "citizen", "provider", "desk", "editor", "admin" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await (await app.ProgramAsync(account)).GetAsync("/api/v1/roads/vehicles/42B00011/last")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await (await app.ProgramAsync("drvn")).GetAsync("/api/v1/roads/vehicles/42B00011/last")).StatusCode);
    }

    [Fact]
    public async Task An_empty_and_an_enormous_batch_are_answered_in_words()
    {
        using var app = TestApp.Start();
        var provider = await app.ProgramAsync("provider");

        using var empty = await provider.PostAsync("/api/v1/roads/waypoints", new ByteArrayContent([]));
        using var enormous = await provider.PostAsync("/api/v1/roads/waypoints", new ByteArrayContent(new byte[JourneyEndpoints.LargestBatch + 1]));

        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        Assert.Contains("rỗng", await empty.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, enormous.StatusCode);
    }

    [Fact]
    public async Task The_vehicles_page_shows_where_it_is_and_the_way_it_went()
    {
        using var app = TestApp.Start();
        var officer = await app.SignInAsync("drvn");

        var list = await officer.OpenAsync("/duong-bo/phuong-tien?q=42b-000.11");
        var link = Assert.Single(list.QuerySelectorAll("tbody th a"));
        var page = await officer.OpenAsync(link.GetAttribute("href")!);

        Assert.Equal("42B-000.11", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("15/03/2021 08:00", page.QuerySelector("dl.facts")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("61 điểm", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(31, page.QuerySelectorAll("section table tbody tr").Length);
        Assert.Contains("Hoàng Sa", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Trường Sa", page.Body.TextContent, StringComparison.Ordinal);
        var empty = await officer.OpenAsync(link.GetAttribute("href")! + "?ngay=14/03/2021");
        Assert.Contains("0 điểm", empty.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_no_list_has_is_an_empty_one()
    {
        using var app = TestApp.Start();

        var (rows, count) = await app.WithAsync(s => s.GetRequiredService<JourneyQueries>().ListAsync(null, int.MaxValue, default));
        var (first, _) = await app.WithAsync(s => s.GetRequiredService<JourneyQueries>().ListAsync(null, int.MinValue, default));

        Assert.Empty(rows);
        Assert.True(count > 0 && first.Count > 0, "the list is empty");
    }

    [Fact]
    public async Task A_plate_nobody_knows_is_not_found_in_words()
    {
        using var app = TestApp.Start();
        var officer = await app.ProgramAsync("office");

        using var answer = await officer.GetAsync("/api/v1/roads/vehicles/99Z99999/last");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("99Z99999", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<FeedReceipt> SendAsync(HttpClient provider, byte[] batch)
    {
        using var content = new ByteArrayContent(batch);
        using var answer = await provider.PostAsync("/api/v1/roads/waypoints", content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<FeedReceipt>())!;
    }
}
