using System.Globalization;
using System.Net;
using System.Text.Json;
using CsCheck;
using LoTrinh.Platform.Calendar;
using LoTrinh.Tests.Harness;
using Xunit;

namespace LoTrinh.Tests.Platform;

public sealed class CalendarTests
{
    private static readonly DeadlineEngine Engine = new(WorkingCalendar.Official, CountingRuleBook.Official);
    // For what holds on any calendar: years enough for every period, holidays where they are known.
    private static readonly WorkingCalendar Wide =
        new(Enumerable.Range(2019, 60), WorkingCalendar.Official.Years.SelectMany(WorkingCalendar.Official.DaysOf), WorkingCalendar.Official.RestDays);
    private static readonly DeadlineEngine WideEngine = new(Wide, CountingRuleBook.Official);
    private static readonly Gen<DateOnly> Days = Gen.Int[0, 365 * 5].Select(n => new DateOnly(2020, 1, 1).AddDays(n));
    private static readonly Gen<DateTime> Times = Gen.Select(Days, Gen.Int[0, (24 * 60) - 1], (day, minute) => day.ToDateTime(TimeOnly.MinValue).AddMinutes(minute));
    private static readonly Gen<PeriodUnit> AnyUnit = Gen.Int[0, 3].Select(i => (PeriodUnit)i);

    [Theory]
    [InlineData(2020, "01-01 01-23 01-24 01-27 01-28 01-29 04-02 04-30 05-01 09-02", "", 252)]
    [InlineData(2021, "01-01 02-10 02-11 02-12 02-15 02-16 04-21 04-30 05-03 09-02 09-03", "", 250)]
    [InlineData(2022, "01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02", "", 249)]
    [InlineData(2023, "01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04", "", 249)]
    [InlineData(2024, "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03", "05-04", 251)]
    [InlineData(2025, "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02", "04-26", 250)]
    [InlineData(2026, "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02", "01-10 08-22", 250)]
    public void A_year_has_its_closed_days_its_working_saturdays_and_their_sum(int year, string closed, string working, int workingDays)
    {
        string Of(DayKind kind) => string.Join(' ', WorkingCalendar.Official.DaysOf(year).Where(d => d.Kind == kind).Select(d => d.On.ToString("MM-dd")));

        Assert.Equal(closed, Of(DayKind.Closed));
        Assert.Equal(working, Of(DayKind.Working));
        Assert.Equal(workingDays, WorkingCalendar.Official.WorkingDaysIn(year));
    }

    [Fact]
    public void Every_exceptional_day_says_what_it_rests_on_where_it_was_read_and_how_sure_it_is()
    {
        var days = WorkingCalendar.Official.Years.SelectMany(WorkingCalendar.Official.DaysOf).ToList();

        Assert.All(days, d => Assert.True(d.Basis.Length > 0 && d.Source is { Length: > 0 } && d.Confidence is "high" or "medium" or "low", $"{d}"));
        Assert.All(days.Where(d => d.AnnouncedOn is not null), d => Assert.True(d.AnnouncedOn < d.On));
        Assert.Equal(new DateOnly(2025, 12, 25), WorkingCalendar.Official.Find(new(2026, 1, 2))!.AnnouncedOn);
        Assert.Equal(new DateOnly(2024, 4, 12), WorkingCalendar.Official.Find(new(2024, 5, 4))!.AnnouncedOn);
        Assert.Equal("medium", WorkingCalendar.Official.Find(new(2026, 8, 22))!.Confidence);
        Assert.Equal(DayKind.Conditional, WorkingCalendar.Official.Find(new(2026, 11, 24))!.Kind);
        Assert.True(WorkingCalendar.Official.IsWorkingDay(new(2026, 11, 24)));
    }

    [Theory]
    [InlineData("2020-04-24", 5, "2020-05-05")]
    [InlineData("2020-01-21", 3, "2020-01-31")]
    [InlineData("2024-04-26", 3, "2024-05-04")]
    [InlineData("2025-04-25", 5, "2025-05-06")]
    [InlineData("2026-08-21", 5, "2026-08-27")]
    [InlineData("2026-02-13", 1, "2026-02-23")]
    public void Working_days_skip_rest_and_use_make_up_saturdays(string from, int amount, string due) =>
        Assert.Equal(DateOnly.Parse(due), Due(from, amount, PeriodUnit.WorkingDay));

    [Theory]
    [InlineData("2020-04-30", 1, "2020-05-04")]
    [InlineData("2022-04-29", 1, "2022-05-04")]
    [InlineData("2026-04-24", 1, "2026-04-28")]
    public void A_period_of_days_that_ends_on_rest_ends_with_the_next_working_day(string from, int amount, string due) =>
        Assert.Equal(DateOnly.Parse(due), Due(from, amount, PeriodUnit.Day));

