using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;

namespace LoTrinh.PublicServices.Petitions;

/// <summary>By when something is owed to the sender of a petition. Nothing is kept: the days follow the calendar as it is known.</summary>
/// <remarks>Source: the rules <c>petition-…</c> of <c>seed/service-rules.yaml</c>.</remarks>
internal sealed class PetitionClock(DeadlineEngine deadlines, TimeProvider clock)
{
    /// <summary>The day by which the next thing is owed; null where nothing is, or where no rule was in force.</summary>
    public DateOnly? Owed(Petition petition) => petition.Status switch
    {
        PetitionStatus.New or PetitionStatus.Handling => Limit(ServiceRules.PetitionAnswer, petition.ClockFrom),
        PetitionStatus.Answered => Limit(ServiceRules.PetitionPublish, petition.AnsweredAt!.Value),
        _ => null,
    };

    /// <summary>Whether an act of today comes later than a rule allows.</summary>
    /// <param name="rule">Key of the rule.</param>
    /// <param name="from">From when its time ran (UTC).</param>
    public bool IsLate(string rule, DateTime from) => clock.Today() > Limit(rule, from);

    /// <summary>Whether something was, or is, later than the rules allow, on a day.</summary>
    public bool IsLate(Petition petition, DateOnly on) => petition.WasLate || on > Owed(petition);

    private DateOnly? Limit(string rule, DateTime from) =>
        ServiceRules.On(rule, from.OfficeDay()) is { } known ? deadlines.AddWorkingDaysOrDays(from.OfficeDay(), known.Amount) : null;
}
