using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Committees;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Meetings;

/// <summary>A point of the agenda in the form.</summary>
internal sealed class AgendaInput
{
    /// <summary>The point, when it is known already.</summary>
    public Guid? Id { get; set; }

    /// <summary>Its place.</summary>
    public int? Place { get; set; }

    /// <summary>What it is about.</summary>
    public string? Title { get; set; }

    /// <summary>Who presents it.</summary>
    public Guid? PresenterUnitId { get; set; }
}

/// <summary>The form that says what is planned: shared by planning and mending. A committee's seats are ticked; positions without a seat are typed.</summary>
internal abstract class MeetingFormPage(CommitteeQueries committees, OrganisationDirectory organisation, Texts texts, TimeProvider clock) : PageModel
{
    // Blank points to begin with, and as many more each time.
    private const int BlankRows = 3;

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public MeetingForm? Form { get; set; }

    [BindProperty]
    public string? Place { get; set; }

    [BindProperty]
    public DateOnly? On { get; set; }

    [BindProperty]
    public TimeOnly? From { get; set; }

    [BindProperty]
    public TimeOnly? To { get; set; }

    [BindProperty]
    public Guid? ChairSeatId { get; set; }

    [BindProperty]
    public Guid? SecretarySeatId { get; set; }

    [BindProperty]
    public List<Guid>? SeatIds { get; set; }

    /// <summary>The chair's position, where a unit meets by itself.</summary>
    [BindProperty]
    public string? ChairTitle { get; set; }

    [BindProperty]
    public string? SecretaryTitle { get; set; }

    /// <summary>Positions without a seat: "position | unit", one a line. Guests of a committee, those who take part in a unit's meeting.</summary>
    [BindProperty]
    public string? Others { get; set; }

    [BindProperty]
    public List<AgendaInput>? Agenda { get; set; }

    public IReadOnlyList<AgendaInput> Rows => Agenda ??= [];

    /// <summary>The committee that meets; null when a unit does.</summary>
    public Committee? Committee { get; private set; }

    public UnitInfo Unit { get; private set; } = null!;

    public IEnumerable<SelectListItem> Units => organisation.On(clock.Today()).Select(u => new SelectListItem(u.Name, u.Id.ToString()));

    public IEnumerable<SelectListItem> Forms => Enum.GetValues<MeetingForm>().Select(f => new SelectListItem(texts[MeetingWords.Key(f)], f.ToString()));

    /// <summary>The seats of the day; those of a form that was sent stay among them, whatever the day.</summary>
    public IEnumerable<SelectListItem> Seats => Composed?.InOrder.Select(s => new SelectListItem($"{s.Title}, {organisation.NameOf(s.UnitId)} – {texts[$"committee.role.{s.Role}"]}", s.Id.ToString())) ?? [];

    protected CommitteeVersion? Composed => Committee?.On(On ?? clock.Today()) ?? Committee?.InOrder.FirstOrDefault();

    protected DateOnly Today => clock.Today();

    /// <summary>Reads whose meeting it is; false when there is no such committee or unit.</summary>
    protected async Task<bool> ReadBodyAsync(Guid? id, CancellationToken ct)
    {
        Committee = id is { } known ? await committees.FindAsync(known, ct) : null;
        if (organisation.Find(Committee?.UnitId ?? id) is not { } unit)
        {
            return false;
        }

        Unit = unit;
        return true;
    }

    /// <summary>The unit that prepares the meeting on the day.</summary>
    protected Guid HostUnitId => Composed?.StandingUnitId ?? Unit.Id;

    protected void AddRows() => Agenda = [.. Rows, .. Enumerable.Range(0, BlankRows).Select(_ => new AgendaInput())];

    /// <summary>Everyone who sits in the committee is invited unless someone says otherwise.</summary>
    protected void Begin()
    {
        var seats = Composed?.InOrder.ToList() ?? [];
        SeatIds = seats.ConvertAll(s => s.Id);
        ChairSeatId = seats.Find(s => s.Role == SeatRole.Chair)?.Id;
        SecretarySeatId = seats.Find(s => s.Role == SeatRole.Secretary)?.Id;
        Form = MeetingForm.InPerson;
        AddRows();
    }

