using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Jobs;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>Clears uploads that nobody went on with, and what is known of those that ended.</summary>
internal sealed class ClearUploads(AppDb db, PartFiles parts, TimeProvider clock) : IRecurringJob
{
    public string Name => "services.uploads";

    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var oldest = clock.UtcNow().AddHours(-ServiceRules.Amount(ServiceRules.UploadHours, clock.Today()));
        // Looked at before the rows: an upload has its row before its first piece.
        var keys = parts.Keys.ToList();
        await db.DossierUploads.Where(u => u.TouchedAt < oldest).ExecuteDeleteAsync(ct);
        var known = (await db.UploadedFiles.AsNoTracking().ToListAsync(ct)).ConvertAll(f => f.Key).ToHashSet();
        foreach (var key in keys.Where(k => !known.Contains(k)))
        {
            parts.Delete(key);
        }
    }
}
