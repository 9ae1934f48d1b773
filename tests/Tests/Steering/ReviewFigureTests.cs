using System.Globalization;
using CsCheck;
using LoTrinh.Platform.Data;
using LoTrinh.Steering.Reviews;
using LoTrinh.Steering.Tasks;
using Xunit;

namespace LoTrinh.Tests.Steering;

public sealed class ReviewFigureTests
{
    private static readonly DateOnly AsOf = new(2021, 3, 15);

    private static readonly Rubric Rubric = ReviewRules.Official.RubricOn(new(2021, 3, 14));

    // Frozen under calculation 1, and never to be written anew: what it comes to stays what it came to.
    private const string Golden = """{"asOf":"2021-03-15","calculation":1,"period":{"from":"2020-12-15","kind":"Quarter","number":1,"to":"2021-03-14","year":2021},"rubric":{"basis":"thử","coordinatorsFrom":3,"criteria":[{"basis":"a","measure":"OnTime","weight":50},{"basis":"b","measure":"OnFirstDeadline","weight":20},{"basis":"c","measure":"Updated","weight":20},{"basis":"d","measure":"AcceptedAtFirst","weight":10}],"id":"r","kindWeights":[{"kind":"quyet-dinh","weight":3}],"levels":[{"from":90,"key":"excellent"},{"from":50,"key":"done"},{"from":0,"key":"not-done"}],"needed":"OnTime","otherWeight":1,"starWeight":1,"updatedFromDays":30},"rules":"nd-09-2019","soonUntil":"2021-03-18","tasks":[{"code":"A1","completedOn":"2021-01-10","coordinators":0,"document":null,"documentKind":"quyet-dinh","dueOn":"2021-01-10","extensions":0,"firstDueOn":"2021-01-10","id":"00000000-0000-0000-0000-000000000001","isStarred":false,"isSubmitted":false,"issuedOn":"2020-11-01","lead":"x","obstacles":null,"progress":100,"rejections":0,"reportedOn":"2021-01-10","title":"Đúng hạn","unit":"x","weight":3},{"code":"A2","completedOn":"2021-02-20","coordinators":0,"document":null,"documentKind":null,"dueOn":"2021-02-28","extensions":1,"firstDueOn":"2021-01-31","id":"00000000-0000-0000-0000-000000000002","isStarred":false,"isSubmitted":false,"issuedOn":"2020-11-01","lead":"x","obstacles":null,"progress":100,"rejections":1,"reportedOn":"2021-02-20","title":"Gia hạn","unit":"x","weight":1},{"code":"A3","completedOn":null,"coordinators":0,"document":null,"documentKind":null,"dueOn":"2021-03-14","extensions":0,"firstDueOn":"2021-03-14","id":"00000000-0000-0000-0000-000000000003","isStarred":true,"isSubmitted":true,"issuedOn":"2020-11-01","lead":"y","obstacles":"Thiếu người","progress":80,"rejections":0,"reportedOn":"2020-12-01","title":"Quá hạn","unit":"y","weight":2},{"code":"A4","completedOn":"2021-03-02","coordinators":0,"document":null,"documentKind":null,"dueOn":"2021-03-01","extensions":0,"firstDueOn":"2021-03-01","id":"00000000-0000-0000-0000-000000000004","isStarred":false,"isSubmitted":false,"issuedOn":"2020-11-01","lead":"x","obstacles":null,"progress":100,"rejections":0,"reportedOn":"2021-03-02","title":"Trễ một ngày","unit":"x","weight":1}],"unit":"top","units":[{"key":"x","name":"Đơn vị X","reports":true},{"key":"y","name":"Đơn vị Y","reports":true},{"key":"z","name":"Đơn vị Z","reports":true}]}""";

    [Fact]
    public void A_snapshot_of_old_counts_for_ever_to_what_it_counted_to_when_it_was_frozen()
    {
        var content = CanonicalJson.Read<SnapshotContent>(Golden);
        var result = Calculations.Of(content);

        Assert.Equal(Golden, CanonicalJson.Write(content));
        Assert.Equal("4def", CanonicalJson.HashOf(Golden)[..4]);
        Assert.Equal(new StatusCounts(0, 0, 1, 2, 1, 0), result.Whole.Counts);
        Assert.Equal((0.75, 0.5, 0.25), (result.Whole.Counts.OfficialRate, result.Whole.Counts.OnTimeRate, result.Whole.FirstDeadlineRate));
        Assert.Equal((1, 0, 1), (result.Whole.Extended, result.Whole.Updated, result.Whole.Open));

        // X: on time 4 of 5 by weight, by the first deadline 3 of 5, accepted at first 4 of 5; nothing is open, so "updated" is left out:
        // (50·0.8+20·0.6+10·0.8)/80.
        // Y: nothing on time, nothing reported in the period. Z has no tasks, and so neither score nor place.
        Assert.Equal([("x", (decimal?)75.0m, "done", (int?)1), ("y", 0.0m, "not-done", 2), ("z", null, null, null)],
            result.Units.Select(u => (u.Unit, u.Score, u.Level, u.Rank)));
        Assert.Equal(new CriterionScore(Measure.Updated, 20, 0, 0), result.Of("x")!.Parts[2]);
    }

