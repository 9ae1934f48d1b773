using System.Collections.Immutable;
using System.Globalization;
using LoTrinh.Platform.Time;

namespace LoTrinh.Platform.Calendar;

/// <summary>Several days typed into one field: <c>dd/MM/yyyy</c>, one a line or with commas between.</summary>
internal static class DayLines
{
    private static readonly string[] Formats = ["d/M/yyyy", "dd/MM/yyyy", "yyyy-MM-dd", "d-M-yyyy", "d.M.yyyy"];

    // A text pasted into the wrong field is said to be wrong, not word for word.
    private const int MostProblems = 5;

    /// <summary>The days that could be read, and a problem beside <paramref name="field"/> for each word that could not.</summary>
    public static DaysRead Read(string? text, string field)
    {
        var (days, problems) = (new List<DateOnly>(), new List<Problem>());
        foreach (var word in (text ?? "").Split([',', ';', '\n', '\r', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (DateOnly.TryParseExact(word, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                days.Add(day);
            }
            else if (problems.Count < MostProblems)
            {
                problems.Add(Problem.Invalid("calendar.day-format", field, word.Length > 20 ? word[..20] + "…" : word));
            }
        }

        return new(days, [.. problems]);
    }

    public static string Write(IEnumerable<DateOnly> days) => string.Join(", ", days.Order().Select(d => d.Show()));
}

/// <summary>What of a field of days could be read.</summary>
/// <param name="Days">The days.</param>
/// <param name="Problems">What could not be read.</param>
internal sealed record DaysRead(IReadOnlyList<DateOnly> Days, ImmutableArray<Problem> Problems);
