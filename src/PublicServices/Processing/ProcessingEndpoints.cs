using LoTrinh.Platform;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.PublicServices.Processing;

/// <summary>Processing for programs; the same use cases as the pages.</summary>
internal static class ProcessingEndpoints
{
    public static void MapProcessing(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/services/dossiers");
        MapDesk(group);
        MapSteps(group);
        api.MapGet("/services/work", Work).Produces<WorkAnswer>().RequireAuthorization(Needs(Permissions.Handle));
        api.MapPost("/services/work/agreement", Agree).Produces<IReadOnlyList<AgreedAnswer>>().RequireAuthorization(Needs(Permissions.Approve));
        Demand(api.MapPost("/services/counter", TakeIn), Permissions.Process);
        api.MapGet("/services/rules", () => ServiceRules.All).RequireAuthorization(Needs(Permissions.Handle));
    }

    private static void MapDesk(RouteGroupBuilder group)
    {
        Demand(group.MapPost("/{code}/reception", async (string code, VersionBody body, Actor actor, ReceptionWork work, HttpContext http, CancellationToken ct) =>
            DossierEndpoints.Answer(await work.Receive(actor, code, body.Version, ct), http)), Permissions.Process);
        Demand(group.MapPost("/{code}/forwarding", async (string code, VersionBody body, Actor actor, ReceptionWork work, HttpContext http, CancellationToken ct) =>
            DossierEndpoints.Answer(await work.Forward(actor, code, body.Version, ct), http)), Permissions.Process);
        Demand(group.MapPost("/{code}/hand-over", async (string code, HandOverBody body, Actor actor, ResultWork work, HttpContext http, CancellationToken ct) =>
            DossierEndpoints.Answer(await work.GiveOut(actor, code, body.Version, new(body.Method, body.Taker, body.PostNumber), ct), http)), Permissions.Process);
        Demand(group.MapPost("/{code}/supplement-request", async (string code, SupplementBody body, Actor actor, ReceptionWork work, HttpContext http, CancellationToken ct) =>
            DossierEndpoints.Answer(await work.AskSupplement(actor, code, body.Version, [.. (body.Defects ?? []).OfType<DefectBody>().Select(d => new Defect(d.About ?? "", d.Wrong ?? ""))], body.WhyAgain, ct), http)), Permissions.Handle);
        Demand(group.MapPost("/{code}/refusal", async (string code, DossierEndpoints.ReasonBody body, Actor actor, ReceptionWork work, HttpContext http, CancellationToken ct) =>
            DossierEndpoints.Answer(await work.Refuse(actor, code, body.Version, body.Reason, ct), http)), Permissions.Handle);
        Demand(group.MapPost("/{code}/stop", async (string code, DossierEndpoints.ReasonBody body, Actor actor, ReceptionWork work, HttpContext http, CancellationToken ct) =>
            DossierEndpoints.Answer(await work.Stop(actor, code, body.Version, body.Reason, ct), http)), Permissions.Handle);
        Demand(group.MapPost("/{code}/apology", async (string code, ApologyBody body, Actor actor, ResultWork work, HttpContext http, CancellationToken ct) =>
            DossierEndpoints.Answer(await work.Apologise(actor, code, body.Version, body.NewDay, body.Unit, body.Reason, ct), http)), Permissions.Handle);
    }

    private static void MapSteps(RouteGroupBuilder group)
    {
        group.MapGet("/{code}/process", Process).Produces<ProcessAnswer>().RequireAuthorization(Needs(Permissions.Handle));
        Demand(group.MapPost("/{code}/tasks/{task:guid}/completion", async (string code, Guid task, StepBody body, Actor actor, StepWork work, HttpContext http, CancellationToken ct) =>
            DossierEndpoints.Answer(await work.Complete(actor, code, task, body.Way, body.Note, body.Version, ct), http)), Permissions.Handle);
        Demand(group.MapPost("/{code}/tasks/{task:guid}/consultation", async (string code, Guid task, ConsultBody body, Actor actor, StepWork work, HttpContext http, CancellationToken ct) =>
            DossierEndpoints.Answer(await work.Consult(actor, code, task, body.Unit, body.Question, body.Hours, body.Version, ct), http)), Permissions.Handle);
        Demand(group.MapPost("/{code}/result", async (string code, ResultBody body, Actor actor, ResultWork work, HttpContext http, CancellationToken ct) =>
            DossierEndpoints.Answer(await work.Issue(actor, code, null, body.Version, [], body.OnPaper, ct), http)), Permissions.Handle);
        Demand(group.MapPost("/{code}/result-file", async (string code, IFormFileCollection files, Actor actor, ResultWork work, HttpContext http, CancellationToken ct, int? version = null) =>
            DossierEndpoints.Answer(await work.Issue(actor, code, null, version, SentFile.Of(files), false, ct), http)), Permissions.Handle);
    }

