using LoTrinh.Platform;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Steering.Inspections;

/// <summary>Inspections for programs; the same use cases as the pages.</summary>
internal static class InspectionEndpoints
{
    public static void MapInspections(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/steering/inspections");
        Demand(group.MapGet("", List), Permissions.Read);
        Demand(group.MapGet("/checklists", Checklists), InspectionPermissions.Plans);
        Demand(group.MapGet("/remedies", Remedies), Permissions.Read);
        Demand(group.MapGet("/{id:guid}", Get), Permissions.Read);
        Demand(group.MapGet("/{id:guid}/paper", Paper).Produces<FileContentHttpResult>(StatusCodes.Status200OK, LetterDocx.MediaType), Permissions.Read);
        Demand(group.MapPost("", Plan), InspectionPermissions.Manage);
        Demand(group.MapPut("/{id:guid}", Mend), InspectionPermissions.Manage);
        MapActs(group);
        // Who assigns tasks assigns a remedy; the use case of tasks asks for the unit.
        Demand(group.MapPost("/findings/{id:guid}/remedies", Remedy), Permissions.Assign);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Paper(Guid id, Actor actor, InspectionPrint print, HttpContext http, CancellationToken ct,
        string? kind = null) => Enum.TryParse<InspectionPaper>(kind ?? nameof(InspectionPaper.Decision), ignoreCase: true, out var paper) && Enum.IsDefined(paper)
        && await print.ReadAsync(actor, id, paper, ct) is { } made
        ? TypedResults.File(made.Content, LetterDocx.MediaType, made.Name) : Problem.NotFound("inspection.unknown").ToHttp(http);

    private static void MapActs(RouteGroupBuilder group)
    {
        Demand(group.MapPost("/{id:guid}/decision", (Guid id, InspectionDecisionBody body, Actor actor, InspectionWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Decide(actor, id, body.Version, body.Decision, ct), http)), InspectionPermissions.Manage);
        Demand(group.MapPost("/{id:guid}/start", (Guid id, InspectionDecisionBody body, Actor actor, InspectionWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Start(actor, id, body.Version, body.Decision, ct), http)), InspectionPermissions.Conduct);
        Demand(group.MapPost("/{id:guid}/answers", (Guid id, ItemAnswerBody body, Actor actor, InspectionWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Answer(actor, id, body.Version, body.Item, body.Answer, body.Note, FileBody.Sent(body.Files), ct), http)), InspectionPermissions.Conduct);
        Demand(group.MapPost("/{id:guid}/findings", Find), InspectionPermissions.Conduct);
        Demand(group.MapPost("/{id:guid}/explanations", (Guid id, ExplanationBody body, Actor actor, InspectionWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Explain(actor, id, body.Version, body.Finding, body.Explanation, FileBody.Sent(body.Files), ct), http)), InspectionPermissions.Explain);
        Demand(group.MapPost("/{id:guid}/dropped-findings", (Guid id, DropBody body, Actor actor, InspectionWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Drop(actor, id, body.Version, body.Finding, body.Reason, ct), http)), InspectionPermissions.Conduct);
        Demand(group.MapPost("/{id:guid}/conclusion", (Guid id, ConclusionBody body, Actor actor, InspectionWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Conclude(actor, id, body.Version, body.Conclusion, body.Document, ct), http)), InspectionPermissions.Conduct);
        Demand(group.MapPost("/{id:guid}/closing", (Guid id, VersionBody body, Actor actor, InspectionWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Close(actor, id, body.Version, ct), http)), InspectionPermissions.Manage);
        Demand(group.MapPost("/{id:guid}/cancellation", (Guid id, ReasonBody body, Actor actor, InspectionWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Cancel(actor, id, body.Version, body.Reason, ct), http)), InspectionPermissions.Manage);
    }

    private static void Demand(RouteHandlerBuilder route, string permission) => route.RequireAuthorization(PermitsAttribute.Prefix + permission);

    private static async Task<Ok<InspectionListAnswer>> List(Actor actor, InspectionQueries inspections, OrganisationDirectory organisation, CancellationToken ct,
        string? q = null, InspectionState? state = null, int? year = null, string? unit = null, int page = 1)
    {
        var filter = new InspectionFilter(q, state, year, unit is null ? null : organisation.Find(unit)?.Id ?? Guid.Empty, page);
        var (rows, count) = await inspections.ListAsync(actor, filter, ct);
        return TypedResults.Ok(new InspectionListAnswer(count, page, InspectionFilter.PageSize, [.. rows.Select(r => InspectionAnswer.Of(r, organisation))]));
    }

    private static Ok<List<ChecklistAnswer>> Checklists(InspectionRules rules) =>
        TypedResults.Ok(rules.Checklists.Select(c => new ChecklistAnswer(c.Key, c.Name, c.Source, c.Items)).ToList());

    private static async Task<Ok<List<RemedyAnswer>>> Remedies(Actor actor, InspectionQueries inspections, OrganisationDirectory organisation, CancellationToken ct) =>
        TypedResults.Ok((await inspections.RemediesAsync(actor, null, ct)).Where(r => r.IsOpen).Select(r => RemedyAnswer.Of(r, organisation)).ToList());

    private static async Task<Results<Ok<WholeInspectionAnswer>, ProblemHttpResult>> Get(Guid id, Actor actor, InspectionQueries inspections, InspectionScope scope,
        OrganisationDirectory organisation, HttpContext http, CancellationToken ct)
    {
        if (await inspections.FindAsync(actor, id, ct) is not { } i)
        {
            return Problem.NotFound("inspection.unknown").ToHttp(http);
        }

        string? Key(Guid? unit) => organisation.Find(unit)?.Key;
        var remedies = await inspections.RemediesAsync(actor, id, ct);
        return TypedResults.Ok(new WholeInspectionAnswer(i.Id, i.Code, i.Subject, i.Scope, i.Year, i.Quarter, i.PeriodFrom, i.PeriodTo, i.WorkFrom, i.WorkTo, i.State,
            [.. i.Units.Select(u => Key(u.UnitId)).OfType<string>()], [.. i.Team.Select(m => new MemberAnswer(m.Name, Key(m.UnitId), m.IsHead))], i.DecisionNumber, i.DecidedOn,
            i.StartedOn, i.ConcludedOn, i.Conclusion, i.ConclusionNumber, i.ClosedOn, i.CancelReason, i.Version,
            scope.MaySeeChecklist(actor, i) ? [.. i.Items.OrderBy(x => x.Place).Select(x => new ItemStands(x.Id, x.Place, x.Text, x.Basis, x.Answer, x.Note))] : null,
            [.. inspections.FindingsOf(actor, i).Select(f => new FindingStands(f.Id, f.Number, f.Nature, f.Degree, f.Cause, f.CauseKind, Key(f.UnitId), f.Responsible, f.ItemId,
                f.TaskId, f.NeedsRemedy, f.ExplainBy, f.Explanation, f.DropReason, [.. f.Remedies.Select(r => r.TaskId)]))],
            [.. remedies.Select(r => RemedyAnswer.Of(r, organisation))]));
    }

    private static async Task<Results<Created<InspectionChanged>, ProblemHttpResult>> Plan(InspectionBody body, Actor actor, InspectionWork work, InspectionTeam teams,
        OrganisationDirectory organisation, HttpContext http, CancellationToken ct)
    {
        var team = await teams.MakeAsync(body.Members, ct);
        if (!team.TryGet(out var members))
        {
            return team.Problems.ToHttp(http);
        }

        var planned = await work.Plan(actor, body.ToDraft(organisation, members), ct);
        return planned.TryGet(out var i) ? TypedResults.Created($"/api/v1/steering/inspections/{i.Id}", new InspectionChanged(i.Id, i.Code, i.State, i.Version))
            : planned.Problems.ToHttp(http);
    }

    private static async Task<Results<Ok<InspectionChanged>, ProblemHttpResult>> Mend(Guid id, InspectionBody body, Actor actor, InspectionWork work, InspectionQueries inspections,
        InspectionTeam teams, OrganisationDirectory organisation, HttpContext http, CancellationToken ct)
    {
        if (await inspections.FindAsync(actor, id, ct) is null)
        {
            return Problem.NotFound("inspection.unknown").ToHttp(http);
        }

        var team = await teams.MakeAsync(body.Members, ct);
        return team.TryGet(out var members) ? await Answer(work.Mend(actor, id, body.Version, body.ToDraft(organisation, members), ct), http) : team.Problems.ToHttp(http);
    }

    private static Task<Results<Ok<InspectionChanged>, ProblemHttpResult>> Find(Guid id, FindingBody body, Actor actor, InspectionWork work,
        OrganisationDirectory organisation, HttpContext http, CancellationToken ct)
    {
        var draft = new FindingDraft(body.Nature, body.Degree, body.Cause, body.CauseKind, organisation.Find(body.Unit)?.Id, body.Responsible, body.Item, body.Task,
            body.NeedsRemedy, body.ExplainBy);
        return Answer(work.Find(actor, id, body.Version, draft, FileBody.Sent(body.Files), ct), http);
    }

    private static async Task<Results<Created<RemedyAssigned>, ProblemHttpResult>> Remedy(Guid id, RemedyBody body, Actor actor, InspectionWork work,
        OrganisationDirectory organisation, HttpContext http, CancellationToken ct)
    {
        var result = await work.Remedy(actor, id, body.ToDraft(organisation), ct);
        return result.TryGet(out var task) ? TypedResults.Created($"/api/v1/steering/tasks/{task.Id}", new RemedyAssigned(task.Id, task.Code)) : result.Problems.ToHttp(http);
    }

    private static async Task<Results<Ok<InspectionChanged>, ProblemHttpResult>> Answer(Task<Result<Inspection>> work, HttpContext http)
    {
        var result = await work;
        return result.TryGet(out var i) ? TypedResults.Ok(new InspectionChanged(i.Id, i.Code, i.State, i.Version)) : result.Problems.ToHttp(http);
    }
}
