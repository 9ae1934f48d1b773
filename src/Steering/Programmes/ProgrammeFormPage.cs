using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Indicators;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Programmes;

/// <summary>A phase in the form.</summary>
internal sealed class PhaseInput
{
    /// <summary>The phase, when it is known already.</summary>
    public Guid? Key { get; set; }

    /// <summary>What it is called.</summary>
    public string? Name { get; set; }

    /// <summary>First day.</summary>
    public DateOnly? From { get; set; }

    /// <summary>Last day.</summary>
    public DateOnly? To { get; set; }

    /// <summary>What must hold to pass its gate.</summary>
    public string? Gate { get; set; }
}

/// <summary>A budget line in the form.</summary>
internal sealed class BudgetInput
{
    /// <summary>The line, when it is known already.</summary>
    public Guid? Key { get; set; }

    /// <summary>What for.</summary>
    public string? Name { get; set; }

    /// <summary>Where from.</summary>
    public FundingSource? Source { get; set; }

    /// <summary>The year.</summary>
    public int? Year { get; set; }

    /// <summary>How much, in millions of đồng.</summary>
    public decimal? Amount { get; set; }
}

/// <summary>An objective in the form.</summary>
internal sealed class ObjectiveInput
{
    /// <summary>The objective, when it is known already.</summary>
    public Guid? Key { get; set; }

    /// <summary>What is to be reached.</summary>
    public string? Text { get; set; }

    /// <summary>The indicator that it is judged by.</summary>
    public Guid? IndicatorId { get; set; }
}

