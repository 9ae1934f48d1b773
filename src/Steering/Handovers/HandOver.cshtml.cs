using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Handovers;

/// <summary>Hands the tasks of one ended unit over.</summary>
[Permits(Permissions.Assign)]
internal sealed class HandOverPage(HandoverWork work, HandoverQueries handovers, OrganisationDirectory organisation, Texts texts) : PageModel
{
    [BindProperty]
    public Guid? ToUnitId { get; set; }

    [BindProperty]
    public string? Position { get; set; }

    [BindProperty]
    public string? Basis { get; set; }

    [BindProperty]
    public List<Guid>? Tasks { get; set; }

    public UnitInfo Unit { get; private set; } = null!;

    public IReadOnlyList<HandoverRow> Rows { get; private set; } = [];

    public List<SelectListItem> Choices { get; private set; } = [];

    public IEnumerable<SelectListItem> Boxes => Rows.Select(r => new SelectListItem(
        texts[r.IsLead ? "handover.row-lead" : "handover.row-help", r.Code, r.Title, r.DueOn.Show(), organisation.NameOf(r.LeadUnitId)], r.Id.ToString()));

    public async Task<IActionResult> OnGetAsync(string key, CancellationToken ct)
    {
        if (!await LoadAsync(key, ct))
        {
            return NotFound();
        }

        (Tasks, Basis) = ([.. Rows.Select(r => r.Id)], await handovers.BasisAsync(Unit, ct));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string key, CancellationToken ct)
    {
        if (!await LoadAsync(key, ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Stay([]);
        }

        var result = await work.HandOver(await HttpContext.ActorAsync(), Unit, new(ToUnitId, Tasks ?? [], Position, Basis), ct);
        return result.Ok ? this.Done("~/chi-dao/ban-giao") : this.Stay(result.Problems);
    }

    private async Task<bool> LoadAsync(string key, CancellationToken ct)
    {
        if (work.Of(await HttpContext.ActorAsync(), key) is not { } unit)
        {
            return false;
        }

        (Unit, Rows) = (unit, await handovers.TasksAsync(unit.Id, ct));
        Choices = [.. (await handovers.SuccessorsAsync(unit, ct)).Where(u => u.Id != unit.Id).Select(u => new SelectListItem(u.Name, u.Id.ToString()))];
        return true;
    }
}
