using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Processing;

/// <summary>What the desk, and whoever has the dossier, answers to what came in: received, to be mended, refused, stopped.</summary>
internal sealed class ReceptionWork(AppDb db, DossierActs acts, TaskFlow flow, IEnumerable<IDossierGate> gates, TimeProvider clock)
{
    /// <summary>Fields of the forms.</summary>
    public const string ReasonField = "Reason", DefectsField = "Defects", AgainField = "WhyAgain";

    /// <summary>Longest reason, defect or answer.</summary>
    public const int LongestNote = 4000;

    private const int LongestWhy = 1000;

    /// <summary>Receives a dossier. One that came online goes on to its first step at once; papers are carried, see <see cref="Forward"/>.</summary>
    public async Task<Result<Dossier>> Receive(Actor actor, string code, int? version, CancellationToken ct)
    {
        if (AtDesk(actor) is { } refusal)
        {
            return refusal;
        }

        if (await acts.FindAsync(code, version, ct) is not { } dossier)
        {
            return Problem.NotFound("services.dossier-unknown");
        }

        if (await gates.FirstAsync(dossier, DossierStatus.Received, ct) is { } closed)
        {
            return closed;
        }

        if (dossier.Receive(actor.Name, clock.UtcNow()) is { } problem)
        {
            return problem;
        }

        acts.Record(actor, dossier, "received", null);
        return dossier.Channel == Channels.Online ? await PassOnAsync(actor, dossier, ct) : await db.TrySaveAsync(ct) is { } lost ? lost : dossier;
    }

    /// <summary>Hands papers that were received from the desk to the first step.</summary>
    public async Task<Result<Dossier>> Forward(Actor actor, string code, int? version, CancellationToken ct)
    {
        if (AtDesk(actor) is { } refusal)
        {
            return refusal;
        }

        return await acts.FindAsync(code, version, ct) is not { } dossier ? Problem.NotFound("services.dossier-unknown") : await PassOnAsync(actor, dossier, ct);
    }

    /// <summary>Asks the applicant to mend what is wrong, all of it at once. A second time says why it was not said before.</summary>
    public async Task<Result<Dossier>> AskSupplement(Actor actor, string code, int? version, IReadOnlyList<Defect> defects, string? whyAgain, CancellationToken ct)
    {
        var (found, tasks, refusal) = await HeldAsync(actor, code, version, ct);
        if (found is not { } dossier)
        {
            return refusal!;
        }

        var said = defects.Select(d => d with { Wrong = d.Wrong.Trim() }).Where(d => d.Wrong.Length > 0).ToList();
        if (Wrong(dossier, said, Words.Clean(whyAgain)) is { Length: > 0 } problems)
        {
            return problems;
        }

        var (words, due) = (InWords(dossier, said), dossier.DueOn!.Value);
        if (dossier.AskSupplement(words, actor.Name, clock.UtcNow()) is { } problem)
        {
            return problem;
        }

        db.SupplementRequests.Add(new()
        {
            DossierId = dossier.Id, Number = dossier.SupplementCount, AskedAt = clock.UtcNow(), AskedBy = actor.Name, Defects = SupplementRequest.Write(said),
            WhyAgain = dossier.SupplementCount > 1 ? Words.Clean(whyAgain) : null, DueBefore = due,
        });
        return await acts.SaveAsync(actor, dossier, dossier.SupplementCount > 1 ? "supplement-asked-again" : "supplement-asked", words, ct);
    }

    public Task<Result<Dossier>> Refuse(Actor actor, string code, int? version, string? reason, CancellationToken ct) =>
        EndAsync(actor, code, version, reason, "refused", (d, why) => d.Refuse(why, actor.Name, clock.UtcNow()), ct);

    /// <summary>Ends a dossier that nobody mends, or whose matter has fallen away.</summary>
    public Task<Result<Dossier>> Stop(Actor actor, string code, int? version, string? reason, CancellationToken ct) =>
        EndAsync(actor, code, version, reason, "stopped", (d, why) => d.Stop(why, actor.Name, clock.UtcNow()), ct);

