using System.Text.Json;
using LoTrinh.Platform;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Procedures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>Dossiers for programs; the same use cases as the pages.</summary>
internal static class DossierEndpoints
{
    public static void MapDossiers(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/services");
        group.MapGet("/tracking/{code}", Track).AllowAnonymous().RequireRateLimiting("guess");
        group.MapGet("/results/{number}", VerifyResult).AllowAnonymous().RequireRateLimiting("guess");

        var own = group.MapGroup("/dossiers");
        own.MapGet("", (Guid? organisation, Actor actor, DossierQueries dossiers, CancellationToken ct) =>
            dossiers.OwnAsync(actor, new(organisation), ct)).RequireAuthorization(Needs(Permissions.Apply));
        own.MapPost("", Begin).Produces<DossierAnswer>().RequireAuthorization(Needs(Permissions.Apply));
        own.MapPost("/whole", Whole).Accepts<IFormFileCollection>("multipart/form-data").Produces<DossierAnswer>().RequireAuthorization(Needs(Permissions.Apply));
        own.MapPost("/{id:guid}/files/{document}", Attach).Produces<DossierAnswer>().RequireAuthorization(Needs(Permissions.Apply));
        own.MapDelete("/{id:guid}", DropDraft).Produces(StatusCodes.Status204NoContent).RequireAuthorization(Needs(Permissions.Apply));
        own.MapDelete("/{id:guid}/files/{file:guid}", Drop).Produces<DossierAnswer>().RequireAuthorization(Needs(Permissions.Apply));
        own.MapPost("/{id:guid}/submission", async (Guid id, Actor actor, DossierWork work, HttpContext http, CancellationToken ct) =>
            Answer(await work.Submit(actor, id, ct, await NoteAsync(http, ct)), http)).Produces<DossierAnswer>().RequireAuthorization(Needs(Permissions.Apply));
        own.MapPost("/{code}/withdrawal", async (string code, ReasonBody body, Actor actor, DossierWork work, HttpContext http, CancellationToken ct) =>
            Answer(await work.Withdraw(actor, code, body.Version, body.Reason, ct), http)).Produces<DossierAnswer>().RequireAuthorization(Needs(Permissions.Apply));
        MapDesk(own);
    }

    private static void MapDesk(RouteGroupBuilder own)
    {
        own.MapGet("/queue", Queue).Produces<QueueAnswer>().RequireAuthorization(Needs(Permissions.Process));
    }

    private static string Needs(string permission) => PermitsAttribute.Prefix + permission;

    private static async Task<Results<Ok<Tracked>, ProblemHttpResult>> Track(string code, DossierQueries dossiers, HttpContext http, CancellationToken ct) =>
        await dossiers.TrackAsync(code, ct) is { } found ? TypedResults.Ok(found) : Problem.NotFound("services.dossier-unknown").ToHttp(http);

    private static async Task<Results<Ok<ResultAnswer>, ProblemHttpResult>> VerifyResult(string number, DossierQueries dossiers, HttpContext http, CancellationToken ct) =>
        await dossiers.ResultAsync(number, ct) is { } found ? TypedResults.Ok(new ResultAnswer(found.Number, found.Kind, found.IssuedAt.OfficeDay(), found.IsFile))
            : Problem.NotFound("services.result-unknown", number).ToHttp(http);

    private static async Task<IResult> Begin(DossierBody body, Actor actor, DossierWork work, ProcedureCatalogue catalogue, HttpContext http, CancellationToken ct)
    {
        if (catalogue.Find(body.Procedure) is not { } procedure)
        {
            return Problem.NotFound("services.procedure-unknown", body.Procedure ?? "").ToHttp(http);
        }

        var values = FormValues.Of(procedure, key => body.Values?.GetValueOrDefault(key) ?? []);
        return Answer(await work.Save(actor, body.Id, procedure.Code, values, [], ct, version: body.Version, organisationId: body.Organisation), http);
    }

