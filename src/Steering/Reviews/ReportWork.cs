using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;

namespace LoTrinh.Steering.Reviews;

/// <summary>What units do with their reports, and the office with them. Each report is a record of its own: two units never wait for each
/// other.</summary>
internal sealed class ReportWork(AppDb db, ReviewActs acts, ReviewScope scope, ReviewReader reader, OrganisationDirectory organisation,
    ReviewNews news, TimeProvider clock)
{
    /// <summary>Keeps the unit's words.</summary>
    public Task<Result<Review>> Save(Actor actor, Guid id, Guid unitId, int? version, ReportWords words, CancellationToken ct) =>
        DoAsync(actor, id, unitId, version, "report-saved", null, scope.MayReport, (review, report) =>
            Task.FromResult(report.Save(review, words, actor.Name, clock.UtcNow())), null, ct);

    /// <summary>Sends the unit's report; who organises learns of it.</summary>
    public Task<Result<Review>> Send(Actor actor, Guid id, Guid unitId, int? version, ReportWords words, CancellationToken ct) =>
        DoAsync(actor, id, unitId, version, "report-sent", null, scope.MayReport, async (review, report) =>
            report.Send(review, words, await CountsAsync(id, unitId), actor.Name, clock.UtcNow()), (review, report) =>
                news.SentAsync(actor, review, report, ct), ct);

    /// <summary>Gives a report back to its unit with a reason.</summary>
    public Task<Result<Review>> GiveBack(Actor actor, Guid id, Guid unitId, int? version, string? reason, CancellationToken ct) =>
        DoAsync(actor, id, unitId, version, "report-returned", reason, (a, _) => true, (review, report) => Task.FromResult(
            scope.MayOrganise(actor, review.UnitId) ? report.GiveBack(review, reason, actor.Name, clock.UtcNow()) : Problem.Forbidden()),
            (review, report) => news.ReturnedAsync(actor, review, report, ct), ct);

    private async Task<StatusCounts> CountsAsync(Guid id, Guid unitId) =>
        (await reader.ReadAsync(id))?.After.Of(organisation.Find(unitId)?.Key ?? "")?.Figures.Counts ?? new(0, 0, 0, 0, 0, 0);

    private Task<Result<Review>> DoAsync(Actor actor, Guid id, Guid unitId, int? version, string deed, string? reason,
        Func<Actor, Guid, bool> may,
        Func<Review, UnitReport, Task<Result<UnitReport>>> act, Func<Review, UnitReport, Task>? tell, CancellationToken ct) =>
        acts.DoAsync(actor, id, _ => true, async review =>
        {
            if (review.Reports.FirstOrDefault(r => r.UnitId == unitId) is not { } report || !scope.MaySeeOf(actor, unitId))
            {
                return Problem.NotFound("review.report-unknown");
            }

            if (!may(actor, unitId))
            {
                return Problem.Forbidden();
            }

            var result = await act(review, report);
            if (!result.Ok)
            {
                return result.Problems;
            }

            acts.Touch(report, version);
            db.Record(actor, $"steering.review.{deed}", report, Words.Clean(reason));
            await (tell?.Invoke(review, report) ?? Task.CompletedTask);
            return review;
        }, ct);
}
