using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Urging;

/// <summary>Takes what units answer to letters of urging, and what the standing office decides about it.</summary>
internal sealed class LetterAnswerWork(AppDb db, TakeFiles takeFiles, Notify notify, Recipients recipients,
    OrganisationDirectory organisation, DeadlineEngine deadlines, Texts texts, TimeProvider clock)
{
    /// <summary>Answers for the unit, with files where they carry the answer; the standing office is told.</summary>
    public Task<Result<UrgingLetter>> Answer(Actor actor, Guid id, int? version, AnswerDraft draft, IReadOnlyList<SentFile> files,
        CancellationToken ct) =>
        DoAsync(actor, id, version, UrgingPermissions.Answer, async letter =>
        {
            var answered = letter.Answer(draft, await OwedAsync(letter, ct), files.Count > 0, DoerOf(actor));
            if (!answered.TryGet(out var answer))
            {
                return answered.Problems;
            }

            var kept = await takeFiles.Handle(actor, UrgingWork.FileRoom, id, files, "Files", answer.Id.ToString(), ct);
            if (!kept.Ok)
            {
                return kept.Problems;
            }

            db.Record(actor, "steering.urging.answered", letter, answer.Document);
            foreach (var task in letter.Tasks)
            {
                db.Record(actor, "steering.task.letter-answered", nameof(SteeringTask), task.TaskId,
                    new { LetterId = id, AnswerId = answer.Id });
            }

            await TellAsync(actor, letter, "answered", () => answer.Text,
                await recipients.HoldingAsync(UrgingPermissions.Write, letter.UnitId, ct), ct);
            return letter;
        }, ct);

    /// <summary>Takes the answer as enough.</summary>
    public Task<Result<UrgingLetter>> Accept(Actor actor, Guid id, int? version, string? note, CancellationToken ct) =>
        DecideAsync(actor, id, version, "answer-accepted", note, l => l.AcceptAnswer(note, DoerOf(actor)), ct);

    /// <summary>Sends the answer back with a reason and a new day.</summary>
    public Task<Result<UrgingLetter>> SendBack(Actor actor, Guid id, int? version, string? reason, DateOnly? answerBy,
        CancellationToken ct) =>
        DecideAsync(actor, id, version, "answer-sent-back", reason, l =>
            l.SendAnswerBack(reason, answerBy, clock.Today(), deadlines.Calendar, DoerOf(actor)), ct);

    /// <summary>The tasks of a letter that its unit still has to do; of each its answer says why it is late and when it will be done.</summary>
    public Task<List<Guid>> OwedAsync(UrgingLetter letter, CancellationToken ct)
    {
        var named = letter.Tasks.Select(t => t.TaskId).ToList();
        return db.Tasks.Where(t => named.Contains(t.Id) && t.LeadUnitId == letter.UnitId
            && (t.State == TaskState.Issued || t.State == TaskState.InProgress))
            .OrderBy(t => t.CurrentDueOn).ThenBy(t => t.Code).Select(t => t.Id).ToListAsync(ct);
    }

    private Task<Result<UrgingLetter>> DecideAsync(Actor actor, Guid id, int? version, string what, string? reason, Func<UrgingLetter,
        Result<UrgingLetter>> decide,
        CancellationToken ct) => DoAsync(actor, id, version, UrgingPermissions.Write, async letter =>
        {
            var decided = decide(letter);
            if (decided.Ok)
            {
                db.Record(actor, $"steering.urging.{what}", letter, Words.Clean(reason));
                string Body() => letter.Step == AnswerStep.AskedAgain
                    ? texts["urging.news.answer-again", Words.Clean(reason)!, letter.AnswerBy.Show()] : Words.Clean(reason) ?? "";
                await TellAsync(actor, letter, what, Body, await recipients.HoldingAsync(UrgingPermissions.Answer, letter.UnitId, ct), ct);
            }

            return decided;
        }, ct);

    private async Task<Result<UrgingLetter>> DoAsync(Actor actor, Guid id, int? version, string permission, Func<UrgingLetter,
        Task<Result<UrgingLetter>>> act, CancellationToken ct)
    {
        var letter = await db.UrgingLetters.Include(l => l.Tasks).Include(l => l.Answers).SingleOrDefaultAsync(l => l.Id == id, ct);
        if (letter is null || organisation.Find(letter.UnitId) is not { } unit || actor.Lacks(Permissions.Read, unit.Path) is not null
            || (letter.Number is null && actor.Lacks(UrgingPermissions.Write, unit.Path) is not null))
        {
            return Problem.NotFound("urging.unknown");
        }

        if (actor.Lacks(permission, unit.Path) is { } refusal)
        {
            return refusal;
        }

        if (version is { } seen)
        {
            db.Expect(letter, seen);
        }

        var result = await act(letter);
        return !result.Ok ? result : await db.TrySaveAsync(ct) is { } lost ? lost : result;
    }

    private Task TellAsync(Actor actor, UrgingLetter letter, string what, Func<string> body, IReadOnlyList<Recipient> to, CancellationToken ct) =>
        notify.AddAsync([.. to.Where(r => r.AccountId != actor.AccountId)],
            new($"steering.urging-{what}", $"urging-letter:{letter.Id:N}:{what}:{letter.Answers.Count}",
            $"/chi-dao/don-doc/cong-van/{letter.Id}", _ =>
                (texts[$"urging.news.{what}", letter.FullNumber ?? "", organisation.NameOf(letter.UnitId)], body())), ct);

    private Doer DoerOf(Actor actor) => new(actor.AccountId, actor.Name, clock.UtcNow());
}

/// <summary>On everyone's own page of work: the letters that their unit is to answer, and the answers that they are to decide
/// about.</summary>
internal sealed class LetterAnswersWaiting(UrgingQueries urging, TimeProvider clock) : IWhatWaits
{
    public async Task<IReadOnlyList<WaitingMatter>> OfAsync(Actor actor, CancellationToken ct) =>
        [.. (await urging.AnswersWaitingAsync(actor, ct)).Select(l => (Letter: l, State: l.StateOn(clock.Today())))
            .Select(x => new WaitingMatter(x.Letter.FullNumber ?? "",
            $"~/chi-dao/don-doc/cong-van/{x.Letter.Id}#tra-loi", x.State == AnswerState.Answered ? "urging.answer.decide"
                : "urging.answer.give", x.Letter.AnswerBy,
            AnswerRule.Key(x.State), AnswerRule.Color(x.State)))];
}
