using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Search;

namespace LoTrinh.Portal.Articles;

/// <summary>Where the newest text of an article is on its way. What the public reads is said by <see cref="Article.IsPublic"/>.</summary>
internal enum ArticleState
{
    Draft,
    InReview,
    Scheduled,
    Published,
    Withdrawn,
}

/// <summary>A piece of news: the text that the public reads, and every version that was ever written.</summary>
/// <remarks>Nobody publishes a text of their own; a published text stays as it is until another person has reviewed its change.</remarks>
internal sealed class Article : IVersioned
{
    private readonly List<ArticleRevision> _revisions = [];

    private Article()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>Last part of its address; the same for ever once it has been published.</summary>
    public string Slug { get; private set; } = "";

    public ArticleState State { get; private set; }

    /// <summary>Whether the public may read it now.</summary>
    public bool IsPublic { get; private set; }

    public string Title { get; private set; } = "";

    public string Summary { get; private set; } = "";

    /// <summary>CommonMark, without HTML: see <see cref="ArticleBody"/>.</summary>
    public string Body { get; private set; } = "";

    public string Author { get; private set; } = "";

    /// <summary>Key from <see cref="Sections"/>.</summary>
    public string Section { get; private set; } = "";

    public string? Source { get; private set; }

    /// <summary>Address of the picture, of this house.</summary>
    public string? Picture { get; private set; }

    /// <summary>What the picture shows, for those who do not see it.</summary>
    public string? PictureAlt { get; private set; }

    /// <summary>Whether it was made up to show the product.</summary>
    public bool IsDemonstration { get; private init; }

    /// <summary>Longest reason for giving a text back or withdrawing it, in characters.</summary>
    public const int ReasonMaxLength = 2000;

    /// <summary>Folded title and summary, for search without diacritics.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>When the public could first read it, UTC.</summary>
    public DateTime? PublishedAt { get; private set; }

    /// <summary>When the public text last changed after that, UTC.</summary>
    public DateTime? ChangedAt { get; private set; }

    /// <summary>When a reviewed text is to be published, UTC.</summary>
    public DateTime? PublishAt { get; private set; }

    /// <summary>Who reviewed the text that waits for its time, or that is public.</summary>
    public string? ReviewedBy { get; private set; }

    /// <summary>Number of the newest text.</summary>
    public int NewestNo { get; private set; }

    public int Version { get; set; } = 1;

    public IReadOnlyList<ArticleRevision> Revisions => _revisions;

    /// <summary>The newest text.</summary>
    public ArticleRevision Newest => _revisions.MaxBy(r => r.No)!;

    /// <summary>A new draft.</summary>
    public static Result<Article> Write(Guid id, ArticleText text, Writer by, bool isDemonstration = false)
    {
        var problems = text.Problems(complete: false);
        if (problems.Length > 0)
        {
            return problems;
        }

        var article = new Article { Id = id, IsDemonstration = isDemonstration };
        article.Add(text, by);
        return article;
    }

    /// <summary>A newer text. What the public reads stays until it is published.</summary>
    public Result<Article> Revise(ArticleText text, Writer by)
    {
        var problems = text.Problems(complete: false);
        if (problems.Length > 0)
        {
            return problems;
        }

        Add(text, by);
        return this;
    }

    /// <summary>Gives the newest text to a reviewer, when nothing is missing in it.</summary>
    public Result<Article> SendToReview()
    {
        if (State != ArticleState.Draft)
        {
            return Problem.Conflict("portal.article.not-draft");
        }

        var missing = Newest.Text.Problems(complete: true);
        if (missing.Length > 0)
        {
            return missing;
        }

        State = ArticleState.InReview;
        return this;
    }

    /// <summary>Gives it back to its writer.</summary>
    public Result<Article> Return(string? reason) => Without(reason, "Reason") is { } problem ? problem
        : When(s => s is ArticleState.InReview or ArticleState.Scheduled, "portal.article.not-in-review", () => (State, PublishAt) = (ArticleState.Draft, null));

    /// <summary>Publishes the reviewed text, now or at a time to come. The reviewer is not its writer.</summary>
    public Result<Article> Publish(Writer reviewer, DateTime? at, DateTime now)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(State == ArticleState.InReview, Problem.Conflict("portal.article.not-in-review")),
            .. Problem.Unless(Newest.ById != reviewer.AccountId, Problem.Conflict("portal.article.own-text")),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        ReviewedBy = reviewer.Name;
        if (at > now)
        {
            (State, PublishAt) = (ArticleState.Scheduled, at);
            return this;
        }

        return Show(now);
    }

    /// <summary>Publishes what waited for its time.</summary>
    public Result<Article> Release(DateTime now) =>
        State == ArticleState.Scheduled && PublishAt <= now ? Show(now) : Problem.Conflict("portal.article.not-scheduled");

    /// <summary>Takes it from the public.</summary>
    public Result<Article> Withdraw(string? reason) => Without(reason, "Reason") is { } problem ? problem
        : !IsPublic ? Problem.Conflict("portal.article.not-public")
        : When(_ => true, "", () => (State, IsPublic, PublishAt) = (ArticleState.Withdrawn, false, null));

    /// <summary>Gives a text that is not public yet the end of its address that nobody else has.</summary>
    public void Name(string slug) => Slug = PublishedAt is null ? slug : Slug;

    private Result<Article> Show(DateTime now)
    {
        Take(Newest.Text);
        (State, IsPublic, PublishAt) = (ArticleState.Published, true, null);
        ChangedAt = PublishedAt is null ? null : now;
        PublishedAt ??= now;
        return this;
    }

    private void Add(ArticleText text, Writer by)
    {
        var clean = text.Cleaned();
        _revisions.Add(new ArticleRevision { ArticleId = Id, No = ++NewestNo, Text = clean, ById = by.AccountId, By = by.Name, At = by.At });
        (State, PublishAt) = (ArticleState.Draft, null);
        if (PublishedAt is null)
        {
            Take(clean);
        }
    }

    private void Take(ArticleText text)
    {
        (Title, Summary, Body, Author, Section) = (text.Title!, text.Summary ?? "", text.Body ?? "", text.Author ?? "", text.Section ?? "");
        (Source, Picture, PictureAlt) = (text.Source, text.Picture, text.PictureAlt);
        SearchText = $" {Folding.Fold($"{Title} {Summary}")} ";
    }

    private Result<Article> When(Func<ArticleState, bool> holds, string otherwise, Action change)
    {
        if (!holds(State))
        {
            return Problem.Conflict(otherwise);
        }

        change();
        return this;
    }

    private static Problem? Without(string? reason, string field) => Words.Clean(reason) is not { } words ? Problem.Invalid("portal.reason-missing", field)
        : Words.AtMost(words, ReasonMaxLength, field).FirstOrDefault();
}

/// <summary>Who writes or reviews, and when.</summary>
internal sealed record Writer(Guid AccountId, string Name, DateTime At);

/// <summary>A text as it was saved once; never changed.</summary>
internal sealed class ArticleRevision
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid ArticleId { get; init; }

    /// <summary>From 1.</summary>
    public int No { get; init; }

    public required ArticleText Text { get; init; }

    public Guid ById { get; init; }

    public required string By { get; init; }

    public DateTime At { get; init; }
}
