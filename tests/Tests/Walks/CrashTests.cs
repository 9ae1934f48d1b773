using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Tests.Harness;
using LoTrinh.Tests.PublicServices;
using Xunit;

namespace LoTrinh.Tests.Walks;

/// <summary>The real program, killed while it writes: what it has acknowledged is there, and the ledger is whole.</summary>
[Trait("Speed", "slow")]
public sealed class CrashTests
{
    private const int Rounds = 3;
    private const int Writers = 6;
    private const int AcknowledgedPerRound = 24;

    [Theory, EachDatabase]
    public async Task Killed_three_times_while_writing_the_program_loses_nothing_it_has_acknowledged(TestDatabase database)
    {
        using var real = new RealProgram(database);
        var (office, citizen) = (await real.TokenAsync("office"), await real.TokenAsync("citizen"));
        var acknowledged = new ConcurrentBag<string>();
        for (var round = 0; round < Rounds; round++)
        {
            await WriteUntilKilledAsync(real, round, office, citizen, acknowledged);
        }

        // Starting once more is what makes the database whole again.
        Assert.Equal(0, (await real.RunAsync("verify-ledger")).ExitCode);
        var (tasks, dossiers) = (await real.CodesAsync("steering_task"), await real.CodesAsync("services_dossier"));
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
        using var real = new RealProgram(TestDatabase.Sqlite);
        Assert.Equal(0, (await real.RunAsync("verify-ledger")).ExitCode);
        foreach (var tampering in new[]
        {
            "UPDATE platform_ledger_entry SET actor_name = 'khác' WHERE seq = 20",
            "DELETE FROM platform_ledger_entry WHERE seq = 20",
            "INSERT INTO platform_ledger_entry (seq, at, actor_id, actor_name, action, subject_type, subject_id, changes, reason, hash) "
                + "SELECT (SELECT MAX(seq) + 1 FROM platform_ledger_entry), at, actor_id, actor_name, action, subject_type, subject_id, changes, reason, hash FROM platform_ledger_entry WHERE seq = 19",
        })
        {
            // Whole, tampered with, and whole again: everything lies in the one file while nobody has it open.
            var file = Path.Combine(real.Folder, "lotrinh.db");
            await real.DoAsync("PRAGMA wal_checkpoint(TRUNCATE)");
            File.Copy(file, file + ".whole", overwrite: true);
            Assert.Equal(1, await real.DoAsync(tampering));

            var (exitCode, output) = await real.RunAsync("verify-ledger");

            Assert.Equal((1, true), (exitCode, output.Contains("broken", StringComparison.Ordinal)));
            File.Delete(file + "-wal");
            File.Delete(file + "-shm");
            File.Copy(file + ".whole", file, overwrite: true);
        }

        Assert.Equal(0, (await real.RunAsync("verify-ledger")).ExitCode);
    }

    private static Task WriteUntilKilledAsync(RealProgram real, int round, string office, string citizen, ConcurrentBag<string> acknowledged) => real.UntilKilledAsync(async (address, said, kill) =>
    {
        var enough = acknowledged.Count + AcknowledgedPerRound;
        var writers = Enumerable.Range(0, Writers).Select(i => i % 2 == 0
            ? WriteAsync(address, office, (http, n) => TaskAsync(http, $"Việc {round}.{i}.{n}"), acknowledged)
            : WriteAsync(address, citizen, (http, _) => DossierAsync(http), acknowledged)).ToList();
        while (acknowledged.Count < enough)
        {
            Assert.True(writers.TrueForAll(w => !w.IsCompleted), $"{writers.Find(w => w.IsFaulted)?.Exception?.Message}\n{said()}");
            await Task.Delay(5);
        }

        kill();
        await Task.WhenAll(writers);
    });

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
}
