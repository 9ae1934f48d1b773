using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Tasks;

/// <summary>From what was typed to what is kept.</summary>
internal sealed partial class TaskWork
{
    /// <summary>The draft with the day that its rule gives today, and which of the six respects are clear.</summary>
    public (DateOnly? Due, IReadOnlyList<Respect> Six) Look(TaskDraft draft)
    {
        var due = draft.DueBasis == DueBasis.WorkingDaysFromIssue && CountDue(draft.DueWorkingDays) is { Ok: true } counted ? counted.Value : draft.DueOn;
        return (due, SixClear.Of(draft with { DueOn = due }));
    }

    /// <summary>The working day after a deadline that falls on a day of rest; null when it does not.</summary>
    public DateOnly? AfterRest(DateOnly due) => deadlines.AfterRest(due);

    /// <summary>Everything that keeps a draft from being kept, and where it is to be issued from being issued: all at once, each field once.</summary>
    /// <param name="draft">What was typed.</param>
    /// <param name="found">What is known to be wrong with it already.</param>
    /// <param name="issue">Whether it is to be issued.</param>
    public ImmutableArray<Problem> Lacking(TaskDraft draft, ImmutableArray<Problem> found, bool issue)
    {
        List<Problem> problems = [.. found, .. draft.Problems()];
        var named = problems.Select(p => p.Field).ToHashSet();
        if (issue)
        {
            var (due, six) = Look(draft);
            problems.AddRange(SixClear.Lacking(six.Where(r => !r.Fields.Any(named.Contains))));
            problems.AddRange(Problem.Unless(due is null || due >= clock.Today() || draft.IsDemonstration || named.Contains(nameof(draft.DueOn)),
                Problem.Invalid("steering.due-past", nameof(draft.DueOn))));
        }

        return [.. problems];
    }

    // What was typed becomes what is kept: the document and clause it means, the day its rule gives.
    private async Task<Result<TaskDraft>> PrepareAsync(Actor actor, TaskDraft draft, SteeringTask? parent, CancellationToken ct)
    {
        if (draft.DueOn is not null && draft.DueBasis == DueBasis.WorkingDaysFromIssue)
        {
            return Problem.Invalid("steering.due-twice", nameof(draft.DueWorkingDays));
        }

        var counted = CountDue(draft.DueBasis == DueBasis.WorkingDaysFromIssue && draft.HasDaysInRange ? draft.DueWorkingDays : null);
        if (!counted.TryGet(out var due))
        {
            return counted.Problems;
        }

        draft = draft with { DueOn = due ?? draft.DueOn };
        if (parent is not null)
        {
            if (parent.State is not (TaskState.Issued or TaskState.InProgress))
            {
                return Problem.Conflict("steering.parent-not-open");
            }

            if (parent.CurrentDueOn is { } latest && draft.DueOn > latest)
            {
                return Problem.Invalid("steering.due-after-parent", draft.DueBasis == DueBasis.Date ? nameof(draft.DueOn) : nameof(draft.DueWorkingDays), latest.Show());
            }
        }

        return await RestOnAsync(actor, draft, parent, ct);
    }

    private async Task<Result<TaskDraft>> RestOnAsync(Actor actor, TaskDraft draft, SteeringTask? parent, CancellationToken ct)
    {
        if (parent is not null && draft.DocumentId is null && Words.Clean(draft.DocumentNumber) is null)
        {
            return draft with { DocumentId = parent.DocumentId, DocumentNumber = parent.DocumentNumber, ClauseId = parent.ClauseId, Clause = parent.Clause };
        }

        var meant = await documents.MeantAsync(actor, draft.DocumentId?.ToString() ?? draft.DocumentNumber, ct);
        if (meant is not [var document])
        {
            return draft.DocumentId is not null ? Problem.Invalid("steering.document-unknown", nameof(draft.DocumentNumber)) : draft with { ClauseId = null };
        }

        var named = draft with { DocumentId = document.Id, DocumentNumber = document.NameForAll };
        if (draft.ClauseId is null)
        {
            return named;
        }

        var clause = await db.Clauses.AsNoTracking().SingleOrDefaultAsync(c => c.Id == draft.ClauseId && c.DocumentId == document.Id, ct);
        return clause is null ? Problem.Invalid("steering.clause-unknown", nameof(draft.ClauseId))
            : clause.NoTaskReason is not null ? Problem.Invalid("steering.clause-no-task", nameof(draft.ClauseId), clause.Label)
            : named with { Clause = clause.Label };
    }

    private Result<DateOnly?> CountDue(int? workingDays)
    {
        if (workingDays is not { } days)
        {
            return (DateOnly?)null;
        }

        var counted = deadlines.FromIssue(clock.UtcNow(), days);
        return counted.TryGet(out var due) ? due : counted.Problems;
    }

    // A part is not due after its whole: not when it is drafted, nor when its days are counted anew or more time is granted.
    private async Task<Problem?> WithinParentAsync(Guid id, DateOnly? due, string field, CancellationToken ct)
    {
        var latest = await db.Tasks.Where(t => t.Id == id).Join(db.Tasks, t => t.ParentId, p => p.Id, (t, p) => p.CurrentDueOn).SingleOrDefaultAsync(ct);
        return due > latest ? Problem.Invalid("steering.due-after-parent", field, latest.Show()) : null;
    }

    private Task<SteeringTask?> ParentAsync(Guid? id, CancellationToken ct) =>
        id is null ? Task.FromResult<SteeringTask?>(null) : db.Tasks.AsNoTracking().Include(t => t.Coordinators).SingleOrDefaultAsync(t => t.Id == id, ct);
}
