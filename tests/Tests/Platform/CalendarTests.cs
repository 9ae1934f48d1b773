using System.Net;
using System.Text.Json;
using CsCheck;
using LoTrinh.Platform.Calendar;
using LoTrinh.Tests.Harness;
using Xunit;

namespace LoTrinh.Tests.Platform;

public sealed class CalendarTests
{
    private static readonly DeadlineEngine Engine = new(WorkingCalendar.Official, OfficeHours.Usual);
    private static readonly Gen<DateOnly> Days = Gen.Int[0, 365 * 5].Select(n => new DateOnly(2020, 1, 1).AddDays(n));

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
    [InlineData(2020, 252), InlineData(2021, 250), InlineData(2022, 249), InlineData(2023, 249), InlineData(2024, 251), InlineData(2025, 250), InlineData(2026, 250)]
    public void A_year_has_its_working_days(int year, int count)
    {
        var first = new DateOnly(year, 1, 1);

        Assert.Equal(count, Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Count(n => WorkingCalendar.Official.IsWorkingDay(first.AddDays(n))));
    }

    [Fact]
    public void A_month_ends_on_the_same_number_or_the_last_day() =>
        Assert.Equal(new DateOnly(2020, 3, 2), Due("2020-01-31", 1, PeriodUnit.Month)); // 29/02/2020 is a Saturday

    [Theory]
    [InlineData("2020-04-24T15:00", 1, "2020-04-24T16:00")]
    [InlineData("2020-04-24T16:30", 1, "2020-04-27T08:30")]
    [InlineData("2020-04-24T11:30", 1, "2020-04-24T13:30")]
    [InlineData("2020-04-24T19:00", 8, "2020-04-27T17:00")]
    public void Hours_run_only_while_the_office_is_open(string from, int hours, string due) =>
        Assert.Equal(DateTime.Parse(due), Engine.Due(DateTime.Parse(from), hours, PeriodUnit.WorkingHour).Value.DueAt);

    [Fact]
    public void An_unknown_year_is_an_error_and_not_a_guess()
    {
        var problem = Assert.Single(Engine.Due(new DateTime(2026, 12, 30), 5, PeriodUnit.WorkingDay).Problems);

        Assert.Equal("calendar.unknown-year", problem.Code);
    }

    [Fact]
    public void More_days_are_never_due_earlier() => Gen.Select(Days, Gen.Int[0, 60], Gen.Int[0, 60]).Sample((day, a, b) =>
        Engine.AddWorkingDays(day, Math.Min(a, b)) <= Engine.AddWorkingDays(day, Math.Max(a, b)));

    [Fact]
    public void Working_days_add_up() => Gen.Select(Days, Gen.Int[1, 40], Gen.Int[1, 40]).Sample((day, a, b) =>
        Engine.AddWorkingDays(Engine.AddWorkingDays(day, a), b) == Engine.AddWorkingDays(day, a + b));

    [Fact]
    public void A_deadline_never_falls_on_a_closed_day() => Gen.Select(Days, Gen.Int[0, 60], Gen.Int[0, 2].Select(i => (PeriodUnit)i))
        .Sample((day, amount, unit) => WorkingCalendar.Official.IsWorkingDay(Engine.Due(day.ToDateTime(new(9, 0)), amount, unit).Value.Due));

    [Fact]
    public async Task The_calendar_answers_everyone_and_names_the_field_that_is_wrong()
    {
        using var app = TestApp.Start(demo: false);
        using var anyone = app.Anonymous();

        using var answer = JsonDocument.Parse(await anyone.GetStringAsync("/api/v1/calendar/due?from=2020-04-24&amount=5&unit=working-day"));
        using var wrong = await anyone.GetAsync("/api/v1/calendar/due?from=2020-04-24&amount=5&unit=week");
        using var problem = JsonDocument.Parse(await wrong.Content.ReadAsStringAsync());

        Assert.Equal("2020-05-05", answer.RootElement.GetProperty("due").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.True(problem.RootElement.GetProperty("errors").TryGetProperty("unit", out _));
    }

    private static DateOnly Due(string from, int amount, PeriodUnit unit) => Engine.Due(DateTime.Parse(from), amount, unit).Value.Due;
}
