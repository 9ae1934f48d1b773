using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Processing;

/// <summary>A task in the list of a unit's work.</summary>
internal sealed record WorkRow(Guid TaskId, string Code, string ProcedureCode, Guid? RecordId, string Step, StepKind Kind, Guid UnitId, DateTime? DueAt, DateOnly? DueOn, Guid? AssigneeId, DossierStatus Status, bool IsDemonstration);

/// <summary>What the list is narrowed to.</summary>
internal sealed record WorkFilter(bool Mine = false, StepKind? Kind = null, int Page = 1)
{
    public const int PageSize = 25;
}

/// <summary>Everything that the process knows of a dossier.</summary>
internal sealed record WholeProcess(
    IReadOnlyList<DossierTask> Tasks, IReadOnlyList<SupplementRequest> Supplements, Apology? Apology, HandOver? HandOver, IReadOnlyList<UnitDelay> Delays, Guid? AnswersForDelay);

/// <summary>What the counter wrote down of a dossier.</summary>
/// <param name="Filer">Who handed it in.</param>
/// <param name="Papers">What there is on paper, by document.</param>
internal sealed record TakenAtCounter(DossierFiler Filer, IReadOnlyList<DossierPaper> Papers);

/// <summary>Reads what is to be done, and what was done by whom in which time.</summary>
internal sealed class ProcessingQueries(AppDb db, DossierProcess process, TaskFlow flow, Absences absences, DeadlineEngine deadlines, TimeProvider clock)
{
    /// <summary>Open tasks of the actor's units, the dossier whose legal time ends first on top; what waits for its applicant comes last.</summary>
    public async Task<(IReadOnlyList<WorkRow> Rows, int Count)> WorkAsync(Actor actor, WorkFilter filter, CancellationToken ct)
    {
        var units = process.UnitsOf(actor);
        var tasks = db.DossierTasks.Where(t => t.ClosedAt == null && units.Contains(t.UnitId));
        if (filter.Mine)
        {
            var accounts = await absences.WorksForAsync(actor, ct);
            tasks = tasks.Where(t => t.AssigneeId != null && accounts.Contains(t.AssigneeId.Value));
        }

        tasks = filter.Kind is { } kind ? tasks.Where(t => t.Kind == kind) : tasks;
        var rows = tasks.Join(db.Dossiers.Where(d => d.Status == DossierStatus.Processing || d.Status == DossierStatus.SupplementRequested), t => t.DossierId, d => d.Id, (t, d) => new { Task = t, Dossier = d });
        var page = await rows.OrderBy(r => r.Dossier.Status).ThenBy(r => r.Dossier.DueOn).ThenBy(r => r.Task.DueAt).ThenBy(r => r.Task.Id)
            .Skip((Math.Clamp(filter.Page, 1, 1_000_000) - 1) * WorkFilter.PageSize).Take(WorkFilter.PageSize)
            .Select(r => new WorkRow(r.Task.Id, r.Dossier.Code!, r.Dossier.ProcedureCode, r.Dossier.ProcedureRecordId, r.Task.Step, r.Task.Kind, r.Task.UnitId, r.Task.DueAt, r.Dossier.DueOn, r.Task.AssigneeId, r.Dossier.Status, r.Dossier.IsDemonstration))
            .ToListAsync(ct);
        return (page, await rows.CountAsync(ct));
    }

    /// <summary>The whole process of a dossier that the reader was allowed to see before.</summary>
    public async Task<WholeProcess> OfAsync(Dossier dossier, CancellationToken ct)
    {
        var tasks = await db.DossierTasks.AsNoTracking().Where(t => t.DossierId == dossier.Id).OrderBy(t => t.Number).ToListAsync(ct);
        var supplements = await db.SupplementRequests.AsNoTracking().Where(r => r.DossierId == dossier.Id).OrderBy(r => r.Number).ToListAsync(ct);
        var spans = Spans(dossier, tasks).ToList();
        var delays = DelayShare.Of(spans, (from, until) => deadlines.OfficeTimeBetween(from.ToOffice(), until.ToOffice()));
        var owed = dossier.DueOn?.AddDays(1).StartUtc();
        var late = owed < (dossier.FinishedAt ?? clock.UtcNow()) && !dossier.AwaitsApplicant;
        return new(tasks, supplements, await db.Apologies.AsNoTracking().SingleOrDefaultAsync(a => a.DossierId == dossier.Id, ct),
            await db.HandOvers.AsNoTracking().SingleOrDefaultAsync(h => h.DossierId == dossier.Id, ct), delays, late ? DelayShare.Answers(delays, spans, owed!.Value) : null);
    }

    /// <summary>What the counter wrote down of a dossier that the reader was allowed to see before; null where it came from an account.</summary>
    public async Task<TakenAtCounter?> CounterAsync(Dossier dossier, CancellationToken ct) =>
        dossier.ApplicantId is null && await db.DossierFilers.AsNoTracking().SingleOrDefaultAsync(f => f.DossierId == dossier.Id, ct) is { } filer
            ? new(filer, await db.DossierPapers.AsNoTracking().Where(p => p.DossierId == dossier.Id).ToListAsync(ct)) : null;

    // The desk holds what it has not passed on; a unit holds from when a step opened until it closed, without the spans in which the applicant was waited for.
    private IEnumerable<HeldSpan> Spans(Dossier dossier, List<DossierTask> tasks)
    {
        var end = dossier.FinishedAt ?? clock.UtcNow();
        if (dossier.SubmittedAt is { } submitted && flow.Desk is { } desk)
        {
            foreach (var (from, until) in Without(dossier, submitted, tasks.Count > 0 ? tasks[0].OpenedAt : end))
            {
                yield return new(desk.Id, from, until, dossier.AnswerDueAt);
            }
        }

        foreach (var task in tasks)
        {
            foreach (var (from, until) in Without(dossier, task.OpenedAt, task.ClosedAt ?? end))
            {
                yield return new(task.UnitId, from, until, task.DueAt);
            }
        }
    }

    private static IEnumerable<(DateTime From, DateTime Until)> Without(Dossier dossier, DateTime from, DateTime until)
    {
        var steps = dossier.History.OrderBy(s => s.Number).ToList();
        foreach (var (asked, next) in steps.Select((s, i) => (s, Next: i + 1 < steps.Count ? steps[i + 1].At : until)).Where(p => Dossier.Awaits(p.s.Status) && p.s.At < until && p.Next > from))
        {
            if (asked.At > from)
            {
                yield return (from, asked.At);
            }

            from = next;
        }

        if (from < until)
        {
            yield return (from, until);
        }
    }
}
