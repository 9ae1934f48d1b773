using LoTrinh.Platform.Time;

namespace LoTrinh.Steering.Reviews;

/// <summary>Which stretch of time a report is about.</summary>
internal enum PeriodKind
{
    Month,
    Quarter,
    SixMonths,
    NineMonths,
    Year,
}

/// <summary>A reporting period: it ends with its last day, at 24:00 office time.</summary>
/// <param name="Kind">Its length.</param>
/// <param name="Year">The year it is named after: that of its last day.</param>
/// <param name="Number">Which of that year: 1–12, 1–4, 1–2, or 1.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
internal sealed record ReportPeriod(PeriodKind Kind, int Year, int Number, DateOnly From, DateOnly To)
{
    /// <summary>The instant after which nothing counts any more, UTC.</summary>
    public DateTime CutOffAt => AsOf.StartUtc();

    /// <summary>The instant from which things count, UTC.</summary>
    public DateTime FromAt => From.StartUtc();

    /// <summary>The day on which the cut-off falls: a task due on the last day and not done then is overdue.</summary>
    public DateOnly AsOf => To.AddDays(1);
}
