using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Committees;
using LoTrinh.Steering.Reviews;
using LoTrinh.Steering.Tasks;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

public sealed class ReviewTests
{
    private const string Reviews = "/api/v1/steering/reviews";

    [Theory, EachDatabase]
    public async Task The_figures_that_are_frozen_are_those_the_overview_shows_at_that_moment(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var q1 = await FindAsync(app, PeriodKind.Quarter, 2021);

        // The cut-off is the midnight on which the demonstration's clock begins its day.
        var reading = (await app.WithAsync(s => s.GetRequiredService<ReviewReader>().ReadAsync(q1.Id)))!;
        var open = await app.WithAsync(async s =>
        {
            var tasks = s.GetRequiredService<TaskQueries>();
            var counts = StatusCounts.Sum((await tasks.TallyAsync(tasks.Seen(await app.ActorAsync("office")))).Select(t => t.Counts));
            return counts with { DoneOnTime = 0, DoneLate = 0 };
        });

        Assert.Equal(open, reading.Result.Whole.Counts with { DoneOnTime = 0, DoneLate = 0 });
        Assert.Equal((true, true), (reading.Check.IsSameText, reading.Check.IsSameResult));
        Assert.Equal(reading.Frozen.Tasks.OrderBy(t => t.Code, StringComparer.Ordinal).Select(t => t.Code),
            reading.Frozen.Tasks.Select(t => t.Code));
    }

