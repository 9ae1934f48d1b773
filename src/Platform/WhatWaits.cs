using LoTrinh.Platform.Identity;

namespace LoTrinh.Platform;

/// <summary>Something that waits for one person to act.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Url">Where it is done, such as <c>~/chi-dao/…</c>.</param>
/// <param name="TextKey">Text key of the button.</param>
/// <param name="DueOn">By which day; null when none is set.</param>
/// <param name="StatusKey">Text key of how it stands.</param>
/// <param name="Color">Colour of that status.</param>
public sealed record WaitingMatter(string Title, string Url, string TextKey, DateOnly? DueOn, string StatusKey, string Color);

/// <summary>
/// A module that knows of things that wait for one person; they stand on that person's own page of work. Registered scoped.
/// </summary>
public interface IWhatWaits
{
    /// <summary>What waits for the actor, the most urgent first.</summary>
    Task<IReadOnlyList<WaitingMatter>> OfAsync(Actor actor, CancellationToken ct);
}
