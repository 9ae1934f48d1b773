using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Procedures;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>A file sent for a document of the dossier.</summary>
internal sealed record SentDocument(string Document, SentFile File);

/// <summary>What applicants and officers do with dossiers. Each act demands its permission, writes the ledger and saves once.</summary>
internal sealed class DossierWork(
    AppDb db, ProcedureCatalogue catalogue, DeadlineEngine deadlines, OrganisationDirectory organisation, TakeFiles takeFiles, TimeProvider clock)
{
    /// <summary>Room of the files of a dossier.</summary>
    public const string FileRoom = "services.dossier";

    /// <summary>Part of the room that holds the result; a document of a procedure has a key of letters and hyphens alone.</summary>
    public const string ResultPart = "=result";

    /// <summary>Field of the result's file in the form, for its problems.</summary>
    public const string ResultField = "ResultFile";

    /// <summary>Channel of what is filed here.</summary>
    public const string Online = "online";

    private const int LongestNote = 4000;

    /// <summary>Keeps what the applicant has typed and chosen so far, whatever is still wrong with it.</summary>
    /// <param name="actor">The applicant.</param>
    /// <param name="id">The dossier; null begins one.</param>
    /// <param name="procedureCode">Which procedure; looked at when a dossier begins.</param>
    /// <param name="values">What was filled in.</param>
    /// <param name="sent">Files, each with its document.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="isDemonstration">Written for the demonstration; looked at when a dossier begins.</param>
    /// <param name="version">The version that the form was made from; looked at when the dossier is known.</param>
    public async Task<Result<Dossier>> Save(Actor actor, Guid? id, string procedureCode, FormValues values, IReadOnlyList<SentDocument> sent,
        CancellationToken ct, bool isDemonstration = false, int? version = null)
    {
        var found = await OwnOrNewAsync(actor, id, procedureCode, isDemonstration, ct);
        if (!found.TryGet(out var dossier))
        {
            return found.Problems;
        }

        foreach (var group in sent.GroupBy(s => s.Document))
        {
            var taken = await takeFiles.Handle(actor, FileRoom, dossier.Id, [.. group.Select(s => s.File)], FormCheck.FileField(group.Key), group.Key, ct);
            if (!taken.Ok)
            {
                return taken.Problems;
            }
        }

        if (version is { } seen && id is not null)
        {
            db.Expect(dossier, seen);
        }

        dossier.Save(clock.UtcNow());
        if (await db.DossierForms.SingleOrDefaultAsync(f => f.DossierId == dossier.Id, ct) is { } form)
        {
            form.Values = values.ToJson();
        }
        else
        {
            db.DossierForms.Add(new DossierForm { DossierId = dossier.Id, Values = values.ToJson() });
        }

        db.Record(actor, "services.dossier.saved", dossier);
        return await db.TrySaveAsync(ct) is { } lost ? lost : dossier;
    }

    /// <summary>What the form still lacks or has wrong, for a page that shows it beside what keeps it from being saved.</summary>
    public IReadOnlyList<Problem> Lacking(Procedure procedure, FormValues values, IEnumerable<string> documents) =>
        FormCheck.Problems(procedure, values, documents.ToHashSet(), clock.Today());

    /// <summary>Submits a saved dossier, or sends what a supplement asked for. Every problem is named at once.</summary>
    public Task<Result<Dossier>> Submit(Actor actor, Guid id, CancellationToken ct) =>
        db.InTransactionAsync(() => SubmitOnceAsync(actor, id, ct), keep: r => r.Ok, ct);

    public Task<Result<Dossier>> Withdraw(Actor actor, string code, int? version, string? reason, CancellationToken ct) =>
        Words.Clean(reason) is { Length: > LongestNote } longer ? Task.FromResult<Result<Dossier>>(TooLong(longer))
            : Act(actor, Permissions.Apply, code, version, "withdrawn", Words.Clean(reason), d => d.Withdraw(Words.Clean(reason), actor.Name, clock.UtcNow()), ct);

    public Task<Result<Dossier>> Receive(Actor actor, string code, int? version, CancellationToken ct) =>
        Act(actor, Permissions.Process, code, version, "received", null, d => d.Receive(actor.Name, clock.UtcNow()), ct);

    public Task<Result<Dossier>> AskSupplement(Actor actor, string code, int? version, string? defects, CancellationToken ct) => Said(defects) is { } silent
        ? Task.FromResult<Result<Dossier>>(silent)
        : Act(actor, Permissions.Process, code, version, "supplement-asked", defects, d => d.AskSupplement(defects!.Trim(), actor.Name, clock.UtcNow()), ct);

    public Task<Result<Dossier>> Refuse(Actor actor, string code, int? version, string? reason, CancellationToken ct) => Said(reason) is { } silent
        ? Task.FromResult<Result<Dossier>>(silent)
        : Act(actor, Permissions.Process, code, version, "refused", reason, d => d.Refuse(reason!.Trim(), actor.Name, clock.UtcNow()), ct);

    /// <summary>Returns the result under the next number of the year: as a file, or on paper alone where the officer says so.</summary>
    /// <param name="actor">The officer.</param>
    /// <param name="code">Code of the dossier.</param>
    /// <param name="version">The version that the form showed.</param>
    /// <param name="sent">The result as one PDF; none when only paper is handed over.</param>
    /// <param name="onPaper">Whether there is paper alone. The applicant was promised a file, so its lack is said and no oversight.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Result<Dossier>> ReturnResult(
        Actor actor, string code, int? version, IReadOnlyList<SentFile> sent, bool onPaper, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var year = clock.Today().Year;
        var number = $"KQ-{year}-{await db.NextNumberAsync($"KQ-{year}", null, ct):D6}";
        return await Act(actor, Permissions.Process, code, version, "result-returned", number,
            d => d.ReturnResult(number, actor.Name, clock.UtcNow()), ct, d => TakeResultAsync(actor, d, sent, onPaper, ct));
    }, keep: r => r.Ok, ct);

    private async Task<ImmutableArray<Problem>> TakeResultAsync(Actor actor, Dossier dossier, IReadOnlyList<SentFile> sent, bool onPaper, CancellationToken ct)
    {
        if (onPaper == sent.Count > 0)
        {
            return [Problem.Invalid(onPaper ? "services.result-both" : "services.result-no-file", ResultField)];
        }

        if (sent.Count > 1)
        {
            return [Problem.Invalid("services.result-one-file", ResultField)];
        }

        if (sent.FirstOrDefault(f => !string.Equals(Path.GetExtension(f.Name), ".pdf", StringComparison.OrdinalIgnoreCase)) is { } other)
        {
            return [Problem.Invalid("services.result-not-pdf", ResultField, other.Name)];
        }

        return sent.Count == 0 ? [] : (await takeFiles.Handle(actor, FileRoom, dossier.Id, sent, ResultField, ResultPart, ct)).Problems;
    }

    private static Problem? Said(string? words) => string.IsNullOrWhiteSpace(words) ? Problem.Invalid("services.reason-missing", "Reason")
        : words.Length > LongestNote ? TooLong(words) : null;

    private static Problem TooLong(string words) => Problem.Invalid("services.too-long", "Reason", "", LongestNote, words.Length);

    private async Task<Result<Dossier>> OwnOrNewAsync(Actor actor, Guid? id, string procedureCode, bool isDemonstration, CancellationToken ct)
    {
        if (actor.Lacks(Permissions.Apply) is { } refusal)
        {
            return refusal;
        }

        if (id is { } known)
        {
            var own = await db.Dossiers.SingleOrDefaultAsync(d => d.Id == known && d.ApplicantId == actor.AccountId, ct);
            return own is null ? Problem.NotFound("services.dossier-unknown") : own.IsEditable ? own : Problem.Conflict("services.not-in-this-state");
        }

        if (catalogue.Find(procedureCode) is not { } procedure)
        {
            return Problem.NotFound("services.procedure-unknown", procedureCode);
        }

        if (!procedure.CanBeFiled)
        {
            return Problem.Conflict("services.not-filed-here", procedure.Name);
        }

        var dossier = new Dossier { ProcedureCode = procedureCode, ApplicantId = actor.AccountId, IsDemonstration = isDemonstration };
        db.Dossiers.Add(dossier);
        return dossier;
    }

    private async Task<Result<Dossier>> SubmitOnceAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var found = await OwnOrNewAsync(actor, id, "", false, ct);
        if (!found.TryGet(out var dossier))
        {
            return found.Problems;
        }

        if ((dossier.ProcedureRecordId is null ? catalogue.Today(dossier.ProcedureCode) : catalogue.Record(dossier.ProcedureRecordId)) is not { Procedure.CanBeFiled: true } record)
        {
            return Problem.Conflict("services.no-rule", dossier.ProcedureCode, clock.Today().Show());
        }

        var procedure = record.Procedure;
        var values = FormValues.FromJson(await db.DossierForms.Where(f => f.DossierId == id).Select(f => f.Values).SingleAsync(ct));
        var documents = await db.Set<StoredFile>().Where(f => f.Room == FileRoom && f.SubjectId == id).Select(f => f.Part!).ToHashSetAsync(ct);
        var today = clock.Today();
        if (FormCheck.Problems(procedure, values, documents, today) is { Count: > 0 } problems)
        {
            return problems.ToImmutableArray();
        }

        // A record that can be filed has a time: the linter takes no other.
        var (first, time) = (dossier.Code is null, procedure.TimeFor(Online)!);
        var due = first ? deadlines.Due(clock.UtcNow().ToOffice(), time.Amount, time.Period!.Value) : await DueAfterSupplementAsync(dossier, time, procedure.Pause, ct);
        if (!due.TryGet(out var deadline))
        {
            return due.Problems;
        }

        if (first)
        {
            var series = $"{catalogue.Agency.Code}-{today:yyMMdd}";
            dossier.Submit($"{series}-{await db.NextNumberAsync(series, null, ct):D4}", deadline.Due, record.Record.Id, actor.Name, clock.UtcNow());
        }
        else
        {
            dossier.Supplement(deadline.Due, actor.Name, clock.UtcNow());
        }

        Tell(actor, dossier, first ? "submitted" : "supplemented", null);
        return await db.TrySaveAsync(ct) is { } lost ? lost : dossier;
    }

    private async Task<Result<Deadline>> DueAfterSupplementAsync(Dossier dossier, ProcedureTime time, PausePolicy pause, CancellationToken ct)
    {
        await db.Entry(dossier).Collection(d => d.History).LoadAsync(ct);
        return deadlines.Due(dossier.ClockOf(time, pause), clock.UtcNow().ToOffice());
    }

    private async Task<Result<Dossier>> Act(
        Actor actor, string permission, string code, int? version, string verb, string? reason, Func<Dossier, Problem?> act, CancellationToken ct,
        Func<Dossier, Task<ImmutableArray<Problem>>>? take = null)
    {
        var desk = organisation.Find(catalogue.Agency.Unit);
        if (actor.Lacks(permission, permission == Permissions.Process ? desk?.Path : null) is { } refusal)
        {
            return refusal;
        }

        var dossier = await db.Dossiers.Include(d => d.History).SingleOrDefaultAsync(d => d.Code == code, ct);
        if (dossier is null || (permission == Permissions.Apply && dossier.ApplicantId != actor.AccountId))
        {
            return Problem.NotFound("services.dossier-unknown");
        }

        if (version is { } seen)
        {
            db.Expect(dossier, seen);
        }

        if (act(dossier) is { } problem)
        {
            return problem;
        }

        if (take is not null && await take(dossier) is { Length: > 0 } wrong)
        {
            return wrong;
        }

        Tell(actor, dossier, verb, reason);
        return await db.TrySaveAsync(ct) is { } lost ? lost : dossier;
    }

    // The ledger keeps the step, and whom it concerns is told of it: both with the save.
    private void Tell(Actor actor, Dossier dossier, string step, string? note)
    {
        db.Record(actor, $"services.dossier.{step}", dossier, note);
        db.Publish(new DossierMoved(dossier.Id, dossier.Code!, dossier.ProcedureCode, dossier.ApplicantId, step, note, dossier.DueOn, actor.AccountId, clock.UtcNow()));
    }
}

/// <summary>What may be done in the module.</summary>
internal static class Permissions
{
    /// <summary>Apply, and see one's own dossiers.</summary>
    public const string Apply = "services.apply";

    /// <summary>See, receive and answer the dossiers of the one-stop desk.</summary>
    public const string Process = "services.process";

    /// <summary>Whether applying is to be offered: who has not signed in yet will be asked to.</summary>
    public static bool MayStart(this Actor actor) => !actor.IsSignedIn || actor.May(Apply);
}
