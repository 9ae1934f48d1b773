using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Jobs;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Reviews;

/// <summary>Freezes the figures of reviews and writes corrections beside them. Both stand in line: what is written once is written by one
/// process.</summary>
internal sealed class FigureWork(AppDb db, ReviewActs acts, ReviewScope scope, SnapshotBuilder builder, DocumentQueries documents,
    OrganisationDirectory organisation,
    ReviewNews news, TimeProvider clock)
{
    /// <summary>Freezes the figures after the cut-off. A second freezing is refused, and changes nothing.</summary>
    public Task<Result<Review>> Freeze(Actor actor, Guid id, CancellationToken ct) =>
        InLine(actor, id, r => actor.IsSystem || scope.MayOrganise(actor, r.UnitId), async review =>
        {
            if (await db.ReviewSnapshots.AnyAsync(s => s.ReviewId == id, ct))
            {
                return Problem.Conflict("review.already-frozen");
            }

            var now = clock.UtcNow();
            var frozen = review.Freeze(now);
            if (!frozen.Ok)
            {
                return frozen;
            }

            var snapshot = ReviewSnapshot.Of(id, await builder.BuildAsync(review, now, null, ct), now);
            db.ReviewSnapshots.Add(snapshot);
            acts.Touch(review, null);
            db.Record(actor, "steering.review.frozen", nameof(Review), id,
                new { snapshot.Sha256, snapshot.ResultSha256, snapshot.Calculation, review.CutOffAt });
            await news.FrozenAsync(actor, review, ct);
            return review;
        }, ct);

    /// <summary>Writes a correction beside the snapshot.</summary>
    public Task<Result<Review>> Adjust(Actor actor, Guid id, int? version, AdjustmentDraft draft, CancellationToken ct) =>
        InLine(actor, id, r => scope.MayOrganise(actor, r.UnitId), async review =>
        {
            if (await db.ReviewSnapshots.AsNoTracking().SingleOrDefaultAsync(s => s.ReviewId == id, ct) is not { } snapshot)
            {
                return Problem.Conflict("review.not-frozen");
            }

            var so = await db.ReviewAdjustments.AsNoTracking().Where(a => a.ReviewId == id).OrderBy(a => a.Number).ToListAsync(ct);
            var frozen = snapshot.Read();
            var now = frozen.With(so);
            ImmutableArray<Problem> problems = [.. draft.Problems(frozen, now), .. ForeignLead(review, draft)];
            if (problems.Length > 0)
            {
                return problems;
            }

            var adjustment = await MakeAsync(actor, review, draft, now, so.Count + 1, ct);
            db.ReviewAdjustments.Add(adjustment);
            acts.Touch(review, version);
            db.Record(actor, "steering.review.adjusted", nameof(Review), id,
                new { adjustment.Number, adjustment.TaskCode, adjustment.Field, adjustment.From, adjustment.To, adjustment.Document },
                    adjustment.Reason);
            return review;
        }, ct);

    private Task<Result<Review>> InLine(Actor actor, Guid id, Func<Review, bool> may, Func<Review, Task<Result<Review>>> act,
        CancellationToken ct) =>
        acts.DoAsync(actor, id, may, act, ct, first: () => db.TakeTheLineAsync(ct));

    private IEnumerable<Problem> ForeignLead(Review review, AdjustmentDraft draft) =>
        Problem.Unless(draft.Field != AdjustedField.Lead || draft.Lead is null
            || draft.Lead.Path.StartsWith(organisation.Find(review.UnitId)!.Path, StringComparison.Ordinal),
            Problem.Invalid("review.units-foreign", nameof(draft.Lead)));

    private async Task<ReviewAdjustment> MakeAsync(Actor actor, Review review, AdjustmentDraft draft, SnapshotContent now, int number,
        CancellationToken ct)
    {
        var field = draft.Field!.Value;
        var reporter = field == AdjustedField.Lead ? organisation.ReporterOf(draft.Lead!.Id, organisation.Find(review.UnitId)!) : null;
        return new()
        {
            ReviewId = review.Id, Number = number, TaskCode = draft.Code!, Field = field, To = draft.To(now),
            From = SnapshotContent.ValueOf(now.Tasks.FirstOrDefault(t => t.Code == draft.Code), field), ReportsUnit = reporter?.Key,
            UnitName = reporter?.NameVi,
            Reason = Words.Clean(draft.Reason)!, Document = Words.Clean(draft.Document)!,
            DocumentId = await documents.MeantAsync(actor, draft.Document, ct) is [var one] ? one.Id : null, By = actor.Name,
            At = clock.UtcNow(),
        };
    }
}

/// <summary>Freezes the figures of reviews whose cut-off has passed.</summary>
internal sealed class FreezeReviews(AppDb db, FigureWork figures, TimeProvider clock) : IRecurringJob
{
    public string Name => "steering.review-freezing";

    public TimeSpan Every => TimeSpan.FromMinutes(5);

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.UtcNow();
        var due = await db.Reviews.AsNoTracking().Where(r => r.State == ReviewState.Open && r.CutOffAt <= now).OrderBy(r => r.CutOffAt)
            .Select(r => r.Id).ToListAsync(ct);
        foreach (var id in due)
        {
            // Refused when another process froze it meanwhile.
            await figures.Freeze(Actor.System, id, ct);
        }
    }
}