/// <summary>The form that says what is planned: shared by entering and changing.</summary>
internal abstract class ProgrammeFormPage(ProgrammeQueries programmes, IndicatorQueries indicators, ProgrammeScope scope,
    OrganisationDirectory organisation, Texts texts,
    TimeProvider clock) : PageModel
{
    // Blank rows to begin with, and as many more each time.
    private const int BlankRows = 2;
    private const decimal Million = 1_000_000m;

    private Actor _actor = Actor.Nobody;
    private IReadOnlyList<Programme> _elements = [];
    private IReadOnlyList<Indicator> _indicators = [];

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public ProgrammeLevel? Level { get; set; }

    [BindProperty]
    public Guid? ParentId { get; set; }

    [BindProperty]
    public Guid? LeadUnitId { get; set; }

    [BindProperty]
    public string? Accountable { get; set; }

    [BindProperty]
    public string? Goal { get; set; }

    [BindProperty]
    public DateOnly? StartsOn { get; set; }

    [BindProperty]
    public DateOnly? EndsOn { get; set; }

    [BindProperty]
    public List<PhaseInput>? Phases { get; set; }

    [BindProperty]
    public List<BudgetInput>? Budget { get; set; }

    [BindProperty]
    public List<ObjectiveInput>? Objectives { get; set; }

    /// <summary>Numbers of the documents that it rests on, one a line.</summary>
    [BindProperty]
    public string? Documents { get; set; }

    [BindProperty]
    public DateOnly? ValidFrom { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Whether this is a new version of a plan that there is, which needs a reason.</summary>
    public virtual bool IsChange => false;

    /// <summary>The element whose plan it is; null of a new one.</summary>
    protected virtual Guid? ElementId => null;

    public IReadOnlyList<PhaseInput> PhaseRows => Phases ??= [];

    public IReadOnlyList<BudgetInput> BudgetRows => Budget ??= [];

    public IReadOnlyList<ObjectiveInput> ObjectiveRows => Objectives ??= [];

    public IEnumerable<SelectListItem> Levels => Enum.GetValues<ProgrammeLevel>()
        .Select(l => new SelectListItem(texts[ProgrammeWords.Key(l)], l.ToString()));

    public IEnumerable<SelectListItem> Sources => Enum.GetValues<FundingSource>()
        .Select(s => new SelectListItem(texts[ProgrammeWords.Key(s)], s.ToString()));

    /// <summary>What it may hang from: elements that the reader may plan, and the one that it hangs from now.</summary>
    public IEnumerable<SelectListItem> Parents =>
    [
        new(texts["programme.no-parent"], ""),
        .. _elements.Where(p => p.Id != ElementId && p.Level < ProgrammeLevel.Project
            && (p.Id == ParentId || scope.MayPlan(_actor, p.LeadUnitId)))
            .Select(p => new SelectListItem($"{texts[ProgrammeWords.Key(p.Level)]}: {p.Code} {p.Name}", p.Id.ToString())),
    ];

    public IEnumerable<SelectListItem> Units => organisation.On(clock.Today()).Where(u => u.Id == LeadUnitId || scope.MayPlan(_actor, u.Id))
        .Select(u => new SelectListItem(u.Name, u.Id.ToString()));

    public IEnumerable<SelectListItem> Indicators =>
    [
        new(texts["programme.no-indicator"], ""), .. _indicators.Select(i => new SelectListItem($"{i.Code} {i.Name}", i.Id.ToString())),
        .. ObjectiveRows.Select(o => o.IndicatorId).OfType<Guid>().Distinct().Where(id => !_indicators.Any(i => i.Id == id))
            .Select(id => new SelectListItem(texts["programme.other-indicator"], id.ToString())),
    ];

    protected DateOnly Today => clock.Today();

    protected async Task ShowAsync(CancellationToken ct)
    {
        _actor = await HttpContext.ActorAsync();
        _elements = await programmes.ActiveAsync(ct);
        _indicators = await indicators.Seen(_actor).Where(i => i.RetiredOn == null).OrderBy(i => i.Code).ToListAsync(ct);
    }

    protected void AddRows()
    {
        Phases = [.. PhaseRows, .. Enumerable.Range(0, BlankRows).Select(_ => new PhaseInput())];
        Budget = [.. BudgetRows, .. Enumerable.Range(0, BlankRows).Select(_ => new BudgetInput())];
        Objectives = [.. ObjectiveRows, .. Enumerable.Range(0, BlankRows).Select(_ => new ObjectiveInput())];
    }

    protected void Fill(PlanContent plan)
    {
        (Code, Name, Level, ParentId, LeadUnitId) = (plan.Code, plan.Name, plan.Level, plan.ParentId, plan.LeadUnitId);
        (Accountable, Goal, StartsOn, EndsOn) = (plan.Accountable, plan.Goal, plan.StartsOn, plan.EndsOn);
        Phases = [.. plan.Phases.Select(p => new PhaseInput { Key = p.Key, Name = p.Name, From = p.From, To = p.To, Gate = p.Gate })];
        Budget = [.. plan.Budget.Select(b => new BudgetInput { Key = b.Key, Name = b.Name, Source = b.Source, Year = b.Year,
            Amount = b.Amount / Million })];
        Objectives = [.. plan.Objectives.Select(o => new ObjectiveInput { Key = o.Key, Text = o.Text, IndicatorId = o.IndicatorId })];
        Documents = string.Join('\n', plan.Documents.Select(d => d.Name));
    }

    /// <summary>Acts on what was typed, or shows the form again with everything in it.</summary>
    protected async Task<IActionResult> SaveAsync(Func<Actor, PlanDraft, Task<Result<Programme>>> act, CancellationToken ct)
    {
        var problems = new List<Problem>();
        if (ModelState.IsValid)
        {
            var result = await act(await HttpContext.ActorAsync(), Draft());
            if (result.TryGet(out var programme))
            {
                return this.Done($"~/chi-dao/chuong-trinh/{programme.Id}");
            }

            problems.AddRange(result.Problems);
        }

        await ShowAsync(ct);
        return this.Stay(problems);
    }

    private PlanDraft Draft() => new(Code, Name, Level, ParentId, LeadUnitId, Accountable, Goal, StartsOn, EndsOn,
        [.. PhaseRows.Select(p => new PhaseDraft(p.Key, p.Name, p.From, p.To, p.Gate))],
        [.. BudgetRows.Select(b => new BudgetDraft(b.Key, b.Name, b.Source, b.Year, InDong(b.Amount)))],
        [.. ObjectiveRows.Select(o => new ObjectiveDraft(o.Key, o.Text, o.IndicatorId))],
        (Documents ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), ValidFrom, Reason);

    // More than any State spends overflows nothing: it is refused as too much.
    private static decimal? InDong(decimal? millions) => millions is { } m && Math.Abs(m) < decimal.MaxValue / Million ? m * Million
        : millions;
}
