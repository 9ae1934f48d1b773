using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;

namespace LoTrinh.Steering.Reviews;

/// <summary>Where a unit's report is.</summary>
internal enum ReportState
{
    Awaited,
    Submitted,
    Returned,
}

/// <summary>The words of a unit's report; its figures come from the records.</summary>
internal sealed record ReportWords(string? Results, string? Shortcomings, string? Causes, string? NextSteps, string? Recommendations)
{
    /// <summary>Everything that keeps it from being saved.</summary>
    public IEnumerable<Problem> Problems() =>
    [
        .. Words.AtMost(Results, Review.TextMaxLength, nameof(Results)),
        .. Words.AtMost(Shortcomings, Review.TextMaxLength, nameof(Shortcomings)),
        .. Words.AtMost(Causes, Review.TextMaxLength, nameof(Causes)),
        .. Words.AtMost(NextSteps, Review.TextMaxLength, nameof(NextSteps)),
        .. Words.AtMost(Recommendations, Review.TextMaxLength, nameof(Recommendations)),
    ];

    /// <summary>Everything that keeps it from being sent: results and next steps are said, and causes where something was late.</summary>
    /// <param name="counts">The unit's frozen counts.</param>
    public IEnumerable<Problem> ProblemsToSend(StatusCounts counts) =>
    [
        .. Problem.Unless(Words.Clean(Results) is not null, Problem.Invalid("review.results-missing", nameof(Results))),
        .. Problem.Unless(Words.Clean(NextSteps) is not null, Problem.Invalid("review.next-missing", nameof(NextSteps))),
        .. Problem.Unless(counts.DoneLate + counts.Overdue == 0 || Words.Clean(Causes) is not null,
            Problem.Invalid("review.causes-missing", nameof(Causes), counts.Overdue, counts.DoneLate)),
    ];
}

/// <summary>What a unit reports of itself in a review.</summary>
internal sealed class UnitReport : IVersioned
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid ReviewId { get; private init; }

    public required Guid UnitId { get; init; }

    public ReportState State { get; private set; }

    public string? Results { get; private set; }

    public string? Shortcomings { get; private set; }

    public string? Causes { get; private set; }

    public string? NextSteps { get; private set; }

    public string? Recommendations { get; private set; }

    /// <summary>When the unit last saved its words, UTC; null before it did.</summary>
    public DateTime? SavedAt { get; private set; }

    public string? SavedBy { get; private set; }

    /// <summary>When it was sent for the first time, UTC: by that it is on time or not.</summary>
    public DateTime? FirstSentAt { get; private set; }

    public DateTime? SentAt { get; private set; }

    public string? SentBy { get; private set; }

    public DateTime? ReturnedAt { get; private set; }

    public string? ReturnedBy { get; private set; }

    public string? ReturnReason { get; private set; }

    public int Version { get; set; } = 1;

    public ReportWords Words => new(Results, Shortcomings, Causes, NextSteps, Recommendations);

    /// <summary>Whether it was first sent after the day it was due.</summary>
    public bool IsLate(DateOnly due) => FirstSentAt is { } sent && sent.OfficeDay() > due;

    /// <summary>Keeps the unit's words.</summary>
    public Result<UnitReport> Save(Review review, ReportWords words, string by, DateTime at)
    {
        ImmutableArray<Problem> problems = [.. Writable(review), .. words.Problems()];
        if (problems.Length > 0)
        {
            return problems;
        }

        (Results, Shortcomings, Causes) = (Platform.Words.Clean(words.Results), Platform.Words.Clean(words.Shortcomings),
            Platform.Words.Clean(words.Causes));
        (NextSteps, Recommendations) = (Platform.Words.Clean(words.NextSteps), Platform.Words.Clean(words.Recommendations));
        (SavedAt, SavedBy) = (at, by);
        return this;
    }

    /// <summary>Sends it, with the words that are given. Its figures are frozen by then.</summary>
    public Result<UnitReport> Send(Review review, ReportWords words, StatusCounts counts, string by, DateTime at)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(review.IsFrozen, Problem.Conflict("review.figures-open", review.To.Show())), .. Writable(review),
                .. words.Problems(),
            .. words.ProblemsToSend(counts),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        Save(review, words, by, at);
        (State, SentAt, SentBy, FirstSentAt) = (ReportState.Submitted, at, by, FirstSentAt ?? at);
        return this;
    }

    /// <summary>Gives it back to the unit with a reason.</summary>
    public Result<UnitReport> GiveBack(Review review, string? reason, string by, DateTime at)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(review.TakesReports, Problem.Conflict("review.reports-closed")),
            .. Problem.Unless(State == ReportState.Submitted, Problem.Conflict("review.report-not-sent")),
                .. Review.ReasonProblems(reason, "Reason"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        (State, ReturnedAt, ReturnedBy, ReturnReason) = (ReportState.Returned, at, by, Platform.Words.Clean(reason));
        return this;
    }

    private IEnumerable<Problem> Writable(Review review) =>
    [
        .. Problem.Unless(review.TakesReports, Problem.Conflict("review.reports-closed")),
        .. Problem.Unless(State != ReportState.Submitted, Problem.Conflict("review.report-sent")),
    ];
}
