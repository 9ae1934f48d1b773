using LoTrinh.Host;
using LoTrinh.Platform.Data;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Platform;

/// <summary>The migrations themselves, on a real database: other tests make the tables from the model.</summary>
public sealed class MigrationTests
{
    [Theory, EachDatabase]
    [Trait("Speed", "slow")]
    public async Task The_migrations_run_and_their_tables_hold_what_the_model_asks_for(TestDatabase database)
    {
        var folder = Directory.CreateTempSubdirectory("lotrinh-migrations-").FullName;
        var postgres = database == TestDatabase.Postgres ? Postgres.Create() : null;
        try
        {
            var services = new ServiceCollection();
            Composition.AddProduct(services, new ConfigurationBuilder().Build(), new Settings(folder, postgres, false, null, null, null), TimeProvider.System);
            await using (var provider = services.BuildServiceProvider())
            {
                await using var scope = provider.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<AppDb>();
                await db.Database.MigrateAsync();

                Assert.Empty(await db.Database.GetPendingMigrationsAsync());
                foreach (var entity in db.Model.GetEntityTypes().Where(e => e.GetTableName() is not null && !e.IsOwned()))
                {
                    var columns = entity.GetProperties().Select(p => $"\"{p.GetColumnName()}\"");
#pragma warning disable EF1002 // The names are those of our own model.
                    await db.Database.ExecuteSqlRawAsync($"SELECT {string.Join(", ", columns)} FROM \"{entity.GetTableName()}\" WHERE 1 = 0");
#pragma warning restore EF1002
                }
            }
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            if (postgres is not null)
            {
                Postgres.Drop(postgres);
            }

            Directory.Delete(folder, recursive: true);
        }
    }
}
