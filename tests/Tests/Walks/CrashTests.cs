using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using LoTrinh.Tests.Harness;
using LoTrinh.Tests.PublicServices;
using Microsoft.Data.Sqlite;
using Npgsql;
using Xunit;

namespace LoTrinh.Tests.Walks;

/// <summary>The real program, killed while it writes: what it has acknowledged is there, and the ledger is whole.</summary>
[Trait("Speed", "slow")]
public sealed class CrashTests : IDisposable
{
    private const int Rounds = 3;
    private const int Writers = 6;
    private const int AcknowledgedPerRound = 24;
    private readonly string _folder = Directory.CreateTempSubdirectory("lotrinh-crash-").FullName;
    private string? _postgres;

    [Theory, EachDatabase]
    public async Task Killed_three_times_while_writing_the_program_loses_nothing_it_has_acknowledged(TestDatabase database)
    {
        _postgres = database == TestDatabase.Postgres ? Postgres.Create() : null;
        var (office, citizen) = (await TokenAsync("office"), await TokenAsync("citizen"));
        var acknowledged = new ConcurrentBag<string>();
        for (var round = 0; round < Rounds; round++)
        {
            await WriteUntilKilledAsync(round, office, citizen, acknowledged);
        }

        // Starting once more is what makes the database whole again.
        Assert.Equal(0, (await RunAsync("verify-ledger")).ExitCode);
        var (tasks, dossiers) = (await CodesAsync("steering_task"), await CodesAsync("services_dossier"));
        Assert.True(acknowledged.Count >= Rounds * AcknowledgedPerRound);
        Assert.Contains(acknowledged, a => a.StartsWith("000.00.00.G04-", StringComparison.Ordinal));
        Assert.Empty(acknowledged.Except(tasks).Except(dossiers));
        Assert.Equal(acknowledged.Count, acknowledged.Distinct().Count());
        Assert.Equal(tasks.Count, tasks.Distinct().Count());
        Assert.Equal(dossiers.Count, dossiers.Distinct().Count());
    }

    [Fact]
    public async Task The_program_says_that_a_ledger_was_tampered_with_and_ends_with_one()
    {
        Assert.Equal(0, (await RunAsync("verify-ledger")).ExitCode);
        foreach (var tampering in new[]
        {
            "UPDATE platform_ledger_entry SET actor_name = 'khác' WHERE seq = 20",
            "DELETE FROM platform_ledger_entry WHERE seq = 20",
            "INSERT INTO platform_ledger_entry (seq, at, actor_id, actor_name, action, subject_type, subject_id, changes, reason, hash) "
                + "SELECT (SELECT MAX(seq) + 1 FROM platform_ledger_entry), at, actor_id, actor_name, action, subject_type, subject_id, changes, reason, hash FROM platform_ledger_entry WHERE seq = 19",
        })
        {
            // Whole, tampered with, and whole again: everything lies in the one file while nobody has it open.
            var file = Path.Combine(_folder, "lotrinh.db");
            await DoAsync("PRAGMA wal_checkpoint(TRUNCATE)");
            File.Copy(file, file + ".whole", overwrite: true);
            Assert.Equal(1, await DoAsync(tampering));

            var (exitCode, output) = await RunAsync("verify-ledger");

            Assert.Equal((1, true), (exitCode, output.Contains("broken", StringComparison.Ordinal)));
            File.Delete(file + "-wal");
            File.Delete(file + "-shm");
            File.Copy(file + ".whole", file, overwrite: true);
        }

        Assert.Equal(0, (await RunAsync("verify-ledger")).ExitCode);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task WriteUntilKilledAsync(int round, string office, string citizen, ConcurrentBag<string> acknowledged)
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
            var enough = acknowledged.Count + AcknowledgedPerRound;
            var writers = Enumerable.Range(0, Writers).Select(i => i % 2 == 0
                ? WriteAsync(address, office, (http, n) => TaskAsync(http, $"Việc {round}.{i}.{n}"), acknowledged)
                : WriteAsync(address, citizen, (http, _) => DossierAsync(http), acknowledged)).ToList();
            while (acknowledged.Count < enough)
            {
                Assert.True(writers.TrueForAll(w => !w.IsCompleted), $"{writers.Find(w => w.IsFaulted)?.Exception?.Message}\n{string.Join('\n', said.TakeLast(60))}");
                await Task.Delay(5);
            }

            program.Kill();
            await Task.WhenAll(writers);
        }
        finally
        {
            program.Kill();
            await program.WaitForExitAsync();
        }
    }

    private static async Task WriteAsync(string address, string token, Func<HttpClient, int, Task<string>> write, ConcurrentBag<string> acknowledged)
    {
        using var http = new HttpClient { BaseAddress = new(address), DefaultRequestHeaders = { Authorization = new("Bearer", token) } };
        try
        {
            for (var n = 0; ; n++)
            {
                acknowledged.Add(await write(http, n));
            }
        }
        catch (Exception e) when (e is HttpRequestException { StatusCode: null } or IOException)
        {
            // The program was killed; what was under way was not acknowledged.
        }
    }

    private static async Task<string> TaskAsync(HttpClient http, string title) => await CodeAsync(await http.PostAsJsonAsync("/api/v1/steering/tasks", new
    {
        title, leadUnit = "drvn", accountablePosition = "Tổng cục trưởng", authority = "Trưởng Ban Chỉ đạo", product = "Báo cáo", acceptanceCriteria = "Đủ số liệu", dueOn = "2021-06-30",
    }));

    private static async Task<string> DossierAsync(HttpClient http)
    {
        using var begun = (await http.PostAsJsonAsync("/api/v1/services/dossiers", new { procedure = "1.000703", values = FormTests.Complete })).EnsureSuccessStatusCode();
        var id = (await begun.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        foreach (var document in new[] { "manager-diploma", "manager-appointment" })
        {
            using var file = new MultipartFormDataContent { { new ByteArrayContent("%PDF-1.4\n%%EOF"u8.ToArray()), "files", "a.pdf" } };
            (await http.PostAsync($"/api/v1/services/dossiers/{id}/files/{document}", file)).EnsureSuccessStatusCode();
        }

        return await CodeAsync(await http.PostAsync($"/api/v1/services/dossiers/{id}/submission", null));
    }

    private static async Task<string> CodeAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()!;
        }
    }

    private async Task<string> TokenAsync(string account) => (await RunAsync("token", account)).Output.Trim().Split('\n')[^1].Trim();

    private async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
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
        start.Environment["LOTRINH_DATA"] = _folder;
        start.Environment["LOTRINH_DATABASE"] = _postgres ?? "";
        start.Environment["LOTRINH_DEMO_PASSWORD"] = TestApp.Password;
        return start;
    }

    private async Task<int> DoAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    private async Task<List<string>> CodesAsync(string table)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT code FROM {table} WHERE code IS NOT NULL AND code <> ''";
        await using var reader = await command.ExecuteReaderAsync();
        var codes = new List<string>();
        while (await reader.ReadAsync())
        {
            codes.Add(reader.GetString(0));
        }

        return codes;
    }

    private async Task<DbConnection> ConnectAsync()
    {
        DbConnection connection = _postgres is null ? new SqliteConnection($"Data Source={Path.Combine(_folder, "lotrinh.db")};Pooling=false") : new NpgsqlConnection(_postgres);
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
