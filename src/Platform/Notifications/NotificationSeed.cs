using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;
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
        db.OutgoingMail.AddRange(
            Refused("dau-moi-cu@demo.example", "Đầu mối Cục Hàng hải Việt Nam", "550 5.1.1 User unknown", clock.UtcNow()),
            Refused("ca-nhan@demo.example", "Đầu mối Vụ Pháp chế", "552 5.2.2 Mailbox full", clock.UtcNow()));
        await db.SaveChangesAsync(ct);
    }

    // Two letters that a server refused for good, so that an administrator sees what such a day looks like.
    private static OutgoingMail Refused(string to, string name, string reason, DateTime at) => new()
    {
        To = to, ToName = name, Subject = "Nhiệm vụ mới (minh họa)", Text = "Thư minh họa.", Language = "vi",
        CreatedAt = at, NotBeforeAt = at, GivenUpAt = at, Attempts = 1, LastProblem = reason,
    };
}
