using LoTrinh.Platform.Calendar;
using LoTrinh.Steering.Programmes;
using Xunit;

namespace LoTrinh.Tests.Steering;

public sealed class ProgrammeFactTests
{
    private static readonly Guid Id = Guid.NewGuid();
    private static readonly DateOnly Today = new(2021, 3, 15);
    private static readonly DateTime Now = new(2021, 3, 15, 2, 0, 0, DateTimeKind.Utc);
    private static readonly PlanPhase Phase = new(Guid.NewGuid(), "Chuẩn bị", new(2021, 3, 1), new(2021, 3, 31), "Hồ sơ được duyệt");

    [Theory]
    [InlineData("2021-02-28", null, null, null, nameof(PhaseStatus.Ahead))]
    [InlineData("2021-03-01", null, null, null, nameof(PhaseStatus.Ahead))]
    [InlineData("2021-03-02", null, null, null, nameof(PhaseStatus.StartOverdue))]
    [InlineData("2021-03-02", "2021-03-02", null, null, nameof(PhaseStatus.Running))]
    [InlineData("2021-03-02", "2021-03-02", null, "2021-03-31", nameof(PhaseStatus.Running))]
    [InlineData("2021-03-02", "2021-03-02", null, "2021-04-01", nameof(PhaseStatus.ForecastLate))]
    [InlineData("2021-03-02", null, null, "2021-04-01", nameof(PhaseStatus.ForecastLate))]
    [InlineData("2021-03-31", "2021-03-02", null, null, nameof(PhaseStatus.Running))]
    [InlineData("2021-04-01", "2021-03-02", null, "2021-04-05", nameof(PhaseStatus.Overdue))]
    [InlineData("2021-04-01", null, null, null, nameof(PhaseStatus.Overdue))]
    [InlineData("2021-04-05", "2021-03-02", "2021-03-31", null, nameof(PhaseStatus.Done))]
    [InlineData("2021-04-05", "2021-03-02", "2021-04-01", null, nameof(PhaseStatus.DoneLate))]
    public void A_phase_stands_by_its_days_and_the_last_report(string today, string? started, string? finished, string? forecast, string status)
    {
        var report = PhaseReport.Of(Id, Phase.Key, new(Day(started), Day(finished), Day(forecast), "vì"), Day(finished) ?? new(2021, 3, 2), "ai", Now).Value;

        Assert.Equal(status, PhaseStanding.StatusOf(Phase, report, Day(today)!.Value).ToString());
    }

    [Fact]
    public void What_lies_beyond_the_plan_ends_with_the_finish_the_forecast_or_today()
    {
        PhaseStanding With(PhaseFacts facts, DateOnly today) => PhaseStanding.Of(Content(Phase), [Report(Phase, facts, 0)], [], today).Single();

        Assert.Null(With(new(new(2021, 3, 1), null, null, null), Today).LateUntil(Today));
        Assert.Equal(new DateOnly(2021, 4, 9), With(new(new(2021, 3, 1), null, new(2021, 4, 9), "vì"), Today).LateUntil(Today));
        Assert.Equal(new DateOnly(2021, 4, 2), With(new(new(2021, 3, 1), null, null, null), new(2021, 4, 2)).LateUntil(new(2021, 4, 2)));
    }

    [Fact]
    public void The_last_report_and_the_last_decision_hold()
    {
        var standing = PhaseStanding.Of(Content(Phase), [Report(Phase, new(new(2021, 3, 1), new(2021, 3, 10), null, null), 1), Report(Phase, new(new(2021, 3, 1), null, null, null), 0)],
            [Decision(Phase, GateOutcome.Hold, 0), Decision(Phase, GateOutcome.Pass, 1)], Today).Single();

        Assert.Equal((PhaseStatus.Done, GateOutcome.Pass, false), (standing.Status, standing.Gate!.Outcome, standing.GateWaits));
    }

