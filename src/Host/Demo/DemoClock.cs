using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Host.Demo;

/// <summary>The product's clock: the machine's, or one that a demonstration has set and that runs on from there.</summary>
internal sealed class DemoClock : TimeProvider
{
    private long _offsetTicks;

    /// <summary>How far this clock is from the machine's.</summary>
    public TimeSpan Offset => new(Interlocked.Read(ref _offsetTicks));

    /// <summary>Whether it shows another time than the machine's.</summary>
    public bool IsSet => Offset != TimeSpan.Zero;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;

    /// <summary>Sets the clock; null is the machine's time.</summary>
    public void Set(DateTimeOffset? now) => Move(now is { } start ? start.ToUniversalTime() - System.GetUtcNow() : TimeSpan.Zero);

    /// <summary>Sets how far this clock is from the machine's.</summary>
    public void Move(TimeSpan offset) => Interlocked.Exchange(ref _offsetTicks, offset.Ticks);
}

/// <summary>Sets this process's clock when another process has set that of the demonstration.</summary>
internal sealed class DemoClockFollower(IServiceScopeFactory scopes, TimeProvider clock) : IKeptInMemory
{
    public string RevisionKey => Revision.Clock;

    public void Refresh()
    {
        using var scope = scopes.CreateScope();
        if (clock is DemoClock demo && scope.ServiceProvider.GetRequiredService<AppDb>().Set<ClockSetting>().AsNoTracking().SingleOrDefault() is { } setting)
        {
            demo.Move(setting.Offset);
        }
    }
}
