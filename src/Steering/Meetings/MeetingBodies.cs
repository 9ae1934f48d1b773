using LoTrinh.Platform.Organisation;

namespace LoTrinh.Steering.Meetings;

/// <summary>A meeting as a program sends it; times are the office's, units are named by key, a committee by its identifier.</summary>
internal sealed record MeetingPlanBody(Guid? Committee, string? Unit, string? Title, MeetingForm? Form, string? Place, DateOnly? On, TimeOnly? From, TimeOnly? To,
    AgendaBody[]? Agenda, InviteeBody[]? Invited, int? Version)
{
    public Guid? BodyId(OrganisationDirectory organisation) => Committee ?? organisation.Find(Unit)?.Id;

    // A key that no unit has must not pass for no unit.
    public MeetingDraft ToDraft(OrganisationDirectory organisation) => new(Title, Form, Place, On, From, To,
        [.. (Agenda ?? []).Select((a, i) => new AgendaDraft(a?.Id, i + 1, a?.Title, a?.Presenter is null ? null : organisation.Find(a.Presenter)?.Id ?? Guid.Empty))],
        [.. (Invited ?? []).Select(i => new InviteeDraft(i?.Role ?? InviteeRole.Member, organisation.Find(i?.Unit)?.Id, i?.Title))]);
}

internal sealed record AgendaBody(Guid? Id, string? Title, string? Presenter);

internal sealed record InviteeBody(InviteeRole? Role, string? Unit, string? Title);

internal sealed record AttendanceBody(AttendanceRowBody[]? Rows, int? Version);

internal sealed record AttendanceRowBody(Guid Invitee, Attendance? Attendance, string? Reason, string? SubstituteName, string? SubstituteTitle);

internal sealed record MinutesBody(MinutesRowBody[]? Items, int? Version);

internal sealed record MinutesRowBody(Guid Item, string? Text);

internal sealed record ConclusionsBody(ConclusionRowBody[]? Conclusions, int? Version);

internal sealed record ConclusionRowBody(string? Text, bool AsksAction, DateOnly? DueOn);

internal sealed record NoticeBody(string? Notice, int? Version);

internal sealed record PapersBody(Guid? Item, Tasks.FileBody[]? Files, int? Version);

internal sealed record MeetingChanged(Guid Id, string Code, MeetingState State, string? InvitationNumber, Guid? Notice, string? NoticeNumber, int Version)
{
    public static MeetingChanged Of(Meeting m) => new(m.Id, m.Code, m.State, m.InvitationNumber, m.NoticeId, m.NoticeNumber, m.Version);
}

internal sealed record MeetingListAnswer(int Count, int Page, int PageSize, IReadOnlyList<MeetingLine> Meetings);

internal sealed record MeetingLine(Guid Id, string Code, string Title, Guid? Committee, string? Unit, DateTime StartsAt, DateTime EndsAt, MeetingForm Form, string Place,
    MeetingState State, string? NoticeNumber, int Conclusions);

internal sealed record AgendaAnswer(Guid Id, int Place, string Title, string? Presenter, string? Minutes, IReadOnlyList<Tasks.EvidenceAnswer> Papers);

internal sealed record InviteeAnswer(Guid Id, InviteeRole Role, string? Unit, string Title, Attendance? Attendance, string? AbsenceReason, string? SubstituteName, string? SubstituteTitle);

internal sealed record ConclusionAnswer(int Number, string Text, bool AsksAction, DateOnly? DueOn, Guid? Clause, string? NoTaskReason, bool LacksOwner, IReadOnlyList<Guid> Tasks);

internal sealed record QuorumAnswer(int Members, int Needed, int Present, int Substitutes, bool IsMet);

internal sealed record SignatureAnswer(string Name, DateTime At)
{
    public static SignatureAnswer? Of(Signature? signature) => signature is null ? null : new(signature.Name, signature.At);
}

internal sealed record WholeMeetingAnswer(Guid Id, string Code, string Title, Guid? Committee, string? Unit, string? Host, DateTime StartsAt, DateTime EndsAt, MeetingForm Form,
    string Place, MeetingState State, DateTime? InvitedAt, string? InvitationNumber, string? CancelReason, int Version, IReadOnlyList<AgendaAnswer> Agenda,
    IReadOnlyList<InviteeAnswer> Invited, QuorumAnswer Quorum, SignatureAnswer? SecretarySignature, SignatureAnswer? ChairSignature,
    IReadOnlyList<ConclusionAnswer> Conclusions, Guid? Notice, string? NoticeNumber, DateOnly? NoticeOn);

internal sealed record OpenConclusionAnswer(Guid Meeting, string MeetingCode, string MeetingTitle, int Number, string Text, DateOnly? DueOn, Guid Notice, string NoticeNumber,
    DateOnly NoticeOn, Guid? Clause);
