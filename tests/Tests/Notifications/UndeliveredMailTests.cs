using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Notifications;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Notifications;

/// <summary>E-mail that a server refused for good is seen by the administrator, and by nobody else.</summary>
[Trait("Speed", "slow")]
public sealed class UndeliveredMailTests
{
    [Theory, EachDatabase]
    public async Task An_administrator_reads_why_a_letter_was_refused_and_has_it_sent_again(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var id = await RefuseAsync(app);
        using var admin = await app.SignInAsync("admin");

        var page = await admin.OpenAsync("/quan-tri/thu-dien-tu");
        var row = page.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("gone@example.vn", StringComparison.Ordinal)).TextContent;
        using var posted = await admin.PostFormAsync("/quan-tri/thu-dien-tu", new() { ["id"] = id.ToString() });
        var said = (await admin.OpenAsync("/quan-tri/thu-dien-tu")).QuerySelector("[role=status]")!.TextContent;
        using var again = await admin.PostFormAsync("/quan-tri/thu-dien-tu", new() { ["id"] = id.ToString() });
        var (letter, deeds) = await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            return (await db.OutgoingMail.AsNoTracking().SingleAsync(m => m.Id == id),
                await db.Ledger.Where(e => e.SubjectId == id).Select(e => e.Action + e.Changes).ToListAsync());
        });

        Assert.Contains("550 no such user", row, StringComparison.Ordinal);
        Assert.DoesNotContain("Điều động", page.Body!.TextContent, StringComparison.Ordinal); // what the letter says is not the administrator's business
        Assert.Equal(HttpStatusCode.Redirect, posted.StatusCode);
        Assert.Contains("1 thư", said, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal((null, 0), (letter.GivenUpAt, letter.Attempts));
        Assert.StartsWith("platform.mail.retried", Assert.Single(deeds), StringComparison.Ordinal);
        Assert.DoesNotContain("gone@", deeds[0], StringComparison.Ordinal);

        await app.RunAsync<SendMail>();

        Assert.NotNull(await app.WithAsync(s => s.GetRequiredService<AppDb>().OutgoingMail.Where(m => m.Id == id).Select(m => m.SentAt).SingleAsync()));
    }

    [Fact]
    public async Task All_refused_letters_are_taken_up_at_once_and_an_empty_page_says_what_would_stand_there()
    {
        using var app = TestApp.Start();
        await RefuseAsync(app);
        using var admin = await app.SignInAsync("admin");

        using var none = await admin.PostFormAsync("/quan-tri/thu-dien-tu", new() { ["id"] = "không phải mã" });
        using var posted = await admin.PostFormAsync("/quan-tri/thu-dien-tu", [], "/quan-tri/thu-dien-tu?handler=All");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Redirect), (none.StatusCode, posted.StatusCode));
        Assert.Equal("Không có thư nào bị từ chối", (await admin.OpenAsync("/quan-tri/thu-dien-tu")).QuerySelector(".empty h2")!.TextContent);
        Assert.False(await app.WithAsync(s => s.GetRequiredService<AppDb>().OutgoingMail.AnyAsync(m => m.GivenUpAt != null)));
    }

    [Fact]
    public async Task A_program_of_the_administrator_does_the_same_and_nobody_else_may()
    {
        using var app = TestApp.Start();
        var id = await RefuseAsync(app);
        using var program = await app.ProgramAsync("admin");
        using var office = await app.ProgramAsync("office");

        var list = await program.GetFromJsonAsync<JsonElement>("/api/v1/mail/given-up");
        using var retried = await program.PostAsync($"/api/v1/mail/{id}/retry", null);
        using var unknown = await program.PostAsync($"/api/v1/mail/{Guid.NewGuid()}/retry", null);
        using var refused = await office.PostAsync($"/api/v1/mail/{id}/retry", null);

        Assert.Equal("550 no such user", list.GetProperty("items")[0].GetProperty("reason").GetString());
        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.NotFound, HttpStatusCode.Forbidden], new[] { retried, unknown, refused }.Select(r => r.StatusCode));
        Assert.Equal(HttpStatusCode.Forbidden, (await office.GetAsync("/api/v1/mail/given-up")).StatusCode);
    }

    private static Task<Guid> RefuseAsync(TestApp app) => app.WithAsync(async s =>
    {
        var db = s.GetRequiredService<AppDb>();
        var now = app.Clock.GetUtcNow().UtcDateTime;
        var letter = new OutgoingMail
        {
            To = "gone@example.vn", ToName = "Đầu mối cũ", Subject = "Điều động cán bộ", Text = "…", Language = "vi",
            CreatedAt = now, NotBeforeAt = now, GivenUpAt = now, Attempts = 3, LastProblem = "550 no such user",
        };
        db.OutgoingMail.Add(letter);
        await db.SaveChangesAsync();
        return letter.Id;
    });
}