    private static void Demand(RouteHandlerBuilder endpoint, string permission) =>
        endpoint.Produces<DossierEndpoints.DossierAnswer>().RequireAuthorization(Needs(permission));

    private static string Needs(string permission) => PermitsAttribute.Prefix + permission;

    private static async Task<IResult> Work(Actor actor, ProcessingQueries queries, CancellationToken ct, string? kind = null, bool mine = false, int page = 1)
    {
        var known = Enum.TryParse<StepKind>(kind, ignoreCase: true, out var named) && Enum.IsDefined(named) ? named : (StepKind?)null;
        var (rows, count) = await queries.WorkAsync(actor, new(mine, known, Math.Max(1, page)), ct);
        return TypedResults.Ok(new WorkAnswer(count, Math.Max(1, page), WorkFilter.PageSize, rows));
    }

    private static async Task<IResult> TakeIn(CounterBody body, Actor actor, CounterWork work, ProcedureCatalogue catalogue, HttpContext http, CancellationToken ct)
    {
        var values = catalogue.Find(body.Procedure) is { } procedure ? FormValues.Of(procedure, key => body.Values?.GetValueOrDefault(key) ?? []) : FormValues.Empty;
        return DossierEndpoints.Answer(await work.TakeIn(actor, new(body.Procedure, body.Channel, body.Name, body.Number, body.Phone, body.Email, values,
            [.. (body.Papers ?? []).OfType<PaperBody>().Select(p => new HandedPapers(p.Document ?? "", p.Originals, p.Copies))], []), ct), http);
    }

    private static async Task<IResult> Agree(AgreeBody body, Actor actor, StepWork work, HttpContext http, CancellationToken ct)
    {
        var done = await work.ApproveMany(actor, body.Tasks ?? [], ct);
        return TypedResults.Ok<IReadOnlyList<AgreedAnswer>>([.. done.Select(d => new AgreedAnswer(d.Code, d.Result.Ok, d.Result.Ok ? null : d.Result.Problems[0].Code))]);
    }

    private static async Task<IResult> Process(string code, Actor actor, DossierQueries dossiers, ProcessingQueries queries, HttpContext http, CancellationToken ct)
    {
        if (await dossiers.FindAsync(actor, code, ct) is not { Dossier.Code: not null } whole)
        {
            return Problem.NotFound("services.dossier-unknown").ToHttp(http);
        }

        var process = await queries.OfAsync(whole.Dossier, ct);
        return TypedResults.Ok(new ProcessAnswer(whole.Dossier.Version,
            [.. process.Tasks.Select(t => new TaskAnswer(t.Id, t.Number, t.Step, t.Kind, t.UnitId, t.OpenedAt, t.DueAt, t.ClosedAt, t.Way, t.Note))],
            [.. process.Delays.Select(d => new DelayAnswer(d.UnitId, d.Held.TotalHours, d.Over.TotalHours))], process.AnswersForDelay));
    }

    internal sealed record VersionBody(int? Version);

    internal sealed record HandOverBody(string? Method, string? Taker, string? PostNumber, int? Version);

    internal sealed record DefectBody(string? About, string? Wrong);

    internal sealed record SupplementBody(IReadOnlyList<DefectBody?>? Defects, string? WhyAgain, int? Version);

    internal sealed record ApologyBody(string? NewDay, string? Unit, string? Reason, int? Version);

    internal sealed record StepBody(string? Way, string? Note, int? Version);

    internal sealed record ConsultBody(string? Unit, string? Question, int? Hours, int? Version);

    /// <summary>A result without a file: the program says that it is paper alone.</summary>
    internal sealed record ResultBody(bool OnPaper, int? Version);

    internal sealed record CounterBody(string? Procedure, string? Channel, string? Name, string? Number, string? Phone, string? Email, Dictionary<string, string[]>? Values, IReadOnlyList<PaperBody?>? Papers);

    internal sealed record PaperBody(string? Document, int Originals, int Copies);

    internal sealed record AgreeBody(IReadOnlyList<Guid>? Tasks);

    internal sealed record WorkAnswer(int Count, int Page, int PageSize, IReadOnlyList<WorkRow> Items);

    internal sealed record AgreedAnswer(string Code, bool Done, string? Problem);

    internal sealed record ProcessAnswer(int Version, IReadOnlyList<TaskAnswer> Tasks, IReadOnlyList<DelayAnswer> Delays, Guid? AnswersForDelay);

    internal sealed record TaskAnswer(Guid Id, int Number, string Step, StepKind Kind, Guid UnitId, DateTime OpenedAt, DateTime? DueAt, DateTime? ClosedAt, string? Way, string? Note);

    internal sealed record DelayAnswer(Guid UnitId, double HeldHours, double OverHours);
}
