using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
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
        Demand(group.MapGet("/tasks", List), Permissions.Read);
        Demand(group.MapGet("/tasks/{id:guid}", Get), Permissions.Read);
        // Who hands a part of a task down holds no permission to assign; the use case asks for the unit.
        Demand(group.MapPost("/tasks", Create).Produces<ChangedAnswer>(StatusCodes.Status201Created), Permissions.Read);
        Change(group.MapPut("/tasks/{id:guid}", Mend), Permissions.Read);
        Change(group.MapPost("/tasks/{id:guid}/issue", (Guid id, VersionBody body, Actor actor, TaskWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Issue(actor, id, body.Version, ct), http)), Permissions.Read);
        Change(group.MapPost("/tasks/{id:guid}/cancellation", (Guid id, ReasonBody body, Actor actor, TaskWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Cancel(actor, id, body.Version, body.Reason, ct), http)), Permissions.Read);
        Change(group.MapPut("/tasks/{id:guid}/star", (Guid id, StarBody body, Actor actor, TaskWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Star(actor, id, body.Version, body.Starred, ct), http)), Permissions.Assign);
        MapLead(group);
        MapOffice(group);
    }

    private static void MapLead(RouteGroupBuilder group)
    {
        Change(group.MapPost("/tasks/{id:guid}/acknowledgement", (Guid id, Actor actor, TaskWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Acknowledge(actor, id, null, ct), http)), Permissions.Report);
        Change(group.MapPost("/tasks/{id:guid}/return", (Guid id, ReasonBody body, Actor actor, TaskWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.ReturnToOffice(actor, id, body.Version, body.Reason, ct), http)), Permissions.Report);
        Change(group.MapPost("/tasks/{id:guid}/updates", (Guid id, UpdateBody body, Actor actor, TaskWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Report(actor, id, body.Version, body.Progress, body.Narrative, body.Obstacles, ct, body.Proposal, FileBody.Sent(body.Files)), http)),
            Permissions.Report);
        Change(group.MapPost("/tasks/{id:guid}/extensions", (Guid id, ExtensionBody body, Actor actor, TaskWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.AskExtension(actor, id, body.Version, body.ProposedOn, body.Reason, ct), http)), Permissions.Report);
        Change(group.MapPost("/tasks/{id:guid}/submissions", (Guid id, SubmissionBody body, Actor actor, TaskWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.SubmitProduct(actor, id, body.Version, body.ProductReference, body.ProductNote, ct, FileBody.Sent(body.Files)), http)), Permissions.Report);
    }

    private static void MapOffice(RouteGroupBuilder group)
    {
        Change(group.MapPost("/tasks/{id:guid}/extensions/decision", (Guid id, DecisionBody body, Actor actor, TaskWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.DecideExtension(actor, id, body.Version, body.Accepted, body.Reason, ct, body.Document), http)), Permissions.Read);
        Change(group.MapPost("/tasks/{id:guid}/verification", (Guid id, DecisionBody body, Actor actor, TaskWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Verify(actor, id, body.Version, body.Accepted, body.Reason, ct), http)), Permissions.Verify);
    }

    private static void Change(RouteHandlerBuilder route, string permission) => Demand(route.Produces<ChangedAnswer>(), permission);

    private static void Demand(RouteHandlerBuilder route, string permission) => route.RequireAuthorization(PermitsAttribute.Prefix + permission);

    private static async Task<Ok<TaskPage>> List(Actor actor, TaskQueries tasks, OrganisationDirectory organisation,
        string? q = null, DueStatus? status = null, string? unit = null, string? sort = null, TaskState? state = null, bool starred = false, int page = 1)
    {
        var filter = new TaskFilter(q, status, unit is null ? null : organisation.Find(unit)?.Id ?? Guid.Empty, state, sort, page, Starred: starred);
        var list = await tasks.ListAsync(actor, filter);
        return TypedResults.Ok(new TaskPage(list.Count, page, TaskFilter.PageSize, [.. list.Rows.Select(r => TaskAnswer.Of(r, organisation))], list.IsMore));
    }

    private static async Task<Results<Ok<TaskDetail>, ProblemHttpResult>> Get(Guid id, Actor actor, TaskQueries tasks, TaskScope scope, AppDb db,
        OrganisationDirectory organisation, HttpContext http, CancellationToken ct)
    {
        var task = await db.Tasks.AsNoTracking().Include(t => t.Coordinators).Include(t => t.Updates).Include(t => t.Extensions).Include(t => t.Submissions)
            .AsSplitQuery().SingleOrDefaultAsync(t => t.Id == id, ct);
        if (task is null || !scope.MaySee(actor, task))
        {
            return Problem.NotFound("steering.task-unknown").ToHttp(http);
        }

        var files = await db.Set<StoredFile>().AsNoTracking().Where(f => f.Room == TaskWork.FileRoom && f.SubjectId == id)
            .Select(f => new EvidenceAnswer(f.Id, f.Part, f.Name, f.Length, f.Sha256)).ToListAsync(ct);
        var parts = (await db.Tasks.AsNoTracking().Include(t => t.Coordinators).Where(t => t.ParentId == id).OrderBy(t => t.Code).ToListAsync(ct))
            .FindAll(t => scope.MaySee(actor, t)).ConvertAll(t => t.Id);
        return TypedResults.Ok(TaskDetail.Of(task, tasks.StatusOf(task.CurrentDueOn, task.CompletedOn), organisation, files, parts));
    }

    private static Task<IResult> Create(TaskBody body, Actor actor, TaskWork work, OrganisationDirectory organisation, HttpContext http, CancellationToken ct) =>
        Answer(work.Assign(actor, body.ToDraft(organisation), body.Issue ?? true, ct), http, created: true);

    private static Task<IResult> Mend(
        Guid id, TaskBody body, Actor actor, TaskWork work, OrganisationDirectory organisation, HttpContext http, CancellationToken ct) =>
        Answer(work.Mend(actor, id, body.Version, body.ToDraft(organisation), body.Reason, ct), http);

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
}
