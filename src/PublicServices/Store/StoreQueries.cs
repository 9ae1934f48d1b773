using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Store;

/// <summary>A paper in someone's store.</summary>
/// <param name="File">The file.</param>
/// <param name="What">What it is: the document of a procedure, or a result.</param>
/// <param name="DossierCode">The dossier that it belongs to.</param>
/// <param name="IsResult">Whether the ministry made it.</param>
/// <param name="ResultNumber">Its number, where it is a result.</param>
/// <param name="Used">In how many later dossiers it was used again.</param>
internal sealed record StorePaper(StoredFile File, string What, string DossierCode, bool IsResult, string? ResultNumber, int Used);

/// <summary>Someone looked at a dossier.</summary>
internal sealed record AccessLine(DateTime At, string Name, string? Unit, string DossierCode);

/// <summary>Reads the store of a person: the results that they were given and the papers that they handed in.</summary>
/// <remarks>Source: Decree 45/2020/NĐ-CP (kho quản lý dữ liệu điện tử của tổ chức, cá nhân): what is here is not asked for again.</remarks>
internal sealed class StoreQueries(AppDb db, ApplicantSide side, ProcedureCatalogue catalogue, OrganisationDirectory organisation)
{
    /// <summary>Most papers and looks that are shown.</summary>
    public const int Most = 200;

    /// <summary>The papers of what a person handed in for themself, the latest first; the same paper once, as it came last, and one content for each document that it was handed in for.</summary>
    public Task<IReadOnlyList<StorePaper>> PapersAsync(Guid account, CancellationToken ct) => PapersAsync(side.Personal(account), ct);

    /// <summary>The papers of what was handed in for an organisation, whoever did it, for whoever may hand in for it; of no other there are any.</summary>
    public async Task<IReadOnlyList<StorePaper>> PapersAsync(Actor actor, Guid organisationId, CancellationToken ct) =>
        (await side.OrganisationsAsync(actor, ct)).Any(o => o.Id == organisationId && o.Right >= OrganisationRight.File)
            ? await PapersAsync(db.Dossiers.Where(d => d.OrganisationId == organisationId), ct) : [];

    private async Task<IReadOnlyList<StorePaper>> PapersAsync(IQueryable<Dossier> of, CancellationToken ct)
    {
        var reused = db.ReusedPapers;
        var rows = await db.Set<StoredFile>().AsNoTracking().Where(f => f.Room == DossierWork.FileRoom)
            .Join(of.Where(d => d.Code != null), f => f.SubjectId, d => d.Id, (f, d) => new { File = f, d.Status, d.Code, d.ProcedureCode, d.ProcedureRecordId, d.ResultNumber, Used = reused.Count(r => r.FromFileId == f.Id) })
            .Where(r => r.File.Part != DossierWork.ResultPart || r.Status != DossierStatus.Processed) // what is not given out yet lies in nobody's store
            .OrderByDescending(r => r.File.TakenAt).Take(Most).ToListAsync(ct);
        return
        [
            .. rows.GroupBy(r => (r.File.Sha256, r.ProcedureCode, r.File.Part)).Select(g => (Last: g.First(), Used: g.Sum(r => r.Used))).Select(r =>
            {
                var isResult = r.Last.File.Part == DossierWork.ResultPart;
                var procedure = catalogue.Of(r.Last.ProcedureCode, r.Last.ProcedureRecordId);
                return new StorePaper(r.Last.File, isResult ? procedure.Result : procedure.Documents.Find(d => d.Key == r.Last.File.Part)?.Name ?? r.Last.File.Name, r.Last.Code!, isResult,
                    isResult ? r.Last.ResultNumber : null, r.Used);
            }),
        ];
    }

    /// <summary>Who looked at the account's dossiers, the latest first.</summary>
    public async Task<IReadOnlyList<AccessLine>> LooksAsync(Guid account, CancellationToken ct)
    {
        var rows = await db.DataAccesses.AsNoTracking().Join(side.Personal(account), a => a.DossierId, d => d.Id, (a, d) => new { a.At, a.Name, a.UnitId, d.Code })
            .OrderByDescending(r => r.At).Take(Most).ToListAsync(ct);
        return [.. rows.Select(r => new AccessLine(r.At, r.Name, r.UnitId is { } unit ? organisation.NameOf(unit) : null, r.Code ?? "–"))];
    }
}

/// <summary>Keeps who looked at a dossier: once a day and reader, however often they open it.</summary>
internal sealed class DossierWatch(AppDb db, TimeProvider clock) : IDossierWatch
{
    public Task SeenAsync(Actor actor, Dossier dossier, CancellationToken ct)
    {
        var (id, day, at) = (Guid.CreateVersion7(), clock.Today(), clock.UtcNow());
        // Two pages that are opened at once must not trip over each other's row; nothing that is being changed is saved by looking.
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO services_data_access (id, dossier_id, account_id, name, unit_id, day, at)
            VALUES ({id}, {dossier.Id}, {actor.AccountId}, {actor.Name}, {actor.UnitId}, {day}, {at}) ON CONFLICT DO NOTHING
            """, ct);
    }
}
