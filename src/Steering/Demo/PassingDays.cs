using LoTrinh.Platform;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Urging;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Steering.Demo;

/// <summary>Lets the demonstration's days pass as they would have: each working day's reminders go out, by the job itself.</summary>
internal sealed class PassingDays(IServiceScopeFactory scopes, SeedClock clock)
{
    private DateOnly? _last;

    /// <summary>Passes every day up to and including <paramref name="day"/>; the first call only says where history begins.</summary>
    public async Task UntilAsync(DateOnly day, CancellationToken ct)
    {
        for (var passing = _last?.AddDays(1) ?? day; passing <= day; passing = passing.AddDays(1))
        {
            clock.Set(passing.StartUtc() + QuietTime.On(passing).Opens.ToTimeSpan());
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<SendReminders>().RunAsync(ct);
            _last = passing;
        }
    }
}
