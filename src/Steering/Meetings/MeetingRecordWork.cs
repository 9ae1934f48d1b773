using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Committees;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Meetings;

/// <summary>What people write of a meeting that took place: who came, the minutes, the conclusions and their notice.</summary>
internal sealed class MeetingRecordWork(AppDb db, MeetingActs acts, MeetingScope scope, MeetingLetters letters, MeetingNews news, CommitteeQueries committees,
    IssueDocuments documents, DocumentQueries registered, TimeProvider clock)
{
    public Task<Result<Meeting>> NoteAttendance(Actor actor, Guid id, int? version, IReadOnlyList<AttendanceDraft> rows, CancellationToken ct) =>
        Act(actor, id, version, "attendance-noted", null, m => m.NoteAttendance(rows, clock.UtcNow()), ct);

    public Task<Result<Meeting>> WriteMinutes(Actor actor, Guid id, int? version, IReadOnlyList<MinutesDraft> texts, CancellationToken ct) =>
        Act(actor, id, version, "minutes-written", null, m => m.WriteMinutes(texts), ct);

    /// <summary>Signs the minutes as their secretary; the chair is told that they wait.</summary>
    public Task<Result<Meeting>> SignAsSecretary(Actor actor, Guid id, int? version, CancellationToken ct) =>
        Act(actor, id, version, "minutes-signed-by-secretary", null, m => m.SignAsSecretary(SignatureOf(actor)), ct, m => news.MinutesWaitAsync(actor, m, ct));

    /// <summary>Signs the minutes as the chair: nothing of them changes any more.</summary>
    public Task<Result<Meeting>> SignAsChair(Actor actor, Guid id, int? version, CancellationToken ct) =>
        acts.DoAsync(actor, id, version, scope.MaySign, "minutes-signed-by-chair", null, m => Task.FromResult(m.SignAsChair(SignatureOf(actor))), ct);

    /// <summary>Sends the minutes back to who prepares the meeting.</summary>
    public Task<Result<Meeting>> ReturnMinutes(Actor actor, Guid id, int? version, string? reason, CancellationToken ct) =>
        acts.DoAsync(actor, id, version, scope.MaySign, "minutes-returned", reason, m => Task.FromResult(m.ReturnMinutes(reason)), ct,
            m => news.MinutesReturnedAsync(actor, m, reason, ct));

    public Task<Result<Meeting>> Conclude(Actor actor, Guid id, int? version, IReadOnlyList<ConclusionDraft> rows, CancellationToken ct) =>
        Act(actor, id, version, "concluded", null, m => m.Conclude(rows), ct);

    /// <summary>Issues the notice of conclusions: a document of the register with a clause for each, from which tasks are made; the invited are told.</summary>
    public Task<Result<Meeting>> Issue(Actor actor, Guid id, int? version, CancellationToken ct) =>
        db.InTransactionAsync(() => acts.DoAsync(actor, id, version, scope.MayOrganise, "notice-issued", null, async meeting =>
        {
            var refused = meeting.WhyNotIssue().ToArray();
            if (refused.Length > 0)
            {
                return System.Collections.Immutable.ImmutableArray.Create(refused);
            }

            var committee = meeting.CommitteeId is { } known ? await committees.FindAsync(known, ct) : null;
            var letter = letters.Notice(meeting, committee, clock.Today());
            var issued = await documents.Handle(actor, new(letters.RegisterEntry(meeting, letter), letters.Clauses(meeting), d => [FileOf(letter, d)]),
                meeting.IsDemonstration, ct);
            return issued.TryGet(out var notice)
                ? meeting.Issue(notice.Document.Id, notice.Document.Name, letter.On, [.. notice.Clauses.Select(c => c.Id)]) : issued.Problems;
        }, ct, m => news.IssuedAsync(actor, m, ct)), keep: r => r.Ok, ct);

    /// <summary>Links a notice that was registered by hand: its conclusions are those clauses of it, with the tasks that they have.</summary>
    public Task<Result<Meeting>> Adopt(Actor actor, Guid id, int? version, string? notice, CancellationToken ct) =>
        acts.DoAsync(actor, id, version, scope.MayOrganise, "notice-linked", notice, async meeting =>
        {
            if (await registered.MeantAsync(actor, notice, ct) is not [{ Kind: MeetingLetters.NoticeKind } document])
            {
                return Problem.Invalid("meeting.notice-unknown", "Notice");
            }

            if (await db.Meetings.AnyAsync(m => m.NoticeId == document.Id && m.Id != id, ct))
            {
                return Problem.Invalid("meeting.notice-taken", "Notice", document.Name);
            }

            var clauses = (await registered.ClausesAsync(document.Id, ct)).Select(c => c.Clause).Where(c => c.Kind == ClauseKind.Conclusion).ToList();
            return meeting.Adopt(document, clauses);
        }, ct);

    private static SentFile FileOf(OfficialLetter letter, OfficialDocument document) =>
        new($"{document.Name.Replace('/', '-')} {letter.On:yyyy-MM-dd}.docx", new MemoryStream(LetterDocx.Write(letter with { Number = document.Number })));

    private Signature SignatureOf(Actor actor) => new(actor.AccountId, actor.Name, clock.UtcNow());

    private Task<Result<Meeting>> Act(Actor actor, Guid id, int? version, string act, string? reason, Func<Meeting, Result<Meeting>> verb, CancellationToken ct,
        Func<Meeting, Task>? tell = null) => acts.DoAsync(actor, id, version, scope.MayOrganise, act, reason, m => Task.FromResult(verb(m)), ct, tell);
}
