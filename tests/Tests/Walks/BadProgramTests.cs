using System.Net;
using System.Text;
using System.Text.Json;
using LoTrinh.Host.Demo;
using LoTrinh.Platform.Data;
using LoTrinh.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Walks;

/// <summary>Every answer for programs is asked with what no program should send: it is refused in words, never with an error of ours.</summary>
[Trait("Speed", "slow")]
public sealed class BadProgramTests
{
    private static readonly string[] Values = ["", "%00", "-1", "99999999999999999999", "0001-01-01", "9999-12-31", "31/02/2021", "%3Cscript%3E", "NaN", new('a', 3000)];

    private static readonly string[] Bodies =
    [
        "", "{", "[]", "null", "{}", "1", "\"\"", "{\"version\":99999999999999}", "{\"version\":-1,\"reason\":null,\"progress\":-5}", "{\"values\":{\"unitName\":null}}",
        "{\"procedure\":\"1.000703\",\"values\":{\"unitName\":[null,\"\\u0000\",\"\\ud800\"]}}", "{\"progress\":2147483647,\"narrative\":\"\\u0000\"}",
        "{\"accepted\":\"maybe\"}", "{\"dueOn\":\"0001-01-01\",\"proposedOn\":\"9999-12-31\",\"title\":\"\"}", "{\"dueWorkingDays\":2147483647,\"title\":\"x\",\"leadUnit\":\"drvn\"}",
    ];

    [Fact]
    public async Task No_query_of_a_program_is_answered_with_an_error_of_ours()
    {
        using var app = TestApp.Start(Postgres.OrSqlite, configure: ManyVisitors.Come);
        var programs = await ProgramsAsync(app);
        var failed = new List<string>();
        using var described = JsonDocument.Parse(await programs["office"].GetStringAsync("/openapi/v1.json"));
        foreach (var path in described.RootElement.GetProperty("paths").EnumerateObject().Where(p => p.Value.TryGetProperty("get", out _)))
        {
            var parameters = path.Value.GetProperty("get").TryGetProperty("parameters", out var all) ? all.EnumerateArray().ToList() : [];
            foreach (var name in parameters.Where(p => p.GetProperty("in").GetString() == "query").Select(p => p.GetProperty("name").GetString()!))
            {
                foreach (var value in Values)
                {
                    await AskAsync(programs, HttpMethod.Get, $"{Filled(path.Name)}?{name}={value}", null, failed);
                }
            }

            foreach (var value in path.Name.Contains('{', StringComparison.Ordinal) ? Values.Skip(2) : [])
            {
                await AskAsync(programs, HttpMethod.Get, path.Name.Split('{')[0] + value, null, failed);
            }
        }

        Assert.True(failed.Count == 0, string.Join('\n', failed.Take(30)));
    }

    [Fact]
    public async Task No_body_of_a_program_is_answered_with_an_error_of_ours()
    {
        using var app = TestApp.Start(Postgres.OrSqlite, configure: ManyVisitors.Come);
        var programs = await ProgramsAsync(app);
        var failed = new List<string>();
        await app.WithAsync(async services =>
        {
            var records = new Records(services.GetRequiredService<AppDb>());
            foreach (var address in (await Addresses.AllAsync(app)).Where(a => a is { IsApi: true, Method: not "GET" }))
            {
                foreach (var url in (await records.UrlsAsync(address)).TakeLast(2))
                {
                    foreach (var body in Bodies)
                    {
                        await AskAsync(programs, new(address.Method), url, body, failed);
                    }
                }
            }

            return 0;
        });

        Assert.True(failed.Count == 0, string.Join('\n', failed.Take(30)));
    }

    private static string Filled(string path) => path.Replace("{plate}", "42B00011", StringComparison.Ordinal).Replace("{code}", "1.000703", StringComparison.Ordinal);

    private static async Task<Dictionary<string, HttpClient>> ProgramsAsync(TestApp app)
    {
        var programs = new Dictionary<string, HttpClient>();
        foreach (var account in DemoAccounts.All.Select(a => a.Name))
        {
            programs[account] = await app.ProgramAsync(account);
        }

        return programs;
    }

    // The first account that the door lets in is the one that is answered.
    private static async Task AskAsync(Dictionary<string, HttpClient> programs, HttpMethod method, string url, string? body, List<string> failed)
    {
        foreach (var (account, program) in programs)
        {
            using var request = new HttpRequestMessage(method, url) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
            using var answer = await program.SendAsync(request);
            if (answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized)
            {
                continue;
            }

            if ((int)answer.StatusCode >= 500)
            {
                failed.Add($"{method} {url[..Math.Min(120, url.Length)]} {body} answers {(int)answer.StatusCode} to {account}");
            }

            return;
        }
    }
}
