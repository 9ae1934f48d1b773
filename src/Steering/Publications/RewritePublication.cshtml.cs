using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Steering.Reviews;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LoTrinh.Steering.Publications;

/// <summary>Prepares a draft anew, from its source as it is now.</summary>
[Permits(PublicationPermissions.Prepare, everywhere: true)]
internal sealed class RewritePublicationPage(PublicationWork work, PublicationQueries publications, AppDb db, ReviewWords reviews,
    Texts texts, TimeProvider clock) : PublicationFormPage(publications, db, reviews, texts, clock), IRemembersVersion
{
    private readonly PublicationQueries _publications = publications;

    public Publication Publication { get; private set; } = null!;

    [BindProperty]
    public int? Version { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
        {
            return NotFound();
        }

        await FillAsync(Publication, ct);
        return Page();
    }

    public Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct) => this.ActAsync($"~/chi-dao/cong-bo/{id}",
        actor => work.Rewrite(actor, id, Version, Draft, ct), async () => await FindAsync(id, ct) && await LoadAsync(ct));

    private async Task<bool> FindAsync(Guid id, CancellationToken ct)
    {
        if (await _publications.FindAsync(await HttpContext.ActorAsync(), id, ct) is not { State: PublicationState.Draft } found)
        {
            return false;
        }

        (Publication, Version) = (found, Version ?? found.Version);
        return true;
    }
}
