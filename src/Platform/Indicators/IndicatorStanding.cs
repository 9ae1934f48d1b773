using LoTrinh.Platform.Data;

namespace LoTrinh.Platform.Indicators;

/// <summary>How an indicator stands, as a city's own scoreboard groups them: what is at risk first.</summary>
public enum Prospect
{
    /// <summary>Red: the target is missed, or what is known says that it will be.</summary>
    AtRisk,

    /// <summary>Orange: behind, or the plan and the trend do not agree.</summary>
    Developing,

    /// <summary>Green: reached, or what is known says that it will be.</summary>
    Expected,

    /// <summary>Not to be judged: no number, no target, or too few values.</summary>
    NotAssessable,
}

/// <summary>From where on what lags is no longer at risk, from <c>seed/indicator-rules.yaml</c>.</summary>
internal sealed class IndicatorRules
{
    public static IndicatorRules Official { get; } = SeedFile.Read<IndicatorRules>("indicator-rules.yaml");

    /// <summary>Part of the planned progress from which an indicator behind its plan is developing rather than at risk.</summary>
    public double DevelopingFrom { get; set; }

    /// <summary>Where that was taken from.</summary>
    public string Source { get; set; } = "";
}

/// <summary>How an indicator stands on a day, and why.</summary>
/// <param name="State">How.</param>
/// <param name="Why">The reason: the text <c>indicator.why.{Why}</c>.</param>
/// <param name="Current">The last value that counts.</param>
/// <param name="Target">The target that matters now.</param>
/// <param name="Planned">What the plan wants for the day of that value.</param>
/// <param name="Trend">The trend of the values; null when they are too few.</param>
/// <param name="AtTarget">What the trend says of the target's day, while that lies ahead.</param>
/// <param name="Reach">When the trend reaches the target; null when it is reached, or there is no trend.</param>
/// <param name="ReachedOn">The day of the first value that met the target, while the last one does.</param>
/// <param name="Values">The values that count, one a day, in order; words alone among them.</param>
public sealed record IndicatorStanding(Prospect State, string Why, IndicatorValue? Current, IndicatorPoint? Target, double? Planned,
    Trend? Trend, Outlook? AtTarget,
    ReachDays? Reach, DateOnly? ReachedOn, IReadOnlyList<IndicatorValue> Values)
{
    /// <summary>The standing of an indicator.</summary>
    /// <param name="indicator">It, with its points.</param>
    /// <param name="all">All its values.</param>
    /// <param name="today">The day.</param>
    public static IndicatorStanding Of(Indicator indicator, IEnumerable<IndicatorValue> all, DateOnly today) =>
        Of(indicator, all, today, IndicatorRules.Official.DevelopingFrom);

    internal static IndicatorStanding Of(Indicator indicator, IEnumerable<IndicatorValue> all, DateOnly today, double developingFrom)
    {
        var values = InForce(all);
        var series = values.Where(v => v.Value is not null).Select(v => new TrendPoint(v.AsOf, v.Value!.Value)).ToList();
        var current = values.LastOrDefault(v => v.Value is not null);
        var target = indicator.TargetOn(today);
        var trend = Trend.Of(series);
        var planned = current is null ? null : PlanOn(indicator, current.AsOf);
        var reached = current is not null && target is not null && indicator.Meets(current.Value!.Value, target.Value);
        var standing = new IndicatorStanding(Prospect.NotAssessable, "", current, target, planned, trend,
            Ahead(indicator, trend, target, today),
            reached || target is null || current is null ? null : trend?.Reaches(target.Value, indicator.Direction, current.AsOf),
            reached ? ReachedSince(indicator, values, target!.Value) : null, values);
        var (state, why) = Judge(indicator, standing, reached, today, developingFrom);
        return standing with { State = state, Why = why };
    }

    /// <summary>What the plan wants by a day: between its points on a straight line; null before the first.</summary>
    public static double? PlanOn(Indicator indicator, DateOnly day)
    {
        var points = indicator.Points.Select(p => (p.On, p.Value, p.IsTarget)).ToList();
        if (indicator is { BaselineOn: { } since, BaselineValue: { } from })
        {
            points.Add((since, from, false));
        }

        // A demand counts for more than a step of the plan on the same day.
        points = [.. points.GroupBy(p => p.On).Select(g => g.MaxBy(p => p.IsTarget)).OrderBy(p => p.On)];
        if (points.Count == 0 || day < points[0].On)
        {
            return null;
        }

        var next = points.FindIndex(p => p.On >= day);
        if (next <= 0)
        {
            return points[next < 0 ? ^1 : 0].Value;
        }

        var (a, b) = (points[next - 1], points[next]);
        return a.Value + ((b.Value - a.Value) * (day.DayNumber - a.On.DayNumber) / (b.On.DayNumber - a.On.DayNumber));
    }

    /// <summary>Of each day the last value that counts, in the order of the days.</summary>
    internal static IReadOnlyList<IndicatorValue> InForce(IEnumerable<IndicatorValue> all) =>
        [.. all.Where(v => v.Counts).GroupBy(v => v.AsOf).Select(g => g.MaxBy(v => v.Sequence)!).OrderBy(v => v.AsOf)];

    private static (Prospect State, string Why) Judge(Indicator indicator, IndicatorStanding s, bool reached, DateOnly today,
        double developingFrom)
    {
        var expected = s.Values.LastOrDefault(v => v.ExpectedOn is not null)?.ExpectedOn;
        if (s.Target is null)
        {
            return (Prospect.NotAssessable, indicator.IsQualitative ? "qualitative" : "no-target");
        }

        if (reached)
        {
            return (Prospect.Expected, "reached");
        }

        if (s.Current is not null && s.Target.On < today)
        {
            return (Prospect.AtRisk, "missed");
        }

        if (expected > s.Target.On)
        {
            return (Prospect.AtRisk, "late-by-own-word");
        }

        return s.Current is null ? (Prospect.NotAssessable, "no-value") : Weigh(indicator, s, developingFrom);
    }

    // The plan and the trend, each as far as it is known.
    private static (Prospect State, string Why) Weigh(Indicator indicator, IndicatorStanding s, double developingFrom)
    {
        bool? onPlan = s.Planned is { } wanted ? indicator.Meets(s.Current!.Value!.Value, wanted) : null;
        bool? onTrend = s.AtTarget is { } at ? indicator.Meets(at.Middle, s.Target!.Value) : null;
        var mayReach = s.AtTarget is { } ahead
            && indicator.Meets(indicator.Direction == IndicatorDirection.Up ? ahead.High : ahead.Low, s.Target!.Value);
        return (onPlan, onTrend) switch
        {
            (null, null) => (Prospect.NotAssessable, "few"),
            (true, true) => (Prospect.Expected, "plan-and-trend"),
            (false, false) => mayReach && Progress(indicator, s) >= developingFrom ? (Prospect.Developing, "behind-may")
                : (Prospect.AtRisk, "neither"),
            (true, false) => (Prospect.Developing, "plan-not-trend"),
            (false, true) => (Prospect.Developing, "trend-not-plan"),
            (true, null) => (Prospect.Expected, "plan"),
            (false, null) => Progress(indicator, s) >= developingFrom ? (Prospect.Developing, "behind") : (Prospect.AtRisk, "far-behind"),
            (null, true) => (Prospect.Expected, "trend"),
            (null, false) => mayReach ? (Prospect.Developing, "trend-may") : (Prospect.AtRisk, "trend-short"),
        };
    }

    // How much of the way that was planned by that day was gone; from nothing when no baseline is known.
    private static double Progress(Indicator indicator, IndicatorStanding s)
    {
        var (value, planned, from) = (s.Current!.Value!.Value, s.Planned!.Value, indicator.BaselineValue ?? 0);
        return indicator.BaselineValue is null && indicator.Direction == IndicatorDirection.Down ? planned / value
            : planned.Equals(from) ? 0 : (value - from) / (planned - from);
    }

    private static Outlook? Ahead(Indicator indicator, Trend? trend, IndicatorPoint? target, DateOnly today) =>
        trend is null || target is null || target.On < today ? null : Within(indicator, trend.On(target.On));

    /// <summary>A forecast of a share stays a share.</summary>
    internal static Outlook Within(Indicator indicator, Outlook o) =>
        !indicator.IsShare ? o : new(Math.Clamp(o.Low, 0, 100), Math.Clamp(o.Middle, 0, 100), Math.Clamp(o.High, 0, 100));

    private static DateOnly ReachedSince(Indicator indicator, IReadOnlyList<IndicatorValue> values, double target) =>
        values.Where(v => v.Value is not null).Reverse().TakeWhile(v => indicator.Meets(v.Value!.Value, target)).Last().AsOf;
}
