using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Ledger;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Committees;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Opinions;

/// <summary>One round: what is asked, who answered what, the result, the collation, and what the reader can do.</summary>
[Permits(Permissions.Read)]
internal sealed class OpinionRecordPage(OpinionWork work, OpinionQueries opinions, OpinionSeating seating, OpinionScope scope,
    CommitteeQueries committees, AppDb db,
    OrganisationDirectory organisation, Texts texts, TimeProvider clock) : PageModel, IRemembersVersion
{
    private Actor _actor = Actor.Nobody;
    private ILookup<string?, StoredFile> _files = Enumerable.Empty<StoredFile>().ToLookup(f => f.Part);
    private IReadOnlyDictionary<Guid, string> _accounts = new Dictionary<Guid, string>();

    public OpinionRound Round { get; private set; } = null!;

    /// <summary>The rounds about the same matter, from the first.</summary>
    public IReadOnlyList<RoundOfMatter> Matter { get; private set; } = [];

    public string Committee { get; private set; } = "";

    public IReadOnlyList<LedgerEntry> History { get; private set; } = [];

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public string? WithdrawReason { get; set; }

    [BindProperty]
    public Guid? MemberId { get; set; }

    [BindProperty]
    public string? Account { get; set; }

    public DateOnly Today => clock.Today();

    public bool IsOverdue => Round.IsOverdue(Today);

    public bool MayOrganise => scope.MayOrganise(_actor, Round);

    public bool SeesBallots => scope.MaySeeBallots(_actor, Round);

    /// <summary>The seats for which the reader votes.</summary>
    public IReadOnlyList<OpinionMember> Mine => [.. Round.MembersInOrder.Where(m => scope.MayVote(_actor, m))];

    /// <summary>What the count is: of a closed round as it was closed, of an open one as it stands.</summary>
    public Tally Tally => Round.Result ?? Round.Count();

    public int Answered => Round.Members.Count(m => m.Latest is not null);

    public int Unreceived => Round.CommentsToReceive.Count(c => c.Comment.Reception is null);

    public bool HasNext => Matter.Any(r => r.Number > Round.Number);

    public bool MayClose => MayOrganise && Round.State == OpinionState.Open && (IsOverdue || Answered == Round.Members.Count);

    public IEnumerable<SelectListItem> Members => Round.MembersInOrder.Select(m => new SelectListItem(
        $"{NameOf(m)}{(AccountOf(m) is { } account ? $" – {account}" : "")}", m.Id.ToString()));

    /// <summary>Who acts next and by when; null when nobody has to.</summary>
    public string? Next => Round.State switch
    {
        OpinionState.Open when Answered == Round.Members.Count => texts["opinion.next-step.close"],
        OpinionState.Open when IsOverdue => texts["opinion.next-step.close-late", Round.Members.Count - Answered],
        OpinionState.Open => texts["opinion.next-step.vote", Round.Members.Count - Answered, Round.DueOn.Show()],
        OpinionState.Closed when HasNext => null,
        OpinionState.Closed when Unreceived > 0 => texts["opinion.next-step.receive", Unreceived],
        OpinionState.Closed when Tally.Outcome == OpinionOutcome.NotAgreed => texts["opinion.next-step.again"],
        OpinionState.Closed => texts["opinion.next-step.chair"],
        _ => null,
    };

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostCloseAsync(Guid id, CancellationToken ct) => Do(id, a => work.Close(a, id, Version, ct), ct);

    public Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken ct) =>
        Do(id, a => work.Withdraw(a, id, Version, WithdrawReason, ct), ct);

    public Task<IActionResult> OnPostAccountAsync(Guid id, CancellationToken ct) =>
        Do(id, a => work.NameAccount(a, id, Version, MemberId, Account, ct), ct);

    public string UnitName(Guid id) => organisation.NameOf(id);

    public string NameOf(OpinionMember member) => OpinionWords.Position(member, organisation);

    /// <summary>Name of the account that votes for a seat; null when its ballot comes on paper.</summary>
    public string? AccountOf(OpinionMember member) => member.AccountId is { } id ? _accounts.GetValueOrDefault(id) : null;

    public bool IsMine(OpinionMember member) => scope.MayVote(_actor, member);

    public bool SeesBallotOf(OpinionMember member) => scope.MaySeeBallot(_actor, Round, member);

    public bool MayGiveProxy(OpinionMember member) => Round.State == OpinionState.Open && scope.MayGiveProxy(_actor, Round, member);

    /// <summary>Files of a part: the draft, the papers, the scan of a ballot or a proxy.</summary>
    public IReadOnlyList<StoredFile> FilesOf(string part) => [.. _files[part]];

    private Task<IActionResult> Do(Guid id, Func<Actor, Task<Result<OpinionRound>>> act, CancellationToken ct) =>
        this.ActAsync($"~/chi-dao/y-kien/{id}", act, () => LoadAsync(id, ct));

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        _actor = await HttpContext.ActorAsync();
        if (await opinions.FindAsync(_actor, id, ct) is not { } round)
        {
            return false;
        }

        // A form that is shown again keeps the version its person saw; what they typed was typed over that.
        (Round, Version) = (round, Version ?? round.Version);
        Matter = await opinions.MatterAsync(round.MatterId, ct);
        Committee = (await committees.FindAsync(round.CommitteeId, ct))?.Name ?? "";
        _files = (await opinions.FilesAsync(id, ct)).ToLookup(f => f.Part);
        _accounts = await seating.NamesAsync(round.Members.Select(m => m.AccountId).OfType<Guid>(), ct);
        History = await db.Ledger.AsNoTracking().Where(e => e.SubjectId == id).OrderByDescending(e => e.Seq).Take(100).ToListAsync(ct);
        return true;
    }
}
