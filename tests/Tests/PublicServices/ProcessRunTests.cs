using LoTrinh.PublicServices.Procedures;
using LoTrinh.PublicServices.Processing;
using Xunit;

namespace LoTrinh.Tests.PublicServices;

/// <summary>How a dossier goes from step to step, and whose the delay is: rules alone, without a database.</summary>
public sealed class ProcessRunTests
{
    private static readonly DateTime Nine = new(2021, 3, 15, 2, 0, 0, DateTimeKind.Utc);
    private static readonly Guid One = Guid.CreateVersion7();
    private static readonly Guid Other = Guid.CreateVersion7();

    private static readonly List<ProcessStep> Steps =
    [
        Step("appraise", ways: [Way("on-asked", ["draft", "ask"], new() { Field = "kind", Any = ["bus"] }), Way("on", ["draft"]), Back("back", ["appraise"])]),
        Step("ask", "consult", ways: [Way("on", ["approve"])]),
        Step("draft", ways: [Way("on", ["approve"])]),
        Step("approve", "approve", awaits: ["draft", "ask"], ways: [Way("agree", ["issue"]), Back("back", ["draft"])]),
        Step("issue", "issue"),
    ];

    [Theory]
    [InlineData("bus", "on-asked,back")]
    [InlineData("goods", "on,back")]
    public void A_way_whose_condition_holds_goes_before_those_without_and_ways_back_are_always_open(string kind, string open) =>
        Assert.Equal(open.Split(','), ProcessRun.WaysOf(Steps[0], new(new Dictionary<string, string[]> { ["kind"] = [kind] })).Select(w => w.Key));

    [Fact]
    public void Steps_beside_each_other_begin_together_and_the_one_that_awaits_them_after_the_last()
    {
        var both = ProcessRun.Opened(Steps, Steps[0].Ways[0], []).Select(s => s.Key);
        var first = ProcessRun.Opened(Steps, Steps[2].Ways[0], ["ask"]);
        var last = ProcessRun.Opened(Steps, Steps[1].Ways[0], []).Select(s => s.Key);

        Assert.Equal(["ask", "draft"], both);
        Assert.Empty(first);
        Assert.Equal(["approve"], last);
    }

    [Fact]
    public void A_step_that_someone_is_at_does_not_begin_twice() => Assert.Empty(ProcessRun.Opened(Steps, Steps[3].Ways[1], ["draft"]));

    [Fact]
    public void A_procedure_without_a_process_has_the_one_step_that_issues_the_result() =>
        Assert.Equal([StepKind.Issue], ProcessRun.StepsOf(new Procedure()).Select(s => s.Does!.Value));

    [Theory]
    [InlineData("way-into-nothing", "nowhere", null, 4)]
    [InlineData("no-way-on", "", null, 4)]
    [InlineData("step-out-of-reach", "issue", "draft", 4)]
    [InlineData("process-too-long", "issue", null, 41)]
    public void The_linter_finds_what_is_wrong_with_a_process(string code, string to, string? unreached, int hours)
    {
        var first = Step("appraise", ways: to.Length == 0 ? [] : [Way("on", [to])]);
        first.Amount = hours;
        var procedure = new Procedure { Process = [first, Step("issue", "issue")], Times = [new() { Amount = 5 }] };
        if (unreached is not null)
        {
            procedure.Process.Insert(1, Step(unreached, ways: [Way("on", ["issue"])]));
        }

        Assert.Contains(ProcessLinter.Lint(procedure), f => f.Code == code && f.Weight == LintWeight.Error);
    }

    [Fact]
    public void Ways_back_are_not_in_the_longest_way_and_of_steps_beside_each_other_the_longer_counts()
    {
        var steps = new[] { 16, 12, 8, 8, 4 }.Zip(Steps, (h, s) => new ProcessStep { Key = s.Key, Kind = s.Kind, Ways = s.Ways, Amount = h }).ToList();

        Assert.Equal(16 + 12 + 8 + 4, ProcessLinter.LongestHours(steps));
    }

    [Fact]
    public void A_delay_is_put_down_to_the_unit_that_was_longest_over_its_own_time()
    {
        HeldSpan[] spans = [new(One, Nine, Nine.AddHours(6), Nine.AddHours(4)), new(Other, Nine.AddHours(6), Nine.AddHours(7), Nine.AddHours(10)), new(Other, Nine.AddHours(7), Nine.AddHours(8), null)];

        var delays = DelayShare.Of(spans, (from, until) => until - from);

        Assert.Equal([new(One, TimeSpan.FromHours(6), TimeSpan.FromHours(2)), new UnitDelay(Other, TimeSpan.FromHours(2), TimeSpan.Zero)], delays);
        Assert.Equal(One, DelayShare.Answers(delays, spans, Nine.AddHours(7)));
    }

    [Fact]
    public void Where_each_kept_its_time_the_delay_is_that_of_the_unit_that_had_it_when_the_time_ended()
    {
        HeldSpan[] spans = [new(One, Nine, Nine.AddHours(6), null), new(Other, Nine.AddHours(6), Nine.AddHours(9), null)];
        var delays = DelayShare.Of(spans, (from, until) => until - from);

        Assert.Equal((One, Other), (DelayShare.Answers(delays, spans, Nine.AddHours(5)), DelayShare.Answers(delays, spans, Nine.AddHours(7))));
    }

    private static ProcessStep Step(string key, string kind = "work", List<ProcessWay>? ways = null, List<string>? awaits = null) =>
        new() { Key = key, NameVi = key, Kind = kind, Ways = ways ?? [], Awaits = awaits ?? [] };

    private static ProcessWay Way(string key, List<string> to, FormCondition? when = null) => new() { Key = key, NameVi = key, To = to, When = when };

    private static ProcessWay Back(string key, List<string> to) => new() { Key = key, NameVi = key, To = to, Back = true };
}
