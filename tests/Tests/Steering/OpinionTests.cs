using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Notifications;
using LoTrinh.Steering.Opinions;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

public sealed class OpinionTests
{
    [Theory, EachDatabase]
    public async Task A_member_finds_the_open_ballot_votes_changes_it_and_two_who_vote_for_one_seat_lose_no_text(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var head = await app.SignInAsync("drvn-head");
        using var office = await app.SignInAsync("office");
        var waiting = await head.OpenAsync("/viec-cua-toi");
        var ballot = waiting.QuerySelector("main a[href*='/phieu/']")!.GetAttribute("href")!;
        var record = ballot[..ballot.IndexOf("/phieu/", StringComparison.Ordinal)];

        using var bare = await head.PostFormAsync(ballot,
            new() { ["Version"] = "1", ["Choice"] = "Disagree", ["Comments[0].Clause"] = "Mục 2" });
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        Assert.Equal("Mục 2", (await bare.ReadPageAsync()).QuerySelector("input[name='Comments[0].Clause']")!.GetAttribute("value"));
        using var cast = await head.PostFormAsync(ballot,
            new() { ["Version"] = "1", ["Choice"] = "Disagree", ["Comments[0].Text"] = "Thời hạn chưa khả thi" });
        using var stale = await head.PostFormAsync(ballot,
            new() { ["Version"] = "1", ["Choice"] = "AgreeWithComments", ["Comments[0].Text"] = "Lời gõ dở" });
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Conflict), (cast.StatusCode, stale.StatusCode));
        Assert.Contains("Lời gõ dở", (await stale.ReadPageAsync()).QuerySelector("textarea[name='Comments[0].Text']")!.TextContent,
            StringComparison.Ordinal);
        using var again = await head.PostFormAsync(ballot, new() { ["Version"] = "2", ["Choice"] = "Agree" });
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Empty((await head.OpenAsync("/viec-cua-toi")).QuerySelectorAll("main a[href*='/phieu/']")); // no ballot waits any more

        // What others said is hidden from a member while the round is open, and shown to those who prepare it.
        Assert.DoesNotContain("Gắn sản phẩm", (await head.OpenAsync(record)).Body!.TextContent, StringComparison.Ordinal);
        var seen = (await office.OpenAsync(record)).QuerySelector("#phieu")!.TextContent;
        Assert.Contains("1 phiếu trước", seen, StringComparison.Ordinal);
        Assert.Contains("Thời hạn chưa khả thi", seen, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await office.GetAsync(ballot)).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task A_result_counts_again_from_its_rows_and_a_seat_has_one_paper(TestDatabase database)
    {
        using var app = TestApp.Start(database);

        await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            var rounds = await OpinionQueries.Whole(db.Opinions.AsNoTracking()).OrderBy(r => r.OpenedAt).ToListAsync();
            Assert.Equal([OpinionState.Closed, OpinionState.Closed, OpinionState.Open], rounds.Select(r => r.State));
            Assert.All(rounds.Where(r => r.State == OpinionState.Closed), r => Assert.Equal(r.Result, r.Count()));
            Assert.Equal((rounds[0].Id, 2, OpinionOutcome.Agreed), (rounds[1].PreviousId, rounds[1].Number, rounds[1].Result!.Outcome));
            Assert.Equal((1, 6), (rounds[0].Result!.Late, rounds[0].Result!.Silent));
            Assert.Contains(db.Model.FindEntityType(typeof(OpinionMember))!.GetIndexes(), i => i.IsUnique
                && i.Properties.Select(p => p.Name).SequenceEqual(["RoundId", "SeatId"]));
            return 0;
        });
    }

    [Theory, EachDatabase]
    public async Task Members_without_ballot_are_reminded_once_and_the_office_closes_after_the_due_day(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var program = await app.ProgramAsync("office");
        var open = (await program.GetFromJsonAsync<JsonElement>("/api/v1/steering/opinions?state=Open")).GetProperty("rounds")[0];
        var url = $"/api/v1/steering/opinions/{open.GetProperty("id").GetString()}";
        var whole = await program.GetFromJsonAsync<JsonElement>(url);
        var silent = whole.GetProperty("members").EnumerateArray().First(m => !m.GetProperty("hasAnswered").GetBoolean()).GetProperty("id")
            .GetString();

        using var early = await program.PostAsJsonAsync(url + "/closing", new { version = whole.GetProperty("version").GetInt32() });
        using var noScan = await program.PostSeenAsync(url + "/paper-ballots",
            new { member = silent, choice = "agree", receivedOn = "2021-03-15" });
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.BadRequest), (early.StatusCode, noScan.StatusCode));
        Assert.Equal("opinion.scan-missing", (await noScan.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("codes")[0].GetString());

        app.Clock.Set(new(2021, 3, 16, 3, 0, 0, TimeSpan.Zero));
        await app.RunAsync<RemindOpinions>();
        await app.RunAsync<RemindOpinions>();
        Assert.Equal(1, await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.CountAsync(e =>
            e.Action == "steering.opinion.reminded")));
        Assert.True(await app.WithAsync(s => s.GetRequiredService<AppDb>().Notifications.CountAsync(n =>
            n.Kind == "steering.opinion-reminder")) >= 2);

        app.Clock.Set(new(2021, 3, 18, 3, 0, 0, TimeSpan.Zero));
        using var later = await app.ProgramAsync("office");
        using var late = await later.PostSeenAsync(url + "/paper-ballots", new
        {
            member = silent, choice = "agree", receivedOn = "2021-03-18",
            scan = new[] { new { name = "phieu.pdf", content = Convert.ToBase64String("%PDF-1.4 thu"u8) } },
        });
        using var closed = await later.PostSeenAsync(url + "/closing", new { });
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (late.StatusCode, closed.StatusCode));
        var result = (await later.GetFromJsonAsync<JsonElement>(url)).GetProperty("result");
        Assert.Equal((1, 5), (result.GetProperty("late").GetInt32(), result.GetProperty("counted").GetInt32()));
    }
}
