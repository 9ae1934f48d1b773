using System.Globalization;
using System.Text.RegularExpressions;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>Reads codes as people type them off a paper: without dots and hyphens, with blanks, or without the agency before them.</summary>
internal static partial class DossierCodes
{
    /// <summary>The code of a dossier as it is kept: <c>000.00.00.G04-210315-0001</c>; what looks like none stays as it was typed, in capitals.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="agency">Code of the agency that gives codes now, for what is typed without one.</param>
    public static string Code(string? typed, string agency)
    {
        var plain = (typed ?? "").Trim().ToUpperInvariant();
        return Dossier().Match(Flat(plain)) is { Success: true } m && (m.Groups["agency"].Length == 0 || m.Groups["agency"].Value == Flat(agency))
            ? $"{agency}-{m.Groups["day"].Value}-{Padded(m.Groups["number"].Value, 4)}" : plain;
    }

    /// <summary>The number of a result as it is kept: <c>KQ-2021-000003</c>; what looks like none stays as it was typed, in capitals.</summary>
    public static string Result(string? typed)
    {
        var plain = (typed ?? "").Trim().ToUpperInvariant();
        return Known().Match(Flat(plain)) is { Success: true } m ? $"KQ-{m.Groups["year"].Value}-{Padded(m.Groups["number"].Value, 6)}" : plain;
    }

    private static string Flat(string typed) => Separators().Replace(typed, "");

    private static string Padded(string number, int digits) => long.Parse(number, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');

    [GeneratedRegex(@"[\s.\-–/]", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();

    [GeneratedRegex(@"^(?<agency>\d{7}[A-Z]\d{2})?(?<day>\d{6})(?<number>\d{1,9})$", RegexOptions.CultureInvariant)]
    private static partial Regex Dossier();

    [GeneratedRegex(@"^KQ(?<year>\d{4})(?<number>\d{1,9})$", RegexOptions.CultureInvariant)]
    private static partial Regex Known();
}
