using System.Collections.Immutable;
using LoTrinh.Platform;

namespace LoTrinh.Portal.Articles;

/// <summary>Everything of an article that is written.</summary>
internal sealed record ArticleText
{
    public const int TitleMaxLength = 200;
    public const int SummaryMaxLength = 600;
    public const int BodyMaxLength = 40_000;
    public const int ShortMaxLength = 200;

    public string? Title { get; init; }

    public string? Summary { get; init; }

    public string? Body { get; init; }

    public string? Author { get; init; }

    public string? Section { get; init; }

    public string? Source { get; init; }

    public string? Picture { get; init; }

    public string? PictureAlt { get; init; }

    /// <summary>What keeps it from being saved, or with <paramref name="complete"/> from being reviewed.</summary>
    public ImmutableArray<Problem> Problems(bool complete) =>
    [
        .. Needed(Title, nameof(Title)),
        .. complete ? Needed(Summary, nameof(Summary)) : [],
        .. complete ? Needed(Body, nameof(Body)) : [],
        .. complete ? Needed(Author, nameof(Author)) : [],
        .. Problem.Unless(Section is null ? !complete : Sections.Knows(Section), Problem.Invalid("portal.article.section", nameof(Section))),
        .. Problem.Unless(Picture is null || !string.IsNullOrWhiteSpace(PictureAlt), Problem.Invalid("portal.article.alt-missing", nameof(PictureAlt))),
        .. Words.AtMost(Title, TitleMaxLength, nameof(Title)),
        .. Words.AtMost(Summary, SummaryMaxLength, nameof(Summary)),
        .. Words.AtMost(Body, BodyMaxLength, nameof(Body)),
        .. Words.AtMost(Author, ShortMaxLength, nameof(Author)),
        .. Words.AtMost(Source, ShortMaxLength, nameof(Source)),
        .. Words.AtMost(PictureAlt, ShortMaxLength, nameof(PictureAlt)),
    ];

    /// <summary>Without space around the texts; what is empty is nothing.</summary>
    public ArticleText Cleaned() => this with
    {
        Title = Words.Clean(Title),
        Summary = Words.Clean(Summary),
        Body = Words.Clean(Body),
        Author = Words.Clean(Author),
        Source = Words.Clean(Source),
        PictureAlt = Picture is null ? null : Words.Clean(PictureAlt),
    };

    private static IEnumerable<Problem> Needed(string? text, string field) =>
        Problem.Unless(!string.IsNullOrWhiteSpace(text), Problem.Invalid("portal.article.missing", field));
}

/// <summary>The sections of the news, by the last part of their address; their names are texts <c>portal.section.{key}</c>.</summary>
internal static class Sections
{
    public static readonly IReadOnlyList<string> All = ["chi-dao", "chuyen-doi-so", "dich-vu-cong", "duong-bo", "phap-luat", "hoat-dong"];

    public static bool Knows(string key) => All.Contains(key);
}
