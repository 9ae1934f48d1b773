using CsCheck;
using LoTrinh.Platform.Calendar;
using Xunit;

namespace LoTrinh.Tests.Platform;

public sealed class DeadlineClockTests
{
    private static readonly DeadlineEngine Engine = new(WorkingCalendar.Official, CountingRuleBook.Official);
    // For what holds on any calendar: years enough for every period.
    private static readonly DeadlineEngine Wide = new(new(Enumerable.Range(2019, 60), WorkingCalendar.Official.Years.SelectMany(WorkingCalendar.Official.DaysOf),
        WorkingCalendar.Official.RestDays), CountingRuleBook.Official);
    private static readonly Gen<DateTime> Times = Gen.Int[0, 365 * 4 * 24].Select(n => new DateTime(2020, 1, 1).AddHours(n));
    private static readonly Gen<PeriodUnit> AnyUnit = Gen.Int[0, 3].Select(i => (PeriodUnit)i);
    private static readonly Gen<PausePolicy> AnyPolicy = Gen.Int[0, 2].Select(i => (PausePolicy)i);

    [Theory]
    [InlineData(PausePolicy.Keep, "2020-07-21")] // Tue 14/07 + 5 working days
    [InlineData(PausePolicy.Restart, "2020-07-29")] // Wed 22/07 + 5
    [InlineData(PausePolicy.Subtract, "2020-07-27")] // two counted before Thu 16/07, three left from Wed 22/07
    public void A_pause_does_what_its_policy_says(PausePolicy policy, string due)
    {
        var clock = Started(policy).Pause(new(2020, 7, 16, 10, 0, 0), "Thiếu giấy tờ").Value.Resume(new(2020, 7, 22, 9, 0, 0)).Value;

        Assert.Equal(DateOnly.Parse(due), Engine.Due(clock, clock.Pauses[^1].Until!.Value).Value.Due);
    }

    [Fact]
    public void Hours_that_were_left_run_on_after_the_pause()
    {
        var clock = DeadlineClock.Start(new(2020, 7, 14, 8, 0, 0), 8, PeriodUnit.WorkingHour, PausePolicy.Subtract)
            .Pause(new(2020, 7, 14, 11, 0, 0), "Hỏi lại").Value.Resume(new(2020, 7, 15, 15, 0, 0)).Value;

        Assert.Equal(new DateTime(2020, 7, 16, 11, 0, 0), Engine.Due(clock, new(2020, 7, 15, 15, 0, 0)).Value.DueAt);
    }

    [Fact]
    public void A_clock_that_stands_still_moves_its_day_with_the_time_that_passes()
    {
        var clock = Started(PausePolicy.Subtract).Pause(new(2020, 7, 16, 10, 0, 0), "Thiếu giấy tờ").Value;

        Assert.True(clock.IsPaused);
        Assert.Equal(new DateOnly(2020, 7, 21), Engine.Due(clock, new(2020, 7, 16, 11, 0, 0)).Value.Due);
        Assert.Equal(new DateOnly(2020, 7, 27), Engine.Due(clock, new(2020, 7, 22, 11, 0, 0)).Value.Due);
    }

    [Fact]
    public void A_pause_that_begins_after_the_deadline_changes_nothing_where_it_is_subtracted()
    {
        var clock = Started(PausePolicy.Subtract).Pause(new(2020, 8, 3, 9, 0, 0), "Muộn").Value.Resume(new(2020, 8, 10, 9, 0, 0)).Value;

        Assert.Equal(new DateOnly(2020, 7, 21), Engine.Due(clock, new(2020, 8, 10)).Value.Due);
    }

    [Fact]
    public void Nothing_is_counted_anew_once_it_was_late()
    {
        var clock = Started(PausePolicy.Restart).Pause(new(2020, 8, 3, 9, 0, 0), "Muộn").Value.Resume(new(2020, 8, 10, 9, 0, 0)).Value;

        Assert.Equal(new DateOnly(2020, 7, 21), Engine.Due(clock, new(2020, 8, 10)).Value.Due);
    }

    [Fact]
    public void A_wait_that_begins_nothing_anew_is_subtracted_before_and_after_one_that_does()
    {
        var waited = Started(PausePolicy.Restart).Pause(new(2020, 7, 15, 9, 0, 0), "Nộp phí", restarts: false).Value.Resume(new(2020, 7, 17, 9, 0, 0)).Value;
        var anew = waited.Pause(new(2020, 7, 20, 9, 0, 0), "Thiếu giấy tờ").Value.Resume(new(2020, 7, 22, 9, 0, 0)).Value;
        var again = anew.Pause(new(2020, 7, 23, 9, 0, 0), "Nộp phí", restarts: false).Value.Resume(new(2020, 7, 27, 9, 0, 0)).Value;

        // Five days from Tue 14/07: one by Wed 15, four from Fri 17; then five anew from Wed 22/07, of which one by Thu 23, four from Mon 27.
        Assert.Equal([new(2020, 7, 23), new(2020, 7, 29), new(2020, 7, 31)], new[] { waited, anew, again }.Select(c => Engine.Due(c, new(2020, 7, 28)).Value.Due));
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        var clock = Started(PausePolicy.Keep);
        var paused = clock.Pause(new(2020, 7, 16), "x").Value;

        Assert.Equal("calendar.clock-running", clock.Resume(new(2020, 7, 15)).Problems.Single().Code);
        Assert.Equal("calendar.clock-paused", paused.Pause(new(2020, 7, 17), "y").Problems.Single().Code);
        Assert.Equal("calendar.clock-order", paused.Resume(new(2020, 7, 15)).Problems.Single().Code);
        Assert.Equal("calendar.clock-order", clock.Pause(new(2020, 7, 1), "z").Problems.Single().Code);
    }

    [Fact]
    public void A_pause_never_brings_the_deadline_forward() => Gen.Select(Times, Gen.Int[0, 40], AnyUnit, AnyPolicy, Gen.Int[0, 24 * 60].Array[4])
        .Sample((start, amount, unit, policy, gaps) =>
        {
            var (clock, at, plain) = (DeadlineClock.Start(start, amount, unit, policy), start, At(Wide.Due(start, amount, unit).Value));
            for (var i = 0; i < gaps.Length; i += 2)
            {
                clock = clock.Pause(at = at.AddHours(gaps[i]), "").Value.Resume(at = at.AddHours(gaps[i + 1])).Value;
            }

            return At(Wide.Due(clock, at).Value) >= plain;
        });

    [Fact]
    public void A_longer_pause_is_never_due_earlier() => Gen.Select(Times, Gen.Int[0, 40], AnyUnit, AnyPolicy, Gen.Int[0, 24 * 40].Array[3])
        .Sample((start, amount, unit, policy, hours) =>
        {
            var paused = DeadlineClock.Start(start, amount, unit, policy).Pause(start.AddHours(hours[0]), "").Value;
            var (shorter, longer) = (start.AddHours(hours[0] + Math.Min(hours[1], hours[2])), start.AddHours(hours[0] + Math.Max(hours[1], hours[2])));
            return At(Wide.Due(paused.Resume(shorter).Value, shorter).Value) <= At(Wide.Due(paused.Resume(longer).Value, longer).Value);
        });

    private static DeadlineClock Started(PausePolicy policy) => DeadlineClock.Start(new(2020, 7, 14, 9, 0, 0), 5, PeriodUnit.WorkingDay, policy);

    private static DateTime At(Deadline deadline) => deadline.DueAt ?? deadline.Due.ToDateTime(TimeOnly.MinValue);
}
