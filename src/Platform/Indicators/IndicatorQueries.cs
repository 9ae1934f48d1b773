using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Indicators;

/// <summary>What the list is narrowed to; it lives in the address bar.</summary>
/// <param name="Q">Words of code and names.</param>
/// <param name="State">How it stands.</param>
/// <param name="Kind">Where its numbers come from.</param>
/// <param name="UnitId">The unit that answers for it.</param>
/// <param name="Pending">Only those with a report that waits to be verified.</param>
/// <param name="Retired">Those no longer followed instead of the others.</param>
/// <param name="Page">Which page.</param>
public sealed record IndicatorFilter(string? Q = null, Prospect? State = null, IndicatorKind? Kind = null, Guid? UnitId = null,
    bool Pending = false, bool Retired = false, int Page = 1)
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 25;
}

/// <summary>An indicator and how it stands.</summary>
/// <param name="Indicator">It, with its points.</param>
/// <param name="Standing">How it stands today.</param>
/// <param name="Pending">How many reports wait to be verified.</param>
public sealed record IndicatorRow(Indicator Indicator, IndicatorStanding Standing, int Pending);

/// <summary>Reads indicators; only those of units the actor may read of.</summary>
public sealed class IndicatorQueries(AppDb db, OrganisationDirectory organisation, TimeProvider clock)
{
    /// <summary>Indicators that the actor may see.</summary>
    public IQueryable<Indicator> Seen(Actor actor)
    {
        var units = actor.ScopesOf(PlatformPermissions.IndicatorsRead).SelectMany(organisation.Under).Select(u => u.Id).Distinct().ToList();
        return db.Indicators.AsNoTracking().Include(i => i.Points).Where(i => units.Contains(i.OwnerUnitId));
    }

    /// <summary>Every indicator of a filter with how it stands: what is at risk first, then by code.</summary>
    public async Task<IReadOnlyList<IndicatorRow>> ListAsync(Actor actor, IndicatorFilter filter, CancellationToken ct)
    {
        var rows = await RowsAsync(await Narrow(Seen(actor), filter).ToListAsync(ct), ct);
        return [.. rows.Where(r => (filter.State is null || r.Standing.State == filter.State) && (!filter.Pending || r.Pending > 0))];
    }

    /// <summary>Those of some indicators that the actor may see, with how they stand: what is at risk first, then by code.</summary>
    public async Task<IReadOnlyList<IndicatorRow>> OfAsync(Actor actor, IReadOnlyCollection<Guid> some, CancellationToken ct) =>
        some.Count == 0 ? [] : await RowsAsync(await Seen(actor).Where(i => some.Contains(i.Id)).ToListAsync(ct), ct);

    private async Task<IReadOnlyList<IndicatorRow>> RowsAsync(List<Indicator> indicators, CancellationToken ct)
    {
        var ids = indicators.ConvertAll(i => i.Id);
        var values = (await db.IndicatorValues.AsNoTracking().Where(v => ids.Contains(v.IndicatorId)).ToListAsync(ct))
            .ToLookup(v => v.IndicatorId);
        var today = clock.Today();
        int Waiting(Indicator i) => values[i.Id].Count(v => v.State == ValueState.Reported);
        return [.. indicators.Select(i => new IndicatorRow(i, IndicatorStanding.Of(i, values[i.Id], today), Waiting(i)))
            .OrderBy(r => r.Standing.State).ThenBy(r => r.Indicator.Code, Natural)];
    }

    /// <summary>One indicator with its points; null when the actor may not see it.</summary>
    public Task<Indicator?> FindAsync(Actor actor, Guid id, CancellationToken ct) => Seen(actor).SingleOrDefaultAsync(i => i.Id == id, ct);

    /// <summary>All its values, the newest day first, of a day the last correction first.</summary>
    public async Task<IReadOnlyList<IndicatorValue>> ValuesAsync(Guid id, CancellationToken ct) => await db.IndicatorValues.AsNoTracking()
        .Where(v => v.IndicatorId == id).OrderByDescending(v => v.AsOf).ThenByDescending(v => v.Sequence).ToListAsync(ct);

    /// <summary>The evidence of its values; the part of a file is the value.</summary>
    public async Task<IReadOnlyList<StoredFile>> FilesAsync(Guid id, CancellationToken ct) => await db.Set<StoredFile>().AsNoTracking()
        .Where(f => f.Room == IndicatorWork.FileRoom && f.SubjectId == id).OrderBy(f => f.Id).ToListAsync(ct);

    /// <summary>The order of codes, in which O2 stands before O10.</summary>
    public static StringComparer Natural { get; } = StringComparer.Create(System.Globalization.CultureInfo.InvariantCulture,
        System.Globalization.CompareOptions.NumericOrdering);

    private static IQueryable<Indicator> Narrow(IQueryable<Indicator> indicators, IndicatorFilter filter)
    {
        foreach (var word in Folding.Fold(filter.Q).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            indicators = indicators.Where(i => i.SearchText.Contains(" " + word));
        }

        indicators = filter.Retired ? indicators.Where(i => i.RetiredOn != null) : indicators.Where(i => i.RetiredOn == null);
        indicators = filter.Kind is { } kind ? indicators.Where(i => i.Kind == kind) : indicators;
        return filter.UnitId is { } unit ? indicators.Where(i => i.OwnerUnitId == unit) : indicators;
    }
}

/// <summary>Lets those read evidence who may read the indicator.</summary>
internal sealed class IndicatorFiles(IndicatorQueries indicators) : IGuardFiles
{
    public string Room => IndicatorWork.FileRoom;

    public async ValueTask<bool> AllowsAsync(Actor actor, StoredFile file, CancellationToken ct) =>
        await indicators.Seen(actor).AnyAsync(i => i.Id == file.SubjectId, ct);
}
