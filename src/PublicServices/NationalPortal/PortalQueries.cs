using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.NationalPortal;

/// <summary>A dossier that the portal does not know as it stands.</summary>
internal sealed record BehindRow(Guid DossierId, string Code, DossierStatus Status, int Wanted, int Sent, int Told, int Attempts, DateTime NextAt, string? Fault);

/// <summary>How the link stands.</summary>
internal sealed record PortalStanding(bool IsSet, int Known, int Behind, DateTime? LastTaken, IReadOnlyList<BehindRow> Rows, int Compared, int Differing, IReadOnlyList<ComparedRow> Differences);

/// <summary>A dossier of which the portal says something else, or gave no answer.</summary>
internal sealed record ComparedRow(string Code, DateTime ComparedAt, string? Fault, IReadOnlyList<PortalDifference> Differences);

/// <summary>Says how far the national portal has been told, and what it said otherwise when it was last asked.</summary>
internal sealed class PortalQueries(AppDb db, PortalClient client, TimeProvider clock)
{
    /// <summary>Most dossiers that are shown.</summary>
    public const int Most = 50;

    public async Task<PortalStanding> StandingAsync(CancellationToken ct)
    {
        var behind = db.PortalSyncs.Where(s => s.WantedStep > s.SentStep || s.WantedStep > s.ToldStep);
        var rows = await behind.OrderByDescending(s => s.Attempts).ThenBy(s => s.NextAt).Take(Most).Join(db.Dossiers, s => s.DossierId, d => d.Id,
            (s, d) => new BehindRow(d.Id, d.Code!, d.Status, s.WantedStep, s.SentStep, s.ToldStep, s.Attempts, s.NextAt, s.Fault)).ToListAsync(ct);
        var differing = db.PortalSyncs.AsNoTracking().Where(s => s.ComparedAt != null && (s.Differences != null || s.CompareFault != null));
        var differences = await differing.OrderByDescending(s => s.ComparedAt).ThenBy(s => s.DossierId).Take(Most).Join(db.Dossiers, s => s.DossierId, d => d.Id, (s, d) => new { Sync = s, d.Code }).ToListAsync(ct);
        return new(client.IsSet, await db.PortalSyncs.CountAsync(s => s.SentStep > 0, ct), await behind.CountAsync(ct), await db.PortalSyncs.MaxAsync(s => s.TakenAt, ct), rows,
            await db.PortalSyncs.CountAsync(s => s.ComparedAt != null, ct), await differing.CountAsync(ct),
            differences.ConvertAll(x => new ComparedRow(x.Code!, x.Sync.ComparedAt!.Value, x.Sync.CompareFault, x.Sync.AllDifferences())));
    }

    /// <summary>Tries the dossiers that are behind again at once.</summary>
    public async Task<Result<int>> RetryAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permissions.Process) is { } refusal)
        {
            return refusal;
        }

        var behind = await db.PortalSyncs.Where(s => s.WantedStep > s.SentStep || s.WantedStep > s.ToldStep).Take(1000).ToListAsync(ct);
        behind.ForEach(s => s.Retry(clock.UtcNow()));
        db.Record(actor, "services.portal.retried", nameof(PortalSync), Guid.Empty, new { behind.Count }, null);
        await db.SaveChangesAsync(ct);
        return behind.Count;
    }
}
