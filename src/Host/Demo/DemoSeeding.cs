using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Notifications;
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
        await using (var scope = services.CreateAsyncScope())
        {
            await services.GetRequiredService<WhatItIs>().LearnAsync(scope.ServiceProvider.GetRequiredService<AppDb>(), asked: true, ct);
            foreach (var shipped in scope.ServiceProvider.GetServices<IReferenceData>())
            {
                await shipped.PutAsync(ct);
            }
        }

        foreach (var order in services.GetServices<IDemoSeed>().Select(s => s.Order).Order().ToList())
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetServices<IDemoSeed>().Single(s => s.Order == order).SeedAsync(scope.ServiceProvider, clock, ct);
            services.GetRequiredService<OrganisationDirectory>().Refresh();
        }

        await SettleAsync(services, clock, ct);
        root.GetRequiredService<OrganisationDirectory>().Refresh();
        return true;
    }

    // The events of the last two weeks reach their people, each on its day; older ones were handled before the demonstration begins.
    private static async Task SettleAsync(ServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var end = EndOfHistory.UtcDateTime;
        var (news, unread) = (end.AddDays(-14), end.AddDays(-4));
        await db.Outbox.Where(m => m.OccurredAt < news).ExecuteUpdateAsync(set => set.SetProperty(m => m.HandledAt, m => m.OccurredAt), ct);
        var days = await db.Outbox.Where(m => m.HandledAt == null).OrderBy(m => m.OccurredAt).Select(m => m.OccurredAt).ToListAsync(ct);
        var dispatcher = services.GetRequiredService<Events.OutboxDispatcher>();
        foreach (var at in days.Distinct())
        {
            clock.Set(at.AddSeconds(1));
            await dispatcher.RunOnceAsync(ct, until: at);
        }

        await db.Notifications.Where(n => n.CreatedAt < unread).ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, n => n.CreatedAt), ct);
        // Two accounts want letters from now on, so that the demonstration has some of both.
        var lettered = await db.Users.Where(a => a.UserName == "office" || a.UserName == "drvn").Select(a => a.Id).ToListAsync(ct);
        await db.NotificationPreferences.Where(p => lettered.Contains(p.AccountId)).ExecuteUpdateAsync(set => set.SetProperty(p => p.ByEmail, true), ct);
    }

    private static ServiceProvider Build(Settings settings, SeedClock clock)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        Composition.AddProduct(builder.Services, builder.Configuration, settings, clock);
        return builder.Services.BuildServiceProvider();
    }
}
