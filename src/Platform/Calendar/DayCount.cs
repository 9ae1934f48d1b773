namespace LoTrinh.Platform.Calendar;

/// <summary>One counting: walks over days and remembers which did not count.</summary>
internal sealed class DayCount(WorkingCalendar calendar, CountingRuleBook book, CountingRules rules)
{
    private readonly List<CalendarDay> _skipped = [];
    private int _rest;

    public Deadline AddWorkingDays(DateOnly day, int amount)
    {
        while (amount > 0)
        {
            day = day.AddDays(1);
            amount -= Counts(day) ? 1 : 0;
        }

        return Made(NextWorkingDay(day), null);
    }

    /// <summary>A period in days or months ends on <paramref name="last"/>, or as the rules say when that is a day of rest.</summary>
    public Deadline EndOn(DateOnly last) => Made(rules.OnRest == EndsOnRest.NextWorkingDay ? NextWorkingDay(last) : last, null);

    public Deadline AddHours(DateTime from, TimeSpan left)
    {
        var now = from;
        while (true)
        {
            var day = DateOnly.FromDateTime(now);
            if (Counts(day))
            {
                foreach (var (start, end) in OpenFrom(now))
                {
                    if (start + left <= end)
                    {
                        return Made(day, start + left);
                    }

                    left -= end - start;
                }
            }

            now = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        }
    }

    public int WorkingDaysBetween(DateOnly from, DateOnly to)
    {
        var (first, last) = from <= to ? (from, to) : (to, from);
        var count = 0;
        for (var day = first.AddDays(1); day <= last; day = day.AddDays(1))
        {
            count += calendar.IsWorkingDay(day) ? 1 : 0;
        }

        return from <= to ? count : -count;
    }

    /// <summary>The pauses do not count: what was left when a pause began is counted on from its end.</summary>
    public Deadline Subtract(DeadlineClock clock, IReadOnlyList<(DateTime From, DateTime Until)> pauses)
    {
        var due = clock.Unit switch
        {
            PeriodUnit.WorkingHour => AddHours(clock.StartedAt, TimeSpan.FromHours(clock.Amount)),
            PeriodUnit.WorkingDay => AddWorkingDays(DayOf(clock.StartedAt), clock.Amount),
            PeriodUnit.Day => EndOn(DayOf(clock.StartedAt).AddDays(clock.Amount)),
            _ => EndOn(DayOf(clock.StartedAt).AddMonths(clock.Amount)),
        };
        // Months have no even length, so a pause within them counts as the calendar days that it took.
        var (running, left) = (clock.StartedAt, clock.Amount);
        var (hours, paused) = (TimeSpan.FromHours(clock.Amount), 0);
        foreach (var (from, until) in pauses)
        {
            var over = clock.Unit == PeriodUnit.WorkingHour ? from > due.DueAt : DayOf(from) > due.Due;
            if (over)
            {
                break;
            }

            (_rest, var began) = (0, DayOf(from));
            _skipped.Clear();
            paused += DayOf(until).DayNumber - began.DayNumber;
            hours -= clock.Unit == PeriodUnit.WorkingHour ? HoursBetween(running, from) : TimeSpan.Zero;
            left = Math.Max(0, left - clock.Unit switch
            {
                PeriodUnit.WorkingDay => WorkingDaysBetween(DayOf(running), began),
                PeriodUnit.Day => began.DayNumber - DayOf(running).DayNumber,
                _ => 0,
            });
            running = until;
            due = clock.Unit switch
            {
                PeriodUnit.WorkingHour => AddHours(until, hours),
                PeriodUnit.WorkingDay => AddWorkingDays(DayOf(until), left),
                PeriodUnit.Day => EndOn(DayOf(until).AddDays(left)),
                _ => EndOn(DayOf(clock.StartedAt).AddMonths(clock.Amount).AddDays(paused)),
            };
        }

        return due;
    }

    private static DateOnly DayOf(DateTime at) => DateOnly.FromDateTime(at);

    private Deadline Made(DateOnly due, DateTime? at) => new(due, at, rules, [.. _skipped.DistinctBy(d => d.On)], _rest);

    /// <summary>Office time between two moments of the office's clock.</summary>
    public TimeSpan HoursBetween(DateTime from, DateTime to)
    {
        var sum = TimeSpan.Zero;
        for (var day = DayOf(from); day <= DayOf(to); day = day.AddDays(1))
        {
            var start = day == DayOf(from) ? from : day.ToDateTime(TimeOnly.MinValue);
            if (calendar.IsWorkingDay(day))
            {
                foreach (var (opens, closes) in OpenFrom(start).Where(s => s.Start < to))
                {
                    sum += (closes < to ? closes : to) - opens;
                }
            }
        }

        return sum;
    }

    private IEnumerable<(DateTime Start, DateTime End)> OpenFrom(DateTime now)
    {
        var day = DayOf(now);
        foreach (var (opens, closes) in book.HoursOn(day))
        {
            var (start, end) = (day.ToDateTime(opens), day.ToDateTime(closes));
            if (now < end)
            {
                yield return (start > now ? start : now, end);
            }
        }
    }

    private DateOnly NextWorkingDay(DateOnly day)
    {
        while (!Counts(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    private bool Counts(DateOnly day)
    {
        var counts = calendar.IsWorkingDay(day);
        if (!counts && calendar.Find(day) is { Kind: DayKind.Closed } closed)
        {
            _skipped.Add(closed);
        }
        else if (!counts)
        {
            _rest++;
        }

        return counts;
    }
}
