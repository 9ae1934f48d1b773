using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Jobs;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.NationalPortal;
using LoTrinh.PublicServices.Petitions;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Quality;

/// <summary>Keeps the rows of outcomes in step with what happens to dossiers.</summary>
internal sealed class FollowOutcomes(AppDb db, OutcomeBook book) : IReactTo<DossierMoved>, IReactTo<DossierRated>, IReactTo<DossierPaid>, IReactTo<PetitionMoved>
{
    public Task ReactAsync(DossierMoved happened, CancellationToken ct) => book.WriteAsync([happened.DossierId], ct);

    public Task ReactAsync(DossierRated happened, CancellationToken ct) => book.WriteAsync([happened.DossierId], ct);

    public Task ReactAsync(DossierPaid happened, CancellationToken ct) => book.WriteAsync([happened.DossierId], ct);

    public async Task ReactAsync(PetitionMoved happened, CancellationToken ct)
    {
        if (await db.Petitions.Where(p => p.Id == happened.PetitionId).Select(p => p.DossierId).SingleOrDefaultAsync(ct) is { } dossier)
        {
            await book.WriteAsync([dossier], ct);
        }
    }
}

/// <summary>Writes what no event told: dossiers that became late by the passing of a day, what the national portal has taken since, and what is not as its dossier is.</summary>
internal sealed class KeepOutcomes(AppDb db, OutcomeBook book, TimeProvider clock) : IRecurringJob
{
    private const int Portion = 200;

    public string Name => "services.outcomes";

    public TimeSpan Every => TimeSpan.FromMinutes(30);

    public async Task RunAsync(CancellationToken ct)
    {
        var ids = await StaleAsync(ct);
        foreach (var portion in ids.Chunk(Portion))
        {
            db.ChangeTracker.Clear();
            await book.WriteAsync(portion, ct);
        }
    }

    private async Task<IReadOnlyList<Guid>> StaleAsync(CancellationToken ct)
    {
        var (outcomes, today, midnight) = (db.DossierOutcomes, clock.Today(), clock.Today().StartUtc());
        var changed = await db.Dossiers.Where(d => d.Code != null && !outcomes.Any(o => o.DossierId == d.Id && o.OfVersion == d.Version)).Select(d => d.Id).ToListAsync(ct);
        var late = await outcomes.Where(o => o.FinishedOn == null && o.DueOn < today && o.WrittenAt < midnight).Select(o => o.DossierId).ToListAsync(ct);
        var told = await outcomes.Join(db.PortalSyncs, o => o.DossierId, s => s.DossierId, (o, s) => new { o, s }).Where(x => x.s.TakenAt >= x.o.WrittenAt).Select(x => x.o.DossierId).ToListAsync(ct);
        return [.. changed.Union(late).Union(told)];
    }
}
