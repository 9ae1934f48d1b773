using System.Text.Json.Nodes;
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
internal sealed record PortalStanding(bool IsSet, int Known, int Behind, DateTime? LastTaken, IReadOnlyList<BehindRow> Rows);

/// <summary>What the two sides say differently of a dossier.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Field">Name of the field there; <c>MaHoSo</c> where the portal does not know the dossier.</param>
/// <param name="Ours">What we say.</param>
/// <param name="Theirs">What the portal says; null where it knows nothing.</param>
internal sealed record PortalDifference(string Code, string Field, string Ours, string? Theirs);

/// <summary>What a comparison found.</summary>
internal sealed record PortalComparison(int Compared, IReadOnlyList<PortalDifference> Differences, string? Fault);

/// <summary>Says how far the national portal has been told, and compares what it says with our records.</summary>
internal sealed class PortalQueries(AppDb db, PortalClient client, TimeProvider clock)
{
    /// <summary>Most dossiers that are shown, and that are compared in one go.</summary>
    public const int Most = 50;

    public async Task<PortalStanding> StandingAsync(CancellationToken ct)
    {
        var behind = db.PortalSyncs.Where(s => s.WantedStep > s.SentStep || s.WantedStep > s.ToldStep);
        var rows = await behind.OrderByDescending(s => s.Attempts).ThenBy(s => s.NextAt).Take(Most).Join(db.Dossiers, s => s.DossierId, d => d.Id,
            (s, d) => new BehindRow(d.Id, d.Code!, d.Status, s.WantedStep, s.SentStep, s.ToldStep, s.Attempts, s.NextAt, s.Fault)).ToListAsync(ct);
        return new(client.IsSet, await db.PortalSyncs.CountAsync(s => s.SentStep > 0, ct), await behind.CountAsync(ct), await db.PortalSyncs.MaxAsync(s => s.TakenAt, ct), rows);
    }

    /// <summary>Asks the portal for the dossiers that came last and says what differs from our records.</summary>
    public async Task<PortalComparison> CompareAsync(CancellationToken ct)
    {
        var ours = await db.Dossiers.AsNoTracking().Where(d => d.Code != null).OrderByDescending(d => d.SubmittedAt).Take(Most).ToListAsync(ct);
        var found = new List<PortalDifference>();
        foreach (var (dossier, i) in ours.Select((d, i) => (d, i)))
        {
            var answer = await client.CallAsync("TraCuuHoSo", new() { ["maHoSo"] = dossier.Code }, ct);
            if (!answer.Ok)
            {
                return new(i, found, answer.Fault);
            }

            found.AddRange(Of(dossier, answer.Data?["data"] as JsonArray is [JsonObject theirs, ..] ? theirs : null));
        }

        return new(ours.Count, found, null);
    }

    /// <summary>What differs in one dossier.</summary>
    public static IEnumerable<PortalDifference> Of(Dossier ours, JsonObject? theirs)
    {
        if (theirs is null)
        {
            return [new(ours.Code!, "MaHoSo", ours.Code!, null)];
        }

        return new (string Field, string Ours)[]
        {
            ("TrangThaiHoSo", PortalWriter.StatusOf(ours.Status)), ("MaTTHC", ours.ProcedureCode), ("NgayTiepNhan", PortalWriter.At(ours.ReceivedAt ?? ours.SubmittedAt!.Value)),
            ("NgayHenTra", PortalWriter.EndOf(ours.DueOn!.Value)),
        }.Select(f => new PortalDifference(ours.Code!, f.Field, f.Ours, theirs[f.Field]?.ToString())).Where(d => d.Theirs != d.Ours);
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
