using LoTrinh.Platform.Identity;

namespace LoTrinh.Platform.Documents;

/// <summary>Something that rests on a document or one of its clauses, such as a task.</summary>
/// <param name="Id">The record.</param>
/// <param name="ClauseId">The clause it rests on; null is the document as a whole.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Url">Where it is, such as <c>~/chi-dao/nhiem-vu/…</c>.</param>
/// <param name="Who">Who answers for it.</param>
/// <param name="DueOn">By which day.</param>
/// <param name="StatusKey">Text key of how it stands.</param>
/// <param name="Color">Colour of that status.</param>
public sealed record DocumentUse(Guid Id, Guid? ClauseId, string Title, string Url, string Who, DateOnly? DueOn, string StatusKey, string Color);

/// <summary>What can be made of a clause.</summary>
/// <param name="TextKey">Text key of the button.</param>
/// <param name="Url">Where it leads.</param>
public sealed record ClauseOffer(string TextKey, string Url)
{
    /// <summary>The kind of clauses that it is for; null is any. Stands after what is for any.</summary>
    public ClauseKind? Only { get; init; }
}

/// <summary>A module that makes something of documents: says what rests on them, and what can be made of a clause.</summary>
public interface IDocumentUse
{
    /// <summary>What of the module rests on the document, as far as the actor may see it.</summary>
    Task<IReadOnlyList<DocumentUse>> OfAsync(Actor actor, Guid documentId, CancellationToken ct);

    /// <summary>How many records of the module rest on the clause, whoever may see them.</summary>
    Task<int> CountOnClauseAsync(Guid clauseId, CancellationToken ct);

    /// <summary>What the actor can make of a clause here, or null.</summary>
    /// <param name="actor">Who looks at it.</param>
    /// <param name="documentId">The document.</param>
    /// <param name="clauseId">The clause; null is the document as a whole.</param>
    ClauseOffer? OfferFor(Actor actor, Guid documentId, Guid? clauseId);
}
