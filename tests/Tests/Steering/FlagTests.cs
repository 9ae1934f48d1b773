using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Honesty;
using LoTrinh.Steering.Tasks;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

/// <summary>Flags found in a database, who sees and answers them, and what becomes of an answer.</summary>
public sealed class FlagTests
{
    [Theory, EachDatabase]
    public async Task The_demonstration_raises_every_kind_and_each_flag_rests_on_its_records(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.ProgramAsync("office");
        var page = await office.GetFromJsonAsync<JsonElement>("/api/v1/steering/flags");
        var counts = page.GetProperty("counts").EnumerateArray().ToDictionary(c => c.GetProperty("kind").GetString()!, c => c.GetProperty("all").GetInt32());
        async Task<List<string>> Codes(string kind) => [.. (await office.GetFromJsonAsync<JsonElement>($"/api/v1/steering/flags?kind={kind}")).GetProperty("items").EnumerateArray()
            .SelectMany(f => f.GetProperty("tasks").EnumerateArray()).Select(t => t.GetProperty("code").GetString()!).Distinct().Order(StringComparer.Ordinal)];
        var silent = await app.WithAsync(async s => await s.GetRequiredService<AppDb>().Tasks.AsNoTracking()
            .Where(t => (t.State == TaskState.Issued || t.State == TaskState.InProgress) && (t.LastUpdateAt ?? DateTime.MinValue) < new DateTime(2021, 1, 20, 0, 0, 0, DateTimeKind.Utc)
                && t.IssuedOn < new DateOnly(2021, 1, 20) && !t.Submissions.Any()).Select(t => t.Code).ToListAsync());

        Assert.Equal(Enum.GetNames<FlagKind>().Length, counts.Count);
        Assert.All(counts, c => Assert.True(c.Value > 0, c.Key));
        Assert.Equal(["NV-2020-00040", "NV-2020-00045", "NV-2020-00051"], await Codes("Bulk"));
        Assert.Equal(["NV-2020-00057", "NV-2020-00058"], await Codes("SameFile"));
        Assert.Equal(["NV-2020-00028"], await Codes("MovedLate"));
        Assert.Equal(["NV-2020-00091"], await Codes("Vague"));
        Assert.Contains("NV-2020-00040", await Codes("Jump"));
        Assert.Subset((await Codes("SameText")).ToHashSet(), new HashSet<string> { "NV-2020-00055", "NV-2020-00056" });
        Assert.NotEmpty(silent);
        var stale = await app.WithAsync(async s => (await s.GetRequiredService<FlagFinder>().FindAsync(s.GetRequiredService<AppDb>().Tasks.AsNoTracking(), CancellationToken.None))
            .Where(f => f.Kind == FlagKind.Stale).Select(f => f.Tasks[0].Code).ToHashSet());
        Assert.Subset(stale, silent.ToHashSet());
        Assert.DoesNotContain("NV-2020-00058", stale);
    }

