using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Reviews;

/// <summary>What every act on a review has in common: who does not see it learns nothing of it, all is saved once.</summary>
internal sealed class ReviewActs(AppDb db, ReviewScope scope)
{
    /// <summary>Does something with a review and saves it.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="id">The review.</param>
    /// <param name="may">Whether they may.</param>
    /// <param name="act">What is done, recorded and told.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="first">What comes before the review is read, such as taking the line.</param>
    public Task<Result<Review>> DoAsync(Actor actor, Guid id, Func<Review, bool> may, Func<Review, Task<Result<Review>>> act,
        CancellationToken ct,
        Func<Task>? first = null) =>
        db.InTransactionAsync(async () =>
        {
            await (first?.Invoke() ?? Task.CompletedTask);
            if (await ReviewQueries.Whole(db.Reviews).SingleOrDefaultAsync(r => r.Id == id, ct) is not { } review
                || actor.Lacks(Permissions.Read) is not null
                || !scope.MaySee(actor, review))
            {
                return Problem.NotFound("review.unknown");
            }

            if (!may(review))
            {
                return Problem.Forbidden();
            }

            var result = await act(review);
            return !result.Ok ? result : await db.TrySaveAsync(ct) is { } lost ? lost : review;
        }, keep: r => r.Ok, ct);

    /// <summary>Counts an act as a change of the record, and expects the version that the person had before them.</summary>
    public void Touch(IVersioned entity, int? version)
    {
        db.Entry(entity).Property(nameof(IVersioned.Version)).IsModified = true;
        if (version is { } seen)
        {
            db.Expect(entity, seen);
        }
    }
}
