using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Processing;

/// <summary>Opens and closes the tasks of a dossier as its process wants it, and says by when each is due.</summary>
internal sealed class TaskFlow(AppDb db, DossierActs acts, OrganisationDirectory organisation, DeadlineEngine deadlines, ProcedureCatalogue catalogue, TimeProvider clock)
{
    /// <summary>The desk that receives dossiers and gives results out.</summary>
    public UnitInfo? Desk => organisation.Find(catalogue.Agency.Unit);

    public Task<List<DossierTask>> OfAsync(Guid dossier, CancellationToken ct) =>
        db.DossierTasks.Where(t => t.DossierId == dossier).OrderBy(t => t.Number).ToListAsync(ct);

    public Procedure ProcedureOf(Dossier dossier) => catalogue.Of(dossier.ProcedureCode, dossier.ProcedureRecordId);

    /// <summary>The step that a task is at; null for an opinion that was asked for beside the process.</summary>
    public ProcessStep? StepOf(Procedure procedure, DossierTask task) => ProcessRun.StepsOf(procedure).FirstOrDefault(s => s.Key == task.Step);

    /// <summary>Whether the actor may act where a unit has the dossier.</summary>
    public bool Holds(Actor actor, DossierTask task) => organisation.Find(task.UnitId) is { } unit
        && actor.May(task.Kind == StepKind.Approve ? Permissions.Approve : Permissions.Handle, unit.Path);

    /// <summary>An open task of a dossier that is being solved, for an officer who may act at it.</summary>
    /// <param name="actor">The officer.</param>
    /// <param name="code">Code of the dossier.</param>
    /// <param name="taskId">The task.</param>
    /// <param name="version">The version that the officer saw.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<HeldTask>> AtAsync(Actor actor, string code, Guid taskId, int? version, CancellationToken ct)
    {
        if (!actor.May(Permissions.Handle) && !actor.May(Permissions.Approve))
        {
            return Problem.Forbidden();
        }

        if (await acts.FindAsync(code, version, ct) is not { } dossier)
        {
            return Problem.NotFound("services.dossier-unknown");
        }

        var tasks = await OfAsync(dossier.Id, ct);
        if (tasks.Find(t => t.Id == taskId) is not { } task || !Holds(actor, task))
        {
            return Problem.NotFound("services.task-unknown");
        }

        return task.IsOpen && dossier.Status == DossierStatus.Processing ? new HeldTask(dossier, task, tasks) : Problem.Conflict("services.not-in-this-state");
    }

    /// <summary>Opens the first step.</summary>
    public void Begin(Dossier dossier, Procedure procedure, List<DossierTask> tasks) => Open(dossier, procedure, [ProcessRun.StepsOf(procedure)[0]], tasks);

    /// <summary>Opens steps of the process.</summary>
    public void Open(Dossier dossier, Procedure procedure, IEnumerable<ProcessStep> steps, List<DossierTask> tasks)
    {
        foreach (var step in steps)
        {
            Add(dossier, new() { DossierId = dossier.Id, Number = tasks.Count + 1, Step = step.Key, Kind = step.Does ?? StepKind.Work, UnitId = UnitOf(step, procedure).Id, OpenedAt = clock.UtcNow() },
                DueOf(dossier, procedure, step, clock.UtcNow()), tasks);
        }
    }

    /// <summary>Asks a unit beside the process.</summary>
    public void Ask(Dossier dossier, DossierTask forTask, UnitInfo unit, string question, DateTime due, List<DossierTask> tasks) => Add(dossier, new()
    {
        DossierId = dossier.Id, Number = tasks.Count + 1, Step = DossierTask.Asked, Kind = StepKind.Consult, UnitId = unit.Id, OpenedAt = clock.UtcNow(), Question = question, ForTaskId = forTask.Id,
    }, due, tasks);

    /// <summary>Closes what is open, since the dossier has ended.</summary>
    public void End(IEnumerable<DossierTask> tasks, string by)
    {
        foreach (var task in tasks.Where(t => t.IsOpen))
        {
            task.Close(DossierTask.Ended, null, by, clock.UtcNow());
        }
    }

    /// <summary>By when a step that began at a moment is due (UTC): its own time, stopped as the dossier's clock is, or all that the law leaves.</summary>
    public DateTime? DueOf(Dossier dossier, Procedure procedure, ProcessStep step, DateTime opened)
    {
        var running = DeadlineClock.Start(opened.ToOffice(), step.Amount, step.Period ?? PeriodUnit.WorkingHour, procedure.Pause);
        return step.Amount == 0 ? dossier.DueOn?.AddDays(1).StartUtc()
            : deadlines.Due(dossier.Paused(running), clock.UtcNow().ToOffice()).TryGet(out var due) ? due.DueAt?.FromOffice() ?? due.Due.AddDays(1).StartUtc() : null;
    }

    private void Add(Dossier dossier, DossierTask task, DateTime? due, List<DossierTask> tasks)
    {
        task.Owe(due);
        tasks.Add(task);
        db.DossierTasks.Add(task);
        db.Publish(new DossierTaskOpened(task.Id, dossier.Code!, task.UnitId, clock.UtcNow()));
    }

    private UnitInfo UnitOf(ProcessStep step, Procedure procedure) => organisation.Find(step.Unit ?? procedure.Unit) ?? Desk
        ?? throw new InvalidOperationException($"No unit is known for the step {step.Key} of {procedure.Code}.");
}

/// <summary>An open task that the actor may act at, with its dossier and all tasks of that.</summary>
internal sealed record HeldTask(Dossier Dossier, DossierTask Task, List<DossierTask> Tasks);
