using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Meetings;

/// <summary>A row of the attendance.</summary>
internal sealed class AttendanceInput
{
    /// <summary>The invited position.</summary>
    public Guid InviteeId { get; set; }

    /// <summary>Whether it came.</summary>
    public Attendance? Attendance { get; set; }

    /// <summary>Why not.</summary>
    public string? Reason { get; set; }

    /// <summary>Who came instead.</summary>
    public string? SubstituteName { get; set; }

    /// <summary>The position of who came instead.</summary>
    public string? SubstituteTitle { get; set; }
}

/// <summary>Notes who came, who did not and why, and who came in whose stead.</summary>
[Permits(MeetingPermissions.Organise)]
internal sealed class NoteAttendancePage(MeetingRecordWork work, MeetingQueries meetings, MeetingScope scope, OrganisationDirectory organisation, Texts texts, TimeProvider clock)
    : MeetingPartPage(meetings, scope, organisation)
{
    [BindProperty]
    public List<AttendanceInput>? Rows { get; set; }

    /// <summary>Whether those of whom nothing is chosen were there.</summary>
    [BindProperty]
    public bool OthersPresent { get; set; }

    public IReadOnlyList<AttendanceInput> Lines => Rows ??= [];

    public IEnumerable<SelectListItem> Choices => Enum.GetValues<Attendance>().Select(a => new SelectListItem(texts[MeetingWords.Key(a)], a.ToString()));

    public Invitee? Of(AttendanceInput row) => Meeting.Invited.FirstOrDefault(i => i.Id == row.InviteeId);

    public Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct) => SaveAsync(id, actor => work.NoteAttendance(actor, id, Version,
        [.. Lines.Select(r => new AttendanceDraft(r.InviteeId, r.Attendance ?? (OthersPresent ? Attendance.Present : null), r.Reason, r.SubstituteName, r.SubstituteTitle))], ct),
        "thanh-phan", ct);

    protected override bool IsOpen(Meeting meeting) =>
        (meeting.State == MeetingState.Invited && meeting.On <= clock.Today()) || meeting.IsMinutesOpen;

    protected override void Fill(Meeting meeting) => Rows = [.. meeting.InvitedInOrder.Select(i => new AttendanceInput
    {
        InviteeId = i.Id, Attendance = i.Attendance, Reason = i.AbsenceReason, SubstituteName = i.SubstituteName, SubstituteTitle = i.SubstituteTitle,
    })];
}
