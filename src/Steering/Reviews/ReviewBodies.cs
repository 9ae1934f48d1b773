using LoTrinh.Platform.Organisation;

namespace LoTrinh.Steering.Reviews;

/// <summary>A review as a program opens it; days left out are those that the rules propose.</summary>
internal sealed record ReviewOpenBody(Guid? Committee, PeriodKind? Kind, int? Year, int? Number, DateOnly? ReportDueOn, DateOnly? SendBy,
    string[]? Units)
{
    public ReviewDraft ToDraft(OrganisationDirectory organisation) => new(Committee, Kind, Year, Number ?? 1, ReportDueOn, SendBy,
        [.. (Units ?? []).OfType<string>().Select(k => organisation.Find(k)?.Id ?? Guid.Empty)]);
}

internal sealed record ReportBody(string? Results, string? Shortcomings, string? Causes, string? NextSteps, string? Recommendations,
    int? Version)
{
    public ReportWords ToWords() => new(Results, Shortcomings, Causes, NextSteps, Recommendations);
}

internal sealed record SummaryBody(string? Situation, string? Direction, string? Results, string? Shortcomings, string? Lessons,
    string? NextSteps,
    string? Recommendations, int? Version)
{
    public ReviewSummary ToSummary() => new(Situation, Direction, Results, Shortcomings, Lessons, NextSteps, Recommendations);
}

internal sealed record AdjustmentBody(string? Task, AdjustedField? Field, DateOnly? Day, string? Lead, string? Reason, string? Document,
    int? Version);

internal sealed record ReviewChanged(Guid Id, string Code, ReviewState State, int Version)
{
    public static ReviewChanged Of(Review r) => new(r.Id, r.Code, r.State, r.Version);
}

internal sealed record PeriodAnswer(PeriodKind Kind, int Year, int Number, DateOnly From, DateOnly To, DateTime CutOffAt,
    DateOnly? ReportDueOn, DateOnly? SendBy,
    string Rules, string Basis);

internal sealed record ReviewListAnswer(int Count, int Page, int PageSize, IReadOnlyList<ReviewLine> Reviews);

internal sealed record ReviewLine(Guid Id, string Code, string? Unit, PeriodKind Kind, int Year, int Number, DateOnly From, DateOnly To,
    DateOnly ReportDueOn,
    DateOnly SendBy, ReviewState State, int Asked, int Sent);

/// <summary>A unit's report; its words only for who may read of the unit.</summary>
internal sealed record ReportStands(string? Unit, ReportState State, DateTime? SentAt, bool IsLate, string? ReturnReason,
    ReportWords? Words, int Version);

internal sealed record WholeReviewAnswer(Guid Id, string Code, string Title, string? Unit, PeriodKind Kind, int Year, int Number,
    DateOnly From, DateOnly To,
    string Rules, DateTime CutOffAt, DateOnly ReportDueOn, DateOnly SendBy, ReviewState State, DateTime? FrozenAt, ReviewSummary? Summary,
        string? ApprovedBy,
    DateTime? ApprovedAt, int Version, IReadOnlyList<ReportStands> Reports);

internal sealed record FiguresAnswer(int Total, int Done, int DoneOnTime, int DoneLate, int InTime, int Overdue, int NoDeadline,
    int Extended, double? OfficialRate,
    double? OnTimeRate, double? FirstDeadlineRate)
{
    public static FiguresAnswer Of(ReviewFigures f) => new(f.Counts.Total, f.Counts.Done, f.Counts.DoneOnTime, f.Counts.DoneLate,
        f.Counts.InTime + f.Counts.DueSoon, f.Counts.Overdue, f.Counts.NoDeadline, f.Extended, f.Counts.OfficialRate, f.Counts.OnTimeRate,
            f.FirstDeadlineRate);
}

internal sealed record AdjustmentAnswer(int Number, string Task, AdjustedField Field, string? From, string? To, string? Reason,
    string Document, string By, DateTime At);

/// <summary>The figures of a frozen review and the proof of them: the hash, and whether what is counted now is what was counted
/// then.</summary>
internal sealed record ReviewFiguresAnswer(DateOnly AsOf, DateTime FrozenAt, int Calculation, string Sha256, bool IsSameText,
    bool IsSameResult, FiguresAnswer Figures,
    FiguresAnswer AfterAdjustment, IReadOnlyList<AdjustmentAnswer> Adjustments);

internal sealed record ScoreAnswer(string Unit, string Name, decimal? Score, string? Level, int? Rank, int? RankChange,
    IReadOnlyList<CriterionScore> Parts,
    FiguresAnswer Figures);
