using LoTrinh.Platform.Data;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Processing;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Papers;

/// <summary>A paper, and all that there are of its dossier.</summary>
internal sealed record WrittenPaper(OfficialLetter Letter, IReadOnlyList<PaperForm> All);

/// <summary>The papers of a dossier, for those who may see the dossier.</summary>
internal sealed class PaperQueries(AppDb db, DossierQueries dossiers, ProcessingQueries processing, DossierPapers papers)
{
    /// <summary>What there is of papers; null when the actor may not see the dossier.</summary>
    public async Task<IReadOnlyList<PaperForm>?> OfAsync(Actor actor, string code, CancellationToken ct) =>
        await SourceAsync(actor, code, "", ct) is { } source ? [.. DossierPapers.Of(source, source.Whole.IsForOfficers)] : null;

    /// <summary>A paper and the others that there are of its dossier; null when there is none of that key for the actor.</summary>
    /// <param name="actor">The reader.</param>
    /// <param name="code">Code of the dossier.</param>
    /// <param name="key">Which paper.</param>
    /// <param name="root">Address of the site, for what a phone reads.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<WrittenPaper?> WriteAsync(Actor actor, string code, string key, string root, CancellationToken ct) =>
        await SourceAsync(actor, code, root, ct) is { } source && DossierPapers.Of(source, source.Whole.IsForOfficers).ToList() is var all && all.Any(f => f.Key == key)
            && papers.Write(source, key) is { } letter ? new(letter, all) : null;

    /// <summary>All that is known of a dossier, for whoever may see it; null for everyone else.</summary>
    /// <param name="actor">The reader; the system itself sees every one.</param>
    /// <param name="code">Code of the dossier, or its id.</param>
    /// <param name="root">Address of the site.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<PaperSource?> SourceAsync(Actor actor, string code, string root, CancellationToken ct)
    {
        if (await dossiers.FindAsync(actor, code, ct) is not { Dossier.Code: not null } whole)
        {
            return null;
        }

        var handed = await db.DossierPapers.AsNoTracking().Where(p => p.DossierId == whole.Dossier.Id).ToListAsync(ct);
        return new(whole, await processing.OfAsync(whole.Dossier, ct), DossierOwner.Of(whole, await dossiers.FilerAsync(whole.Dossier, ct)), handed, $"{root}/dich-vu-cong/tra-cuu?ma={whole.Dossier.Code}");
    }
}
