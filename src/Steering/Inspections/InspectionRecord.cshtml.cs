using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Ledger;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Inspections;

/// <summary>One inspection: what it is, where it stands, who acts next, the checklist, what was found, what mends it, and what the reader can do.</summary>
[Permits(Permissions.Read)]
internal sealed class InspectionRecordPage(
    InspectionWork work, InspectionQueries inspections, InspectionScope scope, InspectionRules rules, DeadlineEngine deadlines, DocumentQueries documents, TaskQueries tasks,
    AppDb db, OrganisationDirectory organisation, Texts texts, TimeProvider clock) : PageModel, IRemembersVersion
{
    private Actor _actor = Actor.Nobody;
    private ILookup<string?, StoredFile> _files = Enumerable.Empty<StoredFile>().ToLookup(f => f.Part);
    private IReadOnlyList<(Guid Id, string Code, string Title)> _leadTasks = [];

    public Inspection Inspection { get; private set; } = null!;

    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    public ILookup<Guid, RemedyRow> Remedies { get; private set; } = Enumerable.Empty<RemedyRow>().ToLookup(r => r.FindingId);

    public IReadOnlyList<LedgerEntry> History { get; private set; } = [];

    /// <summary>Tasks that findings concern, by identifier.</summary>
    public IReadOnlyDictionary<Guid, string> TaskCodes { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>Documents named here that the reader may open.</summary>
    public IReadOnlySet<Guid> Openable { get; private set; } = new HashSet<Guid>();

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public string? Decision { get; set; }

    [BindProperty(Name = "muc", SupportsGet = true)]
    public Guid? ItemId { get; set; }

    [BindProperty]
    public ItemAnswer? Answer { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public List<Microsoft.AspNetCore.Http.IFormFile>? Files { get; set; }

    [BindProperty]
    public string? Nature { get; set; }

    [BindProperty]
    public FindingDegree? Degree { get; set; }

    [BindProperty]
    public string? Cause { get; set; }

    [BindProperty]
    public CauseKind? CauseKind { get; set; }

    [BindProperty]
    public Guid? UnitId { get; set; }

    [BindProperty]
    public string? Responsible { get; set; }

    [BindProperty]
    public Guid? FindingItemId { get; set; }

    [BindProperty]
    public Guid? TaskId { get; set; }

    [BindProperty]
    public bool NeedsRemedy { get; set; } = true;

    [BindProperty]
    public DateOnly? ExplainBy { get; set; }

    [BindProperty]
    public Guid? FindingId { get; set; }

    [BindProperty]
    public string? Explanation { get; set; }

    [BindProperty]
    public string? DropReason { get; set; }

    [BindProperty]
    public string? Conclusion { get; set; }

    [BindProperty]
    public string? ConclusionDocument { get; set; }

    [BindProperty]
    public string? CancelReason { get; set; }

    public bool MayManage => scope.MayManage(_actor, Inspection);

    public bool MayConduct => scope.MayConduct(_actor, Inspection);

    public bool MayClose => MayManage && !scope.IsOfInspected(_actor.UnitId, Inspection.Units.Select(u => u.UnitId));

    public bool MaySeeChecklist => scope.MaySeeChecklist(_actor, Inspection);

    public bool IsCancellable => Inspection.State is InspectionState.Planned or InspectionState.Decided or InspectionState.UnderWay;

    /// <summary>Findings that the reader may still explain for their unit.</summary>
    public IReadOnlyList<Finding> ToExplain => Inspection.State != InspectionState.UnderWay ? []
        : [.. Findings.Where(f => !f.IsDropped && scope.MayExplain(_actor, f.UnitId))];

    public string ChecklistName => rules.Find(Inspection.Template)?.Name ?? Inspection.Template;

    public IEnumerable<SelectListItem> ItemChoices => [new(texts["steering.choose"], ""), .. Inspection.Items.OrderBy(i => i.Place).Select(ItemChoice)];

    public IEnumerable<SelectListItem> FindingItemChoices => [new(texts["inspection.no-item"], ""), .. Inspection.Items.OrderBy(i => i.Place).Select(ItemChoice)];

    public IEnumerable<SelectListItem> TaskChoices => [new(texts["inspection.no-task"], ""), .. _leadTasks.Select(t => new SelectListItem($"{t.Code} {t.Title}", t.Id.ToString()))];

    public IEnumerable<SelectListItem> Answers => Enum.GetValues<ItemAnswer>().Select(a => new SelectListItem(texts[InspectionWords.Key(a)], a.ToString()));

    public IEnumerable<SelectListItem> Degrees => Enum.GetValues<FindingDegree>().Select(d => new SelectListItem(texts[InspectionWords.Key(d)], d.ToString()));

    public IEnumerable<SelectListItem> Causes => Enum.GetValues<CauseKind>().Select(c => new SelectListItem(texts[InspectionWords.Key(c)], c.ToString()));

    public IEnumerable<SelectListItem> UnitChoices => [.. Inspection.Units.Select(u => new SelectListItem(UnitName(u.UnitId), u.UnitId.ToString()))];

    public DateOnly Today => clock.Today();

    /// <summary>Who acts next and by when; null when nobody has to.</summary>
    public string? Next => Inspection switch
    {
        { State: InspectionState.Planned } => texts["inspection.next.decide"],
        { State: InspectionState.Decided } i => texts["inspection.next.start", i.WorkFrom.Show()],
        { State: InspectionState.UnderWay } i when Findings.FirstOrDefault(f => !f.IsDropped && f.Awaits(Today)) is { } waiting =>
            texts["inspection.next.explain", UnitName(waiting.UnitId), waiting.ExplainBy.Show()],
        { State: InspectionState.UnderWay } i => texts["inspection.next.conclude", i.Items.Count(x => x.Answer is null)],
        { State: InspectionState.Concluded } when Findings.Any(Lacks) => texts["inspection.next.assign"],
        { State: InspectionState.Concluded } when Remedies.Any(g => g.Any(r => r.IsOpen)) => texts["inspection.next.remedies"],
        { State: InspectionState.Concluded } => texts["inspection.next.close"],
        _ => null,
    };

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        ExplainBy = deadlines.AddWorkingDaysOrDays(Today, rules.ExplainWorkingDays);
        return Page();
    }

    public Task<IActionResult> OnPostDecideAsync(Guid id, CancellationToken ct) => Do(id, a => work.Decide(a, id, Version, Decision, ct), ct);

    public Task<IActionResult> OnPostStartAsync(Guid id, CancellationToken ct) => Do(id, a => work.Start(a, id, Version, Decision, ct), ct);

    public Task<IActionResult> OnPostAnswerAsync(Guid id, CancellationToken ct) =>
        Do(id, a => work.Answer(a, id, Version, ItemId ?? Guid.Empty, Answer, Note, SentFile.Of(Files), ct), ct);

    public Task<IActionResult> OnPostFindAsync(Guid id, CancellationToken ct) => Do(id, a => work.Find(a, id, Version,
        new(Nature, Degree, Cause, CauseKind, UnitId, Responsible, FindingItemId, TaskId, NeedsRemedy, ExplainBy), SentFile.Of(Files), ct), ct);

    public Task<IActionResult> OnPostExplainAsync(Guid id, CancellationToken ct) =>
        Do(id, a => work.Explain(a, id, Version, FindingId ?? Guid.Empty, Explanation, SentFile.Of(Files), ct), ct);

    public Task<IActionResult> OnPostDropAsync(Guid id, CancellationToken ct) => Do(id, a => work.Drop(a, id, Version, FindingId ?? Guid.Empty, DropReason, ct), ct);

    public Task<IActionResult> OnPostConcludeAsync(Guid id, CancellationToken ct) => Do(id, a => work.Conclude(a, id, Version, Conclusion, ConclusionDocument, ct), ct);

    public Task<IActionResult> OnPostCloseAsync(Guid id, CancellationToken ct) => Do(id, a => work.Close(a, id, Version, ct), ct);

    public Task<IActionResult> OnPostCancelAsync(Guid id, CancellationToken ct) => Do(id, a => work.Cancel(a, id, Version, CancelReason, ct), ct);

    public string UnitName(Guid? id) => organisation.NameOf(id);

    /// <summary>The evidence of an item or a finding, or what came with an explanation.</summary>
    public IReadOnlyList<StoredFile> FilesOf(string part) => [.. _files[part]];

    /// <summary>Whether a finding needs a remedy and has none that is open or verified.</summary>
    public bool Lacks(Finding finding) => finding is { IsDropped: false, NeedsRemedy: true } && !Remedies[finding.Id].Any(r => r.State != TaskState.Cancelled);

    public bool MayAssign(Finding finding) => Inspection.State == InspectionState.Concluded && finding is { IsDropped: false, NeedsRemedy: true }
        && organisation.Find(finding.UnitId) is { } unit && _actor.May(Permissions.Assign, unit.Path);

    private static SelectListItem ItemChoice(ChecklistItem item) =>
        new($"{item.Place}. {DocumentNumbers.Shorten(item.Text, 90)}{(item.Answer is null ? "" : " ✓")}", item.Id.ToString());

    private Task<IActionResult> Do(Guid id, Func<Actor, Task<Result<Inspection>>> act, CancellationToken ct) =>
        this.ActAsync($"~/chi-dao/kiem-tra/{id}", act, () => LoadAsync(id, ct), p => p.Field == "ItemId" ? p with { Field = nameof(FindingItemId) } : p);

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        _actor = await HttpContext.ActorAsync();
        if (await inspections.FindAsync(_actor, id, ct) is not { } inspection)
        {
            return false;
        }

        // A form that is shown again keeps the version its person saw; what they typed was typed over that.
        (Inspection, Version) = (inspection, Version ?? inspection.Version);
        Findings = inspections.FindingsOf(_actor, inspection);
        Remedies = (await inspections.RemediesAsync(_actor, id, ct)).ToLookup(r => r.FindingId);
        _files = (await inspections.FilesAsync(id, ct)).ToLookup(f => f.Part);
        var concerned = Findings.Select(f => f.TaskId).OfType<Guid>().ToList();
        TaskCodes = await tasks.Listed(_actor).Where(t => concerned.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Code, ct);
        var named = new[] { inspection.DecisionId, inspection.ConclusionId }.OfType<Guid>().ToList();
        Openable = await documents.Seen(_actor).Where(d => named.Contains(d.Id)).Select(d => d.Id).ToHashSetAsync(ct);
        // The history names what was found of every unit: it is for those who may read of them all.
        History = !MaySeeChecklist ? [] : await db.Ledger.AsNoTracking().Where(e => e.SubjectId == id).OrderByDescending(e => e.Seq).Take(100).ToListAsync(ct);
        if (inspection.State == InspectionState.UnderWay && MayConduct)
        {
            var units = inspection.Units.Select(u => u.UnitId).ToList();
            _leadTasks = [.. (await tasks.Seen(_actor).Where(t => units.Contains(t.LeadUnitId)).OrderBy(t => t.Code).Select(t => new { t.Id, t.Code, t.Title }).ToListAsync(ct))
                .Select(t => (t.Id, t.Code, t.Title))];
        }

        return true;
    }
}
