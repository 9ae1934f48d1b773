using System.Globalization;
using System.Text.RegularExpressions;
using LoTrinh.Platform;
using LoTrinh.Ui;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>Amounts in đồng as people read and type them: thousands apart, no decimals.</summary>
/// <remarks>By the reader's language, not by the culture of the thread: what a job or the seed writes down is read by people too.</remarks>
internal static partial class Money
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN"), English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>An amount as the reader writes it: <c>135.000</c>.</summary>
    public static string Show(decimal amount) => amount.ToString("N0", Languages.IsEnglish ? English : Vietnamese);

    /// <summary>An amount on paper, which is Vietnamese whatever language the reader has: <c>135.000 đồng</c>.</summary>
    public static string OnPaper(long amount) => $"{amount.ToString("N0", Vietnamese)} đồng";

    /// <summary>An amount as it is typed: digits alone, or with the thousands apart by points, commas or spaces, as pages print it; null when it is none.</summary>
    public static long? Read(string? typed) => Words.Clean(typed) is { } said && Shape().Match(said) is { Success: true } shape
        && long.TryParse(new string([.. shape.Groups["n"].Value.Where(char.IsAsciiDigit)]), NumberStyles.None, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    [GeneratedRegex(@"^(?<n>[0-9]{1,15}|[1-9][0-9]{0,2}(?<s>[., \u00A0\u202F])[0-9]{3}(?:\k<s>[0-9]{3}){0,3})(?: ?(?:đồng|đ|vnđ|vnd))?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Shape();
}
