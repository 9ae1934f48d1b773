using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Urging;

/// <summary>What a letter is made of.</summary>
/// <param name="UnitId">To which unit.</param>
/// <param name="TaskIds">About which of its tasks.</param>
/// <param name="AnswerBy">By when it is to answer.</param>
/// <param name="Form">Who signs; null for whom the level names.</param>
/// <param name="Extra">What is asked besides.</param>
/// <param name="Level">The level; null for the one that the ladder gives the latest task.</param>
internal sealed record LetterDraft(Guid? UnitId, IReadOnlyCollection<Guid> TaskIds, DateOnly? AnswerBy, string? Form, string? Extra, int? Level = null);

/// <summary>Prepares letters of urging and notes when they were sent. Each keeps its file, so that the same bytes can be had again.</summary>
internal sealed class UrgingWork(AppDb db, TakeFiles files, UrgingRules rules, DeadlineEngine deadlines, OrganisationDirectory organisation, TimeProvider clock)
{
    public const string FileRoom = "steering.urging-letter";
    public const string PreparedPart = "prepared";
    public const string IssuedPart = "issued";

    /// <summary>Writes a letter about tasks of one unit, with its DOCX.</summary>
    public async Task<Result<UrgingLetter>> Prepare(Actor actor, LetterDraft draft, CancellationToken ct)
    {
        if (organisation.Find(draft.UnitId) is not { } unit)
        {
            return Problem.Invalid("urging.unit", nameof(draft.UnitId));
        }

        if (actor.Lacks(UrgingPermissions.Write, unit.Path) is { } refusal)
        {
            return refusal;
        }

        var today = clock.Today();
        var tasks = await TasksAsync(unit.Id, draft.TaskIds, today, ct);
        var level = draft.Level is { } chosen ? rules.LetterLevels.FirstOrDefault(l => l.Level == chosen) : rules.LevelOf(tasks.Max(t => (int?)t.DaysLate) ?? 0);
        var form = rules.Forms.FirstOrDefault(f => f.Key == (Words.Clean(draft.Form) ?? level?.Form));
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(draft.TaskIds.Count > 0, Problem.Invalid("urging.tasks-missing", nameof(draft.TaskIds))),
            .. Problem.Unless(tasks.Count == draft.TaskIds.Distinct().Count(), Problem.Invalid("urging.task-closed", nameof(draft.TaskIds))),
            .. AnswerRule.Day(draft.AnswerBy, today, deadlines.Calendar, nameof(draft.AnswerBy)),
            .. Problem.Unless(level is not null, Problem.Invalid("urging.level", nameof(draft.Level))),
            .. Problem.Unless(form is not null, Problem.Invalid("urging.form", nameof(draft.Form))),
            .. Problem.Unless((draft.Extra?.Length ?? 0) <= UrgingLetter.ExtraMaxLength, Problem.Invalid("urging.extra-long", nameof(draft.Extra), UrgingLetter.ExtraMaxLength)),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        var written = LetterText.Write(rules, level!, form!, unit.NameVi, tasks, today, draft.AnswerBy!.Value, draft.Extra);
        var letter = UrgingLetter.Prepare(unit.Id, level!.Level, tasks.Select(t => t.Task.Id), draft.AnswerBy.Value, written, actor.Name, clock.UtcNow());
        db.UrgingLetters.Add(letter);
        db.Record(actor, "steering.urging.prepared", letter);
        foreach (var task in tasks)
        {
            db.Record(actor, "steering.task.letter-prepared", nameof(SteeringTask), task.Task.Id, new { LetterId = letter.Id });
        }

        return await KeepAsync(actor, letter, unit, ct) is { } refused ? refused : await db.TrySaveAsync(ct) is { } lost ? lost : letter;
    }

    /// <summary>Notes number and day of a letter that was sent; a second file carries them, and the unit is told.</summary>
    public Task<Result<UrgingLetter>> Issue(Actor actor, Guid id, int? version, string? number, DateOnly? on, CancellationToken ct) =>
        db.InTransactionAsync(() => IssueOnceAsync(actor, id, version, number, on, ct), keep: r => r.Ok, ct);

    private async Task<Result<UrgingLetter>> IssueOnceAsync(Actor actor, Guid id, int? version, string? number, DateOnly? on, CancellationToken ct)
    {
        var letter = await db.UrgingLetters.Include(l => l.Tasks).SingleOrDefaultAsync(l => l.Id == id, ct);
        if (letter is null || organisation.Find(letter.UnitId) is not { } unit || actor.Lacks(Permissions.Read, unit.Path) is not null)
        {
            return Problem.NotFound("urging.unknown");
        }

        if (actor.Lacks(UrgingPermissions.Write, unit.Path) is { } refusal)
        {
            return refusal;
        }

        var result = letter.Issue(number, on, clock.Today());
        if (!result.Ok)
        {
            return result;
        }

        if (await db.UrgingLetters.AnyAsync(l => l.Id != id && l.Symbol == letter.Symbol && l.NumberYear == letter.NumberYear && l.Number == letter.Number, ct))
        {
            return Problem.Invalid("urging.number-taken", "Number", letter.FullNumber!);
        }

        if (version is { } seen)
        {
            db.Expect(letter, seen);
        }

        db.Record(actor, "steering.urging.issued", letter, letter.FullNumber);
        db.Publish(new UrgingLetterIssued(letter.Id, letter.FullNumber!, letter.UnitId, letter.Tasks.Count, letter.AnswerBy, actor.AccountId));
        return await KeepAsync(actor, letter, unit, ct) is { } refused ? refused : await db.TrySaveAsync(ct) is { } lost ? lost : letter;
    }

    /// <summary>Tasks of the unit that are open, from the latest on.</summary>
    private async Task<IReadOnlyList<UrgedTask>> TasksAsync(Guid unitId, IReadOnlyCollection<Guid> ids, DateOnly today, CancellationToken ct)
    {
        var tasks = await db.Tasks.AsNoTracking().Include(t => t.Extensions)
            .Where(t => ids.Contains(t.Id) && t.LeadUnitId == unitId && t.CompletedOn == null && t.CurrentDueOn != null
                && (t.State == TaskState.Issued || t.State == TaskState.InProgress)).ToListAsync(ct);
        return [.. tasks.OrderBy(t => t.CurrentDueOn).ThenBy(t => t.Code, StringComparer.Ordinal)
            .Select(t => new UrgedTask(t, deadlines.WorkingDaysBetween(t.CurrentDueOn!.Value, today)))];
    }

    private async Task<Problem?> KeepAsync(Actor actor, UrgingLetter letter, UnitInfo unit, CancellationToken ct)
    {
        var name = letter.Number is null ? $"Cong van don doc {unit.Key} {letter.PreparedOn:yyyy-MM-dd}.docx"
            : $"{letter.FullNumber!.Replace('/', '-')} {letter.IssuedOn:yyyy-MM-dd}.docx";
        using var content = new MemoryStream(LetterDocx.Write(letter.Written));
        var kept = await files.Handle(actor, FileRoom, letter.Id, [new SentFile(name, content)], "", letter.Number is null ? PreparedPart : IssuedPart, ct);
        return kept.Ok ? null : kept.Problems[0];
    }
}
