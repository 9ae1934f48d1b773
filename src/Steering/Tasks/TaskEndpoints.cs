using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Overview;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Tasks;

/// <summary>Tasks for programs; the same use cases as the pages.</summary>
internal static class TaskEndpoints
{
    public static void MapTasks(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/steering");
        Demand(group.MapGet("/overview", (Actor actor, OverviewQueries overview, CancellationToken ct) => overview.ReadAsync(actor, ct)), Permissions.Read);
        Demand(group.MapGet("/tasks", List), Permissions.Read);
        Demand(group.MapGet("/tasks/{id:guid}", Get), Permissions.Read);
        Demand(group.MapPost("/tasks", Create), Permissions.Assign);
        Demand(group.MapPost("/tasks/{id:guid}/acknowledgement", (Guid id, Actor actor, TaskWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Acknowledge(actor, id, null, ct), http)), Permissions.Report);
        Demand(group.MapPost("/tasks/{id:guid}/updates", (Guid id, UpdateBody body, Actor actor, TaskWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Report(actor, id, body.Version, body.Progress, body.Narrative, body.Obstacles, ct), http)), Permissions.Report);
        Demand(group.MapPost("/tasks/{id:guid}/extensions", (Guid id, ExtensionBody body, Actor actor, TaskWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.AskExtension(actor, id, body.Version, body.ProposedOn, body.Reason, ct), http)), Permissions.Report);
        Demand(group.MapPost("/tasks/{id:guid}/extensions/decision", (Guid id, DecisionBody body, Actor actor, TaskWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.DecideExtension(actor, id, body.Version, body.Accepted, body.Reason, ct), http)), Permissions.Assign);
        Demand(group.MapPost("/tasks/{id:guid}/submissions", (Guid id, SubmissionBody body, Actor actor, TaskWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.SubmitProduct(actor, id, body.Version, body.ProductReference, body.ProductNote, ct), http)), Permissions.Report);
        Demand(group.MapPost("/tasks/{id:guid}/verification", (Guid id, DecisionBody body, Actor actor, TaskWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Verify(actor, id, body.Version, body.Accepted, body.Reason, ct), http)), Permissions.Verify);
    }

    private static void Demand(RouteHandlerBuilder route, string permission) => route.RequireAuthorization(PermitsAttribute.Prefix + permission);

    private static async Task<Ok<TaskPage>> List(Actor actor, TaskQueries tasks, OrganisationDirectory organisation, CancellationToken ct,
        string? q = null, DueStatus? status = null, string? unit = null, string? sort = null, int page = 1)
    {
        var filter = new TaskFilter(q, status, unit is null ? null : organisation.Find(unit)?.Id ?? Guid.Empty, null, sort, page);
        var (rows, count) = await tasks.ListAsync(actor, filter, ct);
        return TypedResults.Ok(new TaskPage(count, page, TaskFilter.PageSize, [.. rows.Select(r => TaskAnswer.Of(r, organisation))]));
    }

    private static async Task<Results<Ok<TaskAnswer>, ProblemHttpResult>> Get(
        Guid id, Actor actor, TaskQueries tasks, OrganisationDirectory organisation, HttpContext http, CancellationToken ct)
    {
        var row = await tasks.Seen(actor).Where(t => t.Id == id).Select(t =>
            new TaskRow(t.Id, t.Code, t.Title, t.LeadUnitId, t.DocumentNumber, t.CurrentDueOn, t.CompletedOn, t.State, t.Progress, t.IsStarred)).SingleOrDefaultAsync(ct);
        return row is null ? Problem.NotFound("steering.task-unknown").ToHttp(http)
            : TypedResults.Ok(TaskAnswer.Of(row with { Status = tasks.StatusOf(row.DueOn, row.CompletedOn) }, organisation));
    }

    private static Task<IResult> Create(TaskBody body, Actor actor, TaskWork work, OrganisationDirectory organisation, HttpContext http, CancellationToken ct)
    {
        var coordinators = (body.Coordinators ?? []).Select(organisation.Find).Where(u => u is not null).Select(u => u!.Id).ToList();
        var basis = body.DueWorkingDays is not null ? DueBasis.WorkingDaysFromIssue : body.DueOn is not null ? DueBasis.Date : DueBasis.None;
        var draft = new TaskDraft("", body.Title, body.Content, organisation.Find(body.LeadUnit)?.Id, coordinators, body.AccountablePosition, body.Authority,
            body.Product, body.AcceptanceCriteria, basis, body.DueWorkingDays, body.DueOn, DocumentNumber: body.DocumentNumber, Clause: body.Clause);
        return Answer(work.Assign(actor, draft, issue: true, ct), http, created: true);
    }

    private static async Task<IResult> Answer(Task<Result<SteeringTask>> work, HttpContext http, bool created = false)
    {
        var result = await work;
        if (!result.TryGet(out var task))
        {
            return result.Problems.ToHttp(http);
        }

        var answer = new ChangedAnswer(task.Id, task.Code, task.State, task.Version);
        return created ? TypedResults.Created($"/api/v1/steering/tasks/{task.Id}", answer) : TypedResults.Ok(answer);
    }

    internal sealed record TaskPage(int Count, int Page, int PageSize, IReadOnlyList<TaskAnswer> Items);

    internal sealed record ChangedAnswer(Guid Id, string Code, TaskState State, int Version);

    internal sealed record TaskBody(string? Title, string? Content, string? LeadUnit, string[]? Coordinators, string? AccountablePosition, string? Authority,
        string? Product, string? AcceptanceCriteria, DateOnly? DueOn, int? DueWorkingDays, string? DocumentNumber, string? Clause);

    internal sealed record UpdateBody(int? Progress, string? Narrative, string? Obstacles, int? Version);

    internal sealed record ExtensionBody(DateOnly? ProposedOn, string? Reason, int? Version);

    internal sealed record SubmissionBody(string? ProductReference, string? ProductNote, int? Version);

    internal sealed record DecisionBody(bool Accepted, string? Reason, int? Version);

    internal sealed record TaskAnswer(Guid Id, string Code, string Title, string? LeadUnit, string LeadUnitName, string? DocumentNumber, DateOnly? DueOn,
        DateOnly? CompletedOn, TaskState State, DueStatus Status, int Progress)
    {
        public static TaskAnswer Of(TaskRow row, OrganisationDirectory organisation) => new(row.Id, row.Code, row.Title, organisation.Find(row.LeadUnitId)?.Key,
            organisation.NameOf(row.LeadUnitId), row.DocumentNumber, row.DueOn, row.CompletedOn, row.State, row.Status, row.Progress);
    }
}
