using LoTrinh.Platform;
using LoTrinh.Steering.Reviews;
using LoTrinh.Steering.Tasks;
using Xunit;

namespace LoTrinh.Tests.Steering;

/// <summary>What a review takes and when, and how a task stood at an instant.</summary>
public sealed class ReviewRuleTests
{
    private static readonly Guid Unit = Guid.NewGuid();

    private static readonly ReportPeriod Period = ReviewRules.Official.Find(PeriodKind.Quarter, 2021, 1)!.Value.Period;

    private static readonly DateTime After = Period.CutOffAt.AddMinutes(3);

    private static readonly ReportWords Words = new("Kết quả", null, "Nguyên nhân", "Kỳ tới", null);

    private static readonly StatusCounts Clean = new(1, 0, 0, 1, 0, 0);

    [Fact]
    public void Figures_are_frozen_after_the_cut_off_and_once()
    {
        var review = Open();

        Assert.Equal("review.cut-off-ahead", Code(review.Freeze(Period.CutOffAt.AddTicks(-1))));
        Assert.True(review.Freeze(Period.CutOffAt).Ok);
        Assert.Equal("review.not-open", Code(review.Freeze(After)));
        Assert.Equal("review.not-open", Code(review.Withdraw("Nhầm")));
        Assert.Equal(Period.CutOffAt, review.FrozenAt);
    }

    [Fact]
    public void A_report_is_kept_at_any_time_sent_after_the_freezing_and_says_why_something_was_late()
    {
        var review = Open();
        var report = review.Reports[0];

        Assert.True(report.Save(review, new("Nháp", null, null, null, null), "drvn", After).Ok);
        Assert.Equal("review.figures-open", Code(report.Send(review, Words, Clean, "drvn", After)));
        review.Freeze(After);
        Assert.Equal(["review.results-missing", "review.next-missing"],
            report.Send(review, new(" ", null, null, "", null), Clean, "drvn", After).Problems.Select(p => p.Code));
        var bare = Words with { Causes = null };
        Assert.Equal("review.causes-missing", Code(report.Send(review, bare, Clean with { Overdue = 1 }, "drvn", After)));
        Assert.Equal("review.causes-missing", Code(report.Send(review, bare, Clean with { DoneLate = 1 }, "drvn", After)));
        Assert.Equal("Nháp", report.Results);
        Assert.True(report.Send(review, bare, Clean, "drvn", After).Ok);
        Assert.Equal("review.report-sent", Code(report.Save(review, Words, "drvn", After)));
    }

    [Fact]
    public void A_report_that_came_back_keeps_its_words_and_the_day_it_was_first_sent()
    {
        var review = Open();
        var report = review.Reports[0];
        review.Freeze(After);
        report.Send(review, Words, Clean, "drvn", After);

        Assert.Equal("review.reason-missing", Code(report.GiveBack(review, " ", "office", After)));
        Assert.True(report.GiveBack(review, "Nêu rõ nguyên nhân", "office", After).Ok);
        Assert.Equal((ReportState.Returned, "Kết quả"), (report.State, report.Results));
        Assert.True(report.Send(review, Words with { Causes = "Rõ hơn" }, Clean, "drvn", After.AddDays(9)).Ok);
        Assert.Equal(After, report.FirstSentAt);
        Assert.False(report.IsLate(review.ReportDueOn));
        Assert.True(report.IsLate(Period.To));
    }

    [Fact]
    public void The_consolidated_report_goes_from_the_office_to_the_chair_and_back_and_ends_the_reporting()
    {
        var review = Open();
        Assert.Equal("review.not-frozen", review.Propose("office", After).Problems[0].Code);
        review.Freeze(After);
        Assert.Equal(3, review.Propose("office", After).Problems.Length);
        Assert.True(review.Write(new(null, null, "Kết quả", "Tồn tại", null, "Kỳ tới", null)).Ok);
        Assert.Equal("review.not-proposed", Code(review.Approve("chair", After)));
        Assert.True(review.Propose("office", After).Ok);
        Assert.Equal("review.not-writable", Code(review.Write(new(null, null, "Khác", null, null, null, null))));
        Assert.True(review.GiveBack("Bổ sung số liệu").Ok);
        Assert.True(review.Propose("office", After).Ok);
        Assert.True(review.Approve("chair", After).Ok);
        Assert.Equal((ReviewState.Approved, "Kết quả", null), (review.State, review.Results, review.ReturnReason));
        Assert.Equal("review.reports-closed", Code(review.Reports[0].Save(review, Words, "drvn", After)));
    }

    [Fact]
    public void A_draft_names_every_problem_and_leaves_units_a_working_day()
    {
        var earliest = new DateOnly(2021, 3, 15);
        IReadOnlySet<Guid> allowed = new HashSet<Guid> { Unit };

        Assert.Equal(["review.kind-missing", "review.year-missing", "review.due-missing", "review.send-missing", "review.units-missing"],
            new ReviewDraft(null, null, null, null, null, null, []).Problems(null, null, allowed).Select(p => p.Code));
        var draft = new ReviewDraft(Guid.NewGuid(), PeriodKind.Quarter, 2021, 1, Period.To, Period.To.AddDays(-1), [Guid.NewGuid()]);
        Assert.Equal(["review.due-early", "review.send-early", "review.units-foreign"], draft.Problems(Period, earliest, allowed)
            .Select(p => p.Code));
        Assert.Empty((draft with { ReportDueOn = earliest, SendBy = earliest, UnitIds = [Unit] }).Problems(Period, earliest, allowed));
    }

