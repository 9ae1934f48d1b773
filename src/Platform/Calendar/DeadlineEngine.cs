namespace LoTrinh.Platform.Calendar;

/// <summary>What a period is counted in.</summary>
public enum PeriodUnit
{
    /// <summary>Hours of office time; eight make a working day.</summary>
    WorkingHour,

    /// <summary>Days on which offices work.</summary>
    WorkingDay,

    /// <summary>Calendar days.</summary>
    Day,

    /// <summary>Calendar months.</summary>
    Month,
}

/// <summary>A dated set of counting rules.</summary>
/// <param name="Id">Stable identifier.</param>
/// <param name="Basis">The act it rests on.</param>
/// <param name="ValidFrom">First day it counts for.</param>
/// <param name="ValidTo">Last day; null while in force.</param>
public sealed record CountingRules(string Id, string Basis, DateOnly ValidFrom, DateOnly? ValidTo)
{
    /// <summary>The rules of the Civil Code of 2015.</summary>
    public static readonly CountingRules CivilCode2015 = new("blds-2015", "Bộ luật Dân sự 2015, Điều 145–148", new(2017, 1, 1), null);
}

/// <summary>A deadline, how it was found, and by which rules.</summary>
/// <param name="Due">The day; the period ends with it.</param>
/// <param name="DueAt">The time on the office's clock, for periods in hours.</param>
/// <param name="Rules">The rules it was counted by.</param>
/// <param name="Skipped">Days that did not count, with the reason known to the calendar.</param>
public sealed record Deadline(DateOnly Due, DateTime? DueAt, CountingRules Rules, IReadOnlyList<CalendarDay> Skipped);

/// <summary>Counts deadlines.</summary>
/// <remarks>Source: Civil Code 2015, art. 145–148: the first day is not counted; a period that ends on a day of rest ends with the next working day.</remarks>
public sealed class DeadlineEngine(WorkingCalendar calendar, OfficeHours hours)
{
    /// <summary>Longest period, in any unit.</summary>
    public const int LargestAmount = 2000;

    /// <summary>The calendar it counts by.</summary>
    public WorkingCalendar Calendar => calendar;

    /// <summary>The deadline of a period that begins with <paramref name="from"/>, a time on the office's clock.</summary>
    public Result<Deadline> Due(DateTime from, int amount, PeriodUnit unit)
    {
        if (amount is < 0 or > LargestAmount)
        {
            return Problem.Invalid("calendar.amount", "Amount", LargestAmount);
        }

        var day = DateOnly.FromDateTime(from);
        var skipped = new List<CalendarDay>();
        try
        {
            return unit switch
            {
                PeriodUnit.WorkingDay => new Deadline(AddWorkingDays(day, amount, skipped), null, CountingRules.CivilCode2015, skipped),
                PeriodUnit.Day => new Deadline(NextWorkingDay(day.AddDays(amount), skipped), null, CountingRules.CivilCode2015, skipped),
                PeriodUnit.Month => new Deadline(NextWorkingDay(day.AddMonths(amount), skipped), null, CountingRules.CivilCode2015, skipped),
                _ => AddHours(from, amount, skipped),
            };
        }
        catch (ArgumentOutOfRangeException unknown) when (unknown.ActualValue is DateOnly reached)
        {
            return Problem.Invalid("calendar.unknown-year", "From", reached.Year, calendar.Years.Min(), calendar.Years.Max());
        }
    }

    /// <summary>The working day <paramref name="amount"/> after <paramref name="day"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The calendar does not know a year on the way.</exception>
    public DateOnly AddWorkingDays(DateOnly day, int amount) => AddWorkingDays(day, amount, []);

    /// <summary>Working days after <paramref name="from"/> up to and including <paramref name="to"/>; negative when <paramref name="to"/> is earlier.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The calendar does not know a year on the way.</exception>
    public int WorkingDaysBetween(DateOnly from, DateOnly to)
    {
        var count = 0;
        for (var day = from < to ? from : to; day < (from < to ? to : from);)
        {
            day = day.AddDays(1);
            count += calendar.IsWorkingDay(day) ? 1 : 0;
        }

        return from <= to ? count : -count;
    }

    private DateOnly AddWorkingDays(DateOnly day, int amount, List<CalendarDay> skipped)
    {
        while (amount > 0)
        {
            day = day.AddDays(1);
            amount -= Counts(day, skipped) ? 1 : 0;
        }

        return NextWorkingDay(day, skipped);
    }

    private DateOnly NextWorkingDay(DateOnly day, List<CalendarDay> skipped)
    {
        while (!Counts(day, skipped))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    private bool Counts(DateOnly day, List<CalendarDay> skipped)
    {
        var counts = calendar.IsWorkingDay(day);
        if (!counts && calendar.Find(day) is { } exceptional)
        {
            skipped.Add(exceptional);
        }

        return counts;
    }

    private Deadline AddHours(DateTime from, int amount, List<CalendarDay> skipped)
    {
        var left = TimeSpan.FromHours(amount);
        var now = from;
        while (true)
        {
            var day = DateOnly.FromDateTime(now);
            if (Counts(day, skipped))
            {
                foreach (var (opens, closes) in hours.Spans)
                {
                    var start = day.ToDateTime(opens) > now ? day.ToDateTime(opens) : now;
                    var end = day.ToDateTime(closes);
                    if (start < end && start + left <= end)
                    {
                        return new(day, start + left, CountingRules.CivilCode2015, skipped);
                    }

                    left -= start < end ? end - start : TimeSpan.Zero;
                }
            }

            now = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        }
    }
}

/// <summary>When offices are open on a working day.</summary>
/// <param name="Spans">Open and close times, in order.</param>
public sealed record OfficeHours(IReadOnlyList<(TimeOnly Opens, TimeOnly Closes)> Spans)
{
    /// <summary>08:00–12:00 and 13:00–17:00: eight hours, the usual hours of offices (confidence M).</summary>
    public static readonly OfficeHours Usual = new([(new(8, 0), new(12, 0)), (new(13, 0), new(17, 0))]);
}
