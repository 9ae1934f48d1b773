using System.Globalization;

namespace LoTrinh.Ui;

/// <summary>The product's languages. Numbers and dates are written the Vietnamese way in both, so that a figure is one figure.</summary>
public static class Languages
{
    /// <summary>Vietnamese.</summary>
    public static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>English.</summary>
    public static readonly CultureInfo English = MakeEnglish();

    /// <summary>Whether the reader reads English.</summary>
    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>The reader's language: <c>vi</c> or <c>en</c>.</summary>
    public static string Current => IsEnglish ? "en" : "vi";

    /// <summary>Speaks a language until the answer is disposed of: for words that go to someone who is not the reader, such as mail.</summary>
    /// <param name="language"><c>vi</c> or <c>en</c>.</param>
    public static IDisposable Speak(string language)
    {
        var before = new Before(CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language == "en" ? English : Vietnamese;
        return before;
    }

    private static CultureInfo MakeEnglish()
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo("en-GB").Clone();
        culture.NumberFormat = (NumberFormatInfo)Vietnamese.NumberFormat.Clone();
        return CultureInfo.ReadOnly(culture);
    }

    private sealed class Before(CultureInfo culture, CultureInfo uiCulture) : IDisposable
    {
        public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
    }
}
