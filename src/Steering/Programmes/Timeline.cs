using System.Globalization;
using LoTrinh.Platform.Calendar;

namespace LoTrinh.Steering.Programmes;

/// <summary>How much of time fits on a screen.</summary>
internal enum TimelineScale
{
    /// <summary>Years side by side.</summary>
    Years,

    /// <summary>Quarters can be told apart.</summary>
    Quarters,

    /// <summary>Half a year, day by day.</summary>
    Days,
}

/// <summary>A stretch of the drawing, in pixels from its left edge.</summary>
internal sealed record TimelineSpan(double X, double Width);

/// <summary>A mark of the scale with its words.</summary>
internal sealed record TimelineTick(double X, string Label, bool IsMajor);

/// <summary>Where days lie on a drawing: pixels to days, the marks of its scale, and the days of rest. Pure; the page draws what it
/// says.</summary>
internal sealed class TimelineFrame
{
    // Months that the closest scale shows.
    private const int CloseMonths = 6;

    // A narrower stripe cannot be seen.
    private const double LeastPixels = 4;

    private readonly double _perDay;

    private TimelineFrame(DateOnly from, DateOnly to, TimelineScale scale)
    {
        (From, To, Scale) = (from, to, scale);
        _perDay = scale switch
        {
            TimelineScale.Years => 0.25,
            TimelineScale.Quarters => 1.5,
            _ => 8,
        };
    }

    /// <summary>First day drawn.</summary>
    public DateOnly From { get; }

    /// <summary>Last day drawn.</summary>
    public DateOnly To { get; }

    public TimelineScale Scale { get; }

    public double Width => (To.DayNumber - From.DayNumber + 1) * _perDay;

    /// <summary>A frame around some days: whole years or quarters, or half a year from a month on.</summary>
    /// <param name="from">First day that has something on it.</param>
    /// <param name="to">Last such day.</param>
    /// <param name="scale">How close.</param>
    /// <param name="month">Of the closest scale, a day of the month that it begins with.</param>
    public static TimelineFrame Of(DateOnly from, DateOnly to, TimelineScale scale, DateOnly month) => scale switch
    {
        TimelineScale.Years => new(new(from.Year, 1, 1), new(to.Year, 12, 31), scale),
        TimelineScale.Quarters => new(Quarter(from), Quarter(to).AddMonths(3).AddDays(-1), scale),
        _ => new(First(month), First(month).AddMonths(CloseMonths).AddDays(-1), scale),
    };

    /// <summary>The month with which the half-year before or after begins.</summary>
    public DateOnly Step(int halfYears) => From.AddMonths(CloseMonths * halfYears);

    /// <summary>Left edge of a day, which may lie outside the drawing.</summary>
    public double X(DateOnly day) => (day.DayNumber - From.DayNumber) * _perDay;

    /// <summary>The drawn part of a stretch of days, both ends taken in; null when none of it is drawn.</summary>
    public TimelineSpan? Span(DateOnly from, DateOnly to)
    {
        var (first, last) = (from < From ? From : from, to > To ? To : to);
        return first > last ? null : new(X(first), (last.DayNumber - first.DayNumber + 1) * _perDay);
    }

    /// <summary>Marks: years and quarters, or months and Mondays.</summary>
    public IReadOnlyList<TimelineTick> Ticks()
    {
        var ticks = new List<TimelineTick>();
        for (var month = From; month <= To; month = month.AddMonths(1))
        {
            if (Scale == TimelineScale.Days)
            {
                ticks.Add(new(X(month), month.ToString("MM/yyyy", CultureInfo.InvariantCulture), true));
            }
            else if (month.Month == 1 || (Scale == TimelineScale.Quarters && (month.Month - 1) % 3 == 0))
            {
                ticks.Add(month.Month == 1 ? new(X(month), month.Year.ToString(CultureInfo.InvariantCulture), true)
                    : new(X(month), month.Month switch { 4 => "II", 7 => "III", _ => "IV" }, false));
            }
        }

        return Scale != TimelineScale.Days ? ticks : [.. ticks, .. Mondays().Where(d => d.Day != 1)
            .Select(d => new TimelineTick(X(d), d.Day.ToString(CultureInfo.InvariantCulture), false))];
    }

    /// <summary>Stretches on which offices rest, as far as the calendar knows the years and the drawing has room to show them.</summary>
    public IReadOnlyList<TimelineSpan> Rest(WorkingCalendar calendar)
    {
        var (spans, begun) = (new List<TimelineSpan>(), (DateOnly?)null);
        for (var day = From; day <= To.AddDays(1); day = day.AddDays(1))
        {
            var rests = day <= To && calendar.Knows(day.Year) && !calendar.IsWorkingDay(day);
            if (rests)
            {
                begun ??= day;
            }
            else if (begun is { } first)
            {
                begun = null;
                if (Span(first, day.AddDays(-1)) is { } span && span.Width >= LeastPixels)
                {
                    spans.Add(span);
                }
            }
        }

        return spans;
    }

    private IEnumerable<DateOnly> Mondays()
    {
        for (var day = From.AddDays(((int)DayOfWeek.Monday - (int)From.DayOfWeek + 7) % 7); day <= To; day = day.AddDays(7))
        {
            yield return day;
        }
    }

    private static DateOnly First(DateOnly day) => new(day.Year, day.Month, 1);

    private static DateOnly Quarter(DateOnly day) => new(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1);
}
