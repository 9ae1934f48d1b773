using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LoTrinh.Platform.Search;

/// <summary>Writes words with their marks as letters and figures, as the VNI keyboard does: <c>đường</c> is <c>d9u7o7ng2</c>.</summary>
/// <remarks>
/// The tone stands last wherever it was typed, so <c>hoà</c> and <c>hòa</c> agree. It lets the index prefer what has the marks that were asked for,
/// with words that every tokenizer leaves whole.
/// </remarks>
public static partial class Accents
{
    /// <summary>Every word of the text so written, in its order.</summary>
    public static IEnumerable<string> Words(string? text) =>
        string.IsNullOrWhiteSpace(text) ? [] : Word().Matches(Folding.Clean(text).ToLowerInvariant()).Select(m => Write(m.Value));

    /// <summary>The words that carry a mark, so written, each once.</summary>
    public static IEnumerable<string> Marked(string? text) =>
        string.IsNullOrWhiteSpace(text) ? []
            : Word().Matches(Folding.Clean(text).ToLowerInvariant()).Where(m => !m.Value.All(char.IsAscii)).Select(m => Write(m.Value)).Distinct();

    private static string Write(string word)
    {
        var written = new StringBuilder(word.Length + 2);
        var tone = "";
        foreach (var part in word.Replace("đ", "d9", StringComparison.Ordinal).Normalize(NormalizationForm.FormD))
        {
            switch (part)
            {
                case '\u0301': tone = "1"; break;
                case '\u0300': tone = "2"; break;
                case '\u0309': tone = "3"; break;
                case '\u0303': tone = "4"; break;
                case '\u0323': tone = "5"; break;
                case '\u0302': written.Append('6'); break;
                case '\u031B': written.Append('7'); break;
                case '\u0306': written.Append('8'); break;
                default:
                    if (CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark)
                    {
                        written.Append(part);
                    }

                    break;
            }
        }

        // kĩ and kỹ are one word, as in folding.
        return FinalY().Replace(written.ToString(), "$1i") + tone;
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{Nd}]+")]
    private static partial Regex Word();

    [GeneratedRegex("(^|[hklmstv]|qu)y$")]
    private static partial Regex FinalY();
}
