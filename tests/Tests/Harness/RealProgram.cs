using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;
using Xunit;

namespace LoTrinh.Tests.Harness;

/// <summary>The program as it is run, a process of its own with a folder or a database of its own: to be killed.</summary>
internal sealed class RealProgram : IDisposable
{
    private readonly string? _postgres;

    public RealProgram(TestDatabase database) => _postgres = database == TestDatabase.Postgres ? Postgres.Create() : null;

    /// <summary>Its data folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("lotrinh-crash-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Runs it until <paramref name="act"/> is done, and kills it then, whatever it is doing.</summary>
    /// <param name="act">Is given its address, what it has said so far, and what kills it.</param>
    public async Task UntilKilledAsync(Func<string, Func<string>, Action, Task> act)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        using var program = Process.Start(Start("--urls", address))!;
        var said = new ConcurrentQueue<string?>();
        program.OutputDataReceived += (_, line) => said.Enqueue(line.Data);
        program.ErrorDataReceived += (_, line) => said.Enqueue(line.Data);
        program.BeginOutputReadLine();
        program.BeginErrorReadLine();
        try
        {
            await AnsweringAsync(address, program);
            await act(address, () => string.Join('\n', said.TakeLast(60)), program.Kill);
        }
        finally
        {
            program.Kill();
            await program.WaitForExitAsync();
        }
    }

    /// <summary>A new token of an account.</summary>
    public async Task<string> TokenAsync(string account) => (await RunAsync("token", account)).Output.Trim().Split('\n')[^1].Trim();

    /// <summary>Runs a command of it.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        using var program = Process.Start(Start(arguments))!;
        var (output, errors) = (program.StandardOutput.ReadToEndAsync(), program.StandardError.ReadToEndAsync());
        await program.WaitForExitAsync();
        Assert.True(program.ExitCode is 0 or 1, await errors);
        return (program.ExitCode, await output);
    }

    private ProcessStartInfo Start(params IEnumerable<string> arguments)
    {
        var host = Path.Combine(Repository.Root, "src/Host");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(host, "bin/Release/net10.0/LoTrinh.Host.dll"), .. arguments, "--contentRoot", host, "--schema=create"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LOTRINH_DATA"] = Folder;
        start.Environment["LOTRINH_DATABASE"] = _postgres ?? "";
        start.Environment["LOTRINH_DEMO_PASSWORD"] = TestApp.Password;
        return start;
    }

    /// <summary>Does a statement past it.</summary>
    public async Task<int> DoAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of what a query finds, as text.</summary>
    public async Task<List<string>> ReadAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync())
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }

    /// <summary>Codes in a table.</summary>
    public Task<List<string>> CodesAsync(string table) => ReadAsync($"SELECT code FROM {table} WHERE code IS NOT NULL AND code <> ''");

    private async Task<DbConnection> ConnectAsync()
    {
        DbConnection connection = _postgres is null ? new SqliteConnection($"Data Source={Path.Combine(Folder, "lotrinh.db")};Pooling=false") : new NpgsqlConnection(_postgres);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task AnsweringAsync(string address, Process program)
    {
        using var http = new HttpClient();
        for (var tries = 0; ; tries++)
        {
            try
            {
                if ((await http.GetAsync(address + "/readyz")).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                Assert.True(tries < 1200 && !program.HasExited, "The program did not start.");
            }

            await Task.Delay(100);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
