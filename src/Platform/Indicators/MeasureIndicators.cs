using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Jobs;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LoTrinh.Platform.Indicators;

/// <summary>Asks the sources for what has come due: of each measured indicator the days whose period ended since its last value.</summary>
/// <remarks>What it does follows from the values there are: each is written once, however many processes run, and days that were missed are
/// made up for as far as a source looks back.</remarks>
internal sealed class MeasureIndicators(AppDb db, IEnumerable<IIndicatorSource> sources, OrganisationDirectory organisation,
    TimeProvider clock, ILogger<MeasureIndicators> log)
    : IRecurringJob
{
    public string Name => "platform.indicators";

    public TimeSpan Every => TimeSpan.FromMinutes(30);

    public async Task RunAsync(CancellationToken ct)
    {
        var today = clock.Today();
        var indicators = await db.Indicators.AsNoTracking().Where(i => i.Kind == IndicatorKind.Measured && i.RetiredOn == null
            && i.StartsOn < today).OrderBy(i => i.Code).ToListAsync(ct);
        var last = await db.IndicatorValues.Where(v => v.State == ValueState.Measured).GroupBy(v => v.IndicatorId)
            .Select(g => new { g.Key, AsOf = g.Max(v => v.AsOf) }).ToDictionaryAsync(g => g.Key, g => g.AsOf, ct);
        foreach (var indicator in indicators)
        {
            var from = last.TryGetValue(indicator.Id, out var done) ? done.AddDays(1) : indicator.StartsOn;
            foreach (var asOf in Rhythms.Ended(indicator.Rhythm, from, today))
            {
                await MeasureAsync(indicator, asOf, ct);
            }
        }
    }

    /// <summary>Asks again for a day that was measured: because records were mended since. What was counted then stays beside it.</summary>
    public Task<Result<IndicatorValue>> Again(Actor actor, Guid id, DateOnly? asOf, string? reason, CancellationToken ct) =>
        db.InTransactionAsync(() => AgainOnceAsync(actor, id, asOf, reason, ct), keep: r => r.Ok, ct);

    private async Task<Result<IndicatorValue>> AgainOnceAsync(Actor actor, Guid id, DateOnly? asOf, string? reason, CancellationToken ct)
    {
        var indicator = await db.Indicators.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct);
        var path = organisation.Find(indicator?.OwnerUnitId)?.Path;
        if (indicator is null || path is null || !actor.May(PlatformPermissions.IndicatorsRead, path))
        {
            return Problem.NotFound("indicator.unknown");
        }

        if (actor.Lacks(PlatformPermissions.IndicatorsManage, path) is { } refusal)
        {
            return refusal;
        }

        var earlier = await db.IndicatorValues.AsNoTracking().Where(v => v.IndicatorId == id && v.AsOf == asOf).OrderByDescending(v =>
            v.Sequence).FirstOrDefaultAsync(ct);
        if (earlier is null || indicator.Kind != IndicatorKind.Measured || SourceOf(indicator) is not { } source)
        {
            return Problem.Invalid("indicator.not-measured", "Again");
        }

        if (Reasons.Lacking(reason) is { } lacking)
        {
            return lacking;
        }

        if (await source.MeasureAsync(indicator.From(earlier.AsOf), earlier.AsOf, ct) is not { } counted)
        {
            return Problem.Conflict("indicator.cannot-look-back", earlier.AsOf.Show());
        }

        var value = Add(indicator, earlier.AsOf, earlier.Sequence + 1, counted, actor, reason);
        await db.SaveChangesAsync(ct);
        return value;
    }

    private async Task MeasureAsync(Indicator indicator, DateOnly asOf, CancellationToken ct)
    {
        if (SourceOf(indicator) is not { } source || await source.MeasureAsync(indicator.From(asOf), asOf, ct) is not { } counted)
        {
            return;
        }

        try
        {
            Add(indicator, asOf, 1, counted, Actor.System, null);
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException) when (ByAnother(indicator.Id, asOf))
        {
            log.LogInformation("{Indicator} of {AsOf} was measured by another process.", indicator.Code, asOf);
        }
    }

    private IIndicatorSource? SourceOf(Indicator indicator) => sources.FirstOrDefault(s => s.Key == indicator.SourceKey);

    private IndicatorValue Add(Indicator indicator, DateOnly asOf, int sequence, Measurement counted, Actor by, string? reason)
    {
        var value = IndicatorValue.Measured(indicator, asOf, sequence, counted, by, reason, clock.UtcNow());
        db.IndicatorValues.Add(value);
        db.Record(by, sequence == 1 ? "indicator.measured" : "indicator.measured-again", nameof(Indicator), indicator.Id,
            new { ValueId = value.Id, value.AsOf, value.Sequence, value.Value, value.Numerator, value.Denominator }, Words.Clean(reason));
        return value;
    }

    // Nothing of what could not be saved may wait for the next save.
    private bool ByAnother(Guid id, DateOnly asOf)
    {
        db.ChangeTracker.Clear();
        return db.IndicatorValues.Any(v => v.IndicatorId == id && v.AsOf == asOf && v.Sequence == 1);
    }
}
