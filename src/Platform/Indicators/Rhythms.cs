namespace LoTrinh.Platform.Indicators;

/// <summary>The days that values are of.</summary>
internal static class Rhythms
{
    /// <summary>First day of the period that a day lies in.</summary>
    public static DateOnly FirstDay(IndicatorRhythm rhythm, DateOnly day) => rhythm switch
    {
        IndicatorRhythm.Day => day,
        IndicatorRhythm.Month => new(day.Year, day.Month, 1),
        IndicatorRhythm.Quarter => new(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1),
        _ => new(day.Year, 1, 1),
    };

    /// <summary>Last day of that period.</summary>
    public static DateOnly LastDay(IndicatorRhythm rhythm, DateOnly day)
    {
        var first = FirstDay(rhythm, day);
        return rhythm switch
        {
            IndicatorRhythm.Day => first,
            IndicatorRhythm.Month => first.AddMonths(1).AddDays(-1),
            IndicatorRhythm.Quarter => first.AddMonths(3).AddDays(-1),
            _ => first.AddYears(1).AddDays(-1),
        };
    }

    /// <summary>Last days of the periods that have ended: from the one of <paramref name="from"/> to the last before <paramref
    /// name="today"/>.</summary>
    public static IEnumerable<DateOnly> Ended(IndicatorRhythm rhythm, DateOnly from, DateOnly today)
    {
        for (var end = LastDay(rhythm, from); end < today; end = LastDay(rhythm, end.AddDays(1)))
        {
            yield return end;
        }
    }
}
