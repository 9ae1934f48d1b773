using CsCheck;
using LoTrinh.Platform;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Indicators;
using Xunit;

namespace LoTrinh.Tests.Platform;

/// <summary>The rules of indicators, without a database: the trend, the standing, and who may report and verify.</summary>
public sealed class IndicatorRuleTests
{
    private static readonly DateOnly Start = new(2020, 7, 1);
    private static readonly Guid Owner = Guid.NewGuid();

    [Fact]
    public void The_line_through_five_points_is_that_of_the_textbook()
    {
        // Hollander and Wolfe, example 9.1: cloud seeding, five years; slope −0.056 and, by Kendall's statistic 8 (chance 0.042), the
        // interval from −0.13 to 0.01.
        var trend = Trend.Of(Series([1.26, 1.27, 1.12, 1.16, 1.03]))!;

        Assert.Equal([-0.13, -0.05625, 0.01], new[] { trend.Low, trend.Slope, trend.High }.Select(s => Math.Round(s, 6)));
    }

    [Theory]
    [InlineData(5, 2)] // 1 + 4 of 120 orders have at most one discordant pair: 0.042; with two, 0.117
    [InlineData(6, 3)] // (1 + 5 + 14) of 720: 0.028; with three, 0.068
    [InlineData(7, 5)] // (1 + 6 + 20 + 49 + 98) of 5040: 0.035; with five, 0.068
    public void The_ends_of_the_interval_are_counted_off_by_the_orders_that_there_are(int points, int rank) =>
        Assert.Equal(rank, Trend.LowerRank(points));

    [Fact]
    public void Fewer_than_five_values_have_no_trend() => Assert.Null(Trend.Of(Series([10, 20, 30, 40])));

    [Fact]
    public void A_straight_line_is_found_whatever_it_is() => Gen.Select(Gen.Double[-5, 5], Gen.Double[-100, 100],
        Gen.Int[5, 40]).Sample((slope, at, count) =>
    {
        var trend = Trend.Of(Series([.. Enumerable.Range(0, count).Select(d => at + (slope * d))]))!;
        var ahead = trend.On(Start.AddDays(1000));
        return Near(trend.Slope, slope) && Near(trend.Low, slope) && Near(trend.High, slope)
            && Math.Abs(ahead.Middle - (at + (slope * 1000))) < 1e-3;
    });

    [Fact]
    public void The_slope_lies_between_its_bounds_and_the_forecast_between_its_own() =>
        Gen.Double[-1000, 1000].List[5, 30].Select(Gen.Int[-500, 2000]).Sample((values, days) =>
        {
            var trend = Trend.Of(Series([.. values]))!;
            var at = trend.On(Start.AddDays(days));
            return trend.Low <= trend.Slope && trend.Slope <= trend.High && at.Low <= at.Middle && at.Middle <= at.High;
        });

    [Fact]
    public void A_series_turned_upside_down_has_the_trend_turned_upside_down() => Gen.Double[-1000, 1000].List[5, 25].Sample(values =>
    {
        var (up, down) = (Trend.Of(Series([.. values]))!, Trend.Of(Series([.. values.Select(v => -v)]))!);
        return Near(up.Slope, -down.Slope) && Near(up.Low, -down.High) && Near(up.High, -down.Low);
    });

    [Fact]
    public void One_odd_value_does_not_turn_the_line() => Gen.Select(Gen.Double[0.1, 3], Gen.Int[0, 14],
        Gen.Double[-10_000, 10_000]).Sample((slope, place, odd) =>
    {
        var values = Enumerable.Range(0, 15).Select(d => slope * d).ToArray();
        values[place] += odd;
        return Near(Trend.Of(Series(values))!.Slope, slope);
    });

    [Fact]
    public void The_interval_holds_the_true_slope_at_least_as_often_as_it_says()
    {
        var random = new Random(923);
        var held = Enumerable.Range(0, 4000).Count(_ =>
        {
            var trend = Trend.Of(Series([.. Enumerable.Range(0, 8).Select(d => (2.0 * d) + (random.NextDouble() * 30))]))!;
            return trend.Low <= 2 && 2 <= trend.High;
        });

        Assert.InRange(held / 4000.0, Trend.Confidence, 0.97);
    }

