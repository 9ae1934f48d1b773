using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Ledger;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Reviews;

/// <summary>A unit's report: its figures from the records, and its own words, which begin with what the records say.</summary>
[Permits(Permissions.Read)]
internal sealed class WriteReportPage(ReportWork work, ReviewQueries reviews, ReviewReader reader, SnapshotBuilder builder,
    ReviewScope scope, ReviewRules rules, ReviewWords words,
    AppDb db, OrganisationDirectory organisation, TimeProvider clock) : PageModel, IRemembersVersion
{
    private Actor _actor = Actor.Nobody;

    public Review Review { get; private set; } = null!;

    public UnitReport Report { get; private set; } = null!;

    public UnitInfo Unit { get; private set; } = null!;

    /// <summary>What counts of the unit: frozen, or as it stands now.</summary>
    public SnapshotContent Counted { get; private set; } = null!;

    public ReviewFigures Figures { get; private set; } = null!;

    public IReadOnlyList<LedgerEntry> History { get; private set; } = [];

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public string? Results { get; set; }

    [BindProperty]
    public string? Shortcomings { get; set; }

    [BindProperty]
    public string? Causes { get; set; }

    [BindProperty]
    public string? NextSteps { get; set; }

    [BindProperty]
    public string? Recommendations { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public string Title => words.Title(Review);

    /// <summary>Whether the reader writes it now.</summary>
    public bool Writes => Review.TakesReports && Report.State != ReportState.Submitted && scope.MayReport(_actor, Unit.Id);

    public bool MayGiveBack => Review.TakesReports && Report.State == ReportState.Submitted && scope.MayOrganise(_actor, Review.UnitId);

    public IEnumerable<(SnapshotTask Task, DueStatus Status)> Tasks => Counted.Tasks.Where(t => t.Unit == Unit.Key)
        .Select(t => (t, Counted.StatusOf(t)))
        .OrderBy(x => x.Item2 == DueStatus.Overdue ? 0 : x.Item2 == DueStatus.DoneLate ? 1 : 2).ThenBy(x => x.t.DueOn ?? DateOnly.MaxValue)
            .ThenBy(x => x.t.Code, StringComparer.Ordinal);

    public string LeadName(string key) => organisation.Find(key)?.Name ?? key;

    public async Task<IActionResult> OnGetAsync(Guid id, string unitKey, CancellationToken ct)
    {
        if (!await LoadAsync(id, unitKey, ct))
        {
            return NotFound();
        }

        // Before the unit has written, the records speak.
        var kept = Report.SavedAt is null ? ReportPrefill.Of(Counted, Unit.Key, rules.Prefill) : Report.Words;
        (Results, Shortcomings, Causes, NextSteps, Recommendations) = (kept.Results, kept.Shortcomings, kept.Causes, kept.NextSteps,
            kept.Recommendations);
        return Page();
    }

    public Task<IActionResult> OnPostAsync(Guid id, string unitKey, CancellationToken ct) =>
        this.ActAsync($"~/chi-dao/so-ket/{id}/bao-cao/{unitKey}", a => work.Save(a, id, IdOf(unitKey), Version, Typed, ct), () =>
            LoadAsync(id, unitKey, ct));

    public Task<IActionResult> OnPostSendAsync(Guid id, string unitKey, CancellationToken ct) =>
        this.ActAsync($"~/chi-dao/so-ket/{id}", a => work.Send(a, id, IdOf(unitKey), Version, Typed, ct), () => LoadAsync(id, unitKey, ct));

    public Task<IActionResult> OnPostReturnAsync(Guid id, string unitKey, CancellationToken ct) =>
        this.ActAsync($"~/chi-dao/so-ket/{id}", a => work.GiveBack(a, id, IdOf(unitKey), Version, Reason, ct), () =>
            LoadAsync(id, unitKey, ct));

    private ReportWords Typed => new(Results, Shortcomings, Causes, NextSteps, Recommendations);

    private Guid IdOf(string key) => organisation.Find(key)?.Id ?? Guid.Empty;

    private async Task<bool> LoadAsync(Guid id, string unitKey, CancellationToken ct)
    {
        _actor = await HttpContext.ActorAsync();
        if (organisation.Find(unitKey) is not { } unit || await reviews.FindAsync(_actor, id, ct) is not { } review
            || !scope.MaySeeOf(_actor, unit.Id)
            || review.Reports.FirstOrDefault(r => r.UnitId == unit.Id) is not { } report)
        {
            return false;
        }

        (Review, Report, Unit, Version) = (review, report, unit, Version ?? report.Version);
        var reading = await reader.ReadAsync(id);
        Counted = reading?.Adjusted ?? await builder.BuildAsync(review, clock.UtcNow(), unit.Id == review.UnitId ? null : unit, ct);
        Figures = (reading?.After ?? Calculations.Of(Counted)).Of(unit.Key)!.Figures;
        History = await db.Ledger.AsNoTracking().Where(e => e.SubjectId == report.Id).OrderByDescending(e => e.Seq).Take(50)
            .ToListAsync(ct);
        return true;
    }
}
