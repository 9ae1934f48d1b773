using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Reviews;

/// <summary>Gathers what counts in a period from the records.</summary>
internal sealed class SnapshotBuilder(AppDb db, OrganisationDirectory organisation, DeadlineEngine deadlines, ReviewRules rules)
{
    // The platform's records begin later, and so does the law that they serve.
    private static readonly DateOnly BeforeAllRecords = new(1945, 9, 2);

    /// <summary>What stands of a review at its cut-off, or at <paramref name="now"/> when that comes first.</summary>
    /// <param name="review">The review, with its reports.</param>
    /// <param name="now">The instant, UTC.</param>
    /// <param name="within">A unit to whose subtree the tasks are limited; null takes all.</param>
    /// <param name="ct">Cancels.</param>
    public Task<SnapshotContent> BuildAsync(Review review, DateTime now, UnitInfo? within, CancellationToken ct)
    {
        var asked = review.Reports.Select(r => KeyOf(r.UnitId)).ToHashSet(StringComparer.Ordinal);
        return BuildAsync(new(organisation.Find(review.UnitId)!, review.Period, now < review.CutOffAt ? now : review.CutOffAt, review.RuleId, asked),
            within, ct);
    }

    /// <summary>What stood at the end of a day that has passed: every task in force, and all that was ever done.</summary>
    /// <param name="top">The unit whose subtree's tasks count.</param>
    /// <param name="day">The day.</param>
    /// <param name="ct">Cancels.</param>
    public Task<SnapshotContent> OfDayAsync(UnitInfo top, DateOnly day, CancellationToken ct)
    {
        var period = new ReportPeriod(PeriodKind.Year, day.Year, 1, BeforeAllRecords, day);
        return BuildAsync(new(top, period, period.CutOffAt, "", new HashSet<string>()), null, ct);
    }

    private async Task<SnapshotContent> BuildAsync(SnapshotFrame frame, UnitInfo? within, CancellationToken ct)
    {
        var (top, period, instant) = (frame.Top, frame.Period, frame.Instant);
        var units = organisation.Under((within ?? top).Path).Select(u => u.Id).ToHashSet();
        var rubric = rules.RubricOn(period.To);
        var then = await ThenAsync(units, period, instant, ct);
        var kinds = await KindsAsync(then, ct);
        var tasks = then.ConvertAll(t =>
        {
            var (kind, reporting) = (t.Task.DocumentId is { } id ? kinds.GetValueOrDefault(id) : null,
                organisation.ReporterOf(t.LeadUnitId, top));
            return new SnapshotTask(t.Task.Id, t.Task.Code, t.Task.Title, KeyOf(t.LeadUnitId), reporting.Key, t.Task.DocumentNumber, kind,
                t.Task.IsStarred,
                t.Task.Coordinators.Count, t.Task.IssuedOn!.Value, t.Task.OriginalDueOn, t.DueOn, t.CompletedOn, t.IsSubmitted, t.Progress,
                    t.ReportedOn, t.Extensions, t.Rejections,
                t.Obstacles, rubric.WeightOf(kind, t.Task.IsStarred, t.Task.Coordinators.Count));
        });
        var asOf = instant.OfficeDay();
        return new(Calculations.Current, frame.RuleId, SnapshotPeriod.Of(period), asOf,
            deadlines.AddWorkingDaysOrDays(asOf, DueSoon.WorkingDays),
            top.Key, rubric, [.. UnitsOf(frame.Asked, tasks)], [.. tasks.OrderBy(t => t.Code, StringComparer.Ordinal)]);
    }

    private IEnumerable<SnapshotUnit> UnitsOf(IReadOnlySet<string> asked, IReadOnlyList<SnapshotTask> tasks) =>
        asked.Concat(tasks.SelectMany(t => new[] { t.Lead, t.Unit })).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(k => new SnapshotUnit(k, organisation.Find(k)?.NameVi ?? k, asked.Contains(k)));

    // The rows of the tasks that may count; whether one does is decided by TaskAsOf alone.
    private async Task<List<TaskThen>> ThenAsync(HashSet<Guid> units, ReportPeriod period, DateTime instant, CancellationToken ct)
    {
        var (from, last) = (period.FromAt, period.To);
        var found = await db.Tasks.AsNoTracking().Include(t => t.Coordinators).Include(t => t.Updates).Include(t => t.Extensions)
            .Include(t => t.Submissions)
            .Include(t => t.Transfers).AsSplitQuery()
            .Where(t => t.State != TaskState.Draft && t.IssuedOn != null && t.IssuedOn <= last)
            .Where(t => units.Contains(t.LeadUnitId) || t.Transfers.Any(x => units.Contains(x.FromUnitId)))
            .Where(t => t.State != TaskState.Completed || t.Submissions.Any(s => s.Accepted == true && s.DecidedAt >= from))
                .ToListAsync(ct);
        var cancelled = found.Where(t => t.State == TaskState.Cancelled).Select(t => t.Id).ToList();
        var when = await db.Ledger.AsNoTracking().Where(e => e.Action == "steering.task.cancelled" && cancelled.Contains(e.SubjectId))
            .Select(e => new { e.SubjectId, e.At }).ToListAsync(ct);
        var at = when.GroupBy(e => e.SubjectId).ToDictionary(g => g.Key, g => g.Max(e => e.At));
        return [.. found.Select(t => TaskAsOf.Of(t, period, instant, at.TryGetValue(t.Id, out var known) ? known : null)).OfType<TaskThen>()
            .Where(t => units.Contains(t.LeadUnitId))];
    }

    private async Task<Dictionary<Guid, string>> KindsAsync(IEnumerable<TaskThen> tasks, CancellationToken ct)
    {
        var documents = tasks.Select(t => t.Task.DocumentId).OfType<Guid>().Distinct().ToList();
        return await db.Documents.AsNoTracking().Where(d => documents.Contains(d.Id)).ToDictionaryAsync(d => d.Id, d => d.Kind, ct);
    }

    private string KeyOf(Guid unit) => organisation.Find(unit)?.Key ?? unit.ToString();
}

/// <summary>What a snapshot is of.</summary>
/// <param name="Top">The unit whose subtree's tasks count.</param>
/// <param name="Period">The period.</param>
/// <param name="Instant">As of when, UTC.</param>
/// <param name="RuleId">Rules of the period; empty of a day.</param>
/// <param name="Asked">Keys of units that report themselves.</param>
internal sealed record SnapshotFrame(UnitInfo Top, ReportPeriod Period, DateTime Instant, string RuleId, IReadOnlySet<string> Asked);

internal static class ReportingUnits
{
    extension(OrganisationDirectory organisation)
    {
        /// <summary>The unit that reports on another's tasks: directly below <paramref name="top"/>, or that itself.</summary>
        public UnitInfo ReporterOf(Guid unitId, UnitInfo top)
        {
            var unit = organisation.Find(unitId);
            while (unit is not null && unit.Id != top.Id && unit.ParentId != top.Id)
            {
                unit = organisation.Find(unit.ParentId);
            }

            return unit ?? top;
        }

        /// <summary>Units that may be asked to report to <paramref name="top"/> on a day: those directly below it, and it itself.</summary>
        public IEnumerable<UnitInfo> ReportersOf(UnitInfo top, DateOnly day) => organisation.On(day)
            .Where(u => u.Id == top.Id || u.ParentId == top.Id);
    }
}
