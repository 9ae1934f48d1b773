using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Ledger;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Host.Ledger;

/// <summary>Walks the whole chain and says where it is broken: a changed, a removed or an inserted row.</summary>
internal sealed class LedgerVerifier(AppDb db, Settings settings)
{
    /// <summary>Every break found, as sentences; none when the ledger is whole.</summary>
    public async Task<List<string>> FindBreaksAsync(CancellationToken ct)
    {
        var breaks = new List<string>();
        var seals = await SealsAsync(breaks, ct);
        var (last, hash) = (0L, "");
        await foreach (var entry in db.Ledger.AsNoTracking().OrderBy(e => e.Seq).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (entry.Seq != last + 1)
            {
                breaks.Add($"Rows {last + 1} to {entry.Seq - 1} are missing.");
            }
            else if (entry.ComputeHash(hash) != entry.Hash)
            {
                breaks.Add($"Row {entry.Seq} ({entry.At:u}, {entry.Action}) was changed or inserted.");
            }

            if (seals.TryGetValue(entry.Seq, out var sealedHash) && sealedHash != entry.Hash)
            {
                breaks.Add($"Row {entry.Seq} is not the row that was sealed.");
            }

            (last, hash) = (entry.Seq, entry.Hash);
        }

        var head = await db.Set<LedgerHead>().AsNoTracking().SingleOrDefaultAsync(ct);
        if (head is null || head.Seq != last || head.Hash != hash)
        {
            breaks.Add($"The chain should end at row {head?.Seq}, but ends at row {last}: rows were removed or added at its end.");
        }

        breaks.AddRange(seals.Keys.Where(seq => seq > last).Select(seq => $"Row {seq} was sealed, but is gone."));
        return breaks;
    }

    private async Task<Dictionary<long, string>> SealsAsync(List<string> breaks, CancellationToken ct)
    {
        var seals = await db.Set<LedgerSeal>().AsNoTracking().ToDictionaryAsync(s => s.Seq, s => s.Hash, ct);
        if (File.Exists(LedgerSealer.FileOf(settings)))
        {
            // The file is the auditor's copy: where the two differ, the file wins.
            foreach (var line in await File.ReadAllLinesAsync(LedgerSealer.FileOf(settings), ct))
            {
                if (Read(line) is { } seal)
                {
                    seals[seal.Seq] = seal.Hash;
                }
                else if (line.Length > 0)
                {
                    breaks.Add($"A line of the file of seals cannot be read: {line[..Math.Min(line.Length, 80)]}");
                }
            }
        }

        return seals;
    }

    private static LedgerSeal? Read(string line)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize<LedgerSeal>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
