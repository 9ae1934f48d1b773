using System.Text;

namespace LoTrinh.Platform;

/// <summary>What people type, as it is kept.</summary>
public static class Words
{
    /// <summary>Trimmed, composed (NFC), without control characters but line breaks and tabs; null when nothing is left.</summary>
    /// <remarks>PostgreSQL refuses a NUL, and a composed letter is one letter for lengths and comparison.</remarks>
    public static string? Clean(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        var kept = new string([.. typed.Where(c => !char.IsControl(c) || c is '\n' or '\r' or '\t')]);
        return Compose(kept).Trim() is { Length: > 0 } words ? words : null;
    }

    /// <summary>A problem when the text is longer than <paramref name="most"/> characters.</summary>
    public static IEnumerable<Problem> AtMost(string? text, int most, string field) =>
        Problem.Unless((text?.Length ?? 0) <= most, Problem.Invalid("text-too-long", field, most, text?.Length ?? 0));

    // Half of a surrogate pair cannot be composed, nor stored.
    private static string Compose(string text)
    {
        var sound = new string([.. text.Select((c, i) => char.IsHighSurrogate(c) ? i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? c : '\uFFFD'
            : char.IsLowSurrogate(c) && (i == 0 || !char.IsHighSurrogate(text[i - 1])) ? '\uFFFD' : c)]);
        return sound.Normalize(NormalizationForm.FormC);
    }
}
