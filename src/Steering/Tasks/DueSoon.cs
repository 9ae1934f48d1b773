using LoTrinh.Platform.Data;

namespace LoTrinh.Steering.Tasks;

/// <summary>From when on a task counts as due soon.</summary>
/// <remarks>Source: seed/due-soon.yaml, the only place that says it; the first reminder of an open task goes out on that day.</remarks>
internal static class DueSoon
{
    /// <summary>How many working days before its due day.</summary>
    public static int WorkingDays { get; } = SeedFile.Read<DueSoonFile>("due-soon.yaml").WorkingDays;

    internal sealed class DueSoonFile
    {
        public int WorkingDays { get; init; }
    }
}
