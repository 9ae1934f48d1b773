using System.Collections.Immutable;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Documents;

/// <summary>What people do with the register. Each act demands its permission, writes the ledger and saves once.</summary>
internal sealed class DocumentWork(AppDb db, DocumentQueries queries, OrganisationDirectory organisation, TakeFiles takeFiles, IssueDocuments issue, TimeProvider clock)
{
    /// <summary>Room of the files of a document.</summary>
    public const string FileRoom = "platform.document";

    /// <summary>Writes a document, new or known, and puts it into the register when <paramref name="register"/> says so.</summary>
    /// <param name="actor">Who writes.</param>
    /// <param name="id">The document; null begins one.</param>
    /// <param name="version">The version the form had.</param>
    /// <param name="input">What was filled in.</param>
    /// <param name="register">Whether it is to be registered now; a registered one stays registered.</param>
    /// <param name="files">Files to add.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="isDemonstration">Made up for the demonstration; looked at when a document begins.</param>
    public Task<Result<OfficialDocument>> Save(Actor actor, Guid? id, int? version, DocumentInput input, bool register, IReadOnlyList<SentFile> files,
        CancellationToken ct, bool isDemonstration = false) =>
        db.InTransactionAsync(() => SaveOnceAsync(actor, id, version, input, register, files, isDemonstration, ct), keep: r => r.Ok, ct);

    /// <summary>Says what a document does to another, which is named by its number, identifier or address.</summary>
    public Task<Result<DocumentRelation>> Relate(Actor actor, Guid id, RelationInput input, CancellationToken ct) =>
        db.InTransactionAsync(() => RelateOnceAsync(actor, id, input, ct), keep: r => r.Ok, ct);

    /// <summary>Takes a relation back.</summary>
    public async Task<Result<OfficialDocument>> Unrelate(Actor actor, Guid id, Guid relationId, string? reason, CancellationToken ct)
    {
        var found = await FindAsync(actor, id, ct);
        if (!found.TryGet(out var document))
        {
            return found;
        }

        if (Words.Clean(reason) is not { } why)
        {
            return Problem.Invalid("documents.reason-missing", "RelationReason");
        }

        if (await db.DocumentRelations.SingleOrDefaultAsync(r => r.Id == relationId && r.FromId == id, ct) is not { } relation)
        {
            return Problem.NotFound("documents.relation-unknown");
        }

        db.DocumentRelations.Remove(relation);
        db.Record(actor, "documents.relation.removed", nameof(OfficialDocument), id, new { relation.Kind, relation.ToId, relation.Provisions }, why);
        return await db.TrySaveAsync(ct) is { } lost ? lost : document;
    }

    /// <summary>The document, tracked, when the actor may write in its register.</summary>
    internal async Task<Result<OfficialDocument>> FindAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (await queries.Seen(actor).AsTracking().SingleOrDefaultAsync(d => d.Id == id, ct) is not { } document)
        {
            return Problem.NotFound("documents.document-unknown");
        }

