using System.Text.Json;
using LoTrinh.Host.Api;
using LoTrinh.Tests.Harness;
using LoTrinh.Ui;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests;

public sealed class ApiPageTests
{
    [Fact]
    public async Task The_api_describes_itself_to_programs_and_to_people_in_both_languages()
    {
        using var app = TestApp.Start(demo: false);
        using var anyone = app.Anonymous();

        using var document = JsonDocument.Parse(await anyone.GetStringAsync("/openapi/v1.json"));
        using var english = JsonDocument.Parse(await anyone.GetStringAsync("/en/openapi/v1.json"));
        var operations = document.RootElement.GetProperty("paths").EnumerateObject().Where(p => p.Name.StartsWith("/api/v1/", StringComparison.Ordinal))
            .SelectMany(p => p.Value.EnumerateObject().Select(o => (Key: DescribedApi.TextKey(o.Name, p.Name["/api/v1".Length..]), Operation: o.Value))).ToDictionary(o => o.Key, o => o.Operation);
        var texts = app.Services.GetRequiredService<Texts>();
        var issue = operations["api.POST /calendar/announcements"];
        var page = await anyone.OpenAsync("/api");

        Assert.Empty(texts.Keys("vi").Where(k => k.StartsWith("api.", StringComparison.Ordinal) && k.Contains(" /", StringComparison.Ordinal)).Except(operations.Keys));
        Assert.DoesNotContain(operations, o => !o.Value.TryGetProperty("summary", out _) && Described.Any(d => o.Key.Contains(d, StringComparison.Ordinal))); // add the text beside the endpoint
        Assert.Equal("platform.calendar.edit", issue.GetProperty("x-permission").GetString());
        Assert.Equal("calendar", issue.GetProperty("tags")[0].GetString());
        Assert.True(issue.GetProperty("security")[0].TryGetProperty("token", out _));
        foreach (var status in new[] { "201", "400", "401", "403", "409" })
        {
            Assert.True(issue.GetProperty("responses").TryGetProperty(status, out _), status);
        }

        Assert.Equal("#/components/schemas/Problem",
            issue.GetProperty("responses").GetProperty("400").GetProperty("content").GetProperty("application/problem+json").GetProperty("schema").GetProperty("$ref").GetString());
        Assert.StartsWith("Counts a deadline", english.RootElement.GetProperty("paths").GetProperty("/api/v1/calendar/due").GetProperty("get").GetProperty("summary").GetString(), StringComparison.Ordinal);
        Assert.Equal(operations.Count, page.QuerySelectorAll("details.endpoint").Length);
        Assert.Contains("amount", page.QuerySelector("#calendar")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("platform.calendar.edit", page.QuerySelector("#calendar")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("bắt buộc", page.QuerySelector("#organisation")!.TextContent, StringComparison.Ordinal); // a part of the address
        Assert.DoesNotContain("[api.", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains("The API for people", (await anyone.OpenAsync("/en/api")).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_with_a_body_names_its_type()
    {
        using var app = TestApp.Start(demo: false);
        using var anyone = app.Anonymous();
        using var document = JsonDocument.Parse(await anyone.GetStringAsync("/openapi/v1.json"));
        var silent = document.RootElement.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject()
            .Where(o => !Answers(o.Value)).Select(o => $"{o.Name} {p.Name}"));

        Assert.Empty(silent); // add .Produces<T>() where the handler answers IResult
    }

    // Something good is promised, and each good answer but "no content" has a body with a schema.
    private static bool Answers(JsonElement operation)
    {
        var good = operation.GetProperty("responses").EnumerateObject().Where(r => r.Name.StartsWith('2')).ToList();
        return good.Count > 0 && good.All(r => r.Name == "204"
            || (r.Value.TryGetProperty("content", out var content) && content.EnumerateObject().All(c => c.Value.TryGetProperty("schema", out var schema) && schema.EnumerateObject().Any())));
    }

    // Subjects whose endpoints all have a sentence; a new endpoint of theirs needs one too.
    private static readonly string[] Described = ["/calendar", "/organisation", "/services", "/roads", "/portal", "/documents", "/steering", "/open-data"];
}
