namespace LoTrinh.PublicServices.Processing;

/// <summary>A unit's part in the time that a dossier took.</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="Held">How long it held the dossier, in hours of work.</param>
/// <param name="Over">How much longer than its steps allow, in hours of work.</param>
internal sealed record UnitDelay(Guid UnitId, TimeSpan Held, TimeSpan Over);

/// <summary>One span in which a unit held a dossier, without what the applicant was waited for.</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="From">When it came (UTC).</param>
/// <param name="Until">When it went on, or now (UTC).</param>
/// <param name="DueAt">When it should have gone on (UTC); null where the step has no time of its own.</param>
internal sealed record HeldSpan(Guid UnitId, DateTime From, DateTime Until, DateTime? DueAt);

/// <summary>Finds who held a dossier for longer than the process allows.</summary>
internal static class DelayShare
{
    /// <summary>Each unit's part, the one that is longest over its time on top.</summary>
    /// <param name="spans">Who held it when.</param>
    /// <param name="hours">Hours of work between two moments.</param>
    public static IReadOnlyList<UnitDelay> Of(IEnumerable<HeldSpan> spans, Func<DateTime, DateTime, TimeSpan> hours) =>
    [
        .. spans.GroupBy(s => s.UnitId)
            .Select(g => new UnitDelay(g.Key, Sum(g.Select(s => hours(s.From, s.Until))), Sum(g.Select(s => s.DueAt is { } due && s.Until > due ? hours(due > s.From ? due : s.From, s.Until) : TimeSpan.Zero))))
            .OrderByDescending(d => d.Over).ThenByDescending(d => d.Held).ThenBy(d => d.UnitId),
    ];

    /// <summary>The unit that a late dossier is put down to: the one longest over its own time; where all kept theirs, the one that held it when the law's time ended.</summary>
    public static Guid? Answers(IReadOnlyList<UnitDelay> delays, IEnumerable<HeldSpan> spans, DateTime owed) =>
        delays is [{ Over: var over } first, ..] && over > TimeSpan.Zero ? first.UnitId
            : spans.Where(s => s.From <= owed && s.Until > owed).OrderBy(s => s.From).LastOrDefault()?.UnitId ?? spans.OrderBy(s => s.From).LastOrDefault()?.UnitId;

    private static TimeSpan Sum(IEnumerable<TimeSpan> spans) => spans.Aggregate(TimeSpan.Zero, (a, b) => a + b);
}