    [Fact]
    public void A_task_is_read_as_it_stood_however_much_later_it_is_read()
    {
        var task = Issued(new(2021, 1, 4), due: new(2021, 3, 1));
        task.Acknowledge();
        task.Report(40, "Đang làm", "Thiếu số liệu", "drvn", Period.CutOffAt.AddDays(-40));
        task.AskExtension(new(2021, 4, 1), "Thiếu số liệu", new(2021, 2, 1), Period.CutOffAt.AddDays(-30));
        var before = TaskAsOf.Of(task, Period, Period.CutOffAt, null)!;

        task.DecideExtension(true, null, "office", Period.CutOffAt.AddMinutes(1));
        task.Report(90, "Sắp xong", "Khác", "drvn", Period.CutOffAt.AddDays(1));
        task.SubmitProduct("Báo cáo số 1", null, "drvn", Period.CutOffAt.AddDays(2), new(2021, 3, 16));
        task.Verify(true, "Đạt", new(Guid.Empty, "office", [Guid.NewGuid()], 0, Period.CutOffAt.AddDays(3)));

        Assert.Equal(TaskState.Completed, task.State);
        Assert.Equal(before, TaskAsOf.Of(task, Period, Period.CutOffAt, null));
        Assert.Equal((new DateOnly(2021, 3, 1), null, 40, 0, "Thiếu số liệu"),
            (before.DueOn, before.CompletedOn, before.Progress, before.Extensions, before.Obstacles));

        var next = ReviewRules.Official.Find(PeriodKind.Quarter, 2021, 2)!.Value.Period;
        var then = TaskAsOf.Of(task, next, next.CutOffAt, null)!;
        Assert.Equal((new DateOnly(2021, 4, 1), new DateOnly(2021, 3, 16), 100, 1),
            (then.DueOn, then.CompletedOn, then.Progress, then.Extensions));
        var third = ReviewRules.Official.Find(PeriodKind.Quarter, 2021, 3)!.Value.Period;
        Assert.Null(TaskAsOf.Of(task, third, third.CutOffAt, null)); // done in an earlier period
    }

    [Fact]
    public void What_was_not_yet_issued_or_already_cancelled_at_the_cut_off_does_not_count()
    {
        var task = Issued(new(2021, 3, 14), due: new(2021, 5, 1));
        var late = Issued(new(2021, 3, 15), due: new(2021, 5, 1));

        Assert.NotNull(TaskAsOf.Of(task, Period, Period.CutOffAt, null));
        Assert.Null(TaskAsOf.Of(late, Period, Period.CutOffAt, null));
        Assert.Null(TaskAsOf.Of(task, Period, Period.CutOffAt, Period.CutOffAt.AddSeconds(-1)));
        Assert.NotNull(TaskAsOf.Of(task, Period, Period.CutOffAt, Period.CutOffAt.AddSeconds(1)));
    }

    [Fact]
    public void A_correction_says_what_why_and_by_which_document_and_changes_something()
    {
        var content = new SnapshotContent(1, "nd-09-2019", SnapshotPeriod.Of(Period), Period.AsOf, Period.AsOf, "top",
            ReviewRules.Official.RubricOn(Period.To), [],
            [new(Guid.Empty, "NV-1", "Việc", "u", "u", null, null, false, 0, new(2021, 1, 4), null, new(2021, 3, 1), null, false, 0, null,
                0, 0, null, 1)]);
        string[] Codes(AdjustmentDraft draft) => [.. draft.Problems(content, content).Select(p => p.Code)];

        Assert.Equal(["review.task-missing", "review.field-missing", "review.reason-missing", "review.document-missing"],
            Codes(new(null, null, null, null, null, null)));
        Assert.Equal(["review.task-not-frozen"], Codes(new("NV-2", AdjustedField.Counts, null, null, "Vì", "1/BGTVT")));
        Assert.Equal(["review.nothing-changed"], Codes(new("nv-1", AdjustedField.DueOn, new(2021, 3, 1), null, "Vì", "1/BGTVT")));
        Assert.Equal(["review.day-after-cut-off"], Codes(new("NV-1", AdjustedField.CompletedOn, new(2021, 3, 15), null, "Vì", "1/BGTVT")));
        Assert.Equal(["review.day-missing"], Codes(new("NV-1", AdjustedField.DueOn, null, null, "Vì", "1/BGTVT")));
        Assert.Equal(["review.lead-missing"], Codes(new("NV-1", AdjustedField.Lead, null, null, "Vì", "1/BGTVT")));
        Assert.Empty(Codes(new("nv-1", AdjustedField.CompletedOn, new(2021, 3, 14), null, "Vì", "1/BGTVT")));
        Assert.Equal("no", new AdjustmentDraft("NV-1", AdjustedField.Counts, null, null, "Vì", "1").To(content));
    }

    private static Review Open() => Review.Open("SK-2021-001", "Sơ kết quý I năm 2021",
        new(Guid.NewGuid(), PeriodKind.Quarter, 2021, 1, new(2021, 3, 16), new(2021, 3, 25), [Unit]),
        new(Guid.NewGuid(), Guid.NewGuid(), "nd-09-2019", Period), "office", Period.FromAt);

    private static SteeringTask Issued(DateOnly on, DateOnly due)
    {
        var task = SteeringTask.Draft(new("NV-1", "Xây dựng cơ sở dữ liệu", null, Unit, [], "Cục trưởng", "Trưởng Ban", "Báo cáo", "Đủ",
            DueBasis.Date, null, due, DocumentNumber: "1/QĐ-BGTVT",
            Clause: "Điều 1"), " viec ").Value;
        Assert.True(task.Issue(on).Ok);
        return task;
    }

    private static string Code<T>(Result<T> result) => Assert.Single(result.Problems).Code;
}
