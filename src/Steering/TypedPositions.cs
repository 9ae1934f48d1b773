using LoTrinh.Platform;
using LoTrinh.Platform.Organisation;

namespace LoTrinh.Steering;

/// <summary>Positions of units as people type them: one a line, "position | unit".</summary>
internal static class TypedPositions
{
    /// <summary>Position and unit of each line; the unit is null where the line names none.</summary>
    public static IEnumerable<(string Position, string? Unit)> Lines(string? text) =>
        (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split('|', 2, StringSplitOptions.TrimEntries) is [var position, var unit] ? (position, unit) : (line, (string?)null));

    /// <summary>The unit that is meant by its key or its abbreviation, or null.</summary>
    public static UnitInfo? FindTyped(this OrganisationDirectory organisation, string? typed) => Words.Clean(typed) is { } words
        ? organisation.Find(words) ?? organisation.All.Values.FirstOrDefault(u => string.Equals(u.Abbreviation, words, StringComparison.OrdinalIgnoreCase)) : null;
}
