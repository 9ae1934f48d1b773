using CsCheck;
using LoTrinh.Platform.Calendar;
using LoTrinh.Steering.Reviews;
using LoTrinh.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

public sealed class ReviewPeriodTests
{
    private static readonly PeriodRules Decree = ReviewRules.Official.Sets.Single(s => s.Id == "nd-09-2019");

    private static readonly PeriodKind[] Tiling = [PeriodKind.Month, PeriodKind.Quarter, PeriodKind.SixMonths, PeriodKind.Year];

    [Theory]
    [InlineData(nameof(PeriodKind.Month), 2021, 1, "2020-12-15", "2021-01-14")]
    [InlineData(nameof(PeriodKind.Month), 2020, 3, "2020-02-15", "2020-03-14")]
    [InlineData(nameof(PeriodKind.Quarter), 2021, 1, "2020-12-15", "2021-03-14")]
    [InlineData(nameof(PeriodKind.Quarter), 2020, 4, "2020-09-15", "2020-12-14")]
    [InlineData(nameof(PeriodKind.SixMonths), 2021, 1, "2020-12-15", "2021-06-14")]
    [InlineData(nameof(PeriodKind.SixMonths), 2020, 2, "2020-06-15", "2020-12-14")]
    [InlineData(nameof(PeriodKind.NineMonths), 2021, 1, "2020-12-15", "2021-09-14")]
    [InlineData(nameof(PeriodKind.Year), 2020, 1, "2019-12-15", "2020-12-14")]
    public void Periods_begin_and_end_as_article_12_says(string kind, int year, int number, string from, string to)
    {
        var period = Decree.Find(Enum.Parse<PeriodKind>(kind), year, number)!;

        Assert.Equal((DateOnly.Parse(from, null), DateOnly.Parse(to, null)), (period.From, period.To));
        Assert.Equal(period.To.AddDays(1).ToDateTime(TimeOnly.MinValue).AddHours(-7), period.CutOffAt); // 24:00 office time
    }

    [Fact]
    public void Each_day_lies_in_exactly_one_period_of_a_kind_and_the_next_begins_the_day_after() =>
        Gen.Select(Gen.Int[2019, 2199], Gen.Int[0, 365], Gen.Int[0, 3]).Sample((year, offset, which) =>
        {
            var kind = Tiling[which];
            var day = new DateOnly(year, 1, 1).AddDays(offset);
            var holding = Enumerable.Range(day.Year - 1, 3).SelectMany(y => Decree.Of(kind, y)).Where(p => p.From <= day && day <= p.To)
                .ToList();

            var period = Assert.Single(holding);
            Assert.Equal(period, Decree.Containing(kind, day));
            Assert.Equal(period, Decree.Find(kind, period.Year, period.Number));
            var next = Decree.Containing(kind, period.To.AddDays(1))!;
            Assert.Equal(period.To.AddDays(1), next.From);
            Assert.True(next.Year == period.Year ? next.Number == period.Number + 1 : next.Year == period.Year + 1 && next.Number == 1);
            Assert.Equal(period.CutOffAt, next.FromAt);
        });

    [Fact]
    public void A_year_is_its_halves_its_quarters_and_its_months_and_nine_months_are_three_quarters_of_it() =>
        Gen.Int[2019, 2199].Sample(year =>
    {
        var whole = Assert.Single(Decree.Of(PeriodKind.Year, year));
        foreach (var kind in Tiling)
        {
            var parts = Decree.Of(kind, year).ToList();
            Assert.Equal((whole.From, whole.To), (parts[0].From, parts[^1].To));
            Assert.Equal(whole.To.DayNumber - whole.From.DayNumber + 1, parts.Sum(p => p.To.DayNumber - p.From.DayNumber + 1));
        }

        // A leap day belongs to the year that it lies in, by the periods too.
        Assert.Equal(DateTime.IsLeapYear(year) ? 366 : 365, whole.To.DayNumber - whole.From.DayNumber + 1);
        var nine = Assert.Single(Decree.Of(PeriodKind.NineMonths, year));
        Assert.Equal((whole.From, Decree.Find(PeriodKind.Quarter, year, 3)!.To), (nine.From, nine.To));
        Assert.Null(Decree.Containing(PeriodKind.NineMonths, nine.To.AddDays(1)));
    });

