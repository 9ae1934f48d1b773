using System.Security.Claims;
using System.Text.RegularExpressions;
using LoTrinh.Platform.Identity;

namespace LoTrinh.Host.SigningIn;

/// <summary>What is taken of the claims of a provider; everything else is dropped before anything is written, the cookie of the sign-in included.</summary>
/// <param name="Subject">The provider's subject.</param>
/// <param name="Key">By what the person stays the same: the subject, or a mark and what the provider's own stable key says.</param>
/// <param name="Name">Name of the person or the business.</param>
/// <param name="IsBusiness">Whether the account there is a business's.</param>
/// <param name="Level">How surely the provider knows them, as it writes it.</param>
/// <param name="Number">Identity number, or tax code of a business.</param>
/// <param name="IsVerified">Whether the provider has verified who they are.</param>
/// <param name="IsKept">Whether the provider knows who people are, so that what it says is kept.</param>
internal sealed partial record VouchedPerson(string Subject, string Key, string? Name, bool IsBusiness, string? Level, string? Number, bool IsVerified, bool IsKept)
{
    // Subjects and stable keys are two kinds of names: who has chosen a subject there must not be taken for someone else's stable key.
    private const char KeyMark = '=';
    private const int KeyMaxLength = 200;
    private const string Sub = "sub", KeyClaim = "lotrinh:key", NameClaim = "lotrinh:name", KindClaim = "lotrinh:business", LevelClaim = "lotrinh:level",
        NumberClaim = "lotrinh:number", VerifiedClaim = "lotrinh:verified", KeptClaim = "lotrinh:kept";

    /// <summary>What the claims say by the rules; null where they do not say who it is.</summary>
    public static VouchedPerson? Of(ClaimsPrincipal claims, ClaimRules rules)
    {
        string? First(IEnumerable<string> names) => names.Select(n => Clean(claims.FindFirst(n)?.Value)).FirstOrDefault(v => v is not null);
        var subject = claims.FindFirst(Sub)?.Value ?? "";
        var stable = rules.StableKey is { } name ? First([name]) : null;
        if (subject.Length is 0 or > KeyMaxLength || subject[0] == KeyMark || (rules.StableKey is not null && stable is not { Length: < KeyMaxLength }))
        {
            return null;
        }

        var isBusiness = rules.Kind is { } kind && !(First([kind]) is { } value && rules.Citizen.Contains(value));
        var number = First(isBusiness ? rules.BusinessNumber : rules.Number);
        number = number is not null && NumberShape().IsMatch(number) ? number : null;
        var level = First(rules.Levels) is { } said && LevelShape().IsMatch(said) ? said : null;
        return new(subject, stable is null ? subject : KeyMark + stable, First(isBusiness ? [.. rules.BusinessName, .. rules.Name] : rules.Name), isBusiness, level, number,
            rules.Verifies && number is not null && Suffices(rules, level, First(rules.Levels) is null), rules.Verifies);
    }

    /// <summary>What a principal made by <see cref="ToPrincipal"/> says.</summary>
    public static VouchedPerson From(ClaimsPrincipal sealedClaims)
    {
        string? Value(string type) => sealedClaims.FindFirst(type)?.Value;
        return new(Value(Sub) ?? "", Value(KeyClaim) ?? "", Value(NameClaim), Value(KindClaim) is not null, Value(LevelClaim), Value(NumberClaim),
            Value(VerifiedClaim) is not null, Value(KeptClaim) is not null);
    }

    /// <summary>A principal that carries this and nothing else from one request to the next.</summary>
    public ClaimsPrincipal ToPrincipal(string scheme)
    {
        var claims = new (string Type, string? Value)[]
        {
            (Sub, Subject), (KeyClaim, Key), (NameClaim, Name), (LevelClaim, Level), (NumberClaim, IsKept ? Number : null), (KindClaim, IsBusiness ? "1" : null),
            (VerifiedClaim, IsVerified ? "1" : null), (KeptClaim, IsKept ? "1" : null),
        };
        return new(new ClaimsIdentity(claims.Where(c => c.Value is not null).Select(c => new Claim(c.Type, c.Value!)), scheme));
    }

    // A level that nobody can read is none that suffices.
    private static bool Suffices(ClaimRules rules, string? level, bool isUntold) =>
        isUntold ? rules.LevelOptional : level?.LastOrDefault(char.IsAsciiDigit) is { } digit and not '\0' && digit - '0' >= rules.LeastLevel;

    private static string? Clean(string? said) => new string([.. (said ?? "").Where(c => !char.IsControl(c)).Take(Account.NameMaxLength * 2)]).Trim() is { Length: > 0 } clean ? clean : null;

    [GeneratedRegex(@"^[0-9]{9,13}(-[0-9]{3})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberShape();

    [GeneratedRegex(@"^[A-Za-z0-9 ._:-]{1,20}\z", RegexOptions.CultureInvariant)]
    private static partial Regex LevelShape();
}