    [Fact]
    public void A_gate_waits_from_the_finish_until_someone_lets_it_pass_or_stops_it()
    {
        var finished = Report(Phase, new(new(2021, 3, 1), new(2021, 3, 10), null, null), 0);
        bool Waits(params GateDecision[] decisions) => PhaseStanding.Of(Content(Phase), [finished], decisions, Today).Single().GateWaits;

        Assert.False(PhaseStanding.Of(Content(Phase), [], [], Today).Single().GateWaits);
        Assert.True(Waits());
        Assert.True(Waits(Decision(Phase, GateOutcome.Hold, 0)));
        Assert.False(Waits(Decision(Phase, GateOutcome.Stop, 0)));
        Assert.False(Waits(Decision(Phase, GateOutcome.PassWithConditions, 0)));
    }

    [Fact]
    public void Whoever_begins_before_the_gate_ahead_is_passed_is_shown_to_have_done_so()
    {
        var next = new PlanPhase(Guid.NewGuid(), "Lắp đặt", new(2021, 4, 1), new(2021, 12, 31), null);
        bool Through(GateDecision[] decisions) => PhaseStanding.Of(Content(Phase, next), [Report(next, new(Today, null, null, null), 0)], decisions, Today)[1].WentThroughClosedGate;

        Assert.True(Through([]));
        Assert.True(Through([Decision(Phase, GateOutcome.Hold, 0)]));
        Assert.False(Through([Decision(Phase, GateOutcome.PassWithConditions, 0)]));
        Assert.False(Through([Decision(Phase, GateOutcome.Pass, 0, Today.AddDays(-1)), Decision(Phase, GateOutcome.Hold, 1, Today.AddDays(1))]));
        Assert.True(Through([Decision(Phase, GateOutcome.Pass, 0, Today.AddDays(1))])); // passed only after it had begun
        Assert.False(PhaseStanding.Of(Content(Phase, next), [], [], Today)[1].WentThroughClosedGate);
    }

    [Fact]
    public void A_report_says_nothing_that_cannot_be()
    {
        IEnumerable<string> Codes(PhaseFacts facts) => PhaseReport.Of(Id, Phase.Key, facts, Today, "ai", Now).Problems.Select(p => $"{p.Code} {p.Field}");

        Assert.Equal(["programme.fact-future StartedOn"], Codes(new(Today.AddDays(1), null, null, null)));
        Assert.Equal(["programme.fact-not-started StartedOn"], Codes(new(null, Today, null, null)));
        Assert.Equal(["programme.days-order FinishedOn"], Codes(new(Today, Today.AddDays(-1), null, null)));
        Assert.Equal(["programme.fact-finished ForecastOn"], Codes(new(Today, Today, Today, "vì")));
        Assert.Equal(["programme.forecast-past ForecastOn", "programme.forecast-why Note"], Codes(new(Today, null, Today.AddDays(-1), null)));
    }

    [Fact]
    public void Whatever_is_no_plain_pass_at_a_gate_says_why()
    {
        IEnumerable<string> Codes(GateInput input) => GateDecision.Of(Id, Phase.Key, input, null, Today, "ai", Now).Problems.Select(p => p.Code);

        Assert.Empty(Codes(new(GateOutcome.Pass, Today, null, null)));
        Assert.Equal(["programme.gate-reason"], Codes(new(GateOutcome.Hold, Today, " ", null)));
        Assert.Equal(["programme.gate-outcome", "programme.gate-day"], Codes(new(null, Today.AddDays(1), null, null)));
    }

