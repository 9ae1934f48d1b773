using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Time;

namespace LoTrinh.Steering.Meetings;

/// <summary>A signature under the minutes: which account, under which name, when (UTC).</summary>
internal sealed record Signature(Guid AccountId, string Name, DateTime At);

/// <content>What is written of a meeting that took place: who came, the minutes, the conclusions and their notice.</content>
internal sealed partial class Meeting
{
    /// <summary>Who took the minutes and signed them; null while they are open.</summary>
    public Signature? SecretarySignature { get; private set; }

    /// <summary>The chair's signature; from then on the minutes are as they are for ever.</summary>
    public Signature? ChairSignature { get; private set; }

    /// <summary>The registered notice of conclusions.</summary>
    public Guid? NoticeId { get; private set; }

    public string? NoticeNumber { get; private set; }

    public DateOnly? NoticeOn { get; private set; }

    public bool IsMinutesOpen => State == MeetingState.Held && SecretarySignature is null;

    /// <summary>Notes who came. The first note says that the meeting is held; until the minutes are signed it may be mended.</summary>
    public Result<Meeting> NoteAttendance(IReadOnlyList<AttendanceDraft> rows, DateTime now)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(State is MeetingState.Invited or MeetingState.Held, Problem.Conflict("meeting.not-invited")),
            .. Problem.Unless(SecretarySignature is null, Problem.Conflict("meeting.minutes-signed")),
            .. Problem.Unless(On <= now.OfficeDay(), Problem.Conflict("meeting.not-yet", On.Show())),
            .. Problem.Unless(rows.Any(r => r.Attendance is not null), Problem.Invalid("meeting.attendance-missing", "Rows")),
            .. Problem.Unless(rows.All(r => _invited.Exists(i => i.Id == r.InviteeId)), Problem.Invalid("meeting.invitee-unknown", "Rows")),
            .. rows.SelectMany(ProblemsOf),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        foreach (var row in rows)
        {
            _invited.Single(i => i.Id == row.InviteeId).Note(row);
        }

