namespace LoTrinh.Roads.Journeys;

/// <summary>A time in which a vehicle should have been heard and was not: what was sent of it, if anything was, has been lost.</summary>
/// <param name="From">The last fix before, UTC.</param>
/// <param name="To">The first fix after, UTC; null when it was not heard again that day.</param>
/// <param name="Km">How far from the one the other lies, in a straight line, km.</param>
/// <param name="WhileMoving">It fell silent at speed and was not heard again where it was: a lost transmission, or a recorder whose power was cut.</param>
internal sealed record Silence(DateTime From, DateTime? To, double Km, bool WhileMoving);

/// <summary>What a day says about a sensor.</summary>
internal enum Sensor
{
    /// <summary>It was never said.</summary>
    Unsaid,

    /// <summary>It said the same all day, and nothing happened that should have changed it.</summary>
    Unjudged,

    /// <summary>It said the same all day, though it should have changed: a value that was typed into the sender's program.</summary>
    Constant,

    /// <summary>It changed with what the vehicle did.</summary>
    Alive,
}

/// <summary>What the fixes of a vehicle on one day show about how they were sent.</summary>
/// <param name="Points">Fixes looked at.</param>
/// <param name="Silences">Times without a fix, in order.</param>
/// <param name="Steps">Pairs of fixes close enough for the way between them to be held against the speeds.</param>
/// <param name="Contradictions">Of these, those whose way cannot have been driven at the speeds said.</param>
/// <param name="SpeedIsAverage">The speed said is the average since the fix before, where that of the moment is asked for.</param>
/// <param name="Ignition">Whether the engine's state was measured.</param>
/// <param name="Door">Whether the door's state was measured.</param>
internal sealed record TrackFindings(
    int Points, IReadOnlyList<Silence> Silences, int Steps, int Contradictions, bool SpeedIsAverage, Sensor Ignition, Sensor Door);

/// <summary>Holds the fixes of a vehicle against one another: what no single fix can show.</summary>
internal static class TrackCheck
{
    /// <summary>Longest silence of a vehicle under way.</summary>
    /// <remarks>Devices send at least every 30 seconds while moving; ten that are missing in a row are no chance. No rule names a number.</remarks>
    public static readonly TimeSpan MovingSilence = TimeSpan.FromMinutes(5);

    /// <summary>Longest silence of a vehicle that stands: devices send at least every 15 minutes then.</summary>
    public static readonly TimeSpan StandingSilence = TimeSpan.FromMinutes(15);

    /// <summary>After so long a vehicle that was under way counts as not heard again.</summary>
    /// <remarks>Providers' programs report a lost connection after the same time.</remarks>
    public static readonly TimeSpan Lost = TimeSpan.FromMinutes(60);

    /// <summary>Slower is standing: satellites give a standing vehicle some speed too, km/h.</summary>
    public const double MovingKmh = 5;

    /// <summary>Nearer is the same place, km.</summary>
    public const double SamePlaceKm = 0.5;

    /// <summary>The longest step whose straight line stands for the way, as where overspeed is judged.</summary>
    public static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(60);

    /// <summary>How far the speed over a step may lie outside the speeds at its ends, km/h.</summary>
    public const double ContradictionKmh = 30;

    // What has to have been seen before a day is judged.
    private const int ChangingSteps = 20;
    private const double ChangeKmh = 5;
    private const int MovingFixes = 10;
    private static readonly TimeSpan Stood = TimeSpan.FromMinutes(60);

    /// <summary>What the fixes show.</summary>
    /// <param name="track">Fixes of one vehicle on one day, by time.</param>
    /// <param name="until">The end of that day, or now when it has not ended, UTC.</param>
    public static TrackFindings Of(IReadOnlyList<TrackPoint> track, DateTime until)
    {
        var steps = track.Zip(track.Skip(1)).Select(p => new Step(p.First, p.Second)).ToList();
        var judged = steps.Where(s => s.Time <= LongestStep && s.Time > TimeSpan.Zero).ToList();
        var moved = track.Count(p => p.SpeedKmh >= MovingKmh) >= MovingFixes;
        var stood = steps.Where(s => s.IsStanding).Aggregate(TimeSpan.Zero, (sum, s) => sum + s.Time) >= Stood;
        return new(track.Count, [.. Silences(track, steps, until)], judged.Count, judged.Count(s => s.Contradicts), IsAverage(judged),
            // An engine that is off while the vehicle drives needs no stop to be seen through.
            Word(track.Select(p => p.Ignition), on => moved && (stood || !on)), Word(track.Select(p => p.Door), _ => moved && stood));
    }

    private static IEnumerable<Silence> Silences(IReadOnlyList<TrackPoint> track, List<Step> steps, DateTime until)
    {
        foreach (var step in steps.Where(s => s.Time > (s.FromMoving ? MovingSilence : StandingSilence)))
        {
            var elsewhere = step.Km >= SamePlaceKm;
            if (step.FromMoving || elsewhere)
            {
                yield return new(step.From.At, step.To.At, Math.Round(step.Km, 1), step.FromMoving && elsewhere);
            }
        }

        if (track.Count > 0 && track[^1] is { SpeedKmh: >= (float)MovingKmh } last && until - last.At > Lost)
        {
            yield return new(last.At, null, 0, true);
        }
    }

    // Where the speed changes, the way of a step lies near the mean of the speeds at its ends; near the speed at its end alone it lies only
    // when that is no measurement but the way itself, divided by the time.
    private static bool IsAverage(List<Step> steps)
    {
        var changing = steps.Where(s => Math.Abs(s.To.SpeedKmh - s.From.SpeedKmh) >= ChangeKmh).ToList();
        return changing.Count >= ChangingSteps
            && changing.Sum(s => Math.Abs(s.To.SpeedKmh - s.Kmh)) < changing.Sum(s => Math.Abs((s.From.SpeedKmh + s.To.SpeedKmh) / 2 - s.Kmh)) / 2;
    }

    private static Sensor Word(IEnumerable<bool?> said, Func<bool, bool> shouldHaveChanged)
    {
        // Some senders leave out what is false; what is said now and then still follows the vehicle.
        var words = said.Distinct().ToList();
        return words.Count > 1 ? Sensor.Alive : words is not [{ } only] ? Sensor.Unsaid : shouldHaveChanged(only) ? Sensor.Constant : Sensor.Unjudged;
    }

    /// <summary>Distance on the sphere, km.</summary>
    internal static double KmBetween(TrackPoint a, TrackPoint b)
    {
        const double Radius = 6371.0088, Degree = Math.PI / 180;
        var (height, width) = (Math.Sin((b.Latitude - a.Latitude) * Degree / 2), Math.Sin((b.Longitude - a.Longitude) * Degree / 2));
        return 2 * Radius * Math.Asin(Math.Sqrt(height * height + Math.Cos(a.Latitude * Degree) * Math.Cos(b.Latitude * Degree) * width * width));
    }

    private sealed record Step(TrackPoint From, TrackPoint To)
    {
        public TimeSpan Time { get; } = To.At - From.At;

        public double Km { get; } = KmBetween(From, To);

        public double Kmh => Km / Time.TotalHours;

        public bool FromMoving => From.SpeedKmh >= MovingKmh;

        public bool IsStanding => !FromMoving && To.SpeedKmh < MovingKmh && Km < SamePlaceKm && Time <= StandingSilence;

        public bool Contradicts => Kmh < Math.Min(From.SpeedKmh, To.SpeedKmh) - ContradictionKmh || Kmh > Math.Max(From.SpeedKmh, To.SpeedKmh) + ContradictionKmh;
    }
}
