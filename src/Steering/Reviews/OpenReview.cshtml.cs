using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Committees;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Reviews;

/// <summary>Opens a review: which committee, which period, who reports by when.</summary>
[Permits(ReviewPermissions.Organise)]
internal sealed class OpenReviewPage(ReviewWork work, ReviewScope scope, ReviewRules rules, CommitteeQueries committees, TaskQueries tasks,
    OrganisationDirectory organisation,
    ReviewWords words, Texts texts, TimeProvider clock) : PageModel
{
    private IReadOnlyList<CommitteeRow> _committees = [];

    [BindProperty]
    public Guid? CommitteeId { get; set; }

    [BindProperty]
    public PeriodKind? Kind { get; set; }

    [BindProperty]
    public int? Year { get; set; }

    [BindProperty]
    public int? Number { get; set; }

    [BindProperty]
    public DateOnly? ReportDueOn { get; set; }

    [BindProperty]
    public DateOnly? SendBy { get; set; }

    [BindProperty]
    public List<Guid>? UnitIds { get; set; }

    public IEnumerable<SelectListItem> Committees => _committees.Select(c => new SelectListItem(c.Name, c.Id.ToString()));

    public IEnumerable<SelectListItem> Kinds => Enum.GetValues<PeriodKind>()
        .Select(k => new SelectListItem(texts[ReviewWords.Key(k)], k.ToString()));

    public IEnumerable<SelectListItem> Units => _committees.SelectMany(c => organisation.ReportersOf(c.Unit, Today)).DistinctBy(u => u.Id)
        .Select(u => new SelectListItem(u.Name, u.Id.ToString()));

    /// <summary>The rules of today, and the periods that they give now.</summary>
    public PeriodRules? Rules => rules.On(Today);

    public IEnumerable<(ReportPeriod Period, ReviewDraft Usual)> Running => Rules is not { } set ? []
        : Enum.GetValues<PeriodKind>().Select(k => set.Containing(k, Today)).OfType<ReportPeriod>()
            .Select(p => (p, work.Proposal(null, p.Kind, p.Year, p.Number)));

    public string Title(ReportPeriod period) => words.Title(period.Kind, period.Year, period.Number);

    private DateOnly Today => clock.Today();

    public async Task OnGetAsync(CancellationToken ct)
    {
        var actor = await LoadAsync(ct);
        CommitteeId = _committees.Count > 0 ? _committees[0].Id : null;
        if (Rules?.Containing(PeriodKind.Quarter, Today) is { } now)
        {
            (Kind, Year, Number) = (now.Kind, now.Year, now.Number);
        }

        // Who leads tasks is proposed.
        var leads = (await tasks.TallyAsync(tasks.Seen(actor))).Select(t => t.UnitId).ToList();
        UnitIds = _committees.Count == 0 ? [] : [.. leads.Select(l => organisation.ReporterOf(l, _committees[0].Unit).Id).Distinct()];
    }

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => this.ActAsync(review => $"~/chi-dao/so-ket/{review.Id}",
        actor => work.Open(actor, new(CommitteeId, Kind, Year, Number, ReportDueOn, SendBy, UnitIds ?? []), ct), async () =>
        {
            await LoadAsync(ct);
            return true;
        });

    private async Task<Actor> LoadAsync(CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        _committees = [.. (await committees.ListAsync(actor, Today, ct)).Where(c => scope.MayOrganise(actor, c.Unit.Id))];
        return actor;
    }
}
