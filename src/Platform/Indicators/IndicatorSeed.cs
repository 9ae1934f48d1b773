using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using Microsoft.Extensions.DependencyInjection;
using static LoTrinh.Platform.SeedStep;

namespace LoTrinh.Platform.Indicators;

/// <summary>The indicators of the objectives, and those of the demonstration, from <c>seed/indicators.yaml</c>; their reports and
/// measurements are dated when they happened.</summary>
internal sealed class IndicatorSeed(IServiceScopeFactory scopes, OrganisationDirectory organisation) : IDemoSeed
{
    private static readonly DateOnly Ends = new(2021, 3, 14);

    public int Order => 112;

    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        var steps = new List<(DateOnly On, int Hour, Func<IServiceProvider, Task> Act)>();
        foreach (var row in SeedFile.Read<IndicatorSeedFile>("indicators.yaml").Indicators)
        {
            var id = Guid.Empty;
            steps.Add((row.Defined, 8, async s => id = await DefineAsync(s, row, ct)));
            steps.AddRange(row.Reports.SelectMany(r => StepsOf(row, r, () => id, ct)));
        }

        // The job measures on the first day of each month, as it would have.
        var first = steps.Min(s => s.On);
        steps.AddRange(Rhythms.Ended(IndicatorRhythm.Month, first, Ends).Select(end => (end.AddDays(1), 6,
            (Func<IServiceProvider, Task>)(s => s.GetRequiredService<MeasureIndicators>().RunAsync(ct)))));
        foreach (var (on, hour, act) in steps.OrderBy(s => s.On).ThenBy(s => s.Hour).ToList())
        {
            clock.Set(on.StartUtc().AddHours(hour));
            await using var scope = scopes.CreateAsyncScope();
            await act(scope.ServiceProvider);
        }
    }

    private async Task<Guid> DefineAsync(IServiceProvider services, SeedIndicator row, CancellationToken ct)
    {
        var office = Of("Thường trực Ban Chỉ đạo", "ttcntt", PlatformPermissions.IndicatorsManage, PlatformPermissions.DocumentsRead);
        var draft = new IndicatorDraft
        {
            Code = row.Code, NameVi = row.NameVi, NameEn = row.NameEn, UnitVi = row.UnitVi, UnitEn = row.UnitEn, Direction = row.Direction,
            IsQualitative = row.Qualitative,
            Kind = row.From is null ? IndicatorKind.Reported : IndicatorKind.Measured, SourceKey = row.From, Rhythm = row.Rhythm,
            Window = row.Window, StartsOn = row.Starts,
            BaselineValue = row.Baseline, BaselineOn = row.Baseline is null ? null : row.Starts,
            OwnerUnitId = organisation.Find(row.Owner)?.Id, TargetText = row.TargetText,
            Method = row.Method, Source = row.Source, Confidence = row.Confidence,
            Targets = [.. row.Targets.Select(t => new DatedValue(t.On, t.Value))],
            Plan = [.. row.Plan.Select(t => new DatedValue(t.On, t.Value))], IsDemonstration = row.Demonstration,
        };
        var work = services.GetRequiredService<IndicatorWork>();
        var named = Need(await work.WithDocumentAsync(office, draft, row.Document, row.Clause, ct), row.Code);
        return Need(await work.Define(office, named, ct), row.Code).Id;
    }

    private IEnumerable<(DateOnly On, int Hour, Func<IServiceProvider, Task> Act)> StepsOf(SeedIndicator row, SeedReport r, Func<Guid> id,
        CancellationToken ct)
    {
        var unit = organisation.Find(row.Owner)!;
        var value = Guid.Empty;
        yield return (r.Reported, 10, async s =>
        {
            var report = new ValueReport(r.AsOf, r.Value, r.Numerator, r.Denominator, r.Note, r.Evidence, null);
            var by = await ReporterAsync(s, r.By, unit, ct);
            IReadOnlyList<SentFile> files = r.File is null ? []
                : [new(r.File, new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"Dữ liệu minh họa. {r.Evidence}")))];
            value = Need(await s.GetRequiredService<IndicatorWork>().Report(by, id(), report, files, ct), row.Code).Id;
        }
        );
        if (r.Decided is { } decided)
        {
            var inspector = Of("Thanh tra Bộ", "ttr", PlatformPermissions.IndicatorsVerify);
            yield return (decided, 15, async s => Need(
                await s.GetRequiredService<IndicatorWork>().Decide(inspector, id(), value, null, !r.Returned, r.Remark, ct), row.Code));
        }
    }

    // A named account is told what becomes of its report; a position without account is not.
    private async Task<Actor> ReporterAsync(IServiceProvider services, string? account, UnitInfo unit, CancellationToken ct)
    {
        var actor = Of($"Đầu mối {unit.NameVi}", unit.Key, PlatformPermissions.IndicatorsReport);
        var known = account is null ? null : await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.SingleAsync(
            services.GetRequiredService<AppDb>().Users, a => a.UserName == account, ct);
        return known is null ? actor : actor with { AccountId = known.Id, Name = known.DisplayName };
    }

    private Actor Of(string name, string unitKey, params string[] permissions)
    {
        var unit = organisation.Find(unitKey)!;
        return new(Guid.Empty, name, unit.Id, unit.Path,
            [new(PlatformPermissions.IndicatorsRead, "/"), .. permissions.Select(p => new Grant(p, "/"))]);
    }

    internal sealed class IndicatorSeedFile
    {
        public List<SeedIndicator> Indicators { get; set; } = [];
    }

    internal sealed class SeedIndicator
    {
        public string Code { get; set; } = "";

        public string NameVi { get; set; } = "";

        public string NameEn { get; set; } = "";

        public string? UnitVi { get; set; }

        public string? UnitEn { get; set; }

        public IndicatorDirection Direction { get; set; }

        public bool Qualitative { get; set; }

        /// <summary>Key of the source that counts it; none of a reported one.</summary>
        public string? From { get; set; }

        public IndicatorRhythm Rhythm { get; set; } = IndicatorRhythm.Month;

        public IndicatorWindow Window { get; set; }

        public DateOnly Starts { get; set; }

        public DateOnly Defined { get; set; }

        public double? Baseline { get; set; }

        public string Owner { get; set; } = "";

        public string? Document { get; set; }

        public string? Clause { get; set; }

        public string? TargetText { get; set; }

        public string? Method { get; set; }

        public string? Source { get; set; }

        public Confidence? Confidence { get; set; }

        public bool Demonstration { get; set; }

        public List<SeedPoint> Targets { get; set; } = [];

        public List<SeedPoint> Plan { get; set; } = [];

        public List<SeedReport> Reports { get; set; } = [];
    }

    internal sealed class SeedPoint
    {
        public DateOnly On { get; set; }

        public double Value { get; set; }
    }

    internal sealed class SeedReport
    {
        public DateOnly AsOf { get; set; }

        public double? Value { get; set; }

        public double? Numerator { get; set; }

        public double? Denominator { get; set; }

        public string? Note { get; set; }

        public string Evidence { get; set; } = "";

        public string? File { get; set; }

        /// <summary>Name of the account that reports; none is the unit's focal point without an account.</summary>
        public string? By { get; set; }

        public DateOnly Reported { get; set; }

        public DateOnly? Decided { get; set; }

        public bool Returned { get; set; }

        public string? Remark { get; set; }
    }
}