    private async Task<Result<Dossier>> EndAsync(
        Actor actor, string code, int? version, string? reason, string step, Func<Dossier, string, Problem?> end, CancellationToken ct)
    {
        var (found, tasks, refusal) = await HeldAsync(actor, code, version, ct);
        if (found is not { } dossier)
        {
            return refusal!;
        }

        if (Said(reason, ReasonField) is { } silent)
        {
            return silent;
        }

        if (end(dossier, reason!.Trim()) is { } problem)
        {
            return problem;
        }

        flow.End(tasks, actor.Name);
        return await acts.SaveAsync(actor, dossier, step, reason.Trim(), ct);
    }

    private async Task<Result<Dossier>> PassOnAsync(Actor actor, Dossier dossier, CancellationToken ct)
    {
        if (dossier.Forward(actor.Name, clock.UtcNow()) is { } problem)
        {
            return problem;
        }

        var tasks = await flow.OfAsync(dossier.Id, ct);
        flow.Begin(dossier, flow.ProcedureOf(dossier), tasks);
        return await acts.SaveAsync(actor, dossier, "forwarded", null, ct);
    }

    // Until it is passed on the desk alone has it; afterwards whoever is at one of its open steps.
    private async Task<(Dossier? Dossier, List<DossierTask> Tasks, Problem? Refusal)> HeldAsync(Actor actor, string code, int? version, CancellationToken ct)
    {
        if (!actor.May(Permissions.Process) && !actor.May(Permissions.Handle))
        {
            return (null, [], Problem.Forbidden());
        }

        if (await acts.FindAsync(code, version, ct) is not { } dossier)
        {
            return (null, [], Problem.NotFound("services.dossier-unknown"));
        }

        var tasks = await flow.OfAsync(dossier.Id, ct);
        var open = tasks.Where(t => t.IsOpen).ToList();
        return AtDesk(actor) is null && (open.Count == 0 || dossier.Status == DossierStatus.SupplementRequested) || open.Exists(t => flow.Holds(actor, t))
            ? (dossier, tasks, null) : (null, [], Problem.Forbidden());
    }

    private Problem? AtDesk(Actor actor) => actor.Lacks(Permissions.Process, flow.Desk?.Path);

    private static ImmutableArray<Problem> Wrong(Dossier dossier, List<Defect> said, string? whyAgain) =>
    [
        .. Problem.Unless(said.Count > 0, Problem.Invalid("services.no-defect", DefectsField)),
        .. Problem.Unless(said.Sum(d => d.Wrong.Length + d.About.Length) <= LongestNote - 500, Problem.Invalid("services.too-long", DefectsField, "", LongestNote - 500, said.Sum(d => d.Wrong.Length))),
        .. Problem.Unless(dossier.SupplementCount == 0 || whyAgain is not null, Problem.Invalid("services.why-again", AgainField)),
        .. Problem.Unless(!(whyAgain?.Length > LongestWhy), Problem.Invalid("services.too-long", AgainField, "", LongestWhy, whyAgain?.Length ?? 0)),
    ];

    // As the applicant reads it, in the language of the procedure's record that letters are written in.
    private string InWords(Dossier dossier, IEnumerable<Defect> defects)
    {
        var procedure = flow.ProcedureOf(dossier);
        return string.Join('\n', defects.Select(d => DefectNames.Of(procedure, d.About) is { } name ? $"{name}: {d.Wrong}" : d.Wrong));
    }

    /// <summary>What is wrong with words that have to be there; each kind of them is asked for by its own sentence.</summary>
    internal static Problem? Said(string? words, string field, string missing = "services.reason-missing") => string.IsNullOrWhiteSpace(words) ? Problem.Invalid(missing, field)
        : words.Trim() is { Length: > LongestNote } longer ? Problem.Invalid("services.too-long", field, "", LongestNote, longer.Length) : null;
}
