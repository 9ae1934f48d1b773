using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Steering.Committees;

/// <summary>Dissolves a committee by a decision. Its open tasks are those of its units, and stay theirs.</summary>
[Permits(CommitteePermissions.Constitute)]
internal sealed class DissolveCommitteePage(CommitteeWork work, CommitteeQueries committees, WorkspaceQueries workspaces, OrganisationDirectory organisation)
    : PageModel, IRemembersVersion
{
    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public string? Document { get; set; }

    [BindProperty]
    public DateOnly? LastDay { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public Committee Committee { get; private set; } = null!;

    /// <summary>What its unit works on, as it stands today.</summary>
    public Workspace Work { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        Version = Committee.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Stay([]);
        }

        var result = await work.Dissolve(await HttpContext.ActorAsync(), id, Version, Document, LastDay, Note, ct);
        return result.Ok ? this.Done($"~/chi-dao/ban-chi-dao/{id}") : this.Stay(result.Problems);
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await committees.FindAsync(id, ct) is not { } committee || organisation.Find(committee.UnitId) is not { } unit
            || actor.Lacks(CommitteePermissions.Constitute, unit.Path) is not null)
        {
            return false;
        }

        (Committee, Work) = (committee, await workspaces.ReadAsync(actor, unit, ct));
        return true;
    }
}
