using CsCheck;
using LoTrinh.Steering.Tasks;
using Xunit;

namespace LoTrinh.Tests.Steering;

public sealed class TaskRuleTests
{
    private static readonly DateOnly Today = new(2020, 10, 15);
    private static readonly DateTime Now = new(2020, 10, 15, 2, 0, 0, DateTimeKind.Utc);
    private static readonly Guid Lead = Guid.NewGuid();

    [Fact]
    public void A_task_that_lacks_everything_is_refused_for_each_of_the_six()
    {
        var task = SteeringTask.Draft(Draft() with
        {
            Title = "Tăng cường",
            AccountablePosition = null,
            Authority = null,
            Product = null,
            AcceptanceCriteria = null,
            DueOn = null,
            DueBasis = DueBasis.Date,
        }, "").Value;

        var problems = task.Issue(Today).Problems;

        Assert.Equal(["steering.unclear.work", "steering.unclear.time", "steering.unclear.responsibility", "steering.unclear.product", "steering.unclear.criteria", "steering.unclear.authority"],
            problems.Select(p => p.Code));
        Assert.Equal(TaskState.Draft, task.State);
    }

    [Fact]
    public void A_task_without_a_lead_is_not_even_a_draft() =>
        Assert.Equal("steering.lead-missing", Assert.Single(SteeringTask.Draft(Draft() with { LeadUnitId = null }, "").Problems).Code);

    [Fact]
    public void The_original_deadline_stays_when_an_extension_is_granted()
    {
        var task = InProgress();

        Assert.True(task.AskExtension(new(2020, 12, 31), "Chờ dữ liệu", Today, Now).Ok);
        Assert.True(task.DecideExtension(true, null, "office", Now).Ok);

        Assert.Equal(new DateOnly(2020, 11, 30), task.OriginalDueOn);
        Assert.Equal(new DateOnly(2020, 12, 31), task.CurrentDueOn);
        Assert.True(Assert.Single(task.Extensions).Granted);
    }

    [Fact]
    public void A_deadline_in_working_days_is_counted_from_the_day_of_issue()
    {
        var task = SteeringTask.Draft(Draft() with { DueBasis = DueBasis.WorkingDaysFromIssue, DueWorkingDays = 10, DueOn = new(2020, 10, 20) }, "").Value;
        Assert.Null(task.OriginalDueOn);

        Assert.True(task.Issue(Today, new DateOnly(2020, 10, 29)).Ok);

        Assert.Equal((new DateOnly(2020, 10, 29), new DateOnly(2020, 10, 29), 10), (task.OriginalDueOn, task.CurrentDueOn, task.DueWorkingDays));
    }

    [Fact]
    public void A_task_that_is_issued_again_keeps_its_first_deadline_and_notes_the_new_one()
    {
        var task = SteeringTask.Draft(Draft(), "").Value;
        Assert.True(task.Issue(Today).Ok);
        Assert.Equal("steering.not-mendable", Assert.Single(task.Mend(Draft(), "", "Sửa").Problems).Code);
        Assert.True(task.ReturnToOffice("Không rõ phạm vi").Ok);

        Assert.Contains(task.Mend(Draft() with { DueBasis = DueBasis.None, DueOn = null }, "", "Sửa").Problems, p => p.Code == "steering.deadline-stays");
        Assert.Contains(task.Mend(Draft(), "", " ").Problems, p => p.Code == "steering.reason-missing");
        Assert.True(task.Mend(Draft() with { DueOn = new(2021, 1, 29), Coordinators = [Guid.NewGuid()] }, "", "Sửa").Ok);
        Assert.True(task.Issue(Today, null, "office", Now).Ok);

        Assert.Equal((new DateOnly(2020, 11, 30), new DateOnly(2021, 1, 29)), (task.OriginalDueOn, task.CurrentDueOn));
        Assert.Equal((new DateOnly(2020, 11, 30), new DateOnly(2021, 1, 29), true), Assert.Single(task.Extensions) is var e ? (e.FromDueOn, e.ProposedOn, e.Granted) : default);
        Assert.Single(task.Coordinators);
    }

    [Fact]
    public void A_task_ends_by_cancelling_only_with_a_reason_and_after_its_parts()
    {
        var task = InProgress();

        Assert.Equal(["steering.children-to-cancel", "steering.reason-missing"], task.Cancel(" ", 2).Problems.Select(p => p.Code));
        Assert.True(task.Cancel("Không còn cần", 0).Ok);
        Assert.False(task.Cancel("Không còn cần", 0).Ok);
        Assert.False(task.Issue(Today).Ok);
    }

