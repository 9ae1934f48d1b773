using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Procedures;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>The moment from which the law's time runs: a complete dossier gets its code, its day and the record of the procedure that holds for it.</summary>
internal sealed class Submission(AppDb db, ProcedureCatalogue catalogue, DeadlineEngine deadlines, DossierTimes times, IEnumerable<IFreezeAtSubmission> frozen, TimeProvider clock)
{
    /// <summary>Gives a complete draft its code and day. Wants a transaction around it, so that no number is lost.</summary>
    /// <returns>What keeps it from being submitted; null when it is.</returns>
    public async Task<Problem?> SubmitAsync(Actor actor, Dossier dossier, KnownRecord record, CancellationToken ct)
    {
        // A record that can be filed has a time: the linter takes no other.
        var (today, time) = (clock.Today(), record.Procedure.TimeFor(dossier.Channel)!);
        var due = deadlines.Due(clock.UtcNow().ToOffice(), time.Amount, time.Period!.Value);
        if (!due.TryGet(out var deadline))
        {
            return due.Problems[0];
        }

        var series = $"{catalogue.Agency.Code}-{today:yyMMdd}";
        var isVerified = dossier.ApplicantId is { } applicant && await db.IsVerifiedAsync(applicant, clock.UtcNow(), ct);
        var code = $"{series}-{await db.NextNumberAsync(series, null, ct):D4}";
        dossier.Submit(code, deadline.Due, times.AnswerDue(dossier, clock.UtcNow()), record.Record.Id, isVerified, actor.Name, clock.UtcNow());
        // At the counter the form is not saved yet.
        var values = FormValues.FromJson((await db.DossierForms.FindAsync([dossier.Id], ct))!.Values);
        foreach (var freeze in frozen)
        {
            freeze.Freeze(dossier, record.Procedure, values);
        }

        return null;
    }
}
