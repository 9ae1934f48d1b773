using LoTrinh.Platform;

namespace LoTrinh.Steering.Reviews;

/// <summary>What is opened.</summary>
/// <param name="CommitteeId">The committee.</param>
/// <param name="Kind">Kind of the period.</param>
/// <param name="Year">Year of the period's last day.</param>
/// <param name="Number">Which of that year.</param>
/// <param name="ReportDueOn">The day by which units report.</param>
/// <param name="SendBy">The day by which the report leaves the house.</param>
/// <param name="UnitIds">Units that are asked to report.</param>
/// <param name="IsDemonstration">Whether it was made up.</param>
internal sealed record ReviewDraft(Guid? CommitteeId, PeriodKind? Kind, int? Year, int? Number, DateOnly? ReportDueOn, DateOnly? SendBy,
    IReadOnlyCollection<Guid> UnitIds, bool IsDemonstration = false)
{
    /// <summary>Everything that keeps it from being opened.</summary>
    /// <param name="period">The period that it names, if there is one.</param>
    /// <param name="earliest">The first day that leaves units the time which the rules demand after the cut-off; null where the calendar
    /// does not know.</param>
    /// <param name="allowed">Units that may be asked: those directly below the committee's, and it itself.</param>
    public IEnumerable<Problem> Problems(ReportPeriod? period, DateOnly? earliest, IReadOnlySet<Guid> allowed) =>
    [
        .. Problem.Unless(Kind is not null, Problem.Invalid("review.kind-missing", nameof(Kind))),
        .. Problem.Unless(Year is not null, Problem.Invalid("review.year-missing", nameof(Year))),
        .. Problem.Unless(Kind is null || Year is null || period is not null, Problem.Invalid("review.period-unknown", nameof(Number))),
        .. Problem.Unless(ReportDueOn is not null, Problem.Invalid("review.due-missing", nameof(ReportDueOn))),
        .. Problem.Unless(ReportDueOn is null || earliest is null || ReportDueOn >= earliest,
            Problem.Invalid("review.due-early", nameof(ReportDueOn), earliest is { } day ? Platform.Time.OfficeTime.Show(day) : "")),
        .. Problem.Unless(SendBy is not null, Problem.Invalid("review.send-missing", nameof(SendBy))),
        .. Problem.Unless(SendBy is null || ReportDueOn is null || SendBy >= ReportDueOn,
            Problem.Invalid("review.send-early", nameof(SendBy))),
        .. Problem.Unless(UnitIds.Count > 0, Problem.Invalid("review.units-missing", nameof(UnitIds))),
        .. Problem.Unless(UnitIds.All(allowed.Contains), Problem.Invalid("review.units-foreign", nameof(UnitIds))),
    ];
}

/// <summary>The words of the consolidated report, by its sections.</summary>
internal sealed record ReviewSummary(string? Situation, string? Direction, string? Results, string? Shortcomings, string? Lessons,
    string? NextSteps,
    string? Recommendations)
{
    /// <summary>Whether nobody has written anything yet.</summary>
    public bool IsBlank => (Situation ?? Direction ?? Results ?? Shortcomings ?? Lessons ?? NextSteps ?? Recommendations) is null;

    /// <summary>Everything that keeps it from being saved.</summary>
    public IEnumerable<Problem> Problems() =>
    [
        .. Words.AtMost(Situation, Review.TextMaxLength, nameof(Situation)),
        .. Words.AtMost(Direction, Review.TextMaxLength, nameof(Direction)),
        .. Words.AtMost(Results, Review.TextMaxLength, nameof(Results)),
        .. Words.AtMost(Shortcomings, Review.TextMaxLength, nameof(Shortcomings)),
        .. Words.AtMost(Lessons, Review.TextMaxLength, nameof(Lessons)),
        .. Words.AtMost(NextSteps, Review.TextMaxLength, nameof(NextSteps)),
        .. Words.AtMost(Recommendations, Review.TextMaxLength, nameof(Recommendations)),
    ];
}
