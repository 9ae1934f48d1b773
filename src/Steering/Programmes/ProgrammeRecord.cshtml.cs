using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Indicators;
using LoTrinh.Platform.Ledger;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Programmes;

/// <summary>One element of the tree: what its plan says today or said on a day, how its phases go, its tasks and money, what both sides
/// think of it,
/// and what the reader can do.</summary>
[Permits(Permissions.Read)]
internal sealed class ProgrammeRecordPage(PlanWork plans, FactWork facts, ProgrammeQueries programmes, ProgrammeScope scope,
    ProgrammeRules rules, DeadlineEngine deadlines,
    DocumentQueries documents, OrganisationDirectory organisation, Texts texts, TimeProvider clock) : PageModel, IRemembersVersion
{
    private const int MostEntries = 30;

    private Actor _actor = Actor.Nobody;

    public Programme Programme { get; private set; } = null!;

    /// <summary>The version shown: that of today, or of the day asked about; null when there was none yet.</summary>
    public PlanVersion? Plan { get; private set; }

    public IReadOnlyList<PlanVersion> Versions { get; private set; } = [];

    public IReadOnlyList<Programme> Above { get; private set; } = [];

    public IReadOnlyList<Programme> Below { get; private set; } = [];

    /// <summary>Phases of the newest plan; only these are reported on.</summary>
    public IReadOnlyList<PhaseStanding> Phases { get; private set; } = [];

    public IReadOnlyDictionary<Guid, IndicatorRow> Indicators { get; private set; } = new Dictionary<Guid, IndicatorRow>();

    public IReadOnlyList<TaskRow> Tasks { get; private set; } = [];

    public IReadOnlyList<ConfidenceRating> Ratings { get; private set; } = [];

    public IReadOnlyList<ProgrammeBaseline> Baselines { get; private set; } = [];

    public IReadOnlyList<LedgerEntry> History { get; private set; } = [];

    /// <summary>Documents named here that the reader may open.</summary>
    public IReadOnlySet<Guid> Openable { get; private set; } = new HashSet<Guid>();

    /// <summary>The day that the plan is read for; null is today.</summary>
    [BindProperty(Name = "ngay", SupportsGet = true)]
    public DateOnly? Day { get; set; }

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public Guid? Phase { get; set; }

    [BindProperty]
    public DateOnly? StartedOn { get; set; }

    [BindProperty]
    public DateOnly? FinishedOn { get; set; }

    [BindProperty]
    public DateOnly? ForecastOn { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public Guid? GatePhase { get; set; }

    [BindProperty]
    public GateOutcome? Outcome { get; set; }

    [BindProperty]
    public DateOnly? DecidedOn { get; set; }

    [BindProperty]
    public string? GateReason { get; set; }

    [BindProperty]
    public string? Document { get; set; }

    [BindProperty]
    public string? Confidence { get; set; }

    [BindProperty]
    public string? RatingReason { get; set; }

    [BindProperty]
    public Guid? RatingId { get; set; }

    [BindProperty]
    public string? Reply { get; set; }

    [BindProperty]
    public string? BaselineName { get; set; }

    [BindProperty]
    public string? TaskCodes { get; set; }

    [BindProperty]
    public Guid? TaskId { get; set; }

    [BindProperty]
    public ProgrammeState CloseState { get; set; } = ProgrammeState.Completed;

    [BindProperty]
    public string? CloseReason { get; set; }

    public DateOnly Today => clock.Today();

    public bool IsToday => Day is null || Day == Today;

    private bool IsOpen => Programme.IsActive && IsToday;

    public bool MayPlan => IsOpen && scope.MayPlan(_actor, Programme.LeadUnitId);

    public bool MayReport => IsOpen && scope.MayReport(_actor, Programme) && Phases.Count > 0;

    public bool MayRate => IsOpen && scope.MayReport(_actor, Programme);

    public bool MayReview => IsOpen && scope.MayReview(_actor, Programme);

    public bool MayDecide => IsOpen && scope.MayDecide(_actor, Programme) && Phases.Any(p => p.Phase.Gate is not null);

    public bool MayFreeze => IsToday && scope.MayFreeze(_actor, Programme);

    public bool MaySeeRatings => scope.MaySeeRatings(_actor, Programme);

    public ConfidenceRuleSet Rules => rules.On(Today);

    public ConfidenceRating? LastOf(RatingSide side) => Ratings.FirstOrDefault(r => r.Side == side);

    /// <summary>Ratings from outside that the reader may answer now.</summary>
    public IEnumerable<ConfidenceRating> ToAnswer => MayRate ? Ratings.Where(r => r is { Side: RatingSide.Reviewer, Reply: null }) : [];

    public IEnumerable<SelectListItem> PhaseChoices => Phases.Select(p => new SelectListItem(p.Phase.Name, p.Phase.Key.ToString()));

    public IEnumerable<SelectListItem> GateChoices => Phases.Where(p => p.Phase.Gate is not null)
        .Select(p => new SelectListItem(p.Phase.Name, p.Phase.Key.ToString()));

    public IEnumerable<SelectListItem> Outcomes => Enum.GetValues<GateOutcome>()
        .Select(o => new SelectListItem(texts[ProgrammeWords.Key(o)], o.ToString()));

    public IEnumerable<SelectListItem> Levels => Rules.Levels.Select(l => new SelectListItem($"{l.Name}: {l.Meaning}", l.Key));

    public IEnumerable<SelectListItem> Ends =>
        new[] { ProgrammeState.Completed, ProgrammeState.Stopped }.Select(s =>
            new SelectListItem(texts[ProgrammeWords.Key(s)], s.ToString()));

    /// <summary>The element right above, where this one ends after it.</summary>
    public Programme? Outlasts => Above is [.., var parent] && Plan?.Content.EndsOn > parent.EndsOn ? parent : null;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostReportAsync(Guid id, CancellationToken ct) =>
        Do(id, a => facts.Report(a, id, Phase ?? Guid.Empty, new(StartedOn, FinishedOn, ForecastOn, Note), ct), ct);

    public Task<IActionResult> OnPostDecideAsync(Guid id, CancellationToken ct) =>
        Do(id, a => facts.Decide(a, id, GatePhase ?? Guid.Empty, new(Outcome, DecidedOn, GateReason, Document), ct), ct);

    public Task<IActionResult> OnPostRateAsync(Guid id, CancellationToken ct) =>
        Do(id, a => facts.Rate(a, id, RatingSide.Unit, Confidence, RatingReason, ct), ct);

    public Task<IActionResult> OnPostReviewAsync(Guid id, CancellationToken ct) =>
        Do(id, a => facts.Rate(a, id, RatingSide.Reviewer, Confidence, RatingReason, ct), ct);

    public Task<IActionResult> OnPostReplyAsync(Guid id, CancellationToken ct) =>
        Do(id, a => facts.Reply(a, id, RatingId ?? Guid.Empty, Reply, ct), ct);

    public Task<IActionResult> OnPostFreezeAsync(Guid id, CancellationToken ct) => Do(id, a => plans.Freeze(a, id, BaselineName, ct), ct);

    public Task<IActionResult> OnPostAttachAsync(Guid id, CancellationToken ct) =>
        Do(id, a => plans.Attach(a, id, Lines(TaskCodes), ct), ct);

    public Task<IActionResult> OnPostDetachAsync(Guid id, CancellationToken ct) =>
        Do(id, a => plans.Detach(a, id, TaskId ?? Guid.Empty, ct), ct);

    public Task<IActionResult> OnPostCloseAsync(Guid id, CancellationToken ct) =>
        Do(id, a => plans.Close(a, id, Version, CloseState, CloseReason, ct), ct);

    public string UnitName(Guid? id) => organisation.NameOf(id);

    public int WorkingDays(PlanPhase phase) => deadlines.WorkingDaysBetween(phase.From.AddDays(-1), phase.To);

    public string Money(decimal amount) => ProgrammeTexts.Money(texts, amount);

    internal static IReadOnlyList<string> Lines(string? typed) =>
        (typed ?? "").Split(['\n', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private Task<IActionResult> Do<T>(Guid id, Func<Actor, Task<Result<T>>> act, CancellationToken ct) =>
        this.ActAsync($"~/chi-dao/chuong-trinh/{id}", act, () => LoadAsync(id, ct),
        p => p.Field == "Reason" ? p with { Field = nameof(GateReason) } : p);

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        _actor = await HttpContext.ActorAsync();
        if (await programmes.FindAsync(_actor, id, ct) is not { } programme)
        {
            return false;
        }

        // A form that is shown again keeps the version its person saw; what they typed was typed over that.
        (Programme, Version) = (programme, Version ?? programme.Version);
        Versions = await programmes.VersionsAsync(id, ct);
        Plan = Day > Today ? null : PlanVersion.On(Versions, Day ?? Today);
        (Above, Below) = await programmes.AroundAsync(programme, ct);
        Phases = await programmes.PhasesAsync(id, Versions[0].Content, ct);
        Indicators = Plan is null ? Indicators : await programmes.IndicatorsAsync(_actor, Plan.Content, ct);
        Tasks = await programmes.TasksAsync(_actor, id, ct);
        Ratings = await programmes.RatingsAsync(_actor, programme, ct);
        Baselines = await programmes.BaselinesAsync(programme, Above, ct);
        History = await programmes.HistoryAsync(id, MostEntries, ct);
        var named = (Plan?.Content.Documents.Select(d => d.Id) ?? []).Concat(Phases.Select(p => p.Gate?.DocumentId)).OfType<Guid>()
            .ToHashSet();
        Openable = named.Count == 0 ? named : await documents.Seen(_actor).Where(d => named.Contains(d.Id)).Select(d => d.Id)
            .ToHashSetAsync(ct);
        return true;
    }
}
