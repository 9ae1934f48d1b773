namespace LoTrinh.Platform.Indicators;

/// <summary>A point of a series: a day, and the value as of it.</summary>
public readonly record struct TrendPoint(DateOnly On, double Value);

/// <summary>What a trend says of a day: the middle, and between which bounds.</summary>
public readonly record struct Outlook(double Low, double Middle, double High);

/// <summary>When a trend reaches a target.</summary>
/// <param name="On">By the middle line; null when it never does.</param>
/// <param name="Earliest">By the better bound; null when even that never does.</param>
/// <param name="Latest">By the worse bound; null when it may never be reached.</param>
public sealed record ReachDays(DateOnly? On, DateOnly? Earliest, DateOnly? Latest);

/// <summary>A straight line through a series by Theil and Sen: its slope is the median of the slopes between every two points, so that one
/// odd value does not turn it.</summary>
/// <remarks>
/// The interval of the slope is exact for any number of points: its ends are two of the ordered slopes, counted off by the distribution of
/// Kendall's S
/// (Sen 1968; Hollander and Wolfe, Nonparametric Statistical Methods, chapter 9). See <c>docs/decisions/0011</c>.
/// </remarks>
public sealed class Trend
{
    /// <summary>Fewer points than this say nothing that deserves an interval.</summary>
    public const int FewestPoints = 5;

    /// <summary>How sure the interval is, at least.</summary>
    public const double Confidence = 0.9;

    // What lies longer back says little of what comes, and every two points have a slope.
    private const int MostPoints = 120;
    private const int FarthestYears = 100;

    private readonly int _pivotDay;
    private readonly double _pivotValue;

    private Trend(double low, double slope, double high, int pivotDay, double pivotValue, int points) =>
        (Low, Slope, High, _pivotDay, _pivotValue, Points) = (low, slope, high, pivotDay, pivotValue, points);

    /// <summary>Lower end of the slope's interval, per day.</summary>
    public double Low { get; }

    /// <summary>The slope, per day.</summary>
    public double Slope { get; }

    /// <summary>Upper end of the slope's interval, per day.</summary>
    public double High { get; }

    /// <summary>How many points it rests on.</summary>
    public int Points { get; }

    /// <summary>The trend of a series whose days differ; null when it has fewer than <see cref="FewestPoints"/>.</summary>
    public static Trend? Of(IReadOnlyCollection<TrendPoint> series)
    {
        var points = series.OrderBy(p => p.On).TakeLast(MostPoints).ToList();
        if (points.Count < FewestPoints)
        {
            return null;
        }

        var slopes = new List<double>(points.Count * (points.Count - 1) / 2);
        for (var i = 0; i < points.Count; i++)
        {
            for (var j = i + 1; j < points.Count; j++)
            {
                slopes.Add((points[j].Value - points[i].Value) / (points[j].On.DayNumber - points[i].On.DayNumber));
            }
        }

        slopes.Sort();
        var rank = LowerRank(points.Count);
        var slope = Median(slopes);
        var day = points[points.Count / 2].On.DayNumber;
        // The line's height is the median of what is left when its slope is taken off: again no single value turns it.
        var height = Median([.. points.Select(p => p.Value - (slope * (p.On.DayNumber - day))).Order()]);
        return new(slopes[rank - 1], slope, slopes[slopes.Count - rank], day, height, points.Count);
    }

    /// <summary>What the trend says of a day. The bounds are those of the trend; a single value may still lie outside.</summary>
    public Outlook On(DateOnly day)
    {
        var days = day.DayNumber - _pivotDay;
        var (a, b) = (_pivotValue + (Low * days), _pivotValue + (High * days));
        return new(Math.Min(a, b), _pivotValue + (Slope * days), Math.Max(a, b));
    }

    /// <summary>When it reaches a target that it has not reached by a day.</summary>
    /// <param name="target">The target.</param>
    /// <param name="direction">Which way is better.</param>
    /// <param name="after">The day after which.</param>
    public ReachDays Reaches(double target, IndicatorDirection direction, DateOnly after)
    {
        var (better, worse) = direction == IndicatorDirection.Up ? (High, Low) : (Low, High);
        return new(Day(Slope), Day(better), Day(worse));

        DateOnly? Day(double slope)
        {
            var ahead = (target - _pivotValue) / slope;
            var towards = direction == IndicatorDirection.Up ? slope > 0 : slope < 0;
            return !towards || !double.IsFinite(ahead) || ahead > FarthestYears * 366 ? null
                : DateOnly.FromDayNumber(Math.Max(after.DayNumber + 1, _pivotDay + (int)Math.Ceiling(ahead)));
        }
    }

    /// <summary>Place, from 1, of the ordered slope that is the lower end of the interval; the upper end has the same place from
    /// above.</summary>
    /// <remarks>Of n values in random order, the number of discordant pairs has a distribution that is counted exactly: adding the m-th
    /// value adds 0 to m−1.</remarks>
    internal static int LowerRank(int points)
    {
        double[] chance = [1];
        for (var m = 2; m <= points; m++)
        {
            var next = new double[chance.Length + m - 1];
            var sum = 0.0;
            for (var k = 0; k < next.Length; k++)
            {
                sum += k < chance.Length ? chance[k] : 0;
                sum -= k >= m ? chance[k - m] : 0;
                next[k] = sum / m;
            }

            chance = next;
        }

        // Slopes below the true one are discordant pairs: the r-th smallest slope lies above it only when fewer than r of them are.
        var (tail, below) = (0.0, 0);
        while (tail + chance[below] <= (1 - Confidence) / 2)
        {
            tail += chance[below++];
        }

        return Math.Max(1, below);
    }

    private static double Median(List<double> ordered)
    {
        var half = ordered.Count / 2;
        return ordered.Count % 2 == 1 ? ordered[half] : (ordered[half - 1] + ordered[half]) / 2;
    }
}
