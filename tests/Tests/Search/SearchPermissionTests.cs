using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Search;
using LoTrinh.Steering.Tasks;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Search;

/// <summary>Nobody finds what they may not open.</summary>
public sealed class SearchPermissionTests
{
    [Theory, EachDatabase]
    public async Task Tasks_are_found_by_those_who_see_them_in_the_list(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        foreach (var account in new[] { "office", "drvn", "inspector", "desk", "citizen", "editor", "admin" })
        {
            var actor = await app.ActorAsync(account);
            var listed = await app.WithAsync(s => s.GetRequiredService<TaskQueries>().Seen(actor).Select(t => t.Id).ToListAsync());
            var seen = actor.May(LoTrinh.Steering.Tasks.Permissions.Read) ? listed : [];
            foreach (var id in await AllTasksAsync(app))
            {
                var code = await app.WithAsync(s => s.GetRequiredService<AppDb>().Tasks.Where(t => t.Id == id).Select(t => t.Code).SingleAsync());
                var found = await FindAsync(app, actor, code);
                Assert.True(found.Any(f => f.RecordId == id.ToString()) == seen.Contains(id), $"{account} {code}");
            }
        }
    }

    [Theory, EachDatabase]
    public async Task The_index_follows_each_change_and_building_it_anew_changes_nothing(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var office = await app.ActorAsync("office");
        var lead = app.Services.GetRequiredService<LoTrinh.Platform.Organisation.OrganisationDirectory>().Find("drvn")!.Id;
        var draft = new TaskDraft("", "Lập danh bạ qwxz", null, lead, [], "Tổng cục trưởng", "Trưởng ban", "Danh bạ", "Đủ", DueBasis.Date, null, new DateOnly(2021, 6, 30));

        var task = await app.WithAsync(s => s.GetRequiredService<TaskWork>().Assign(office, draft, false, default));
        Assert.Empty(await FindAsync(app, office, "qwxz"));
        await app.WithAsync(s => s.GetRequiredService<TaskWork>().Issue(office, task.Value.Id, null, default));
        Assert.Single(await FindAsync(app, office, "qwxz"));
        Assert.Single(await FindAsync(app, await app.ActorAsync("drvn"), "qwxz"));
        await app.WithAsync(async s => await s.GetRequiredService<TaskWork>().Acknowledge(await app.ActorAsync("drvn"), task.Value.Id, null, default));
        Assert.Single(await FindAsync(app, office, "qwxz"));

        var before = await EntriesAsync(app);
        var count = await app.Services.GetRequiredService<SearchIndex>().RebuildAsync(default);
        Assert.Equal(before, await EntriesAsync(app));
        Assert.Equal(before.Count, count);
        await app.WithAsync(s => s.GetRequiredService<AppDb>().SearchEntries.ExecuteDeleteAsync());
        Assert.Empty(await FindAsync(app, office, "qwxz"));
        await app.Services.GetRequiredService<SearchIndex>().RebuildAsync(default);
        Assert.Equal(before.Select(e => e.Title), (await EntriesAsync(app)).Select(e => e.Title));
        Assert.Single(await FindAsync(app, office, "qwxz"));
    }

    [Theory, EachDatabase]
    public async Task A_document_is_found_by_what_a_clause_says_and_is_past_from_the_day_another_replaces_it(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var office = await app.ActorAsync("office");
        var (old, young) = (await RegisteredAsync(app, office, "901", new(2021, 1, 4)), await RegisteredAsync(app, office, "902", new(2021, 3, 1)));
        Assert.Empty(await FindAsync(app, office, "kwjq"));

        var clause = (await app.WithAsync(s => s.GetRequiredService<ClauseWork>().Add(office, old,
            new() { Kind = ClauseKind.Paragraph, Label = "Điều 1", Text = "Lập kho dữ liệu kwjq" }, default))).Value;
        Assert.Equal(old.ToString(), Assert.Single(await FindAsync(app, office, "kwjq")).RecordId);
        Assert.Equal([false, false], (await FindAsync(app, office, "zvxw")).Select(f => f.IsPast));

        var relation = (await app.WithAsync(s => s.GetRequiredService<DocumentWork>().Relate(office, young, new() { Kind = RelationKind.Replaces, Other = old.ToString() }, default))).Value;
        Assert.Equal([(young.ToString(), false), (old.ToString(), true)], (await FindAsync(app, office, "zvxw")).Select(f => (f.RecordId, f.IsPast)));
        await app.Services.GetRequiredService<SearchIndex>().RebuildAsync(default);
        Assert.Equal([(young.ToString(), false), (old.ToString(), true)], (await FindAsync(app, office, "zvxw")).Select(f => (f.RecordId, f.IsPast)));

        await app.WithAsync(s => s.GetRequiredService<DocumentWork>().Unrelate(office, young, relation.Id, "Ghi nhầm", default));
        await app.WithAsync(s => s.GetRequiredService<ClauseWork>().Remove(office, old, clause.Id, null, "Ghi nhầm", default));
        Assert.Equal([false, false], (await FindAsync(app, office, "zvxw")).Select(f => f.IsPast));
        Assert.Empty(await FindAsync(app, office, "kwjq"));
    }

