using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Ledger;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Meetings;

/// <summary>One meeting: agenda with papers and minutes, who was invited and came, the conclusions and what became of them, and what the reader can do.</summary>
[Permits(Permissions.Read)]
internal sealed class MeetingRecordPage(MeetingWork work, MeetingRecordWork records, MeetingQueries meetings, MeetingScope scope, MeetingRules rules, DeadlineEngine deadlines,
    AppDb db, OrganisationDirectory organisation, Texts texts, TimeProvider clock) : PageModel, IRemembersVersion
{
    private Actor _actor = Actor.Nobody;
    private ILookup<string?, StoredFile> _files = Enumerable.Empty<StoredFile>().ToLookup(f => f.Part);

    public Meeting Meeting { get; private set; } = null!;

    public string Body { get; private set; } = "";

    public ConclusionStanding Standing { get; private set; } = null!;

    public IReadOnlyList<LedgerEntry> History { get; private set; } = [];

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public Guid? ItemId { get; set; }

    [BindProperty]
    public List<IFormFile>? Files { get; set; }

    /// <summary>Number of a notice that is in the register already.</summary>
    [BindProperty]
    public string? Notice { get; set; }

    [BindProperty]
    public string? CancelReason { get; set; }

    [BindProperty]
    public string? ReturnReason { get; set; }

    public bool MayOrganise => scope.MayOrganise(_actor, Meeting);

    public bool MaySign => scope.MaySign(_actor, Meeting);

    public bool MayAssign => _actor.May(Permissions.Assign);

    public bool HasBegun => Meeting.On <= clock.Today();

    public Quorum Quorum => rules.Quorum.Of(Meeting.Invited);

    public string QuorumBasis => rules.Quorum.Basis;

    /// <summary>The day by which the invitation is to be out, for those who still prepare it.</summary>
    public DateOnly InviteBy => BackFrom(Meeting.On, rules.InviteWorkingDays);

    /// <summary>The day by which the notice is to be issued.</summary>
    public DateOnly NoticeBy => deadlines.AddWorkingDaysOrDays(Meeting.On, rules.NoticeWorkingDays);

    public DateOnly Today => clock.Today();

    /// <summary>Why the invitation cannot go out yet.</summary>
    public IEnumerable<string> WhyNotInvite => Meeting.WhyNotInvite(clock.UtcNow()).Select(texts.Say);

    /// <summary>Points of the agenda to which the reader may add papers.</summary>
    public IReadOnlyList<SelectListItem> PaperItems => Meeting.State == MeetingState.Cancelled || Meeting.ChairSignature is not null ? []
        : [.. Meeting.AgendaInOrder.Where(i => scope.MayAddPapers(_actor, Meeting, i)).Select(i => new SelectListItem($"{i.Place}. {Platform.Documents.DocumentNumbers.Shorten(i.Title, 90)}", i.Id.ToString()))];

    /// <summary>Who acts next and by when; null when nobody has to.</summary>
    public string? Next => Meeting switch
    {
        { State: MeetingState.Planned } => texts["meeting.next.invite", InviteBy.Show()],
        { State: MeetingState.Invited } m when !HasBegun => texts["meeting.next.meet", m.StartsAt.Show()],
        { State: MeetingState.Invited } => texts["meeting.next.attendance"],
        { State: MeetingState.Held, Conclusions.Count: 0 } => texts["meeting.next.conclude"],
        { State: MeetingState.Held, NoticeId: null } => texts["meeting.next.issue", NoticeBy.Show()],
        { State: MeetingState.Held } m when m.Conclusions.Count(Standing.Lacks) is > 0 and var open => texts["meeting.next.assign", open],
        { State: MeetingState.Held, SecretarySignature: null } => texts["meeting.next.minutes"],
        { State: MeetingState.Held, ChairSignature: null } => texts["meeting.next.sign"],
        _ => null,
    };

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostInviteAsync(Guid id, CancellationToken ct) => Do(id, a => work.Invite(a, id, Version, ct), ct);

    public Task<IActionResult> OnPostPapersAsync(Guid id, CancellationToken ct) => Do(id, a => work.AddPapers(a, id, Version, ItemId, SentFile.Of(Files), ct), ct);

    public Task<IActionResult> OnPostCancelAsync(Guid id, CancellationToken ct) => Do(id, a => work.Cancel(a, id, Version, CancelReason, ct), ct);

    public Task<IActionResult> OnPostSecretaryAsync(Guid id, CancellationToken ct) => Do(id, a => records.SignAsSecretary(a, id, Version, ct), ct);

    public Task<IActionResult> OnPostChairAsync(Guid id, CancellationToken ct) => Do(id, a => records.SignAsChair(a, id, Version, ct), ct);

    public Task<IActionResult> OnPostReturnAsync(Guid id, CancellationToken ct) => Do(id, a => records.ReturnMinutes(a, id, Version, ReturnReason, ct), ct);

    public Task<IActionResult> OnPostIssueAsync(Guid id, CancellationToken ct) => Do(id, a => records.Issue(a, id, Version, ct), ct);

    public Task<IActionResult> OnPostAdoptAsync(Guid id, CancellationToken ct) => Do(id, a => records.Adopt(a, id, Version, Notice, ct), ct);

    public string UnitName(Guid? id) => organisation.NameOf(id);

    /// <summary>The papers of a point of the agenda, or the letter of invitation.</summary>
    public IReadOnlyList<StoredFile> FilesOf(string part) => [.. _files[part]];

    // So many working days before a day; a day whose year the calendar does not know counts as any other.
    private DateOnly BackFrom(DateOnly day, int workingDays)
    {
        var back = day;
        while (deadlines.WorkingDaysBetween(back, day) < workingDays && back > day.AddDays(-31))
        {
            back = back.AddDays(-1);
        }

        return back;
    }

    private Task<IActionResult> Do(Guid id, Func<Actor, Task<Result<Meeting>>> act, CancellationToken ct) =>
        this.ActAsync($"~/chi-dao/hop/{id}", act, () => LoadAsync(id, ct));

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        _actor = await HttpContext.ActorAsync();
        if (await meetings.FindAsync(_actor, id, ct) is not { } meeting)
        {
            return false;
        }

        // A form that is shown again keeps the version its person saw; what they typed was typed over that.
        (Meeting, Version, Body) = (meeting, Version ?? meeting.Version, await meetings.BodyAsync(meeting, ct));
        Standing = await meetings.StandingAsync(_actor, meeting, ct);
        _files = (await meetings.FilesAsync(id, ct)).ToLookup(f => f.Part);
        History = await db.Ledger.AsNoTracking().Where(e => e.SubjectId == id).OrderByDescending(e => e.Seq).Take(100).ToListAsync(ct);
        return true;
    }
}
