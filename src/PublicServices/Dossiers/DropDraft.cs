using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>Throws a draft away with all that is in it: nothing was handed in, so that nothing has to be kept.</summary>
internal sealed class DropDraft(AppDb db, ApplicantSide side, IKnownPapers papers, ForgetContents forget)
{
    /// <summary>Throws it away.</summary>
    /// <param name="actor">Its writer.</param>
    /// <param name="id">The draft.</param>
    /// <param name="version">The version that the writer saw; another since then is a conflict.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<string>> Handle(Actor actor, Guid id, int? version, CancellationToken ct)
    {
        if (actor.Lacks(Permissions.Apply) is { } refusal)
        {
            return refusal;
        }

        if (await db.Dossiers.SingleOrDefaultAsync(d => d.Id == id, ct) is not { } draft || !await side.MayActAsync(actor, draft, ct))
        {
            return Problem.NotFound("services.dossier-unknown");
        }

        if (draft.Status != DossierStatus.Draft)
        {
            return Problem.Conflict("services.not-in-this-state");
        }

        if (version is { } seen)
        {
            db.Expect(draft, seen);
        }

        var files = await db.Set<StoredFile>().Where(f => f.Room == DossierWork.FileRoom && f.SubjectId == id).ToListAsync(ct);
        foreach (var file in files)
        {
            await papers.ForgetAsync(file.Id, ct);
        }

        db.RemoveRange(files);
        db.RemoveRange(await db.DossierUploads.Include(u => u.Files).Where(u => u.DossierId == id).ToListAsync(ct));
        db.RemoveRange(await db.DossierForms.Where(f => f.DossierId == id).ToListAsync(ct));
        db.Remove(draft);
        db.Record(actor, "services.dossier.draft-dropped", nameof(Dossier), id, new { draft.ProcedureCode }, null);
        if (await db.TrySaveAsync(ct) is { } lost)
        {
            return lost;
        }

        await forget.Handle([.. files.Select(f => f.Sha256)], ct);
        return draft.ProcedureCode;
    }
}
