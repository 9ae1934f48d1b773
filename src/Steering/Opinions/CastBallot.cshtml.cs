using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LoTrinh.Steering.Opinions;

/// <summary>
/// A member's ballot, or that of who votes in their stead. Until the round is closed it may be changed; what was said before stays.
/// </summary>
[Permits(Permissions.Read)]
internal sealed class CastBallotPage(BallotWork work, OpinionQueries opinions, OpinionScope scope, OrganisationDirectory organisation, Texts texts, TimeProvider clock)
    : BallotFormPage(opinions, organisation, texts)
{
    public OpinionMember Member { get; private set; } = null!;

    /// <summary>The proxy by which the reader votes; null when they sit there themselves.</summary>
    public OpinionProxy? ByProxy { get; private set; }

    public bool IsLate => Round.IsOverdue(Platform.Time.OfficeTime.Today(clock));

    public async Task<IActionResult> OnGetAsync(Guid id, Guid member, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        Version = Member.Version;
        Fill(Member.Latest);
        return Page();
    }

    public async Task<IActionResult> OnPostMoreAsync(Guid id, Guid member, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        AddRows();
        return Page();
    }

    public Task<IActionResult> OnPostAsync(Guid id, Guid member, CancellationToken ct) =>
        SaveAsync(id, a => work.Cast(a, id, Member.Id, Version, Draft(), ct), ct);

    protected override bool IsFor(Actor actor, OpinionRound round)
    {
        if (!Guid.TryParse(RouteData.Values["member"]?.ToString(), out var id)
            || round.Members.FirstOrDefault(m => m.Id == id) is not { } member
            || !scope.MayVote(actor, member) || (round.State != OpinionState.Open && HttpContext.Request.Method == "GET"))
        {
            return false;
        }

        (Member, ByProxy) = (member, scope.VotesByProxy(actor, member) ? member.Proxy : null);
        return true;
    }
}
