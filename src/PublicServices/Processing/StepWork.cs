using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Processing;

/// <summary>What officers do at the steps of a dossier: do one and pass it on, ask another unit, take one over.</summary>
internal sealed class StepWork(
    AppDb db, DossierActs acts, TaskFlow flow, OrganisationDirectory organisation, DeadlineEngine deadlines, Absences absences, TimeProvider clock)
{
    /// <summary>Fields of the forms.</summary>
    public const string WayField = "Way", NoteField = "Note", UnitField = "Unit", QuestionField = "Question", HoursField = "Hours";

    /// <summary>Most tasks that are agreed to in one go.</summary>
    public const int MostAtOnce = 100;

    private const int MostHours = 240;

    /// <summary>Does a step and opens what comes next.</summary>
    /// <param name="actor">The officer.</param>
    /// <param name="code">Code of the dossier.</param>
    /// <param name="taskId">The task.</param>
    /// <param name="way">Key of the way; may be left out where there is one alone.</param>
    /// <param name="note">What was found; an opinion and a way back need it.</param>
    /// <param name="version">The version that the officer saw.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Dossier>> Complete(Actor actor, string code, Guid taskId, string? way, string? note, int? version, CancellationToken ct)
    {
        var found = await flow.AtAsync(actor, code, taskId, version, ct);
        if (!found.TryGet(out var at))
        {
            return found.Problems;
        }

        var said = Words.Clean(note);
        if (at.Task.Step == DossierTask.Asked)
        {
            return await AnswerAsync(actor, at, said, ct);
        }

        var chosen = await ChooseAsync(at, way, said, ct);
        if (!chosen.TryGet(out var on))
        {
            return chosen.Problems;
        }

        var procedure = flow.ProcedureOf(at.Dossier);
        GoOnWithoutSilent(at);
        at.Task.Close(on.Key, said, await absences.NameAsync(actor, at.Task, ct), clock.UtcNow());
        var next = ProcessRun.Opened(ProcessRun.StepsOf(procedure), on, [.. at.Tasks.Where(t => t.IsOpen).Select(t => t.Step)]);
        flow.Open(at.Dossier, procedure, next, at.Tasks);
        return await acts.SaveAsync(actor, at.Dossier, on.Back ? "sent-back" : "step-done", flow.StepOf(procedure, at.Task)!.NameVi, ct);
    }

    /// <summary>Agrees to many at once. Each stands for itself: what is refused keeps none of the others.</summary>
    public async Task<IReadOnlyList<(string Code, Result<Dossier> Result)>> ApproveMany(Actor actor, IReadOnlyList<Guid> taskIds, CancellationToken ct)
    {
        var done = new List<(string, Result<Dossier>)>();
        foreach (var id in taskIds.Distinct().Take(MostAtOnce))
        {
            var code = await db.DossierTasks.Where(t => t.Id == id && t.Kind == StepKind.Approve).Join(db.Dossiers, t => t.DossierId, d => d.Id, (_, d) => d.Code).SingleOrDefaultAsync(ct);
            done.Add((code ?? "–", code is null ? Problem.NotFound("services.task-unknown") : await Complete(actor, code, id, null, null, null, ct)));
            db.ChangeTracker.Clear();
        }

        return done;
    }

    /// <summary>Asks another unit, beside the process; the time counts within the whole.</summary>
    /// <param name="actor">The officer.</param>
    /// <param name="code">Code of the dossier.</param>
    /// <param name="taskId">The task that the answer is for.</param>
    /// <param name="unit">Key of the unit.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="hours">Hours of work that the unit has.</param>
    /// <param name="version">The version that the officer saw.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Dossier>> Consult(Actor actor, string code, Guid taskId, string? unit, string? question, int? hours, int? version, CancellationToken ct)
    {
        var found = await flow.AtAsync(actor, code, taskId, version, ct);
        if (!found.TryGet(out var at))
        {
            return found.Problems;
        }

        var asked = organisation.Find(unit ?? "");
        var problems = new List<Problem>();
        problems.AddRange(Problem.Unless(asked?.ExistsOn(clock.Today()) == true && asked.Id != at.Task.UnitId, Problem.Invalid("services.ask-whom", UnitField)));
        problems.AddRange(ReceptionWork.Said(question, QuestionField, "services.question-missing") is { } silent ? [silent] : []);
        problems.AddRange(Problem.Unless(hours is > 0 and <= MostHours, Problem.Invalid("services.ask-hours", HoursField, MostHours)));
        if (problems.Count > 0)
        {
            return problems.ToImmutableArray();
        }

        if (!deadlines.Due(clock.UtcNow().ToOffice(), hours!.Value, PeriodUnit.WorkingHour).TryGet(out var due))
        {
            return Problem.Invalid("services.ask-hours", HoursField, MostHours);
        }

        flow.Ask(at.Dossier, at.Task, asked!, question!.Trim(), due.DueAt!.Value.FromOffice(), at.Tasks);
        return await acts.SaveAsync(actor, at.Dossier, "asked", asked!.NameVi, ct);
    }

    /// <summary>Takes a task, or gives it back to the unit.</summary>
    public async Task<Result<Dossier>> Take(Actor actor, string code, Guid taskId, bool give, int? version, CancellationToken ct)
    {
        var found = await flow.AtAsync(actor, code, taskId, version, ct);
        if (!found.TryGet(out var at))
        {
            return found.Problems;
        }

        at.Task.Assign(give ? null : actor.AccountId);
        return await acts.SaveAsync(actor, at.Dossier, give ? "given-back" : "taken", null, ct);
    }

    private async Task<Result<Dossier>> AnswerAsync(Actor actor, HeldTask at, string? said, CancellationToken ct)
    {
        if (ReceptionWork.Said(said, NoteField, "services.opinion-missing") is { } silent)
        {
            return silent;
        }

        at.Task.Close("answered", said, await absences.NameAsync(actor, at.Task, ct), clock.UtcNow());
        return await acts.SaveAsync(actor, at.Dossier, "answered", organisation.Find(at.Task.UnitId)?.NameVi, ct);
    }

    // Silence of a unit that was asked keeps nobody: when its time is over the others go on, and the record says so.
    private void GoOnWithoutSilent(HeldTask at)
    {
        foreach (var asked in at.Tasks.Where(t => t.IsOpen && t.ForTaskId == at.Task.Id))
        {
            asked.Close(DossierTask.Silent, null, Actor.System.Name, clock.UtcNow());
        }
    }

    private async Task<Result<ProcessWay>> ChooseAsync(HeldTask at, string? way, string? said, CancellationToken ct)
    {
        if (at.Task.Kind == StepKind.Issue)
        {
            return Problem.Conflict("services.issue-ends-it");
        }

        if (at.Tasks.Find(t => t.IsOpen && t.ForTaskId == at.Task.Id && t.DueAt > clock.UtcNow()) is { } waiting)
        {
            return Problem.Conflict("services.answer-awaited", organisation.NameOf(waiting.UnitId), waiting.DueAt!.Value.Show());
        }

        var values = FormValues.FromJson(await db.DossierForms.Where(f => f.DossierId == at.Dossier.Id).Select(f => f.Values).SingleAsync(ct));
        if (flow.StepOf(flow.ProcedureOf(at.Dossier), at.Task) is not { } step)
        {
            return Problem.NotFound("services.task-unknown");
        }

        var ways = ProcessRun.WaysOf(step, values);
        var on = ways.Where(w => !w.Back).ToList();
        var chosen = string.IsNullOrEmpty(way) ? on is [var only] ? only : null : ways.FirstOrDefault(w => w.Key == way);
        return chosen is null ? Problem.Invalid("services.choose-way", WayField, string.Join(", ", ways.Select(w => w.Name)))
            : (chosen.Back || at.Task.Kind == StepKind.Consult) && said is null ? Problem.Invalid(chosen.Back ? "services.back-reason" : "services.opinion-missing", NoteField)
            : said?.Length > ReceptionWork.LongestNote ? Problem.Invalid("services.too-long", NoteField, "", ReceptionWork.LongestNote, said.Length) : chosen;
    }
}
