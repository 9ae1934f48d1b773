using System.Text.RegularExpressions;

namespace LoTrinh.Roads.Journeys;

/// <summary>The number of a driving licence, as devices send it.</summary>
internal static partial class DrivingLicence
{
    /// <summary>The number, or null when what was sent can be none: devices without a card send <c>SOBANGLAIXE</c>, zeros or digits in a row.</summary>
    /// <remarks>A licence made of PET has twelve digits; older ones of paper have letters before the digits.</remarks>
    public static string? Of(string? sent)
    {
        var number = (sent ?? "").Trim();
        return Shape().IsMatch(number) && number.Distinct().Count() > 1 ? number : null;
    }

    [GeneratedRegex(@"^(\d{12}|[A-Z]{1,3}\d{5,9})$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
