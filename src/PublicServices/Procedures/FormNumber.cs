using System.Globalization;
using System.Text.RegularExpressions;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>Numbers of forms as people type them: one comma or point before the decimals, none between thousands.</summary>
internal static partial class FormNumber
{
    /// <summary>The number, or null when it is none.</summary>
    public static decimal? Read(string typed) => Shape().IsMatch(typed)
        && decimal.TryParse(typed.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>How many decimals are typed.</summary>
    public static int Decimals(string typed) => typed.IndexOfAny(['.', ',']) is >= 0 and var at ? typed.Length - at - 1 : 0;

    /// <summary>The number as the reader writes it.</summary>
    public static string Show(decimal number) => number.ToString("0.######", CultureInfo.CurrentCulture);

    [GeneratedRegex(@"^-?[0-9]{1,15}([.,][0-9]{1,10})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