    [Theory]
    [InlineData(nameof(PeriodKind.Month), 2020, 3, 29)]
    [InlineData(nameof(PeriodKind.Month), 2021, 3, 28)]
    [InlineData(nameof(PeriodKind.Quarter), 2020, 1, 91)]
    [InlineData(nameof(PeriodKind.Quarter), 2021, 1, 90)]
    public void A_leap_day_makes_its_period_a_day_longer(string kind, int year, int number, int days)
    {
        var period = Decree.Find(Enum.Parse<PeriodKind>(kind), year, number)!;

        Assert.Equal(days, period.To.DayNumber - period.From.DayNumber + 1);
    }

    [Fact]
    public void There_is_no_period_of_a_number_that_a_year_does_not_have_and_none_before_the_decree()
    {
        var rules = ReviewRules.Official;

        Assert.Null(rules.Find(PeriodKind.Month, 2021, 13));
        Assert.Null(rules.Find(PeriodKind.Quarter, 2021, 0));
        Assert.Null(rules.Find(PeriodKind.SixMonths, 2021, 3));
        Assert.Null(rules.Find(null, 2021, 1));
        Assert.Null(rules.Find(PeriodKind.Year, 1, 1));
        Assert.Null(rules.Find(PeriodKind.Month, 2019, 2)); // ended before 12/03/2019
        Assert.Equal("nd-09-2019", rules.Find(PeriodKind.Month, 2019, 3)!.Value.Rules.Id);
    }

    // The closed 25ths of the months in which a quarter ends: 25/09/2021 and 25/12/2021 are Saturdays, 25/12/2022 is a Sunday.
    [Theory]
    [InlineData(2021, 1, "2021-03-25")]
    [InlineData(2021, 3, "2021-09-24")]
    [InlineData(2021, 4, "2021-12-24")]
    [InlineData(2022, 4, "2022-12-23")]
    public void The_report_leaves_by_the_25th_or_the_last_working_day_before(int year, int number, string day)
    {
        using var app = TestApp.Start();
        using var scope = app.Services.CreateScope();
        var calendar = scope.ServiceProvider.GetRequiredService<DeadlineEngine>().Calendar;
        var period = Decree.Find(PeriodKind.Quarter, year, number)!;

        Assert.Equal(DateOnly.Parse(day, null), Decree.SendBy(period, calendar).Value);
        var after = Decree with { WhenClosed = WhenClosed.After };
        Assert.True(after.SendBy(period, calendar).Value >= new DateOnly(year, period.To.Month, 25));
        Assert.Equal("review.calendar-unknown", Assert.Single(Decree.SendBy(Decree.Find(PeriodKind.Year, 2150, 1)!, calendar).Problems)
            .Code);
    }

    [Fact]
    public void Every_rule_says_what_it_rests_on_and_every_period_has_a_name_of_its_own()
    {
        var rules = ReviewRules.Official;

        Assert.All(rules.Sets.SelectMany(s => s.Kinds), k => Assert.NotEmpty(k.Basis));
        Assert.All(rules.Sets, s => Assert.Equal(Enum.GetValues<PeriodKind>().Order(), s.Kinds.Select(k => k.Kind).Order()));
        var names = Enum.GetValues<PeriodKind>().SelectMany(k => Decree.Of(k, 2021)).Select(rules.TitleOf).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.Contains("Sơ kết quý I năm 2021", names);
        Assert.Contains("Sơ kết 6 tháng cuối năm 2021", names);
        Assert.Contains("Tổng kết năm 2021", names);
    }
}
