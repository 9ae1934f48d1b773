using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Ledger;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Meetings;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Committees;

/// <summary>A committee as of a day: who sits in it by which decision, what was before, and what changed.</summary>
[Permits(Permissions.Read)]
internal sealed class CommitteeRecordPage(
    CommitteeWork work, CommitteeQueries committees, WorkspaceQueries workspaces, MeetingQueries meetings, MeetingScope meetingScope, OrganisationDirectory organisation, AppDb db, Texts texts, TimeProvider clock)
    : PageModel, IRemembersVersion
{
    private const int MostMeetings = 4;

    private IReadOnlyDictionary<Guid, DecisionView> _decisions = new Dictionary<Guid, DecisionView>();

    [BindProperty(Name = "ngay", SupportsGet = true)]
    public DateOnly? On { get; set; }

    /// <summary>Number of the composition to compare from; that before the one shown when left out.</summary>
    [BindProperty(Name = "tu", SupportsGet = true)]
    public int? From { get; set; }

    /// <summary>Number of the composition to compare with; the one shown when left out.</summary>
    [BindProperty(Name = "den", SupportsGet = true)]
    public int? To { get; set; }

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public Guid? SeatId { get; set; }

    [BindProperty]
    public string? PersonName { get; set; }

    [BindProperty]
    public DateOnly? HolderFrom { get; set; }

    [BindProperty]
    public string? HolderSource { get; set; }

    [BindProperty]
    public Guid? LeftSeatId { get; set; }

    [BindProperty]
    public DateOnly? HolderTo { get; set; }

    [BindProperty]
    public string? LeftSource { get; set; }

    public Committee Committee { get; private set; } = null!;

    public UnitInfo Unit { get; private set; } = null!;

    /// <summary>The composition on the day; null before the first.</summary>
    public CommitteeVersion? Shown { get; private set; }

    public CommitteeChanges? Changes { get; private set; }

    /// <summary>What the committee works on, as it stands today.</summary>
    public Workspace Work { get; private set; } = null!;

    /// <summary>Its latest meetings that the reader may see.</summary>
    public IReadOnlyList<MeetingRow> Meetings { get; private set; } = [];

    public bool MayPlanMeetings { get; private set; }

    public IReadOnlyList<LedgerEntry> History { get; private set; } = [];

    public bool MayConstitute { get; private set; }

    /// <summary>Whether the unit's own page opens for the reader; heads of units have none.</summary>
    public bool MayReadUnits { get; private set; }

    /// <summary>Name of the form that was sent, which stays open with what was typed.</summary>
    public string? Sent { get; private set; }

    public DateOnly Day => On ?? clock.Today();

    /// <summary>The committee's seats, then those of its working group.</summary>
    public IEnumerable<IGrouping<bool, CommitteeSeat>> Parts => Shown!.InOrder.GroupBy(s => s.IsOfGroup);

    public IEnumerable<SelectListItem> Numbers => Committee.InOrder.Select(v => new SelectListItem(texts["committee.version-of", v.Number, v.From.Show()], $"{v.Number}"));

    public IEnumerable<SelectListItem> Seats => ChoicesOf(Committee.InOrder.Last().InOrder);

    /// <summary>Seats that a named person has, and may leave.</summary>
    public IEnumerable<SelectListItem> TakenSeats => ChoicesOf(Committee.InOrder.Last().InOrder.Where(s => s.Holders.Any(h => h.To is null)));

    private IEnumerable<SelectListItem> ChoicesOf(IEnumerable<CommitteeSeat> seats) =>
        seats.Select(s => new SelectListItem($"{texts[$"committee.role.{s.Role}"]} – {s.Title}, {UnitName(s.UnitId)}", s.Id.ToString()));

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostFillAsync(Guid id, CancellationToken ct) =>
        ActAsync(id, nameof(work.Fill), actor => work.Fill(actor, id, Version, SeatId, PersonName, HolderFrom, HolderSource, ct), ct);

    public Task<IActionResult> OnPostVacateAsync(Guid id, CancellationToken ct) =>
        ActAsync(id, nameof(work.Vacate), actor => work.Vacate(actor, id, Version, LeftSeatId, HolderTo, LeftSource, ct), ct);

    public string UnitName(Guid? id) => organisation.NameOf(id);

    public DecisionView? DecisionOf(CommitteeVersion version) => _decisions.GetValueOrDefault(version.DocumentId);

    /// <summary>The decision that dissolves it, where the reader may see it.</summary>
    public DecisionView? Dissolution => _decisions.GetValueOrDefault(Committee.DissolvedById ?? Guid.Empty);

    /// <summary>What is to be said of a change beside its tag.</summary>
    public string Said(ChangedSeat seat)
    {
        var roles = seat.Before == seat.After || seat.Before is null || seat.After is null ? texts[$"committee.role.{seat.After ?? seat.Before}"]
            : $"{texts[$"committee.role.{seat.Before}"]} → {texts[$"committee.role.{seat.After}"]}";
        var persons = seat.PersonBefore == seat.PersonAfter ? seat.PersonAfter
            : string.Join(" → ", new[] { seat.PersonBefore, seat.PersonAfter }.OfType<string>());
        return string.IsNullOrEmpty(persons) ? roles : $"{roles} · {persons}";
    }

    public static string ColorOf(SeatChange kind) => kind switch
    {
        SeatChange.Joined => "success",
        SeatChange.Left => "warning",
        _ => "primary",
    };

    private async Task<IActionResult> ActAsync(Guid id, string form, Func<Actor, Task<Result<Committee>>> act, CancellationToken ct)
    {
        Sent = form;
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        if (!MayConstitute)
        {
            return Forbid();
        }

        if (!ModelState.IsValid)
        {
            return this.Stay([]);
        }

        var result = await act(await HttpContext.ActorAsync());
        return result.Ok ? this.Done($"~/chi-dao/ban-chi-dao/{id}") : this.Stay(result.Problems);
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await committees.FindAsync(id, ct) is not { } committee || organisation.Find(committee.UnitId) is not { } unit)
        {
            return false;
        }

        var actor = await HttpContext.ActorAsync();
        (Committee, Unit, Shown) = (committee, unit, committee.On(Day));
        MayConstitute = actor.May(CommitteePermissions.Constitute, unit.Path);
        MayReadUnits = actor.May(PlatformPermissions.OrganisationRead);
        _decisions = await committees.DecisionsAsync(actor, committee.Versions.Select(v => v.DocumentId).Append(committee.DissolvedById ?? Guid.Empty), ct);
        Compare();
        Work = await workspaces.ReadAsync(actor, unit, ct);
        Meetings = await meetings.LatestOfAsync(actor, id, MostMeetings, ct);
        MayPlanMeetings = meetingScope.MayOrganise(actor, unit.Id, committee.On(clock.Today())?.StandingUnitId ?? unit.Id);
        History = await db.Ledger.AsNoTracking().Where(e => e.SubjectId == id).OrderByDescending(e => e.Seq).Take(50).ToListAsync(ct);
        return true;
    }

    private void Compare()
    {
        To ??= Shown?.Number;
        From ??= To - 1;
        var (before, after) = (Committee.Versions.FirstOrDefault(v => v.Number == From), Committee.Versions.FirstOrDefault(v => v.Number == To));
        if (before is not null && after is not null && before.Number < after.Number)
        {
            Changes = CommitteeChanges.Between(Committee, before, after);
        }
    }
}
