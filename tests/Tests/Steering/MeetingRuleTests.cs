using CsCheck;
using LoTrinh.Platform;
using LoTrinh.Steering.Committees;
using LoTrinh.Steering.Meetings;
using Xunit;

namespace LoTrinh.Tests.Steering;

public sealed class MeetingRuleTests
{
    private static readonly Guid Ministry = Guid.NewGuid();
    private static readonly Guid Centre = Guid.NewGuid();
    private static readonly Guid Unknown = Guid.NewGuid();
    private static readonly DateTime Before = new(2021, 3, 15, 1, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime OnTheDay = new(2021, 3, 26, 2, 0, 0, DateTimeKind.Utc);
    private static readonly Signature Secretary = new(Guid.NewGuid(), "Thường trực", OnTheDay);
    private static readonly Signature Chair = new(Guid.NewGuid(), "Trưởng Ban", OnTheDay);

    private static readonly MeetingDraft Draft = new("Phiên họp thứ ba", MeetingForm.Online, "Phòng họp trực tuyến", new(2021, 3, 26), new(8, 30), new(10, 0),
        [new(null, null, "Sơ kết quý I", Centre), new(null, 1, "Mã định danh", null), new(null, null, null, null)],
        [new(InviteeRole.Chair, Ministry, "Bộ trưởng"), new(InviteeRole.Secretary, Centre, "Giám đốc"), new(InviteeRole.Member, Centre, "Phó Giám đốc"), new(InviteeRole.Guest, Ministry, "Chuyên gia")]);

    [Fact]
    public void A_meeting_is_planned_in_office_time_with_its_agenda_in_order_and_the_chair_first()
    {
        var meeting = Planned();

        Assert.Equal(new DateTime(2021, 3, 26, 1, 30, 0, DateTimeKind.Utc), meeting.StartsAt);
        Assert.Equal(["Mã định danh", "Sơ kết quý I"], meeting.AgendaInOrder.Select(a => a.Title));
        Assert.Equal([1, 2], meeting.AgendaInOrder.Select(a => a.Place));
        Assert.Equal("Bộ trưởng", meeting.InvitedInOrder.First().Title);
        Assert.Equal(MeetingState.Planned, meeting.State);
    }

    [Fact]
    public void Every_problem_of_a_plan_is_named_at_once()
    {
        var empty = new MeetingDraft(" ", null, null, null, null, null, [new(null, null, null, Unknown)], [new(InviteeRole.Member, Unknown, "")]);
        var backwards = Draft with { To = new(8, 0), Invited = [.. Draft.Invited, new(InviteeRole.Member, Centre, "phó giám đốc")] };

        Assert.Equal(["meeting.title", "meeting.form", "meeting.place", "meeting.on", "meeting.from", "meeting.to", "meeting.agenda-title", "meeting.agenda-presenter",
            "meeting.one-chair", "meeting.alone", "meeting.invited-title", "meeting.invited-unit"], Codes(Plan(empty)));
        Assert.Equal(["meeting.to", "meeting.invited-twice"], Codes(Plan(backwards)));
    }

    [Fact]
    public void An_invitation_goes_out_once_before_the_meeting_when_whoever_presents_is_invited()
    {
        var meeting = Planned();
        var uninvited = Plan(Draft with { Agenda = [new(null, null, "Báo cáo", Guid.Empty)] }, _ => true).Value;
        var bare = Plan(Draft with { Agenda = [] }).Value;

        Assert.Equal(["meeting.presenter-uninvited"], Codes(uninvited.Invite("1/GM", Before)));
        Assert.Equal(["meeting.agenda-missing"], Codes(bare.Invite("1/GM", Before)));
        Assert.Equal(["meeting.begun"], Codes(meeting.Invite("1/GM", OnTheDay)));
        Assert.Equal((MeetingState.Invited, "1/GM"), (meeting.Invite("1/GM", Before).Value.State, meeting.InvitationNumber));
        Assert.Equal(["meeting.not-planned"], Codes(meeting.Invite("2/GM", Before)));
    }

    [Fact]
    public void A_point_with_papers_stays_on_the_agenda_and_what_was_held_is_not_planned_anew()
    {
        var meeting = Planned();
        var kept = meeting.AgendaInOrder.First();

        Assert.Equal(["meeting.agenda-has-papers"], Codes(meeting.Mend(Draft, Exists, new HashSet<Guid> { kept.Id }, Before)));
        Assert.True(meeting.Mend(Draft with { Agenda = [new(kept.Id, null, "Mã định danh phương tiện", null)] }, Exists, new HashSet<Guid> { kept.Id }, Before).Ok);
        Assert.Equal((kept.Id, "Mã định danh phương tiện"), (meeting.Agenda.Single().Id, kept.Title));
        Assert.Equal(["meeting.not-mendable"], Codes(Held().Mend(Draft, Exists, new HashSet<Guid>(), Before)));
        Assert.Equal(["meeting.not-mendable"], Codes(Held().Cancel("Bận")));
        Assert.Equal(["meeting.reason-missing"], Codes(meeting.Cancel(" ")));
        Assert.Equal(MeetingState.Cancelled, meeting.Cancel("Bận").Value.State);
    }

    [Fact]
    public void Who_stays_away_says_why_and_who_comes_instead_has_a_position()
    {
        var meeting = Invited();
        var all = meeting.InvitedInOrder.ToList();

        Assert.Equal(["meeting.not-yet"], Codes(meeting.NoteAttendance([new(all[0].Id, Attendance.Present)], Before)));
        Assert.Equal(["meeting.absence-reason", "meeting.substitute"],
            Codes(meeting.NoteAttendance([new(all[0].Id, Attendance.Absent), new(all[1].Id, Attendance.Substitute, SubstituteName: "Một người")], OnTheDay)));
        Assert.Equal(["meeting.attendance-missing"], Codes(meeting.NoteAttendance([new(all[0].Id, null)], OnTheDay)));
        Assert.Equal(["meeting.invitee-unknown"], Codes(meeting.NoteAttendance([new(Guid.NewGuid(), Attendance.Present)], OnTheDay)));
        Assert.True(meeting.NoteAttendance([new(all[0].Id, Attendance.Present, "bỏ đi"), new(all[1].Id, Attendance.Substitute, null, null, "Trưởng phòng")], OnTheDay).Ok);
        Assert.Equal((MeetingState.Held, null, "Trưởng phòng"), (meeting.State, all[0].AbsenceReason, all[1].SubstituteTitle));
    }

    [Fact]
    public void The_secretary_signs_what_is_whole_and_the_chair_freezes_it()
    {
        var meeting = Held();
        var texts = meeting.AgendaInOrder.Select(a => new MinutesDraft(a.Id, "Đã bàn")).ToList();

        Assert.Equal(["meeting.minutes-open"], Codes(meeting.SignAsSecretary(Secretary)));
        Assert.Equal(["meeting.secretary-first"], Codes(meeting.SignAsChair(Chair)));
        Assert.True(meeting.WriteMinutes(texts).Ok);
        Assert.True(meeting.SignAsSecretary(Secretary).Ok);
        Assert.Equal(["meeting.minutes-signed"], Codes(meeting.WriteMinutes(texts)));
        Assert.Equal(["meeting.same-signer"], Codes(meeting.SignAsChair(Secretary)));
        Assert.True(meeting.ReturnMinutes("Thiếu ý kiến").Ok);
        Assert.True(meeting.WriteMinutes(texts).Ok);
        Assert.True(meeting.SignAsSecretary(Secretary).Ok);
        Assert.True(meeting.SignAsChair(Chair).Ok);
        Assert.Equal(["meeting.nothing-to-return"], Codes(meeting.ReturnMinutes("Sửa")));
        Assert.Equal(["meeting.minutes-signed"], Codes(meeting.NoteAttendance([new(meeting.Invited[0].Id, Attendance.Absent, "Ốm")], OnTheDay)));
        Assert.Equal(["meeting.minutes-signed"], Codes(meeting.WriteMinutes(texts)));
    }

    [Fact]
    public void Conclusions_are_numbered_written_anew_until_issued_and_each_becomes_a_clause()
    {
        var meeting = Held();
        var clauses = new[] { Guid.NewGuid(), Guid.NewGuid() };

        Assert.Equal(["meeting.not-held"], Codes(Invited().Conclude([new("A", true, null)])));
        Assert.Equal(["meeting.conclusions-count"], Codes(meeting.Conclude([new(" ", true, null)])));
        Assert.Equal(["meeting.no-conclusions"], Codes(meeting.Issue(Unknown, "1/TB", new(2021, 3, 29), [])));
        Assert.Equal(["meeting.conclusion-text", "meeting.conclusion-due", "meeting.conclusion-due-no-action"], Codes(meeting.Conclude([new("", false, new(2021, 3, 1))])));
        Assert.True(meeting.Conclude([new("Bỏ", true, null)]).Ok);
        Assert.True(meeting.Conclude([new("Làm một việc", true, new(2021, 4, 30)), new(null, true, null), new("Ghi nhận", false, null)]).Ok);
        Assert.Equal([(1, "Làm một việc", true), (2, "Ghi nhận", false)], meeting.ConclusionsInOrder.Select(c => (c.Number, c.Text, c.AsksAction)));
        Assert.True(meeting.Issue(Unknown, "1/TB", new(2021, 3, 29), clauses).Ok);
        Assert.Equal(clauses, meeting.ConclusionsInOrder.Select(c => c.ClauseId!.Value));
        Assert.Equal(["meeting.notice-issued"], Codes(meeting.Conclude([new("Sửa", true, null)])));
    }

    [Fact]
    public void A_quorum_is_two_thirds_of_those_who_count_and_guests_do_not() => Gen.Select(Gen.Int[1, 40], Gen.Int[0, 40], Gen.Int[0, 10]).Sample((members, there, guests) =>
    {
        var came = Math.Min(there, members);
        var invited = Enumerable.Range(0, members).Select(i => One(InviteeRole.Member, i < came ? Attendance.Present : Attendance.Absent))
            .Concat(Enumerable.Range(0, guests).Select(_ => One(InviteeRole.Guest, Attendance.Present)));

        var quorum = MeetingRules.Official.Quorum.Of(invited);

        Assert.Equal((members, came), (quorum.Members, quorum.There));
        Assert.Equal(3 * came >= 2 * members, quorum.IsMet);
    });

    [Theory]
    [InlineData("Lãnh đạo Vụ", "Vụ Pháp chế", "Lãnh đạo Vụ Pháp chế"), InlineData("Bộ trưởng", "Bộ Giao thông vận tải", "Bộ trưởng Bộ Giao thông vận tải")]
    [InlineData("Chánh Văn phòng", "Văn phòng Bộ", "Chánh Văn phòng Bộ"), InlineData("Giám đốc Trung tâm", "Trung tâm Công nghệ thông tin", "Giám đốc Trung tâm Công nghệ thông tin")]
    public void A_position_is_written_with_its_unit_and_no_word_twice(string title, string unit, string written) => Assert.Equal(written, CommitteePapers.Position(title, unit));

    private static Meeting Planned() => Plan(Draft).Value;

    private static Result<Meeting> Plan(MeetingDraft draft, Func<Guid, bool>? exists = null) => Meeting.Plan("HOP-2021-001", new(null, Ministry, Centre), draft, exists ?? Exists);

    private static Meeting Invited()
    {
        var meeting = Planned();
        Assert.True(meeting.Invite("1/GM", Before).Ok);
        return meeting;
    }

    private static Meeting Held()
    {
        var meeting = Invited();
        Assert.True(meeting.NoteAttendance([.. meeting.Invited.Select(i => new AttendanceDraft(i.Id, Attendance.Present))], OnTheDay).Ok);
        return meeting;
    }

    private static Invitee One(InviteeRole role, Attendance attendance)
    {
        var one = Invitee.Of(new(role, Ministry, "Ủy viên"), 1);
        one.Note(new(one.Id, attendance, "Bận"));
        return one;
    }

    private static bool Exists(Guid unit) => unit != Unknown;

    private static IEnumerable<string> Codes(Result<Meeting> result) => result.Problems.Select(p => p.Code);
}
