using System.Globalization;
using CsCheck;
using LoTrinh.Platform.Calendar;
using LoTrinh.Steering.Honesty;
using LoTrinh.Steering.Reviews;
using LoTrinh.Steering.Tasks;
using Xunit;

namespace LoTrinh.Tests.Steering;

/// <summary>Each rule of the flags, without a database.</summary>
public sealed class FlagRuleTests
{
    private static readonly DateOnly Today = new(2021, 3, 15);
    private static readonly Thresholds Now = HonestyRules.Official.On(Today);
    private static readonly DeadlineEngine Calendar = new(WorkingCalendar.Official, CountingRuleBook.Official);
    private static readonly Guid Unit = Guid.NewGuid();

    [Fact]
    public void A_task_is_stale_only_after_more_working_days_than_the_rule_set_has()
    {
        // Tết of 2021 lies between: working days count, not calendar days.
        var last = Enumerable.Range(0, 90).Select(n => Today.AddDays(-n)).First(d => Calendar.WorkingDaysBetween(d, Today) == Now.StaleWorkingDays + 1);

        var flag = FlagRule.Stale(new(A("01"), last), Today, Now, Calendar)!;

        Assert.Equal((FlagKind.Stale, Today, "flag.why.stale"), (flag.Kind, flag.Since, flag.Reason));
        Assert.True(Today.DayNumber - last.DayNumber > 28 + 5);
        Assert.Null(FlagRule.Stale(new(A("01"), last.AddDays(1)), Today, Now, Calendar));
    }

    [Fact]
    public void A_later_report_makes_another_mark_of_the_same_flag()
    {
        var task = A("01");
        var (first, later) = (FlagRule.Stale(new(task, new(2020, 10, 1)), Today, Now, Calendar)!, FlagRule.Stale(new(task, new(2020, 12, 1)), Today, Now, Calendar)!);

        Assert.Equal(first.Id, later.Id);
        Assert.NotEqual(first.Mark, later.Mark);
    }

    [Fact]
    public void Report_days_are_the_last_working_days_up_to_the_cut_off_of_decree_09()
    {
        // 14/03/2021 is a Sunday, 14/12/2020 a Monday, 14/02/2021 lies in Tết.
        var days = HonestyRules.Official.ReportDays(new(2020, 12, 1), new(2021, 3, 31), 2, Calendar);

        Assert.Equal((PeriodKind.Quarter, new DateOnly(2021, 3, 14)), (days[new(2021, 3, 12)].Kind, days[new(2021, 3, 11)].On));
        Assert.Equal(PeriodKind.Year, days[new(2020, 12, 14)].Kind);
        Assert.Equal(new DateOnly(2021, 2, 14), days[new(2021, 2, 9)].On);
        Assert.Equal(8, days.Count);
    }

    [Fact]
    public void Cut_off_days_are_the_last_days_of_the_reporting_periods_named_by_the_widest_that_the_decree_names()
    {
        var days = HonestyRules.Official.ReportDays(new(2021, 4, 1), new(2021, 12, 31), 1, Calendar).Values.DistinctBy(c => c.On).ToList();
        var ends = ReviewRules.Official.On(new(2021, 6, 1))!.Of(PeriodKind.Month, 2021).Select(p => p.To).Where(d => d.Month >= 4);

        Assert.Equal(ends, days.Select(c => c.On));
        Assert.Equal([(6, PeriodKind.SixMonths), (9, PeriodKind.Quarter), (12, PeriodKind.Year)],
            days.Where(c => c.Kind != PeriodKind.Month).Select(c => (c.On.Month, c.Kind)));
        Assert.All(days, c => Assert.EndsWith("Nghị định 09/2019/NĐ-CP, Điều 12", c.Basis, StringComparison.Ordinal));
        Assert.Empty(HonestyRules.Official.ReportDays(new(2019, 1, 1), new(2019, 2, 28), 1, Calendar));
    }

