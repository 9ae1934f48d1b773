using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Procedures;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>When the times of a dossier end, by the procedure that holds for it; what its applicant was waited for is counted as the rules say.</summary>
internal sealed class DossierTimes(DeadlineEngine deadlines, TimeProvider clock)
{
    /// <summary>The day by which the result is owed, as the clock stands now. Needs the history.</summary>
    public Result<Deadline> Due(Dossier dossier, Procedure procedure) =>
        deadlines.Due(dossier.ClockOf(procedure.TimeFor(dossier.Channel)!, procedure.Pause), Now);

    /// <summary>By when the applicant is owed a word whether it is received (UTC). What comes in otherwise than over the platform is answered there and then.</summary>
    /// <param name="dossier">The dossier with its history.</param>
    /// <param name="submittedAt">When the system received it (UTC).</param>
    public DateTime? AnswerDue(Dossier dossier, DateTime submittedAt) =>
        dossier.Channel == Channels.Online && ServiceRules.On(ServiceRules.AnswerOnline, submittedAt.OfficeDay()) is { } rule
            && deadlines.Due(dossier.Paused(DeadlineClock.Start(submittedAt.ToOffice(), rule.Amount, PeriodUnit.WorkingHour, PausePolicy.Subtract)), Now).TryGet(out var due)
                ? due.DueAt?.FromOffice() : null;

    private DateTime Now => clock.UtcNow().ToOffice();
}
