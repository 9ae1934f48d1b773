using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Steering.Tasks;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

/// <summary>The list of requests for explanation: what is found in it, and what it refuses.</summary>
public sealed class ExplanationListTests
{
    [Theory, EachDatabase]
    public async Task The_list_is_searched_without_diacritics_in_questions_tasks_and_indicators_and_says_where_to_ask(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var chair = await app.SignInAsync("chair");
        using var drvn = await app.SignInAsync("drvn");
        using var program = await app.ProgramAsync("chair");
        var task = (await ExplanationTests.AskedAsync(app, await app.ActorAsync("chair"), "Nêu rõ đơn vị tư vấn nào bàn giao.")).TaskId!.Value;
        var code = await app.WithAsync(s => s.GetRequiredService<AppDb>().Tasks.Where(t => t.Id == task).Select(t => t.Code).SingleAsync());
        async Task<int> FoundAsync(string q) => (await program.GetFromJsonAsync<JsonElement>($"/api/v1/steering/explanations?q={q}"))
            .GetProperty("count").GetInt32();

        Assert.Equal(1, await FoundAsync("tu van ban giao"));
        Assert.Equal(1, await FoundAsync($"tư vấn {code}"));
        Assert.Equal(1, await FoundAsync("O3"));
        Assert.Equal(0, await FoundAsync("không có từ này"));
        var page = await chair.OpenAsync("/chi-dao/giai-trinh?q=MAU SO");
        Assert.Contains("cách tính mẫu số", Assert.Single(page.QuerySelectorAll("tbody tr")).TextContent, StringComparison.Ordinal);
        Assert.Equal("MAU SO", page.QuerySelector("input[name=q]")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector(".head a[href='/chi-dao/nhiem-vu']"));
        Assert.NotNull(page.QuerySelector(".head a[href='/chi-dao/chi-tieu']"));
        Assert.Null((await drvn.OpenAsync("/chi-dao/giai-trinh")).QuerySelector(".head a[href='/chi-dao/chi-tieu']"));
    }

    [Fact]
    public async Task What_a_request_can_be_about_is_a_task_or_an_indicator_and_another_word_is_refused_beside_its_field()
    {
        using var app = TestApp.Start();
        using var chair = await app.SignInAsync("chair");
        using var program = await app.ProgramAsync("chair");

        using var answer = await program.GetAsync("/api/v1/steering/explanations?about=meeting&unit=nowhere");
        using var vietnamese = await program.GetAsync("/api/v1/steering/explanations?about=nhiem-vu");
        using var page = await chair.GetAsync("/chi-dao/giai-trinh?ve=cuoc-hop");
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest],
            new[] { answer, vietnamese, page }.Select(a => a.StatusCode));
        Assert.Equal(["about", "unit"], errors.EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        Assert.Contains("nhiệm vụ, chỉ tiêu", (await page.ReadPageAsync()).QuerySelector("#ve-problem")!.TextContent, StringComparison.Ordinal);
    }
}