    protected void Fill(Meeting meeting)
    {
        (Title, Form, Place, On) = (meeting.Title, meeting.Form, meeting.Place, meeting.On);
        (From, To) = (TimeOnly.FromDateTime(meeting.StartsAt.ToOffice()), TimeOnly.FromDateTime(meeting.EndsAt.ToOffice()));
        Agenda = [.. meeting.AgendaInOrder.Select(a => new AgendaInput { Id = a.Id, Place = a.Place, Title = a.Title, PresenterUnitId = a.PresenterUnitId })];
        var seated = meeting.Invited.Where(i => Committee is not null && i.SeatId is not null).ToList();
        SeatIds = [.. seated.Select(i => i.SeatId!.Value)];
        ChairSeatId = seated.Find(i => i.Role == InviteeRole.Chair)?.SeatId;
        SecretarySeatId = seated.Find(i => i.Role == InviteeRole.Secretary)?.SeatId;
        var others = meeting.InvitedInOrder.Except(seated).ToList();
        (ChairTitle, SecretaryTitle) = (others.Find(i => i.Role == InviteeRole.Chair)?.Title, others.Find(i => i.Role == InviteeRole.Secretary)?.Title);
        Others = string.Join('\n', others.Where(i => i.Role is InviteeRole.Member or InviteeRole.Guest).Select(i => $"{i.Title} | {organisation.Find(i.UnitId)?.Key}"));
    }

    protected MeetingDraft Draft() => new(Title, Form, Place, On, From, To,
        [.. Rows.Select(a => new AgendaDraft(a.Id, a.Place, a.Title, a.PresenterUnitId))], [.. Seated(), .. Typed()]);

    /// <summary>Acts on what was typed, or shows the form again with everything in it.</summary>
    protected async Task<IActionResult> SaveAsync(Func<Actor, MeetingDraft, Task<Result<Meeting>>> act)
    {
        var problems = new List<Problem>();
        if (ModelState.IsValid)
        {
            var result = await act(await HttpContext.ActorAsync(), Draft());
            if (result.TryGet(out var meeting))
            {
                return this.Done($"~/chi-dao/hop/{meeting.Id}");
            }

            problems.AddRange(result.Problems.Select(InForm));
        }

        return this.Stay(problems);
    }

    // The form asks for seats where the rule speaks of people.
    private Problem InForm(Problem problem) => problem with
    {
        Field = problem.Field switch
        {
            "Chair" => Committee is null ? nameof(ChairTitle) : nameof(ChairSeatId),
            "Secretary" => Committee is null ? nameof(SecretaryTitle) : nameof(SecretarySeatId),
            "Invited" => Committee is null || problem.Code == "meeting.invited-unit" ? nameof(Others) : nameof(SeatIds),
            "Body" => "ban",
            var other => other,
        },
    };

    private IEnumerable<InviteeDraft> Seated()
    {
        var seats = Committee?.Versions.SelectMany(v => v.Seats).ToDictionary(s => s.Id) ?? [];
        var chosen = (SeatIds ?? []).Append(ChairSeatId ?? Guid.Empty).Append(SecretarySeatId ?? Guid.Empty).Distinct();
        return chosen.Select(id => seats.GetValueOrDefault(id)).OfType<CommitteeSeat>().OrderBy(s => s.Role).ThenBy(s => s.Order)
            .Select(s => new InviteeDraft(s.Id == ChairSeatId ? InviteeRole.Chair : s.Id == SecretarySeatId ? InviteeRole.Secretary : InviteeRole.Member, s.UnitId, s.Title));
    }

    private IEnumerable<InviteeDraft> Typed()
    {
        if (Committee is null)
        {
            yield return new(InviteeRole.Chair, Unit.Id, ChairTitle);
            if (Words.Clean(SecretaryTitle) is not null)
            {
                yield return new(InviteeRole.Secretary, Unit.Id, SecretaryTitle);
            }
        }

        foreach (var (position, unit) in TypedPositions.Lines(Others))
        {
            yield return new(Committee is null ? InviteeRole.Member : InviteeRole.Guest, organisation.FindTyped(unit)?.Id, position);
        }
    }
}
