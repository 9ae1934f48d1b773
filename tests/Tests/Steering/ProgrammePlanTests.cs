using System.Globalization;
using CsCheck;
using LoTrinh.Steering.Programmes;
using Xunit;

namespace LoTrinh.Tests.Steering;

public sealed class ProgrammePlanTests
{
    private static readonly Guid Unit = Guid.NewGuid();
    private static readonly DateOnly Today = new(2021, 3, 15);
    private static readonly DateTime Now = new(2021, 3, 15, 2, 0, 0, DateTimeKind.Utc);

    private static readonly PlanDraft Draft = new("DA-1", "Dự án một", ProgrammeLevel.Project, null, Unit, "Cục trưởng", null, new(2021, 1, 4), new(2021, 12, 31),
        [new(null, "Chuẩn bị", new(2021, 1, 4), new(2021, 3, 31), "Hồ sơ được duyệt"), new(null, "Lắp đặt", new(2021, 4, 1), new(2021, 12, 31), null), new(null, " ", null, null, null)],
        [new(null, "Thiết bị", FundingSource.PublicInvestment, 2021, 1_500_000_000m), new(null, null, null, null, null)],
        [new(null, "Đủ mọi trạm", null), new(null, "", null)], ["1/QĐ"], new(2021, 1, 4));

    [Fact]
    public void A_sound_plan_has_no_problem_and_blank_rows_do_not_count()
    {
        var plan = Draft.ToContent([]);

        Assert.Empty(Draft.Problems(Today));
        Assert.Equal((2, 1, 1), (plan.Phases.Count, plan.Budget.Count, plan.Objectives.Count));
        Assert.Equal(1_500_000_000m, plan.BudgetTotal);
    }

    [Fact]
    public void Every_problem_of_a_plan_is_named_at_once_beside_its_row()
    {
        var empty = new PlanDraft(null, " ", null, null, null, null, null, null, null, [], [], [], [], null);
        var wrong = Draft with
        {
            ValidFrom = Today.AddDays(1),
            Phases = [new(null, "Sớm", new(2020, 12, 31), new(2021, 2, 1), null), new(null, "sớm ", new(2021, 3, 2), new(2021, 3, 1), null), new(null, null, null, null, "Cổng")],
            Budget = [new(null, "Lẻ", null, 1999, 0.5m)],
        };

        Assert.Equal(["programme.code-missing", "programme.name-missing", "programme.level-missing", "programme.lead-missing", "programme.accountable-missing",
            "programme.day-missing", "programme.day-missing", "programme.valid-from-missing"], empty.Problems(Today).Select(p => p.Code));
        Assert.Equal(["programme.phase-before Phases[0].From", "programme.days-order Phases[1].To", "programme.phase-name Phases[2].Name", "programme.day-missing Phases[2].From",
            "programme.day-missing Phases[2].To", "programme.budget-source Budget[0].Source", "programme.budget-year Budget[0].Year", "programme.budget-amount Budget[0].Amount",
            "programme.phase-twice Phases", "programme.valid-from-future ValidFrom"], wrong.Problems(Today).Select(p => $"{p.Code} {p.Field}"));
    }

