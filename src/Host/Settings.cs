using System.Net;
using LoTrinh.Host.SigningIn;
using LoTrinh.Platform;
using LoTrinh.Platform.Time;

namespace LoTrinh.Host;

/// <summary>Settings read once from the environment and the command line.</summary>
/// <param name="DataFolder">Folder for the database file, uploads, mail and keys.</param>
/// <param name="Postgres">PostgreSQL connection string; null means SQLite in <paramref name="DataFolder"/>.</param>
/// <param name="Demo">Whether to fill an empty database with the demonstration ministry.</param>
/// <param name="DemoPassword">Password of the demonstration's accounts; null makes a random one.</param>
/// <param name="Clock">Where the clock starts, when it is not now; for demonstrations only.</param>
/// <param name="CreateSchema">Makes the tables from the model instead of by migrations: for tests and for work on the model.</param>
/// <param name="PublicUrl">Address people use; <c>https</c> turns on secure cookies and HSTS.</param>
/// <param name="Policy">Which profile of account rules applies.</param>
/// <param name="SetUpCode">Code that guards the first administrator's page; null makes a random one, printed on the console.</param>
/// <param name="Oidc">Another place where people can sign in, if any.</param>
/// <param name="Proxies">Networks of the proxies in front of it, whose word on a reader's address and scheme is taken; none: nobody's.</param>
internal sealed record Settings(string DataFolder, string? Postgres, bool Demo, string? DemoPassword, DateTimeOffset? Clock, string? PublicUrl,
    bool CreateSchema = false, string Policy = "ASVS-L2", string? SetUpCode = null, OidcSettings? Oidc = null,
    IReadOnlyList<IPNetwork>? Proxies = null)
{
    /// <summary>Rounds of PBKDF2 with HMAC-SHA512 for a password; nothing outside sets it, tests take fewer.</summary>
    /// <remarks>Source: OWASP ASVS 5.0, 11.4.2 and its Appendix C.</remarks>
    public int HashingRounds { get; init; } = 210_000;

    public string SqliteFile => Path.Combine(DataFolder, "lotrinh.db");

    public bool IsHttps => PublicUrl?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;

    public static Settings From(IConfiguration configuration)
    {
        string? Value(string name) => configuration[name] is { Length: > 0 } value ? value : null;
        return new(
            Path.GetFullPath(Value("LOTRINH_DATA") ?? "data"),
            Value("LOTRINH_DATABASE"),
            configuration["no-demo"] is null,
            Value("LOTRINH_DEMO_PASSWORD"),
            Value("LOTRINH_CLOCK") is { } clock ? DateTimeOffset.Parse(clock, System.Globalization.CultureInfo.InvariantCulture) : null,
            Value("LOTRINH_PUBLIC_URL"),
            Value("schema") == "create",
            Value("LOTRINH_POLICY") ?? "ASVS-L2",
            Value("LOTRINH_SETUP_CODE"),
            Value("LOTRINH_OIDC_AUTHORITY") is { } authority ? OidcSettings.From(authority, Value) : null,
            Networks.Read(configuration, "LOTRINH_PROXIES"));
    }
}

/// <summary>An OpenID Connect provider.</summary>
/// <param name="Authority">Its address, as it names itself.</param>
/// <param name="ClientId">Who we are to it.</param>
/// <param name="ClientSecret">Our secret there; null for a public client.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Claims">Which profile of claims it follows, see <see cref="ClaimProfiles"/>.</param>
/// <param name="Scope">What is asked for in place of what the profile asks for.</param>
/// <param name="Acr">The levels asked for in place of what the profile asks for.</param>
internal sealed record OidcSettings(
    string Authority, string ClientId, string? ClientSecret, string Name, string Claims = ClaimProfiles.Plain, string? Scope = null, string? Acr = null)
{
    /// <summary>The rules of its claims today. The provider lives in today's time, whatever a demonstration's clock says.</summary>
    public ClaimRules Rules => ClaimProfiles.On(Claims, TimeProvider.System.Today());


    public static OidcSettings From(string authority, Func<string, string?> value) => new(
        Uri.TryCreate(authority, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback)
            ? authority : throw new InvalidOperationException($"LOTRINH_OIDC_AUTHORITY is '{authority}'; it must be an https address."),
        value("LOTRINH_OIDC_CLIENT_ID") ?? throw new InvalidOperationException("LOTRINH_OIDC_CLIENT_ID is missing beside LOTRINH_OIDC_AUTHORITY."),
        value("LOTRINH_OIDC_CLIENT_SECRET"),
        value("LOTRINH_OIDC_NAME") ?? address.Host,
        value("LOTRINH_OIDC_CLAIMS") ?? ClaimProfiles.Plain,
        Scopes(value("LOTRINH_OIDC_SCOPE")),
        value("LOTRINH_OIDC_ACR"));

    private static string? Scopes(string? wanted) => wanted is null || wanted.Split(' ').Contains("openid") ? wanted
        : throw new InvalidOperationException($"LOTRINH_OIDC_SCOPE is '{wanted}'; it must name openid.");
}
