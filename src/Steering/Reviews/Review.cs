using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;

namespace LoTrinh.Steering.Reviews;

/// <summary>Where a review is in its work.</summary>
internal enum ReviewState
{
    /// <summary>The period runs, or its figures are not frozen yet.</summary>
    Open,

    /// <summary>The figures are frozen; units report.</summary>
    Frozen,

    /// <summary>The consolidated report waits for the chair.</summary>
    Proposed,
    Approved,
    Withdrawn,
}

/// <summary>A review (sơ kết, tổng kết) of what a committee's units did in a reporting period. Every change goes through a verb.</summary>
/// <remarks>Source: Decree 09/2019/NĐ-CP, Articles 8, 12 and 13; conventions of preliminary reviews.</remarks>
internal sealed class Review : IVersioned
{
    public const int TitleMaxLength = 200;
    public const int TextMaxLength = 8000;

    private readonly List<UnitReport> _reports = [];

    private Review()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public string Code { get; private init; } = "";

    /// <summary>Its name in Vietnamese, as it stands on papers.</summary>
    public string Title { get; private init; } = "";

    public Guid CommitteeId { get; private init; }

    /// <summary>The committee's unit; tasks led by it and those below it count.</summary>
    public Guid UnitId { get; private init; }

    public PeriodKind Kind { get; private init; }

    public int Year { get; private init; }

    public int Number { get; private init; }

    public DateOnly From { get; private init; }

    public DateOnly To { get; private init; }

    /// <summary>The rules that the period was made by.</summary>
    public string RuleId { get; private init; } = "";

    /// <summary>When its figures are frozen, UTC.</summary>
    public DateTime CutOffAt { get; private init; }

    /// <summary>The day by which units report.</summary>
    public DateOnly ReportDueOn { get; private init; }

    /// <summary>The day by which the report leaves the house.</summary>
    public DateOnly SendBy { get; private init; }

    public ReviewState State { get; private set; }

    public DateTime OpenedAt { get; private init; }

    public string OpenedBy { get; private init; } = "";

    public DateTime? FrozenAt { get; private set; }

    public string? Situation { get; private set; }

    public string? Direction { get; private set; }

    public string? Results { get; private set; }

    public string? Shortcomings { get; private set; }

    public string? Lessons { get; private set; }

    public string? NextSteps { get; private set; }

    public string? Recommendations { get; private set; }

    public string? ProposedBy { get; private set; }

    public DateTime? ProposedAt { get; private set; }

    public string? ApprovedBy { get; private set; }

    public DateTime? ApprovedAt { get; private set; }

    /// <summary>Why the chair gave the report back; null once it is proposed again.</summary>
    public string? ReturnReason { get; private set; }

    public string? WithdrawReason { get; private set; }

    public bool IsDemonstration { get; private init; }

    public int Version { get; set; } = 1;

    public IReadOnlyList<UnitReport> Reports => _reports;

    public ReportPeriod Period => new(Kind, Year, Number, From, To);

    public bool IsFrozen => FrozenAt is not null;

    /// <summary>Whether units may still write.</summary>
    public bool TakesReports => State is ReviewState.Open or ReviewState.Frozen or ReviewState.Proposed;

    public bool MayBeWritten => State is ReviewState.Open or ReviewState.Frozen;

    public ReviewSummary Summary => new(Situation, Direction, Results, Shortcomings, Lessons, NextSteps, Recommendations);

    /// <summary>Opens a review: units are asked to report.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="title">Its name in Vietnamese.</param>
    /// <param name="draft">What is opened; its problems are known to be none.</param>
    /// <param name="place">The committee's unit.</param>
    /// <param name="by">Who opens it.</param>
    /// <param name="at">When, UTC.</param>
    public static Review Open(string code, string title, ReviewDraft draft, ReviewPlace place, string by, DateTime at)
    {
        var period = place.Period;
        var review = new Review
        {
            Code = code, Title = title, CommitteeId = place.CommitteeId, UnitId = place.UnitId, Kind = period.Kind, Year = period.Year,
            Number = period.Number, From = period.From, To = period.To, RuleId = place.RuleId, CutOffAt = period.CutOffAt,
            ReportDueOn = draft.ReportDueOn!.Value, SendBy = draft.SendBy!.Value, OpenedAt = at, OpenedBy = by,
            IsDemonstration = draft.IsDemonstration,
        };
        review._reports.AddRange(draft.UnitIds.Distinct().Select(u => new UnitReport { UnitId = u }));
        return review;
    }

