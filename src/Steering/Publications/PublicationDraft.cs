using LoTrinh.Platform;

namespace LoTrinh.Steering.Publications;

/// <summary>What is prepared.</summary>
/// <param name="ReviewId">The frozen review it is made from; null when it is a day.</param>
/// <param name="Day">The day it is made from, when it is no review.</param>
/// <param name="WithCounts">Whether the counts are published, with both rates.</param>
/// <param name="Level">By which units they are.</param>
/// <param name="IndicatorIds">The indicators that are.</param>
/// <param name="TaskCodes">Codes of the tasks whose titles are, apart by spaces, commas or lines; usually none.</param>
/// <param name="CommentaryVi">What the ministry says of it.</param>
/// <param name="CommentaryEn">The same in English.</param>
/// <param name="AnswerableVi">Who answers for it.</param>
/// <param name="AnswerableEn">The same in English.</param>
/// <param name="IsDemonstration">Whether it was made up.</param>
internal sealed record PublicationDraft(Guid? ReviewId, DateOnly? Day, bool WithCounts, PublishedLevel Level,
    IReadOnlyCollection<Guid> IndicatorIds, string? TaskCodes, string? CommentaryVi, string? CommentaryEn, string? AnswerableVi,
    string? AnswerableEn, bool IsDemonstration = false)
{
    private static readonly char[] Apart = [' ', ',', ';', '\n', '\r', '\t'];

    /// <summary>The codes that were typed, each once.</summary>
    public IReadOnlyList<string> Codes => [.. (TaskCodes ?? "").Split(Apart, StringSplitOptions.RemoveEmptyEntries)
        .Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Everything that keeps it from being prepared, but what its source decides.</summary>
    public IEnumerable<Problem> Problems(DateOnly today) =>
    [
        .. Problem.Unless(ReviewId is not null || Day is not null, Problem.Invalid("publication.source-missing", nameof(ReviewId))),
        .. Problem.Unless(ReviewId is null || Day is null, Problem.Invalid("publication.source-twice", nameof(Day))),
        .. Problem.Unless(Day is null || Day < today, Problem.Invalid("publication.day-not-over", nameof(Day))),
        .. Problem.Unless(Day is null || Day.Value.Year >= OldestYear, Problem.Invalid("publication.day-too-old", nameof(Day))),
        .. Problem.Unless(Enum.IsDefined(Level), Problem.Invalid("publication.level-unknown", nameof(Level))),
        .. Problem.Unless(WithCounts || IndicatorIds.Count > 0 || Codes.Count > 0,
            Problem.Invalid("publication.nothing-chosen", nameof(WithCounts))),
        .. Problem.Unless(WithCounts || Level == PublishedLevel.None, Problem.Invalid("publication.units-without-counts", nameof(Level))),
        .. Problem.Unless(Words.Clean(AnswerableVi) is not null, Problem.Invalid("publication.answerable-missing", nameof(AnswerableVi))),
        .. Words.AtMost(AnswerableVi, Publication.AnswerableMaxLength, nameof(AnswerableVi)),
        .. Words.AtMost(AnswerableEn, Publication.AnswerableMaxLength, nameof(AnswerableEn)),
        .. Words.AtMost(TaskCodes, Publication.CommentaryMaxLength, nameof(TaskCodes)),
        .. Words.AtMost(CommentaryVi, Publication.CommentaryMaxLength, nameof(CommentaryVi)),
        .. Words.AtMost(CommentaryEn, Publication.CommentaryMaxLength, nameof(CommentaryEn)),
    ];

    // Nothing was issued before; a day typed with two digits of a year lies there.
    private const int OldestYear = 1990;
}
