using LoTrinh.Platform.Identity;

namespace LoTrinh.Platform.Documents;

/// <summary>A line of a section: what it is, and what it says.</summary>
/// <param name="TextKey">Text key of the name.</param>
/// <param name="Value">What it says.</param>
public sealed record DocumentFact(string TextKey, string Value);

/// <summary>What a room adds to the page of a document.</summary>
/// <param name="TitleKey">Text key of the heading.</param>
/// <param name="Facts">Its lines; without any there is no section.</param>
/// <param name="Offers">What can be done with the document there.</param>
public sealed record DocumentSection(string TitleKey, IReadOnlyList<DocumentFact> Facts, IReadOnlyList<ClauseOffer> Offers);

/// <summary>A room that knows something of documents: it shows it on their page.</summary>
public interface IDocumentSection
{
    /// <summary>What the actor, who sees the document, is shown of it; null where there is nothing.</summary>
    Task<DocumentSection?> OfAsync(Actor actor, OfficialDocument document, CancellationToken ct);
}
