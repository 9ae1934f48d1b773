using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Petitions;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.PublicServices.Ratings;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Quality;

/// <summary>What was counted of the dossiers of one procedure.</summary>
internal sealed record ProcedureCount(string Code, int Active, int Late, int Disliked, int Received, int Synced, int Online, int OnlineWhole, int Reused, int Stored, int Verified,
    int Results, int ResultFiles, int Digitised, int OwesFee, int FeeSynced, int PaidOnline);

/// <summary>Counts the index of Decision 766/QĐ-TTg from the records as they are now.</summary>
internal sealed class IndexQueries(AppDb db, ProcedureIndex procedures, PetitionIndex petitions, Kept kept, TimeProvider clock)
{
    /// <summary>The index over a span of days.</summary>
    public Task<ServiceIndex> OfAsync(CountedDays days, CancellationToken ct) => kept.GetAsync($"services.index/{days.From:O}/{days.To:O}/{days.AsOf:O}",
        [typeof(DossierOutcome), typeof(Petition), typeof(DossierRating), typeof(ProcedureRecord)], () => CountAsync(days, CancellationToken.None), TimeSpan.FromSeconds(10));

    /// <summary>Dossiers that were being solved within the days: received by their end, and not finished before.</summary>
    public IQueryable<DossierOutcome> Active(CountedDays days) => db.DossierOutcomes.Where(o => o.ReceivedOn <= days.To && (o.FinishedOn == null || o.FinishedOn >= days.From));

    /// <summary>How often a dossier may be sent back to be mended before it counts as late.</summary>
    public static int Supplements(CountedDays days) => ServiceRules.On(ServiceRules.Supplements, days.AsOf)?.Amount ?? int.MaxValue;

    private async Task<ServiceIndex> CountAsync(CountedDays days, CancellationToken ct)
    {
        var byProcedure = await ByProcedureAsync(days, ct);
        var counts = await petitions.CountsAsync(days, ct);
        foreach (var (key, count) in procedures.Counts(days, byProcedure).Concat(OfDossiers(byProcedure)))
        {
            counts[key] = count;
        }

        return new(days, [.. IndexRules.On(days.AsOf).Select(c => new IndexLine(c, counts.GetValueOrDefault(c.Key, IndexCount.None)))], clock.UtcNow());
    }

    /// <summary>What was counted by procedure. What is received within the days was being solved within them: one walk over the rows counts everything.</summary>
    public async Task<List<ProcedureCount>> ByProcedureAsync(CountedDays days, CancellationToken ct)
    {
        var (from, to, asOf, allowed) = (days.From, days.To, days.AsOf, Supplements(days));
        return await Active(days).GroupBy(o => o.ProcedureCode).Select(g => new ProcedureCount(
            g.Key, g.Count(),
            g.Count(o => o.Supplements > allowed || (o.FinishedOn != null && o.FinishedOn <= asOf ? o.FinishedOn > o.ScoreDueOn : asOf > o.ScoreDueOn)),
            g.Count(o => o.IsDisliked),
            g.Count(o => o.ReceivedOn >= from),
            g.Count(o => o.ReceivedOn >= from && o.IsSynced),
            g.Count(o => o.ReceivedOn >= from && o.Channel == Channels.Online),
            g.Count(o => o.ReceivedOn >= from && o.Channel == Channels.Online && (!o.HasResult || !o.NeedsDocument || o.HasResultFile)),
            g.Count(o => o.ReceivedOn >= from && o.IsReused),
            g.Count(o => o.ReceivedOn >= from && (o.IsFromStore || o.IsResultSynced)),
            g.Count(o => o.ReceivedOn >= from && o.IsPersonVerified),
            g.Count(o => o.FinishedOn >= from && o.FinishedOn <= to && o.HasResult && o.NeedsDocument),
            g.Count(o => o.FinishedOn >= from && o.FinishedOn <= to && o.HasResult && o.NeedsDocument && o.HasResultFile),
            g.Count(o => o.FinishedOn >= from && o.FinishedOn <= to && o.HasResult && o.NeedsDocument && o.HasResultFile && o.HasScan),
            g.Count(o => o.ReceivedOn >= from && o.OwesFee),
            g.Count(o => o.ReceivedOn >= from && o.OwesFee && o.IsSynced),
            g.Count(o => o.ReceivedOn >= from && o.IsPaidOnline))).ToListAsync(ct);
    }

    private static IEnumerable<(string Key, IndexCount Count)> OfDossiers(IReadOnlyList<ProcedureCount> rows)
    {
        int Sum(Func<ProcedureCount, int> of) => rows.Sum(of);
        var (active, received, results) = (Sum(r => r.Active), Sum(r => r.Received), Sum(r => r.Results));
        var synced = new IndexCount(Sum(r => r.Synced), received);
        yield return ("1.4", synced);
        yield return ("2.1", new(active - Sum(r => r.Late), active));
        yield return ("3.3", new(Sum(r => r.OnlineWhole), received, synced.Share));
        yield return ("3.6", new(Sum(r => r.PaidOnline), Sum(r => r.OwesFee)));
        yield return ("4.1", new(Sum(r => r.ResultFiles), results));
        yield return ("4.2", new(Sum(r => r.Digitised), results));
        yield return ("4.3", new(Sum(r => r.Reused), received));
        yield return ("4.4", new(Sum(r => r.Stored), received));
        yield return ("4.5b", new(Sum(r => r.Verified), received));
        yield return ("5.4", new(Math.Max(0, active - Sum(r => r.Late) - Sum(r => r.Disliked)), active));
    }
}
