using LoTrinh.Platform;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;

namespace LoTrinh.Steering.Meetings;

/// <summary>Whose meeting it is: a committee's or a unit's own, and which unit prepares it.</summary>
internal readonly record struct MeetingBody(Guid? CommitteeId, Guid UnitId, Guid HostUnitId);

/// <summary>A point of the agenda as typed; its place orders it, and those without one come last.</summary>
internal sealed record AgendaDraft(Guid? Id, int? Place, string? Title, Guid? PresenterUnitId)
{
    public bool IsBlank => Words.Clean(Title) is null && PresenterUnitId is null;
}

/// <summary>Someone who is to be invited.</summary>
internal sealed record InviteeDraft(InviteeRole Role, Guid? UnitId, string? Title, Guid? SeatId = null);

/// <summary>Whether an invited position came, as typed.</summary>
internal sealed record AttendanceDraft(Guid InviteeId, Attendance? Attendance, string? Reason = null, string? SubstituteName = null, string? SubstituteTitle = null);

/// <summary>What the minutes say of a point of the agenda.</summary>
internal sealed record MinutesDraft(Guid ItemId, string? Text);

/// <summary>A conclusion as typed.</summary>
internal sealed record ConclusionDraft(string? Text, bool AsksAction, DateOnly? DueOn)
{
    // More than any meeting concludes; a form and a program stay bounded.
    public const int Most = 50;

    public bool IsBlank => Words.Clean(Text) is null && DueOn is null;

    public IEnumerable<Problem> Problems(int row, DateOnly meetingOn) =>
    [
        .. Problem.Unless(Words.Clean(Text) is not null, Problem.Invalid("meeting.conclusion-text", $"Conclusions[{row}].Text")),
        .. Words.AtMost(Text, DocumentClause.TextMaxLength, $"Conclusions[{row}].Text"),
        .. Problem.Unless(DueOn is null || DueOn >= meetingOn, Problem.Invalid("meeting.conclusion-due", $"Conclusions[{row}].DueOn", meetingOn.Show())),
        .. Problem.Unless(DueOn is null || AsksAction, Problem.Invalid("meeting.conclusion-due-no-action", $"Conclusions[{row}].AsksAction")),
    ];
}

/// <summary>What is planned: when, where, on what, with whom. Times are the office's.</summary>
internal sealed record MeetingDraft(string? Title, MeetingForm? Form, string? Place, DateOnly? On, TimeOnly? From, TimeOnly? To,
    IReadOnlyList<AgendaDraft> Agenda, IReadOnlyList<InviteeDraft> Invited)
{
    // More than a meeting has; a form and a program stay bounded.
    public const int MostInvited = 200;
    public const int MostItems = 50;

    public DateTime? StartsAt => Instant(From);

    public DateTime? EndsAt => Instant(To);

    public IEnumerable<Problem> Problems(Func<Guid, bool> exists)
    {
        var items = Agenda.Select((a, i) => (Item: a, Field: $"Agenda[{i}]")).Where(x => !x.Item.IsBlank).ToList();
        var twice = Invited.GroupBy(i => (i.UnitId, Folding.Fold(i.Title))).Where(g => g.Count() > 1).Select(g => g.First()).ToList();
        return
        [
            .. Problem.Unless(Words.Clean(Title) is not null, Problem.Invalid("meeting.title", nameof(Title))),
            .. Words.AtMost(Title, Meeting.TitleMaxLength, nameof(Title)),
            .. Problem.Unless(Form is { } form && Enum.IsDefined(form), Problem.Invalid("meeting.form", nameof(Form))),
            .. Problem.Unless(Words.Clean(Place) is not null, Problem.Invalid("meeting.place", nameof(Place))),
            .. Words.AtMost(Place, Meeting.PlaceMaxLength, nameof(Place)),
            .. Problem.Unless(On is { Year: >= 2000 and < 2200 }, Problem.Invalid("meeting.on", nameof(On))),
            .. Problem.Unless(From is not null, Problem.Invalid("meeting.from", nameof(From))),
            .. Problem.Unless(To is not null && (From is null || To > From), Problem.Invalid("meeting.to", nameof(To))),
            .. Problem.Unless(items.Count <= MostItems, Problem.Invalid("meeting.agenda-many", nameof(Agenda), MostItems)),
            .. items.SelectMany(x => ProblemsOf(x.Item, x.Field, exists)),
            .. Problem.Unless(Invited.Count(i => i.Role == InviteeRole.Chair) == 1, Problem.Invalid("meeting.one-chair", "Chair")),
            .. Problem.Unless(Invited.Count(i => i.Role == InviteeRole.Secretary) <= 1, Problem.Invalid("meeting.one-secretary", "Secretary")),
            .. Problem.Unless(Invited.Count > 1, Problem.Invalid("meeting.alone", nameof(Invited))),
            .. Problem.Unless(Invited.Count <= MostInvited, Problem.Invalid("meeting.invited-many", nameof(Invited), MostInvited)),
            .. twice.Select(i => Problem.Invalid("meeting.invited-twice", nameof(Invited), i.Title ?? "")),
            .. Invited.SelectMany(i => ProblemsOf(i, exists)),
        ];
    }

    private DateTime? Instant(TimeOnly? time) => On is { Year: >= 2000 and < 2200 } day && time is { } at ? day.ToDateTime(at).FromOffice() : null;

    private static IEnumerable<Problem> ProblemsOf(AgendaDraft item, string field, Func<Guid, bool> exists) =>
    [
        .. Problem.Unless(Words.Clean(item.Title) is not null, Problem.Invalid("meeting.agenda-title", $"{field}.Title")),
        .. Words.AtMost(item.Title, AgendaItem.TitleMaxLength, $"{field}.Title"),
        .. Problem.Unless(item.PresenterUnitId is not { } unit || exists(unit), Problem.Invalid("meeting.agenda-presenter", $"{field}.PresenterUnitId")),
    ];

    private static IEnumerable<Problem> ProblemsOf(InviteeDraft one, Func<Guid, bool> exists)
    {
        var field = one.Role switch
        {
            InviteeRole.Chair => "Chair",
            InviteeRole.Secretary => "Secretary",
            _ => nameof(Invited),
        };
        return
        [
            .. Problem.Unless(Words.Clean(one.Title) is not null, Problem.Invalid("meeting.invited-title", field)),
            .. Words.AtMost(one.Title, Invitee.TitleMaxLength, field),
            .. Problem.Unless(one.UnitId is { } unit && exists(unit), Problem.Invalid("meeting.invited-unit", field, Words.Clean(one.Title) ?? "")),
        ];
    }
}
