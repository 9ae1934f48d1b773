using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>Takes a file out of a dossier that its applicant still writes. What was handed in stays: the receipt names it.</summary>
internal sealed class DropFile(AppDb db, ApplicantSide side, IKnownPapers papers, ForgetContents forget, TimeProvider clock)
{
    /// <summary>Takes it out.</summary>
    /// <param name="actor">The applicant.</param>
    /// <param name="id">The dossier: a draft, or one that a supplement was asked for.</param>
    /// <param name="fileId">The file; of a dossier that was handed in, one that was sent since the supplement was asked for.</param>
    /// <param name="version">The version that the applicant saw; another since then is a conflict.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Dossier>> Handle(Actor actor, Guid id, Guid fileId, int? version, CancellationToken ct)
    {
        if (actor.Lacks(Permissions.Apply) is { } refusal)
        {
            return refusal;
        }

        var dossier = await db.Dossiers.Include(d => d.History).SingleOrDefaultAsync(d => d.Id == id, ct);
        var file = await db.Set<StoredFile>().SingleOrDefaultAsync(f => f.Id == fileId && f.Room == DossierWork.FileRoom && f.SubjectId == id, ct);
        if (dossier is null || file is null || file.Part == DossierWork.ResultPart || !await side.MayActAsync(actor, dossier, ct))
        {
            return Problem.NotFound("services.file-unknown");
        }

        if (!MayGo(dossier, file))
        {
            return Problem.Conflict("services.file-handed-in", file.Name);
        }

        if (version is { } seen)
        {
            db.Expect(dossier, seen);
        }

        db.Remove(file);
        await papers.ForgetAsync(file.Id, ct);
        dossier.Save(clock.UtcNow());
        db.Record(actor, "services.dossier.file-dropped", dossier, file.Part);
        if (await db.TrySaveAsync(ct) is { } lost)
        {
            return lost;
        }

        await forget.Handle([file.Sha256], ct);
        return dossier;
    }

    /// <summary>Whether a file may be taken out. Needs the dossier's history.</summary>
    public static bool MayGo(Dossier dossier, StoredFile file) =>
        dossier.IsEditable && (dossier.Code is null || file.TakenAt > dossier.History.Max(s => s.At));
}
