using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LoTrinh.Tests.Harness;
using LoTrinh.Tests.PublicServices;
using Xunit;

namespace LoTrinh.Tests.Walks;

/// <summary>The real program, killed in the midst of a thousand submissions, ten times over: a receipt that was given stands.</summary>
[Trait("Speed", "slow")]
public sealed class SubmissionCrashTests
{
    private const int Rounds = 10;
    private const int AtOnce = 1000;

    [Theory, EachDatabase]
    public async Task Killed_ten_times_during_a_thousand_submissions_every_receipt_has_its_dossier_its_form_and_its_files(TestDatabase database)
    {
        using var real = new RealProgram(database);
        var token = await real.TokenAsync("citizen");
        var receipts = new ConcurrentDictionary<string, string>();
        var chance = new Random(4);
        for (var round = 0; round < Rounds; round++)
        {
            await SubmitUntilKilledAsync(real, token, chance.Next(10, 120), receipts);
        }

        Assert.Equal(0, (await real.RunAsync("verify-ledger")).ExitCode);
        var (codes, sequences) = (await real.CodesAsync("services_dossier"), await real.ReadAsync("SELECT CAST(e.seq AS text) FROM platform_ledger_entry e ORDER BY e.seq"));
        Assert.True(receipts.Count >= Rounds * 10);
        Assert.Empty(receipts.Keys.Except(codes));
        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.Equal(Enumerable.Range(1, sequences.Count).Select(n => $"{n}"), sequences);
        Assert.Equal(Enumerable.Range(1, codes.Count(OfToday)), codes.Where(OfToday).Select(c => int.Parse(c.Split('-')[^1])).Order());
        await HoldsFilesAsync(real, receipts);

        bool OfToday(string code) => code.Split('-')[1] == receipts.Keys.First().Split('-')[1];
    }

    // A thousand ask at once; the program dies when some of them have their receipt.
    private static Task SubmitUntilKilledAsync(RealProgram real, string token, int enough, ConcurrentDictionary<string, string> receipts) => real.UntilKilledAsync(async (address, said, kill) =>
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = AtOnce }) { BaseAddress = new(address), DefaultRequestHeaders = { Authorization = new("Bearer", token) } };
        var before = receipts.Count;
        var asked = Enumerable.Range(0, AtOnce).Select(_ => SubmitAsync(http, receipts)).ToList();
        while (receipts.Count < before + enough)
        {
            Assert.True(!asked.TrueForAll(a => a.IsCompleted) && !asked.Exists(a => a.IsFaulted), $"{asked.Find(a => a.IsFaulted)?.Exception?.Message}\n{said()}");
            await Task.Delay(2);
        }

        kill();
        await Task.WhenAll(asked);
    });

    private static async Task SubmitAsync(HttpClient http, ConcurrentDictionary<string, string> receipts)
    {
        // What is sent is known by its content, so that the file of a receipt can be told from every other.
        var paper = Encoding.ASCII.GetBytes($"%PDF-1.4\n{Guid.NewGuid()}\n%%EOF\n");
        using var body = new MultipartFormDataContent { { new StringContent(JsonSerializer.Serialize(new { procedure = "1.000703", values = FormTests.Complete })), "dossier" } };
        body.Add(new ByteArrayContent(paper), "manager-diploma", "a.pdf");
        body.Add(new ByteArrayContent(paper), "manager-appointment", "b.pdf");
        try
        {
            using var answer = await http.PostAsync("/api/v1/services/dossiers/whole", body);
            var said = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {said}");
            var code = JsonDocument.Parse(said).RootElement.GetProperty("code").GetString()!;
            Assert.True(receipts.TryAdd(code, Convert.ToHexStringLower(SHA256.HashData(paper))), $"{code} was given twice.");
        }
        catch (Exception e) when (e is HttpRequestException { StatusCode: null } or IOException)
        {
            // The program was killed; what was under way was not acknowledged.
        }
    }

    private static async Task HoldsFilesAsync(RealProgram real, ConcurrentDictionary<string, string> receipts)
    {
        var kept = (await real.ReadAsync("SELECT d.code || ' ' || f.sha256 || ' ' || length(o.\"values\") FROM services_dossier d JOIN services_dossier_form o ON o.dossier_id = d.id JOIN platform_file f ON f.subject_id = d.id WHERE d.code IS NOT NULL"))
            .Select(k => k.Split(' ')).ToLookup(k => k[0], k => k[1]);
        foreach (var (code, sha256) in receipts)
        {
            Assert.Equal([sha256, sha256], kept[code]);
            Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Directory.GetFiles(real.Folder, sha256[2..], SearchOption.AllDirectories).Single()))));
        }
    }
}
