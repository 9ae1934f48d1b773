using System.Text.Json.Nodes;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Jobs;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.NationalPortal;

/// <summary>What the two sides say differently of a dossier.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Field">Name of the field there; <see cref="Whole"/> where the portal does not know the dossier.</param>
/// <param name="Ours">What we say; empty where it says something and we nothing.</param>
/// <param name="Theirs">What the portal says; null where it says nothing.</param>
internal sealed record PortalDifference(string Code, string Field, string Ours, string? Theirs)
{
    /// <summary>The field that stands for the whole dossier.</summary>
    public const string Whole = "MaHoSo";
}

/// <summary>What a comparison found.</summary>
/// <param name="Compared">Dossiers of which the portal said something.</param>
/// <param name="Differences">What differs.</param>
/// <param name="Faults">Dossiers of which it gave no answer.</param>
/// <param name="Fault">What went wrong first; null when nothing did.</param>
internal sealed record PortalComparison(int Compared, IReadOnlyList<PortalDifference> Differences, int Faults, string? Fault);

/// <summary>Compares what the national portal says of dossiers with our records, and keeps what differs.</summary>
internal sealed class PortalComparer(AppDb db, PortalClient client, TimeProvider clock)
{
    /// <summary>Most dossiers that are compared in one go.</summary>
    public const int Portion = 50;

    // Where nobody answers so often in a row, there is no portal to ask.
    private const int MostLost = 3;

    // What was compared today need not be again.
    private static readonly TimeSpan Again = TimeSpan.FromHours(24);

    /// <summary>Compares those whose last comparison is the longest ago.</summary>
    /// <param name="all">Also those that were compared within the last day.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<PortalComparison> NextAsync(bool all, CancellationToken ct)
    {
        var before = clock.UtcNow() - Again;
        var next = await db.PortalSyncs.Where(s => s.SentStep > 0 && (all || s.ComparedAt == null || s.ComparedAt < before))
            .OrderBy(s => s.ComparedAt != null).ThenBy(s => s.ComparedAt).ThenBy(s => s.DossierId).Take(Portion).ToListAsync(ct);
        return await CompareAsync(next, ct);
    }

    /// <summary>Compares those whose turn it is, or a single one, because someone asks.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="code">Code of the one; null for those whose turn it is.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<PortalComparison>> Handle(Actor actor, string? code, CancellationToken ct)
    {
        if (actor.Lacks(Permissions.Process) is { } refusal)
        {
            return refusal;
        }

        if (!client.IsSet)
        {
            return Problem.Conflict("services.portal-unset");
        }

        var dossiers = db.Dossiers;
        var one = code is null ? null : await db.PortalSyncs.SingleOrDefaultAsync(s => s.SentStep > 0 && dossiers.Any(d => d.Id == s.DossierId && d.Code == code), ct);
        if (code is not null && one is null)
        {
            return Problem.NotFound("services.portal-not-told", code);
        }

        var found = one is null ? await NextAsync(true, ct) : await CompareAsync([one], ct);
        db.Record(actor, "services.portal.compared", nameof(PortalSync), one?.DossierId ?? Guid.Empty, new { found.Compared, Differences = found.Differences.Count, found.Faults }, null);
        await db.SaveChangesAsync(ct);
        return found;
    }

    private async Task<PortalComparison> CompareAsync(IReadOnlyList<PortalSync> syncs, CancellationToken ct)
    {
        var ids = syncs.Select(s => s.DossierId).ToList();
        var dossiers = await db.Dossiers.AsNoTracking().Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, ct);
        var results = (await db.Set<StoredFile>().AsNoTracking().Where(f => f.Room == DossierWork.FileRoom && f.Part == DossierWork.ResultPart && ids.Contains(f.SubjectId))
            .Select(f => new { f.SubjectId, f.Id }).ToListAsync(ct)).ToLookup(f => f.SubjectId, f => $"{f.Id}");
        var (found, compared, faults, lost, first) = (new List<PortalDifference>(), 0, 0, 0, (string?)null);
        foreach (var sync in syncs)
        {
            var ours = dossiers[sync.DossierId];
            var answer = await client.CallAsync("TraCuuHoSo", new() { ["maHoSo"] = ours.Code }, ct);
            if (answer.Ok)
            {
                var differences = Of(ours, results[ours.Id], answer.Data?["data"] is JsonArray and [JsonObject theirs, ..] ? theirs : null).ToList();
                sync.Compared(differences, clock.UtcNow());
                found.AddRange(differences);
                (compared, lost) = (compared + 1, 0);
            }
            else
            {
                sync.NotCompared(answer.Fault, clock.UtcNow());
                (faults, first, lost) = (faults + 1, first ?? answer.Fault, answer.IsRefusal ? 0 : lost + 1);
            }

            await db.SaveChangesAsync(ct);
            if (lost == MostLost)
            {
                break;
            }
        }

        return new(compared, found, faults, first);
    }

    /// <summary>What differs in one dossier.</summary>
    /// <param name="ours">The dossier.</param>
    /// <param name="results">Ids of the files that are its result.</param>
    /// <param name="theirs">What the portal says of it; null where it does not know it.</param>
    public static IEnumerable<PortalDifference> Of(Dossier ours, IEnumerable<string> results, JsonObject? theirs)
    {
        if (theirs is null)
        {
            return [new(ours.Code!, PortalDifference.Whole, ours.Code!, null)];
        }

        return new (string Field, string? Ours, string? Theirs)[]
        {
            Text("TrangThaiHoSo", PortalWriter.StatusOf(ours.Status)), Text("MaTTHC", ours.ProcedureCode), Text("NgayTiepNhan", PortalWriter.At(ours.ReceivedAt ?? ours.SubmittedAt!.Value)),
            Text("NgayHenTra", PortalWriter.EndOf(ours.DueOn!.Value)), Text("NgayKetThucXuLy", ours.FinishedAt is { } finished ? PortalWriter.At(finished) : null),
            Text("NgayTra", ours.Status == DossierStatus.ResultReturned ? PortalWriter.At(ours.EndedAt!.Value) : null),
            ("DanhSachGiayToKetQua", Listed(results), Listed((theirs["DanhSachGiayToKetQua"] as JsonArray ?? []).OfType<JsonObject>().Select(r => $"{r["GiayToId"]}"))),
        }.Where(f => (f.Ours ?? "") != (f.Theirs ?? "")).Select(f => new PortalDifference(ours.Code!, f.Field, f.Ours ?? "", f.Theirs is { Length: > 0 } said ? said : null));

        (string Field, string? Ours, string? Theirs) Text(string field, string? our) => (field, our, theirs[field]?.ToString());

        string Listed(IEnumerable<string> ids) => string.Join(", ", ids.Order(StringComparer.Ordinal));
    }
}

/// <summary>Asks the national portal of every dossier what it says, some at a time: whoever changes something there changes it here first.</summary>
internal sealed class ComparePortal(PortalComparer comparer, PortalClient client) : IRecurringJob
{
    public string Name => "services.portal-comparison";

    public TimeSpan Every => TimeSpan.FromMinutes(15);

    public Task RunAsync(CancellationToken ct) => client.IsSet ? comparer.NextAsync(false, ct) : Task.CompletedTask;
}
