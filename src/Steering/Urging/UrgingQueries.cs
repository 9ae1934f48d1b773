using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Urging;

/// <summary>How a unit stands, and the last letter to it.</summary>
internal sealed record UnitUrging(UnitInfo Unit, int Overdue, int DueSoon, DateOnly? OldestDueOn, int Urged, LetterRow? LastLetter);

/// <summary>A letter in a list.</summary>
internal sealed record LetterRow(Guid Id, Guid UnitId, string? Number, string Symbol, DateOnly PreparedOn, DateOnly? IssuedOn, DateOnly AnswerBy, int Tasks,
    AnswerStep Step)
{
    public string? FullNumber => Number is null ? null : $"{Number}/{Symbol}";

    /// <summary>How the unit's answer stands on a day.</summary>
    public AnswerState StateOn(DateOnly today) => AnswerRule.Of(Step, AnswerBy, today);

    /// <summary>Whether the unit owes an answer whose day is over.</summary>
    public bool IsAnswerOverdue(DateOnly today) => Number is not null && StateOn(today) == AnswerState.Overdue;
}

/// <summary>A task that a letter could name.</summary>
internal sealed record Candidate(Guid Id, string Code, string Title, DateOnly DueOn, bool IsOverdue, int TimesUrged)
{
    public int DaysLate { get; init; }
}

/// <summary>Everything that was done to urge a task on.</summary>
internal sealed record TaskUrging(IReadOnlyList<Reminder> Reminders, IReadOnlyList<LetterRow> Letters, int TimesUrged);

/// <summary>A letter with its files.</summary>
internal sealed record WholeLetter(UrgingLetter Letter, UnitInfo Unit, IReadOnlyList<StoredFile> AllFiles)
{
    /// <summary>The letter's own files: as prepared, and as issued.</summary>
    public IReadOnlyList<StoredFile> Files => [.. AllFiles.Where(f => f.Part is UrgingWork.PreparedPart or UrgingWork.IssuedPart)];

    /// <summary>The files of an answer.</summary>
    public IReadOnlyList<StoredFile> FilesOf(LetterAnswer answer) => [.. AllFiles.Where(f => f.Part == answer.Id.ToString())];
}