    [Fact]
    public void Tasks_of_one_unit_done_on_a_report_day_are_one_flag_and_of_two_units_or_another_day_none()
    {
        var (reportDays, other) = (HonestyRules.Official.ReportDays(new(2021, 3, 1), Today, 2, Calendar), Guid.NewGuid());
        Done On(string code, Guid unit, int day) => new(A(code) with { UnitId = unit }, new(2021, 3, day));

        var flag = Assert.Single(FlagRule.Bulk([On("01", Unit, 12), On("02", Unit, 12), On("03", Unit, 12), On("04", other, 12), On("05", Unit, 10)], reportDays, Now));

        Assert.Equal(["01", "02", "03"], flag.Tasks.Select(t => t.Code));
        Assert.Equal("flag.why.bulk.Quarter", flag.Reason);
        Assert.Empty(FlagRule.Bulk([On("01", Unit, 12), On("02", Unit, 12), On("02", Unit, 12), On("04", other, 12)], reportDays, Now));
        Assert.Empty(FlagRule.Bulk([On("01", Unit, 9), On("02", Unit, 9), On("03", Unit, 9)], reportDays, Now));
    }

    [Fact]
    public void Progress_jumps_when_it_rises_much_in_few_days_in_one_step_or_several_and_each_rise_counts_once()
    {
        Assert.Equal(new object[] { 30, 80 }, Assert.Single(Jumps((1, 30), (9, 80))).Args.Take(2));
        Assert.Equal(new DateOnly(2021, 1, 8), Assert.Single(Jumps((1, 20), (5, 45), (8, 75), (9, 80))).Since);
        Assert.Empty(Jumps((1, 30), (20, 80)));
        Assert.Empty(Jumps((1, 30), (5, 79)));
        Assert.Equal([0, 60], Assert.Single(Jumps(new DateOnly(2020, 12, 30), (3, 60))).Args.Take(2));
    }

    [Fact]
    public void Handing_in_jumps_when_the_day_began_with_little_progress()
    {
        ProgressTrace Trace(int morning) => new(A("01"), new(2020, 10, 1), [Point(1, morning), Point(20, 100)], [At(20).AddHours(1)]);

        Assert.Equal("flag.why.handed-in", Assert.Single(FlagRule.Jumps(Trace(30), Now)).Reason);
        Assert.Empty(FlagRule.Jumps(Trace(60), Now));
    }

    [Fact]
    public void The_same_words_in_two_tasks_are_a_flag_but_not_a_set_phrase_nor_one_task_twice()
    {
        const string words = "Đã rà soát toàn bộ hồ sơ, thống nhất với các đơn vị.";
        Use In(string code, string text, int day) => new(A(code), TextTrace.Of(text)!, At(day), text);

        var flag = Assert.Single(FlagRule.SameText([In("01", words, 3), In("02", "DA RA SOAT toan bo ho so - thong nhat voi cac don vi", 5), In("03", words + " Thêm.", 6)], 40, "flag.why.text"));

        Assert.Equal(["01", "02"], flag.Tasks.Select(t => t.Code));
        Assert.Equal((new DateOnly(2021, 1, 5), words), (flag.Since, flag.Quote));
        Assert.Empty(FlagRule.SameText([In("01", "Đang làm", 3), In("02", "Đang làm", 5)], 40, "flag.why.text"));
        Assert.Empty(FlagRule.SameText([In("01", words, 3), In("01", words, 5)], 40, "flag.why.text"));
    }

    [Fact]
    public void A_third_task_with_the_same_file_raises_the_flag_again()
    {
        Use In(string code) => new(A(code), "abc", At(1), "tệp.pdf");
        var (two, three) = (FlagRule.SameFile([In("01"), In("02")]).Single(), FlagRule.SameFile([In("01"), In("02"), In("03")]).Single());

        Assert.Equal(two.Id, three.Id);
        Assert.NotEqual(two.Mark, three.Mark);
        Assert.Empty(FlagRule.SameFile([In("01"), In("01")]));
    }

