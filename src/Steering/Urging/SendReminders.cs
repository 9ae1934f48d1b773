using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Jobs;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Honesty;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Urging;

/// <summary>A task for which a step of the ladder came.</summary>
internal sealed record DueTask(Guid Id, string Code, string Title, Guid LeadUnitId, DateOnly DueOn, DateOnly IssuedOn)
{
    /// <summary>Working days after the due day; negative before it.</summary>
    public int DaysLate { get; init; }
}

/// <summary>Each working day, outside the quiet hours, reminds of what is nearly due, due, and overdue: for each task the latest step it has
/// come to, older ones are noted as skipped. The standing office learns in the same round of flags that were not there before.</summary>
/// <remarks>What it finds depends on the tasks and the reminders there are, so a job that was down for days sends no storm.</remarks>
internal sealed class SendReminders(AppDb db, UrgingRules rules, NewFlags newFlags, DeadlineEngine deadlines, QuietTime quiet,
    ReminderDigests digests, TimeProvider clock) : IRecurringJob
{
    public string Name => "steering.reminders";

    public TimeSpan Every => TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken ct)
    {
        var today = clock.Today();
        if (!deadlines.Calendar.Knows(today.Year) || quiet.IsQuiet(clock.UtcNow())
            || await db.ReminderRuns.AnyAsync(r => r.On == today, ct))
        {
            return;
        }

        try
        {
            await RemindAsync(today, ct);
        }
        catch (DbUpdateException) when (RunByAnother(today))
        {
            // Two processes began at once; the other one's transaction was first and this one left nothing.
        }
    }

    private async Task RemindAsync(DateOnly today, CancellationToken ct)
    {
        var sent = new List<(DueTask Task, LadderStep Step)>();
        var skipped = new List<(DueTask Task, LadderStep Step)>();
        foreach (var (task, steps) in await ReachedAsync(today, ct))
        {
            sent.Add((task, steps[^1]));
            skipped.AddRange(steps.SkipLast(1).Select(s => (task, s)));
        }

        var owed = await OwedAsync(today, ct);
        var flags = await newFlags.FindAsync(ct);
        var people = await digests.AddAsync(today, sent, owed, flags, ct);
        db.Reminders.AddRange(skipped.Select(s => Row(s.Task, s.Step, skipped: true, 0)));
        foreach (var (task, step) in sent)
        {
            var row = Row(task, step, skipped: false, people[task.Id]);
            db.Reminders.Add(row);
            db.Record(Actor.System, step.Level == 0 ? "steering.task.reminded" : "steering.task.urged", nameof(SteeringTask), task.Id,
                new { row.StepDays, row.DaysLate, row.Level, row.To, row.People });
        }

        foreach (var letter in owed)
        {
            db.LetterReminders.Add(new() { LetterId = letter.Id, AnswerBy = letter.AnswerBy, At = clock.UtcNow(), People = people[letter.Id] });
            db.Record(Actor.System, "steering.urging.answer-reminded", nameof(UrgingLetter), letter.Id, new { letter.AnswerBy, People = people[letter.Id] });
        }

        await NoteAsync(flags, people, ct);
        db.ReminderRuns.Add(new() { On = today, At = clock.UtcNow(), Sent = sent.Count, Skipped = skipped.Count, People = digests.People });
        await db.SaveChangesAsync(ct);
    }

    // A flag of which nobody could be told is told of later.
    private async Task NoteAsync(IReadOnlyList<Flag> flags, Dictionary<Guid, int> people, CancellationToken ct)
    {
        var ids = flags.Select(f => f.Id).ToList();
        var known = (await db.FlagNotices.Where(n => ids.Contains(n.FlagId)).Select(n => new { n.FlagId, n.Event }).ToListAsync(ct)).ToHashSet();
        foreach (var flag in flags.Where(f => people[f.Id] > 0))
        {
            db.FlagNotices.AddRange(FlagNotice.EventsOf(flag).Where(e => !known.Contains(new { FlagId = flag.Id, Event = e }))
                .Select(e => new FlagNotice { FlagId = flag.Id, Event = e, Kind = flag.Kind, At = clock.UtcNow(), People = people[flag.Id] }));
            db.Record(Actor.System, "steering.flag.told", nameof(Flag), flag.Id,
                new { Kind = flag.Kind.ToString(), flag.Mark, Tasks = flag.Tasks.Select(t => t.Code), People = people[flag.Id] });
        }
    }

    // Letters whose answer is overdue, and of which the unit was not reminded since the day was set.
    private async Task<List<LetterRow>> OwedAsync(DateOnly today, CancellationToken ct)
    {
        var reminded = db.LetterReminders;
        return await UrgingQueries.Rows(db.UrgingLetters.AsNoTracking().Where(l => l.Number != null && (l.Step == AnswerStep.Waiting || l.Step == AnswerStep.AskedAgain)
            && l.AnswerBy < today && !reminded.Any(r => r.LetterId == l.Id && r.AnswerBy == l.AnswerBy))).ToListAsync(ct);
    }

    private async Task<List<(DueTask Task, IReadOnlyList<LadderStep> Steps)>> ReachedAsync(DateOnly today, CancellationToken ct)
    {
        var horizon = deadlines.AddWorkingDaysOrDays(today, Math.Max(0, -rules.Steps[0].Days));
        var open = db.Tasks.AsNoTracking()
            .Where(t => (t.State == TaskState.Issued || t.State == TaskState.InProgress) && t.CurrentDueOn <= horizon && t.IssuedOn < today);
        var tasks = await open.Select(t => new DueTask(t.Id, t.Code, t.Title, t.LeadUnitId, t.CurrentDueOn!.Value, t.IssuedOn!.Value)).ToListAsync(ct);
        var reminders = db.Reminders;
        var done = await open.Select(t => new { t.Id, Last = reminders.Where(r => r.TaskId == t.Id && r.DueOn == t.CurrentDueOn).Max(r => (int?)r.StepDays) })
            .Where(t => t.Last != null).ToDictionaryAsync(t => t.Id, t => t.Last!.Value, ct);
        return [.. tasks.Where(t => deadlines.Calendar.Knows(t.DueOn.Year))
            .Select(t => t with { DaysLate = deadlines.WorkingDaysBetween(t.DueOn, today) })
            .Select(t => (t, rules.Reached(done.TryGetValue(t.Id, out var last) ? last : deadlines.WorkingDaysBetween(t.DueOn, t.IssuedOn), t.DaysLate)))
            .Where(x => x.Item2.Count > 0)];
    }

    private Reminder Row(DueTask task, LadderStep step, bool skipped, int people) => new()
    {
        TaskId = task.Id, DueOn = task.DueOn, StepDays = step.Days, DaysLate = task.DaysLate, Level = step.Level, At = clock.UtcNow(),
        IsSkipped = skipped, To = string.Join(' ', step.To), People = people,
    };

    private bool RunByAnother(DateOnly today)
    {
        db.ChangeTracker.Clear();
        return db.ReminderRuns.Any(r => r.On == today);
    }
}
