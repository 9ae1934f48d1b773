using System.Globalization;
using System.Text;

namespace LoTrinh.Portal.Articles;

/// <summary>The end of an article's address: its title without marks.</summary>
internal static class Slugs
{
    private const int MaxLength = 200;

    /// <summary>What a title wishes for; another article may have it already.</summary>
    public static string Of(string title)
    {
        var slug = new StringBuilder();
        foreach (var letter in title.ToLowerInvariant().Replace('đ', 'd').Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(letter);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var cut = slug.ToString()[..Math.Min(slug.Length, MaxLength)].Trim('-');
        // These stand where an article's address would.
        return cut is "" or "chuyen-muc" or "binh-luan" ? $"tin-{cut}".TrimEnd('-') : cut;
    }
}
