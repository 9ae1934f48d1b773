using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Ledger;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Publications;

/// <summary>One publication as everyone will see it, and what the reader can do with it.</summary>
[Permits(PublicationPermissions.Read, everywhere: true)]
internal sealed class PublicationRecordPage(PublicationWork work, PublicationQueries publications, PublicationReader reader,
    PublicationWords words, AppDb db) : PageModel, IRemembersVersion
{
    private Actor _actor = Actor.Nobody;

    public Publication Publication { get; private set; } = null!;

    public PublishedContent Shown { get; private set; } = null!;

    public IReadOnlyList<LedgerEntry> History { get; private set; } = [];

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? WithdrawReason { get; set; }

    public string Title => words.Title(Shown);

    public bool MayPrepare => _actor.May(PublicationPermissions.Prepare, "/");

    public bool MayPublish => _actor.May(PublicationPermissions.Publish, "/");

    /// <summary>Whether the reader prepared it, and so waits for another person.</summary>
    public bool IsOwn => Publication.PreparedById == _actor.AccountId;

    public bool MayWithdraw => Publication.State != PublicationState.Withdrawn && (MayPublish || (MayPrepare && !Publication.WasPublic));

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostProposeAsync(Guid id, CancellationToken ct) => Do(id, a => work.Propose(a, id, Version, ct), ct);

    public Task<IActionResult> OnPostPublishAsync(Guid id, CancellationToken ct) => Do(id, a => work.Publish(a, id, Version, ct), ct);

    public Task<IActionResult> OnPostReturnAsync(Guid id, CancellationToken ct) =>
        Do(id, a => work.GiveBack(a, id, Version, Reason, ct), ct);

    public Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken ct) =>
        Do(id, a => work.Withdraw(a, id, Version, WithdrawReason, ct), ct);

    private Task<IActionResult> Do(Guid id, Func<Actor, Task<Result<Publication>>> act, CancellationToken ct) =>
        this.ActAsync($"~/chi-dao/cong-bo/{id}", act, () => LoadAsync(id, ct));

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        _actor = await HttpContext.ActorAsync();
        if (await publications.FindAsync(_actor, id, ct) is not { } found)
        {
            return false;
        }

        (Publication, Version) = (found, Version ?? found.Version);
        Shown = await reader.PreviewAsync(found, ct);
        History = await db.Ledger.AsNoTracking().Where(e => e.SubjectId == id).OrderByDescending(e => e.Seq).Take(100).ToListAsync(ct);
        return true;
    }
}
