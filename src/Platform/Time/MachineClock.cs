namespace LoTrinh.Platform.Time;

/// <summary>The machine's own clock, beside the product's that a demonstration may set: for what goes by the time of the world
/// outside.</summary>
public static class MachineClock
{
    /// <summary>
    /// Key of its <see cref="TimeProvider"/>. A session ends after so much time at a desk, a receiver of events has so many days to be
    /// mended: neither may end, or live on, because a demonstration jumps by a year.
    /// </summary>
    public const string Key = "machine";
}
