using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Opinions;

/// <summary>Enters a ballot that came on paper, with its scan.</summary>
[Permits(OpinionPermissions.Organise)]
internal sealed class EnterPaperPage(BallotWork work, OpinionQueries opinions, OpinionScope scope, OrganisationDirectory organisation, Texts texts, TimeProvider clock)
    : BallotFormPage(opinions, organisation, texts)
{
    [BindProperty]
    public Guid? MemberId { get; set; }

    [BindProperty]
    public DateOnly? ReceivedOn { get; set; }

    /// <summary>Whether the proxy signed it.</summary>
    [BindProperty]
    public bool ByProxy { get; set; }

    [BindProperty]
    public List<IFormFile>? Scan { get; set; }

    /// <summary>The members, those without ballot first.</summary>
    public IEnumerable<SelectListItem> Members =>
        Round.MembersInOrder.OrderBy(m => m.Latest is not null).Select(m => new SelectListItem(string.Join(" – ", Told(m)), m.Id.ToString()));

    public async Task<IActionResult> OnGetAsync(Guid id, [FromQuery(Name = "thanhvien")] Guid? member, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        (MemberId, ReceivedOn) = (member, clock.Today());
        AddRows();
        return Page();
    }

    public async Task<IActionResult> OnPostMoreAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        AddRows();
        return Page();
    }

    public Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct) =>
        SaveAsync(id, a => work.EnterPaper(a, id, Version, new(MemberId, Draft(), ReceivedOn, ByProxy, SentFile.Of(Scan)), ct), ct);

    protected override bool IsFor(Actor actor, OpinionRound round) =>
        scope.MayOrganise(actor, round) && (round.State == OpinionState.Open || HttpContext.Request.Method != "GET");

    private IEnumerable<string> Told(OpinionMember member)
    {
        yield return NameOf(member);
        if (member.Latest is { } ballot)
        {
            yield return Texts[OpinionWords.Key(ballot.Choice)];
        }

        if (member.Proxy is { } proxy)
        {
            yield return Texts["opinion.proxy-of", proxy.PersonName];
        }
    }
}
