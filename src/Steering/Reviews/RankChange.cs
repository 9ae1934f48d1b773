namespace LoTrinh.Steering.Reviews;

/// <summary>How a unit's place moved since the period before.</summary>
internal static class RankChange
{
    /// <summary>Places gained, negative when lost; null where the unit had no place then or has none now.</summary>
    public static int? Of(UnitResult now, ReviewResult? before) => now.Rank is { } rank && before?.Of(now.Unit)?.Rank is { } former
        ? former - rank : null;
}