        return actor.Lacks(PlatformPermissions.DocumentsRegister, organisation.Find(document.KeptByUnitId)?.Path) is { } refusal ? refusal : document;
    }

    /// <summary>As <see cref="Save"/>, within a transaction that the caller has begun.</summary>
    internal async Task<Result<OfficialDocument>> SaveOnceAsync(
        Actor actor, Guid? id, int? version, DocumentInput input, bool register, IReadOnlyList<SentFile> files, bool isDemonstration, CancellationToken ct)
    {
        if (input.IssuerUnitId is not null)
        {
            if (organisation.Find(input.IssuerUnitId) is not { } unit)
            {
                return Problem.Invalid("documents.issuer-unknown", nameof(input.IssuerUnitId));
            }

            input.IssuerName = unit.NameVi;
            input.Symbol = Words.Clean(input.Symbol) ?? (input.TakeNumber ? DocumentNumbers.UsualSymbol(DocumentKinds.Find(input.Kind), unit.Abbreviation) : null);
        }

        if (input.Secrecy > Secrecy.None && actor.Lacks(PlatformPermissions.DocumentsSecret) is not null)
        {
            return Problem.Invalid("documents.secret-not-entrusted", nameof(input.Secrecy));
        }

        var written = id is { } known ? await ChangeAsync(actor, known, version, input, ct) : Begin(actor, input, isDemonstration);
        return written.TryGet(out var document) ? await FinishAsync(actor, document, input, register, files, ct)
            : written.Problems.Any(p => p.Kind != ProblemKind.Invalid) ? written
            : ImmutableArray.CreateRange(written.Problems.Concat(TakeFiles.Check(files, "Files")));
    }

    /// <summary>What else is wrong with a form of which a part could not be read.</summary>
    public IReadOnlyList<Problem> Lacking(DocumentInput input, IReadOnlyList<SentFile> files) => [.. input.Problems(clock.Today()), .. TakeFiles.Check(files, "Files")];

    private Result<OfficialDocument> Begin(Actor actor, DocumentInput input, bool isDemonstration)
    {
        var keeper = organisation.Find(actor.UnitId) ?? organisation.On(clock.Today()).First();
        if (actor.Lacks(PlatformPermissions.DocumentsRegister, keeper.Path) is { } refusal)
        {
            return refusal;
        }

        var drafted = OfficialDocument.Draft(input, keeper.Id, clock.Today(), isDemonstration);
        if (drafted.TryGet(out var document))
        {
            db.Documents.Add(document);
        }

        return drafted;
    }

    private async Task<Result<OfficialDocument>> ChangeAsync(Actor actor, Guid id, int? version, DocumentInput input, CancellationToken ct)
    {
        var found = await FindAsync(actor, id, ct);
        if (!found.TryGet(out var document))
        {
            return found;
        }

        if (version is { } seen)
        {
            db.Expect(document, seen);
        }

        return document.Change(input, input.Reason, clock.Today());
    }

    private async Task<Result<OfficialDocument>> FinishAsync(
        Actor actor, OfficialDocument document, DocumentInput input, bool register, IReadOnlyList<SentFile> files, CancellationToken ct)
    {
        var (isNew, registers) = (db.Entry(document).State == EntityState.Added, register && document.State == DocumentState.Draft);
        if (registers)
        {
            var number = !input.TakeNumber ? null
                : await issue.TakeNumberAsync(organisation.Find(document.IssuerUnitId)!, document.Kind, document.Symbol, document.SignedOn ?? clock.Today(), ct);
            var registered = document.Register(number, clock.UtcNow());
            if (!registered.Ok)
            {
                return registered;
            }
        }

        if (document.UniqueKey is { } key && await db.Documents.AnyAsync(d => d.UniqueKey == key && d.Id != document.Id, ct))
        {
            return Problem.Invalid("documents.number-taken", nameof(input.Number), document.FullNumber!);
        }

        var taken = await takeFiles.Handle(actor, FileRoom, document.Id, files, "Files", null, ct);
        if (!taken.Ok)
        {
            return taken.Problems;
        }

        db.Record(actor, $"documents.document.{(registers ? "registered" : isNew ? "drafted" : "changed")}", document, Words.Clean(input.Reason));
        return await db.TrySaveAsync(ct) is { } lost ? lost : document;
    }

    private async Task<Result<DocumentRelation>> RelateOnceAsync(Actor actor, Guid id, RelationInput input, CancellationToken ct)
    {
        var found = await FindAsync(actor, id, ct);
        if (!found.Ok)
        {
            return found.Problems;
        }

        var meant = await queries.MeantAsync(actor, input.Other, ct);
        if (input.Problem(id, meant) is { } problem)
        {
            return problem;
        }

        var (other, kind) = (meant[0].Id, input.Kind!.Value);
        if (await db.DocumentRelations.AnyAsync(r => r.FromId == id && r.ToId == other && r.Kind == kind, ct))
        {
            return Problem.Invalid("documents.relation-known", nameof(input.Other), meant[0].Name);
        }

        var relation = new DocumentRelation { FromId = id, ToId = other, Kind = kind, Provisions = Words.Clean(input.Provisions), EffectiveOn = input.EffectiveOn };
        db.DocumentRelations.Add(relation);
        db.Record(actor, "documents.relation.added", nameof(OfficialDocument), id, new { Kind = kind.ToString(), relation.ToId, relation.Provisions, relation.EffectiveOn });
        await db.SaveChangesAsync(ct);
        return relation;
    }
}

/// <summary>What people fill in about a relation.</summary>
internal sealed class RelationInput
{
    /// <summary>Number, identifier or address of the document that is acted on.</summary>
    public string? Other { get; set; }

    public RelationKind? Kind { get; set; }

    public string? Provisions { get; set; }

    public DateOnly? EffectiveOn { get; set; }

    public Problem? Problem(Guid own, IReadOnlyList<OfficialDocument> meant) =>
        Kind is not { } kind || !Enum.IsDefined(kind) ? Platform.Problem.Invalid("documents.relation-kind-missing", nameof(Kind))
        : Words.AtMost(Provisions, 300, nameof(Provisions)).FirstOrDefault() is { } tooLong ? tooLong
        : meant.Count == 0 ? Platform.Problem.Invalid("documents.other-unknown", nameof(Other), Words.Clean(Other) ?? "")
        : meant.Count > 1 ? Platform.Problem.Invalid("documents.other-several", nameof(Other), Words.Clean(Other) ?? "")
        : meant[0].Id == own ? Platform.Problem.Invalid("documents.other-itself", nameof(Other)) : null;
}
