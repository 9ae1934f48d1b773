namespace LoTrinh.Platform.Contracts;

/// <summary>A number that a module counts from its own records. Registered scoped; the texts <c>indicator.source.{Key}</c> and
/// <c>indicator.source.{Key}.how</c> name it and say what is counted.</summary>
public interface IIndicatorSource
{
    /// <summary>Stable key, such as <c>steering.meetings-online</c>; indicators are bound to it.</summary>
    string Key { get; }

    /// <summary>Counts over the days from <paramref name="from"/> to <paramref name="asOf"/>, both included; a count that has no beginning
    /// looks at <paramref name="asOf"/> alone.</summary>
    /// <returns>What was counted; null when the records can no longer tell how it was on that day.</returns>
    Task<Measurement?> MeasureAsync(DateOnly from, DateOnly asOf, CancellationToken ct);
}

/// <summary>What a source counted.</summary>
/// <param name="Value">The number in the indicator's unit: a share in per cent, a count. Null when there was nothing to take a share
/// of.</param>
/// <param name="Numerator">How many records were counted.</param>
/// <param name="Denominator">Of how many; null when it is no share.</param>
/// <param name="Records">Where those records are listed, from the root; people see there what they may see.</param>
public sealed record Measurement(double? Value, double Numerator, double? Denominator, string Records)
{
    /// <summary>A share, in per cent.</summary>
    public static Measurement Share(int of, int all, string records) => new(all == 0 ? null : 100.0 * of / all, of, all, records);

    /// <summary>A count.</summary>
    public static Measurement Count(int count, string records) => new(count, count, null, records);
}
