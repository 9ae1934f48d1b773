namespace LoTrinh.Host.Demo;

/// <summary>The product's clock: the machine's, or one that a demonstration has set and that runs on from there.</summary>
internal sealed class DemoClock : TimeProvider
{
    private long _offsetTicks;

    /// <summary>How far this clock is from the machine's.</summary>
    public TimeSpan Offset => new(Interlocked.Read(ref _offsetTicks));

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;

    /// <summary>Sets the clock; null is the machine's time.</summary>
    public void Set(DateTimeOffset? now) => Interlocked.Exchange(ref _offsetTicks, now is { } start ? (start.ToUniversalTime() - System.GetUtcNow()).Ticks : 0);
}
