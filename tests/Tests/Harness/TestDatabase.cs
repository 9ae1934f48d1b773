using System.Reflection;
using Npgsql;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace LoTrinh.Tests.Harness;

/// <summary>The databases that every test of data runs on.</summary>
public enum TestDatabase
{
    Sqlite,
    Postgres,
}

/// <summary>Gives a theory each database. Without PostgreSQL the test is skipped and says so; in CI it fails.</summary>
public sealed class EachDatabaseAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var missing = Postgres.Address is null && Environment.GetEnvironmentVariable("CI") != "true";
        return new([
            new TheoryDataRow(TestDatabase.Sqlite),
            new TheoryDataRow(TestDatabase.Postgres) { Skip = missing ? "LOTRINH_TEST_POSTGRES is not set: run ./dev test" : null },
        ]);
    }

    public override bool SupportsDiscoveryEnumeration() => true;
}

internal static class Postgres
{
    /// <summary>What a walk runs on, being too long for both: the one that refuses more, when it is there.</summary>
    public static TestDatabase OrSqlite => Address is null ? TestDatabase.Sqlite : TestDatabase.Postgres;

    public static string? Address => Environment.GetEnvironmentVariable("LOTRINH_TEST_POSTGRES");

    /// <summary>Makes an empty database, or a copy of <paramref name="template"/>, and gives its connection string.</summary>
    public static string Create(string? template = null)
    {
        var address = Address ?? throw new InvalidOperationException("LOTRINH_TEST_POSTGRES is not set: run ./dev test");
        var name = $"t{Guid.NewGuid():N}";
        using var connection = new NpgsqlConnection(address);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = template is null ? $"CREATE DATABASE {name}" : $"CREATE DATABASE {name} TEMPLATE {template}";
        command.ExecuteNonQuery();
        return new NpgsqlConnectionStringBuilder(address) { Database = name, MaxPoolSize = 30, Timeout = 60 }.ConnectionString;
    }

    /// <summary>Ends the connections that a pool still holds, of which the server has only so many, and drops the database; a host may be disposed of twice.</summary>
    public static void Drop(string connectionString)
    {
        using (var pooled = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(pooled);
        }

        using var connection = new NpgsqlConnection(Address);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)";
        command.ExecuteNonQuery();
    }
}
