using System.Globalization;
using System.Text.RegularExpressions;
using LoTrinh.Platform;
using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;

namespace LoTrinh.Steering.Imports;

/// <summary>A deadline as an annex writes it.</summary>
internal readonly record struct DueWord(DueBasis Basis, DateOnly? On, int? WorkingDays);

/// <summary>Reads deadlines as people write them into annexes: a day, a month, a quarter or a year (its last day), working days, or that
/// there is none.</summary>
internal static partial class DueWords
{
    /// <summary>What is meant; an empty cell is a day that is still lacking.</summary>
    public static Result<DueWord> Read(string typed, ImportWords words)
    {
        var text = Folding.Fold(typed.Replace("–", "-", StringComparison.Ordinal));
        if (text.Length == 0)
        {
            return new DueWord(DueBasis.Date, null, null);
        }

        if (TypedDay.Read(typed).TryGet(out var day))
        {
            return new DueWord(DueBasis.Date, day, null);
        }

        // A day beside such a word is a deadline that nobody must lose.
        if (words.NoDeadline.Any(w => text == w || (text.StartsWith(w + " ", StringComparison.Ordinal) && !text.Any(char.IsDigit))))
        {
            return new DueWord(DueBasis.None, null, null);
        }

        var number = Leading().Match(text);
        if (number.Success && words.WorkingDays.Contains(number.Groups["rest"].Value)
            && int.TryParse(number.Groups["n"].Value, CultureInfo.InvariantCulture, out var days))
        {
            return new DueWord(DueBasis.WorkingDaysFromIssue, null, days);
        }

        return LastDay(typed) is { } last ? new DueWord(DueBasis.Date, last, null)
            : Problem.Invalid("import.due-unreadable", nameof(TaskDraft.DueOn), typed);
    }

    // Month, quarter or year: people mean its last day.
    private static DateOnly? LastDay(string typed)
    {
        var text = Folding.Fold(typed.Replace('/', ' ').Replace('-', ' ').Replace('.', ' '));
        if (Month().Match(text) is { Success: true } month && int.Parse(month.Groups["m"].Value,
            CultureInfo.InvariantCulture) is >= 1 and <= 12 and var m)
        {
            return End(Year(month), m);
        }

        if (Quarter().Match(text) is { Success: true } quarter)
        {
            return End(Year(quarter), 3 * (quarter.Groups["q"].Value switch
            {
                "i" or "1" => 1,
                "ii" or "2" => 2,
                "iii" or "3" => 3,
                _ =>
                4
            }));
        }

        return WholeYear().Match(text) is { Success: true } year ? End(Year(year), 12) : null;

        static int Year(Match match) => int.Parse(match.Groups["y"].Value, CultureInfo.InvariantCulture);

        static DateOnly End(int year, int month) => new(year, month, DateTime.DaysInMonth(year, month));
    }

    [GeneratedRegex("^(trong )?(?<n>[0-9]{1,4}) (?<rest>[a-z ]+)$")]
    private static partial Regex Leading();

    [GeneratedRegex("^(truoc |den |het )?(thang )?(?<m>[0-9]{1,2})( nam)? (?<y>(19|20|21)[0-9]{2})$")]
    private static partial Regex Month();

    [GeneratedRegex("^(truoc |den |het |trong )?qu[iy] (?<q>i|ii|iii|iv|1|2|3|4)( nam)? (?<y>(19|20|21)[0-9]{2})$")]
    private static partial Regex Quarter();

    [GeneratedRegex("^(truoc |den |het |trong )?(nam )?(?<y>(19|20|21)[0-9]{2})$")]
    private static partial Regex WholeYear();
}
