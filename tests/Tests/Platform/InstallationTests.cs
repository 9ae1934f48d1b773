using LoTrinh.Host;
using LoTrinh.Host.Demo;
using LoTrinh.Platform.Data;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Platform;

/// <summary>What an installation is was decided at its first start, and a flag forgotten later changes nothing.</summary>
public sealed class InstallationTests
{
    [Theory, EachDatabase]
    public async Task A_real_installation_stays_one_when_a_command_or_a_start_forgets_to_say_so(TestDatabase database)
    {
        using var app = TestApp.Start(database, demo: false);
        _ = app.Services.GetRequiredService<WhatItIs>().IsDemonstration;
        var settings = app.Services.GetRequiredService<Settings>() with { Demo = true };
        var clock = new DemoClock();
        var services = new ServiceCollection();
        Composition.AddProduct(services, new ConfigurationBuilder().Build(), settings, clock);
        await using var command = services.BuildServiceProvider();

        await Startup.PrepareAsync(command, settings, clock);

        Assert.False(command.GetRequiredService<WhatItIs>().IsDemonstration);
        Assert.False(clock.IsSet);
        Assert.False(await app.WithAsync(s => s.GetRequiredService<AppDb>().Users.AnyAsync()));
    }

    [Fact]
    public async Task The_demonstration_stays_one_whatever_is_asked_for_later()
    {
        using var app = TestApp.Start();
        var settings = app.Services.GetRequiredService<Settings>() with { Demo = false };
        var clock = new DemoClock();
        var services = new ServiceCollection();
        Composition.AddProduct(services, new ConfigurationBuilder().Build(), settings, clock);
        await using var later = services.BuildServiceProvider();

        await Startup.PrepareAsync(later, settings, clock);

        Assert.True(later.GetRequiredService<WhatItIs>().IsDemonstration);
        Assert.True(clock.IsSet);
    }
}
