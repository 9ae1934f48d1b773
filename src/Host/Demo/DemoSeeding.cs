using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Organisation;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Host.Demo;

/// <summary>Fills an empty database with the demonstration ministry: every <see cref="IDemoSeed"/> in its order.</summary>
internal static class DemoSeeding
{
    /// <summary>The end of the demonstration's history: Monday 15/03/2021, 08:00 office time.</summary>
    public static readonly DateTimeOffset EndOfHistory = new(2021, 3, 15, 8, 0, 0, TimeSpan.FromHours(7));

    public static async Task<bool> SeedAsync(IServiceProvider root, Settings settings, CancellationToken ct)
    {
        await using (var scope = root.CreateAsyncScope())
        {
            if (await scope.ServiceProvider.GetRequiredService<AppDb>().Users.AnyAsync(ct))
            {
                return false;
            }
        }

        // A seed works in a container of its own whose clock it may set: history is dated when it happened.
        var clock = new SeedClock();
        await using var services = Build(settings, clock);
        foreach (var order in services.GetServices<IDemoSeed>().Select(s => s.Order).Order().ToList())
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetServices<IDemoSeed>().Single(s => s.Order == order).SeedAsync(scope.ServiceProvider, clock, ct);
            services.GetRequiredService<OrganisationDirectory>().Refresh();
        }

        root.GetRequiredService<OrganisationDirectory>().Refresh();
        return true;
    }

    private static ServiceProvider Build(Settings settings, SeedClock clock)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        Composition.AddProduct(builder.Services, builder.Configuration, settings, clock);
        return builder.Services.BuildServiceProvider();
    }
}
