using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.Ui;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Processing;

/// <summary>A result as an officer gives it out.</summary>
/// <param name="Method">desk or post.</param>
/// <param name="Taker">Who took it, and the paper that was shown.</param>
/// <param name="PostNumber">Number of the posted item.</param>
internal sealed record HandOverDraft(string? Method, string? Taker, string? PostNumber);

/// <summary>The end of a dossier: the result is issued and comes to whom it is for; where it is late, the apology with a new day.</summary>
internal sealed class ResultWork(
    AppDb db, DossierActs acts, TaskFlow flow, TakeFiles takeFiles, OrganisationDirectory organisation, DeadlineEngine deadlines, Absences absences,
    IEnumerable<IDossierGate> gates, Texts texts, TimeProvider clock)
{
    /// <summary>Fields of the forms.</summary>
    public const string FileField = "ResultFile", MethodField = "Method", TakerField = "Taker", PostField = "PostNumber", DayField = "NewDay", UnitField = "Unit";

    private const int LongestTaker = 400, LongestPostNumber = 60;

    /// <summary>Issues the result under the next number of the year: as a file, or on paper where the officer says so. A file is the applicant's at once; paper waits to be handed over.</summary>
    /// <param name="actor">The officer.</param>
    /// <param name="code">Code of the dossier.</param>
    /// <param name="taskId">The last task; null where the dossier has one open task alone.</param>
    /// <param name="version">The version that the form showed.</param>
    /// <param name="sent">The result as one PDF; none when there is only paper.</param>
    /// <param name="onPaper">Whether there is paper alone. The applicant was promised a file, so its lack is said and no oversight.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Result<Dossier>> Issue(Actor actor, string code, Guid? taskId, int? version, IReadOnlyList<SentFile> sent, bool onPaper, CancellationToken ct) =>
        db.InTransactionAsync(() => IssueOnceAsync(actor, code, taskId, version, sent, onPaper, ct), keep: r => r.Ok, ct);

    /// <summary>Hands a result on paper over at the desk, or sends it by post.</summary>
    public async Task<Result<Dossier>> GiveOut(Actor actor, string code, int? version, HandOverDraft draft, CancellationToken ct)
    {
        if (actor.Lacks(Permissions.Process, flow.Desk?.Path) is { } refusal)
        {
            return refusal;
        }

        if (await acts.FindAsync(code, version, ct) is not { } dossier)
        {
            return Problem.NotFound("services.dossier-unknown");
        }

        var (taker, post) = (Words.Clean(draft.Taker), Words.Clean(draft.PostNumber));
        if (Wrong(draft.Method, taker, post) is { Length: > 0 } problems)
        {
            return problems;
        }

        if (await gates.FirstAsync(dossier, DossierStatus.ResultReturned, ct) is { } closed)
        {
            return closed;
        }

        if (dossier.ReturnResult(actor.Name, draft.Method == HandOver.Post ? post : null, clock.UtcNow()) is { } problem)
        {
            return problem;
        }

        db.HandOvers.Add(new() { DossierId = dossier.Id, Method = draft.Method!, Taker = draft.Method == HandOver.Desk ? taker : null, PostNumber = draft.Method == HandOver.Post ? post : null, At = clock.UtcNow(), By = actor.Name });
        return await acts.SaveAsync(actor, dossier, "result-returned", dossier.ResultNumber, ct);
    }

    /// <summary>Gives a result that is a file to its applicant when what kept it back is gone; nothing happens where it is on paper or something still keeps it.</summary>
    /// <param name="actor">Who acts, as the ledger has it.</param>
    /// <param name="dossier">The dossier.</param>
    /// <param name="by">Who opened the way, as its applicant reads it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task ReleaseAsync(Actor actor, Dossier dossier, string by, CancellationToken ct)
    {
        if (dossier.Status == DossierStatus.Processed && await db.Set<StoredFile>().AnyAsync(f => f.Room == DossierWork.FileRoom && f.SubjectId == dossier.Id && f.Part == DossierWork.ResultPart, ct))
        {
            await ReturnFileAsync(actor, dossier, by, ct);
        }
    }

    /// <summary>Tells the applicant that it will be late, why, and until when: once a dossier and no more. What the law owes stays where it is.</summary>
    public async Task<Result<Dossier>> Apologise(Actor actor, string code, int? version, string? newDay, string? unit, string? reason, CancellationToken ct)
    {
        if (!actor.May(Permissions.Process) && !actor.May(Permissions.Handle))
        {
            return Problem.Forbidden();
        }

        if (await acts.FindAsync(code, version, ct) is not { } dossier)
        {
            return Problem.NotFound("services.dossier-unknown");
        }

        var tasks = await flow.OfAsync(dossier.Id, ct);
        if (actor.Lacks(Permissions.Process, flow.Desk?.Path) is { } refusal && !tasks.Exists(t => t.IsOpen && flow.Holds(actor, t)))
        {
            return refusal;
        }

        var (day, by) = (TypedDay.Read(newDay, DayField), organisation.Find(unit ?? ""));
        if (WrongPromise(dossier, tasks, day, by, reason) is { Length: > 0 } problems)
        {
            return problems;
        }

        if (dossier.Promise(day.Value, texts["services.apology.note", day.Value.Show(), reason!.Trim()], actor.Name, clock.UtcNow()) is { } problem)
        {
            return problem;
        }

        db.Apologies.Add(new() { DossierId = dossier.Id, OwedOn = dossier.DueOn!.Value, PromisedOn = day.Value, UnitId = by!.Id, Reason = reason.Trim(), At = clock.UtcNow(), By = actor.Name });
        return await acts.SaveAsync(actor, dossier, "apologised", $"{day.Value.Show()}: {reason.Trim()}", ct);
    }

    private async Task<Result<Dossier>> IssueOnceAsync(Actor actor, string code, Guid? taskId, int? version, IReadOnlyList<SentFile> sent, bool onPaper, CancellationToken ct)
    {
        var task = taskId ?? await db.DossierTasks.Where(t => t.ClosedAt == null && t.Kind == StepKind.Issue)
            .Join(db.Dossiers.Where(d => d.Code == code), t => t.DossierId, d => d.Id, (t, _) => (Guid?)t.Id).FirstOrDefaultAsync(ct) ?? Guid.Empty;
        var found = await flow.AtAsync(actor, code, task, version, ct);
        if (!found.TryGet(out var at))
        {
            return found.Problems;
        }

        if (at.Task.Kind != StepKind.Issue)
        {
            return Problem.Conflict("services.not-in-this-state");
        }

        var (year, dossier) = (clock.Today().Year, at.Dossier);
        var number = $"KQ-{year}-{await db.NextNumberAsync($"KQ-{year}", null, ct):D6}";
        if (await TakeResultAsync(actor, dossier, sent, onPaper, ct) is { Length: > 0 } wrong)
        {
            return wrong;
        }

        if (dossier.Finish(number, actor.Name, clock.UtcNow()) is { } problem)
        {
            return problem;
        }

        at.Task.Close("issued", number, await absences.NameAsync(actor, at.Task, ct), clock.UtcNow());
        flow.End(at.Tasks, actor.Name);
        acts.Record(actor, dossier, "result-ready", number);
        if (!onPaper)
        {
            await ReturnFileAsync(actor, dossier, actor.Name, ct);
        }

        return await db.TrySaveAsync(ct) is { } lost ? lost : dossier;
    }

    // A file is with its applicant when nothing has to be paid for it any more.
    private async Task ReturnFileAsync(Actor actor, Dossier dossier, string by, CancellationToken ct)
    {
        if (dossier.ApplicantId is not null && await gates.FirstAsync(dossier, DossierStatus.ResultReturned, ct) is null && dossier.ReturnResult(by, null, clock.UtcNow()) is null)
        {
            db.HandOvers.Add(new() { DossierId = dossier.Id, Method = HandOver.Electronic, At = clock.UtcNow(), By = by });
            acts.Record(actor, dossier, "result-returned", dossier.ResultNumber);
        }
    }

    private async Task<ImmutableArray<Problem>> TakeResultAsync(Actor actor, Dossier dossier, IReadOnlyList<SentFile> sent, bool onPaper, CancellationToken ct)
    {
        if (onPaper == sent.Count > 0)
        {
            return [Problem.Invalid(onPaper ? "services.result-both" : "services.result-no-file", FileField)];
        }

        if (sent.Count > 1)
        {
            return [Problem.Invalid("services.result-one-file", FileField)];
        }

        if (sent.FirstOrDefault(f => !string.Equals(Path.GetExtension(f.Name), ".pdf", StringComparison.OrdinalIgnoreCase)) is { } other)
        {
            return [Problem.Invalid("services.result-not-pdf", FileField, other.Name)];
        }

        return sent.Count == 0 ? [] : (await takeFiles.Handle(actor, DossierWork.FileRoom, dossier.Id, sent, FileField, DossierWork.ResultPart, ct)).Problems;
    }

    private static ImmutableArray<Problem> Wrong(string? method, string? taker, string? post) =>
    [
        .. Problem.Unless(method is HandOver.Desk or HandOver.Post, Problem.Invalid("services.hand-over-how", MethodField)),
        .. Problem.Unless(method != HandOver.Desk || taker is not null, Problem.Invalid("services.hand-over-whom", TakerField)),
        .. Problem.Unless(method != HandOver.Post || post is not null, Problem.Invalid("services.hand-over-post", PostField)),
        .. Problem.Unless(!(taker?.Length > LongestTaker), Problem.Invalid("services.too-long", TakerField, "", LongestTaker, taker?.Length ?? 0)),
        .. Problem.Unless(!(post?.Length > LongestPostNumber), Problem.Invalid("services.too-long", PostField, "", LongestPostNumber, post?.Length ?? 0)),
    ];

    private ImmutableArray<Problem> WrongPromise(Dossier dossier, List<DossierTask> tasks, Result<DateOnly> day, UnitInfo? unit, string? reason) =>
    [
        .. day.Ok ? Problem.Unless(day.Value > dossier.DueOn && day.Value > clock.Today() && deadlines.AfterRest(day.Value) is null, Problem.Invalid("services.new-day", DayField, dossier.DueOn.Show())) : day.Problems,
        .. Problem.Unless(unit is not null && (tasks.Exists(t => t.UnitId == unit.Id) || unit.Id == flow.Desk?.Id), Problem.Invalid("services.answering-unit", UnitField)),
        .. ReceptionWork.Said(reason, ReceptionWork.ReasonField, "services.apology-reason") is { } silent ? [silent] : Array.Empty<Problem>(),
    ];
}
