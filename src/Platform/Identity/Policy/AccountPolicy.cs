using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;

namespace LoTrinh.Platform.Identity.Policy;

/// <summary>One dated set of rules for accounts, from <c>seed/account-policies.yaml</c>.</summary>
public sealed class AccountPolicy
{
    /// <summary>First day it is in force.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>Fewest characters of a password.</summary>
    public int MinLength { get; init; }

    /// <summary>
    /// Fewest characters when the account has a second factor; the classes are then not asked for if this is less than <see cref="MinLength"/>.
    /// </summary>
    public int MinLengthWithSecondFactor { get; init; }

    /// <summary>Fewest characters of an administrator's password, with or without a second factor.</summary>
    public int MinLengthAdministrator { get; init; }

    /// <summary>Most characters of a password.</summary>
    public int MaxLength { get; init; }

    /// <summary>How many of the four classes (small letter, capital, digit, sign) a password must have.</summary>
    public int Classes { get; init; }

    /// <summary>How many former passwords, the present one among them, may not be taken again.</summary>
    public int History { get; init; }

    /// <summary>Days after which an administrator must change the password; null is never.</summary>
    public int? AdministratorPasswordDays { get; init; }

    /// <summary>Wrong attempts after which the account is locked for a while.</summary>
    public int LockoutTries { get; init; }

    /// <summary>Minutes for which it is then locked.</summary>
    public int LockoutMinutes { get; init; }

    /// <summary>Minutes without a request after which a session ends.</summary>
    public int IdleMinutes { get; init; }

    /// <summary>The same for administrators.</summary>
    public int AdministratorIdleMinutes { get; init; }

    /// <summary>Longest life of a session, however busy, in hours.</summary>
    public int SessionHours { get; init; }

    /// <summary>Days without a sign-in after which an officer's account is disabled; null is never.</summary>
    public int? IdleAccountDays { get; init; }

    /// <summary>Whether administrators must have a second factor.</summary>
    public bool AdministratorSecondFactor { get; init; }

    /// <summary>Hours within which a one-time password must be used.</summary>
    public int OneTimePasswordHours { get; init; }

    /// <summary>The rule it rests on, and how sure the figures are.</summary>
    public string Source { get; init; } = "";

    /// <summary>The same in English.</summary>
    public string SourceEn { get; init; } = "";

    /// <summary>Fewest characters for such an account.</summary>
    public int MinLengthFor(bool administrator, bool secondFactor) =>
        administrator ? MinLengthAdministrator : secondFactor ? MinLengthWithSecondFactor : MinLength;

    /// <summary>Classes asked of such an account's password.</summary>
    public int ClassesFor(bool administrator, bool secondFactor) =>
        !administrator && secondFactor && MinLengthWithSecondFactor < MinLength ? 0 : Classes;
}

/// <summary>A named row of dated rule sets.</summary>
public sealed class PolicyProfile
{
    /// <summary>Such as <c>VN-L3</c>.</summary>
    public string Key { get; init; } = "";

    /// <summary>Name in Vietnamese.</summary>
    public string Name { get; init; } = "";

    /// <summary>Name in English.</summary>
    public string NameEn { get; init; } = "";

    /// <summary>The sets, oldest first.</summary>
    public List<AccountPolicy> Versions { get; init; } = [];

    /// <summary>The set in force on <paramref name="day"/>; before the first one, the first.</summary>
    public AccountPolicy On(DateOnly day) => Versions.LastOrDefault(v => v.ValidFrom <= day) ?? Versions[0];
}

/// <summary>The rules for accounts that this installation has chosen.</summary>
/// <remarks>
/// A demonstration waives what its settable clock and shared accounts would turn against it: the demanded second factor,
/// the age of passwords and of idle accounts. The account pages say so.
/// </remarks>
public sealed class AccountPolicies
{
    private readonly TimeProvider _clock;
    private readonly Func<bool> _isDemonstration;

    /// <summary>Chooses a profile.</summary>
    /// <param name="profile">Its key.</param>
    /// <param name="isDemonstration">Says whether this is a demonstration; asked when a rule is looked at, since the database tells it.</param>
    /// <param name="clock">Says which day it is.</param>
    /// <exception cref="InvalidOperationException">There is no such profile.</exception>
    public AccountPolicies(string profile, Func<bool> isDemonstration, TimeProvider clock)
    {
        Profile = Profiles.FirstOrDefault(p => p.Key.Equals(profile, StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidOperationException($"LOTRINH_POLICY is '{profile}'; known are {string.Join(", ", Profiles.Select(p => p.Key))}.");
        _isDemonstration = isDemonstration;
        _clock = clock;
    }

    /// <summary>A profile of one's own, for tests that change its figures.</summary>
    internal AccountPolicies(PolicyProfile profile, Func<bool> isDemonstration, TimeProvider clock) =>
        (Profile, _isDemonstration, _clock) = (profile, isDemonstration, clock);

    /// <summary>Every profile there is.</summary>
    public static IReadOnlyList<PolicyProfile> Profiles { get; } = SeedFile.Read<PolicyFile>("account-policies.yaml").Profiles;

    /// <summary>The chosen profile.</summary>
    public PolicyProfile Profile { get; }

    /// <summary>Whether the demonstration's waivers apply.</summary>
    public bool IsDemonstration => _isDemonstration();

    /// <summary>The rules in force today.</summary>
    public AccountPolicy Current => Profile.On(_clock.Today());

    /// <summary>Whether such an account must set up a second factor before it does anything else.</summary>
    public bool DemandsSecondFactor(Account account, bool administrator) =>
        !IsDemonstration && administrator && Current.AdministratorSecondFactor && !account.TwoFactorEnabled;

    /// <summary>Whether such an account must set a new password before it does anything else.</summary>
    public bool DemandsNewPassword(Account account, bool administrator) =>
        account.MustChangePassword || (!IsDemonstration && account.PasswordHash is not null && (account.PasswordIsTooWeak
            || (administrator && Current.AdministratorPasswordDays is { } days && SecretSince(account).AddDays(days) <= _clock.UtcNow())));

    /// <summary>Whether an account of an officer has lain unused for so long that it is to be disabled.</summary>
    public bool HasLainIdle(Account account) =>
        !IsDemonstration && Current.IdleAccountDays is { } days && account.LastActiveAt.AddDays(days) <= _clock.UtcNow();

    /// <summary>Whether a one-time password was not used in time.</summary>
    public bool OneTimePasswordEnded(Account account) =>
        account.MustChangePassword && SecretSince(account).AddHours(Current.OneTimePasswordHours) <= _clock.UtcNow();

    private static DateTime SecretSince(Account account) => account.PasswordSetAt ?? account.CreatedAt;

    internal sealed class PolicyFile
    {
        public List<PolicyProfile> Profiles { get; init; } = [];
    }
}
