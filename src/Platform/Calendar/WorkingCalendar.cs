using System.Collections.Frozen;
using LoTrinh.Platform.Data;

namespace LoTrinh.Platform.Calendar;

/// <summary>What a day of the calendar's data says.</summary>
public enum DayKind
{
    /// <summary>A weekday on which offices are closed.</summary>
    Closed,

    /// <summary>A Saturday on which offices work, to make up for a swapped day.</summary>
    Working,

    /// <summary>A day that would be closed if a law is passed; counted as an ordinary day until then.</summary>
    Conditional,
}

/// <summary>A day that is not what its weekday says, and the act it rests on.</summary>
/// <param name="On">The day.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name in Vietnamese.</param>
/// <param name="Basis">The act it rests on.</param>
/// <param name="AnnouncedOn">When it became known, where that matters.</param>
public sealed record CalendarDay(DateOnly On, DayKind Kind, string Name, string Basis, DateOnly? AnnouncedOn);

/// <summary>Which days offices work. A year without data is unknown, never guessed.</summary>
public sealed class WorkingCalendar
{
    private readonly FrozenDictionary<DateOnly, CalendarDay> _days;
    private readonly FrozenSet<int> _years;

    /// <summary>A calendar of <paramref name="years"/> with these exceptional days.</summary>
    public WorkingCalendar(IEnumerable<int> years, IEnumerable<CalendarDay> days)
    {
        _years = years.ToFrozenSet();
        _days = days.ToFrozenDictionary(d => d.On);
    }

    /// <summary>The calendar that comes with the product: <c>seed/calendar.yaml</c>.</summary>
    public static WorkingCalendar Official { get; } = Read();

    /// <summary>Years it knows.</summary>
    public IEnumerable<int> Years => _years.Order();

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
            _ => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday),
        };
    }

    private static WorkingCalendar Read()
    {
        var file = SeedFile.Read<CalendarFile>("calendar.yaml");
        return new(file.Years.Select(y => y.Year), file.Years.SelectMany(y => y.Days)
            .Select(d => new CalendarDay(d.On, Enum.Parse<DayKind>(d.Kind, ignoreCase: true), d.Name, d.Basis, d.AnnouncedOn)));
    }

    internal sealed class CalendarFile
    {
        public List<YearRow> Years { get; set; } = [];
    }

    internal sealed class YearRow
    {
        public int Year { get; set; }

        public List<DayRow> Days { get; set; } = [];
    }

    internal sealed class DayRow
    {
        public DateOnly On { get; set; }

        public string Kind { get; set; } = "";

        public string Name { get; set; } = "";

        public string Basis { get; set; } = "";

        public DateOnly? AnnouncedOn { get; set; }
    }
}
