namespace LoTrinh.Platform;

/// <summary>Fills a part of the demonstration ministry on the first start. Runs in the order of <see cref="Order"/>, once per database.</summary>
public interface IDemoSeed
{
    /// <summary>Platform 0–99 (units 0, accounts 10, documents 20), modules from 100.</summary>
    int Order { get; }

    /// <summary>Adds its rows. The history it writes is dated by <paramref name="clock"/>, which it may set back and forth.</summary>
    Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct);
}

/// <summary>What a seed does through the use cases succeeds, or the demonstration is wrong.</summary>
public static class SeedStep
{
    /// <summary>What was made.</summary>
    /// <param name="result">What the use case answered.</param>
    /// <param name="of">Which row of the data it was for.</param>
    /// <exception cref="InvalidOperationException">It was refused; the message names the row and the problems.</exception>
    public static T Need<T>(Result<T> result, string of) => result.TryGet(out var value) ? value
        : throw new InvalidOperationException($"{of}: {string.Join(", ", result.Problems.Select(p => $"{p.Code} {p.Field}"))}");
}

/// <summary>A clock that a seed sets, so that a history written today is dated when it happened.</summary>
public sealed class SeedClock : TimeProvider
{
    private DateTimeOffset _now = new(2020, 7, 1, 1, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Sets the clock, UTC.</summary>
    public void Set(DateTime utc) => _now = new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
}
