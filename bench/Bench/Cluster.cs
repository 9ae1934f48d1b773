using System.Diagnostics;
using Npgsql;

namespace LoTrinh.Bench;

/// <summary>A PostgreSQL of a benchmark's own, with a data folder for the product beside it; both end with this object.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private Cluster(string folder, string connection) => (Folder, Connection) = (folder, connection);

    /// <summary>The product's data folder.</summary>
    public string Folder { get; }

    /// <summary>The connection string.</summary>
    public string Connection { get; }

    /// <param name="durable">Whether a commit waits for the disk; what measures reading need not.</param>
    public static async Task<Cluster> StartAsync(bool durable)
    {
        var folder = Directory.CreateTempSubdirectory("lotrinh-bench-").FullName;
        var line = await ScriptAsync("start", Path.Combine(folder, "pg"), durable ? "durable" : "");
        return new(folder, line[(line.IndexOf('\'', StringComparison.Ordinal) + 1)..line.LastIndexOf('\'')]);
    }

    /// <summary>Does statements, however long they take.</summary>
    /// <param name="sql">The statements.</param>
    /// <param name="values">Their parameters.</param>
    public async Task ExecuteAsync(string sql, params IReadOnlyList<(string Name, object Value)> values)
    {
        await using var connection = new NpgsqlConnection(Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of what a query finds.</summary>
    public async Task<List<T>> ReadAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<T>();
        while (await reader.ReadAsync())
        {
            found.Add(await reader.GetFieldValueAsync<T>(0));
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await ScriptAsync("stop", Path.Combine(Folder, "pg"));
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<string> ScriptAsync(params string[] arguments)
    {
        using var script = Process.Start(new ProcessStartInfo("scripts/postgres.sh", arguments) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("PostgreSQL could not be started.");
        // The server that it starts holds on to what it was given to write to: a line is read, not all there will ever be.
        var line = await script.StandardOutput.ReadLineAsync();
        await script.WaitForExitAsync();
        return line ?? "";
    }
}