    [Theory, EachDatabase]
    public async Task Two_processes_that_freeze_at_once_freeze_once_and_what_they_froze_can_be_neither_changed_nor_written_twice(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var open = await FindAsync(app, PeriodKind.SixMonths, 2021);
        app.Clock.Set(new(2021, 6, 14, 16, 59, 59, TimeSpan.Zero));
        await app.RunAsync<FreezeReviews>();
        Assert.Null(await SnapshotAsync(app, open.Id));

        app.Clock.Set(new(2021, 6, 14, 17, 0, 0, TimeSpan.Zero));
        using var other = app.Beside();
        other?.Clock.Set(app.Clock.GetUtcNow());
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? app : other ?? app).RunAsync<FreezeReviews>()));

        var snapshot = (await SnapshotAsync(app, open.Id))!;
        Assert.Equal(1, await app.WithAsync(s => s.GetRequiredService<AppDb>().ReviewSnapshots.CountAsync(x => x.ReviewId == open.Id)));
        Assert.Equal(1, await app.WithAsync(s => s.GetRequiredService<AppDb>()
            .Ledger.CountAsync(e => e.SubjectId == open.Id && e.Action == "steering.review.frozen")));
        var again = await app.WithAsync(s => s.GetRequiredService<FigureWork>().Freeze(Actor.System, open.Id, default));
        Assert.Equal("review.already-frozen", Assert.Single(again.Problems).Code);

        await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            var kept = await db.ReviewSnapshots.SingleAsync(x => x.ReviewId == open.Id);
            db.Entry(kept).Property(x => x.Content).CurrentValue = "{}";
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
            db.ChangeTracker.Clear();
            db.ReviewSnapshots.Add(ReviewSnapshot.Of(open.Id, snapshot.Read(), default));
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
            return 0;
        });
        Assert.Equal(snapshot.Content, (await SnapshotAsync(app, open.Id))!.Content);
    }

    [Theory, EachDatabase]
    public async Task A_snapshot_counts_to_the_same_after_its_tasks_have_changed_and_freezing_late_freezes_the_same(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var program = await app.ProgramAsync("office");
        var q1 = await FindAsync(app, PeriodKind.Quarter, 2021);
        var (before, figures) = ((await SnapshotAsync(app, q1.Id))!, await program.GetStringAsync($"{Reviews}/{q1.Id}/figures"));

        // Days after the cut-off a product is handed in and accepted, a deadline moves, and a task is cancelled.
        app.Clock.Set(new(2021, 3, 20, 3, 0, 0, TimeSpan.Zero));
        var (done, moved, ended) = await ChangeTasksAsync(app, before.Read());

        using var later = await app.ProgramAsync("office");
        Assert.Equal(figures, await later.GetStringAsync($"{Reviews}/{q1.Id}/figures"));
        var text = await later.GetStringAsync($"{Reviews}/{q1.Id}/snapshot");
        Assert.Equal(before.Content, text);
        Assert.Equal(before.Sha256, CanonicalJson.HashOf(text));

        // Built anew from the records as they are now, for the same cut-off: nothing that came later is in it.
        var anew = await app.WithAsync(async s => await s.GetRequiredService<SnapshotBuilder>().BuildAsync(
            await ReviewQueries.Whole(s.GetRequiredService<AppDb>().Reviews).SingleAsync(r => r.Id == q1.Id), app.Clock.GetUtcNow()
                .UtcDateTime, null, default));
        Assert.Equal(before.Content, CanonicalJson.Write(anew));
        Assert.Equal(3, new[] { done, moved, ended }.Distinct().Count());
    }

    [Theory, EachDatabase]
    public async Task An_adjustment_stands_beside_the_snapshot_with_its_reason_and_is_never_changed(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var program = await app.ProgramAsync("office");
        var q1 = await FindAsync(app, PeriodKind.Quarter, 2021);
        var frozen = (await SnapshotAsync(app, q1.Id))!;
        var content = frozen.Read();
        var overdue = content.Tasks.First(t => content.StatusOf(t) == DueStatus.Overdue);
        var url = $"{Reviews}/{q1.Id}/adjustments";

        using var bare = await program.PostSeenAsync(url, new { task = overdue.Code, field = "DueOn", day = "2021-04-30" });
        using var foreign = await program.PostSeenAsync(url, new
        {
            task = "NV-1999-00001", field = "Counts", reason = "Vì",
            document = "1/BGTVT"
        });
        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest], [bare.StatusCode, foreign.StatusCode]);
        using var written = await program.PostSeenAsync(url, new
        {
            task = overdue.Code, field = "DueOn", day = "2021-04-30",
            reason = "Văn bản gia hạn nhập muộn", document = "18MH/BGTVT-TTCNTT"
        });
        Assert.Equal(HttpStatusCode.OK, written.StatusCode);

        var figures = await program.GetFromJsonAsync<JsonElement>($"{Reviews}/{q1.Id}/figures");
        int Overdue(string part) => figures.GetProperty(part).GetProperty("overdue").GetInt32();
        Assert.Equal(Overdue("figures") - 1, Overdue("afterAdjustment"));
        var kept = figures.GetProperty("adjustments")[0];
        Assert.Equal((overdue.DueOn!.Value.ToString("yyyy-MM-dd", null), "2021-04-30", "Văn bản gia hạn nhập muộn"),
            (kept.GetProperty("from").GetString(), kept.GetProperty("to").GetString(), kept.GetProperty("reason").GetString()));
        Assert.Equal(frozen.Content, (await SnapshotAsync(app, q1.Id))!.Content);
        await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            var row = await db.ReviewAdjustments.SingleAsync(a => a.ReviewId == q1.Id);
            db.Entry(row).Property(a => a.Reason).CurrentValue = "Khác";
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
            return 0;
        });
    }

    [Theory, EachDatabase]
    public async Task Opening_tells_each_focal_point_once_and_a_period_is_opened_once(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.ProgramAsync("office");
        var committee = await CommitteeAsync(app, "mot");
        var body = new { committee, kind = "Month", year = 2021, number = 4, units = new[] { "drvn", "vp" } };

        using var opened = await office.PostAsJsonAsync(Reviews, body);
        using var twice = await office.PostAsJsonAsync(Reviews, body);
        using var early = await office.PostAsJsonAsync(Reviews, new
        {
            committee, kind = "Month", year = 2021, number = 5,
            reportDueOn = "2021-05-14", units = new[] { "rmb1" }
        });
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Conflict, HttpStatusCode.BadRequest),
            (opened.StatusCode, twice.StatusCode, early.StatusCode));
        Assert.Equal(["review.due-early", "review.units-foreign"],
            (await early.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("codes").EnumerateArray().Select(c => c.GetString())
                .Order());

        var id = (await opened.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        var review = await office.GetFromJsonAsync<JsonElement>($"{Reviews}/{id}");
        Assert.Equal(("2021-03-15", "2021-04-14", "2021-04-16", "2021-04-23"),
            (review.GetProperty("from").GetString(), review.GetProperty("to").GetString(),
            review.GetProperty("reportDueOn").GetString(), review.GetProperty("sendBy").GetString())); // 25/04/2021 is a Sunday
        var drvn = (await app.ActorAsync("drvn")).AccountId;
        Assert.Equal(1, await app.WithAsync(s => s.GetRequiredService<AppDb>()
            .Notifications.CountAsync(n => n.AccountId == drvn && n.Key == $"review:{id:N}:opened")));
        Assert.Equal(1, await app.WithAsync(s => s.GetRequiredService<AppDb>()
            .Ledger.CountAsync(e => e.SubjectId == id && e.Action == "steering.review.opened")));

        using var withdrawn = await office.PostSeenAsync($"{Reviews}/{id}/withdrawal", new { reason = "Mở nhầm kỳ" });
        using var anew = await office.PostAsJsonAsync(Reviews, body);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Created), (withdrawn.StatusCode, anew.StatusCode));
    }

    [Theory, EachDatabase]
    public async Task A_unit_reports_for_itself_alone_and_reads_no_other_units_words(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var drvn = await app.ProgramAsync("drvn");
        using var office = await app.ProgramAsync("office");
        using var chair = await app.ProgramAsync("chair");
        var q1 = await FindAsync(app, PeriodKind.Quarter, 2021);
        var url = $"{Reviews}/{q1.Id}";
        var words = new { results = "Kết quả của Tổng cục", causes = "Chủ quan", nextSteps = "Kỳ tới" };

        using var foreign = await drvn.PostSeenAsync($"{url}/reports/vp/submission", words);
        using var byOffice = await office.PostSeenAsync($"{url}/reports/drvn/submission", words);
        using var freezing = await drvn.PostSeenAsync($"{url}/adjustments", new { });
        using var approving = await office.PostSeenAsync($"{url}/approval", new { });
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden),
            (foreign.StatusCode, byOffice.StatusCode, freezing.StatusCode, approving.StatusCode));
        using var sent = await drvn.PostSeenAsync($"{url}/reports/drvn/submission", words);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);

        var whole = await drvn.GetFromJsonAsync<JsonElement>(url);
        var reports = whole.GetProperty("reports").EnumerateArray()
            .ToDictionary(r => r.GetProperty("unit").GetString()!, r => r.GetProperty("words").ValueKind);
        Assert.Equal((JsonValueKind.Object, JsonValueKind.Null), (reports["drvn"], reports["vp"]));
        Assert.Equal(HttpStatusCode.NotFound, (await drvn.GetAsync($"{url}/snapshot")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await chair.GetAsync($"{url}/snapshot")).StatusCode);

        using var returned = await office.PostSeenAsync($"{url}/reports/drvn/return",
            new { reason = "Nêu rõ nguyên nhân từng nhiệm vụ" });
        using var late = await drvn.PostSeenAsync($"{url}/reports/drvn/submission",
            new { words.results, causes = "Rõ hơn", words.nextSteps, version = 1 });
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (returned.StatusCode, late.StatusCode)); // typed over an older version
        var news = await app.WithAsync(s => s.GetRequiredService<AppDb>().Notifications.Where(n => n.Kind == "steering.review-returned")
            .ToListAsync());
        Assert.Contains(news, n => n.Body == "Nêu rõ nguyên nhân từng nhiệm vụ");
    }

    [Theory, EachDatabase]
    public async Task The_chair_approves_what_the_office_laid_before_them_and_nobody_their_own(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.ProgramAsync("office");
        using var chair = await app.ProgramAsync("chair");
        var url = $"{Reviews}/{(await FindAsync(app, PeriodKind.Quarter, 2021)).Id}";

        using var bare = await office.PostSeenAsync($"{url}/proposal", new { });
        using var written = await office.PutSeenAsync($"{url}/summary",
            new { results = "Kết quả", shortcomings = "Tồn tại", nextSteps = "Kỳ tới" });
        using var proposed = await office.PostSeenAsync($"{url}/proposal", new { });
        using var returned = await chair.PostSeenAsync($"{url}/proposal/return", new { reason = "Bổ sung bài học" });
        using var tooEarly = await chair.PostSeenAsync($"{url}/approval", new { });
        using var again = await office.PostSeenAsync($"{url}/proposal", new { });
        using var approved = await chair.PostSeenAsync($"{url}/approval", new { });
        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Conflict,
            HttpStatusCode.OK, HttpStatusCode.OK],
            [bare.StatusCode, written.StatusCode, proposed.StatusCode, returned.StatusCode, tooEarly.StatusCode, again.StatusCode,
                approved.StatusCode]);
        var whole = await chair.GetFromJsonAsync<JsonElement>(url);
        Assert.Equal(("approved", "Trưởng Ban Chỉ đạo"), (whole.GetProperty("state").GetString(), whole.GetProperty("approvedBy")
            .GetString()));
    }

    [Theory, EachDatabase]
    public async Task Scores_come_with_their_parts_and_the_change_of_rank_since_the_period_before(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var program = await app.ProgramAsync("chair");
        var scores = (await program.GetFromJsonAsync<JsonElement>($"{Reviews}/{(await FindAsync(app, PeriodKind.Quarter, 2021)).Id}/scores")).EnumerateArray().ToList();

        Assert.All(scores.Where(s => s.GetProperty("score").ValueKind == JsonValueKind.Number), s =>
        {
            var parts = s.GetProperty("parts").EnumerateArray()
                .Select(p => (W: p.GetProperty("weight").GetDecimal(), P: p.GetProperty("part").GetDecimal(),
                Of: p.GetProperty("of").GetDecimal())).Where(p => p.Of > 0).ToList();
            Assert.Equal(Math.Round(100 * parts.Sum(p => p.W * p.P / p.Of) / parts.Sum(p => p.W), 1, MidpointRounding.AwayFromZero),
                s.GetProperty("score").GetDecimal());
        });
        Assert.Contains(scores, s => s.GetProperty("rankChange").ValueKind == JsonValueKind.Number);
        Assert.Contains(scores, s => s.GetProperty("score").ValueKind == JsonValueKind.Null && s.GetProperty("rank")
            .ValueKind == JsonValueKind.Null);
    }

    private static Task<Review> FindAsync(TestApp app, PeriodKind kind, int year) =>
        app.WithAsync(s => s.GetRequiredService<AppDb>().Reviews.AsNoTracking().SingleAsync(r => r.Kind == kind && r.Year == year));

    private static Task<ReviewSnapshot?> SnapshotAsync(TestApp app, Guid id) =>
        app.WithAsync(s => s.GetRequiredService<AppDb>().ReviewSnapshots.AsNoTracking().SingleOrDefaultAsync(x => x.ReviewId == id));

    private static Task<Guid> CommitteeAsync(TestApp app, string unit) => app.WithAsync(s =>
    {
        var id = s.GetRequiredService<OrganisationDirectory>().Find(unit)!.Id;
        return s.GetRequiredService<AppDb>().Committees.Where(c => c.UnitId == id).Select(c => c.Id).SingleAsync();
    });

    private static async Task<(Guid Done, Guid Moved, Guid Ended)> ChangeTasksAsync(TestApp app, SnapshotContent content)
    {
        var office = await app.ActorAsync("office");
        var submitted = content.Tasks.First(t => t.IsSubmitted && t.Lead != "ttcntt").Id;
        var open = await app.WithAsync(s => s.GetRequiredService<AppDb>().Tasks.AsNoTracking()
            .Where(t => (t.State == TaskState.InProgress || t.State == TaskState.Issued) && !t.Extensions.Any(e => e.Granted == null))
                .OrderBy(t => t.Code).ToListAsync());
        var later = open.First(t => t.CurrentDueOn > new DateOnly(2021, 3, 20));
        var (moved, ended) = (later.Id, open.First(t => t.Id != later.Id && !open.Exists(c => c.ParentId == t.Id)).Id);
        await app.WithAsync(async s =>
        {
            var work = s.GetRequiredService<TaskWork>();
            var focal = office with
            {
                Grants = [new("*", "/")],
                Name = "Đầu mối",
                UnitId = later.LeadUnitId,
                UnitPath = s.GetRequiredService<OrganisationDirectory>().Find(later.LeadUnitId)!.Path
            };
            Assert.True((await work.Verify(office, submitted, null, true, "Đạt", default)).Ok);
            Assert.True((await work.AskExtension(focal, moved, null, new(2021, 9, 1), "Chờ số liệu", default)).Ok);
            Assert.True((await work.DecideExtension(office, moved, null, true, null, default)).Ok);
            Assert.True((await work.Cancel(office, ended, null, "Không còn cần", default)).Ok);
            return 0;
        });
        return (submitted, moved, ended);
    }
}
