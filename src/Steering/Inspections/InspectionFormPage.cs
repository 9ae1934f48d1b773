using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Inspections;

/// <summary>The form that says what is planned: shared by planning and mending.</summary>
internal abstract class InspectionFormPage(InspectionTeam teams, InspectionRules rules, OrganisationDirectory organisation, Texts texts, TimeProvider clock) : PageModel
{
    private IReadOnlyList<SelectListItem> _people = [];

    [BindProperty]
    public int? Year { get; set; }

    [BindProperty]
    public int? Quarter { get; set; }

    [BindProperty]
    public string? Subject { get; set; }

    [BindProperty]
    public string? Scope { get; set; }

    [BindProperty]
    public DateOnly? PeriodFrom { get; set; }

    [BindProperty]
    public DateOnly? PeriodTo { get; set; }

    [BindProperty]
    public DateOnly? WorkFrom { get; set; }

    [BindProperty]
    public DateOnly? WorkTo { get; set; }

    [BindProperty]
    public List<Guid>? UnitIds { get; set; }

    [BindProperty]
    public Guid? HeadId { get; set; }

    /// <summary>The head's position, where they have no account.</summary>
    [BindProperty]
    public string? HeadPosition { get; set; }

    [BindProperty]
    public string? HeadUnit { get; set; }

    [BindProperty]
    public List<Guid>? MemberIds { get; set; }

    /// <summary>Members without an account: "position | unit", one a line.</summary>
    [BindProperty]
    public string? Members { get; set; }

    [BindProperty]
    public string? Template { get; set; }

    public IEnumerable<Checklist> Checklists => rules.Checklists;

    public IEnumerable<SelectListItem> Quarters =>
        [new(texts["inspection.whole-year"], ""), .. Enumerable.Range(1, 4).Select(n => new SelectListItem(texts["inspection.quarter-n", n], n.ToString(System.Globalization.CultureInfo.InvariantCulture)))];

    public IEnumerable<SelectListItem> Units => organisation.On(clock.Today()).Where(u => u.ParentId is not null).Select(u => new SelectListItem(u.Name, u.Id.ToString()));

    public IEnumerable<SelectListItem> UnitKeys => [new("–", ""), .. organisation.On(clock.Today()).Select(u => new SelectListItem(u.Name, u.Key))];

    public IEnumerable<SelectListItem> Heads => [new(texts["inspection.no-account"], ""), .. _people];

    public IEnumerable<SelectListItem> People => _people;

    public IEnumerable<SelectListItem> Templates => rules.Checklists.Select(c => new SelectListItem(texts["inspection.checklist-line", c.Name, c.Items.Length], c.Key));

    protected async Task ShowAsync(CancellationToken ct) =>
        _people = [.. (await teams.CandidatesAsync(ct)).Select(a => new SelectListItem($"{a.Name} ({organisation.NameOf(a.UnitId)})", a.AccountId.ToString()))];

    protected async Task<Result<InspectionDraft>> DraftAsync(CancellationToken ct)
    {
        var typed = new[] { new MemberInput(HeadId, HeadPosition, HeadUnit, true) }
            .Concat((MemberIds ?? []).Where(m => m != HeadId).Select(m => new MemberInput(m, null, null, false))).Concat(InspectionTeam.Lines(Members));
        var team = await teams.MakeAsync(typed, ct);
        return team.TryGet(out var members)
            ? new InspectionDraft(Year, Quarter, Subject, Scope, PeriodFrom, PeriodTo, WorkFrom, WorkTo, UnitIds ?? [], members, Template) : team.Problems;
    }

    protected void Fill(Inspection i)
    {
        (Year, Quarter, Subject, Scope, Template) = (i.Year, i.Quarter, i.Subject, i.Scope, i.Template);
        (PeriodFrom, PeriodTo, WorkFrom, WorkTo) = (i.PeriodFrom, i.PeriodTo, i.WorkFrom, i.WorkTo);
        UnitIds = [.. i.Units.Select(u => u.UnitId)];
        var head = i.Team.FirstOrDefault(m => m.IsHead);
        (HeadId, HeadPosition, HeadUnit) = (head?.AccountId, head?.AccountId is null ? head?.Name : null, head?.AccountId is null ? organisation.Find(head?.UnitId)?.Key : null);
        MemberIds = [.. i.Team.Where(m => m is { IsHead: false, AccountId: not null }).Select(m => m.AccountId!.Value)];
        Members = string.Join('\n', i.Team.Where(m => m is { IsHead: false, AccountId: null }).Select(m => $"{m.Name} | {organisation.Find(m.UnitId)?.Key}"));
    }

    protected DateOnly Today => clock.Today();

    /// <summary>Acts on what was typed, or shows the form again with everything in it.</summary>
    protected async Task<IActionResult> SaveAsync(Func<Actor, InspectionDraft, Task<Result<Inspection>>> act, CancellationToken ct)
    {
        var problems = new List<Problem>();
        if (ModelState.IsValid)
        {
            var draft = await DraftAsync(ct);
            var result = draft.TryGet(out var whole) ? await act(await HttpContext.ActorAsync(), whole) : draft.Problems;
            if (result.TryGet(out var inspection))
            {
                return this.Done($"~/chi-dao/kiem-tra/{inspection.Id}");
            }

            problems.AddRange(result.Problems);
        }

        await ShowAsync(ct);
        return this.Stay(problems);
    }
}