    [Theory]
    [InlineData(null, null, false, "Date"), InlineData(null, null, true, "None"), InlineData("2020-11-30", null, true, "Date"), InlineData(null, 5, true, "WorkingDaysFromIssue")]
    public void No_deadline_is_said_and_never_merely_left_out(string? due, int? days, bool none, string basis) =>
        Assert.Equal(basis, TaskDraft.BasisOf(due is null ? null : DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), days, none).ToString());

    [Fact]
    public void An_extension_is_asked_for_before_the_deadline_only()
    {
        Assert.Contains(InProgress().AskExtension(new(2021, 1, 31), "Muộn", new(2020, 11, 30), Now).Problems, p => p.Code == "steering.extension-late");
        Assert.True(InProgress().AskExtension(new(2021, 1, 31), "Kịp", new(2020, 11, 29), Now).Ok);
    }

    [Fact]
    public void Nobody_verifies_the_work_of_their_own_unit()
    {
        var task = Submitted();

        Assert.Contains(task.Verify(true, null, Verifier(Lead)).Problems, p => p.Code == "steering.own-work");
        Assert.Contains(task.Verify(true, null, Verifier(Guid.NewGuid()) with { Units = [Guid.NewGuid(), Lead] }).Problems, p => p.Code == "steering.own-work"); // a unit below it
        Assert.Contains(task.Verify(true, null, Verifier(Guid.NewGuid()) with { Units = [] }).Problems, p => p.Code == "steering.own-work"); // whose it is cannot be told
        Assert.Equal(TaskState.Submitted, task.State);
    }

    [Fact]
    public void A_parent_is_not_complete_while_a_child_is_unverified() =>
        Assert.Contains(Submitted().Verify(true, null, Verifier(Guid.NewGuid(), openChildren: 1)).Problems, p => p.Code == "steering.children-open");

    [Fact]
    public void A_verified_product_completes_the_task_on_the_day_it_was_handed_in()
    {
        var task = Submitted();

        Assert.True(task.Verify(true, null, Verifier(Guid.NewGuid())).Ok);

        Assert.Equal(TaskState.Completed, task.State);
        Assert.Equal(Today, task.CompletedOn);
    }

    [Fact]
    public void A_returned_product_needs_a_reason_and_reopens_the_work()
    {
        var task = Submitted();

        Assert.Contains(task.Verify(false, " ", Verifier(Guid.NewGuid())).Problems, p => p.Code == "steering.reason-missing");
        Assert.True(task.Verify(false, "Thiếu minh chứng", Verifier(Guid.NewGuid())).Ok);
        Assert.Equal(TaskState.InProgress, task.State);
        Assert.Null(task.CompletedOn);
    }

    [Fact]
    public void The_rates_of_2017_come_out_of_the_counts_of_2017()
    {
        var counts = new StatusCounts(InTime: 5640, DueSoon: 0, Overdue: 223, DoneOnTime: 14068, DoneLate: 1983, NoDeadline: 0);

        Assert.Equal(21914, counts.Total);
        Assert.Equal(0.9863, counts.OfficialRate!.Value, 4);
        Assert.Equal(0.8644, counts.OnTimeRate!.Value, 4);
    }

    [Fact]
    public void Nothing_to_count_gives_no_rate() => Assert.Null(new StatusCounts(3, 0, 0, 0, 0, 1).OfficialRate);

    [Fact]
    public void What_had_no_deadline_is_done_neither_on_time_nor_late_and_counts_in_no_rate()
    {
        var counts = new StatusCounts(InTime: 0, DueSoon: 0, Overdue: 1, DoneOnTime: 1, DoneLate: 0, NoDeadline: 2, DoneUndated: 8);

        Assert.Equal(DueStatus.DoneUndated, StatusRule.Of(null, Today, Today, Today));
        Assert.Equal((12, 1, 2), (counts.Total, counts.Done, counts.Counted));
        Assert.Equal((0.5, 0.5), (counts.OfficialRate, counts.OnTimeRate));
    }

    [Fact]
    public void Every_task_has_exactly_one_status_and_the_query_says_the_same()
    {
        var days = Gen.Int[-40, 41].Select(n => n == 41 ? null : (DateOnly?)Today.AddDays(n));
        var soon = Today.AddDays(5);

        Gen.Select(days, days).Sample((due, completed) =>
        {
            var task = WithDays(due, completed);
            var matching = Enum.GetValues<DueStatus>().Where(s => StatusRule.Is(s, Today, soon).Compile()(task)).ToList();
            return matching.Count == 1 && matching[0] == StatusRule.Of(due, completed, Today, soon);
        });
    }

    private static SteeringTask WithDays(DateOnly? due, DateOnly? completed)
    {
        var task = SteeringTask.Draft(Draft() with { DueOn = due, DueBasis = due is null ? DueBasis.None : DueBasis.Date, IsDemonstration = true }, "").Value;
        if (completed is { } day)
        {
            Assert.True(task.Issue(Today).Ok);
            Assert.True(task.Acknowledge().Ok);
            Assert.True(task.SubmitProduct("1/BC", null, "unit", Now, day).Ok);
            Assert.True(task.Verify(true, null, Verifier(Guid.NewGuid())).Ok);
        }

        return task;
    }

    private static TaskDraft Draft() => new("NV-1", "Xây dựng cơ sở dữ liệu hạ tầng", null, Lead, [], "Tổng cục trưởng", "Trưởng Ban Chỉ đạo",
        "Cơ sở dữ liệu", "Nghiệm thu đạt", DueBasis.Date, null, new(2020, 11, 30));

    private static SteeringTask InProgress()
    {
        var task = SteeringTask.Draft(Draft(), "").Value;
        Assert.True(task.Issue(Today).Ok);
        Assert.True(task.Acknowledge().Ok);
        return task;
    }

    private static SteeringTask Submitted()
    {
        var task = InProgress();
        Assert.True(task.SubmitProduct("123/BC-TCĐBVN", null, "unit", Now, Today).Ok);
        return task;
    }

    private static VerifierContext Verifier(Guid unit, int openChildren = 0) => new(Guid.NewGuid(), "office", [unit], openChildren, Now);
}
