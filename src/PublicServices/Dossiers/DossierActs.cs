using LoTrinh.Platform;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>What every act on a dossier begins and ends with: it is found as the actor saw it, and what was done goes to the ledger and to whom it concerns.</summary>
internal sealed class DossierActs(AppDb db, TimeProvider clock)
{
    /// <summary>The dossier with its history, to be changed; null when there is none of that code.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="version">The version that the actor saw; another since then is a conflict when it is saved.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Dossier?> FindAsync(string code, int? version, CancellationToken ct)
    {
        var dossier = await db.Dossiers.Include(d => d.History).SingleOrDefaultAsync(d => d.Code == code, ct);
        if (dossier is not null && version is { } seen)
        {
            db.Expect(dossier, seen);
        }

        return dossier;
    }

    /// <summary>Saves what was done. The ledger keeps the step, and whom it concerns is told of it: both with the save.</summary>
    /// <param name="actor">Who did it.</param>
    /// <param name="dossier">The dossier.</param>
    /// <param name="step">What was done, as the ledger and the news name it.</param>
    /// <param name="note">Words that go with it; nothing of the applicant.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Dossier>> SaveAsync(Actor actor, Dossier dossier, string step, string? note, CancellationToken ct)
    {
        Record(actor, dossier, step, note);
        return await db.TrySaveAsync(ct) is { } lost ? lost : dossier;
    }

    /// <summary>Puts a step down beside others that are saved together.</summary>
    /// <remarks>The dossier counts as changed though only a task of it was: whoever acts on what was seen before the act is told so.</remarks>
    public void Record(Actor actor, Dossier dossier, string step, string? note)
    {
        if (db.Entry(dossier) is { State: EntityState.Unchanged } entry)
        {
            entry.Property(d => d.SavedAt).IsModified = true;
        }

        db.Record(actor, $"services.dossier.{step}", dossier, note);
        db.Publish(new DossierMoved(dossier.Id, dossier.Code!, dossier.ProcedureCode, dossier.ApplicantId ?? Guid.Empty, dossier.OrganisationId, step, note, dossier.DueOn, actor.AccountId, clock.UtcNow()));
    }
}
