using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;

namespace LoTrinh.Steering.Meetings;

/// <summary>Where a meeting is in its life. How far its minutes and its notice are follows from what they hold.</summary>
internal enum MeetingState
{
    Planned,
    Invited,
    Held,
    Cancelled,
}

/// <summary>How people come together; Decision 923 wants at least half of the meetings held online by 2025.</summary>
internal enum MeetingForm
{
    InPerson,
    Online,
    Hybrid,
}

/// <summary>A meeting of a committee or a unit: from the agenda to the notice whose conclusions become tasks. Every change goes through a verb.</summary>
internal sealed partial class Meeting : IVersioned
{
    public const int TitleMaxLength = 300;
    public const int PlaceMaxLength = 300;
    public const int ReasonMaxLength = 1000;

    private readonly List<AgendaItem> _agenda = [];
    private readonly List<Invitee> _invited = [];
    private readonly List<Conclusion> _conclusions = [];

    private Meeting()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public string Code { get; private init; } = "";

    /// <summary>The committee that meets; null when a unit meets by itself.</summary>
    public Guid? CommitteeId { get; private init; }

    /// <summary>The committee's unit, or the unit that meets; permissions are asked there.</summary>
    public Guid UnitId { get; private init; }

    /// <summary>The unit that prepares it: the committee's standing body where its decision names one.</summary>
    public Guid HostUnitId { get; private init; }

    public string Title { get; private set; } = "";

    public string SearchText { get; private set; } = "";

    public MeetingForm Form { get; private set; }

    public string Place { get; private set; } = "";

    /// <summary>When it begins, UTC.</summary>
    public DateTime StartsAt { get; private set; }

    /// <summary>When it is to end, UTC.</summary>
    public DateTime EndsAt { get; private set; }

    public MeetingState State { get; private set; }

    /// <summary>When the invitation went out, UTC.</summary>
    public DateTime? InvitedAt { get; private set; }

    /// <summary>Number and symbol of the letter of invitation.</summary>
    public string? InvitationNumber { get; private set; }

    public string? CancelReason { get; private set; }

    public bool IsDemonstration { get; private init; }

    public int Version { get; set; } = 1;

    public IReadOnlyList<AgendaItem> Agenda => _agenda;

    public IReadOnlyList<Invitee> Invited => _invited;

    public IReadOnlyList<Conclusion> Conclusions => _conclusions;

    public IEnumerable<AgendaItem> AgendaInOrder => _agenda.OrderBy(a => a.Place);

    /// <summary>The chair first, then as they sit, guests last: who takes the minutes does not come before who outranks them.</summary>
    public IEnumerable<Invitee> InvitedInOrder => _invited.OrderBy(i => i.Role == InviteeRole.Chair ? 0 : i.Counts ? 1 : 2).ThenBy(i => i.Place);

    public IEnumerable<Conclusion> ConclusionsInOrder => _conclusions.OrderBy(c => c.Number);

    public Invitee? Chair => _invited.Find(i => i.Role == InviteeRole.Chair);

    /// <summary>The office's day of the meeting.</summary>
    public DateOnly On => StartsAt.OfficeDay();

    public bool IsMendable => State is MeetingState.Planned or MeetingState.Invited;

    /// <summary>Plans a meeting.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="body">Whose meeting it is.</param>
    /// <param name="draft">What is planned.</param>
    /// <param name="exists">Whether a unit exists on the day.</param>
    /// <param name="isDemonstration">Whether it was made up.</param>
    public static Result<Meeting> Plan(string code, MeetingBody body, MeetingDraft draft, Func<Guid, bool> exists, bool isDemonstration = false)
    {
        ImmutableArray<Problem> problems = [.. draft.Problems(exists)];
        if (problems.Length > 0)
        {
            return problems;
        }

        var meeting = new Meeting { Code = code, CommitteeId = body.CommitteeId, UnitId = body.UnitId, HostUnitId = body.HostUnitId, IsDemonstration = isDemonstration };
        meeting.Write(draft);
        return meeting;
    }

