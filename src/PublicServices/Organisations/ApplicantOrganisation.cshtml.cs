using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.PublicServices.Organisations;

/// <summary>One organisation: for those who act for it, with who else does; for the desk, with what there is to decide.</summary>
[Authorize]
internal sealed class ApplicantOrganisationPage(
    OrganisationQueries organisations, ConfirmOrganisation confirm, OrganisationMembers members, Texts texts) : PageModel, IRemembersVersion
{
    public WholeOrganisation Whole { get; private set; } = null!;

    public ApplicantOrganisation Organisation => Whole.Organisation;

    /// <summary>Name of the account that is asked to act.</summary>
    [BindProperty]
    public string? Account { get; set; }

    /// <summary>What it may do.</summary>
    [BindProperty]
    public string? Right { get; set; }

    /// <summary>Why the desk refuses.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Why the desk closes.</summary>
    [BindProperty]
    public string? Closing { get; set; }

    [BindProperty]
    public int? Version { get; set; }

    /// <summary>The rights that can be given.</summary>
    public IEnumerable<SelectListItem> RightsWith(string? chosen) => texts.Rights(chosen);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        return await LoadAsync(id, ct) ? Page() : NotFound();
    }

    public Task<IActionResult> OnPostConfirmAsync(Guid id, CancellationToken ct) => Act(id, a => confirm.Confirm(a, id, Version, ct), ct);

    public Task<IActionResult> OnPostRefuseAsync(Guid id, CancellationToken ct) => Act(id, a => confirm.Refuse(a, id, Version, Reason, ct), ct);

    public Task<IActionResult> OnPostCloseAsync(Guid id, CancellationToken ct) => Act(id, a => confirm.Close(a, id, Version, Closing, ct), ct);

    public Task<IActionResult> OnPostInviteAsync(Guid id, CancellationToken ct) => Act(id, a => members.Invite(a, id, Account, Right, ct), ct);

    public Task<IActionResult> OnPostAcceptAsync(Guid id, CancellationToken ct) => Act(id, a => members.Accept(a, id, ct), ct);

    public async Task<IActionResult> OnPostLeaveAsync(Guid id, CancellationToken ct)
    {
        var left = await members.Leave(await HttpContext.ActorAsync(), id, ct);
        return left.Ok ? this.Done("~/dich-vu-cong/to-chuc") : await LoadAsync(id, ct) ? this.Stay(left.Problems) : NotFound();
    }

    public Task<IActionResult> OnPostGiveAsync(Guid id, Guid member, CancellationToken ct) => Act(id, a => members.Give(a, id, member, Version, Right, ct), ct);

    public Task<IActionResult> OnPostDismissAsync(Guid id, Guid member, CancellationToken ct) => Act(id, a => members.Dismiss(a, id, member, Version, ct), ct);

    private Task<IActionResult> Act(Guid id, Func<Actor, Task<Result<ApplicantOrganisation>>> act, CancellationToken ct) =>
        this.ActAsync($"~/dich-vu-cong/to-chuc/{id}", act, () => LoadAsync(id, ct));

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await organisations.FindAsync(await HttpContext.ActorAsync(), id, ct) is not { } whole)
        {
            return false;
        }

        (Whole, Right) = (whole, Right ?? nameof(OrganisationRight.File));
        return true;
    }
}
