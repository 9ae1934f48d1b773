using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Ledger;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Indicators;

/// <summary>One indicator: what it is, how it stands and why, its trajectory, its values with where each comes from, and what the reader
/// can do.</summary>
[Permits(PlatformPermissions.IndicatorsRead)]
internal sealed class IndicatorRecordPage(IndicatorWork work, MeasureIndicators measure, IndicatorQueries indicators,
    DocumentQueries documents, IEnumerable<IIndicatorSection> sections, AppDb db,
    OrganisationDirectory organisation, Texts texts, TimeProvider clock) : PageModel, IRemembersVersion
{
    private const int ValuesOnPage = 24;

    private Actor _actor = Actor.Nobody;
    private ILookup<string?, StoredFile> _files = Enumerable.Empty<StoredFile>().ToLookup(f => f.Part);

    public Indicator Indicator { get; private set; } = null!;

    public IndicatorStanding Standing { get; private set; } = null!;

    public IReadOnlyList<IndicatorValue> Values { get; private set; } = [];

    [BindProperty(Name = "trang", SupportsGet = true)]
    public int? PageNumber { get; set; }

    public int Pages => (Values.Count + ValuesOnPage - 1) / ValuesOnPage;

    public int At => Math.Clamp(PageNumber ?? 1, 1, Math.Max(1, Pages));

    /// <summary>The values of this page of their table.</summary>
    public IEnumerable<IndicatorValue> Shown => Values.Skip((At - 1) * ValuesOnPage).Take(ValuesOnPage);

    public IndicatorChart? Chart { get; private set; }

    public IReadOnlyList<LedgerEntry> History { get; private set; } = [];

    /// <summary>Parts of the page that modules add.</summary>
    public List<(string Partial, object Content)> Sections { get; } = [];

    /// <summary>Whether the reader may open the document that sets it.</summary>
    public bool DocumentIsSeen { get; private set; }

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public DateOnly? AsOf { get; set; }

    [BindProperty]
    public double? Value { get; set; }

    [BindProperty]
    public double? Numerator { get; set; }

    [BindProperty]
    public double? Denominator { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

    [BindProperty]
    public DateOnly? ExpectedOn { get; set; }

    [BindProperty]
    public List<IFormFile>? Files { get; set; }

    [BindProperty]
    public Guid? ValueId { get; set; }

    [BindProperty]
    public string? DecisionNote { get; set; }

    [BindProperty]
    public DateOnly? Again { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public bool MayManage => Holds(PlatformPermissions.IndicatorsManage) && Indicator.RetiredOn is null;

    public bool MayReport => Holds(PlatformPermissions.IndicatorsReport) && Indicator is { RetiredOn: null, Kind: IndicatorKind.Reported };

    /// <summary>Reports that the reader may verify: of another unit than their own.</summary>
    public IReadOnlyList<IndicatorValue> ToVerify => !Holds(PlatformPermissions.IndicatorsVerify) ? []
        : [.. Values.Where(v => v.State == ValueState.Reported && v.ById != _actor.AccountId && (_actor.UnitId is null
            || v.ByUnitId != _actor.UnitId))];

    /// <summary>Who acts next; null when nobody has to.</summary>
    public string? Next => Indicator.RetiredOn is { } ended ? texts["indicator.next.retired", ended.Show()]
        : Values.FirstOrDefault(v => v.State == ValueState.Reported) is { } waiting ? texts["indicator.next.verify", waiting.AsOf.Show()]
        : Indicator.Kind == IndicatorKind.Measured ? texts["indicator.next.measure", Rhythms.LastDay(Indicator.Rhythm,
            NextDay).AddDays(1).Show()]
        : texts["indicator.next.report", OwnerName, Rhythms.LastDay(Indicator.Rhythm, NextDay).Show()];

    public string OwnerName => organisation.NameOf(Indicator.OwnerUnitId);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostReportAsync(Guid id, CancellationToken ct) => Do(id,
        a => work.Report(a, id, new(AsOf, Value, Numerator, Denominator, Note, Evidence, ExpectedOn), SentFile.Of(Files), ct), ct);

    public Task<IActionResult> OnPostVerifyAsync(Guid id, CancellationToken ct) => Do(id, a => work.Decide(a, id, ValueId ?? Guid.Empty,
        Version, true, DecisionNote, ct), ct);

    public Task<IActionResult> OnPostReturnAsync(Guid id, CancellationToken ct) => Do(id, a => work.Decide(a, id, ValueId ?? Guid.Empty,
        Version, false, DecisionNote, ct), ct);

    public Task<IActionResult> OnPostAgainAsync(Guid id, CancellationToken ct) => Do(id, a => measure.Again(a, id, Again, Reason, ct), ct);

    public Task<IActionResult> OnPostRetireAsync(Guid id, CancellationToken ct) => Do(id, a => work.Retire(a, id, Version, Reason, ct), ct);

    public string UnitName(Guid? id) => organisation.NameOf(id);

    public IReadOnlyList<StoredFile> FilesOf(IndicatorValue value) => [.. _files[value.Id.ToString()]];

    /// <summary>Whether a later correction is in force instead of this value.</summary>
    public bool IsCorrected(IndicatorValue value) => value.Counts && Standing.Values.All(v => v.Id != value.Id);

    // The day after the last value that is there, or waits: the period that the next value is of.
    private DateOnly NextDay => Values.Where(v => v.State != ValueState.Returned).Select(v =>
        v.AsOf.AddDays(1)).DefaultIfEmpty(Indicator.StartsOn).Max();

    private bool Holds(string permission) => organisation.Find(Indicator.OwnerUnitId) is { } unit && _actor.May(permission, unit.Path);

    private Task<IActionResult> Do<T>(Guid id, Func<Actor, Task<Result<T>>> act, CancellationToken ct) =>
        this.ActAsync($"~/chi-dao/chi-tieu/{id}", act, () => LoadAsync(id, ct));

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        _actor = await HttpContext.ActorAsync();
        if (await indicators.FindAsync(_actor, id, ct) is not { } indicator)
        {
            return false;
        }

        Indicator = indicator;
        Values = await indicators.ValuesAsync(id, ct);
        Standing = IndicatorStanding.Of(indicator, Values, clock.Today());
        Chart = IndicatorChart.Of(indicator, Standing, texts);
        _files = (await indicators.FilesAsync(id, ct)).ToLookup(f => f.Part);
        DocumentIsSeen = indicator.DocumentId is { } document && await documents.Seen(_actor).AnyAsync(d => d.Id == document, ct);
        History = await db.Ledger.AsNoTracking().Where(e => e.SubjectId == id).OrderByDescending(e => e.Seq).Take(30).ToListAsync(ct);
        foreach (var section in sections)
        {
            if (await section.ReadAsync(_actor, indicator, ct) is { } content)
            {
                Sections.Add((section.Partial, content));
            }
        }

        AsOf ??= Rhythms.Ended(indicator.Rhythm, NextDay, clock.Today()).Cast<DateOnly?>().FirstOrDefault();
        return true;
    }
}
