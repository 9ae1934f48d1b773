using System.Collections.Frozen;
using LoTrinh.Ui;

namespace LoTrinh.Platform.Calendar;

/// <summary>What a day of the calendar's data says.</summary>
public enum DayKind
{
    /// <summary>A day on which offices are closed though its weekday is not one of rest.</summary>
    Closed,

    /// <summary>A day on which offices work though its weekday is one of rest, to make up for a swapped day.</summary>
    Working,

    /// <summary>A day that would be closed if a law is passed; counted as an ordinary day until it is announced.</summary>
    Conditional,
}

/// <summary>A day that is not what its weekday says, the act it rests on, and where that is known from.</summary>
/// <param name="On">The day.</param>
/// <param name="Kind">What it is.</param>
/// <param name="NameVi">Its name in Vietnamese.</param>
/// <param name="NameEn">Its name in English.</param>
/// <param name="Basis">The act it rests on.</param>
/// <param name="AnnouncedOn">Day of the document that announced it, where it is known.</param>
/// <param name="Source">Where the row was read.</param>
/// <param name="Confidence">high, medium or low.</param>
/// <param name="Announcement">Number of the announcement that was entered for it; null for what comes with the product.</param>
public sealed record CalendarDay(
    DateOnly On, DayKind Kind, string NameVi, string NameEn, string Basis, DateOnly? AnnouncedOn, string? Source = null, string? Confidence = null, int? Announcement = null)
{
    /// <summary>Its name in the reader's language.</summary>
    public string Name => Languages.IsEnglish ? NameEn : NameVi;
}

/// <summary>Which days offices work. A year without data is unknown, never guessed. Immutable: an announcement makes a new one.</summary>
public sealed class WorkingCalendar
{
    private readonly FrozenDictionary<DateOnly, CalendarDay> _days;
    private readonly FrozenSet<int> _years;
    private readonly FrozenSet<DayOfWeek> _rest;

    /// <summary>A calendar of <paramref name="years"/> with these exceptional days, whose weeks rest on <paramref name="rest"/>.</summary>
    public WorkingCalendar(IEnumerable<int> years, IEnumerable<CalendarDay> days, IEnumerable<DayOfWeek> rest)
    {
        _years = years.ToFrozenSet();
        _days = days.ToFrozenDictionary(d => d.On);
        _rest = rest.ToFrozenSet();
    }

    /// <summary>The calendar that comes with the product: <c>seed/calendar.yaml</c>.</summary>
    public static WorkingCalendar Official => CalendarFile.Shipped.Calendar;

    /// <summary>Years it knows, in order.</summary>
    public IEnumerable<int> Years => _years.Order();

    /// <summary>Days of weekly rest.</summary>
    public IReadOnlySet<DayOfWeek> RestDays => _rest;

    /// <summary>Exceptional days of a year, in order.</summary>
    public IEnumerable<CalendarDay> DaysOf(int year) => _days.Values.Where(d => d.On.Year == year).OrderBy(d => d.On);

    /// <summary>Whether the year is known.</summary>
    public bool Knows(int year) => _years.Contains(year);

    /// <summary>The exceptional day, if it is one.</summary>
    public CalendarDay? Find(DateOnly day) => _days.GetValueOrDefault(day);

    /// <summary>Whether offices work on the day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is unknown; ask <see cref="Knows"/> first.</exception>
    public bool IsWorkingDay(DateOnly day)
    {
        if (!Knows(day.Year))
        {
            throw new ArgumentOutOfRangeException(nameof(day), day, "The calendar does not know this year.");
        }

        return _days.GetValueOrDefault(day)?.Kind switch
        {
            DayKind.Closed => false,
            DayKind.Working => true,
            _ => !_rest.Contains(day.DayOfWeek),
        };
    }

    /// <summary>How many days of a known year offices work.</summary>
    public int WorkingDaysIn(int year) => EachDay(year).Count(IsWorkingDay);

    /// <summary>Every day of a year.</summary>
    public static IEnumerable<DateOnly> EachDay(int year) =>
        Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(n => new DateOnly(year, 1, 1).AddDays(n));

    /// <summary>This calendar with announcements laid over it, in their order: of a day the latest word holds; a withdrawn word leaves what came with the product.</summary>
    internal WorkingCalendar With(IEnumerable<CalendarAnnouncement> announcements)
    {
        var (years, days) = (_years.ToHashSet(), new Dictionary<DateOnly, CalendarDay>(_days));
        foreach (var announcement in announcements)
        {
            if (announcement.Year is { } year)
            {
                years.Add(year);
            }

            foreach (var day in announcement.Days)
            {
                if (day.Kind != AnnouncedKind.Withdrawn)
                {
                    days[day.On] = announcement.ToCalendarDay(day);
                }
                else if (Official.Find(day.On) is { } shipped)
                {
                    days[day.On] = shipped;
                }
                else
                {
                    days.Remove(day.On);
                }
            }
        }

        return new(years, days.Values, _rest);
    }
}