    [Fact]
    public void The_day_of_reaching_a_target_is_exact_on_a_straight_line_and_none_on_a_wrong_way()
    {
        var rising = Trend.Of(Series([10, 12, 14, 16, 18, 20]))!;
        var last = Start.AddDays(5);

        Assert.Equal(new ReachDays(Start.AddDays(20), Start.AddDays(20), Start.AddDays(20)),
            rising.Reaches(50, IndicatorDirection.Up, last));
        Assert.Equal(new ReachDays(null, null, null), rising.Reaches(5, IndicatorDirection.Down, last));
        Assert.Equal(last.AddDays(1), rising.Reaches(20.5, IndicatorDirection.Up, last).On);
    }

    [Fact]
    public void A_trend_that_may_be_flat_says_that_the_target_may_never_be_reached()
    {
        var reach = Trend.Of(Series([10, 11, 10, 12, 10, 13]))!.Reaches(40, IndicatorDirection.Up, Start.AddDays(5));

        Assert.NotNull(reach.On);
        Assert.True(reach.Earliest <= reach.On);
        Assert.Null(reach.Latest);
    }

    [Theory]
    [InlineData("2020-06-30", null)]
    [InlineData("2020-07-01", 30.0)]
    [InlineData("2020-10-01", 40.0)]
    [InlineData("2020-12-31", 50.0)]
    [InlineData("2022-05-01", 90.0)]
    public void The_plan_is_a_straight_line_between_its_points(string day, double? wanted)
    {
        var planned = IndicatorStanding.PlanOn(Share(), DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(wanted, planned is null ? null : Math.Round(planned.Value, 0));
    }

    [Theory]
    [InlineData(new[] { 91.0 }, "2021-03-01", Prospect.Expected, "reached")]
    [InlineData(new[] { 60.0 }, "2022-03-01", Prospect.AtRisk, "missed")]
    [InlineData(new[] { 60.0 }, "2021-03-01", Prospect.Expected, "plan")]
    [InlineData(new[] { 33.0 }, "2021-03-01", Prospect.Developing, "behind")]
    [InlineData(new[] { 31.0 }, "2021-03-01", Prospect.AtRisk, "far-behind")]
    [InlineData(new double[0], "2021-03-01", Prospect.NotAssessable, "no-value")]
    public void The_standing_follows_from_plan_and_target(double[] values, string today, Prospect state, string why)
    {
        var indicator = Share();
        var standing = IndicatorStanding.Of(indicator, Values(indicator, values),
            DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture), 0.8);

        Assert.Equal((state, why), (standing.State, standing.Why));
    }

    [Theory]
    [InlineData(new[] { 34.0, 39, 44, 49, 54, 59 }, Prospect.Expected, "plan-and-trend")]
    [InlineData(new[] { 31.0, 31.2, 31.1, 31.3, 31.2, 31.4 }, Prospect.AtRisk, "neither")]
    [InlineData(new[] { 34.0, 39, 36, 44, 41, 46 }, Prospect.Developing, "behind-may")]
    [InlineData(new[] { 60.0, 59, 58, 57, 56, 55 }, Prospect.Developing, "plan-not-trend")]
    [InlineData(new[] { 10.0, 15, 20, 25, 30, 35 }, Prospect.Developing, "trend-not-plan")]
    public void Where_there_is_a_trend_it_is_weighed_with_the_plan(double[] values, Prospect state, string why)
    {
        var indicator = Share();
        var standing = IndicatorStanding.Of(indicator, Values(indicator, values), new(2021, 1, 15), 0.8);

        Assert.Equal((state, why), (standing.State, standing.Why));
        Assert.InRange(standing.AtTarget!.Value.High, 0, 100); // a share stays one
    }

