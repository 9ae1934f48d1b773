using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Tasks;

/// <summary>A task of a batch: drafted, or a draft that is written anew.</summary>
/// <param name="Draft">What it asks; its document is known already.</param>
/// <param name="TaskId">The draft to be written anew; null for a new one.</param>
internal sealed record BatchTask(TaskDraft Draft, Guid? TaskId);

/// <summary>Counts the days of tasks.</summary>
internal static class TaskDays
{
    /// <summary>The day that so many working days from an issue at <paramref name="now"/>, UTC, end with.</summary>
    public static Result<DateOnly> FromIssue(this DeadlineEngine deadlines, DateTime now, int workingDays)
    {
        var due = deadlines.Due(now.ToOffice(), workingDays, PeriodUnit.WorkingDay);
        return due.TryGet(out var deadline) ? deadline.Due : due.Problems[0] with { Field = nameof(TaskDraft.DueWorkingDays) };
    }
}

/// <summary>Gives tasks their codes.</summary>
internal static class TaskCodes
{
    /// <summary>The next codes of a year; within <see cref="Racing.InTransactionAsync"/>.</summary>
    public static async Task<IReadOnlyList<string>> NextTaskCodesAsync(this AppDb db, int count, int year, CancellationToken ct)
    {
        var prefix = $"NV-{year}-";
        var first = count == 0 ? 1 : await db.NextNumbersAsync($"steering.task/{year}", count, async () =>
            Numbering.NumberAtEnd(await db.Tasks.Where(t => t.Code.StartsWith(prefix)).MaxAsync(t => (string?)t.Code, ct)), ct);
        return [.. Enumerable.Range(first, count).Select(n => $"{prefix}{n:D5}")];
    }
}

/// <summary>Writes many drafts at once, within the caller's transaction, a part at a time: what a thousand rows need is read once, and the
/// context never holds
/// more than a part. Nothing is issued, so nobody is told.</summary>
internal sealed class TaskBatch(AppDb db, OrganisationDirectory organisation, TaskScope scope, DeadlineEngine deadlines, TimeProvider clock)
{
    private const int Part = 500;

    /// <summary>What keeps a row from being drafted: it has nothing wrong, its lead is one that the actor assigns to, and its days can be
    /// counted.</summary>
    public IEnumerable<Problem> Problems(Actor actor, TaskDraft draft) =>
    [
        .. draft.Problems(),
        .. organisation.Find(draft.LeadUnitId) is { } lead && scope.RefusalToAssign(actor, null, lead) is not null
            ? new[] { Problem.Invalid("import.lead-not-yours", nameof(draft.LeadUnitId), lead.Name) } : [],
        .. Counted(draft) is { Ok: false } uncounted ? uncounted.Problems : [],
    ];

    /// <summary>Writes them, in their order; gives the identifiers back in the same order.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="tasks">The tasks; none has a problem.</param>
    /// <param name="reason">Why, for the ledger.</param>
    /// <param name="written">Told how many are written, after each part.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<IReadOnlyList<Guid>>> WriteAsync(Actor actor, IReadOnlyList<BatchTask> tasks, string reason,
        Action<int> written, CancellationToken ct)
    {
        var codes = new Queue<string>(await db.NextTaskCodesAsync(tasks.Count(t => t.TaskId is null), clock.Today().Year, ct));
        var ids = new List<Guid>(tasks.Count);
        foreach (var part in tasks.Chunk(Part))
        {
            var known = part.Select(t => t.TaskId).OfType<Guid>().ToList();
            var drafts = known.Count == 0 ? [] : await db.Tasks.Include(t => t.Coordinators).Where(t => known.Contains(t.Id))
                .ToDictionaryAsync(t => t.Id, ct);
            foreach (var row in part)
            {
                var made = row.TaskId is { } id ? Mend(drafts[id], row.Draft, reason) : Draft(row.Draft with { Code = codes.Dequeue() });
                if (!made.TryGet(out var task))
                {
                    return made.Problems;
                }

                if (row.TaskId is null)
                {
                    db.Tasks.Add(task);
                }

                db.Record(actor, row.TaskId is null ? "steering.task.drafted" : "steering.task.mended", task, reason);
                ids.Add(task.Id);
            }

            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            written(ids.Count);
        }

        return ids;
    }

    private Result<SteeringTask> Draft(TaskDraft draft) =>
        Counted(draft) is var counted && counted.TryGet(out var whole) ? SteeringTask.Draft(whole, whole.SearchText) : counted.Problems;

    private Result<SteeringTask> Mend(SteeringTask task, TaskDraft draft, string reason)
    {
        // What the batch does not speak of stays as people wrote it.
        var counted = Counted(draft with
        {
            Code = task.Code,
            ParentId = task.ParentId,
            IsStarred = task.IsStarred,
            Content = draft.Content ?? task.Content,
            Product = draft.Product ?? task.Product,
            AcceptanceCriteria = draft.AcceptanceCriteria ?? task.AcceptanceCriteria,
            AccountablePosition = draft.AccountablePosition ?? task.AccountablePosition,
            Authority = draft.Authority ?? task.Authority,
            Clause = draft.Clause ?? task.Clause,
            ClauseId = draft.Clause is null ? task.ClauseId : null,
        });
        return counted.TryGet(out var whole) ? task.Mend(whole, whole.SearchText, reason) : counted.Problems;
    }

    private Result<TaskDraft> Counted(TaskDraft draft)
    {
        if (draft.DueBasis != DueBasis.WorkingDaysFromIssue || !draft.HasDaysInRange)
        {
            return draft;
        }

        var counted = deadlines.FromIssue(clock.UtcNow(), draft.DueWorkingDays!.Value);
        return counted.TryGet(out var due) ? draft with { DueOn = due } : counted.Problems;
    }
}
