using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Steering.Tasks;

namespace LoTrinh.Steering.Publications;

/// <summary>Where a publication stands.</summary>
internal enum PublicationState
{
    /// <summary>It is being prepared.</summary>
    Draft,

    /// <summary>Another person is to publish it.</summary>
    Proposed,

    /// <summary>Everyone reads it.</summary>
    Published,

    /// <summary>It was taken back; its address says so and why.</summary>
    Withdrawn,
}

/// <summary>Figures of steering that the ministry gives to everyone: chosen parts of a frozen source, with what it says of them.</summary>
/// <remarks>Nobody publishes what they prepared themselves (decision 6). Published, it never changes; it can be withdrawn.
/// Source: publication by quarter, half-year and year is foreseen by Decision 42/2014/QĐ-TTg.</remarks>
internal sealed class Publication : IVersioned
{
    /// <summary>Most characters of the commentary.</summary>
    public const int CommentaryMaxLength = 4000;

    /// <summary>Most characters of the name of who answers for it.</summary>
    public const int AnswerableMaxLength = 300;

    private Publication()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Its code, the last part of its public address.</summary>
    public string Code { get; private init; } = "";

    /// <summary>The last day that counts.</summary>
    public DateOnly AsOf { get; private set; }

    /// <summary>A <see cref="PublishedContent"/> as canonical JSON.</summary>
    public string Content { get; private set; } = "";

    /// <summary>SHA-256 of <see cref="Content"/>.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>What was secret when it was prepared, as <see cref="SecretTasks.MarkAsync"/> says it.</summary>
    public string SecrecyMark { get; private set; } = "";

    /// <summary>What the ministry says of the figures, in Vietnamese.</summary>
    public string? CommentaryVi { get; private set; }

    /// <summary>The same in English; null where there is none.</summary>
    public string? CommentaryEn { get; private set; }

    /// <summary>Who answers for it and takes questions.</summary>
    public string AnswerableVi { get; private set; } = "";

    /// <summary>The same in English.</summary>
    public string? AnswerableEn { get; private set; }

    public PublicationState State { get; private set; }

    /// <summary>Account of who wrote it last: not the one to publish it.</summary>
    public Guid PreparedById { get; private set; }

    public string PreparedBy { get; private set; } = "";

    public DateTime PreparedAt { get; private set; }

    public DateTime? ProposedAt { get; private set; }

    public string? PublishedBy { get; private set; }

    public DateTime? PublishedAt { get; private set; }

    /// <summary>Why it came back; null once it is proposed again.</summary>
    public string? ReturnReason { get; private set; }

    public DateTime? WithdrawnAt { get; private set; }

    public string? WithdrawReason { get; private set; }

    public bool IsDemonstration { get; private init; }

    public int Version { get; set; } = 1;

    /// <summary>Whether its figures are everyone's.</summary>
    public bool IsPublic => State == PublicationState.Published;

    /// <summary>Whether it was ever everyone's: its address goes on answering.</summary>
    public bool WasPublic => PublishedAt is not null;

    public PublishedContent Read() => CanonicalJson.Read<PublishedContent>(Content);

    public static Publication Prepare(string code, PublicationDraft draft, PreparedContent content, Actor by, DateTime at)
    {
        var publication = new Publication { Code = code, IsDemonstration = draft.IsDemonstration };
        publication.Write(draft, content, by, at);
        return publication;
    }

    /// <summary>Prepares it anew, from its source as it is now.</summary>
    public Result<Publication> Rewrite(PublicationDraft draft, PreparedContent content, Actor by, DateTime at)
    {
        if (State != PublicationState.Draft)
        {
            return Problem.Conflict("publication.not-draft");
        }

        Write(draft, content, by, at);
        return this;
    }

    /// <summary>Lays it before another person.</summary>
    public Result<Publication> Propose(DateTime at)
    {
        if (State != PublicationState.Draft)
        {
            return Problem.Conflict("publication.not-draft");
        }

        (State, ProposedAt, ReturnReason) = (PublicationState.Proposed, at, null);
        return this;
    }

    /// <summary>Gives it to everyone.</summary>
    /// <param name="by">Who does: not who prepared it.</param>
    /// <param name="secrecyMark">What is secret now.</param>
    /// <param name="at">When, UTC.</param>
    public Result<Publication> Publish(Actor by, string secrecyMark, DateTime at)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(State == PublicationState.Proposed, Problem.Conflict("publication.not-proposed")),
            .. Problem.Unless(PreparedById != by.AccountId, Problem.Conflict("publication.own")),
            .. Problem.Unless(secrecyMark == SecrecyMark, Problem.Conflict("publication.secret-since")),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        (State, PublishedBy, PublishedAt) = (PublicationState.Published, by.Name, at);
        return this;
    }

    /// <summary>Gives it back to who prepared it.</summary>
    public Result<Publication> GiveBack(string? reason)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(State == PublicationState.Proposed, Problem.Conflict("publication.not-proposed")),
            .. ReasonProblems(reason, "Reason"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        (State, ReturnReason) = (PublicationState.Draft, Words.Clean(reason));
        return this;
    }

    /// <summary>Takes it back from everyone, or drops it before it was published; the reason is public where the figures were.</summary>
    public Result<Publication> Withdraw(string? reason, DateTime at)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(State != PublicationState.Withdrawn, Problem.Conflict("publication.withdrawn")),
            .. ReasonProblems(reason, "WithdrawReason"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        (State, WithdrawnAt, WithdrawReason) = (PublicationState.Withdrawn, at, Words.Clean(reason));
        return this;
    }

    private static IEnumerable<Problem> ReasonProblems(string? reason, string field) =>
    [
        .. Problem.Unless(Words.Clean(reason) is not null, Problem.Invalid("publication.reason-missing", field)),
        .. Words.AtMost(reason, CommentaryMaxLength, field),
    ];

    private void Write(PublicationDraft draft, PreparedContent content, Actor by, DateTime at)
    {
        var text = CanonicalJson.Write(content.Content);
        (AsOf, Content, Sha256, SecrecyMark) = (content.Content.AsOf, text, CanonicalJson.HashOf(text), content.SecrecyMark);
        (CommentaryVi, CommentaryEn) = (Words.Clean(draft.CommentaryVi), Words.Clean(draft.CommentaryEn));
        (AnswerableVi, AnswerableEn) = (Words.Clean(draft.AnswerableVi)!, Words.Clean(draft.AnswerableEn));
        (PreparedById, PreparedBy, PreparedAt) = (by.AccountId, by.Name, at);
    }
}

/// <summary>What was counted, and what was left out of it as secret.</summary>
internal sealed record PreparedContent(PublishedContent Content, string SecrecyMark);
