using LoTrinh.Roads.Journeys;
using Xunit;

namespace LoTrinh.Tests.Roads;

/// <summary>What senders of the national interface get wrong and only a whole track shows: E5, E9, E12 and E13.</summary>
public sealed class TrackCheckTests
{
    private static readonly DateTime Start = new(2021, 3, 15, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Evening = new(2021, 3, 15, 17, 0, 0, DateTimeKind.Utc);

    // A degree of latitude, km.
    private const double DegreeKm = 111.195;

    [Theory]
    [InlineData(true, false, "Constant", "Constant")]
    [InlineData(null, null, "Unsaid", "Unsaid")]
    public void E5_sensors_that_say_the_same_through_driving_and_standing_are_no_measurements(bool? ignition, bool? door, string engine, string doors)
    {
        var found = Of([.. Driving(0, 30, ignition, door), .. Standing(31, 100, ignition, door)]);

        Assert.Equal((engine, doors), ($"{found.Ignition}", $"{found.Door}"));
    }

    [Fact]
    public void E5_sensors_that_follow_the_vehicle_are_believed_also_where_the_sender_leaves_out_what_is_false()
    {
        var said = Of([.. Driving(0, 30, true, false), .. Standing(31, 100, false, true)]);
        var leftOut = Of([.. Driving(0, 30, true, null), .. Standing(31, 100, null, true)]);

        Assert.Equal([(Sensor.Alive, Sensor.Alive), (Sensor.Alive, Sensor.Alive)], new[] { said, leftOut }.Select(f => (f.Ignition, f.Door)));
    }

    [Fact]
    public void E5_a_sensor_is_not_judged_by_a_day_on_which_nothing_happened()
    {
        var drivenOnly = Of([.. Driving(0, 100, true, false)]);
        var stoodOnly = Of([.. Standing(0, 100, false, false)]);

        Assert.Equal([(Sensor.Unjudged, Sensor.Unjudged), (Sensor.Unjudged, Sensor.Unjudged)], new[] { drivenOnly, stoodOnly }.Select(f => (f.Ignition, f.Door)));
        Assert.Equal(Sensor.Constant, Of([.. Driving(0, 30, false, false)]).Ignition); // the engine cannot have been off
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    public void E9_a_vehicle_under_way_is_missed_after_five_minutes(int minutes, int gaps) =>
        Assert.Equal(gaps, Of([.. Driving(0, 10), .. Driving(10 + minutes, 20)]).Silences.Count);

    [Fact]
    public void E9_a_vehicle_that_stood_is_missed_only_when_it_has_driven_meanwhile()
    {
        var asleep = Of([At(0, 0, 0), At(300, 0, 0)]);
        var driven = Of([At(0, 0, 0), At(300, 0.2, 0)]);
        var short15 = Of([At(0, 0, 0), At(15, 0.2, 0)]);

        Assert.Empty(asleep.Silences);
        Assert.Empty(short15.Silences);
        Assert.Equal((Start, (DateTime?)Start.AddMinutes(300), 22.2, false), Only(driven));
    }

    [Fact]
    public void E12_an_average_sent_as_the_speed_of_the_moment_is_told_from_a_measurement()
    {
        // Half a minute each: the vehicle speeds up and slows down, and its way is the mean of the speeds at both ends times the time.
        float[] speeds = [.. Enumerable.Range(0, 61).Select(i => (float)(50 + 30 * Math.Sin(i * 0.7)))];
        var measured = new List<TrackPoint> { At(0, 0, speeds[0]) };
        for (var i = 1; i < speeds.Length; i++)
        {
            measured.Add(At(i * 0.5, measured[^1].Latitude - 21 + (speeds[i - 1] + speeds[i]) / 2 / 120 / DegreeKm, speeds[i]));
        }

        var averaged = measured.Select((p, i) => i == 0 ? p : p with { SpeedKmh = (speeds[i - 1] + speeds[i]) / 2 }).ToList();

        Assert.Equal((60, 0, false), Speeds(Of(measured)));
        Assert.Equal((60, 0, true), Speeds(Of(averaged)));
        Assert.False(Of([.. averaged.Take(15)]).SpeedIsAverage); // too few to say so
    }

    [Fact]
    public void E12_a_speed_that_the_way_driven_contradicts_is_counted()
    {
        var still = Of([.. Enumerable.Range(0, 11).Select(i => At(i * 0.5, 0, 80))]);
        var flying = Of([.. Enumerable.Range(0, 11).Select(i => At(i * 0.5, i * 0.01, 10))]);
        var honest = Of([.. Driving(0, 10)]);

        Assert.Equal([(10, 10), (10, 10), (10, 0)], new[] { still, flying, honest }.Select(f => (f.Steps, f.Contradictions)));
    }

    [Fact]
    public void E13_a_vehicle_that_falls_silent_at_speed_and_is_heard_again_elsewhere_is_named()
    {
        var found = Of([.. Driving(0, 10), At(40, 0.5, 60)]);

        var silence = Only(found);
        Assert.Equal((Start.AddMinutes(10), (DateTime?)Start.AddMinutes(40), true), (silence.From, silence.To, silence.WhileMoving));
    }

    [Fact]
    public void E13_a_vehicle_that_falls_silent_at_speed_and_is_not_heard_again_is_named_after_an_hour()
    {
        var track = Driving(0, 10).ToList();

        Assert.Empty(TrackCheck.Of(track, Start.AddMinutes(70)).Silences);
        Assert.Equal([new Silence(Start.AddMinutes(10), null, 0, true)], TrackCheck.Of(track, Start.AddMinutes(71)).Silences);
        Assert.Empty(TrackCheck.Of([.. track, At(10.5, 0.1, 0)], Evening).Silences); // it had stopped
    }

    [Fact]
    public void E13_a_vehicle_that_falls_silent_at_speed_and_is_heard_again_there_did_not_drive_on() =>
        Assert.False(Only(Of([At(0, 0, 40), At(20, 0.001, 0)])).WhileMoving);

    [Fact]
    public void A_track_without_points_shows_nothing() =>
        Assert.Equivalent(new TrackFindings(0, [], 0, 0, false, Sensor.Unsaid, Sensor.Unsaid), Of());

    private static (DateTime From, DateTime? To, double Km, bool WhileMoving) Only(TrackFindings found) =>
        Assert.Single(found.Silences) is var s ? (s.From, s.To, s.Km, s.WhileMoving) : default;

    private static (int Steps, int Contradictions, bool IsAverage) Speeds(TrackFindings found) => (found.Steps, found.Contradictions, found.SpeedIsAverage);

    private static TrackFindings Of(params List<TrackPoint> track) => TrackCheck.Of(track, track.Count == 0 ? Evening : track[^1].At);

    private static TrackPoint At(double minute, double north, float speed, bool? ignition = null, bool? door = null) =>
        new(Start.AddMinutes(minute), 105.8, 21 + north, speed, ignition, door);

    // North at 66.7 km/h, a fix a minute.
    private static IEnumerable<TrackPoint> Driving(int from, int to, bool? ignition = null, bool? door = null) =>
        Enumerable.Range(from, to - from + 1).Select(i => At(i, i * 0.01, 66.7f, ignition, door));

    private static IEnumerable<TrackPoint> Standing(int from, int to, bool? ignition = null, bool? door = null) =>
        Enumerable.Range(from, to - from + 1).Select(i => At(i, from * 0.01, 0, ignition, door));
}
