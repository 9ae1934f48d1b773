using LoTrinh.Platform;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Steering.Opinions;

/// <summary>Says who votes in a member's stead, by which paper; or takes it back.</summary>
[Permits(Permissions.Read)]
internal sealed class GiveProxyPage(BallotWork work, OpinionQueries opinions, OpinionScope scope, OrganisationDirectory organisation) : PageModel, IRemembersVersion
{
    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public string? PersonName { get; set; }

    [BindProperty]
    public string? PersonTitle { get; set; }

    [BindProperty]
    public string? Reference { get; set; }

    /// <summary>Name of the person's account, if they have one.</summary>
    [BindProperty]
    public string? Account { get; set; }

    [BindProperty]
    public List<IFormFile>? Scan { get; set; }

    public OpinionRound Round { get; private set; } = null!;

    public OpinionMember Member { get; private set; } = null!;

    /// <summary>Whether the paper's scan must be there: a member writes here in their own name.</summary>
    public bool NeedsScan { get; private set; }

    public string MemberName => OpinionWords.Position(Member, organisation);

    public async Task<IActionResult> OnGetAsync(Guid id, Guid member, CancellationToken ct)
    {
        if (!await LoadAsync(id, member, ct) || Round.State != OpinionState.Open)
        {
            return NotFound();
        }

        Version = Member.Version;
        return Page();
    }

    public Task<IActionResult> OnPostAsync(Guid id, Guid member, CancellationToken ct) => SaveAsync(id, member,
        a => work.GiveProxy(a, id, member, Version, new(PersonName, PersonTitle, Reference, null), Account, SentFile.Of(Scan), ct), ct);

    public Task<IActionResult> OnPostRevokeAsync(Guid id, Guid member, CancellationToken ct) =>
        SaveAsync(id, member, a => work.RevokeProxy(a, id, member, Version, ct), ct);

    private async Task<IActionResult> SaveAsync(Guid id, Guid member, Func<Actor, Task<Result<OpinionRound>>> act, CancellationToken ct) =>
        !await LoadAsync(id, member, ct) ? NotFound() : await this.ActAsync($"~/chi-dao/y-kien/{id}", act, () => LoadAsync(id, member, ct));

    private async Task<bool> LoadAsync(Guid id, Guid memberId, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await opinions.FindAsync(actor, id, ct) is not { } round
            || round.Members.FirstOrDefault(m => m.Id == memberId) is not { } member
            || !scope.MayGiveProxy(actor, round, member))
        {
            return false;
        }

        (Round, Member, NeedsScan) = (round, member, !scope.IsSeated(actor, member));
        return true;
    }
}
