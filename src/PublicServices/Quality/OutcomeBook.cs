using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.NationalPortal;
using LoTrinh.PublicServices.Payments;
using LoTrinh.PublicServices.Petitions;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.PublicServices.Processing;
using LoTrinh.PublicServices.Ratings;
using LoTrinh.PublicServices.Store;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Quality;

/// <summary>Writes what statistics count of dossiers, from their records as they stand.</summary>
internal sealed class OutcomeBook(
    AppDb db, ProcedureCatalogue catalogue, OrganisationDirectory organisation, DeadlineEngine deadlines, ProcessingQueries processing, TimeProvider clock)
{
    /// <summary>Writes the rows of some dossiers anew; drafts have none.</summary>
    public async Task WriteAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var beside = await BesideAsync(ids, ct);
        var known = await db.DossierOutcomes.Where(o => ids.Contains(o.DossierId)).ToDictionaryAsync(o => o.DossierId, ct);
        foreach (var dossier in await db.Dossiers.AsNoTracking().Include(d => d.History).Where(d => ids.Contains(d.Id) && d.Code != null).AsSplitQuery().ToListAsync(ct))
        {
            var fresh = await OfAsync(dossier, beside, ct);
            if (known.TryGetValue(dossier.Id, out var old))
            {
                db.Entry(old).CurrentValues.SetValues(fresh);
            }
            else
            {
                db.DossierOutcomes.Add(fresh);
            }
        }

        await db.SaveChangesAsync(ct);
    }

    private async Task<Beside> BesideAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct) => new(
        (await db.Set<StoredFile>().Where(f => f.Room == DossierWork.FileRoom && ids.Contains(f.SubjectId)).Select(f => new { f.SubjectId, IsResult = f.Part == DossierWork.ResultPart }).Distinct().ToListAsync(ct))
            .ToLookup(f => f.SubjectId, f => f.IsResult),
        (await db.DossierTasks.Where(t => ids.Contains(t.DossierId) && t.Number == 1).Select(t => new { t.DossierId, t.UnitId }).ToListAsync(ct)).ToDictionary(t => t.DossierId, t => t.UnitId),
        (await db.ReusedPapers.Where(r => ids.Contains(r.DossierId)).Select(r => new { r.DossierId, r.IsResult }).Distinct().ToListAsync(ct)).ToLookup(r => r.DossierId, r => r.IsResult),
        [.. await db.Payments.Where(p => ids.Contains(p.DossierId) && p.FeeAmount + p.ChargeAmount > 0).Select(p => p.DossierId).ToListAsync(ct)],
        (await db.Payments.Where(p => ids.Contains(p.DossierId) && p.State == PaymentState.Paid).Select(p => new { p.DossierId, p.PaidBy }).ToListAsync(ct)).ToLookup(p => p.DossierId, p => p.PaidBy!),
        (await db.PortalSyncs.Where(s => ids.Contains(s.DossierId)).Select(s => new { s.DossierId, s.SentStep }).ToListAsync(ct)).ToDictionary(s => s.DossierId, s => s.SentStep),
        await db.DossierRatings.AsNoTracking().Where(r => ids.Contains(r.DossierId)).ToDictionaryAsync(r => r.DossierId, ct),
        await db.Petitions.Where(p => p.DossierId != null && ids.Contains(p.DossierId.Value) && p.Status != PetitionStatus.Refused).Select(p => p.DossierId!.Value).ToHashSetAsync(ct));

    private async Task<DossierOutcome> OfAsync(Dossier dossier, Beside beside, CancellationToken ct)
    {
        var procedure = catalogue.Of(dossier.ProcedureCode, dossier.ProcedureRecordId);
        var delay = dossier.IsLate(clock.Today()) ? await processing.OfAsync(dossier, ct) : null;
        var steps = dossier.History.OrderBy(s => s.Number).ToList();
        var solved = steps.Find(s => s.Status == DossierStatus.Processed);
        var sent = beside.Sent.GetValueOrDefault(dossier.Id);
        var rating = beside.Ratings.GetValueOrDefault(dossier.Id);
        var hasFile = beside.Files[dossier.Id].Contains(true);
        return new()
        {
            DossierId = dossier.Id, Code = dossier.Code!, ProcedureCode = dossier.ProcedureCode, Channel = dossier.Channel, Status = dossier.Status, ReceivedOn = dossier.ReceivedAt?.OfficeDay(),
            DueOn = dossier.DueOn, ScoreDueOn = ScoreDueOf(dossier, procedure), FinishedOn = dossier.FinishedAt?.OfficeDay(), Supplements = dossier.SupplementCount,
            UnitId = beside.Units.TryGetValue(dossier.Id, out var unit) ? unit : organisation.Find(procedure.Unit ?? "")?.Id,
            LateUnitId = delay?.AnswersForDelay, LateHours = delay?.Delays.FirstOrDefault(d => d.UnitId == delay.AnswersForDelay)?.Over.TotalHours ?? 0,
            NeedsDocument = procedure.Results.Exists(r => r.IsDocument), HasResult = solved is not null, HasResultFile = hasFile, HasScan = beside.Files[dossier.Id].Contains(false),
            IsReused = beside.Reused.Contains(dossier.Id), IsFromStore = beside.Reused[dossier.Id].Contains(true),
            IsSynced = sent > 0, IsResultSynced = hasFile && solved is not null && sent >= solved.Number, OwesFee = beside.Paid.Contains(dossier.Id) || beside.Owed.Contains(dossier.Id), IsPaidOnline = beside.Paid[dossier.Id].Contains(PaymentMethods.Online), IsPersonVerified = dossier.IsPersonVerified,
            IsDisliked = rating?.Grade == Satisfaction.NotSatisfied || beside.Petitions.Contains(dossier.Id),
            RatedOn = rating?.At.OfficeDay(), IsSatisfied = rating is { Grade: not Satisfaction.NotSatisfied },
            OfVersion = dossier.Version, WrittenAt = clock.UtcNow(),
        };
    }

    // The score subtracts the waiting whatever the procedure itself does; while the applicant is waited for, nothing runs.
    private DateOnly? ScoreDueOf(Dossier dossier, Procedure procedure) => dossier.AwaitsApplicant ? null
        : procedure.TimeFor(dossier.Channel) is { Period: not null } time && deadlines.Due(dossier.ClockOf(time, PausePolicy.Subtract), clock.UtcNow().ToOffice()).TryGet(out var due) ? due.Due : dossier.DueOn;

    // What stands beside the dossiers: whether they have files of documents and of the result, the first unit, whether papers and results were used again, what is owed and how it was paid, how far the portal was told, who rated it how, what a petition is about.
    private sealed record Beside(ILookup<Guid, bool> Files, Dictionary<Guid, Guid> Units, ILookup<Guid, bool> Reused, HashSet<Guid> Owed, ILookup<Guid, string> Paid, Dictionary<Guid, int> Sent, Dictionary<Guid, DossierRating> Ratings, HashSet<Guid> Petitions);
}