    [Theory]
    [InlineData("2020-01-31", 1, "2020-03-02")] // 29/02/2020 is a Saturday
    [InlineData("2021-01-31", 1, "2021-03-01")] // 28/02/2021 is a Sunday
    [InlineData("2020-03-15", 1, "2020-04-15")]
    [InlineData("2020-08-31", 1, "2020-09-30")]
    [InlineData("2020-02-29", 12, "2021-03-01")] // 28/02/2021 is a Sunday
    public void A_month_ends_on_the_same_number_or_the_last_day(string from, int amount, string due) =>
        Assert.Equal(DateOnly.Parse(due), Due(from, amount, PeriodUnit.Month));

    [Theory]
    [InlineData("2020-04-24T15:00", 1, "2020-04-24T16:00")]
    [InlineData("2020-04-24T16:30", 1, "2020-04-27T08:30")]
    [InlineData("2020-04-24T11:30", 1, "2020-04-24T13:30")]
    [InlineData("2020-04-24T19:00", 8, "2020-04-27T17:00")]
    public void Hours_run_only_while_the_office_is_open(string from, int hours, string due) =>
        Assert.Equal(DateTime.Parse(due), Engine.Due(DateTime.Parse(from), hours, PeriodUnit.WorkingHour).Value.DueAt);

    [Theory]
    [InlineData("2026-12-30", PeriodUnit.WorkingDay), InlineData("2026-12-30", PeriodUnit.Day), InlineData("2026-12-01", PeriodUnit.Month)]
    [InlineData("2019-12-02", PeriodUnit.WorkingHour), InlineData("2016-05-04", PeriodUnit.WorkingDay)]
    public void An_unknown_year_is_an_error_and_not_a_guess(string from, PeriodUnit unit)
    {
        var problem = Assert.Single(Engine.Due(DateTime.Parse(from), 5, unit).Problems);

        Assert.Equal("calendar.unknown-year", problem.Code);
        Assert.Equal(new DateOnly(2027, 1, 2), Engine.AddWorkingDaysOrDays(new(2026, 12, 30), 3)); // a warning may be early
    }

    [Fact]
    public void The_answer_names_the_days_that_did_not_count_and_the_rule()
    {
        var due = Engine.Due(new DateTime(2020, 4, 24), 5, PeriodUnit.WorkingDay).Value;

        Assert.Equal([new(2020, 4, 30), new DateOnly(2020, 5, 1)], due.Skipped.Select(d => d.On));
        Assert.Equal(4, due.RestDays);
        Assert.Equal("blds-2015", due.Rules.Id);
    }

    [Fact]
    public void A_rule_set_counts_for_its_own_time()
    {
        CountingRules[] rules =
        [
            new("old", "", new(2020, 1, 1), new(2020, 12, 31), EndsOnRest.SameDay),
            new("new", "", new(2021, 1, 1), null, EndsOnRest.NextWorkingDay),
        ];
        var engine = new DeadlineEngine(WorkingCalendar.Official, new(rules, []));

        Assert.Equal(new DateOnly(2020, 5, 1), engine.Due(new DateTime(2020, 4, 30), 1, PeriodUnit.Day).Value.Due);
        Assert.Equal(new DateOnly(2021, 5, 4), engine.Due(new DateTime(2021, 4, 29), 1, PeriodUnit.Day).Value.Due);
    }

    [Fact]
    public void A_longer_period_is_never_due_earlier() => Gen.Select(Times, Gen.Int[0, 60], Gen.Int[0, 60], AnyUnit)
        .Sample((from, a, b, unit) => At(WideEngine.Due(from, Math.Min(a, b), unit).Value) <= At(WideEngine.Due(from, Math.Max(a, b), unit).Value));

    [Fact]
    public void A_later_start_is_never_due_earlier() => Gen.Select(Times, Times, Gen.Int[0, 60], AnyUnit)
        .Sample((a, b, amount, unit) => At(WideEngine.Due(a < b ? a : b, amount, unit).Value) <= At(WideEngine.Due(a < b ? b : a, amount, unit).Value));

    [Fact]
    public void Working_days_add_up() => Gen.Select(Days, Gen.Int[1, 40], Gen.Int[1, 40]).Sample((day, a, b) =>
        WideEngine.AddWorkingDays(WideEngine.AddWorkingDays(day, a), b) == WideEngine.AddWorkingDays(day, a + b));

    [Fact]
    public void Working_hours_add_up() => Gen.Select(Times, Gen.Int[1, 60], Gen.Int[1, 60]).Sample((from, a, b) =>
        WideEngine.Due(WideEngine.Due(from, a, PeriodUnit.WorkingHour).Value.DueAt!.Value, b, PeriodUnit.WorkingHour).Value.DueAt
        == WideEngine.Due(from, a + b, PeriodUnit.WorkingHour).Value.DueAt);

    [Fact]
    public void Counting_there_and_counting_between_agree() => Gen.Select(Days, Gen.Int[1, 60]).Sample((day, amount) =>
        WideEngine.WorkingDaysBetween(day, WideEngine.AddWorkingDays(day, amount)) == amount);

