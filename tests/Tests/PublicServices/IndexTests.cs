using CsCheck;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.PublicServices.Quality;
using LoTrinh.PublicServices.Ratings;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.PublicServices;

/// <summary>The index of Decision 766/QĐ-TTg and the statistics: counted from the records, each lost point with the records that lost it.</summary>
public sealed class IndexTests
{
    private static readonly CountedDays Days = CountedDays.Of(new(2021, 1, 1), new(2021, 12, 31), new(2021, 3, 31));

    [Fact]
    public void The_points_of_the_groups_are_those_of_the_decision_and_add_up_to_a_hundred_on_every_day()
    {
        foreach (var day in IndexRules.All.SelectMany(c => new[] { c.From, c.To }).Distinct())
        {
            var on = IndexRules.On(day);
            Assert.Equal(100, on.Sum(c => c.Max));
            Assert.Equal([18, 20, 22, 22, 18], IndexRules.Groups.Select(g => on.Where(c => c.Group == g.Key).Sum(c => c.Max)));
            Assert.All(IndexRules.Groups, g => Assert.Equal(g.Max, on.Where(c => c.Group == g.Key).Sum(c => c.Max)));
            Assert.Equal(on.Count, on.Select(c => c.Key).Distinct().Count());
        }
    }

    [Theory]
    [InlineData(null, 6.0, 0.5, 3.0)]
    [InlineData(80.0, 2.0, 0.8, 2.0)]
    [InlineData(80.0, 2.0, 0.4, 1.0)]
    [InlineData(80.0, 2.0, 0.95, 2.0)]
    [InlineData(null, 20.0, 0.98765, 19.75)]
    public void Points_are_in_proportion_up_to_the_threshold(double? threshold, double max, double share, double points) =>
        Assert.Equal(points, new IndexComponent { Max = max, Threshold = threshold }.PointsOf(share));

    [Fact]
    public void Points_never_leave_their_bounds_and_never_fall_when_the_share_rises() => Gen.Double[0, 2].Array[2].Sample(shares =>
    {
        var (low, high) = (shares.Min(), shares.Max());
        foreach (var component in IndexRules.All)
        {
            var (a, b) = (component.PointsOf(low)!.Value, component.PointsOf(high)!.Value);
            Assert.InRange(a, 0, component.Max);
            Assert.True(a <= b);
        }
    });

    [Fact]
    public void What_nobody_could_be_measured_by_is_neither_won_nor_lost()
    {
        var component = new IndexComponent { Key = "x", Max = 6 };
        var index = new ServiceIndex(Days, [new(component, IndexCount.None), new(component, new(1, 2))], default);

        Assert.Equal((3, 6), (index.Points, index.Measurable));
    }

    [Theory]
    [InlineData(3, 9, 1, 1)] // in time in March, corrected in September
    [InlineData(9, 9, 0, 1)] // late
    [InlineData(10, 10, 0, 0)] // not known by the day asked for
    public async Task A_corrected_record_makes_no_announcement_late_that_was_in_time(int recorded, int corrected, int good, int all)
    {
        const string code = "1.000703";
        using var app = TestApp.Start();
        app.Clock.Set(new DateTime(2022, 12, 1, 2, 0, 0, DateTimeKind.Utc));
        await app.WithAsync(async s =>
        {
            var (db, catalogue) = (s.GetRequiredService<AppDb>(), s.GetRequiredService<ProcedureCatalogue>());
            foreach (var (month, day, name) in new[] { (recorded, 4, "Cấp giấy phep"), (corrected, 20, "Cấp giấy phép") })
            {
                var procedure = ProcedureText.FromJson(catalogue.Today(code)!.Record.Content);
                (procedure.NameVi, procedure.Announcement) = (name, new() { Number = "999/QĐ-BGTVT", SignedOn = new(2022, 3, 1) });
                db.ProcedureRecords.Add(ProcedureRecord.Of(procedure, new(2022, 6, 1), null, new DateTime(2022, month, day, 2, 0, 0, DateTimeKind.Utc), "Văn phòng", "Công bố"));
            }

            await db.SaveChangesAsync();
            catalogue.Refresh();
            return 0;
        });

        var counts = await app.WithAsync(s => Task.FromResult(s.GetRequiredService<ProcedureIndex>().Counts(CountedDays.Of(new(2022, 1, 1), new(2022, 9, 30), new(2022, 12, 1)), []).ToDictionary(c => c.Key, c => c.Count)));

        Assert.Equal((good, all), (counts["1.2"].Numerator, counts["1.2"].Denominator));
    }

