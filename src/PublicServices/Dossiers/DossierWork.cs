using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Procedures;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>A file sent for a document of the dossier.</summary>
internal sealed record SentDocument(string Document, SentFile File);

/// <summary>What applicants do with their dossiers. Each act demands its permission, writes the ledger and saves once.</summary>
internal sealed class DossierWork(
    AppDb db, ApplicantSide side, ProcedureCatalogue catalogue, Submission submission, SendSupplement supplement, DossierActs acts, TakeDocuments takeDocuments, TimeProvider clock)
{
    /// <summary>Room of the files of a dossier.</summary>
    public const string FileRoom = "services.dossier";

    /// <summary>Part of the room that holds the result; a document of a procedure has a key of letters and hyphens alone.</summary>
    public const string ResultPart = "=result";

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
    /// <param name="organisationId">The organisation that it is filed for; looked at when a dossier begins.</param>
    public async Task<Result<Dossier>> Save(Actor actor, Guid? id, string procedureCode, FormValues values, IReadOnlyList<SentDocument> sent,
        CancellationToken ct, bool isDemonstration = false, int? version = null, Guid? organisationId = null)
    {
        var found = id is { } known ? await OwnAsync(actor, known, ct) : await NewAsync(actor, procedureCode, organisationId, isDemonstration, ct);
        if (!found.TryGet(out var dossier))
        {
            return found.Problems;
        }

        foreach (var group in sent.GroupBy(s => s.Document))
        {
            var taken = await takeDocuments.Handle(actor, dossier, group.Key, [.. group.Select(s => s.File)], ct);
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
            (form.Values, form.Mended) = dossier.Code is null ? (values.ToJson(), null) : (form.Values, values.ToJson());
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
    /// <param name="actor">The applicant.</param>
    /// <param name="id">The dossier.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="note">Words to those who asked for a supplement.</param>
    public Task<Result<Dossier>> Submit(Actor actor, Guid id, CancellationToken ct, string? note = null) =>
        db.InTransactionAsync(() => SubmitOnceAsync(actor, id, note, ct), keep: r => r.Ok, ct);

    public Task<Result<Dossier>> Withdraw(Actor actor, string code, int? version, string? reason, CancellationToken ct) =>
        Words.Clean(reason) is { Length: > LongestNote } longer ? Task.FromResult<Result<Dossier>>(TooLong(longer))
            : WithdrawOnceAsync(actor, code, version, Words.Clean(reason), ct);

    private static Problem TooLong(string words) => Problem.Invalid("services.too-long", "Reason", "", LongestNote, words.Length);

    private async Task<Result<Dossier>> OwnAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Lacks(Permissions.Apply) is { } refusal)
        {
            return refusal;
        }

        return await db.Dossiers.SingleOrDefaultAsync(d => d.Id == id, ct) is not { } own || !await side.MayActAsync(actor, own, ct)
            ? Problem.NotFound("services.dossier-unknown") : own.IsEditable ? own : Problem.Conflict("services.not-in-this-state");
    }

    private async Task<Result<Dossier>> NewAsync(Actor actor, string procedureCode, Guid? organisationId, bool isDemonstration, CancellationToken ct)
    {
        if (actor.Lacks(Permissions.Apply) is { } refusal)
        {
            return refusal;
        }

        if (catalogue.Find(procedureCode) is not { } procedure)
        {
            return Problem.NotFound("services.procedure-unknown", procedureCode);
        }

        if (!procedure.CanBeFiled)
        {
            return Problem.Conflict("services.not-filed-here", procedure.Name);
        }

        if (await side.MayBeginForAsync(actor, organisationId, ct) is { } not)
        {
            return not;
        }

        var dossier = new Dossier { ProcedureCode = procedureCode, ApplicantId = actor.AccountId, OrganisationId = organisationId, IsDemonstration = isDemonstration };
        db.Dossiers.Add(dossier);
        return dossier;
    }

    private async Task<Result<Dossier>> SubmitOnceAsync(Actor actor, Guid id, string? note, CancellationToken ct)
    {
        var found = await OwnAsync(actor, id, ct);
        if (!found.TryGet(out var dossier))
        {
            return found.Problems;
        }

        if ((dossier.ProcedureRecordId is null ? catalogue.Today(dossier.ProcedureCode) : catalogue.Record(dossier.ProcedureRecordId)) is not { Procedure.CanBeFiled: true } record)
        {
            return Problem.Conflict("services.no-rule", dossier.ProcedureCode, clock.Today().Show());
        }

        var procedure = record.Procedure;
        var values = FormValues.FromJson(await db.DossierForms.Where(f => f.DossierId == id).Select(f => f.Mended ?? f.Values).SingleAsync(ct));
        var documents = await db.Set<StoredFile>().Where(f => f.Room == FileRoom && f.SubjectId == id).Select(f => f.Part!).ToHashSetAsync(ct);
        var today = clock.Today();
        ImmutableArray<Problem> problems =
            [.. FormCheck.Problems(procedure, values, documents, today), .. await side.ProblemsAsync(actor, dossier.OrganisationId, procedure, values, dossier.Code is null, ct)];
        if (problems.Length > 0)
        {
            return problems;
        }

        return dossier.Code is not null ? await supplement.HandleAsync(actor, dossier, procedure, note, ct)
            : await submission.SubmitAsync(actor, dossier, record, ct) is { } refused ? refused : await acts.SaveAsync(actor, dossier, "submitted", null, ct);
    }

    private async Task<Result<Dossier>> WithdrawOnceAsync(Actor actor, string code, int? version, string? reason, CancellationToken ct)
    {
        if (actor.Lacks(Permissions.Apply) is { } refusal)
        {
            return refusal;
        }

        if (await acts.FindAsync(code, version, ct) is not { } dossier || !await side.MayActAsync(actor, dossier, ct))
        {
            return Problem.NotFound("services.dossier-unknown");
        }

        return dossier.Withdraw(reason, actor.Name, clock.UtcNow()) is { } problem ? problem : await acts.SaveAsync(actor, dossier, "withdrawn", null, ct);
    }
}