    [Theory]
    [InlineData("2026-12-30", "2027-01-06", 5), InlineData("2027-01-06", "2026-12-30", -5), InlineData("2027-01-01", "2027-01-01", 0), InlineData("2027-01-01", "2027-01-18", 11)]
    public void Between_days_of_a_year_that_is_not_known_yet_Mondays_to_Fridays_are_counted(string from, string to, int days) =>
        Assert.Equal(days, Engine.WorkingDaysBetween(DateOnly.Parse(from, CultureInfo.InvariantCulture), DateOnly.Parse(to, CultureInfo.InvariantCulture)));

    [Fact]
    public void A_deadline_never_falls_on_a_closed_day() => Gen.Select(Times, Gen.Int[0, 60], AnyUnit)
        .Sample((from, amount, unit) => Wide.IsWorkingDay(WideEngine.Due(from, amount, unit).Value.Due));

    [Fact]
    public void An_announced_closed_day_never_brings_a_deadline_forward() => Gen.Select(Days, Days, Gen.Int[0, 40], AnyUnit)
        .Sample((from, closed, amount, unit) =>
        {
            var after = new DeadlineEngine(Wide.With([Announced(closed)]), CountingRuleBook.Official);
            return At(WideEngine.Due(from.ToDateTime(new(9, 0)), amount, unit).Value) <= At(after.Due(from.ToDateTime(new(9, 0)), amount, unit).Value);
        });

    [Fact]
    public async Task The_calendar_answers_everyone_and_names_the_field_that_is_wrong()
    {
        using var app = TestApp.Start(demo: false);
        using var anyone = app.Anonymous();

        using var answer = JsonDocument.Parse(await anyone.GetStringAsync("/api/v1/calendar/due?from=2020-04-24&amount=5&unit=working-day"));
        using var days = JsonDocument.Parse(await anyone.GetStringAsync("/api/v1/calendar/days?year=2026"));
        using var years = JsonDocument.Parse(await anyone.GetStringAsync("/api/v1/calendar/years"));
        using var wrong = await anyone.GetAsync("/api/v1/calendar/due?from=2020-04-24&amount=5&unit=week");
        foreach (var unit in new[] { "day", "month", "working-day" })
        {
            using var beyond = await anyone.GetAsync($"/api/v1/calendar/due?from=9999-12-31&amount=5&unit={unit}");
            Assert.Equal(HttpStatusCode.BadRequest, beyond.StatusCode);
            Assert.Contains("calendar.unknown-year", await beyond.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var problem = JsonDocument.Parse(await wrong.Content.ReadAsStringAsync());
        var swapped = days.RootElement.EnumerateArray().Single(d => d.GetProperty("on").GetString() == "2026-01-02");

        Assert.Equal("2020-05-05", answer.RootElement.GetProperty("due").GetString());
        Assert.Equal(2, answer.RootElement.GetProperty("skipped").GetArrayLength());
        Assert.Equal("2025-12-25", swapped.GetProperty("announcedOn").GetString());
        Assert.Equal("high", swapped.GetProperty("confidence").GetString());
        Assert.Equal(7, years.RootElement.GetArrayLength());
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.True(problem.RootElement.GetProperty("errors").TryGetProperty("unit", out _));
    }

    [Fact]
    public async Task The_page_shows_a_year_and_counts_a_deadline()
    {
        using var app = TestApp.Start();
        using var anyone = app.Anonymous();

        var year = await anyone.OpenAsync("/lich?nam=2024");
        var counted = await anyone.OpenAsync("/lich?nam=2020&tu=24/04/2020&so=5&donvi=working-day");
        var unknown = await anyone.OpenAsync("/lich?nam=2031");
        using var wrong = await anyone.GetAsync("/lich?tu=24/04/2020&so=x&donvi=working-hour");
        var stayed = await wrong.ReadPageAsync();

        Assert.Equal(12, year.QuerySelectorAll("table.month").Length);
        Assert.Equal("4làm bù", year.QuerySelector("td.working")!.TextContent);
        Assert.Equal(12, year.QuerySelectorAll("td.closed").Length);
        Assert.Contains("2450/VPCP-KGVX", year.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("05/05/2020", counted.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("không phỏng đoán", unknown.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(2, stayed.QuerySelectorAll(".ds-validation-message").Length);
        Assert.Equal("24/04/2020", stayed.QuerySelector("[name=tu]")!.GetAttribute("value"));
    }

    private static DateOnly Due(string from, int amount, PeriodUnit unit) => Engine.Due(DateTime.Parse(from), amount, unit).Value.Due;

    private static DateTime At(Deadline deadline) => deadline.DueAt ?? deadline.Due.ToDateTime(TimeOnly.MinValue);

    private static CalendarAnnouncement Announced(DateOnly closed)
    {
        // Whatever the day was before, the announcement closes it: judged against a calendar without rest or holidays.
        var open = new WorkingCalendar(WorkingCalendar.Official.Years, [], []);
        return CalendarAnnouncement.Make(new("Nghỉ", null, "Văn bản", new(2019, 12, 1), [closed], [], [], null), open, new HashSet<DateOnly>(),
            new(1, "test", new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc))).Value;
    }
}