    private static async Task<Guid> RegisteredAsync(TestApp app, Actor office, string number, DateOnly signed) =>
        (await app.WithAsync(s => s.GetRequiredService<DocumentWork>().Save(office, null, null, new()
        {
            Number = number, Symbol = "QĐ-BGTVT", Kind = "quyet-dinh", IssuerUnitId = s.GetRequiredService<LoTrinh.Platform.Organisation.OrganisationDirectory>().Find("mot")!.Id,
            SignedOn = signed, Abstract = "Quyết định thử zvxw", Direction = DocumentDirection.Outgoing,
        }, register: true, [], default))).Value.Id;

    [Theory, EachDatabase]
    public async Task The_page_and_the_endpoint_show_each_reader_their_own(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var anyone = app.Anonymous();
        using var office = await app.SignInAsync("office");
        using var program = await app.ProgramAsync("office");

        var page = await anyone.OpenAsync("/tim-kiem?q=giay+phep+kinh+doanh");
        Assert.Equal("giay phep kinh doanh", page.QuerySelector("input[name=q]")!.GetAttribute("value"));
        Assert.Contains("Giấy phép kinh doanh", page.QuerySelector(".found")!.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.All(page.QuerySelectorAll(".found h3 a"), a => Assert.StartsWith("/dich-vu-cong", a.GetAttribute("href"), StringComparison.Ordinal));
        Assert.NotEmpty(page.QuerySelectorAll(".found mark"));

        var english = await office.OpenAsync("/en/tim-kiem?q=giay+phep+lai+xe&loai=task");
        Assert.StartsWith("/en/chi-dao/nhiem-vu/", english.QuerySelector(".found h3 a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("Search", english.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);

        var mine = await program.GetFromJsonAsync<JsonElement>("/api/v1/search?q=giay%20phep%20lai%20xe");
        var theirs = await anyone.GetFromJsonAsync<JsonElement>("/api/v1/search?q=giay%20phep%20lai%20xe");
        Assert.True(mine.GetProperty("byKind").TryGetProperty("task", out _));
        Assert.False(theirs.GetProperty("byKind").TryGetProperty("task", out _));
    }

    [Fact]
    public async Task Odd_queries_get_a_helpful_page_and_nothing_of_them_runs()
    {
        using var app = TestApp.Start();
        using var anyone = app.Anonymous();

        var none = await anyone.OpenAsync("/tim-kiem?q=%3Cscript%3Ealert(1)%3C/script%3E");
        Assert.Equal("<script>alert(1)</script>", none.QuerySelector("input[name=q]")!.GetAttribute("value"));
        Assert.DoesNotContain(none.QuerySelectorAll("script"), s => s.TextContent.Contains("alert", StringComparison.Ordinal));
        Assert.Contains("Không có kết quả", none.QuerySelector(".empty")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await anyone.OpenAsync("/tim-kiem")).QuerySelector("h1"));
        foreach (var odd in new[] { "q=%FF%FE", "q=" + new string('x', 3000), "q=a&trang=-4", "q=giay+phep&trang=999999&loai=khac", "q=phu+hieu&trang=abc" })
        {
            using var answer = await anyone.GetAsync("/tim-kiem?" + odd);
            Assert.True(answer.IsSuccessStatusCode, odd);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await anyone.GetAsync("/api/v1/search")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await anyone.GetAsync("/api/v1/search?q=a&kind=secret")).StatusCode);
    }

    private static Task<List<Guid>> AllTasksAsync(TestApp app) => app.WithAsync(s => s.GetRequiredService<AppDb>().Tasks.OrderBy(t => t.Code).Select(t => t.Id).Take(12).ToListAsync());

    private static Task<IReadOnlyList<FoundRecord>> FindAsync(TestApp app, Actor actor, string query) => app.WithAsync(async s =>
        (await s.GetRequiredService<FindRecords>().Handle(actor, query, null, 1, default)).Items);

    private static Task<List<(long Id, string Title, string Facets)>> EntriesAsync(TestApp app) => app.WithAsync(async s =>
        (await s.GetRequiredService<AppDb>().SearchEntries.AsNoTracking().OrderBy(e => e.Kind).ThenBy(e => e.RecordId).ToListAsync()).ConvertAll(e => (e.Id, e.Title, e.Facets)));
}