    /// <summary>Writes it anew, until it has been held.</summary>
    /// <param name="draft">What is planned now.</param>
    /// <param name="exists">Whether a unit exists on the day.</param>
    /// <param name="withPapers">Agenda items that have papers: they may be changed, not left out.</param>
    /// <param name="now">The instant, UTC.</param>
    public Result<Meeting> Mend(MeetingDraft draft, Func<Guid, bool> exists, IReadOnlySet<Guid> withPapers, DateTime now)
    {
        var kept = draft.Agenda.Select(a => a.Id).OfType<Guid>().ToHashSet();
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(IsMendable, Problem.Conflict("meeting.not-mendable")),
            .. _agenda.Where(a => withPapers.Contains(a.Id) && !kept.Contains(a.Id)).Select(a => Problem.Invalid("meeting.agenda-has-papers", nameof(draft.Agenda), a.Title)),
            .. draft.Problems(exists),
            .. State == MeetingState.Invited
                ? ProblemsToInvite(draft.StartsAt, now, [.. draft.Agenda.Where(a => !a.IsBlank).Select(a => a.PresenterUnitId)], draft.Invited.Select(i => i.UnitId)) : [],
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        Write(draft);
        return this;
    }

    /// <summary>Why the invitation cannot go out yet; empty when it can.</summary>
    public IEnumerable<Problem> WhyNotInvite(DateTime now) =>
    [
        .. Problem.Unless(State == MeetingState.Planned, Problem.Conflict("meeting.not-planned")),
        .. ProblemsToInvite(StartsAt, now, [.. _agenda.Select(a => a.PresenterUnitId)], _invited.Select(i => (Guid?)i.UnitId)),
    ];

    /// <summary>Sends the invitation: from now on the invited see the meeting.</summary>
    public Result<Meeting> Invite(string number, DateTime now)
    {
        ImmutableArray<Problem> problems = [.. WhyNotInvite(now)];
        if (problems.Length > 0)
        {
            return problems;
        }

        (State, InvitedAt, InvitationNumber) = (MeetingState.Invited, now, number);
        return this;
    }

    /// <summary>Calls it off, before it has been held.</summary>
    public Result<Meeting> Cancel(string? reason)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(IsMendable, Problem.Conflict("meeting.not-mendable")),
            .. Problem.Unless(Words.Clean(reason) is not null, Problem.Invalid("meeting.reason-missing", "CancelReason")),
            .. Words.AtMost(reason, ReasonMaxLength, "CancelReason"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        (State, CancelReason) = (MeetingState.Cancelled, Words.Clean(reason));
        return this;
    }

    private static IEnumerable<Problem> ProblemsToInvite(DateTime? startsAt, DateTime now, IReadOnlyList<Guid?> presenters, IEnumerable<Guid?> invited)
    {
        var units = invited.ToHashSet();
        return
        [
            .. Problem.Unless(presenters.Count > 0, Problem.Invalid("meeting.agenda-missing", nameof(MeetingDraft.Agenda))),
            .. Problem.Unless(startsAt is null || startsAt > now, Problem.Invalid("meeting.begun", nameof(MeetingDraft.On))),
            .. Problem.Unless(presenters.All(p => p is null || units.Contains(p)), Problem.Invalid("meeting.presenter-uninvited", nameof(MeetingDraft.Agenda))),
        ];
    }

    private void Write(MeetingDraft draft)
    {
        (Title, Form, Place) = (Words.Clean(draft.Title)!, draft.Form!.Value, Words.Clean(draft.Place)!);
        (StartsAt, EndsAt) = (draft.StartsAt!.Value, draft.EndsAt!.Value);
        SearchText = $" {Folding.Fold($"{Code} {Title} {Place}")} ";
        WriteAgenda([.. draft.Agenda.Where(a => !a.IsBlank).OrderBy(a => a.Place ?? int.MaxValue)]);
        _invited.Clear();
        _invited.AddRange(draft.Invited.Select((i, place) => Invitee.Of(i, place + 1)));
    }

    private void WriteAgenda(IReadOnlyList<AgendaDraft> rows)
    {
        var known = rows.Select(r => r.Id).OfType<Guid>().ToHashSet();
        _agenda.RemoveAll(a => !known.Contains(a.Id));
        for (var i = 0; i < rows.Count; i++)
        {
            var item = _agenda.Find(a => a.Id == rows[i].Id);
            if (item is null)
            {
                _agenda.Add(item = new AgendaItem());
            }

            item.Write(i + 1, rows[i]);
        }
    }
}
