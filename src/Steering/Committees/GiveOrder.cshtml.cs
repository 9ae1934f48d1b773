using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Committees;

/// <summary>Records an order that units set up committees of their own.</summary>
[Permits(CommitteePermissions.Order)]
internal sealed class GiveOrderPage(OrderWork orders, OrganisationDirectory organisation, TimeProvider clock) : PageModel
{
    [BindProperty]
    public string? Document { get; set; }

    [BindProperty]
    public string? Clause { get; set; }

    [BindProperty]
    public DateOnly? From { get; set; }

    [BindProperty]
    public DateOnly? DueOn { get; set; }

    [BindProperty]
    public List<Guid>? Units { get; set; }

    public IEnumerable<SelectListItem> Choices => organisation.On(clock.Today()).Where(u => u.ParentId is not null).Select(u => new SelectListItem(u.Name, u.Id.ToString()));

    public void OnGet()
    {
        // The form begins empty.
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return this.Stay([]);
        }

        var result = await orders.Give(await HttpContext.ActorAsync(), new(From, DueOn, Units ?? [], Clause, Document), ct);
        return result.Ok ? this.Done("~/chi-dao/ban-chi-dao") : this.Stay(result.Problems);
    }
}
