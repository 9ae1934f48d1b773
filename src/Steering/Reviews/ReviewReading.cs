using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Reviews;

/// <summary>The figures of a frozen review, counted from its snapshot.</summary>
/// <param name="Frozen">What was frozen.</param>
/// <param name="Result">What it comes to.</param>
/// <param name="Adjustments">Corrections since, in their order.</param>
/// <param name="Adjusted">The content after them; the frozen one where there are none.</param>
/// <param name="After">What that comes to.</param>
/// <param name="Check">Whether the snapshot is what it was.</param>
/// <param name="FrozenAt">When it was frozen, UTC.</param>
internal sealed record ReviewReading(SnapshotContent Frozen, ReviewResult Result, IReadOnlyList<ReviewAdjustment> Adjustments,
    SnapshotContent Adjusted,
    ReviewResult After, SnapshotCheck Check, DateTime FrozenAt)
{
    public bool IsAdjusted => Adjustments.Count > 0;

    /// <summary>The same with the corrections that there were at an instant, UTC.</summary>
    public ReviewReading At(DateTime instant)
    {
        var known = Adjustments.Where(a => a.At <= instant).ToList();
        var adjusted = known.Count == 0 ? Frozen : Frozen.With(known);
        return known.Count == Adjustments.Count ? this
            : this with { Adjustments = known, Adjusted = adjusted, After = known.Count == 0 ? Result : Calculations.Of(adjusted) };
    }
}

/// <summary>Reads figures of frozen reviews.</summary>
internal sealed class ReviewReader(AppDb db, Kept kept)
{
    /// <summary>The figures of a review; null when they are not frozen.</summary>
    public Task<ReviewReading?> ReadAsync(Guid reviewId) =>
        kept.GetAsync($"review|{reviewId}", [typeof(ReviewSnapshot), typeof(ReviewAdjustment)], () => ReadNowAsync(reviewId));

    /// <summary>The figures of the last frozen review of the same unit and kind before it; null when there is none.</summary>
    public async Task<(Review Review, ReviewReading Reading)?> BeforeAsync(Review review, CancellationToken ct)
    {
        var before = await db.Reviews.AsNoTracking().Where(r => r.UnitId == review.UnitId && r.Kind == review.Kind && r.To < review.From
            && r.FrozenAt != null)
            .OrderByDescending(r => r.To).FirstOrDefaultAsync(ct);
        return before is not null && await ReadAsync(before.Id) is { } reading ? (before, reading) : null;
    }

    /// <summary>The frozen text itself; null when there is none.</summary>
    public Task<string?> ContentAsync(Guid reviewId, CancellationToken ct) =>
        db.ReviewSnapshots.AsNoTracking().Where(s => s.ReviewId == reviewId).Select(s => s.Content).SingleOrDefaultAsync(ct);

    private async Task<ReviewReading?> ReadNowAsync(Guid reviewId)
    {
        if (await db.ReviewSnapshots.AsNoTracking().SingleOrDefaultAsync(s => s.ReviewId == reviewId) is not { } snapshot)
        {
            return null;
        }

        var adjustments = await db.ReviewAdjustments.AsNoTracking().Where(a => a.ReviewId == reviewId).OrderBy(a => a.Number).ToListAsync();
        var frozen = snapshot.Read();
        var result = Calculations.Of(frozen);
        var adjusted = adjustments.Count == 0 ? frozen : frozen.With(adjustments);
        return new(frozen, result, adjustments, adjusted, adjustments.Count == 0 ? result : Calculations.Of(adjusted), snapshot.Check(),
            snapshot.FrozenAt);
    }
}
