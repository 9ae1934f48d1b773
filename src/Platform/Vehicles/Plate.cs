using System.Text;
using System.Text.RegularExpressions;

namespace LoTrinh.Platform.Vehicles;

/// <summary>A number plate in the form that is compared: capital letters and digits without separators, such as <c>30E00555</c>.</summary>
public static partial class Plate
{
    /// <summary>Longest canonical plate that is kept.</summary>
    public const int MaxLength = 12;

    /// <summary>The canonical form, or null when nothing like a plate is left: 5 to 12 letters and digits, with at least one digit.</summary>
    /// <remarks>Senders write plates with dashes, dots, blanks and small letters; Circular 12/2020/TT-BGTVT asks for them joined.</remarks>
    public static string? Canonical(string? written)
    {
        var kept = new StringBuilder();
        foreach (var letter in (written ?? "").Normalize(NormalizationForm.FormC).ToUpperInvariant())
        {
            if (letter is 'Đ' or 'Ð' or 'Ɖ')
            {
                kept.Append('Đ');
            }
            else if (char.IsAsciiLetterOrDigit(letter))
            {
                kept.Append(letter);
            }
        }

        var plate = kept.ToString();
        return plate.Length is >= 5 and <= MaxLength && plate.Any(char.IsAsciiDigit) ? plate : null;
    }

    /// <summary>The plate as it is painted, where its series is known: <c>30E-005.55</c>.</summary>
    public static string Show(string canonical)
    {
        var car = FiveDigits().Match(canonical);
        return car.Success ? $"{car.Groups[1].Value}-{car.Groups[2].Value}.{car.Groups[3].Value}"
            : FourDigits().Match(canonical) is { Success: true } old ? $"{old.Groups[1].Value}-{old.Groups[2].Value}" : canonical;
    }

    /// <summary>Whether the canonical form has a place, a series of Vietnam and four or five digits.</summary>
    public static bool IsVietnamese(string? canonical) => canonical is not null && (FiveDigits().IsMatch(canonical) || FourDigits().IsMatch(canonical));

    [GeneratedRegex(@"^(\d{2}(?:[A-ZĐ]|LD|DA|KT|HC|CD|RM|TĐ|MK))(\d{3})(\d{2})$")]
    private static partial Regex FiveDigits();

    [GeneratedRegex(@"^(\d{2}(?:[A-ZĐ]|LD|DA|KT|HC|CD|RM|TĐ|MK))(\d{4})$")]
    private static partial Regex FourDigits();
}
