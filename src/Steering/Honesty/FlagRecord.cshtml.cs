using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Steering.Honesty;

/// <summary>One flag: what is seen, what to look at, in which tasks, and what was answered.</summary>
[Permits(FlagPermissions.Read)]
internal sealed class FlagRecordPage(FlagQueries flags, FlagWork work, OrganisationDirectory organisation) : PageModel
{
    public FlagView View { get; private set; } = null!;

    /// <summary>The unit by which the flag is looked up.</summary>
    [BindProperty(SupportsGet = true, Name = "donvi")]
    public Guid? UnitId { get; set; }

    /// <summary>What the flag rested on when its reader saw it.</summary>
    [BindProperty]
    public string? Mark { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id) => await LoadAsync(id) ? Page() : NotFound();

    public Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct) =>
        this.ActAsync($"~/chi-dao/trung-thuc/{id}?donvi={UnitId}", a => work.Answer(a, id, UnitId, Mark, Reason, ct), () => LoadAsync(id));

    public string UnitName(Guid id) => organisation.NameOf(id);

    private async Task<bool> LoadAsync(Guid id)
    {
        if (await flags.FindAsync(await HttpContext.ActorAsync(), id, UnitId) is not { } found)
        {
            return false;
        }

        // A form that is shown again keeps what its person saw.
        (View, Mark) = (found, Mark ?? found.Flag.Mark);
        return true;
    }
}