    [Theory, InlineData(4, false), InlineData(5, true)]
    public void A_deadline_is_moved_late_from_the_day_after_it_on_by_the_offices_clock(int day, bool late)
    {
        var moved = new Moved(A("01"), Guid.NewGuid(), new(2021, 1, 4), new(2021, 2, 1), At(1), new DateTime(2021, 1, day, 0, 0, 0, DateTimeKind.Utc).AddHours(-7), false);

        Assert.Equal(late, FlagRule.MovedLate(moved) is not null);
        Assert.Equal(late ? "flag.why.reissued" : null, FlagRule.MovedLate(moved with { Reissued = true })?.Reason);
    }

    [Theory]
    [InlineData("Tăng cường quản lý vận tải", "Nâng cao hiệu quả", "flag.why.vague"), InlineData("Tăng cường quản lý vận tải", " ", "flag.why.no-product")]
    [InlineData("đẩy mạnh số hóa", "Đẩy mạnh số hóa", "flag.why.vague"), InlineData("Tăng cường quản lý vận tải", "Quy chế quản lý", null)]
    [InlineData("Xây dựng quy chế", null, null), InlineData("Nâng cấp phần mềm", null, null), InlineData("Quan tâm", null, "flag.why.no-product")]
    public void A_task_is_vague_when_neither_title_nor_product_says_a_result(string title, string? product, string? reason) =>
        Assert.Equal(reason, FlagRule.Vague(new(A("01") with { Title = title }, product, Today), HonestyRules.Official)?.Reason);

    [Fact]
    public void Whatever_the_reports_a_flagged_rise_was_reported_and_steady_work_raises_none() =>
        Gen.Select(Gen.Int[0, 100].Array[1, 12], Gen.Int[1, 30]).Sample((progress, every) =>
        {
            var points = progress.Select((p, i) => new ProgressPoint(At(1).AddDays(i * every), p)).ToList();
            var flags = FlagRule.Jumps(new(A("01"), new(2020, 6, 1), points, []), Now).ToList();
            var largest = points.SelectMany((p, i) => points.Skip(i + 1).Where(q => q.At - p.At <= TimeSpan.FromDays(Now.JumpDays)).Select(q => q.Progress - p.Progress))
                .DefaultIfEmpty().Max();
            return flags.Count > 0 == largest >= Now.JumpPoints && flags.TrueForAll(f => (int)f.Args[1] - (int)f.Args[0] >= Now.JumpPoints);
        });

    [Fact]
    public void The_order_in_which_records_are_read_changes_no_flag() =>
        Gen.Select(Gen.Int[0, 5].Array[0, 20], Gen.Int[0, 1000]).Sample((hashes, seed) =>
        {
            var uses = hashes.Select((h, i) => new Use(A($"{i % 7:00}"), $"{h}", At(1).AddHours(i), "tệp")).ToList();
            var mixed = uses.OrderBy(u => HashCode.Combine(u.At, seed)).ToList();
            return FlagRule.SameFile(uses).Select(f => (f.Id, f.Mark, f.Since)).ToHashSet().SetEquals(FlagRule.SameFile(mixed).Select(f => (f.Id, f.Mark, f.Since)));
        });

    private static List<Flag> Jumps(params (int Day, int Progress)[] points) => Jumps(new DateOnly(2020, 6, 1), points);

    private static List<Flag> Jumps(DateOnly issued, params (int Day, int Progress)[] points) =>
        [.. FlagRule.Jumps(new(A("01"), issued, [.. points.Select(p => Point(p.Day, p.Progress))], []), Now)];

    private static ProgressPoint Point(int day, int progress) => new(At(day), progress);

    private static DateTime At(int day) => new(2021, 1, day, 2, 0, 0, DateTimeKind.Utc);

    private static FlaggedTask A(string code) => new(new Guid(int.Parse(code, CultureInfo.InvariantCulture), 0, 0, new byte[8]), code, "Xây dựng quy chế", Unit);
}
