using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Documents;

namespace LoTrinh.Steering.Reviews;

/// <summary>How long periods of a kind are and in which months they end.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Months">Length in months.</param>
/// <param name="Ends">Months in which one ends, in order.</param>
/// <param name="Basis">What says so.</param>
/// <param name="Confidence">How sure that is.</param>
internal sealed record PeriodRule(PeriodKind Kind, int Months, ImmutableArray<int> Ends, string Basis, Confidence Confidence);

/// <summary>Where a report goes when the day it is due is a day of rest.</summary>
internal enum WhenClosed
{
    /// <summary>The last working day before.</summary>
    Before,

    /// <summary>The next working day.</summary>
    After,
}

/// <summary>A dated set of rules for reporting periods; pure.</summary>
/// <remarks>Source: Decree 09/2019/NĐ-CP, Articles 8, 12 and 13; the figures stand in <c>seed/reviews.yaml</c>.</remarks>
internal sealed record PeriodRules
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string NameEn { get; init; }

    public required string Basis { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day it is valid; null while it is in force.</summary>
    public required DateOnly? ValidTo { get; init; }

    /// <summary>Day of a month on which periods begin.</summary>
    public required int FirstDay { get; init; }

    /// <summary>Day of a month on which periods end.</summary>
    public required int LastDay { get; init; }

    public required ImmutableArray<PeriodRule> Kinds { get; init; }

    /// <summary>Day of the period's last month by which the ministry reports to the Government.</summary>
    public required int GovernmentDay { get; init; }

    public required WhenClosed WhenClosed { get; init; }

    /// <summary>Working days that lie at least between the end of the figures and the day a report is due.</summary>
    public required int LeastWorkingDays { get; init; }

    /// <summary>Working days that units usually have after the cut-off.</summary>
    public required int UnitWorkingDays { get; init; }

    /// <summary>Whether it is valid on a day.</summary>
    public bool Holds(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);

    /// <summary>The periods of a kind that are named after a year, in order.</summary>
    public IEnumerable<ReportPeriod> Of(PeriodKind kind, int year) => Rule(kind) is not { } rule ? [] : rule.Ends.Select((month, i) =>
    {
        var first = new DateOnly(year, month, 1);
        var begins = first.AddMonths(-rule.Months);
        return new ReportPeriod(kind, year, i + 1, new(begins.Year, begins.Month, FirstDay), new(year, month, LastDay));
    });

    /// <summary>One period; null when there is none of that number.</summary>
    public ReportPeriod? Find(PeriodKind kind, int year, int number) => Of(kind, year).FirstOrDefault(p => p.Number == number);

    /// <summary>The period of a kind that a day lies in; null when none does, as between two periods of nine months.</summary>
    public ReportPeriod? Containing(PeriodKind kind, DateOnly day) =>
        Of(kind, day.Year).Concat(Of(kind, day.Year + 1)).FirstOrDefault(p => p.From <= day && day <= p.To);

    /// <summary>The last working day for the report to the Government.</summary>
    /// <param name="period">The period.</param>
    /// <param name="calendar">The calendar; an unknown year is a problem, never a guess.</param>
    public Result<DateOnly> SendBy(ReportPeriod period, WorkingCalendar calendar)
    {
        var (day, step) = (new DateOnly(period.Year, period.To.Month, GovernmentDay), WhenClosed == WhenClosed.Before ? -1 : 1);
        while (calendar.Knows(day.Year))
        {
            if (calendar.IsWorkingDay(day))
            {
                return day;
            }

            day = day.AddDays(step);
        }

        return Problem.Invalid("review.calendar-unknown", nameof(ReviewDraft.Year), day.Year);
    }

    private PeriodRule? Rule(PeriodKind kind) => Kinds.FirstOrDefault(k => k.Kind == kind);
}
