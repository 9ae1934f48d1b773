using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Procedures;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>Takes a dossier that comes complete: form and files in one request, submitted with one save. For those whose own program
/// has filled it in; whoever fills it in here has a draft first.</summary>
internal sealed class SubmitWhole(
    AppDb db, ApplicantSide side, ProcedureCatalogue catalogue, Submission submission, TakeDocuments takeDocuments, DossierActs acts, TimeProvider clock)
{
    /// <summary>The dossier with its code, or everything that is wrong with it; then nothing is kept.</summary>
    /// <param name="actor">The applicant.</param>
    /// <param name="procedureCode">Which procedure.</param>
    /// <param name="organisationId">The organisation that it is filed for; null where the applicant files it for themself.</param>
    /// <param name="read">Reads the values that the procedure's form asks for.</param>
    /// <param name="sent">Files, each with its document.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Dossier>> Handle(
        Actor actor, string? procedureCode, Guid? organisationId, Func<Procedure, FormValues> read, IReadOnlyList<SentDocument> sent, CancellationToken ct)
    {
        if (actor.Lacks(Permissions.Apply) is { } refusal)
        {
            return refusal;
        }

        if (catalogue.Find(procedureCode) is null || catalogue.Today(procedureCode!) is not { } record)
        {
            return Problem.NotFound("services.procedure-unknown", procedureCode ?? "");
        }

        if (!record.Procedure.CanBeFiled)
        {
            return Problem.Conflict("services.not-filed-here", record.Procedure.Name);
        }

        var values = read(record.Procedure);
        ImmutableArray<Problem> problems = [.. Wrong(record.Procedure, values, sent), .. await side.ProblemsAsync(actor, organisationId, record.Procedure, values, true, ct)];
        if (problems.Length > 0)
        {
            return problems;
        }

        // Contents go to the disk before the transaction: nobody waits for a number meanwhile. One that no row names takes room and no more.
        var id = Guid.CreateVersion7();
        Dossier Begun() => new() { Id = id, ProcedureCode = record.Procedure.Code, ApplicantId = actor.AccountId, OrganisationId = organisationId };
        var taken = await TakeAsync(actor, Begun(), sent, ct);
        return taken.TryGet(out var files)
            ? await db.InTransactionAsync(() => SubmitOnceAsync(actor, Begun(), record, values, files, ct), keep: r => r.Ok, ct) : taken.Problems;
    }

    private ImmutableArray<Problem> Wrong(Procedure procedure, FormValues values, IReadOnlyList<SentDocument> sent) =>
    [
        .. FormCheck.Problems(procedure, values, sent.Select(s => s.Document).ToHashSet(), clock.Today()),
        .. sent.Select(s => s.Document).Distinct().Where(d => !procedure.Documents.Exists(known => known.Key == d))
            .Select(d => Problem.Invalid("services.document-unknown", FormCheck.FileField(d), d)),
    ];

    private async Task<Result<StoredFile[]>> TakeAsync(
        Actor actor, Dossier dossier, IReadOnlyList<SentDocument> sent, CancellationToken ct)
    {
        var files = new List<StoredFile>();
        var problems = new List<Problem>();
        foreach (var group in sent.GroupBy(s => s.Document))
        {
            var taken = await takeDocuments.Handle(actor, dossier, group.Key, [.. group.Select(s => s.File)], ct);
            files.AddRange(taken.TryGet(out var kept) ? kept : []);
            problems.AddRange(taken.Problems);
        }

        return problems.Count > 0 ? problems.ToImmutableArray() : files.ToArray();
    }

    private async Task<Result<Dossier>> SubmitOnceAsync(
        Actor actor, Dossier dossier, KnownRecord record, FormValues values, IReadOnlyList<StoredFile> files, CancellationToken ct)
    {
        db.Dossiers.Add(dossier);
        db.DossierForms.Add(new() { DossierId = dossier.Id, Values = values.ToJson() });
        db.AddRange(files);
        dossier.Save(clock.UtcNow());
        return await submission.SubmitAsync(actor, dossier, record, ct) is { } refused ? refused
            : await acts.SaveAsync(actor, dossier, "submitted", null, ct);
    }
}