    private static async Task<IResult> Whole(IFormFileCollection files, Actor actor, SubmitWhole submit, HttpContext http, CancellationToken ct)
    {
        if (WholeBody.Read(http.Request.Form["dossier"]) is not { } body)
        {
            return Problem.Invalid("services.whole-shape", "dossier").ToHttp(http);
        }

        var sent = files.Where(f => f.FileName.Length > 0).Select(f => new SentDocument(f.Name, new(f.FileName, f.OpenReadStream()))).ToList();
        return Answer(await submit.Handle(actor, body.Procedure, body.Organisation, p => FormValues.Of(p, key => body.Values?.GetValueOrDefault(key) ?? []), sent, ct), http);
    }

    private static async Task<IResult> Attach(
        Guid id, string document, IFormFileCollection files, Actor actor, DossierWork work, DossierQueries dossiers, HttpContext http, CancellationToken ct)
    {
        if (await dossiers.FindAsync(actor, id.ToString(), ct) is not { } whole || !whole.Procedure.Documents.Exists(d => d.Key == document))
        {
            return Problem.NotFound("services.dossier-unknown").ToHttp(http);
        }

        var sent = SentFile.Of(files).Select(f => new SentDocument(document, f)).ToList();
        return Answer(await work.Save(actor, id, whole.Procedure.Code, whole.Editing, sent, ct), http);
    }

    private static async Task<IResult> Drop(Guid id, Guid file, int? version, Actor actor, DropFile drop, HttpContext http, CancellationToken ct) =>
        Answer(await drop.Handle(actor, id, file, version, ct), http);

    // The body may be left out: a draft needs no words.
    private static async Task<string?> NoteAsync(HttpContext http, CancellationToken ct)
    {
        try
        {
            return http.Request.HasJsonContentType() ? (await http.Request.ReadFromJsonAsync<NoteBody>(ct))?.Note : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<IResult> DropDraft(Guid id, int? version, Actor actor, DropDraft drop, HttpContext http, CancellationToken ct) =>
        await drop.Handle(actor, id, version, ct) is { Ok: false } refused ? refused.Problems.ToHttp(http) : TypedResults.NoContent();

    private static async Task<IResult> Queue(Actor actor, DossierQueries dossiers, HttpContext http, CancellationToken ct, int page = 1)
    {
        if (!dossiers.MayProcess(actor))
        {
            return Problem.Forbidden().ToHttp(http);
        }

        var (rows, count) = await dossiers.QueueAsync(Math.Max(1, page), ct);
        return TypedResults.Ok(new QueueAnswer(count, page, DossierQueries.PageSize, rows));
    }

    internal static IResult Answer(Result<Dossier> result, HttpContext http) => result.TryGet(out var d)
        ? TypedResults.Ok(new DossierAnswer(d.Id, d.Code, d.Status, d.DueOn, d.ResultNumber, d.Version, d.SavedAt, d.IsPersonVerified, d.OrganisationId)) : result.Problems.ToHttp(http);

    internal sealed record DossierBody(Guid? Id, string? Procedure, Dictionary<string, string[]>? Values, int? Version, Guid? Organisation);

    /// <summary>The part <c>dossier</c> of a dossier that comes complete; every other part is a file, under the key of its document.</summary>
    internal sealed record WholeBody(string? Procedure, Dictionary<string, string[]>? Values, Guid? Organisation)
    {
        public static WholeBody? Read(string? text)
        {
            try
            {
                return text is null ? null : JsonSerializer.Deserialize<WholeBody>(text, JsonSerializerOptions.Web);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    internal sealed record NoteBody(string? Note);

    internal sealed record ReasonBody(string? Reason, int? Version);

    internal sealed record DossierAnswer(Guid Id, string? Code, DossierStatus Status, DateOnly? DueOn, string? ResultNumber, int Version, DateTime SavedAt,
        bool IsPersonVerified, Guid? OrganisationId);

    internal sealed record QueueAnswer(int Count, int Page, int PageSize, IReadOnlyList<DossierRow> Items);

    internal sealed record ResultAnswer(string Number, string Kind, DateOnly IssuedOn, bool IsFile);
}
