using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Ledger;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Host.Ledger;

/// <summary>Once a minute, and when the program ends, writes the chain's end to the database and to a file outside it.</summary>
internal sealed class LedgerSealer(IServiceScopeFactory scopes, Settings settings, TimeProvider clock, ILogger<LedgerSealer> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly SemaphoreSlim One = new(1);

    public static string FileOf(Settings settings) => Path.Combine(settings.DataFolder, "ledger-seals.jsonl");

    public async Task SealAsync(CancellationToken ct)
    {
        await One.WaitAsync(ct);
        try
        {
            await SealOnceAsync(ct);
        }
        finally
        {
            One.Release();
        }
    }

    private async Task SealOnceAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var last = await db.Ledger.AsNoTracking().OrderByDescending(e => e.Seq).Select(e => new { e.Seq, e.Hash }).FirstOrDefaultAsync(ct);
        if (last is null || await db.Set<LedgerSeal>().AnyAsync(s => s.Seq >= last.Seq, ct))
        {
            return;
        }

        var seal = new LedgerSeal { Seq = last.Seq, At = clock.UtcNow(), Hash = last.Hash };
        db.Add(seal);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            return; // Another process sealed the same row in the same moment.
        }

        await File.AppendAllLinesAsync(FileOf(settings), [JsonSerializer.Serialize(seal)], ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SealAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "The ledger could not be sealed; trying again.");
            }

            await Task.Delay(Every, CancellationToken.None).WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // The last entries before the program ends; whoever stops the host waits for this.
        await SealAsync(CancellationToken.None);
    }
}
