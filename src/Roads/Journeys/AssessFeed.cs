using LoTrinh.Platform.Data;
using LoTrinh.Platform.Jobs;
using LoTrinh.Platform.Time;
using LoTrinh.Roads.Vehicles;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Roads.Journeys;

/// <summary>Counts, a provider and a day at a time, how well was sent: today at every run, each of the days before once a day, since spools come late.</summary>
internal sealed class AssessFeed(AppDb db, JourneyChecks checks, TimeProvider clock) : IRecurringJob
{
    /// <summary>Days before today that are counted anew for what came late.</summary>
    public const int DaysBack = 3;

    public string Name => "roads.assess";

    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var today = clock.Today();
        var (since, counted) = (today.AddDays(-DaysBack), today.StartUtc());
        var providers = await db.FeedCounts.Where(c => c.Day >= since).Select(c => c.ProviderId).Distinct().ToListAsync(ct);
        for (var day = today; day >= since; day = day.AddDays(-1))
        {
            var done = day == today ? [] : await db.FeedQualities.Where(q => q.Day == day && q.AssessedAt >= counted).Select(q => q.ProviderId).ToListAsync(ct);
            foreach (var provider in providers.Except(done))
            {
                await AssessAsync(provider, day, ct);
            }
        }
    }

    private async Task AssessAsync(Guid provider, DateOnly day, CancellationToken ct)
    {
        var found = await checks.OfProviderAsync(provider, day, ct);
        await db.InTransactionAsync(async () =>
        {
            var quality = await db.FeedQualities.SingleOrDefaultAsync(q => q.ProviderId == provider && q.Day == day, ct);
            if (quality is null)
            {
                db.FeedQualities.Add(quality = new() { ProviderId = provider, Day = day });
            }

            quality.Count(found, clock.UtcNow());
            return await db.SaveChangesAsync(ct);
        }, keep: _ => true, ct);
    }
}
