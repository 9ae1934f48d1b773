using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Idempotency;
using LoTrinh.Platform.Identity;
using LoTrinh.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Platform;

/// <summary>A write that a program sends twice is done once.</summary>
public sealed class IdempotencyTests
{
    [Theory, EachDatabase]
    public async Task A_request_sent_twice_under_one_key_is_done_once_and_answered_twice(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.ProgramAsync("office");

        using var first = await SendAsync(office, "k-1", "Văn bản thử");
        using var second = await SendAsync(office, "k-1", "Văn bản thử");
        using var other = await SendAsync(office, "k-1", "Văn bản khác");
        using var refused = await SendAsync(office, "k-2", "");
        using var mended = await SendAsync(office, "k-2", "Văn bản thử hai");
        using var spaced = await SendAsync(office, "k 3", "Văn bản thử");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.False(first.Headers.Contains(IdempotencyKeys.ReplayedHeader));
        Assert.True(second.Headers.Contains(IdempotencyKeys.ReplayedHeader));
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        Assert.Contains("idempotency.other-request", await other.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Created), (refused.StatusCode, mended.StatusCode));
        Assert.Equal(HttpStatusCode.BadRequest, spaced.StatusCode);
        Assert.Equal(2, await CountAsync(app));
    }

    [Theory, EachDatabase]
    public async Task Requests_that_race_under_one_key_do_it_once(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.ProgramAsync("office");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SendAsync(office, "race", "Văn bản thử")));

        Assert.Contains(answers, a => a.StatusCode == HttpStatusCode.Created && !a.Headers.Contains(IdempotencyKeys.ReplayedHeader));
        Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict, $"{a.StatusCode}"));
        Assert.Equal(1, await CountAsync(app));
    }

    [Fact]
    public async Task Who_goes_away_before_the_answer_finds_it_kept()
    {
        using var app = TestApp.Start();
        var actor = await app.ActorAsync("office");
        var done = 0;
        var way = new ApplicationBuilder(app.Services);
        way.UseIdempotencyKeys();
        way.Run(async context =>
        {
            done++;
            context.Response.StatusCode = StatusCodes.Status201Created;
            await context.Response.WriteAsync("đã làm", context.RequestAborted);
        });
        var pipeline = way.Build();

        async Task<string> AskAsync(bool goesAway)
        {
            await using var scope = app.Services.CreateAsyncScope();
            using var answer = new MemoryStream();
            var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = new CancellationToken(goesAway) };
            context.Items[typeof(Actor)] = actor;
            (context.Request.Method, context.Request.Path, context.Response.Body) = ("POST", "/api/v1/steering/tasks", answer);
            context.Request.Headers[IdempotencyKeys.Header] = "gone";
            await pipeline(context);
            return System.Text.Encoding.UTF8.GetString(answer.ToArray());
        }

        await AskAsync(goesAway: true);

        Assert.Equal("đã làm", await AskAsync(goesAway: false));
        Assert.Equal(1, done);
    }

    [Fact]
    public async Task A_key_belongs_to_its_account_and_ends_after_its_life()
    {
        using var app = TestApp.Start();
        using var office = await app.ProgramAsync("office");
        using var drvn = await app.ProgramAsync("drvn");

        using var mine = await SendAsync(office, "k", "Văn bản thử");
        using var foreign = await SendAsync(drvn, "k", "Văn bản thử");
        using var anonymous = await SendAsync(app.Anonymous(), "k", "Văn bản thử");
        app.Clock.Set(app.Clock.GetUtcNow() + IdempotencyKeys.Life + TimeSpan.FromHours(1));
        using var later = await app.ProgramAsync("office");
        using var again = await SendAsync(later, "k", "Văn bản thử");

        Assert.Equal(HttpStatusCode.Created, mine.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.NotEqual(await IdAsync(mine), await IdAsync(again));
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient program, string key, string about)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/documents")
        {
            Content = JsonContent.Create(new
            {
                register = true,
                document = new { kind = "thong-bao", direction = "Incoming", issuerName = "Văn phòng thử", source = "Thử nghiệm", @abstract = about },
            }),
        };
        request.Headers.TryAddWithoutValidation(IdempotencyKeys.Header, key);
        return await program.SendAsync(request);
    }

    private static Task<int> CountAsync(TestApp app) =>
        app.WithAsync(s => s.GetRequiredService<AppDb>().Documents.CountAsync(d => d.IssuerName == "Văn phòng thử"));

    private static async Task<Guid> IdAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
}
