using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Indicators;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Reviews;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Publications;

/// <summary>Counts what is published from a frozen review or from a day that has passed.</summary>
internal sealed class PublicationBuilder(AppDb db, OrganisationDirectory organisation, SnapshotBuilder snapshots, SecretTasks secrets)
{
    /// <summary>The content of a draft, or what is wrong with its choices.</summary>
    public async Task<Result<PreparedContent>> BuildAsync(PublicationDraft draft, CancellationToken ct)
    {
        var (counted, source) = draft.ReviewId is { } review ? await OfReviewAsync(review, ct) : await OfDayAsync(draft.Day!.Value, ct);
        if (counted is null || source is null)
        {
            return Problem.Invalid("publication.source-unknown", nameof(draft.ReviewId));
        }

        var secret = await secrets.AllAsync(ct);
        var tasks = counted.Tasks.Where(t => !secret.Contains(t.Id)).ToList();
        var (named, unknown) = Chosen(draft, tasks);
        var indicators = await IndicatorsAsync(draft, counted.Period.To, ct);
        ImmutableArray<Problem> problems =
        [
            // A secret code is answered like one that does not exist.
            .. Problem.Unless(unknown.Count == 0,
                Problem.Invalid("publication.tasks-unknown", nameof(draft.TaskCodes), string.Join(", ", unknown))),
            .. Problem.Unless(indicators.Count == draft.IndicatorIds.Distinct().Count(),
                Problem.Invalid("publication.indicator-unknown", nameof(draft.IndicatorIds))),
            .. await CountsSecretsAsync(draft, secret, ct),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        var content = new PublishedContent(source, counted.Period.To, draft.WithCounts ? Count(counted, tasks) : null, draft.Level,
            [.. Units(draft.Level, counted, tasks)], indicators, [.. named.Select(t => Shown(counted, t))]);
        return new PreparedContent(content, await secrets.MarkAsync(content.AsOf, ct));
    }

    private async Task<(SnapshotContent? Content, PublishedSource? Source)> OfReviewAsync(Guid id, CancellationToken ct)
    {
        var (review, snapshot) = (await db.Reviews.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct),
            await db.ReviewSnapshots.AsNoTracking().SingleOrDefaultAsync(s => s.ReviewId == id, ct));
        if (review is null || snapshot is null || organisation.Find(review.UnitId)?.ParentId is not null)
        {
            return (null, null);
        }

        var adjustments = await db.ReviewAdjustments.AsNoTracking().Where(a => a.ReviewId == id).OrderBy(a => a.Number).ToListAsync(ct);
        return (snapshot.Read().With(adjustments), new(id, review.Code, review.Kind, review.Year, review.Number, review.From,
            snapshot.Sha256, adjustments.Count));
    }

    private async Task<(SnapshotContent? Content, PublishedSource? Source)> OfDayAsync(DateOnly day, CancellationToken ct)
    {
        if (organisation.TopOn(day) is not { } top)
        {
            return (null, null);
        }

        var content = await snapshots.OfDayAsync(top, day, ct);
        return (content, new(null, null, null, null, null, null, CanonicalJson.HashOf(CanonicalJson.Write(content)), 0));
    }

    private static (List<SnapshotTask> Named, List<string> Unknown) Chosen(PublicationDraft draft, List<SnapshotTask> tasks)
    {
        // Typed in any case; where codes differ by that alone, as it is typed.
        var byCode = tasks.ToLookup(t => t.Code, StringComparer.OrdinalIgnoreCase);
        return ([.. draft.Codes.Select(c => byCode[c].FirstOrDefault(t => t.Code == c) ?? byCode[c].FirstOrDefault()).OfType<SnapshotTask>().OrderBy(t => t.Code, StringComparer.Ordinal)],
            [.. draft.Codes.Where(c => !byCode.Contains(c))]);
    }

    private static StatusCounts Count(SnapshotContent content, IEnumerable<SnapshotTask> tasks) =>
        StatusCounts.Of(tasks.Select(content.StatusOf));

    private IEnumerable<PublishedUnit> Units(PublishedLevel level, SnapshotContent content, IEnumerable<SnapshotTask> tasks) =>
        level == PublishedLevel.None ? []
        : tasks.GroupBy(t => level == PublishedLevel.Direct ? t.Unit : t.Lead)
            .OrderBy(g => organisation.Find(g.Key)?.Order ?? int.MaxValue).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new PublishedUnit(g.Key, content.NameOf(g.Key), organisation.Find(g.Key)?.NameEn ?? g.Key, Count(content, g)));

    private PublishedTask Shown(SnapshotContent content, SnapshotTask t) => new(t.Id, t.Code, t.Title, content.NameOf(t.Lead),
        organisation.Find(t.Lead)?.NameEn ?? t.Lead, t.DueOn, t.CompletedOn, content.StatusOf(t));

    // An indicator that a secret document sets is not there to be chosen.
    private async Task<List<PublishedIndicator>> IndicatorsAsync(PublicationDraft draft, DateOnly day, CancellationToken ct)
    {
        var chosen = draft.IndicatorIds.Distinct().ToList();
        var indicators = await Choosable(db).Include(i => i.Points).Where(i => chosen.Contains(i.Id)).ToListAsync(ct);
        var values = (await db.IndicatorValues.AsNoTracking().Where(v => chosen.Contains(v.IndicatorId) && v.AsOf <= day).ToListAsync(ct))
            .ToLookup(v => v.IndicatorId);
        return [.. indicators.OrderBy(i => i.Code, IndicatorQueries.Natural)
            .Select(i => Shown(i, IndicatorStanding.Of(i, values[i.Id], day)))];
    }

    /// <summary>Indicators that may be published.</summary>
    internal static IQueryable<Indicator> Choosable(AppDb db)
    {
        var secret = db.Documents.Where(d => d.Secrecy != Secrecy.None).Select(d => d.Id);
        return db.Indicators.AsNoTracking().Where(i => i.DocumentId == null || !secret.Contains(i.DocumentId.Value));
    }

    // That indicator is measured over every task; its numbers beside ours would say how many were left out.
    private async Task<IEnumerable<Problem>> CountsSecretsAsync(PublicationDraft draft, IReadOnlySet<Guid> secret, CancellationToken ct)
    {
        var chosen = draft.IndicatorIds.ToList();
        return Problem.Unless(secret.Count == 0
            || !await db.Indicators.AnyAsync(i => chosen.Contains(i.Id) && i.SourceKey == TasksOnTime.SourceKey, ct),
            Problem.Invalid("publication.indicator-counts-secrets", nameof(draft.IndicatorIds)));
    }

    private PublishedIndicator Shown(Indicator i, IndicatorStanding s)
    {
        var owner = organisation.Find(i.OwnerUnitId);
        return new(i.Code, i.NameVi, i.NameEn, i.UnitVi, i.UnitEn, s.Current?.Value, s.Current?.AsOf, s.Current?.Numerator,
            s.Current?.Denominator, s.Target?.Value, s.Target?.On, s.State, s.Why, owner?.NameVi ?? "", owner?.NameEn ?? "");
    }
}