    [Fact]
    public void A_unit_that_itself_expects_to_be_late_is_at_risk_without_a_number()
    {
        // What was published of objective O4 in 2025: due by the end of 2025, expected in 2027–2028.
        var indicator = Define(new() { Targets = [new(new(2025, 12, 31), 100)] });
        var report = Reported(indicator, new(new(2025, 6, 17), null, null, null, "Đầu tư chậm", "Tin ngày 17/06/2025", new(2028, 12, 31)));
        Verify(report);

        var standing = IndicatorStanding.Of(indicator, [report], new(2025, 7, 1), 0.8);

        Assert.Equal((Prospect.AtRisk, "late-by-own-word"), (standing.State, standing.Why));
    }

    [Fact]
    public void Only_what_was_measured_or_verified_counts_and_of_a_day_the_last_correction()
    {
        var indicator = Share();
        var first = Reported(indicator, new(new(2020, 8, 31), 40, null, null, null, "Bảng kê", null));
        Assert.Null(IndicatorStanding.Of(indicator, [first], new(2020, 9, 15), 0.8).Current);

        Verify(first);
        var correction = Reported(indicator, new(new(2020, 8, 31), 38, null, null, "Đếm sót", "Bảng kê bổ sung", null), first);
        Assert.Equal(40, IndicatorStanding.Of(indicator, [first, correction], new(2020, 9, 15), 0.8).Current!.Value);

        Verify(correction);
        Assert.Equal((38, 2), (IndicatorStanding.Of(indicator, [correction, first], new(2020, 9, 15), 0.8).Current!.Value,
            correction.Sequence));
    }

    [Fact]
    public void Nobody_verifies_what_they_or_their_unit_reported_and_nothing_is_decided_twice()
    {
        var unit = Guid.NewGuid();
        var (reporter, colleague, other) = (Someone(unit), Someone(unit), Someone(Guid.NewGuid()));
        var value = IndicatorValue.Report(Share(), new(new(2020, 8, 31), 40, null, null, null, "Bảng kê", null), null, false, reporter,
            new(2020, 9, 15), DateTime.UnixEpoch).Value;

        Assert.Equal(["indicator.own-report", "indicator.own-unit"], Codes(value.Decide(true, null, reporter, DateTime.UnixEpoch)));
        Assert.Equal(["indicator.own-unit"], Codes(value.Decide(true, null, colleague, DateTime.UnixEpoch)));
        Assert.Equal(["indicator.reason-missing"], Codes(value.Decide(false, " ", other, DateTime.UnixEpoch)));
        Assert.Equal(ValueState.Returned, value.Decide(false, "Thiếu mẫu số", other, DateTime.UnixEpoch).Value.State);
        Assert.Equal(["indicator.not-reported"], Codes(value.Decide(true, null, other, DateTime.UnixEpoch)));
    }

    [Fact]
    public void A_report_says_everything_that_is_wrong_with_it_at_once()
    {
        var report = new ValueReport(new(2031, 1, 1), 50, 4, 10, null, null, null);

        Assert.Equal(["indicator.day-outside", "indicator.numbers-differ", "indicator.evidence-missing"],
            Codes(IndicatorValue.Report(Share(), report, null, false, Someone(Owner), new(2021, 3, 15), DateTime.UnixEpoch)));
    }

    [Fact]
    public void A_share_is_counted_from_its_two_numbers() =>
        Assert.Equal(33.5, Reported(Share(), new(new(2020, 8, 31), null, 268, 800, null, "Bảng kê", null)).Value);

    [Fact]
    public void A_definition_says_everything_that_is_wrong_with_it_at_once()
    {
        var draft = new IndicatorDraft
        {
            Kind = IndicatorKind.Measured, SourceKey = "no.such", BaselineValue = 120, UnitVi = "%",
            StartsOn = Start, Targets = [new(Start, 50)]
        };

        Assert.Equal(["indicator.code-missing", "indicator.name-missing", "indicator.name-missing", "indicator.source-missing",
            "indicator.owner-missing",
            "indicator.baseline-half", "indicator.point-early", "indicator.share"], Codes(Indicator.Define(draft, new HashSet<string>())));
    }

