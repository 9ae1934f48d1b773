using LoTrinh.Host;
using LoTrinh.Host.Demo;
using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Bench;

/// <summary>The demonstration ministry in a fresh database, to which a benchmark adds, and the product on it.</summary>
internal static class DemoMinistry
{
    /// <summary>Password of its accounts.</summary>
    public const string Password = "mat-khau-do-toc-do";

    /// <summary>Migrates and seeds a database, then lets <paramref name="fill"/> add what is measured.</summary>
    /// <param name="folder">The data folder; without <paramref name="postgres"/> it holds the database.</param>
    /// <param name="postgres">Connection string; null means SQLite.</param>
    /// <param name="fill">Adds and answers what the benchmark needs to know of it.</param>
    public static async Task<T> SeedAsync<T>(string folder, string? postgres, Func<IServiceProvider, AppDb, Task<T>> fill)
    {
        var settings = new Settings(folder, postgres, true, Password, null, null);
        var services = new ServiceCollection();
        Composition.AddProduct(services, new ConfigurationBuilder().Build(), settings, TimeProvider.System);
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await db.Database.MigrateAsync();
        await DemoSeeding.SeedAsync(provider, settings, default);
        return await fill(provider, db);
    }

    /// <summary>Starts the published program on it.</summary>
    public static Task<Server> StartProductAsync(string program, string folder, string? postgres) =>
        Server.StartAsync(port => [Path.Combine(program, "LoTrinh.Host.dll"), "--contentRoot", program, "--urls", $"http://127.0.0.1:{port}"],
            new Dictionary<string, string> { ["LOTRINH_DATA"] = folder, ["LOTRINH_DATABASE"] = postgres ?? "", ["LOTRINH_DEMO_PASSWORD"] = Password, ["LOTRINH_PROXIES"] = "127.0.0.1/32" }, "/dang-nhap");
}
