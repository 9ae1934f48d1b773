using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Indicators;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Publications;
using LoTrinh.Steering.Reviews;
using LoTrinh.Steering.Tasks;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

public sealed partial class PublicationTests
{
    private const string Publications = "/api/v1/steering/publications";
    private const string Results = "/api/v1/public/steering/results";

    [Theory, EachDatabase]
    public async Task A_publication_says_what_its_frozen_review_says_and_goes_on_saying_it_after_tasks_have_changed(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var review = await app.WithAsync(s => s.GetRequiredService<AppDb>().Reviews.AsNoTracking()
            .SingleAsync(r => r.Kind == PeriodKind.Quarter && r.Year == 2021));
        var expected = (await app.WithAsync(s => s.GetRequiredService<ReviewReader>().ReadAsync(review.Id)))!.After;
        var code = await PublishAsync(app, new { review = review.Id, counts = true, level = "direct", answerable = "Văn phòng Ban" });
        using var everyone = app.Anonymous();
        var before = await everyone.GetStringAsync($"{Results}/{code}");

        app.Clock.Set(new(2021, 3, 20, 3, 0, 0, TimeSpan.Zero));
        await ChangeTasksAsync(app);

        Assert.Equal(before, await everyone.GetStringAsync($"{Results}/{code}"));
        var said = JsonDocument.Parse(before).RootElement;
        var (counts, whole) = (said.GetProperty("counts"), expected.Whole.Counts);
        Assert.Equal((whole.Total, whole.DoneOnTime, whole.Done, whole.Counted, whole.Overdue),
            (N(counts, "total"), N(counts.GetProperty("onTime"), "numerator"), N(counts.GetProperty("official"), "numerator"),
                N(counts.GetProperty("official"), "denominator"), N(counts, "overdue")));
        Assert.All(said.GetProperty("units").EnumerateArray(), u => Assert.Equal(
            expected.Of(u.GetProperty("unit").GetString()!)!.Figures.Counts.Total, N(u.GetProperty("counts"), "total")));
    }

    [Theory, EachDatabase]
    public async Task The_state_of_a_day_is_what_the_overview_shows_at_the_end_of_it(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var office = await app.ActorAsync("office");
        var counts = await app.WithAsync(async s =>
        {
            var tasks = s.GetRequiredService<TaskQueries>();
            return StatusCounts.Sum((await tasks.TallyAsync(tasks.Seen(office))).Select(t => t.Counts));
        });

        // The demonstration's day begins at eight; since midnight nothing was done.
        var made = await app.WithAsync(s => s.GetRequiredService<PublicationBuilder>().BuildAsync(
            new(null, new(2021, 3, 14), true, PublishedLevel.Leads, [], null, null, null, "Văn phòng", null), default));

        Assert.Equal(counts, made.Value.Content.Whole);
        Assert.Equal(counts, StatusCounts.Sum(made.Value.Content.Units.Select(u => u.Counts)));
    }

