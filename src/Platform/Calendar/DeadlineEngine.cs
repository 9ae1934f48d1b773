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

/// <summary>A deadline, how it was found, and by which rules.</summary>
/// <param name="Due">The day; the period ends with it.</param>
/// <param name="DueAt">The time on the office's clock, for periods in hours.</param>
/// <param name="Rules">The rules it was counted by.</param>
/// <param name="Skipped">Closed days that did not count, with the reason known to the calendar.</param>
/// <param name="RestDays">Days of weekly rest that did not count.</param>
public sealed record Deadline(DateOnly Due, DateTime? DueAt, CountingRules Rules, IReadOnlyList<CalendarDay> Skipped, int RestDays);

/// <summary>Counts deadlines on one calendar. Injected per request, so that one request counts on one calendar even while another is announced.</summary>
/// <remarks>Source: Civil Code 2015, art. 145–148: the first day is not counted; a period that ends on a day of rest ends with the next working day.</remarks>
public sealed class DeadlineEngine(WorkingCalendar calendar, CountingRuleBook rules)
{
    /// <summary>Longest period, in any unit.</summary>
    public const int LargestAmount = 2000;

    /// <summary>The calendar it counts by.</summary>
    public WorkingCalendar Calendar => calendar;

    /// <summary>The deadline of a period that begins with <paramref name="from"/>, a time on the office's clock.</summary>
    public Result<Deadline> Due(DateTime from, int amount, PeriodUnit unit) => amount is < 0 or > LargestAmount
        ? Problem.Invalid("calendar.amount", "Amount", LargestAmount)
        : Counting(DateOnly.FromDateTime(from), count => unit switch
        {
            PeriodUnit.WorkingDay => count.AddWorkingDays(DateOnly.FromDateTime(from), amount),
            PeriodUnit.Day => count.EndOn(DateOnly.FromDateTime(from).AddDays(amount)),
            PeriodUnit.Month => count.EndOn(DateOnly.FromDateTime(from).AddMonths(amount)),
            _ => count.AddHours(from, TimeSpan.FromHours(amount)),
        });

    /// <summary>The deadline that a running or paused clock stands at; a pause that goes on is counted up to <paramref name="now"/>, a time on the office's clock.</summary>
    public Result<Deadline> Due(DeadlineClock clock, DateTime now)
    {
        var pauses = clock.Pauses.Select(p => (p.From, Until: p.Until ?? (now > p.From ? now : p.From), p.Restarts)).ToList();
        return clock.Policy switch
        {
            _ when pauses.Count == 0 || clock.Policy == PausePolicy.Keep => Due(clock.StartedAt, clock.Amount, clock.Unit),
            PausePolicy.Restart => Restarted(clock, pauses),
            _ => Subtracted(clock, clock.StartedAt, pauses),
        };
    }

    // What was owed before a pause began is late, and no later pause makes it early again.
    private Result<Deadline> Restarted(DeadlineClock clock, List<(DateTime From, DateTime Until, bool Restarts)> pauses)
    {
        var (start, stood) = (clock.StartedAt, new List<(DateTime From, DateTime Until, bool Restarts)>());
        var due = Subtracted(clock, start, stood);
        foreach (var pause in pauses)
        {
            if (!due.TryGet(out var owed) || (owed.DueAt is { } at ? pause.From > at : DateOnly.FromDateTime(pause.From) > owed.Due))
            {
                break;
            }

            stood.Add(pause);
            (start, stood) = pause.Restarts ? (pause.Until, []) : (start, stood);
            due = Subtracted(clock, start, stood);
        }

        return due;
    }

    private Result<Deadline> Subtracted(DeadlineClock clock, DateTime start, List<(DateTime From, DateTime Until, bool Restarts)> pauses) => pauses.Count == 0
        ? Due(start, clock.Amount, clock.Unit)
        : Counting(DateOnly.FromDateTime(start), count => count.Subtract(DeadlineClock.Start(start, clock.Amount, clock.Unit, clock.Policy), [.. pauses.Select(p => (p.From, p.Until))]));

    /// <summary>The working day <paramref name="amount"/> after <paramref name="day"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The calendar does not know a year on the way.</exception>
    public DateOnly AddWorkingDays(DateOnly day, int amount) => new DayCount(calendar, rules, CountedBy(day)).AddWorkingDays(day, amount).Due;

    /// <summary>The same where a warning is better early than absent: calendar days where the calendar does not know a year on the way.</summary>
    public DateOnly AddWorkingDaysOrDays(DateOnly day, int amount) =>
        Due(day.ToDateTime(TimeOnly.MinValue), amount, PeriodUnit.WorkingDay).TryGet(out var deadline) ? deadline.Due : day.AddDays(amount);

    /// <summary>The next working day when <paramref name="day"/> is one of rest; null when it is a working day, or when the calendar does not know.</summary>
    public DateOnly? AfterRest(DateOnly day) => day > DateOnly.MinValue && AddWorkingDaysOrDays(day.AddDays(-1), 1) is var next && next > day ? next : null;

    /// <summary>
    /// Working days after <paramref name="from"/> up to and including <paramref name="to"/>; negative when <paramref name="to"/> is earlier.
    /// Where the calendar does not know a year on the way it counts Mondays to Fridays: a list that says how late something is must not fail for want of an announcement.
    /// </summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly to)
    {
        try
        {
            return new DayCount(calendar, rules, CountedBy(from)).WorkingDaysBetween(from, to);
        }
        catch (ArgumentOutOfRangeException unknown) when (unknown.ActualValue is DateOnly)
        {
            return from <= to ? WeekdaysBetween(from, to) : -WeekdaysBetween(to, from);
        }
    }

    /// <summary>Office time from <paramref name="from"/> to <paramref name="to"/>, both on the office's clock; none when <paramref name="to"/> is earlier.
    /// Where the calendar does not know a year on the way, Mondays to Fridays count with eight hours each.</summary>
    public TimeSpan OfficeTimeBetween(DateTime from, DateTime to)
    {
        try
        {
            return new DayCount(calendar, rules, CountedBy(DateOnly.FromDateTime(from))).HoursBetween(from, to);
        }
        catch (ArgumentOutOfRangeException unknown) when (unknown.ActualValue is DateOnly)
        {
            return to <= from ? TimeSpan.Zero : TimeSpan.FromHours(8 * WeekdaysBetween(DateOnly.FromDateTime(from), DateOnly.FromDateTime(to)));
        }
    }

    private static int WeekdaysBetween(DateOnly from, DateOnly to)
    {
        var (weeks, rest) = Math.DivRem(to.DayNumber - from.DayNumber, 7);
        return (5 * weeks) + Enumerable.Range(1, rest).Count(d => from.AddDays((7 * weeks) + d).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
    }

    private Result<Deadline> Counting(DateOnly from, Func<DayCount, Deadline> count)
    {
        // A period ends no earlier than it begins; so far ahead there may be no day to count to either.
        if (from.Year > calendar.Years.Max())
        {
            return Unknown(from);
        }

        try
        {
            return count(new(calendar, rules, CountedBy(from)));
        }
        catch (ArgumentOutOfRangeException unknown) when (unknown.ActualValue is DateOnly reached)
        {
            return Unknown(reached);
        }
    }

    private Problem Unknown(DateOnly reached) =>
        Problem.Invalid("calendar.unknown-year", "From", reached.Year, calendar.Years.Min(), calendar.Years.Max());

    private CountingRules CountedBy(DateOnly from) =>
        rules.On(from) ?? throw new ArgumentOutOfRangeException(nameof(from), from, "No counting rules are known for this day.");
}
