using LoTrinh.Host.Events;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Time;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Platform;

/// <summary>Events reach the version of the product that knows them.</summary>
public sealed class OutboxTests
{
    [Theory, EachDatabase]
    public async Task An_event_that_this_version_does_not_know_is_left_for_one_that_does(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var message = new OutboxMessage { Type = "LoTrinh.Platform.Contracts.OfTomorrow", Payload = "{}", OccurredAt = app.Clock.UtcNow(), NotBeforeAt = DateTime.UnixEpoch };
        await app.WithAsync(s =>
        {
            s.GetRequiredService<AppDb>().Outbox.Add(message);
            return s.GetRequiredService<AppDb>().SaveChangesAsync();
        });

        await app.Services.GetRequiredService<OutboxDispatcher>().RunOnceAsync(default);

        var left = await app.WithAsync(s => s.GetRequiredService<AppDb>().Outbox.AsNoTracking().SingleAsync(m => m.Id == message.Id));
        Assert.Null(left.HandledAt);
        Assert.InRange(left.NotBeforeAt, app.Clock.UtcNow().AddSeconds(1), app.Clock.UtcNow().AddMinutes(1));
    }
}
