using System.Collections.Frozen;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Search;

namespace LoTrinh.Platform.Identity.Policy;

/// <summary>Who a password is for, as far as its rules ask.</summary>
/// <param name="UserName">Name for signing in.</param>
/// <param name="IsAdministrator">Whether the account holds the administrator's role.</param>
/// <param name="HasSecondFactor">Whether signing in also asks for a code.</param>
public sealed record PasswordOwner(string? UserName, bool IsAdministrator = false, bool HasSecondFactor = false);

/// <summary>Whether a password is good enough; history is checked where the hashes are.</summary>
public static class PasswordRules
{
    private static readonly FrozenSet<string> Common =
        SeedFile.Read<CommonFile>("common-passwords.yaml").Words.Select(w => Folding.Fold(w)).ToFrozenSet(StringComparer.Ordinal);

    private static readonly char[] Digits = [.. "0123456789"];

    private static readonly FrozenSet<string> Leaked =
        SeedFile.Lines("leaked-passwords.txt").Where(l => !l.StartsWith('#')).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Everything that is wrong with the password.</summary>
    /// <param name="policy">The rules in force.</param>
    /// <param name="password">What was typed.</param>
    /// <param name="owner">Who it is for.</param>
    /// <param name="field">Field it was typed in.</param>
    public static IEnumerable<Problem> Check(AccountPolicy policy, string? password, PasswordOwner owner, string field)
    {
        if (string.IsNullOrEmpty(password))
        {
            return [Problem.Invalid("password.missing", field)];
        }

        var shortest = policy.MinLengthFor(owner.IsAdministrator, owner.HasSecondFactor);
        var classes = policy.ClassesFor(owner.IsAdministrator, owner.HasSecondFactor);
        var length = new System.Globalization.StringInfo(password).LengthInTextElements;
        return
        [
            .. Problem.Unless(length >= shortest, Problem.Invalid("password.short", field, shortest)),
            .. Problem.Unless(password.Length <= policy.MaxLength, Problem.Invalid("password.long", field, policy.MaxLength)),
            .. Problem.Unless(ClassesIn(password) >= classes, Problem.Invalid("password.classes", field, classes)),
            .. Problem.Unless(!IsCommon(password), Problem.Invalid("password.common", field)),
            .. Problem.Unless(!HoldsName(password, owner.UserName), Problem.Invalid("password.holds-name", field)),
        ];
    }

    /// <summary>How many of the four classes the password has: small letter, capital, digit, sign.</summary>
    public static int ClassesIn(string password) =>
        (password.Any(char.IsLower) ? 1 : 0) + (password.Any(char.IsUpper) ? 1 : 0) + (password.Any(char.IsDigit) ? 1 : 0)
        + (password.Any(c => !char.IsLetterOrDigit(c)) ? 1 : 0);

    /// <summary>
    /// Whether it is one of the first that anyone would guess: a known word with digits and signs around it, one run or one piece repeated,
    /// or one of the five thousand that leaked most often.
    /// </summary>
    /// <remarks>Source: OWASP ASVS 5.0, 6.2.4: at least the top 3,000 that the rules of length would take.</remarks>
    public static bool IsCommon(string password)
    {
        var plain = Plain(password);
        var core = plain.Trim(Digits);
        var lower = password.ToLowerInvariant();
        return core.Length == 0 || Common.Contains(core) || Common.Contains(Plain(Unmasked(password.Trim(Digits)))) || Leaked.Contains(lower)
            || IsRepeated(lower) || IsRepeated(plain) || IsRun(plain);
    }

    private static string Plain(string text) => Folding.Fold(text).Replace(" ", "", StringComparison.Ordinal);

    // "p@ssw0rd": signs that stand for the letters they look like.
    private static string Unmasked(string word) => string.Create(word.Length, word, static (letters, masked) =>
    {
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = masked[i] switch { '@' or '4' => 'a', '0' => 'o', '1' or '!' => 'i', '3' => 'e', '5' or '$' => 's', '7' => 't', var other => other };
        }
    });

    private static bool HoldsName(string password, string? name) =>
        name is { Length: >= 4 }
        && password.Contains(name.Split('@')[0] is { Length: >= 4 } local ? local : name, StringComparison.OrdinalIgnoreCase);

    // "abcabcabc", "aaaaaaaa": a piece of at most four letters, again and again.
    private static bool IsRepeated(string plain) => Enumerable.Range(1, 4).Any(size =>
        plain.Length >= size * 2 && plain.Select((c, i) => c == plain[i % size]).All(same => same));

    // "123456789", "abcdefgh": each letter follows the one before it.
    private static bool IsRun(string plain) =>
        plain.Length > 2 && plain.Zip(plain.Skip(1)).All(pair => pair.Second - pair.First is 1 or -1 or -9);

    internal sealed class CommonFile
    {
        public List<string> Words { get; init; } = [];
    }
}