    [Fact]
    public void The_same_is_written_in_every_culture_and_in_whatever_order_it_is_given()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var written = new[] { "vi-VN", "en-US", "tr-TR", "ar-SA", "fa-IR" }.Select(name =>
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
                return CanonicalJson.Write(Calculations.Of(CanonicalJson.Read<SnapshotContent>(Golden))) + CanonicalJson.Write(CanonicalJson.Read<SnapshotContent>(Golden));
            });
            Assert.Single(written.Distinct());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Equal(CanonicalJson.Write(new { b = 1, a = new { d = 2, c = 3 } }),
            CanonicalJson.Write(new { a = new { c = 3, d = 2 }, b = 1 }));
    }

    [Fact]
    public void A_snapshot_that_was_changed_by_one_letter_says_so()
    {
        var snapshot = ReviewSnapshot.Of(Guid.Empty, CanonicalJson.Read<SnapshotContent>(Golden), default);
        var forged = Copy(snapshot, snapshot.Content.Replace("2021-03-02", "2021-03-01", StringComparison.Ordinal), snapshot.Sha256);
        var forgedWell = Copy(snapshot, forged.Content, CanonicalJson.HashOf(forged.Content));

        Assert.Equal((true, true), (snapshot.Check().IsSameText, snapshot.Check().IsSameResult));
        Assert.Equal((false, false), (forged.Check().IsSameText, forged.Check().IsSameResult));
        Assert.Equal((true, false), (forgedWell.Check().IsSameText, forgedWell.Check().IsSameResult));
    }

    [Fact]
    public void Statuses_and_rates_are_those_of_the_task_list_whatever_the_tasks() => Tasks.Sample(tasks =>
    {
        var content = Content(tasks);
        var whole = Calculations.Of(content).Whole;
        var counts = StatusCounts.Sum(tasks.Select(t => One(StatusRule.Of(t.DueOn, t.CompletedOn, AsOf, new(2021, 3, 18)))));

        Assert.Equal(counts, whole.Counts);
        Assert.Equal(counts.OfficialRate, whole.Counts.OfficialRate);
        Assert.Equal(whole.Counts, StatusCounts.Sum(Calculations.Of(content).Units.Select(u => u.Figures.Counts)));
        Assert.True(whole.Counts.OnTimeRate is null || whole.Counts.OnTimeRate <= whole.Counts.OfficialRate);
    });

    [Fact]
    public void Scores_lie_between_nothing_and_full_ties_share_a_place_and_nobody_without_tasks_has_one() => Tasks.Sample(tasks =>
    {
        var units = Calculations.Of(Content(tasks)).Units;
        foreach (var unit in units)
        {
            Assert.True(unit.Score is null or (>= 0 and <= 100));
            Assert.Equal(unit.Score is null, unit.Rank is null);
            Assert.Equal(unit.Score is null, unit.Figures.Counts.Counted == 0);
            Assert.Equal(unit.Score is null ? null : 1 + units.Count(u => u.Score > unit.Score), unit.Rank);
        }
    });

    [Fact]
    public void One_more_task_done_on_time_never_lowers_the_rate_and_one_more_overdue_never_raises_it() => Gen.Select(Tasks, Gen.Int[1, 5])
        .Sample((tasks, weight) =>
    {
        var rate = Calculations.Of(Content(tasks)).Whole.Counts.OnTimeRate ?? 0;
        var done = Task("Z1", new(2021, 3, 1), new(2021, 2, 1)) with { Weight = weight };
        var overdue = Task("Z2", new(2021, 3, 1), null) with { Weight = weight };

        Assert.True(Calculations.Of(Content([.. tasks, done])).Whole.Counts.OnTimeRate >= rate);
        Assert.True(Calculations.Of(Content([.. tasks, overdue])).Whole.Counts.OnTimeRate <= rate || tasks.Length == 0);
    });

    [Fact]
    public void An_adjustment_changes_what_is_counted_after_it_and_never_what_was_frozen()
    {
        var frozen = CanonicalJson.Read<SnapshotContent>(Golden);
        var adjusted = frozen.With([Adjustment(2, "A3", AdjustedField.DueOn, "2021-04-30"),
            Adjustment(1, "A3", AdjustedField.DueOn, "2021-05-30"),
            Adjustment(3, "A4", AdjustedField.Counts, "no"), Adjustment(4, "A1", AdjustedField.CompletedOn, null)]);

        Assert.Equal(Golden, CanonicalJson.Write(frozen));
        Assert.Equal(new DateOnly(2021, 4, 30), adjusted.Tasks.Single(t => t.Code == "A3").DueOn); // in their order
        Assert.Equal(["A1", "A2", "A3"], adjusted.Tasks.Select(t => t.Code));
        Assert.Equal(new StatusCounts(1, 0, 1, 1, 0, 0), Calculations.Of(adjusted).Whole.Counts);
        Assert.Equal(4, frozen.With([Adjustment(1, "A4", AdjustedField.Counts, "no"), Adjustment(2, "A4", AdjustedField.Counts, "yes")])
            .Tasks.Count);
    }

    [Fact]
    public void A_task_weighs_by_its_document_its_priority_and_how_many_coordinate()
    {
        Assert.Equal(3, Rubric.WeightOf("quyet-dinh", false, 0));
        Assert.Equal(2, Rubric.WeightOf("chuong-trinh", false, 2));
        Assert.Equal(4, Rubric.WeightOf("ke-hoach", true, 3));
        Assert.Equal(1, Rubric.WeightOf(null, false, 0));
        Assert.Equal(100, Rubric.Criteria.Sum(c => c.Weight));
        Assert.All(Rubric.Criteria, c => Assert.NotEmpty(c.Basis));
        Assert.Equal(("excellent", "good", "not-done"), (Rubric.LevelOf(90), Rubric.LevelOf(89.9m), Rubric.LevelOf(0)));
    }

    [Fact]
    public void A_calculation_that_there_is_not_is_an_error_and_not_a_guess() =>
        Assert.Throws<NotSupportedException>(() => Calculations.Of(CanonicalJson.Read<SnapshotContent>(Golden) with { Calculation = 99 }));

    private static readonly Gen<SnapshotTask[]> Tasks =
        Gen.Select(Gen.Int[-60, 60].Nullable(), Gen.Int[-60, -1].Nullable(), Gen.Int[-90, 60].Nullable(), Gen.Int[1, 5], Gen.Int[0, 2],
            Gen.Bool)
            .Select((due, done, first, weight, unit, reported) => Task("", due is { } d ? AsOf.AddDays(d) : null, done is { } c
                ? AsOf.AddDays(c) : null) with
            {
                FirstDueOn = first is { } f ? AsOf.AddDays(f) : null,
                Weight = weight,
                Unit = $"u{unit}",
                Lead = $"u{unit}",
                ReportedOn = reported ? AsOf.AddDays(-3) : null,
            }).Array[0, 30].Select(all => all.Select((t, i) => t with { Code = $"T{i:D2}" }).ToArray());

    private static SnapshotTask Task(string code, DateOnly? due, DateOnly? done) =>
        new(Guid.Empty, code, "Việc", "u0", "u0", null, null, false, 0, new(2020, 11, 1), due, due, done, false, 0, null, 0, 0, null, 1);

    private static SnapshotContent Content(IReadOnlyList<SnapshotTask> tasks) => new(1, "nd-09-2019",
        new(PeriodKind.Quarter, 2021, 1, new(2020, 12, 15), new(2021, 3, 14)), AsOf, new(2021, 3, 18), "top", Rubric,
        [.. Enumerable.Range(0, 3).Select(i => new SnapshotUnit($"u{i}", $"Đơn vị {i}", true))], tasks);

    private static StatusCounts One(DueStatus status) => StatusCounts.Of([status]);

    private static ReviewAdjustment Adjustment(int number, string task, AdjustedField field, string? to) => new()
    {
        ReviewId = Guid.Empty, Number = number, TaskCode = task, Field = field, From = null, To = to, Reason = "Lý do",
        Document = "1/BGTVT", By = "Ai đó", At = default,
    };

    private static ReviewSnapshot Copy(ReviewSnapshot of, string content, string sha) => new()
    {
        ReviewId = of.ReviewId, FrozenAt = of.FrozenAt, Calculation = of.Calculation, Content = content, Sha256 = sha,
        ResultSha256 = of.ResultSha256,
    };
}
