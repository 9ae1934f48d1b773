using System.Net;
using LoTrinh.Host.Demo;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Platform;

public sealed class DemoClockTests
{
    [Theory, EachDatabase]
    public async Task The_clock_of_the_demonstration_is_set_without_ending_anyones_session(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var admin = await app.SignInAsync("admin");
        using var office = await app.SignInAsync("office");

        using var set = await admin.PostFormAsync("/quan-tri/dong-ho", new() { ["At"] = "15/10/2020 08:30" });
        var page = await admin.OpenAsync("/quan-tri/dong-ho");
        using var forward = await admin.PostFormAsync("/quan-tri/dong-ho", new() { ["preset"] = "15/03/2022 08:00" });
        var still = await office.OpenAsync("/chi-dao");
        var entries = await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.CountAsync(e => e.Action == "platform.clock.set"));
        app.Clock.Move(TimeSpan.Zero);
        app.Services.GetServices<IKeptInMemory>().OfType<DemoClockFollower>().Single().Refresh(); // as another process does
        var followed = app.Clock.GetUtcNow();
        using var now = await admin.PostFormAsync("/quan-tri/dong-ho", new() { ["preset"] = "now" });
        var plain = await office.OpenAsync("/chi-dao");

        Assert.Equal(HttpStatusCode.Redirect, set.StatusCode);
        Assert.Contains("15/10/2020 08:3", page.QuerySelector(".clock-strip")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("15/03/2022 08:0", still.QuerySelector(".clock-strip")!.TextContent, StringComparison.Ordinal);
        Assert.Null(still.QuerySelector(".clock-strip a")); // only who may change it is offered to
        Assert.Equal(2, entries);
        Assert.Equal(2022, followed.Year);
        Assert.Null(plain.QuerySelector(".clock-strip"));
    }

    [Fact]
    public async Task Only_an_administrator_sets_it_to_a_time_that_can_be_read_and_only_in_a_demonstration()
    {
        using var app = TestApp.Start();
        using var admin = await app.SignInAsync("admin");
        using var office = await app.SignInAsync("office");

        using var refused = await office.GetAsync("/quan-tri/dong-ho");
        using var unread = await admin.PostFormAsync("/quan-tri/dong-ho", new() { ["At"] = "hôm qua" });
        using var far = await admin.PostFormAsync("/quan-tri/dong-ho", new() { ["At"] = "01/01/2050 08:00" });
        using var real = TestApp.Start(demo: false);
        var actor = Actor.System with { Grants = [new(PlatformPermissions.DemoClock, "/")] };
        var none = await real.WithAsync(s => s.GetRequiredService<SetDemoClock>().Handle(actor, null, default));

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("hôm qua", (await unread.ReadPageAsync()).QuerySelector("[name=At]")!.GetAttribute("value"));
        Assert.Contains("2020", (await far.ReadPageAsync()).QuerySelector("#At-problem")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("clock.no-demonstration", none.Problems.Single().Code);
    }
}