    /// <summary>Notes that its figures were frozen; once.</summary>
    public Result<Review> Freeze(DateTime at)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(State == ReviewState.Open && !IsFrozen, Problem.Conflict("review.not-open")),
            .. Problem.Unless(at >= CutOffAt, Problem.Conflict("review.cut-off-ahead", Platform.Time.OfficeTime.Show(To))),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        (State, FrozenAt) = (ReviewState.Frozen, at);
        return this;
    }

    /// <summary>Writes the consolidated report's words; what is left blank may follow.</summary>
    public Result<Review> Write(ReviewSummary summary)
    {
        ImmutableArray<Problem> problems = [.. Problem.Unless(MayBeWritten, Problem.Conflict("review.not-writable")),
            .. summary.Problems()];
        if (problems.Length > 0)
        {
            return problems;
        }

        (Situation, Direction, Results, Shortcomings) =
            (Words.Clean(summary.Situation), Words.Clean(summary.Direction), Words.Clean(summary.Results),
                Words.Clean(summary.Shortcomings));
        (Lessons, NextSteps, Recommendations) = (Words.Clean(summary.Lessons), Words.Clean(summary.NextSteps),
            Words.Clean(summary.Recommendations));
        return this;
    }

    /// <summary>Lays the consolidated report before the chair. Figures are frozen; results, shortcomings and next steps are
    /// written.</summary>
    public Result<Review> Propose(string by, DateTime at)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(State == ReviewState.Frozen, Problem.Conflict("review.not-frozen")),
            .. Problem.Unless(Results is not null, Problem.Invalid("review.results-missing", nameof(Results))),
            .. Problem.Unless(Shortcomings is not null, Problem.Invalid("review.shortcomings-missing", nameof(Shortcomings))),
            .. Problem.Unless(NextSteps is not null, Problem.Invalid("review.next-missing", nameof(NextSteps))),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        (State, ProposedBy, ProposedAt, ReturnReason) = (ReviewState.Proposed, by, at, null);
        return this;
    }

    /// <summary>Approves it; units write no more.</summary>
    public Result<Review> Approve(string by, DateTime at)
    {
        if (State != ReviewState.Proposed)
        {
            return Problem.Conflict("review.not-proposed");
        }

        (State, ApprovedBy, ApprovedAt) = (ReviewState.Approved, by, at);
        return this;
    }

    /// <summary>Gives the consolidated report back to who wrote it.</summary>
    public Result<Review> GiveBack(string? reason)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(State == ReviewState.Proposed, Problem.Conflict("review.not-proposed")), .. ReasonProblems(reason, "Reason"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        (State, ReturnReason) = (ReviewState.Frozen, Words.Clean(reason));
        return this;
    }

    /// <summary>Takes it back before its figures are frozen, because it was opened by mistake.</summary>
    public Result<Review> Withdraw(string? reason)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(State == ReviewState.Open, Problem.Conflict("review.not-open")), .. ReasonProblems(reason, "WithdrawReason"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        (State, WithdrawReason) = (ReviewState.Withdrawn, Words.Clean(reason));
        return this;
    }

    internal static IEnumerable<Problem> ReasonProblems(string? reason, string field) =>
    [
        .. Problem.Unless(Words.Clean(reason) is not null, Problem.Invalid("review.reason-missing", field)),
            .. Words.AtMost(reason, TextMaxLength, field),
    ];
}

/// <summary>Where a review stands: its committee and its period.</summary>
internal sealed record ReviewPlace(Guid CommitteeId, Guid UnitId, string RuleId, ReportPeriod Period);
