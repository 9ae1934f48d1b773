using CsCheck;
using LoTrinh.Platform.Data;
using LoTrinh.Roads.Journeys;
using LoTrinh.Roads.Journeys.Wire;
using LoTrinh.Roads.Vehicles;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static LoTrinh.Tests.Roads.FeedReaderTests;

namespace LoTrinh.Tests.Roads;

/// <summary>
/// What senders of the national interface are known to get wrong, one test for each: E1 and so on. What only a whole journey shows
/// (E5, E9, E12, E13) is looked at by <see cref="TrackCheckTests"/> and <see cref="FeedChecksTests"/>, as is who sends each message by itself (E10).
/// </summary>
public sealed class ConformanceTests
{
    private static readonly DateTime Now = new(2021, 3, 15, 1, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void E1_exchanged_axes_are_told_from_a_place_abroad() => Assert.Equal(
        ["outside", "swapped-axes"], Refused(Point(x: 15.71, y: 108.38), Point(x: 2.35, y: 48.85)).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("local-time", 7 * 3600)]
    [InlineData("future", 3600)]
    [InlineData("device-clock", -1_615_766_400)]
    [InlineData("device-clock", -320_000_000)]
    public void E2_a_clock_that_is_wrong_is_named_by_how_it_is_wrong(string reason, int off) =>
        Assert.Equal([reason], Refused(Point(at: Now.AddSeconds(off))));

    [Fact]
    public void E2_milliseconds_are_not_taken_for_seconds()
    {
        var point = Point();
        point.Datetime = 1371802570000;

        Assert.Equal(["milliseconds"], Refused(point));
        point.Datetime = long.MaxValue;
        Assert.Equal(["milliseconds"], Refused(point));
        point.Datetime = long.MinValue;
        Assert.Equal(["device-clock"], Refused(point));
    }

    [Theory]
    [InlineData(1371802570, "2013-06-21T08:16:10Z")]
    [InlineData(1593504000, "2020-06-30T08:00:00Z")]
    public void E2_the_times_that_are_known_are_read_as_they_are_known(int seconds, string at)
    {
        var point = Point();
        point.Datetime = seconds;

        Assert.Equal(DateTimeOffset.Parse(at).UtcDateTime, Assert.Single(Read(Batch(point)).Fixes).At);
    }

    [Fact]
    public void E3_plates_written_in_many_ways_are_one_vehicle() =>
        Assert.Equal(["30E00555"], Read(Batch(new[] { "30E00555", " 30e-005.55", "30E 005 55", "30E.00555 " }.Select(p => Point(p)))).Fixes.Select(f => f.Plate).Distinct());

    [Theory]
    [InlineData("010123456789", true)]
    [InlineData("AC123456", true)]
    [InlineData("123451234512345", false)]
    [InlineData("SOBANGLAIXE", false)]
    [InlineData("000000000000", false)]
    [InlineData("12", false)]
    [InlineData("", false)]
    public void E4_a_placeholder_is_no_driving_licence(string sent, bool isLicence)
    {
        var point = Point();
        point.Driver = sent;

        Assert.Equal(isLicence ? sent : null, Assert.Single(Read(Batch(point)).Fixes).Driver);
    }

    [Fact]
    public void E6_what_a_device_does_not_say_is_not_taken_for_no()
    {
        var (silent, off) = (Point(), Point());
        off.Ignition = off.Door = false;

        var fixes = Read(Batch(silent, off)).Fixes;

        Assert.Equal([((bool?)null, (bool?)null), (false, false)], fixes.Select(f => (f.Ignition, f.Door)));
    }

    [Fact]
    public void E11_zero_coordinates_are_no_place() => Assert.Equal(["outside"], Refused(Point(x: 0, y: 0)));

    // E7, E8 and E14: replays, spools sent newest first, and a plate that two providers send.
    [Theory, EachDatabase]
    public async Task A_fix_counts_once_whoever_sends_it_and_in_whatever_order(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (one, other) = (await app.ActorAsync("provider"), (await app.ActorAsync("provider")) with { AccountId = Guid.CreateVersion7(), Name = "other" });
        var points = Enumerable.Range(0, 6).Select(i => Point("29A12345", at: Now.AddMinutes(-10 + i))).ToArray();
        Task<FeedReceipt> Send(LoTrinh.Platform.Identity.Actor actor, IEnumerable<WayPoint> sent) =>
            app.WithAsync(async s => (await s.GetRequiredService<TakeWaypoints>().Handle(actor, Batch(sent), default)).Value);

        var newest = await Send(one, points[3..]);
        var late = await Send(one, points[..3].Reverse());
        var replay = await Send(one, points);
        var second = await Send(other, points);

        Assert.Equal([(3, 0, 0), (3, 0, 3), (0, 6, 0), (0, 6, 0)], new[] { newest, late, replay, second }.Select(r => (r.Accepted, r.Duplicate, r.OutOfOrder)));
        var (last, stored) = await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            var vehicle = await db.Vehicles.SingleAsync(v => v.Plate == "29A12345");
            return (vehicle.LastAt, await db.Waypoints.CountAsync(w => w.VehicleId == vehicle.Id && w.ProviderId == one.AccountId));
        });
        Assert.Equal((Now.AddMinutes(-5), 6), (last!.Value, stored));
    }

    [Fact]
    public void Whatever_follows_them_the_messages_before_the_damage_are_read() =>
        Gen.Select(Gen.Int[0, 8], Gen.Byte.Array[0, 200]).Sample((whole, damage) =>
        {
            var reading = Read([.. Batch(Enumerable.Range(0, whole).Select(i => Point(at: Now.AddMinutes(-i - 1)))), .. damage]);
            return reading.Fixes.Count >= whole && reading.Messages == reading.Fixes.Count + reading.Refused.Values.Sum();
        }, iter: 5_000);

    [Fact]
    public void Damage_anywhere_in_a_batch_costs_nothing_that_stands_before_it()
    {
        var messages = Enumerable.Range(0, 10).Select(i => Batch(Point(at: Now.AddMinutes(-i - 1)))).ToList();
        byte[] batch = [.. messages.SelectMany(m => m)];
        Gen.Select(Gen.Int[0, batch.Length - 1], Gen.Byte.Array[1, 20]).Sample((place, damage) =>
        {
            byte[] hurt = [.. batch];
            damage.AsSpan(0, Math.Min(damage.Length, hurt.Length - place)).CopyTo(hurt.AsSpan(place));
            return Read(hurt).Fixes.Count >= place / messages[0].Length;
        }, iter: 5_000);
    }

    private static string[] Refused(params WayPoint[] points)
    {
        var reading = Read(Batch(points));
        Assert.Empty(reading.Fixes);
        return [.. reading.Refused.Keys];
    }

    private static FeedReading Read(byte[] batch) => FeedReader.Read(batch, Now);
}
