using LoTrinh.Platform.Indicators;
using LoTrinh.Steering.Tasks;

namespace LoTrinh.Steering.Publications;

/// <summary>What a program prepares: a frozen review or a day, and the chosen parts.</summary>
internal sealed record PublicationBody(Guid? Review, DateOnly? Day, bool? Counts, PublishedLevel? Level, Guid[]? Indicators,
    string[]? Tasks,
    string? Commentary, string? CommentaryEn, string? Answerable, string? AnswerableEn, int? Version)
{
    public PublicationDraft ToDraft() => new(Review, Day, Counts ?? true, Level ?? PublishedLevel.None, Indicators ?? [],
        string.Join('\n', (Tasks ?? []).OfType<string>()), Commentary, CommentaryEn, Answerable, AnswerableEn);
}

internal sealed record PublicationChanged(Guid Id, string Code, PublicationState State, int Version)
{
    public static PublicationChanged Of(Publication p) => new(p.Id, p.Code, p.State, p.Version);
}

internal sealed record PublicationListAnswer(int Count, int Page, int PageSize, IReadOnlyList<PublicationRow> Publications);

internal sealed record PublicationAnswer(Guid Id, string Code, PublicationState State, string PreparedBy, DateTime PreparedAt,
    string? PublishedBy, DateTime? PublishedAt, string? ReturnReason, DateTime? WithdrawnAt, string? WithdrawReason, int Version,
    ResultsAnswer Results);

/// <summary>How a publication stands: the current one, one that a later day replaced, or one that was withdrawn.</summary>
internal enum ResultStanding
{
    Current,
    Replaced,
    Withdrawn,
}

/// <summary>A line of the public list.</summary>
internal sealed record ResultsLine(string Code, DateOnly AsOf, DateTime PublishedAt, ResultStanding Standing, string Url)
{
    public static ResultStanding StandingOf(PublicPublication p) =>
        p.IsCurrent ? ResultStanding.Current : p.Content is null ? ResultStanding.Withdrawn : ResultStanding.Replaced;

    public static ResultsLine Of(PublicPublication p) => new(p.Record.Code, p.Record.AsOf, p.Record.PublishedAt!.Value, StandingOf(p),
        $"/ket-qua-chi-dao/{p.Record.Code}");
}

/// <summary>A rate and what it is made of.</summary>
internal sealed record RateAnswer(int Numerator, int Denominator, double? Rate);

/// <summary>Counts by the official grid, with both rates.</summary>
internal sealed record GridAnswer(int Total, int DoneOnTime, int DoneLate, int DoneUndated, int InTime, int Overdue, int NoDeadline,
    RateAnswer OnTime, RateAnswer Official)
{
    public static GridAnswer Of(StatusCounts c) => new(c.Total, c.DoneOnTime, c.DoneLate, c.DoneUndated, c.InTime + c.DueSoon, c.Overdue,
        c.NoDeadline, new(c.DoneOnTime, c.Counted, c.OnTimeRate), new(c.Done, c.Counted, c.OfficialRate));
}

internal sealed record UnitResultsAnswer(string Unit, string Name, string NameEn, GridAnswer Counts);

internal sealed record IndicatorResultsAnswer(string Code, string Name, string NameEn, string? Unit, double? Value, DateOnly? ValueOn,
    double? Numerator, double? Denominator, double? Target, DateOnly? TargetOn, Prospect State, string Owner);

internal sealed record TaskResultsAnswer(string Code, string Title, string Lead, DateOnly? DueOn, DateOnly? CompletedOn, DueStatus Status);

/// <summary>What a publication says; nothing of its figures once it is withdrawn.</summary>
internal sealed record ResultsAnswer(string Code, DateOnly AsOf, DateTime? PublishedAt, ResultStanding? Standing, string? WithdrawReason,
    string? Source, string? SourceSha256, string Answerable, string? Commentary, string? CommentaryEn, GridAnswer? Counts,
    IReadOnlyList<UnitResultsAnswer> Units, IReadOnlyList<IndicatorResultsAnswer> Indicators, IReadOnlyList<TaskResultsAnswer> Tasks)
{
    public static ResultsAnswer Of(Publication p, PublishedContent? c, ResultStanding? standing) => new(p.Code, p.AsOf, p.PublishedAt,
        standing,
        c is null ? p.WithdrawReason : null, c?.Source.ReviewCode, c?.Source.Sha256, p.AnswerableVi, c is null ? null : p.CommentaryVi,
        c is null ? null : p.CommentaryEn, c?.Whole is { } whole ? GridAnswer.Of(whole) : null,
        [.. (c?.Units ?? []).Select(u => new UnitResultsAnswer(u.Key, u.NameVi, u.NameEn, GridAnswer.Of(u.Counts)))],
        [.. (c?.Indicators ?? []).Select(i => new IndicatorResultsAnswer(i.Code, i.NameVi, i.NameEn, i.UnitVi, i.Value, i.ValueOn,
            i.Numerator,
            i.Denominator, i.Target, i.TargetOn, i.State, i.OwnerVi))],
        [.. (c?.Tasks ?? []).Select(t => new TaskResultsAnswer(t.Code, t.Title, t.LeadVi, t.DueOn, t.CompletedOn, t.Status))]);
}
