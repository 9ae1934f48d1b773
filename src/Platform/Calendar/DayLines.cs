using System.Globalization;
using LoTrinh.Platform.Time;

namespace LoTrinh.Platform.Calendar;

/// <summary>Several days typed into one field: <c>dd/MM/yyyy</c>, one a line or with commas between.</summary>
internal static class DayLines
{
    private static readonly string[] Formats = ["d/M/yyyy", "dd/MM/yyyy", "yyyy-MM-dd", "d-M-yyyy", "d.M.yyyy"];

    /// <summary>The days, or a problem beside <paramref name="field"/> that quotes what could not be read.</summary>
    public static Result<IReadOnlyList<DateOnly>> Read(string? text, string field)
    {
        var days = new List<DateOnly>();
        foreach (var word in (text ?? "").Split([',', ';', '\n', '\r', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!DateOnly.TryParseExact(word, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return Problem.Invalid("calendar.day-format", field, word.Length > 20 ? word[..20] + "…" : word);
            }

            days.Add(day);
        }

        return days;
    }

    public static string Write(IEnumerable<DateOnly> days) => string.Join(", ", days.Order().Select(d => d.Show()));
}