        State = MeetingState.Held;
        return this;
    }

    /// <summary>Writes what the minutes say of points of the agenda.</summary>
    public Result<Meeting> WriteMinutes(IReadOnlyList<MinutesDraft> texts)
    {
        ImmutableArray<Problem> problems =
        [
            .. WhyMinutesClosed(),
            .. Problem.Unless(texts.All(t => _agenda.Exists(a => a.Id == t.ItemId)), Problem.Invalid("meeting.item-unknown", "Texts")),
            .. texts.SelectMany((t, i) => Words.AtMost(t.Text, AgendaItem.MinutesMaxLength, $"Texts[{i}].Text")),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        foreach (var text in texts)
        {
            _agenda.Single(a => a.Id == text.ItemId).WriteMinutes(Words.Clean(text.Text));
        }

        return this;
    }

    /// <summary>Signs the minutes as their secretary: everyone's attendance is noted, every point of the agenda has its text.</summary>
    public Result<Meeting> SignAsSecretary(Signature signature)
    {
        var (unnoted, unwritten) = (_invited.Count(i => i.Attendance is null), _agenda.Count(a => a.Minutes is null));
        ImmutableArray<Problem> problems =
        [
            .. WhyMinutesClosed(),
            .. Problem.Unless(unnoted == 0, Problem.Conflict("meeting.attendance-open", unnoted)),
            .. Problem.Unless(unwritten == 0, Problem.Conflict("meeting.minutes-open", unwritten)),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        SecretarySignature = signature;
        return this;
    }

    /// <summary>Signs the minutes as the chair, after the secretary and as another person: then they are frozen.</summary>
    public Result<Meeting> SignAsChair(Signature signature)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(SecretarySignature is not null, Problem.Conflict("meeting.secretary-first")),
            .. Problem.Unless(ChairSignature is null, Problem.Conflict("meeting.minutes-signed")),
            .. Problem.Unless(SecretarySignature?.AccountId != signature.AccountId, Problem.Conflict("meeting.same-signer")),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        ChairSignature = signature;
        return this;
    }

    /// <summary>The chair sends the minutes back to be mended; the secretary's signature is taken off.</summary>
    public Result<Meeting> ReturnMinutes(string? reason)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(SecretarySignature is not null && ChairSignature is null, Problem.Conflict("meeting.nothing-to-return")),
            .. Problem.Unless(Words.Clean(reason) is not null, Problem.Invalid("meeting.reason-missing", "ReturnReason")),
            .. Words.AtMost(reason, ReasonMaxLength, "ReturnReason"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        SecretarySignature = null;
        return this;
    }

    /// <summary>Writes the conclusions, in the order of the notice, until it is issued.</summary>
    public Result<Meeting> Conclude(IReadOnlyList<ConclusionDraft> rows)
    {
        var filled = rows.Select((r, i) => (Row: r, Index: i)).Where(x => !x.Row.IsBlank).ToList();
        ImmutableArray<Problem> problems =
        [
            .. WhyNoConclusions(),
            .. Problem.Unless(filled.Count is > 0 and <= ConclusionDraft.Most, Problem.Invalid("meeting.conclusions-count", "Conclusions", ConclusionDraft.Most)),
            .. filled.SelectMany(x => x.Row.Problems(x.Index, On)),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        _conclusions.Clear();
        _conclusions.AddRange(filled.Select((x, i) => new Conclusion { Number = i + 1, Text = Words.Clean(x.Row.Text)!, AsksAction = x.Row.AsksAction, DueOn = x.Row.DueOn }));
        return this;
    }

    /// <summary>Why the notice cannot be issued yet; empty when it can.</summary>
    public IEnumerable<Problem> WhyNotIssue() => [.. WhyNoConclusions(), .. Problem.Unless(_conclusions.Count > 0, Problem.Conflict("meeting.no-conclusions"))];

    /// <summary>Notes the registered notice, with the clause that each conclusion became.</summary>
    /// <param name="documentId">The notice.</param>
    /// <param name="number">Its number and symbol.</param>
    /// <param name="on">The day it was issued.</param>
    /// <param name="clauses">Its clauses, in the order of the conclusions.</param>
    public Result<Meeting> Issue(Guid documentId, string number, DateOnly on, IReadOnlyList<Guid> clauses)
    {
        ImmutableArray<Problem> problems = [.. WhyNotIssue()];
        if (problems.Length > 0)
        {
            return problems;
        }

        (NoticeId, NoticeNumber, NoticeOn) = (documentId, number, on);
        foreach (var (conclusion, clause) in ConclusionsInOrder.Zip(clauses))
        {
            conclusion.ClauseId = clause;
        }

        return this;
    }

    /// <summary>Takes a notice that is in the register already, with its clauses, for its own; a clause of which a reason says that no task follows asks for no action.</summary>
    /// <param name="notice">The document.</param>
    /// <param name="clauses">Its clauses that are conclusions, in order.</param>
    public Result<Meeting> Adopt(OfficialDocument notice, IReadOnlyList<DocumentClause> clauses)
    {
        ImmutableArray<Problem> problems =
        [
            .. WhyNoConclusions(),
            .. Problem.Unless(_conclusions.Count == 0, Problem.Conflict("meeting.conclusions-written")),
            .. Problem.Unless(clauses.Count > 0, Problem.Invalid("meeting.notice-no-clauses", "Notice")),
            .. Problem.Unless(notice.SignedOn >= On, Problem.Invalid("meeting.notice-earlier", "Notice", On.Show())),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        _conclusions.AddRange(clauses.Select((c, i) =>
            new Conclusion { Number = i + 1, Text = c.Text, AsksAction = c.NoTaskReason is null, DueOn = c.DueOn, ClauseId = c.Id }));
        (NoticeId, NoticeNumber, NoticeOn) = (notice.Id, notice.NameForAll, notice.SignedOn);
        return this;
    }

    private IEnumerable<Problem> WhyMinutesClosed() =>
    [
        .. Problem.Unless(State == MeetingState.Held, Problem.Conflict("meeting.not-held")),
        .. Problem.Unless(SecretarySignature is null, Problem.Conflict("meeting.minutes-signed")),
    ];

    private IEnumerable<Problem> WhyNoConclusions() =>
    [
        .. Problem.Unless(State == MeetingState.Held, Problem.Conflict("meeting.not-held")),
        .. Problem.Unless(NoticeId is null, Problem.Conflict("meeting.notice-issued", NoticeNumber ?? "")),
    ];

    private static IEnumerable<Problem> ProblemsOf(AttendanceDraft row, int index) =>
    [
        .. Problem.Unless(row.Attendance is not { } known || Enum.IsDefined(known), Problem.Invalid("meeting.attendance-missing", $"Rows[{index}].Attendance")),
        .. Problem.Unless(row.Attendance != Attendance.Absent || Words.Clean(row.Reason) is not null, Problem.Invalid("meeting.absence-reason", $"Rows[{index}].Reason")),
        .. Problem.Unless(row.Attendance != Attendance.Substitute || Words.Clean(row.SubstituteTitle) is not null, Problem.Invalid("meeting.substitute", $"Rows[{index}].SubstituteTitle")),
        .. Words.AtMost(row.Reason, Invitee.ReasonMaxLength, $"Rows[{index}].Reason"),
        .. Words.AtMost(row.SubstituteName, Invitee.SubstituteMaxLength, $"Rows[{index}].SubstituteName"),
        .. Words.AtMost(row.SubstituteTitle, Invitee.SubstituteMaxLength, $"Rows[{index}].SubstituteTitle"),
    ];
}
