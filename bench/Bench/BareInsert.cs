using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LoTrinh.Bench;

/// <summary>The physical limit of a submission on this machine: its bytes put into one table of the same database, a row and a commit each, with nothing else to do.</summary>
internal static class BareInsert
{
    private const int Seconds = 8;
    private const string Sql = "INSERT INTO bare (id, form, file) VALUES (@id, @form, @file)";

    public static async Task<Timings> RunAsync(string folder, string? postgres)
    {
        await using (var connection = await OpenAsync(folder, postgres))
        {
            await using var table = connection.CreateCommand();
            table.CommandText = $"DROP TABLE IF EXISTS bare; CREATE TABLE bare (id {(postgres is null ? "blob" : "uuid")} PRIMARY KEY, form text NOT NULL, file {(postgres is null ? "blob" : "bytea")} NOT NULL)";
            await table.ExecuteNonQueryAsync();
        }

        // One writes to a file at a time; those who wait for each other in line are quicker than those who ask again and again.
        using var line = new SemaphoreSlim(postgres is null ? 1 : Load.Connections);
        return await Timings.OfAsync(Seconds, async _ =>
        {
            var connection = await OpenAsync(folder, postgres);
            return async () =>
            {
                var file = Submissions.NewFile();
                await line.WaitAsync();
                try
                {
                    await using var insert = connection.CreateCommand();
                    insert.CommandText = Sql;
                    Add(insert, "id", postgres is null ? Guid.CreateVersion7().ToByteArray() : Guid.CreateVersion7());
                    Add(insert, "form", Submissions.Form);
                    Add(insert, "file", file);
                    await insert.ExecuteNonQueryAsync();
                }
                finally
                {
                    line.Release();
                }
            };
        });
    }

    private static async Task<DbConnection> OpenAsync(string folder, string? postgres)
    {
        DbConnection connection = postgres is null ? new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")};Pooling=False") : new NpgsqlConnection(postgres);
        await connection.OpenAsync();
        if (postgres is null)
        {
            // As the product opens its own.
            await using var pragmas = connection.CreateCommand();
            pragmas.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=30000;";
            await pragmas.ExecuteNonQueryAsync();
        }

        return connection;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
