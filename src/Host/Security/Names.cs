using System.Text.RegularExpressions;
using LoTrinh.Platform;
using LoTrinh.Platform.Identity;

namespace LoTrinh.Host.Security;

/// <summary>What the names of an account may look like.</summary>
internal static partial class Names
{
    /// <summary>Longest name for signing in, in characters; an e-mail address fits.</summary>
    public const int UserNameMaxLength = 100;

    /// <summary>What is wrong with the name that others see, if anything.</summary>
    public static Problem? CheckShown(string? name, string field) =>
        string.IsNullOrWhiteSpace(name) ? Problem.Invalid("account.name-missing", field)
        : name.Trim().Length > Account.NameMaxLength ? Problem.Invalid("account.name-long", field, Account.NameMaxLength)
        : name.Any(char.IsControl) ? Problem.Invalid("account.name-control", field)
        : null;

    /// <summary>What is wrong with the name for signing in, if anything.</summary>
    public static Problem? CheckUserName(string? name, string field) =>
        string.IsNullOrWhiteSpace(name) ? Problem.Invalid("account.user-name-missing", field)
        : !UserName().IsMatch(name.Trim()) ? Problem.Invalid("account.user-name-format", field, UserNameMaxLength)
        : null;

    [GeneratedRegex(@"^[a-zA-Z0-9][a-zA-Z0-9._@+-]{2,99}$")]
    private static partial Regex UserName();
}