    [Theory, EachDatabase]
    public async Task Nobody_publishes_what_they_prepared_themselves(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.ProgramAsync("office");
        using var chair = await app.ProgramAsync("chair");
        using var drvn = await app.ProgramAsync("drvn");
        var url = $"{Publications}/{await PrepareAsync(office, new { day = "2021-03-01", answerable = "Văn phòng" })}";

        using var early = await chair.PostSeenAsync($"{url}/publication", new { });
        using var proposed = await office.PostSeenAsync($"{url}/proposal", new { });
        using var own = await office.PostSeenAsync($"{url}/publication", new { });
        using var stranger = await drvn.PostSeenAsync($"{url}/publication", new { });
        using var other = await chair.PostSeenAsync($"{url}/publication", new { });

        Assert.Equal([HttpStatusCode.Conflict, HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.Forbidden, HttpStatusCode.OK],
            [early.StatusCode, proposed.StatusCode, own.StatusCode, stranger.StatusCode, other.StatusCode]);
        Assert.Equal("publication.own", (await own.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("codes")[0].GetString());
    }

    [Theory, EachDatabase]
    public async Task Tasks_of_a_secret_document_and_what_was_handed_down_from_them_are_in_no_title_and_in_no_count(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (document, tasks) = await MostUsedDocumentAsync(app);
        var draft = new PublicationDraft(null, new(2021, 3, 14), true, PublishedLevel.Leads, [], null, null, null, "Văn phòng", null);
        var open = await BuildAsync(app, draft);
        await ClassifyAsync(app, document, Secrecy.Secret);

        var closed = await BuildAsync(app, draft);
        var named = await app.WithAsync(s => s.GetRequiredService<PublicationBuilder>()
            .BuildAsync(draft with { TaskCodes = tasks[0].Code }, default));

        var secret = await app.WithAsync(s => s.GetRequiredService<SecretTasks>().AllAsync(default));
        Assert.Superset(tasks.Select(t => t.Id).ToHashSet(), secret.ToHashSet());
        Assert.Equal(open.Whole!.Total - await CountedAsync(app, secret), closed.Whole!.Total);
        Assert.Equal(closed.Whole.Total, closed.Units.Sum(u => u.Counts.Total));
        Assert.Equal("publication.tasks-unknown", Assert.Single(named.Problems).Code);
        var indicator = await app.WithAsync(s => s.GetRequiredService<AppDb>().Indicators.Where(i => i.SourceKey == TasksOnTime.SourceKey)
            .Select(i => i.Id).FirstAsync());
        var measured = await app.WithAsync(s => s.GetRequiredService<PublicationBuilder>().BuildAsync(draft with { IndicatorIds = [indicator] }, default));
        Assert.Equal("publication.indicator-counts-secrets", Assert.Single(measured.Problems).Code);
    }

    [Theory, EachDatabase]
    public async Task A_task_that_only_names_a_secret_document_by_its_number_is_secret_as_well(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (document, tasks) = await MostUsedDocumentAsync(app);
        await ClassifyAsync(app, document, Secrecy.Confidential);
        await app.WithAsync(s => s.GetRequiredService<AppDb>().Tasks.Where(t => t.Id == tasks[0].Id)
            .ExecuteUpdateAsync(u => u.SetProperty(t => t.DocumentId, (Guid?)null).SetProperty(t => t.ClauseId, (Guid?)null)));

        Assert.Contains(tasks[0].Id, await app.WithAsync(s => s.GetRequiredService<SecretTasks>().AllAsync(default)));
    }

    [Theory, EachDatabase]
    public async Task What_became_secret_later_is_not_published_and_a_title_that_was_public_is_shown_no_more(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.ProgramAsync("office");
        using var chair = await app.ProgramAsync("chair");
        using var everyone = app.Anonymous();
        var (document, tasks) = await MostUsedDocumentAsync(app);
        var body = new { day = "2021-03-14", tasks = new[] { tasks[0].Code }, answerable = "Văn phòng" };
        var code = await PublishAsync(app, body);
        var waiting = await PrepareAsync(office, body);
        using var proposed = await office.PostSeenAsync($"{Publications}/{waiting}/proposal", new { });
        Assert.Contains(tasks[0].Title, await PageAsync(everyone, $"/ket-qua-chi-dao/{code}"), StringComparison.Ordinal);

        await ClassifyAsync(app, document, Secrecy.TopSecret);

        using var refused = await chair.PostSeenAsync($"{Publications}/{waiting}/publication", new { });
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        foreach (var url in new[] { $"/ket-qua-chi-dao/{code}", $"{Results}/{code}", "/api/v1/open-data/steering-tasks.json" })
        {
            Assert.DoesNotContain(tasks[0].Code, await everyone.GetStringAsync(url), StringComparison.Ordinal);
        }
    }

    [Theory, EachDatabase]
    public async Task A_newer_day_replaces_the_older_and_a_withdrawn_one_says_why_and_shows_no_figure(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var everyone = app.Anonymous();
        using var chair = await app.ProgramAsync("chair");
        var before = (await everyone.GetFromJsonAsync<JsonElement>($"{Results}/current")).GetProperty("code").GetString()!;
        var newer = await PublishAsync(app, new { day = "2021-03-10", answerable = "Văn phòng" });
        Assert.Equal(("replaced", "current"), (await StandingAsync(everyone, before), await StandingAsync(everyone, newer)));
        Assert.Equal(HttpStatusCode.OK, (await everyone.GetAsync($"/ket-qua-chi-dao/{before}")).StatusCode);

        var id = await app.WithAsync(s => s.GetRequiredService<AppDb>().Publications.Where(p => p.Code == newer).Select(p => p.Id)
            .SingleAsync());
        using var bare = await chair.PostSeenAsync($"{Publications}/{id}/withdrawal", new { });
        using var withdrawn = await chair.PostSeenAsync($"{Publications}/{id}/withdrawal", new { reason = "Sai nguồn qwxz" });
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (bare.StatusCode, withdrawn.StatusCode));

        Assert.Equal(("current", "withdrawn"), (await StandingAsync(everyone, before), await StandingAsync(everyone, newer)));
        Assert.Equal(JsonValueKind.Null, (await everyone.GetFromJsonAsync<JsonElement>($"{Results}/{newer}")).GetProperty("counts")
            .ValueKind);
        foreach (var url in new[] { "/ket-qua-chi-dao", $"/ket-qua-chi-dao/{newer}", $"/en/ket-qua-chi-dao/{newer}" })
        {
            Assert.Contains("Sai nguồn qwxz", await PageAsync(everyone, url), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(newer, await everyone.GetStringAsync("/api/v1/open-data/steering-results.csv"), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task The_dataset_holds_the_numbers_of_the_page_in_both_languages(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var everyone = app.Anonymous();
        var rows = (await everyone.GetFromJsonAsync<JsonElement>("/api/v1/open-data/steering-results.json")).EnumerateArray()
            .Where(r => r.GetProperty("is_current").GetBoolean()).ToList();
        var all = rows.Single(r => r.GetProperty("part").GetString() == "all");

        foreach (var (prefix, name) in new[] { ("", "unit_name"), ("/en", "unit_name_en") })
        {
            var page = await everyone.OpenAsync($"{prefix}/ket-qua-chi-dao");
            var units = page.QuerySelectorAll("table.units tbody tr").ToDictionary(r => r.QuerySelector("th")!.TextContent.Trim(),
                r => r.QuerySelectorAll("td.num").Select(c => c.TextContent).ToList());
            foreach (var row in rows.Where(r => r.GetProperty("part").GetString() == "unit"))
            {
                var cells = units[row.GetProperty(name).GetString()!];
                Assert.Equal(N(row, "total"), int.Parse(cells[0], CultureInfo.InvariantCulture));
                Assert.Contains($"{N(row, "done_on_time")}/{N(row, "counted")}", cells[1], StringComparison.Ordinal);
                Assert.Contains($"{N(row, "done")}/{N(row, "counted")}", cells[2], StringComparison.Ordinal);
                Assert.Equal(N(row, "overdue"), int.Parse(cells[3], CultureInfo.InvariantCulture));
            }

            Assert.Equal(rows.Count - 1, units.Count);
            Assert.Contains($"{N(all, "done_on_time")} ", page.QuerySelector(".kpis")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_waits_to_be_published_is_seen_by_nobody_outside()
    {
        using var app = TestApp.Start();
        using var everyone = app.Anonymous();
        var waiting = await app.WithAsync(s => s.GetRequiredService<AppDb>().Publications.AsNoTracking()
            .SingleAsync(p => p.State == PublicationState.Proposed));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), ((await everyone.GetAsync($"/ket-qua-chi-dao/{waiting.Code}"))
            .StatusCode,
            (await everyone.GetAsync($"{Results}/{waiting.Code}")).StatusCode));
        Assert.DoesNotContain(waiting.Code, await everyone.GetStringAsync("/api/v1/search?q=" + waiting.Code), StringComparison.Ordinal);
    }

    [Fact]
    public void A_draft_needs_a_source_that_is_over_a_part_and_someone_who_answers()
    {
        var draft = new PublicationDraft(null, new(2021, 3, 15), false, PublishedLevel.Direct, [], " , ", null, null, " ", null);

        Assert.Equal(["publication.answerable-missing", "publication.day-not-over", "publication.nothing-chosen",
            "publication.units-without-counts"],
            draft.Problems(new(2021, 3, 15)).Select(p => p.Code).Order());
    }

    private static int N(JsonElement of, string name) => of.GetProperty(name).GetInt32();

    private static async Task<string> PageAsync(HttpClient browser, string url) => (await browser.OpenAsync(url)).Body!.TextContent;

    private static async Task<string?> StandingAsync(HttpClient everyone, string code) =>
        (await everyone.GetFromJsonAsync<JsonElement>($"{Results}/{code}")).GetProperty("standing").GetString();

    private static async Task<Guid> PrepareAsync(HttpClient office, object body)
    {
        using var made = await office.PostAsJsonAsync(Publications, body);
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
        return (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private static async Task<string> PublishAsync(TestApp app, object body)
    {
        using var office = await app.ProgramAsync("office");
        using var chair = await app.ProgramAsync("chair");
        var id = await PrepareAsync(office, body);
        using var proposed = await office.PostSeenAsync($"{Publications}/{id}/proposal", new { });
        using var published = await chair.PostSeenAsync($"{Publications}/{id}/publication", new { });
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (proposed.StatusCode, published.StatusCode));
        return (await published.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()!;
    }

    private static async Task<PublishedContent> BuildAsync(TestApp app, PublicationDraft draft) =>
        (await app.WithAsync(s => s.GetRequiredService<PublicationBuilder>().BuildAsync(draft, default))).Value.Content;

    private static Task<(Guid Document, List<SteeringTask> Tasks)> MostUsedDocumentAsync(TestApp app) => app.WithAsync(async s =>
    {
        var tasks = await s.GetRequiredService<AppDb>().Tasks.AsNoTracking().Where(t => t.DocumentId != null && t.IssuedOn != null
            && t.State != TaskState.Cancelled && t.State != TaskState.Draft && t.State != TaskState.ReturnedByLead).ToListAsync();
        var most = tasks.GroupBy(t => t.DocumentId!.Value).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First();
        return (most.Key, most.OrderBy(t => t.Code, StringComparer.Ordinal).ToList());
    });

    private static Task<int> ClassifyAsync(TestApp app, Guid document, Secrecy secrecy) => app.WithAsync(s => s.GetRequiredService<AppDb>()
        .Documents.Where(d => d.Id == document).ExecuteUpdateAsync(u => u.SetProperty(d => d.Secrecy, secrecy)));

    private static Task<int> CountedAsync(TestApp app, IReadOnlySet<Guid> tasks) => app.WithAsync(async s =>
    {
        var top = s.GetRequiredService<OrganisationDirectory>().Find("mot")!;
        var content = await s.GetRequiredService<SnapshotBuilder>().OfDayAsync(top, new(2021, 3, 14), default);
        return content.Tasks.Count(t => tasks.Contains(t.Id));
    });

    // A product is accepted, and another task cancelled.
    private static Task<int> ChangeTasksAsync(TestApp app) => app.WithAsync(async s =>
    {
        var office = (await app.ActorAsync("office")) with { Grants = [new Grant("*", "/")] };
        var (db, work) = (s.GetRequiredService<AppDb>(), s.GetRequiredService<TaskWork>());
        var open = await db.Tasks.AsNoTracking().Where(t => t.State == TaskState.InProgress || t.State == TaskState.Submitted)
            .ToListAsync();
        var (submitted, other) = (open.First(t => t.State == TaskState.Submitted && t.LeadUnitId != office.UnitId),
            open.First(t => t.State == TaskState.InProgress && !open.Exists(c => c.ParentId == t.Id)));
        Assert.True((await work.Verify(office, submitted.Id, null, true, "Đạt", default)).Ok);
        Assert.True((await work.Cancel(office, other.Id, null, "Không còn cần", default)).Ok);
        return 0;
    });
}