    [Fact]
    public void What_has_values_keeps_its_source_unit_and_rhythm()
    {
        var indicator = Share();
        var draft = Draft(new()) with { Rhythm = IndicatorRhythm.Quarter };

        Assert.Equal(["indicator.has-values"], Codes(indicator.Mend(draft, new HashSet<string>(), hasValues: true)));
        Assert.True(indicator.Mend(draft, new HashSet<string>(), hasValues: false).Ok);
    }

    [Theory]
    [InlineData(IndicatorRhythm.Month, "2020-07-10", "2020-10-01", "2020-07-31 2020-08-31 2020-09-30")]
    [InlineData(IndicatorRhythm.Quarter, "2020-07-10", "2021-03-31", "2020-09-30 2020-12-31")]
    [InlineData(IndicatorRhythm.Year, "2020-07-10", "2020-12-31", "")]
    [InlineData(IndicatorRhythm.Day, "2020-07-10", "2020-07-12", "2020-07-10 2020-07-11")]
    public void Values_are_of_periods_that_have_ended(IndicatorRhythm rhythm, string from, string today, string ends) =>
        Assert.Equal(ends, string.Join(' ', Rhythms.Ended(rhythm, Day(from), Day(today)).Select(d => d.ToString("yyyy-MM-dd",
            System.Globalization.CultureInfo.InvariantCulture))));

    [Theory]
    [InlineData(IndicatorWindow.Period, "2021-02-01")]
    [InlineData(IndicatorWindow.YearToDate, "2021-01-01")]
    [InlineData(IndicatorWindow.Whole, "2020-07-01")]
    public void A_window_says_which_days_are_looked_at(IndicatorWindow window, string from) => Assert.Equal(Day(from),
        Define(new() { Window = window }).From(new(2021, 2, 28)));

    [Fact]
    public void A_share_of_nothing_has_no_value_and_no_trend() => Assert.Equal(new Measurement(null, 0, 0, "/x"),
        Measurement.Share(0, 0, "/x"));

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-9 * Math.Max(1, Math.Abs(a)) + 1e-9;

    private static TrendPoint[] Series(double[] values) => [.. values.Select((v, i) => new TrendPoint(Start.AddDays(i), v))];

    private static string[] Codes<T>(Result<T> result) => [.. result.Problems.Select(p => p.Code)];

    private static Actor Someone(Guid unit) => new(Guid.NewGuid(), "Ai đó", unit, "/x/", []);

    // 30 % in July 2020, 50 % planned by the end of the year, 90 % demanded by the end of the next.
    private static Indicator Share() => Define(new() { BaselineValue = 30, BaselineOn = Start, Plan = [new(new(2020, 12, 31), 50)] });

    private static Indicator Define(IndicatorDraft draft) => Indicator.Define(Draft(draft), new HashSet<string>()).Value;

    private static IndicatorDraft Draft(IndicatorDraft draft) => draft with
    {
        Code = "X-1",
        NameVi = "Tỷ lệ",
        NameEn = "Share",
        UnitVi = "%",
        StartsOn = Start,
        OwnerUnitId = Owner,
        Targets = draft.Targets.Count > 0 ? draft.Targets : [new(new(2021, 12, 31), 90)],
    };

    private static IndicatorValue Reported(Indicator indicator, ValueReport report, IndicatorValue? earlier = null) =>
        IndicatorValue.Report(indicator, report, earlier, false, Someone(Owner), new(2025, 6, 30), DateTime.UnixEpoch).Value;

    private static void Verify(IndicatorValue value) => Assert.True(value.Decide(true, null, Someone(Guid.NewGuid()),
        DateTime.UnixEpoch).Ok);

    // One a month from August 2020.
    private static List<IndicatorValue> Values(Indicator indicator, double[] values)
    {
        var all = values.Select((v, i) => Reported(indicator, new(new DateOnly(2020, 8, 1).AddMonths(i).AddDays(-1), v, null, null, null,
            "Bảng kê", null))).ToList();
        all.ForEach(Verify);
        return all;
    }
}
