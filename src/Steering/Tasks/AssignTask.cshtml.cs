using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Tasks;

/// <summary>Turns a commitment into a task with one lead, and issues it when it is clear in all six respects.</summary>
[Permits(Permissions.Read)]
internal sealed class AssignTaskPage(TaskWork work, OrganisationDirectory organisation, Texts texts, TimeProvider clock) : PageModel
{
    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Details { get; set; }

    [BindProperty]
    public string? DocumentNumber { get; set; }

    [BindProperty]
    public string? Clause { get; set; }

    [BindProperty]
    public Guid? LeadUnitId { get; set; }

    [BindProperty]
    public List<Guid>? Coordinators { get; set; }

    [BindProperty]
    public string? AccountablePosition { get; set; }

    [BindProperty]
    public string? Authority { get; set; }

    [BindProperty]
    public string? Product { get; set; }

    [BindProperty]
    public string? AcceptanceCriteria { get; set; }

    [BindProperty]
    public DateOnly? DueOn { get; set; }

    [BindProperty]
    public int? DueWorkingDays { get; set; }

    [BindProperty(Name = "cha", SupportsGet = true)]
    public Guid? ParentId { get; set; }

    public IEnumerable<SelectListItem> Units =>
        [new(texts["steering.choose"], ""), .. organisation.On(clock.Today()).Select(u => new SelectListItem(u.Name, u.Id.ToString()))];

    public async Task<IActionResult> OnGetAsync() =>
        ParentId is null && !(await HttpContext.ActorAsync()).May(Permissions.Assign) ? Forbid() : Page();

    public async Task<IActionResult> OnPostAsync(bool issue, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return this.Stay([]);
        }

        var basis = DueWorkingDays is not null ? DueBasis.WorkingDaysFromIssue : DueOn is not null ? DueBasis.Date : DueBasis.None;
        var draft = new TaskDraft("", Title, Details, LeadUnitId, Coordinators ?? [], AccountablePosition, Authority, Product, AcceptanceCriteria, basis,
            DueWorkingDays, DueOn, DocumentNumber: DocumentNumber, Clause: Clause, ParentId: ParentId);
        var result = await work.Assign(await HttpContext.ActorAsync(), draft, issue, ct);
        return result.TryGet(out var task) ? LocalRedirect($"~/chi-dao/nhiem-vu/{task.Id}") : this.Stay(result.Problems);
    }
}
