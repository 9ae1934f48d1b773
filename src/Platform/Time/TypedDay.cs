using System.Globalization;
using System.Text.RegularExpressions;

namespace LoTrinh.Platform.Time;

/// <summary>Reads a day as people type it, <c>dd/MM/yyyy</c>, and as programs do, <c>yyyy-MM-dd</c>; says apart a wrong form and a day that does not exist.</summary>
public static partial class TypedDay
{
    /// <summary>Outside these years a day is a slip of the keyboard, and a time counted from it may not exist.</summary>
    public const int EarliestYear = 1900;

    /// <summary>The last year that is believed.</summary>
    public const int LatestYear = 2200;

    /// <summary>The day, or what is wrong with what was typed in <paramref name="field"/>.</summary>
    public static Result<DateOnly> Read(string? typed, string? field = null)
    {
        if (Shape().Match((typed ?? "").Trim()) is not { Success: true } match)
        {
            return Problem.Invalid("date-format", field);
        }

        var (year, month, day) = (Part(match, "y"), Part(match, "m"), Part(match, "d"));
        return year is < EarliestYear or > LatestYear ? Problem.Invalid("date-year", field, EarliestYear, LatestYear)
            : month is < 1 or > 12 ? Problem.Invalid("date-month", field, month)
            : day < 1 || day > DateTime.DaysInMonth(year, month) ? Problem.Invalid("date-day", field, $"{month:D2}/{year:D4}", day)
            : new DateOnly(year, month, day);
    }

    private static int Part(Match match, string name) => int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?:(?<d>[0-9]{1,2})(?<s>[/.-])(?<m>[0-9]{1,2})\k<s>(?<y>[0-9]{4})|(?<y>[0-9]{4})-(?<m>[0-9]{2})-(?<d>[0-9]{2}))$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
