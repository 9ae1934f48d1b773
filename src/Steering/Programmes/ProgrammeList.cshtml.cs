using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.WebUtilities;

namespace LoTrinh.Steering.Programmes;

/// <summary>The programme tree with what rolls up: tasks, phases, and how likely both sides think delivery is.</summary>
[Permits(Permissions.Read)]
internal sealed class ProgrammeListPage(ProgrammeQueries programmes, ProgrammeRules rules, OrganisationDirectory organisation, Texts texts,
    TimeProvider clock) : PageModel
{
    public ProgrammeFilter Filter { get; private set; } = new();

    public IReadOnlyList<ProgrammeRow> Rows { get; private set; } = [];

    public bool MayPlan { get; private set; }

    public DateTime AsOf => clock.UtcNow();

    public ConfidenceRuleSet Rules => rules.On(clock.Today());

    public IEnumerable<SelectListItem> Levels => All(Enum.GetValues<ProgrammeLevel>()
        .Select(l => new SelectListItem(texts[ProgrammeWords.Key(l)], l.ToString())));

    public IEnumerable<SelectListItem> States => All(Enum.GetValues<ProgrammeState>()
        .Select(s => new SelectListItem(texts[ProgrammeWords.Key(s)], s.ToString())));

    public IEnumerable<SelectListItem> Units => All(organisation.On(clock.Today())
        .Select(u => new SelectListItem(u.Name, u.Id.ToString())));

    /// <summary>Elements at work with a phase that is overdue, or whose unit expects to be late.</summary>
    public int Late => Rows.Count(r => r is { Matches: true, Programme.IsActive: true } && r.Phases.Any(IsLate));

    /// <summary>Elements of which those outside think worse than the unit.</summary>
    public int Apart => Rows.Count(r => r.Matches && Rules.Apart(r.Confidence.Unit?.Level, r.Confidence.Reviewer?.Level) > 0);

    /// <summary>Phases whose gate nobody has decided.</summary>
    public int GatesOpen => Rows.Where(r => r.Matches).Sum(r => r.Phases.Count(p => p.GateWaits));

    public async Task OnGetAsync([FromQuery(Name = "cap")] ProgrammeLevel? level, [FromQuery(Name = "donvi")] Guid? unit,
        [FromQuery(Name = "trangthai")] ProgrammeState? state, string? q, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        Filter = new(q, level, unit, state);
        Rows = await programmes.ListAsync(actor, Filter, ct);
        MayPlan = actor.May(ProgrammePermissions.Plan);
    }

    public static bool IsLate(PhaseStanding phase) => phase.Status is PhaseStatus.Overdue or PhaseStatus.ForecastLate;

    public string UnitName(Guid id) => organisation.NameOf(id);

    public string QueryWith(string name, string value) => QueryHelpers.AddQueryString(Request.QueryString.Value ?? "", name, value);

    private IEnumerable<SelectListItem> All(IEnumerable<SelectListItem> items) => items.Prepend(new(texts["steering.filter.all"], ""));
}
