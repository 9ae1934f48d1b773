using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Steering.Tasks;
using LoTrinh.Tests.Harness;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Walks;

/// <summary>Whoever writes to a record through the API says at which version they read it.</summary>
public sealed class SeenVersionTests
{
    [Fact]
    public void Every_endpoint_that_takes_the_version_of_an_existing_record_demands_it()
    {
        using var app = TestApp.Start();
        var taking = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/v1", StringComparison.Ordinal) && e.RoutePattern.Parameters.Count > 0)
            .Where(e => e.Metadata.GetMetadata<MethodInfo>()?.GetParameters().Any(TakesVersion) == true).ToList();

        var lax = taking.Where(e => e.Metadata.GetMetadata<DemandsVersion>() is null).Select(e => e.RoutePattern.RawText).ToList();

        Assert.True(taking.Count > 60, $"Only {taking.Count} endpoints take a version.");
        Assert.True(lax.Count == 0, string.Join('\n', lax));
    }

    [Fact]
    public async Task A_write_without_the_version_read_is_refused_beside_that_field_and_changes_nothing()
    {
        using var app = TestApp.Start();
        var program = await app.ProgramAsync("drvn");
        var (id, version) = await UnderWayAsync(app);

        using var bare = await program.PostAsJsonAsync($"/api/v1/steering/tasks/{id}/updates", new { progress = 60, narrative = "Đã khảo sát" });
        using var stale = await program.PostAsJsonAsync($"/api/v1/steering/tasks/{id}/updates", new { progress = 60, narrative = "Đã khảo sát", version = version - 1 });
        using var seen = await program.PostAsJsonAsync($"/api/v1/steering/tasks/{id}/updates", new { progress = 60, narrative = "Đã khảo sát", version });

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.Conflict, HttpStatusCode.OK], new[] { bare, stale, seen }.Select(a => a.StatusCode));
        var problem = await bare.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("version-missing", problem.GetProperty("codes")[0].GetString());
        Assert.Contains("phiên bản", problem.GetProperty("errors").GetProperty("version")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(1, await app.WithAsync(s => s.GetRequiredService<AppDb>().Tasks.Where(t => t.Id == id).SelectMany(t => t.Updates).CountAsync(u => u.Narrative == "Đã khảo sát")));
    }

    [Fact]
    public async Task Who_may_not_write_is_told_so_and_what_is_only_being_made_needs_no_version()
    {
        using var app = TestApp.Start();
        var (id, _) = await UnderWayAsync(app);

        using var nobody = await app.Anonymous().PostAsJsonAsync($"/api/v1/steering/tasks/{id}/updates", new { progress = 60 });
        using var stranger = await (await app.ProgramAsync("citizen")).PostAsJsonAsync($"/api/v1/steering/tasks/{id}/updates", new { progress = 60 });
        using var made = await (await app.ProgramAsync("office")).PostAsJsonAsync("/api/v1/documents", new { register = false });

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden), (nobody.StatusCode, stranger.StatusCode));
        Assert.DoesNotContain("version-missing", await made.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_description_of_the_interface_says_where_it_is_demanded()
    {
        using var app = TestApp.Start();

        var paths = (await app.Anonymous().GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("paths");

        Assert.Contains("version", paths.GetProperty("/api/v1/steering/tasks/{id}").GetProperty("put").GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.False(paths.GetProperty("/api/v1/steering/tasks").GetProperty("post").TryGetProperty("description", out _));
    }

    [Fact]
    public async Task What_was_ended_or_taken_back_already_is_a_conflict_when_it_is_ended_again()
    {
        using var app = TestApp.Start();
        var admin = await app.ProgramAsync("admin");
        object Ending(string day) => new { lastDay = day, successors = Array.Empty<string>(), basis = "QĐ 1" };
        var holder = await app.WithAsync(s => s.GetRequiredService<AppDb>().Set<LoTrinh.Platform.Organisation.PositionHolder>().AsNoTracking().FirstAsync(h => h.To == null));
        var unit = await app.WithAsync(s =>
        {
            var db = s.GetRequiredService<AppDb>();
            return db.Set<LoTrinh.Platform.Organisation.Position>().Where(p => p.Id == holder.PositionId)
                .Join(db.Set<LoTrinh.Platform.Organisation.Unit>(), p => p.UnitId, u => u.Id, (_, u) => u.Key).SingleAsync();
        });
        var leave = $"/api/v1/organisation/units/{unit}/holders/{holder.Id}/ending";

        using var left = await admin.PostAsJsonAsync(leave, new { lastDay = "2021-06-30" });
        using var leftAgain = await admin.PostAsJsonAsync(leave, new { lastDay = "2021-06-30" });
        using var ended = await admin.PostAsJsonAsync("/api/v1/organisation/units/khdt/ending", Ending("2021-03-31"));
        using var endedAgain = await admin.PostAsJsonAsync("/api/v1/organisation/units/khdt/ending", Ending("2021-03-31"));

        Assert.True(left.IsSuccessStatusCode, await left.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Conflict, leftAgain.StatusCode);
        Assert.True(ended.IsSuccessStatusCode, await ended.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Conflict, endedAgain.StatusCode);
        Assert.Contains("organisation.already-ended", await endedAgain.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_that_does_not_allow_an_act_outweighs_what_could_be_mended_in_it()
    {
        using var app = TestApp.Start();
        using var scope = app.Services.CreateScope();
        var http = new Microsoft.AspNetCore.Http.DefaultHttpContext { RequestServices = scope.ServiceProvider };
        int StatusOf(params Problem[] problems) => problems.ToHttp(http).StatusCode;

        var (wrong, state) = (Problem.Invalid("steering.reason-missing", "Reason"), Problem.Conflict("steering.not-submitted"));
        Assert.Equal((400, 409, 409), (StatusOf(wrong), StatusOf(wrong, state), StatusOf(state, wrong)));
        Assert.Equal((403, 404), (StatusOf(wrong, state, Problem.Forbidden()), StatusOf(state, Problem.NotFound("steering.task-unknown"), Problem.Forbidden())));
    }

    private static bool TakesVersion(ParameterInfo parameter) =>
        (parameter.ParameterType == typeof(int?) && parameter.Name == "version")
        || (parameter.ParameterType.Assembly.GetName().Name!.StartsWith("LoTrinh.", StringComparison.Ordinal) && parameter.ParameterType.GetProperty("Version")?.PropertyType == typeof(int?));

    private static Task<(Guid Id, int Version)> UnderWayAsync(TestApp app) => app.WithAsync(async s =>
    {
        var lead = s.GetRequiredService<LoTrinh.Platform.Organisation.OrganisationDirectory>().Find("drvn")!.Id;
        var task = await s.GetRequiredService<AppDb>().Tasks.AsNoTracking().FirstAsync(t => t.State == TaskState.InProgress && t.LeadUnitId == lead);
        return (task.Id, task.Version);
    });
}
