using System.Globalization;
using LoTrinh.Ui;
using LoTrinh.Ui.TagHelpers;

namespace LoTrinh.Platform.Indicators;

/// <summary>The trajectory of an indicator as a chart: its values, the plan, the target, and the trend with its bounds, by months or, over
/// many years, by quarters.</summary>
internal sealed record IndicatorChart(IReadOnlyList<string> Periods, IReadOnlyList<ChartSeries> Series)
{
    // More months than this are too many to read, on the axis and in the table.
    private const int MostMonths = 72;

    /// <summary>The chart; null while there is a target and no way to it.</summary>
    public static IndicatorChart? Of(Indicator indicator, IndicatorStanding standing, Texts texts)
    {
        var known = standing.Values.Where(v => v.Value is not null).ToList();
        if (known.Count == 0 && indicator.BaselineOn is null && indicator.Points.All(p => p.IsTarget))
        {
            return null;
        }

        List<DateOnly> days = [indicator.BaselineOn ?? indicator.StartsOn, .. known.Select(v => v.AsOf),
            .. indicator.Points.Select(p => p.On)];
        var rhythm = Months(days.Min(), days.Max()) > MostMonths ? IndicatorRhythm.Quarter : IndicatorRhythm.Month;
        var ends = Rhythms.Ended(rhythm, days.Min(), Rhythms.LastDay(rhythm, days.Max()).AddDays(1)).ToList();
        var byPeriod = known.GroupBy(v => Rhythms.LastDay(rhythm, v.AsOf)).ToDictionary(g => g.Key, g => g.Last().Value);
        List<ChartSeries> series = [new(texts["indicator.chart.value"], [.. ends.Select(e => byPeriod.GetValueOrDefault(e))], "primary",
            Joined: true)];
        if (indicator.Points.Any(p => !p.IsTarget) || indicator.BaselineOn is not null)
        {
            series.Add(new(texts["indicator.chart.plan"], [.. ends.Select(e => IndicatorStanding.PlanOn(indicator, Held(e, indicator)))],
                "road", Dashed: true, Joined: true));
        }

        if (indicator.Targets.Any())
        {
            series.Add(new(texts["indicator.chart.target"], [.. ends.Select(e => TargetOf(indicator, rhythm, e))], "success"));
        }

        AddTrend(series, indicator, standing, ends, texts);
        return new([.. ends.Select(e => Name(rhythm, e))], series);
    }

    private static void AddTrend(List<ChartSeries> series, Indicator indicator, IndicatorStanding standing, List<DateOnly> ends,
        Texts texts)
    {
        if (standing is not { Trend: { } trend, Current: { } current })
        {
            return;
        }

        Outlook? At(DateOnly end) => end < current.AsOf ? null : IndicatorStanding.Within(indicator, trend.On(end));
        series.Add(new(texts["indicator.chart.trend"], [.. ends.Select(e => At(e)?.Middle)], "gold", Dashed: true));
        series.Add(new(texts["indicator.chart.low"], [.. ends.Select(e => At(e)?.Low)], "neutral", Dashed: true));
        series.Add(new(texts["indicator.chart.high"], [.. ends.Select(e => At(e)?.High)], "neutral", Dashed: true));
    }

    // The plan ends with its last point, whatever day of the period that is.
    private static DateOnly Held(DateOnly end, Indicator indicator) =>
        indicator.Points.Select(p => p.On).DefaultIfEmpty(end).Max() is var last && end < last ? end : last;

    // Each target holds until its day; the line is level until then.
    private static double? TargetOf(Indicator indicator, IndicatorRhythm rhythm, DateOnly end) =>
        indicator.Targets.FirstOrDefault(t => t.On >= Rhythms.FirstDay(rhythm, end))?.Value;

    private static int Months(DateOnly from, DateOnly to) => ((to.Year - from.Year) * 12) + to.Month - from.Month + 1;

    private static string Name(IndicatorRhythm rhythm, DateOnly end) => rhythm == IndicatorRhythm.Month
        ? end.ToString("MM/yyyy", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"Q{(end.Month + 2) / 3}/{end.Year}");
}
