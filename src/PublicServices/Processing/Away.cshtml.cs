using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Notifications;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.PublicServices.Processing;

/// <summary>When the officer is away, and who does the work meanwhile.</summary>
[Permits(Permissions.Handle)]
internal sealed class AwayPage(Absences absences) : PageModel
{
    public IReadOnlyList<OfficerAbsence> Own { get; private set; } = [];

    public IReadOnlyList<Recipient> Candidates { get; private set; } = [];

    public IEnumerable<SelectListItem> Choices => Candidates.Select(c => new SelectListItem(c.Name, c.AccountId.ToString(), c.AccountId == Substitute)).Prepend(new("", ""));

    [BindProperty]
    public Guid? Substitute { get; set; }

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? To { get; set; }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => this.ActAsync("~/dich-vu-cong/vang-mat", a => absences.Announce(a, Substitute, From, To, ct), () => LoadAsync(ct));

    public Task<IActionResult> OnPostReturnAsync(Guid id, CancellationToken ct) => this.ActAsync("~/dich-vu-cong/vang-mat", a => absences.Return(a, id, ct), () => LoadAsync(ct));

    public string NameOf(Guid account) => Candidates.FirstOrDefault(c => c.AccountId == account)?.Name ?? "–";

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        (Own, Candidates) = (await absences.OwnAsync(actor, ct), await absences.CandidatesAsync(actor, ct));
        return true;
    }
}
