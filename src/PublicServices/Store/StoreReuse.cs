using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.NationalPortal;
using LoTrinh.PublicServices.Procedures;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Store;

/// <inheritdoc cref="IKnowReuse"/>
internal sealed class StoreReuse(AppDb db, ProcedureCatalogue catalogue) : IKnowReuse
{
    public async Task<IReadOnlyDictionary<Guid, ReusedAs>> OfAsync(Guid dossier, CancellationToken ct)
    {
        var rows = await db.ReusedPapers.AsNoTracking().Where(r => r.DossierId == dossier).ToListAsync(ct);
        if (rows.Count == 0)
        {
            return new Dictionary<Guid, ReusedAs>();
        }

        var from = rows.ConvertAll(r => r.FromFileId);
        var made = await db.Set<StoredFile>().AsNoTracking().Where(f => from.Contains(f.Id)).Join(db.Dossiers, f => f.SubjectId, d => d.Id, (f, d) => new { f.Id, d.ProcedureCode, d.ProcedureRecordId })
            .ToDictionaryAsync(f => f.Id, ct);
        return rows.ToDictionary(r => r.FileId, r => new ReusedAs(r.IsResult, r.IsResult && made.TryGetValue(r.FromFileId, out var of)
            ? catalogue.Of(of.ProcedureCode, of.ProcedureRecordId).Results.Select(x => x.Code).FirstOrDefault() : null));
    }
}
