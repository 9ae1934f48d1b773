using LoTrinh.Platform;

namespace LoTrinh.Steering.Meetings;

/// <summary>What someone is invited as. Guests do not count towards the quorum.</summary>
internal enum InviteeRole
{
    Chair,
    Secretary,
    Member,
    Guest,
}

/// <summary>Whether an invited position was there.</summary>
internal enum Attendance
{
    Present,
    Absent,
    Substitute,
}

/// <summary>A point of the agenda; its papers are the meeting's files under its identifier.</summary>
internal sealed class AgendaItem
{
    public const int TitleMaxLength = 500;
    public const int MinutesMaxLength = 8000;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid MeetingId { get; init; }

    /// <summary>Its place in the agenda, from 1.</summary>
    public int Place { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>The unit that presents it, if any.</summary>
    public Guid? PresenterUnitId { get; private set; }

    /// <summary>What the minutes say of it; null until they are written.</summary>
    public string? Minutes { get; private set; }

    public void Write(int place, AgendaDraft draft) => (Place, Title, PresenterUnitId) = (place, Words.Clean(draft.Title)!, draft.PresenterUnitId);

    public void WriteMinutes(string? text) => Minutes = text;
}

/// <summary>A position that is invited, and whether it came.</summary>
internal sealed class Invitee
{
    public const int TitleMaxLength = 200;
    public const int SubstituteMaxLength = 200;
    public const int ReasonMaxLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid MeetingId { get; init; }

    /// <summary>Its place in the list.</summary>
    public int Place { get; private init; }

    /// <summary>The committee's seat; null for guests and for meetings of a unit.</summary>
    public Guid? SeatId { get; private init; }

    public Guid UnitId { get; private init; }

    /// <summary>The position, such as "Vụ trưởng".</summary>
    public string Title { get; private init; } = "";

    public InviteeRole Role { get; private init; }

    /// <summary>Whether it came; null until it is noted.</summary>
    public Attendance? Attendance { get; private set; }

    /// <summary>Why it did not come.</summary>
    public string? AbsenceReason { get; private set; }

    /// <summary>Who came in its stead.</summary>
    public string? SubstituteName { get; private set; }

    /// <summary>The position of who came in its stead.</summary>
    public string? SubstituteTitle { get; private set; }

    /// <summary>Whether it counts towards the quorum.</summary>
    public bool Counts => Role != InviteeRole.Guest;

    public static Invitee Of(InviteeDraft draft, int place) => new()
    {
        Place = place, SeatId = draft.SeatId, UnitId = draft.UnitId!.Value, Title = Words.Clean(draft.Title)!, Role = draft.Role,
    };

    public void Note(AttendanceDraft row)
    {
        Attendance = row.Attendance;
        AbsenceReason = row.Attendance == Meetings.Attendance.Absent ? Words.Clean(row.Reason) : null;
        (SubstituteName, SubstituteTitle) = row.Attendance == Meetings.Attendance.Substitute ? (Words.Clean(row.SubstituteName), Words.Clean(row.SubstituteTitle)) : (null, null);
    }
}

/// <summary>A numbered conclusion; once the notice is issued it is a clause of that document, and tasks are made of the clause.</summary>
internal sealed class Conclusion
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid MeetingId { get; init; }

    /// <summary>Its number in the notice, from 1.</summary>
    public int Number { get; init; }

    public required string Text { get; init; }

    /// <summary>Whether someone is to do something; such a conclusion needs a task, or a reason why none follows.</summary>
    public bool AsksAction { get; init; }

    /// <summary>The day by which it is to be done, where the meeting named one.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>The clause of the notice; null until it is issued.</summary>
    public Guid? ClauseId { get; set; }
}