    [Theory, EachDatabase]
    public async Task Every_lost_record_of_every_component_can_be_opened_and_there_are_as_many_as_were_counted(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        await FillAsync(app);

        var index = await IndexAsync(app);
        foreach (var line in index.Lines)
        {
            var (items, count) = await app.WithAsync(s => s.GetRequiredService<IndexLosses>().OfAsync(Desk.Officers, line.Component, Days, 1, default));
            var expected = line.Component.Key == "5.4" ? count : line.Lost; // there a record that is late and disliked counts twice
            Assert.True(expected == count, $"{line.Component.Key}: {line.Lost} lost, {count} listed");
            Assert.Equal(Math.Min(count, IndexLosses.PageSize), items.Count);
        }

        Assert.Equal(20, index.Lines.Single(l => l.Component.Key == "2.1").Component.Max);
        Assert.True(index.Lines.Count(l => l.Points is not null) > 12);
    }

    [Theory, EachDatabase]
    public async Task A_dossier_that_was_sent_back_twice_is_late_however_fast_it_was(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        await EmptyAsync(app);
        var citizen = await app.ActorAsync("citizen");
        app.Clock.Set(new DateTime(2022, 7, 4, 2, 0, 0, DateTimeKind.Utc)); // after Decision 766
        var code = await Desk.SubmittedAsync(app, citizen);
        await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, code, null, default));
        foreach (var why in new[] { null, "Mới thấy khi xem bản bổ sung" })
        {
            Assert.True((await Desk.ReceptionAsync(app, w => w.AskSupplement(Desk.Officers, code, null, [new("manager-diploma", "Mờ")], why, default))).Ok);
            var id = await app.WithAsync(s => s.GetRequiredService<AppDb>().Dossiers.Where(d => d.Code == code).Select(d => d.Id).SingleAsync());
            Assert.True((await app.WithAsync(s => s.GetRequiredService<DossierWork>().Submit(citizen, id, default, "Đã sửa"))).Ok);
            await app.DispatchAsync();
            var days = CountedDays.Of(new(2022, 7, 1), new(2022, 7, 31), new(2022, 7, 4));
            var line = (await app.WithAsync(s => s.GetRequiredService<IndexQueries>().OfAsync(days, default))).Lines.Single(l => l.Component.Key == "2.1");
            Assert.Equal(why is null ? 0 : 1, line.Lost);
        }
    }

    [Theory, EachDatabase]
    public async Task The_report_counts_each_dossier_once_as_carried_over_or_received_and_as_solved_or_open(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        await FillAsync(app);
        var days = CountedDays.Of(new(2021, 3, 1), new(2021, 3, 31), new(2021, 3, 31));

        var report = await app.WithAsync(s => s.GetRequiredService<StatisticsQueries>().OfAsync(days, "Cộng", default));
        var t = report.Total;

        Assert.True(t.Received > 0 && t.CarriedOver > 0 && t.After > 0 && t.Open > 0);
        Assert.Equal(t.Received, t.Online + t.Otherwise + t.CarriedOver);
        Assert.Equal(t.Received, t.Solved + t.Open);
        Assert.Equal((t.Solved, t.Open), (t.Before + t.OnTheDay + t.After, t.OpenInTime + t.OpenLate));
        Assert.True(report.Units.Sum(u => u.Late) >= 1);
    }

    [Theory, EachDatabase]
    public async Task An_applicant_rates_an_ended_dossier_and_it_counts_at_once(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var citizen = await app.ActorAsync("citizen");
        var code = await Desk.SubmittedAsync(app, citizen);
        await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, code, null, default));
        var early = await RateAsync(app, code, "NotSatisfied");
        await Desk.ThroughAsync(app, code);
        await Desk.ResultAsync(app, w => w.Issue(Desk.Officers, code, null, null, [new("kq.pdf", new MemoryStream(Desk.Pdf))], false, default));

        var wrong = await RateAsync(app, code, "9");
        var said = await RateAsync(app, code, "NotSatisfied");
        await app.DispatchAsync();
        var disliked = await OutcomeAsync(app, code);
        var changed = await RateAsync(app, code, "Satisfied");
        await app.DispatchAsync();

        Assert.Equal(("services.rating-too-early", "services.rating-grade"), (early.Problems[0].Code, wrong.Problems[0].Code));
        Assert.True(said.Ok && changed.Ok);
        Assert.Equal((true, false), (disliked.IsDisliked, (await OutcomeAsync(app, code)).IsDisliked));
        Assert.Equal((true, true, true), (disliked.HasResult, disliked.HasResultFile, disliked.HasScan));
    }

    [Theory, EachDatabase]
    public async Task What_no_event_told_is_written_by_the_job(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var code = await Desk.SubmittedAsync(app, await app.ActorAsync("citizen"));
        await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, code, null, default));
        await app.RunAsync<KeepOutcomes>();
        var first = await OutcomeAsync(app, code);

        app.Clock.Set(new DateTime(2021, 4, 20, 2, 0, 0, DateTimeKind.Utc)); // long overdue
        await app.RunAsync<KeepOutcomes>();
        var late = await OutcomeAsync(app, code);

        Assert.Null(first.LateUnitId);
        Assert.NotNull(late.LateUnitId);
        Assert.True(late.LateHours > 0);
    }

    [Fact]
    public async Task Indicators_are_bound_to_the_index()
    {
        using var app = TestApp.Start();
        await FillAsync(app);

        var measured = await app.WithAsync(async s =>
        {
            var found = new Dictionary<string, Measurement?>();
            foreach (var source in s.GetServices<IIndicatorSource>().Where(x => x.Key is "services.index-766" or "services.scored-on-time" or "services.applicants-satisfied" or "services.petitions-on-time"))
            {
                found[source.Key] = await source.MeasureAsync(new(2021, 1, 1), new(2021, 3, 31), default);
            }

            return found;
        });

        Assert.Equal(4, measured.Count);
        Assert.All(measured.Values, m => Assert.InRange(m!.Value!.Value, 0, 100));
        Assert.InRange(measured["services.scored-on-time"]!.Value!.Value, 1, 99);
    }

    [Fact]
    public async Task Everyone_reads_the_index_and_who_works_here_gets_to_the_dossier_that_lost_a_point()
    {
        using var app = TestApp.Start();
        using var nobody = app.Anonymous();
        using var office = await app.SignInAsync("office");
        using var desk = await app.SignInAsync("desk");

        var open = await nobody.OpenAsync("/dich-vu-cong/chi-so");
        var inside = await office.OpenAsync("/dich-vu-cong/chi-so");
        var lost = await office.OpenAsync(inside.QuerySelector("a[href*='/chi-so/2.1']")!.GetAttribute("href")!);

        Assert.Null(open.QuerySelector("a[href*='/chi-so/2.1']"));
        Assert.Contains("2.1", open.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(lost.QuerySelector("tbody a[href*='/dich-vu-cong/tra-cuu?ma=000.00.00.G04-2102']"));
        Assert.NotNull((await desk.OpenAsync("/dich-vu-cong/chi-so/2.1")).QuerySelector("tbody a[href*='/dich-vu-cong/xu-ly/000.00.00.G04-2102']"));
    }

    // Beside the demonstration's dossiers: one that is overdue, and a petition about it.
    private static async Task FillAsync(TestApp app)
    {
        await app.DispatchAsync();
        app.Clock.Set(new DateTime(2021, 3, 31, 2, 0, 0, DateTimeKind.Utc));
        await app.RunAsync<KeepOutcomes>();
    }

    private static Task<int> EmptyAsync(TestApp app) => app.WithAsync(async s => await s.GetRequiredService<AppDb>().DossierOutcomes.ExecuteDeleteAsync());

    private static Task<ServiceIndex> IndexAsync(TestApp app) => app.WithAsync(s => s.GetRequiredService<IndexQueries>().OfAsync(Days, default));

    private static Task<DossierOutcome> OutcomeAsync(TestApp app, string code) => app.WithAsync(s => s.GetRequiredService<AppDb>().DossierOutcomes.AsNoTracking().SingleAsync(o => o.Code == code));

    private static async Task<LoTrinh.Platform.Result<DossierRating>> RateAsync(TestApp app, string code, string grade)
    {
        var citizen = await app.ActorAsync("citizen");
        return await app.WithAsync(s => s.GetRequiredService<RatingWork>().Rate(citizen, code, grade, null, null, default));
    }
}
