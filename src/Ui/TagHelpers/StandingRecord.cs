namespace LoTrinh.Ui.TagHelpers;

/// <summary>What is kept of a record that someone else changed while its form was being filled in.</summary>
/// <param name="By">Who changed it, when that is known.</param>
/// <param name="At">When, as people read it.</param>
/// <param name="Values">The values that are kept now, by property.</param>
public sealed record StandingRecord(string? By, string? At, IReadOnlyDictionary<string, object?> Values);
