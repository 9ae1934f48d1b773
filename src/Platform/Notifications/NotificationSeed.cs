using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Notifications;

/// <summary>The demonstration's accounts are told in the application alone while their history is written: no letters about days long past.</summary>
internal sealed class NotificationSeed(AppDb db) : IDemoSeed
{
    public int Order => 11;

    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        var accounts = await db.Users.Select(a => a.Id).ToListAsync(ct);
        db.NotificationPreferences.AddRange(accounts.Select(id => new NotificationPreference { AccountId = id, ByEmail = false }));
        await db.SaveChangesAsync(ct);
    }
}
