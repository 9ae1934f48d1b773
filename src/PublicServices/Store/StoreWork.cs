using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.PublicServices.Processing;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Store;

/// <inheritdoc cref="IKnownPapers"/>
internal sealed class StoreWork(AppDb db, ApplicantSide side, StoreQueries store, Consents consents, DossierProcess process, ProcedureCatalogue catalogue, TimeProvider clock) : IKnownPapers
{
    public async Task<IReadOnlyList<KnownPaper>> OfAsync(Actor actor, Guid? organisationId, CancellationToken ct) =>
        [.. (await PapersAsync(actor, organisationId, ct)).Select(p => new KnownPaper(p.File.Id, p.What, p.DossierCode, p.File.TakenAt))];

    public async Task ForgetAsync(Guid file, CancellationToken ct) => db.RemoveRange(await db.ReusedPapers.Where(r => r.FileId == file).ToListAsync(ct));

    public async Task<Result<Dossier>> UseAsync(Actor actor, Guid draft, IReadOnlyDictionary<string, Guid> chosen, CancellationToken ct)
    {
        if (actor.Lacks(Permissions.Apply) is { } refusal)
        {
            return refusal;
        }

        if (await db.Dossiers.SingleOrDefaultAsync(d => d.Id == draft, ct) is not { } dossier || !await side.MayActAsync(actor, dossier, ct))
        {
            return Problem.NotFound("services.dossier-unknown");
        }

        if (!dossier.IsEditable)
        {
            return Problem.Conflict("services.not-in-this-state");
        }

        var own = (await PapersAsync(actor, dossier.OrganisationId, ct)).ToDictionary(p => p.File.Id);
        var documents = catalogue.Of(dossier.ProcedureCode, dossier.ProcedureRecordId).Documents.Select(d => d.Key).ToHashSet();
        foreach (var (document, fileId) in chosen)
        {
            if (!documents.Contains(document) || !own.TryGetValue(fileId, out var paper))
            {
                return Problem.Invalid("services.paper-not-yours", FormCheck.FileField(document));
            }

            Use(actor, dossier, document, paper);
        }

        dossier.Save(clock.UtcNow());
        db.Record(actor, "services.dossier.papers-reused", nameof(Dossier), dossier.Id, new { Papers = chosen.Count }, null);
        return await db.TrySaveAsync(ct) is { } lost ? lost : dossier;
    }

    public async Task<bool> MayReadAsync(Actor actor, Dossier of, CancellationToken ct)
    {
        var units = process.UnitsOf(actor);
        if (units.Count == 0 || of is not { OrganisationId: null, ApplicantId: { } applicant } || !await consents.HasAsync(applicant, PersonalDataRules.OfficerStore, ct))
        {
            return false;
        }

        var open = side.Personal(applicant).Where(d => d.Status == DossierStatus.Submitted || d.Status == DossierStatus.Received || d.Status == DossierStatus.Processing);
        return await db.DossierTasks.AnyAsync(t => units.Contains(t.UnitId) && open.Any(d => d.Id == t.DossierId), ct);
    }

    private Task<IReadOnlyList<StorePaper>> PapersAsync(Actor actor, Guid? organisationId, CancellationToken ct) =>
        organisationId is { } organisation ? store.PapersAsync(actor, organisation, ct) : store.PapersAsync(actor.AccountId, ct);

    // The content is kept once, whatever names it; who erases the one dossier leaves the other whole.
    private void Use(Actor actor, Dossier dossier, string document, StorePaper paper)
    {
        var file = new StoredFile
        {
            Room = DossierWork.FileRoom, SubjectId = dossier.Id, Part = document, Name = paper.File.Name, MediaType = paper.File.MediaType, Length = paper.File.Length, Sha256 = paper.File.Sha256,
            TakenAt = clock.UtcNow(), TakenBy = actor.AccountId,
        };
        db.Add(file);
        db.ReusedPapers.Add(new() { FileId = file.Id, DossierId = dossier.Id, FromFileId = paper.File.Id, IsResult = paper.IsResult, At = clock.UtcNow() });
    }
}
