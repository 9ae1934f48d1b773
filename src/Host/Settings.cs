namespace LoTrinh.Host;

/// <summary>Settings read once from the environment and the command line.</summary>
/// <param name="DataFolder">Folder for the database file, uploads, mail and keys.</param>
/// <param name="Postgres">PostgreSQL connection string; null means SQLite in <paramref name="DataFolder"/>.</param>
/// <param name="Demo">Whether to fill an empty database with the demonstration ministry.</param>
/// <param name="DemoPassword">Password of the demonstration's accounts; null makes a random one.</param>
/// <param name="Clock">Where the clock starts, when it is not now; for demonstrations only.</param>
/// <param name="CreateSchema">Makes the tables from the model instead of by migrations: for tests and for work on the model.</param>
/// <param name="PublicUrl">Address people use; <c>https</c> turns on secure cookies and HSTS.</param>
internal sealed record Settings(string DataFolder, string? Postgres, bool Demo, string? DemoPassword, DateTimeOffset? Clock, string? PublicUrl, bool CreateSchema = false)
{
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
            Value("schema") == "create");
    }
}
