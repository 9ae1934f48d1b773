using LoTrinh.Platform;
using LoTrinh.Steering.Inspections;
using Xunit;

namespace LoTrinh.Tests.Steering;

public sealed class InspectionRuleTests
{
    private static readonly DateOnly Today = new(2021, 3, 1);
    private static readonly DateTime Now = new(2021, 3, 1, 2, 0, 0, DateTimeKind.Utc);
    private static readonly Guid Unit = Guid.NewGuid();
    private static readonly Guid Decision = Guid.NewGuid();
    private static readonly Checklist Two = new("two", "Hai mục", "Two", "–", [new("Một", "–"), new("Hai", "–")]);

    [Fact]
    public void An_empty_plan_is_refused_for_all_that_it_lacks()
    {
        var codes = Inspection.Plan("KT", new(null, 5, " ", null, null, null, Today, Today.AddDays(-1), [], [], "none"), null).Problems.Select(p => p.Code);

        Assert.Equal(["inspection.year", "inspection.quarter", "inspection.subject-missing", "inspection.day-missing", "inspection.day-missing", "inspection.days-order",
            "inspection.units-missing", "inspection.checklist-missing"], codes);
    }

    [Fact]
    public void It_is_decided_with_a_head_and_starts_only_with_a_registered_decision()
    {
        var headless = Inspection.Plan("KT", Draft() with { Team = [] }, Two).Value;
        var planned = Inspection.Plan("KT", Draft(), Two).Value;

        Assert.Equal("inspection.head-missing", Code(headless.Decide(Decision, "01", Today)));
        Assert.Equal("inspection.not-decided", Code(planned.Start(Decision, "01", Today)));
        Assert.True(planned.Decide(null, null, Today).Ok);
        Assert.Equal("inspection.decision-missing", Code(planned.Start(null, null, Today)));
        Assert.True(planned.Start(Decision, "01", Today).Ok);
        Assert.Equal("inspection.not-mendable", Code(planned.Mend(Draft(), Two)));
    }

    [Fact]
    public void An_answer_that_finds_something_lacking_says_what()
    {
        var one = UnderWay();
        var item = one.Items[0].Id;

        Assert.Equal("inspection.note-missing", Code(one.Answer(item, ItemAnswer.Partly, " ", "ttr", Now)));
        Assert.Equal("inspection.answer-missing", Code(one.Answer(item, null, null, "ttr", Now)));
        Assert.Equal("inspection.item-unknown", Code(one.Answer(Guid.NewGuid(), ItemAnswer.Yes, null, "ttr", Now)));
        Assert.True(one.Answer(item, ItemAnswer.No, "Chưa có kế hoạch", "ttr", Now).Ok);
    }

    [Fact]
    public void A_finding_states_nature_degree_cause_responsibility_and_where_it_was_seen()
    {
        var codes = UnderWay().Find(new(null, null, null, null, Unit, null, null, null, true, Today.AddDays(-1)), Today, "ttr", Now).Problems.Select(p => p.Code);

        Assert.Equal(["inspection.nature-missing", "inspection.degree-missing", "inspection.cause-missing", "inspection.cause-kind-missing", "inspection.responsible-missing",
            "inspection.finding-link", "inspection.explain-by"], codes);
        Assert.Equal("inspection.finding-unit", Code(UnderWay() is var other ? other.Find(Of(other) with { UnitId = Guid.NewGuid() }, Today, "ttr", Now) : default));
    }

    [Fact]
    public void It_concludes_when_all_is_answered_and_each_finding_is_explained_dropped_or_past_its_day()
    {
        var one = UnderWay();
        Assert.True(one.Find(Of(one), Today, "ttr", Now).Ok);
        Assert.Equal(["inspection.items-open", "inspection.explanations-open", "inspection.conclusion-missing"], one.Conclude(null, null, null, Today).Problems.Select(p => p.Code));
        Answer(one);

        Assert.Equal("inspection.explanations-open", Code(one.Conclude("Kết luận", null, null, Today.AddDays(5))));
        Assert.True(Copy(i => i.Explain(i.Findings[0].Id, "Đã rõ", "drvn", Now)).Conclude("Kết luận", null, null, Today).Ok);
        Assert.True(Copy(i => i.Drop(i.Findings[0].Id, "Đã đối chiếu")).Conclude("Kết luận", null, null, Today).Ok);
        Assert.True(one.Conclude("Kết luận", null, null, Today.AddDays(6)).Ok);
        Assert.Equal("inspection.not-under-way", Code(one.Explain(one.Findings[0].Id, "Muộn", "drvn", Now)));
    }

    [Fact]
    public void It_closes_only_when_every_finding_that_needs_one_has_a_verified_remedy_and_none_is_open()
    {
        var one = Copy(i => i.Explain(i.Findings[0].Id, "Đã rõ", "drvn", Now));
        Assert.True(one.Conclude("Kết luận", null, null, Today).Ok);
        var (task, again) = (Guid.NewGuid(), Guid.NewGuid());

        Assert.Equal("inspection.remedies-lacking", Code(one.Close(Standing([], []), Today)));
        Assert.True(one.Remedy(one.Findings[0].Id, task).Ok);
        Assert.Equal("inspection.remedies-open", Code(one.Close(Standing([task], []), Today)));
        Assert.Equal("inspection.remedies-lacking", Code(one.Close(Standing([], []), Today))); // cancelled
        Assert.True(one.Remedy(one.Findings[0].Id, again).Ok);
        Assert.True(one.Close(Standing([], [again]), Today).Ok);
        Assert.Equal("inspection.not-cancellable", Code(one.Cancel("Muộn")));
    }

    [Fact]
    public void A_finding_that_needs_no_remedy_or_was_taken_back_gets_none()
    {
        var one = Copy(i => i.Drop(i.Findings[0].Id, "Đã đối chiếu"));
        Assert.True(one.Conclude("Kết luận", null, null, Today).Ok);

        Assert.Equal("inspection.no-remedy-needed", Code(one.Remedy(one.Findings[0].Id, Guid.NewGuid())));
        Assert.True(one.Close(Standing([], []), Today).Ok);
    }

    private static InspectionDraft Draft() => new(2021, 1, "Kiểm tra minh chứng", null, Today.AddDays(-90), Today, Today, Today.AddDays(4), [Unit],
        [new() { IsHead = true, Name = "Thanh tra Bộ" }], "two");

    private static Inspection UnderWay()
    {
        var one = Inspection.Plan("KT", Draft(), Two).Value;
        Assert.True(one.Decide(Decision, "01", Today).Ok);
        Assert.True(one.Start(null, null, Today).Ok);
        return one;
    }

    private static Inspection Copy(Func<Inspection, Result<Inspection>> then)
    {
        var one = UnderWay();
        Answer(one);
        Assert.True(one.Find(Of(one), Today, "ttr", Now).Ok);
        Assert.True(then(one).Ok);
        return one;
    }

    private static void Answer(Inspection one) => Assert.All(one.Items, i => Assert.True(one.Answer(i.Id, ItemAnswer.Yes, null, "ttr", Now).Ok));

    private static FindingDraft Of(Inspection one) => new("Thiếu minh chứng", FindingDegree.Serious, "Chưa phân công", CauseKind.Subjective, Unit, "Cục trưởng", one.Items[0].Id, null,
        true, Today.AddDays(5));

    private static RemedyStanding Standing(Guid[] open, Guid[] verified) => new(open.ToHashSet(), verified.ToHashSet());

    private static string Code<T>(Result<T> result) => Assert.Single(result.Problems).Code;
}
