using LoTrinh.Platform.Data;

namespace LoTrinh.Steering.Reviews;

/// <summary>The frozen figures of a review: written once, never changed. Everything shown of the period is counted from <see
/// cref="Content"/> alone.</summary>
internal sealed class ReviewSnapshot
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid ReviewId { get; init; }

    /// <summary>When it was written, UTC. What it says is of the cut-off, however late that was.</summary>
    public required DateTime FrozenAt { get; init; }

    /// <summary>Version of the calculation.</summary>
    public required int Calculation { get; init; }

    /// <summary>A <see cref="SnapshotContent"/> as canonical JSON.</summary>
    public required string Content { get; init; }

    /// <summary>SHA-256 of <see cref="Content"/>.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Fingerprint of what the calculation gave when it was frozen.</summary>
    public required string ResultSha256 { get; init; }

    /// <summary>The snapshot of some content.</summary>
    public static ReviewSnapshot Of(Guid reviewId, SnapshotContent content, DateTime at)
    {
        var text = CanonicalJson.Write(content);
        return new()
        {
            ReviewId = reviewId, FrozenAt = at, Calculation = content.Calculation, Content = text, Sha256 = CanonicalJson.HashOf(text),
            ResultSha256 = Calculations.Of(CanonicalJson.Read<SnapshotContent>(text)).Fingerprint,
        };
    }

    /// <summary>What it says.</summary>
    public SnapshotContent Read() => CanonicalJson.Read<SnapshotContent>(Content);

    /// <summary>Whether the text is what was frozen, and the calculation gives what it gave.</summary>
    public SnapshotCheck Check()
    {
        var sha = CanonicalJson.HashOf(Content);
        return new(Sha256, sha == Sha256, sha == Sha256 && Calculations.Of(Read()).Fingerprint == ResultSha256);
    }
}

/// <summary>What checking a snapshot found.</summary>
/// <param name="Sha256">The hash it was frozen with.</param>
/// <param name="IsSameText">Whether its text still has that hash.</param>
/// <param name="IsSameResult">Whether the figures counted from it are those of the freezing.</param>
internal sealed record SnapshotCheck(string Sha256, bool IsSameText, bool IsSameResult);

/// <summary>What an adjustment corrects.</summary>
internal enum AdjustedField
{
    DueOn,
    CompletedOn,
    Lead,

    /// <summary>Whether the task counts at all.</summary>
    Counts,
}

/// <summary>A correction beside a snapshot, after it was frozen; written once, never changed.</summary>
internal sealed class ReviewAdjustment
{
    public const int DocumentMaxLength = 200;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid ReviewId { get; init; }

    /// <summary>Their order.</summary>
    public required int Number { get; init; }

    public required string TaskCode { get; init; }

    public required AdjustedField Field { get; init; }

    /// <summary>What stood before, with earlier adjustments; a day as ISO 8601, a unit by key, yes or no; null for none.</summary>
    public required string? From { get; init; }

    public required string? To { get; init; }

    /// <summary>Key of the unit that reports on the task now; of a change of lead.</summary>
    public string? ReportsUnit { get; init; }

    /// <summary>That unit's name; of a change of lead.</summary>
    public string? UnitName { get; init; }

    public required string Reason { get; init; }

    /// <summary>Number of the document it rests on.</summary>
    public required string Document { get; init; }

    public Guid? DocumentId { get; init; }

    public required string By { get; init; }

    public required DateTime At { get; init; }
}
