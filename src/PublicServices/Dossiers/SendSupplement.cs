using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Procedures;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>Sends what a supplement asked for: until then those who work on the dossier see what was handed in before, and what it replaces is kept.</summary>
/// <remarks>The use case that calls this demands the permission and has checked the form.</remarks>
internal sealed class SendSupplement(AppDb db, DossierTimes times, DossierActs acts, TimeProvider clock)
{
    /// <summary>Field of the words to those who asked.</summary>
    public const string NoteField = "Note";

    /// <summary>Longest words, in characters.</summary>
    public const int LongestNote = 4000;

    /// <summary>Sends it.</summary>
    /// <param name="actor">Who sends it.</param>
    /// <param name="dossier">The dossier that waits for it.</param>
    /// <param name="procedure">The procedure as it holds for it.</param>
    /// <param name="typed">Words to those who asked; wanted where nothing else is new.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Dossier>> HandleAsync(Actor actor, Dossier dossier, Procedure procedure, string? typed, CancellationToken ct)
    {
        var note = Words.Clean(typed);
        if (Words.AtMost(note, LongestNote, NoteField).FirstOrDefault() is { } longer)
        {
            return longer;
        }

        await db.Entry(dossier).Collection(d => d.History).LoadAsync(ct);
        var form = await db.DossierForms.SingleAsync(f => f.DossierId == dossier.Id, ct);
        var asked = dossier.History.Max(s => s.At);
        if (note is null && !form.IsMended && !await db.Set<StoredFile>().AnyAsync(f => f.Room == DossierWork.FileRoom && f.SubjectId == dossier.Id && f.TakenAt > asked, ct))
        {
            return Problem.Invalid("services.supplement-unchanged", NoteField);
        }

        var due = times.Due(dossier, procedure);
        if (!due.TryGet(out var deadline))
        {
            return due.Problems;
        }

        await KeepFormerAsync(form, ct);
        dossier.Supplement(deadline.Due, times.AnswerDue(dossier, dossier.SubmittedAt!.Value), note, actor.Name, clock.UtcNow());
        // What was asked for before requests were kept has none.
        (await db.SupplementRequests.SingleOrDefaultAsync(r => r.DossierId == dossier.Id && r.AnsweredAt == null, ct))?.Answer(actor.Name, deadline.Due, clock.UtcNow());
        return await acts.SaveAsync(actor, dossier, "supplemented", null, ct);
    }

    private async Task KeepFormerAsync(DossierForm form, CancellationToken ct)
    {
        if (form.IsMended)
        {
            var number = await db.FormerForms.CountAsync(f => f.DossierId == form.DossierId, ct) + 1;
            db.FormerForms.Add(new() { DossierId = form.DossierId, Number = number, Values = form.Values, ReplacedAt = clock.UtcNow() });
            form.Values = form.Mended!;
        }

        form.Mended = null;
    }
}
