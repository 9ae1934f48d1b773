using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Documents;

/// <summary>The register for programs; the same use cases as the pages.</summary>
public static class DocumentEndpoints
{
    /// <summary>Maps <c>/documents</c>.</summary>
    public static void MapDocuments(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/documents");
        Demand(group.MapGet("", List), PlatformPermissions.DocumentsRead);
        Demand(group.MapGet("/kinds", () => DocumentKinds.All), PlatformPermissions.DocumentsRead);
        Demand(group.MapGet("/{id:guid}", Get), PlatformPermissions.DocumentsRead);
        Demand(group.MapPost("", Create).Produces<Changed>(StatusCodes.Status201Created), PlatformPermissions.DocumentsRegister);
        Demand(group.MapPut("/{id:guid}", Change).Produces<Changed>(), PlatformPermissions.DocumentsRegister);
        Demand(group.MapPost("/{id:guid}/clauses", AddClause).Produces<ClauseAnswer>(StatusCodes.Status201Created), PlatformPermissions.DocumentsRegister);
        Demand(group.MapPut("/{id:guid}/clauses/{clause:guid}", ChangeClause).Produces<ClauseAnswer>(), PlatformPermissions.DocumentsRegister);
        Demand(group.MapPost("/{id:guid}/clauses/{clause:guid}/verification", VerifyClause).Produces<ClauseAnswer>(), PlatformPermissions.DocumentsRegister);
        Demand(group.MapPost("/{id:guid}/clauses/{clause:guid}/no-task", MarkClause).Produces<ClauseAnswer>(), PlatformPermissions.DocumentsRegister);
        Demand(group.MapDelete("/{id:guid}/clauses/{clause:guid}", RemoveClause).Produces<ClauseAnswer>(), PlatformPermissions.DocumentsRegister);
        Demand(group.MapPost("/{id:guid}/relations", Relate).Produces<DocumentRelation>(StatusCodes.Status201Created), PlatformPermissions.DocumentsRegister);
        Demand(group.MapDelete("/{id:guid}/relations/{relation:guid}", Unrelate).Produces(StatusCodes.Status204NoContent), PlatformPermissions.DocumentsRegister);
    }

    private static void Demand(RouteHandlerBuilder route, string permission) => route.RequireAuthorization(PermitsAttribute.Prefix + permission);

    private static async Task<Ok<DocumentPage>> List(Actor actor, DocumentQueries documents, TimeProvider clock, CancellationToken ct, string? q = null,
        string? kind = null, DocumentDirection? direction = null, int? year = null, string? sort = null, DateOnly? asOf = null, int page = 1)
    {
        var filter = new DocumentFilter(q, kind, direction, null, year, sort, page);
        var (rows, count) = await documents.ListAsync(actor, filter, asOf ?? clock.Today(), ct);
        return TypedResults.Ok(new DocumentPage(count, page, DocumentFilter.PageSize, asOf ?? clock.Today(), rows));
    }

    private static async Task<Results<Ok<DocumentAnswer>, ProblemHttpResult>> Get(Guid id, Actor actor, DocumentQueries documents, AppDb db,
        OrganisationDirectory organisation, TimeProvider clock, HttpContext http, CancellationToken ct, DateOnly? asOf = null)
    {
        if (await documents.Seen(actor).SingleOrDefaultAsync(d => d.Id == id, ct) is not { } document)
        {
            return Problem.NotFound("documents.document-unknown").ToHttp(http);
        }

        var files = await db.Set<StoredFile>().AsNoTracking().Where(f => f.Room == DocumentWork.FileRoom && f.SubjectId == id)
            .Select(f => new FileAnswer(f.Id, f.Name, f.Length, f.Sha256)).ToListAsync(ct);
        var day = asOf ?? clock.Today();
        return TypedResults.Ok(new DocumentAnswer(document.Id, document.FullNumber, DocumentInput.Of(document), document.IssuerName,
            organisation.Find(document.IssuerUnitId)?.Key, document.State, document.IsDemonstration, document.Version, day,
            await documents.ForceAsync(document, day, ct), [.. (await documents.ClausesAsync(id, ct)).Select(c => ClauseAnswer.Of(c.Clause))],
            await documents.RelationsAsync(actor, document, ct), files));
    }

    private static Task<IResult> Create(DocumentBody body, Actor actor, DocumentWork work, OrganisationDirectory organisation, HttpContext http, CancellationToken ct) =>
        SaveAsync(null, body, actor, work, organisation, http, ct);

    private static Task<IResult> Change(Guid id, DocumentBody body, Actor actor, DocumentWork work, OrganisationDirectory organisation, HttpContext http,
        CancellationToken ct) => SaveAsync(id, body, actor, work, organisation, http, ct);