    [Fact]
    public void The_same_plan_is_the_same_text_whatever_the_order_of_rows_and_the_language()
    {
        var known = Draft with { Phases = [.. Draft.Phases.Select(p => p with { Key = Guid.NewGuid() })], Budget = [], Objectives = [] };
        var turned = known with { Phases = [.. known.Phases.Reverse()] };
        var here = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("vi-VN");
            var text = known.ToContent([]).ToJson();
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");

            Assert.Equal(text, turned.ToContent([]).ToJson());
            Assert.Equal(text, PlanContent.Parse(text).ToJson());
            Assert.Contains("\"name\":\"Chuẩn bị\",\"to\":\"2021-03-31\"", text);
        }
        finally
        {
            CultureInfo.CurrentCulture = here;
        }
    }

    [Fact]
    public void A_day_is_answered_by_the_last_version_that_held_then_and_versions_never_reach_back()
    {
        var programme = Programme.Of(isDemonstration: false);
        PlanVersion Version(int month, string name) => programme.Plan((Draft with { Name = name }).ToContent([]), new(2021, month, 1), "vì", "ai", Now).Value;
        List<PlanVersion> all = [Version(1, "đầu"), Version(3, "nhầm"), Version(3, "sửa ngay")];

        Assert.Null(PlanVersion.On(all, new(2020, 12, 31)));
        Assert.Equal("đầu", PlanVersion.On(all, new(2021, 2, 28))!.Content.Name);
        Assert.Equal("sửa ngay", PlanVersion.On(all, new(2021, 3, 1))!.Content.Name);
        Assert.Equal("programme.valid-from-early", programme.Plan(Draft.ToContent([]), new(2021, 2, 1), "vì", "ai", Now).Problems.Single().Code);
        Assert.Equal((3, "sửa ngay"), (programme.PlanNumber, programme.Name));
    }

    [Fact]
    public void An_element_that_has_ended_takes_no_new_plan_and_ends_once_with_a_reason()
    {
        var programme = Programme.Of(isDemonstration: false);
        programme.Plan(Draft.ToContent([]), new(2021, 1, 4), null, "ai", Now);

        Assert.Equal("programme.close-state", programme.Close((ProgrammeState)7, "vì", Today).Problems.Single().Code);
        Assert.Equal("programme.close-reason", programme.Close(ProgrammeState.Stopped, " ", Today).Problems.Single().Code);
        Assert.True(programme.Close(ProgrammeState.Stopped, "Gộp vào dự án khác", Today).Ok);
        Assert.Equal("programme.closed", programme.Close(ProgrammeState.Completed, "lại", Today).Problems.Single().Code);
        Assert.Equal("programme.closed", programme.Plan(Draft.ToContent([]), Today, "vì", "ai", Now).Problems.Single().Code);
    }

    [Fact]
    public void A_tree_of_a_day_holds_what_hung_below_the_root_that_day()
    {
        Guid root = Guid.NewGuid(), first = Guid.NewGuid(), second = Guid.NewGuid(), stranger = Guid.NewGuid();
        PlanVersion At(Guid id, int number, int month, Guid? parent) =>
            PlanVersion.Of(id, number, new(2021, month, 1), Draft.ToContent([]) with { Code = $"{number}", ParentId = parent }, null, "ai", Now);
        PlanVersion[] all = [At(root, 1, 1, null), At(first, 1, 1, root), At(second, 1, 2, first), At(first, 2, 3, null), At(stranger, 1, 1, null)];

        Assert.Null(PlanTree.On(new(2020, 12, 31), root, all));
        Assert.Equal([root, first], PlanTree.On(new(2021, 1, 31), root, all)!.InOrder().Select(n => n.Node.Id));
        Assert.Equal([(root, 0), (first, 1), (second, 2)], PlanTree.On(new(2021, 2, 1), root, all)!.InOrder().Select(n => (n.Node.Id, n.Depth)));
        Assert.Equal([first, second], PlanTree.On(new(2021, 2, 1), root, all)!.Under(first)!.InOrder().Select(n => n.Node.Id));
        Assert.Equal([root], PlanTree.On(new(2021, 3, 1), root, all)!.Nodes.Select(n => n.Id));
    }

    [Fact]
    public void Two_elements_that_hung_below_each_other_on_a_day_of_the_past_are_each_named_once()
    {
        Guid a = Guid.NewGuid(), b = Guid.NewGuid();
        PlanVersion At(Guid id, Guid parent) => PlanVersion.Of(id, 1, new(2021, 1, 1), Draft.ToContent([]) with { ParentId = parent }, null, "ai", Now);

        var tree = PlanTree.On(new(2021, 2, 1), a, [At(a, b), At(b, a)])!;

        Assert.Equal([a, b], tree.InOrder().Select(n => n.Node.Id));
        Assert.Equal([b, a], tree.Under(b)!.InOrder().Select(n => n.Node.Id));
    }

    [Fact]
    public void A_baseline_says_when_its_text_was_changed_behind_its_back()
    {
        var id = Guid.NewGuid();
        var tree = new PlanTree(Today, id, [new(id, 1, Draft.ToContent([]))], [new(Guid.NewGuid(), "O1", "Trạm", "%", 12.5, [new(new(2025, 12, 31), 100)])]);
        var baseline = ProgrammeBaseline.Freeze(tree, 1, "Đầu năm", "ai", Now);
        var sound = baseline.IsSound;
        typeof(ProgrammeBaseline).GetProperty(nameof(ProgrammeBaseline.Json))!.SetValue(baseline, baseline.Json.Replace("Dự án một", "Dự án hai", StringComparison.Ordinal));

        Assert.True(sound);
        Assert.False(baseline.IsSound);
        Assert.Equal(tree.ToJson(), PlanTree.Parse(tree.ToJson()).ToJson());
    }

    [Fact]
    public void Nothing_differs_between_a_plan_and_itself_and_exchanging_the_sides_exchanges_before_and_after() => Gen.Select(Plans, Plans).Sample((a, b) =>
    {
        var (there, back) = (PlanComparison.Of(a, b), PlanComparison.Of(b, a));

        Assert.Empty(PlanComparison.Of(a, a));
        Assert.Empty(PlanComparison.Of(a, PlanTree.Parse(a.ToJson())));
        Assert.Equal(there.Select(c => $"{c.NodeId} {c.Part} {c.Before} {c.After}").Order(), back.Select(c => $"{c.NodeId} {c.Part} {c.After} {c.Before}").Order());
        Assert.Equal(a.ToJson() == (b with { AsOf = a.AsOf }).ToJson(), there.Count == 0);
    });

    [Fact]
    public void A_comparison_names_what_moved_what_came_and_what_went()
    {
        Guid root = Guid.NewGuid(), gone = Guid.NewGuid(), phase = Guid.NewGuid(), line = Guid.NewGuid(), indicator = Guid.NewGuid();
        var plan = Draft.ToContent([new("1/QĐ", null)]) with
        {
            Phases = [new(phase, "Chuẩn bị", new(2021, 1, 4), new(2021, 3, 31), null)],
            Budget = [new(line, "Thiết bị", FundingSource.Oda, 2021, 10)],
            Objectives = [],
        };
        var later = plan with
        {
            EndsOn = new(2022, 6, 30),
            Phases = [plan.Phases[0] with { To = new(2021, 6, 30), Gate = "Hồ sơ được duyệt" }],
            Budget = [plan.Budget[0] with { Amount = 12, Year = 2022 }],
            Documents = [new("2/QĐ", null)],
        };
        FrozenIndicator Promise(double value) => new(indicator, "O1", "Trạm", "%", null, [new(new(2025, 12, 31), value)]);
        var changes = PlanComparison.Of(new(Today, root, [new(root, 1, plan), new(gone, 1, plan with { Code = "DA-0", ParentId = root })], [Promise(100)]),
            new(Today, root, [new(root, 2, later)], [Promise(80)]));

        Assert.Equal([(PlanPart.Element, "Dự án một", null), (PlanPart.End, new DateOnly(2021, 12, 31), new DateOnly(2022, 6, 30)),
            (PlanPart.PhaseEnd, new DateOnly(2021, 3, 31), new DateOnly(2021, 6, 30)), (PlanPart.Gate, null, "Hồ sơ được duyệt"),
            (PlanPart.Budget, ("Thiết bị", FundingSource.Oda, 2021), ("Thiết bị", FundingSource.Oda, 2022)), (PlanPart.BudgetAmount, 10m, 12m),
            (PlanPart.Document, "1/QĐ", null), (PlanPart.Document, null, "2/QĐ"), (PlanPart.Target, 100d, 80d)],
            changes.Select(c => (c.Part, c.Before, c.After)));
    }

    // Small trees of few elements whose rows are drawn from few keys, so that pairs often share something.
    private static readonly Guid[] Keys = [.. Enumerable.Range(1, 3).Select(n => new Guid(n, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]))];

    private static readonly Gen<PlanContent> Contents = Gen.Select(Gen.Int[0, 1], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 2]).Select((name, moved, phases, money) =>
        Draft.ToContent([]) with
        {
            Name = $"Dự án {name}",
            Phases = [.. Keys.Take(phases).Select(k => new PlanPhase(k, "Giai đoạn", new(2021, 1, 4), new(2021, 2 + moved, 1), moved == 1 ? "Cổng" : null))],
            Budget = [.. Keys.Take(money).Select(k => new BudgetLine(k, "Chi", FundingSource.Oda, 2021, moved * 10))],
            Objectives = [.. Keys.Take(name).Select(k => new PlanObjective(k, "Đạt", null))],
        });

    private static readonly Gen<PlanTree> Plans = Gen.Select(Contents, Contents, Gen.Bool).Select((top, part, has) => new PlanTree(Today, Keys[0],
        [new(Keys[0], 1, top), .. has ? [new PlanNode(Keys[1], 1, part with { Code = "DA-2", ParentId = Keys[0] })] : Array.Empty<PlanNode>()], null));
}
