using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform.Time;
using LoTrinh.Tests.Harness;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace LoTrinh.Tests.Platform;

public sealed class BindingWordsTests
{
    [Fact]
    public async Task What_cannot_be_read_is_told_in_the_readers_language()
    {
        using var app = TestApp.Start();
        var provider = app.Services.GetRequiredService<IOptions<MvcOptions>>().Value.ModelBindingMessageProvider;
        var texts = app.Services.GetRequiredService<Texts>();
        var known = new[] { "ui.bind.invalid", "ui.bind.unreadable", "ui.bind.missing", "ui.bind.number" };
        foreach (var language in new[] { Languages.Vietnamese, Languages.English })
        {
            CultureInfo.CurrentUICulture = language;
            var ours = known.Select(k => texts[k, "x"]).ToHashSet();
            foreach (var accessor in provider.GetType().GetProperties().Where(p => p.PropertyType.IsAssignableTo(typeof(Delegate))))
            {
                var say = (Delegate)accessor.GetValue(provider)!;
                Assert.Contains((string)say.DynamicInvoke([.. say.Method.GetParameters().Where(p => p.ParameterType == typeof(string)).Select(_ => "x")])!, ours);
            }
        }

        // The doors of programs.
        Assert.All(new[] { 400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500 }, status => Assert.True(texts.Has($"status.{status}.title"), $"{status} has no words"));
        using var nobody = app.Anonymous();
        using var program = await app.ProgramAsync("citizen");
        using var refused = await nobody.GetAsync("/api/v1/steering/tasks");
        using var forbidden = await program.GetAsync("/api/v1/steering/tasks");
        using var unknown = await program.GetAsync("/api/v1/khong-co");
        using var otherMethod = await nobody.DeleteAsync("/api/v1/calendar/due?from=2020-04-24&amount=5&unit=day");
        using var nowhere = await nobody.GetAsync("/api/v1/services/tracking");
        using var hidden = await nobody.DeleteAsync("/api/v1/steering/tasks");
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "GET"), (otherMethod.StatusCode, Assert.Single(otherMethod.Content.Headers.Allow)));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Unauthorized), (nowhere.StatusCode, hidden.StatusCode));
        foreach (var (answer, status, title) in new[]
        {
            (refused, HttpStatusCode.Unauthorized, "Cần đăng nhập"), (forbidden, HttpStatusCode.Forbidden, "Không có quyền"),
            (unknown, HttpStatusCode.NotFound, "Không tìm thấy trang"),
        })
        {
            Assert.Equal((status, title), (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString()));
        }

        HttpResponseMessage guess;
        for (var tries = 0; (guess = await nobody.GetAsync("/api/v1/services/tracking/khong-co")).StatusCode != HttpStatusCode.TooManyRequests && tries < 200; tries++)
        {
            guess.Dispose();
        }

        Assert.Equal("Quá nhiều yêu cầu", (await guess.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString());
        guess.Dispose();
        nobody.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("en"));
        Assert.Equal("Sign-in needed", (await (await nobody.GetAsync("/api/v1/steering/tasks")).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("15/10/2020", null)]
    [InlineData(" 1/2/2020 ", null)]
    [InlineData("29.2.2020", null)]
    [InlineData("2020-02-29", null)]
    [InlineData("31/02/2020", "date-day")]
    [InlineData("29/02/2021", "date-day")]
    [InlineData("00/05/2020", "date-day")]
    [InlineData("01/13/2020", "date-month")]
    [InlineData("01/01/0001", "date-year")]
    [InlineData("01/01/2201", "date-year")]
    [InlineData("hôm qua", "date-format")]
    [InlineData("1/2-2020", "date-format")]
    [InlineData("", "date-format")]
    public void A_day_that_does_not_exist_is_told_apart_from_one_written_wrongly(string typed, string? code)
    {
        var read = TypedDay.Read(typed, "SignedOn");

        Assert.Equal(code, read.Ok ? null : Assert.Single(read.Problems).Code);
    }
}