    [Fact]
    public void The_unit_answers_an_outside_rating_that_is_not_the_best_and_once()
    {
        var rules = ProgrammeRules.Official.On(Today);
        ConfidenceRating Rating(RatingSide side, string level) => ConfidenceRating.Of(Id, side, rules, level, "căn cứ", Today, Today.AddDays(7), "ai", null, Now).Value;
        var red = Rating(RatingSide.Reviewer, "red");

        Assert.False(Rating(RatingSide.Reviewer, "green").AwaitsReply);
        Assert.False(Rating(RatingSide.Unit, "red").AwaitsReply);
        Assert.True(red.AwaitsReply);
        Assert.Equal("programme.reply-missing", red.Answer("", "đơn vị", Now).Problems.Single().Code);
        Assert.True(red.Answer("Tiếp thu", "đơn vị", Now).Ok);
        Assert.Equal("programme.replied", red.Answer("Thêm", "đơn vị", Now).Problems.Single().Code);
        Assert.Equal(["programme.level-unknown", "programme.rating-reason"],
            ConfidenceRating.Of(Id, RatingSide.Unit, rules, "blue", null, Today, Today, "ai", null, Now).Problems.Select(p => p.Code));
    }

    [Fact]
    public void Ratings_are_as_far_apart_as_their_levels()
    {
        var rules = ProgrammeRules.Official.On(Today);

        Assert.Equal([0, 1, 2, 0], new[] { rules.Apart("red", "red"), rules.Apart("green", "amber"), rules.Apart("red", "green"), rules.Apart("red", null) });
        Assert.All(rules.Levels, l => Assert.NotEmpty(l.MeaningVi + l.MeaningEn));
    }

    [Fact]
    public void A_timeline_places_days_shades_rest_and_cuts_what_lies_outside()
    {
        var days = TimelineFrame.Of(new(2021, 2, 1), new(2021, 5, 1), TimelineScale.Days, new(2021, 1, 20));
        var quarters = TimelineFrame.Of(new(2021, 2, 1), new(2021, 5, 1), TimelineScale.Quarters, Today);
        var years = TimelineFrame.Of(new(2021, 2, 1), new(2022, 5, 1), TimelineScale.Years, Today);
        var rest = days.Rest(WorkingCalendar.Official);

        Assert.Equal((new DateOnly(2021, 1, 1), new DateOnly(2021, 6, 30)), (days.From, days.To));
        Assert.Equal((new DateOnly(2021, 1, 1), new DateOnly(2021, 6, 30)), (quarters.From, quarters.To));
        Assert.Equal((new DateOnly(2021, 1, 1), new DateOnly(2022, 12, 31)), (years.From, years.To));
        Assert.Equal(new TimelineSpan(0, 8), days.Span(new(2020, 12, 1), new(2021, 1, 1)));
        Assert.Null(days.Span(new(2021, 7, 1), new(2021, 8, 1)));
        Assert.Equal(new(2020, 7, 1), days.Step(-1));
        Assert.Contains(new(days.X(new(2021, 2, 10)), 7 * 8), rest); // Tết: 10 to 16 February
        Assert.All(quarters.Rest(WorkingCalendar.Official), r => Assert.True(r.Width >= 4));
        Assert.Equal(["2021", "II"], quarters.Ticks().Select(t => t.Label));
        Assert.Equal(["2021", "2022"], years.Ticks().Select(t => t.Label));
        Assert.Equal(["01/2021", "02/2021", "03/2021", "04/2021", "05/2021", "06/2021"], days.Ticks().Where(t => t.IsMajor).Select(t => t.Label));
    }

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd");

    private static PlanContent Content(params PlanPhase[] phases) =>
        new("DA-1", "Dự án", ProgrammeLevel.Project, null, Guid.NewGuid(), "Cục trưởng", null, new(2021, 1, 1), new(2021, 12, 31), phases, [], [], []);

    private static PhaseReport Report(PlanPhase phase, PhaseFacts facts, int minutes) => PhaseReport.Of(Id, phase.Key, facts, Today, "ai", Now.AddMinutes(minutes)).Value;

    private static GateDecision Decision(PlanPhase phase, GateOutcome outcome, int minutes, DateOnly? on = null) =>
        GateDecision.Of(Id, phase.Key, new(outcome, on ?? Today, "vì", null), null, on ?? Today, "ai", Now.AddMinutes(minutes)).Value;
}
