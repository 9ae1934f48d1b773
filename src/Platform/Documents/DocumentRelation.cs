using System.Collections.Immutable;

namespace LoTrinh.Platform.Documents;

/// <summary>What one document does to another.</summary>
public enum RelationKind
{
    /// <summary>Amends (sửa đổi, bổ sung).</summary>
    Amends,

    /// <summary>Replaces (thay thế).</summary>
    Replaces,

    /// <summary>Repeals (bãi bỏ).</summary>
    Repeals,

    /// <summary>Rests on (căn cứ); changes nothing in the other's force.</summary>
    BasedOn,

    /// <summary>Carries out (triển khai thực hiện).</summary>
    Implements,
}

/// <summary>That one document acts on another.</summary>
public sealed class DocumentRelation
{
    /// <summary>Identifier.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The document that acts.</summary>
    public required Guid FromId { get; init; }

    /// <summary>The document that is acted on.</summary>
    public required Guid ToId { get; init; }

    /// <summary>What it does.</summary>
    public required RelationKind Kind { get; init; }

    /// <summary>Which provisions it touches; null is the whole document.</summary>
    public string? Provisions { get; init; }

    /// <summary>From which day, when that is another than the first day of the acting document.</summary>
    public DateOnly? EffectiveOn { get; init; }
}

/// <summary>Whether a document is in force on a day.</summary>
public enum ForceStatus
{
    /// <summary>The day it takes effect is not known.</summary>
    Unknown,

    /// <summary>Not yet in force.</summary>
    NotYet,

    /// <summary>In force.</summary>
    InForce,

    /// <summary>In force, but for provisions that were replaced or repealed.</summary>
    PartlyEnded,

    /// <summary>No longer in force.</summary>
    Ended,
}

/// <summary>An act on a document, as far as its force goes.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="On">From which day; null when that is not known.</param>
/// <param name="Whole">Whether the whole document is touched.</param>
public readonly record struct ForceAct(RelationKind Kind, DateOnly? On, bool Whole);

/// <summary>Derives whether a document is in force on a day.</summary>
/// <remarks>
/// What a document rests on never changes its force; a replaced document does not revive by itself. An act whose day is not known
/// changes nothing. An individual act is in force from its signing when it names no other day; one that makes law is not.
/// </remarks>
public static class ForceRule
{
    /// <summary>First day in force; null when it is not known.</summary>
    public static DateOnly? Begins(string kind, DateOnly? effectiveOn, DateOnly? signedOn) =>
        effectiveOn ?? (DocumentKinds.Find(kind) is { IsNormative: true } ? null : signedOn);

    /// <summary>The status on <paramref name="day"/>.</summary>
    /// <param name="begins">First day in force.</param>
    /// <param name="ends">First day no longer in force by its own words.</param>
    /// <param name="acts">What other documents do to it.</param>
    /// <param name="day">The day asked about.</param>
    public static ForceStatus On(DateOnly? begins, DateOnly? ends, IEnumerable<ForceAct> acts, DateOnly day)
    {
        ImmutableArray<ForceAct> ending = [.. acts.Where(a => a.Kind is RelationKind.Replaces or RelationKind.Repeals && a.On <= day)];
        return ends <= day || ending.Any(a => a.Whole) ? ForceStatus.Ended
            : begins is null ? ForceStatus.Unknown
            : begins > day ? ForceStatus.NotYet
            : ending.Length > 0 ? ForceStatus.PartlyEnded : ForceStatus.InForce;
    }
}