/// <summary>Reads what was done to urge units on; only of units that the actor may see. Letters not yet sent are seen by those who write them.</summary>
internal sealed class UrgingQueries(AppDb db, TaskQueries tasks, DeadlineEngine deadlines, OrganisationDirectory organisation)
{
    public async Task<IReadOnlyList<UnitUrging>> UnitsAsync(Actor actor, CancellationToken ct)
    {
        var (today, soon) = (tasks.Today, tasks.SoonUntil);
        var reminders = db.Reminders;
        var units = await tasks.Seen(actor).Where(t => t.CompletedOn == null && t.CurrentDueOn <= soon).GroupBy(t => t.LeadUnitId).Select(g => new
        {
            UnitId = g.Key,
            Overdue = g.Count(t => t.CurrentDueOn < today),
            Soon = g.Count(t => t.CurrentDueOn >= today),
            Oldest = g.Min(t => t.CurrentDueOn),
        }).ToListAsync(ct);
        var open = tasks.Seen(actor).Where(t => t.CompletedOn == null && t.CurrentDueOn < today);
        var urged = await open.Join(reminders.Where(r => !r.IsSkipped && r.Level > 0), t => t.Id, r => r.TaskId, (t, r) => t.LeadUnitId)
            .GroupBy(u => u).Select(g => new { UnitId = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.UnitId, g => g.Count, ct);
        var letters = (await LettersAsync(actor, null, ct)).GroupBy(l => l.UnitId).ToDictionary(g => g.Key, g => g.First());
        return [.. units.Select(u => u.UnitId).Union(letters.Keys).Select(id => organisation.Find(id)).OfType<UnitInfo>()
            .Select(unit => units.Find(u => u.UnitId == unit.Id) is { } row
                ? new UnitUrging(unit, row.Overdue, row.Soon, row.Overdue > 0 ? row.Oldest : null, urged.GetValueOrDefault(unit.Id), letters.GetValueOrDefault(unit.Id))
                : new UnitUrging(unit, 0, 0, null, 0, letters.GetValueOrDefault(unit.Id)))
            .OrderByDescending(u => u.Overdue).ThenByDescending(u => u.DueSoon).ThenBy(u => u.Unit.Order)];
    }

    /// <summary>Letters, newest first: of one unit, or of all that the actor may see.</summary>
    public async Task<IReadOnlyList<LetterRow>> LettersAsync(Actor actor, Guid? unitId, CancellationToken ct)
    {
        var seen = Seen(actor);
        return await Rows(unitId is { } unit ? seen.Where(l => l.UnitId == unit) : seen).ToListAsync(ct);
    }

    public async Task<WholeLetter?> LetterAsync(Actor actor, Guid id, CancellationToken ct) =>
        await Seen(actor).Include(l => l.Tasks).Include(l => l.Answers).ThenInclude(a => a.Tasks).AsSplitQuery().SingleOrDefaultAsync(l => l.Id == id, ct) is { } letter && organisation.Find(letter.UnitId) is { } unit
            ? new(letter, unit, await db.Set<StoredFile>().AsNoTracking().Where(f => f.Room == UrgingWork.FileRoom && f.SubjectId == id).OrderBy(f => f.Id).ToListAsync(ct))
            : null;

    /// <summary>Open tasks of a unit that are overdue or due soon, the oldest first.</summary>
    public async Task<IReadOnlyList<Candidate>> CandidatesAsync(Actor actor, Guid unitId, CancellationToken ct)
    {
        var (today, soon) = (tasks.Today, tasks.SoonUntil);
        var rows = await tasks.Seen(actor)
            .Where(t => t.LeadUnitId == unitId && t.CurrentDueOn <= soon && (t.State == TaskState.Issued || t.State == TaskState.InProgress))
            .OrderBy(t => t.CurrentDueOn).ThenBy(t => t.Code).Select(t => new { t.Id, t.Code, t.Title, Due = t.CurrentDueOn!.Value }).ToListAsync(ct);
        var urged = await TimesUrgedAsync([.. rows.Select(r => r.Id)], ct);
        return [.. rows.Select(r => new Candidate(r.Id, r.Code, r.Title, r.Due, r.Due < today, urged.GetValueOrDefault(r.Id))
        {
            DaysLate = deadlines.WorkingDaysBetween(r.Due, today),
        })];
    }

    public async Task<TaskUrging> OfTaskAsync(Actor actor, Guid taskId, CancellationToken ct)
    {
        var reminders = await db.Reminders.AsNoTracking().Where(r => r.TaskId == taskId && !r.IsSkipped).OrderByDescending(r => r.At).ToListAsync(ct);
        var letters = await Rows(Seen(actor).Where(l => l.Tasks.Any(t => t.TaskId == taskId))).ToListAsync(ct);
        return new(reminders, letters, reminders.Count(r => r.Level > 0) + letters.Count(l => l.Number is not null));
    }

    /// <summary>How often each task was urged on: reminders after its day, and letters that were sent.</summary>
    public async Task<Dictionary<Guid, int>> TimesUrgedAsync(IReadOnlyCollection<Guid> taskIds, CancellationToken ct)
    {
        var reminders = await db.Reminders.Where(r => taskIds.Contains(r.TaskId) && !r.IsSkipped && r.Level > 0)
            .GroupBy(r => r.TaskId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var letters = await db.UrgingLetters.Where(l => l.Number != null).SelectMany(l => l.Tasks).Where(t => taskIds.Contains(t.TaskId))
            .GroupBy(t => t.TaskId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return reminders.Concat(letters).GroupBy(x => x.Key).ToDictionary(g => g.Key, g => g.Sum(x => x.Count));
    }

    /// <summary>What waits for the actor: letters that their unit is to answer, and answers that they are to decide about.</summary>
    public async Task<IReadOnlyList<LetterRow>> AnswersWaitingAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.May(UrgingPermissions.Answer) && !actor.May(UrgingPermissions.Write))
        {
            return [];
        }

        var (answer, write) = (Units(actor, UrgingPermissions.Answer), Units(actor, UrgingPermissions.Write));
        return [.. (await Rows(Seen(actor).Where(l => l.Number != null
            && (((l.Step == AnswerStep.Waiting || l.Step == AnswerStep.AskedAgain) && answer.Contains(l.UnitId)) || (l.Step == AnswerStep.Answered && write.Contains(l.UnitId)))))
            .ToListAsync(ct)).OrderBy(l => l.AnswerBy)];
    }

    internal static IQueryable<LetterRow> Rows(IQueryable<UrgingLetter> letters) => letters.OrderByDescending(l => l.PreparedAt)
        .Select(l => new LetterRow(l.Id, l.UnitId, l.Number, l.Symbol, l.PreparedOn, l.IssuedOn, l.AnswerBy, l.Tasks.Count, l.Step));

    private IQueryable<UrgingLetter> Seen(Actor actor)
    {
        var (read, write) = (Units(actor, Permissions.Read), Units(actor, UrgingPermissions.Write));
        return db.UrgingLetters.AsNoTracking().Where(l => read.Contains(l.UnitId) && (l.Number != null || write.Contains(l.UnitId)));
    }

    private List<Guid> Units(Actor actor, string permission) =>
        [.. actor.ScopesOf(permission).SelectMany(organisation.Under).Select(u => u.Id).Distinct()];
}

/// <summary>The files of letters: for those who may see the letter.</summary>
internal sealed class UrgingFiles(UrgingQueries urging) : IGuardFiles
{
    public string Room => UrgingWork.FileRoom;

    public async ValueTask<bool> AllowsAsync(Actor actor, StoredFile file, CancellationToken ct) =>
        await urging.LetterAsync(actor, file.SubjectId, ct) is { } whole && (file.Part != UrgingWork.PreparedPart || actor.May(UrgingPermissions.Write, whole.Unit.Path));
}
