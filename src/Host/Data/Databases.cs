using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LoTrinh.Host.Data;

internal sealed class SqliteDb(DbContextOptions<SqliteDb> options, IEnumerable<IModule> modules, WriterTurns turns, TimeProvider clock) : AppDb(options, modules, clock)
{
    // One writes to the file at a time, whatever it is.
    public override ValueTask<IDisposable?> TurnAsync(bool isRecorded, CancellationToken ct) => turns.TakeAsync(ct);
}

internal sealed class PostgresDb(DbContextOptions<PostgresDb> options, IEnumerable<IModule> modules, WriterTurns turns, TimeProvider clock) : AppDb(options, modules, clock)
{
    public override ValueTask<IDisposable?> TurnAsync(bool isRecorded, CancellationToken ct) => isRecorded ? turns.TakeAsync(ct) : base.TurnAsync(isRecorded, ct);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        PostgresSearch.Configure(builder);
        FoldedText.IndexWithin(builder);
    }
}

/// <summary>Chooses the database: PostgreSQL when a connection string is given, else SQLite in the data folder.</summary>
internal static class Databases
{
    public static void AddDatabase(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton<ChangeStamps>();
        services.AddSingleton<ChangeWatch>();
        services.AddSingleton<Kept>();
        services.AddSingleton<WriterTurns>();
        if (settings.Postgres is { } connection)
        {
            services.AddSingleton<ISearchEngine, PostgresSearch>();
            services.AddDbContext<AppDb, PostgresDb>((s, o) => o.Configure(connection).AddInterceptors(Watching(s)));
        }
        else
        {
            Directory.CreateDirectory(settings.DataFolder);
            services.AddSingleton<SqliteConventions>();
            services.AddSingleton<ISearchEngine, SqliteSearch>();
            services.AddDbContext<AppDb, SqliteDb>((s, o) => SqliteSearch.MakeIndex(o
                .ConfigureSqlite($"Data Source={settings.SqliteFile}", s.GetRequiredService<SqliteConventions>())
                .AddInterceptors(Watching(s))));
        }
    }

    // What goes along with each save, the modules' own before it is told what changed.
    private static IEnumerable<IInterceptor> Watching(IServiceProvider services) =>
        [services.GetRequiredService<SearchIndexing>(), .. services.GetServices<ISaveChangesInterceptor>(), services.GetRequiredService<ChangeWatch>()];

    public static DbContextOptionsBuilder Configure(this DbContextOptionsBuilder options, string connection) =>
        options.UseNpgsql(connection).UseSnakeCaseNamingConvention();

    public static DbContextOptionsBuilder ConfigureSqlite(this DbContextOptionsBuilder options, string connection, SqliteConventions conventions) =>
        options.UseSqlite(connection).UseSnakeCaseNamingConvention().AddInterceptors(conventions);
}

/// <summary>Lets the design-time tool make a context: <c>./dev migration NAME</c>. Composed as the product is, so that the model is the same.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args) => (SqliteDb)Design.Make(null);
}

internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresDb>
{
    public PostgresDb CreateDbContext(string[] args) => (PostgresDb)Design.Make("Host=127.0.0.1");
}

internal static class Design
{
    public static AppDb Make(string? postgres)
    {
        var services = new ServiceCollection();
        var settings = new Settings(Path.Combine(Path.GetTempPath(), "lotrinh-design"), postgres, false, null, null, null);
        Composition.AddProduct(services, new ConfigurationBuilder().Build(), settings, TimeProvider.System);
        return services.BuildServiceProvider().CreateScope().ServiceProvider.GetRequiredService<AppDb>();
    }
}