    [Theory, EachDatabase]
    public async Task An_answer_is_kept_with_its_giver_and_a_new_event_raises_the_flag_again(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.SignInAsync("office");
        using var rival = await app.ProgramAsync("inspector");
        var (flag, unit) = await FirstAsync(app, FlagKind.SameFile);
        var url = $"/chi-dao/trung-thuc/{flag.Id}?donvi={unit}";

        using var bare = await office.PostFormAsync(url, new() { ["Reason"] = " " });
        using var answered = await office.PostFormAsync(url, new() { ["Reason"] = "Một biên bản chung của hai Cục." });
        using var twice = await rival.PostAsJsonAsync($"/api/v1/steering/flags/{flag.Id}/answers", new { reason = "Cũng vậy", mark = flag.Mark });
        var page = (await office.OpenAsync(url)).QuerySelector("main")!;
        var (again, ledger) = await app.WithAsync(async s =>
        {
            var (db, work) = (s.GetRequiredService<AppDb>(), s.GetRequiredService<TaskWork>());
            var third = await db.Tasks.SingleAsync(t => t.Code == "NV-2020-00004");
            var drvn = await app.ActorAsync("drvn");
            var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes("Biên bản đối soát dữ liệu hạ tầng (minh họa)"));
            Assert.True((await work.Report(drvn, third.Id, null, 35, "Đã đối soát.", null, CancellationToken.None, files: [new("khác.txt", content)])).Ok);
            return ((await s.GetRequiredService<FlagQueries>().FindAsync(await app.ActorAsync("office"), flag.Id, unit))!,
                await db.Ledger.AsNoTracking().SingleAsync(e => e.Action == "steering.flag.answered" && e.Reason!.StartsWith("Một biên bản")));
        });
        using var stale = await rival.PostAsJsonAsync($"/api/v1/steering/flags/{flag.Id}/answers", new { reason = "Đã xem", mark = flag.Mark });

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.Redirect, HttpStatusCode.Conflict], new[] { bare, answered, twice }.Select(a => a.StatusCode));
        Assert.Contains("Một biên bản chung của hai Cục.", page.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("textarea[name=Reason]"));
        Assert.True(again.IsRaisedAgain);
        Assert.Equal(["NV-2020-00004", "NV-2020-00057", "NV-2020-00058"], again.Flag.Tasks.Select(t => t.Code));
        Assert.Equal("Một biên bản chung của hai Cục.", Assert.Single(again.Answers).Reason);
        Assert.Equal("FlagAnswer", ledger.SubjectType);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
    }

    [Fact]
    public async Task A_unit_sees_the_flags_of_its_own_tasks_and_of_others_only_how_many_and_answers_none()
    {
        using var app = TestApp.Start();
        using var drvn = await app.ProgramAsync("drvn");
        using var citizen = await app.ProgramAsync("citizen");
        var (shared, unit) = await FirstAsync(app, FlagKind.SameText);
        var foreign = (await FirstAsync(app, FlagKind.MovedLate)).Flag.Id;
        var own = (await app.ActorAsync("drvn")).UnitPath!;
        var listed = await drvn.GetFromJsonAsync<JsonElement>("/api/v1/steering/flags?kind=SameText");
        using var answer = await drvn.PostAsJsonAsync($"/api/v1/steering/flags/{shared.Id}/answers", new { reason = "Không sao" });
        using var closed = await citizen.GetAsync("/api/v1/steering/flags");
        using var browser = await app.SignInAsync("drvn");
        using var other = await browser.GetAsync($"/chi-dao/trung-thuc/{foreign}");
        var organisation = await app.WithAsync(s => Task.FromResult(s.GetRequiredService<OrganisationDirectory>()));

        Assert.All(listed.GetProperty("items").EnumerateArray(), f => Assert.All(f.GetProperty("tasks").EnumerateArray(),
            t => Assert.StartsWith(own, organisation.Find(t.GetProperty("leadUnit").GetString()!)!.Path, StringComparison.Ordinal)));
        Assert.Contains(listed.GetProperty("items").EnumerateArray(), f => f.GetProperty("otherTasks").GetInt32() > 0);
        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.NotFound], [answer.StatusCode, closed.StatusCode, other.StatusCode]);
    }

    [Fact]
    public async Task The_list_counts_each_kind_is_narrowed_links_to_tasks_and_is_exported()
    {
        using var app = TestApp.Start();
        using var office = await app.SignInAsync("office");
        var page = (await office.OpenAsync("/chi-dao/trung-thuc")).QuerySelector("main")!;
        var vague = (await office.OpenAsync("/chi-dao/trung-thuc?loai=Vague")).QuerySelector("main")!;
        var english = (await office.OpenAsync("/en/chi-dao/trung-thuc?loai=MovedLate")).QuerySelector("main")!;
        var csv = await office.GetStringAsync("/chi-dao/trung-thuc/xuat?dang=csv&loai=SameFile");
        var task = (await office.OpenAsync(vague.QuerySelector("tbody a[href*='/nhiem-vu/']")!.GetAttribute("href")!)).QuerySelector("#co")!;

        Assert.Equal(7, page.QuerySelectorAll(".kpi").Length);
        Assert.Contains("quy ước của cơ quan thường trực, không phải quy định của pháp luật", page.TextContent, StringComparison.Ordinal);
        Assert.Equal("NV-2020-00091", Assert.Single(vague.QuerySelectorAll("tbody a[href*='/nhiem-vu/']")).TextContent);
        Assert.Contains("after it had passed", english.TextContent, StringComparison.Ordinal);
        Assert.Contains("Looked at, there is a reason", english.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("Nâng cao hiệu quả quản lý vận tải", task.TextContent, StringComparison.Ordinal);
        Assert.Empty((await office.OpenAsync("/chi-dao/trung-thuc?loai=Vague&traloi=1")).QuerySelectorAll("tbody"));
    }

    [Fact]
    public async Task Someone_of_another_unit_answers_a_flag_about_nothing_but_ones_own_unit()
    {
        using var app = TestApp.Start();
        using var office = await app.ProgramAsync("office");
        using var inspector = await app.ProgramAsync("inspector");
        var (flag, _) = await FirstAsync(app, FlagKind.Bulk);
        using var own = await office.PostAsJsonAsync($"/api/v1/steering/flags/{flag.Id}/answers", new { reason = "Đã xem" });
        using var theirs = await inspector.PostAsJsonAsync($"/api/v1/steering/flags/{flag.Id}/answers", new { reason = "Sản phẩm đủ, cập nhật dồn cuối kỳ." });

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Created], [own.StatusCode, theirs.StatusCode]);
    }

    private static Task<(Flag Flag, Guid Unit)> FirstAsync(TestApp app, FlagKind kind) => app.WithAsync(async s =>
    {
        var view = (await s.GetRequiredService<FlagQueries>().ListAsync(await app.ActorAsync("office"), new(kind))).Flags[0];
        return (view.Flag, view.UnitId);
    });
}