    private static async Task<IResult> SaveAsync(
        Guid? id, DocumentBody body, Actor actor, DocumentWork work, OrganisationDirectory organisation, HttpContext http, CancellationToken ct)
    {
        var input = body.Document ?? new DocumentInput();
        if (body.IssuerUnit is not null)
        {
            input.IssuerUnitId = organisation.Find(body.IssuerUnit)?.Id ?? Guid.Empty;
        }

        var result = await work.Save(actor, id, body.Version, input, body.Register, [], ct);
        if (!result.TryGet(out var document))
        {
            return result.Problems.ToHttp(http);
        }

        var answer = new Changed(document.Id, document.FullNumber, document.Version);
        return id is null ? TypedResults.Created($"/api/v1/documents/{document.Id}", answer) : TypedResults.Ok(answer);
    }

    private static Task<IResult> AddClause(Guid id, ClauseInput body, Actor actor, ClauseWork work, HttpContext http, CancellationToken ct) =>
        Answer(work.Add(actor, id, body, ct), http, created: true);

    private static Task<IResult> ChangeClause(
        Guid id, Guid clause, ClauseBody body, Actor actor, ClauseWork work, HttpContext http, CancellationToken ct) =>
        Answer(work.Change(actor, id, clause, body.Version, body.Clause ?? new ClauseInput(), ct), http);

    private static Task<IResult> VerifyClause(
        Guid id, Guid clause, ReasonBody body, Actor actor, ClauseWork work, HttpContext http, CancellationToken ct) =>
        Answer(work.Verify(actor, id, clause, body.Version, body.Reason, ct), http);

    private static Task<IResult> MarkClause(
        Guid id, Guid clause, ReasonBody body, Actor actor, ClauseWork work, HttpContext http, CancellationToken ct) =>
        Answer(work.MarkNoTask(actor, id, clause, body.Version, body.Reason, ct), http);

    private static Task<IResult> RemoveClause(
        Guid id, Guid clause, string? reason, int? version, Actor actor, ClauseWork work, HttpContext http, CancellationToken ct) =>
        Answer(work.Remove(actor, id, clause, version, reason, ct), http);

    private static async Task<IResult> Relate(Guid id, RelationBody body, Actor actor, DocumentWork work, HttpContext http, CancellationToken ct)
    {
        var input = new RelationInput { Other = body.Other, Kind = body.Kind, Provisions = body.Provisions, EffectiveOn = body.EffectiveOn };
        var result = await work.Relate(actor, id, input, ct);
        return result.TryGet(out var relation) ? TypedResults.Created($"/api/v1/documents/{id}", relation) : result.Problems.ToHttp(http);
    }

    private static async Task<IResult> Unrelate(
        Guid id, Guid relation, string? reason, Actor actor, DocumentWork work, HttpContext http, CancellationToken ct)
    {
        var result = await work.Unrelate(actor, id, relation, reason, ct);
        return result.Ok ? TypedResults.NoContent() : result.Problems.ToHttp(http);
    }

    private static async Task<IResult> Answer(Task<Result<DocumentClause>> work, HttpContext http, bool created = false)
    {
        var result = await work;
        return !result.TryGet(out var clause) ? result.Problems.ToHttp(http)
            : created ? TypedResults.Created($"/api/v1/documents/{clause.DocumentId}", ClauseAnswer.Of(clause)) : TypedResults.Ok(ClauseAnswer.Of(clause));
    }

    internal sealed record DocumentPage(int Count, int Page, int PageSize, DateOnly AsOf, IReadOnlyList<DocumentRow> Items);

    internal sealed record DocumentAnswer(Guid Id, string? FullNumber, DocumentInput Document, string IssuerName, string? IssuerUnit, DocumentState State,
        bool IsDemonstration, int Version, DateOnly AsOf, ForceStatus Force, IReadOnlyList<ClauseAnswer> Clauses, IReadOnlyList<RelationView> Relations,
        IReadOnlyList<FileAnswer> Files);

    internal sealed record FileAnswer(Guid Id, string Name, long Length, string Sha256);

    internal sealed record Changed(Guid Id, string? FullNumber, int Version);

    internal sealed record DocumentBody(DocumentInput? Document, string? IssuerUnit, bool Register, int? Version);

    internal sealed record ClauseBody(ClauseInput? Clause, int? Version);

    internal sealed record ReasonBody(string? Reason, int? Version);

    internal sealed record RelationBody(string? Other, RelationKind? Kind, string? Provisions, DateOnly? EffectiveOn);

    internal sealed record ClauseAnswer(Guid Id, Guid? ParentId, ClauseKind Kind, string Label, string Text, DateOnly? DueOn, string? Target, string? Source,
        Confidence? Confidence, bool IsUnverified, string? VerifiedBy, DateOnly? VerifiedOn, string? NoTaskReason, int Version)
    {
        public static ClauseAnswer Of(DocumentClause c) => new(c.Id, c.ParentId, c.Kind, c.Label, c.Text, c.DueOn, c.Target, c.Source, c.Confidence,
            c.IsUnverified, c.VerifiedBy, c.VerifiedOn, c.NoTaskReason, c.Version);
    }
}
