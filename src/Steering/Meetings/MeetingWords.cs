namespace LoTrinh.Steering.Meetings;

/// <summary>How states are shown: always a colour with its words.</summary>
internal static class MeetingWords
{
    public static string Key(MeetingState state) => $"meeting.state.{state}";

    public static string Key(MeetingForm form) => $"meeting.form.{form}";

    public static string Key(InviteeRole role) => $"meeting.role.{role}";

    public static string Key(Attendance? attendance) => attendance is null ? "meeting.attendance.none" : $"meeting.attendance.{attendance}";

    public static string Color(MeetingState state) => state switch
    {
        MeetingState.Invited => "primary",
        MeetingState.Held => "success",
        _ => "neutral",
    };

    public static string Color(Attendance? attendance) => attendance switch
    {
        Attendance.Present => "success",
        Attendance.Substitute => "primary",
        Attendance.Absent => "warning",
        _ => "neutral",
    };
}
