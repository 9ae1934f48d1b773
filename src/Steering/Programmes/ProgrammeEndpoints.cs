using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Steering.Programmes;

/// <summary>The programme tree for programs; the same use cases as the pages.</summary>
internal static class ProgrammeEndpoints
{
    public static void MapProgrammes(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/steering/programmes");
        Demand(group.MapGet("", List), Permissions.Read);
        Demand(group.MapGet("/{id:guid}", Get), Permissions.Read);
        Demand(group.MapGet("/{id:guid}/ratings", Ratings), Permissions.Read);
        Demand(group.MapGet("/{id:guid}/baselines", Baselines), Permissions.Read);
        Demand(group.MapGet("/baselines/{id:guid}", Baseline), Permissions.Read);
        Demand(group.MapGet("/{id:guid}/comparison", Compare), Permissions.Read);
        Demand(group.MapPost("", Enter), ProgrammePermissions.Plan);
        MapPlans(group);
        MapFacts(group);
    }

    private static void MapPlans(RouteGroupBuilder group)
    {
        Demand(group.MapPut("/{id:guid}", (Guid id, PlanBody body, Actor actor, PlanWork work, OrganisationDirectory organisation,
            HttpContext http, CancellationToken ct) =>
            Answer(work.Change(actor, id, body.Version, body.ToDraft(organisation), ct), http)), ProgrammePermissions.Plan);
        Demand(group.MapPost("/{id:guid}/tasks", (Guid id, TaskCodesBody body, Actor actor, PlanWork work, HttpContext http,
            CancellationToken ct) =>
            Answer(work.Attach(actor, id, [.. body.Tasks ?? []], ct), http)), ProgrammePermissions.Plan);
        Demand(group.MapPost("/{id:guid}/detached-tasks/{task:guid}", (Guid id, Guid task, Actor actor, PlanWork work, HttpContext http,
            CancellationToken ct) =>
            Answer(work.Detach(actor, id, task, ct), http)), ProgrammePermissions.Plan);
        Demand(group.MapPost("/{id:guid}/end", (Guid id, ProgrammeEndBody body, Actor actor, PlanWork work, HttpContext http,
            CancellationToken ct) =>
            Answer(work.Close(actor, id, body.Version, body.State ?? ProgrammeState.Active, body.Reason, ct), http)),
                ProgrammePermissions.Plan);
        Demand(group.MapPost("/{id:guid}/baselines", Freeze), ProgrammePermissions.Freeze);
    }

    private static void MapFacts(RouteGroupBuilder group)
    {
        Demand(group.MapPost("/{id:guid}/phase-reports", (Guid id, PhaseReportBody body, Actor actor, FactWork work, HttpContext http,
            CancellationToken ct) =>
            Answer(work.Report(actor, id, body.Phase ?? Guid.Empty, new(body.StartedOn, body.FinishedOn, body.ForecastOn, body.Note), ct),
                http)), ProgrammePermissions.Report);
        Demand(group.MapPost("/{id:guid}/gate-decisions", (Guid id, GateBody body, Actor actor, FactWork work, HttpContext http,
            CancellationToken ct) =>
            Answer(work.Decide(actor, id, body.Phase ?? Guid.Empty, new(body.Outcome, body.DecidedOn, body.Reason, body.Document), ct),
                http)), ProgrammePermissions.Gate);
        // The side decides which permission is asked for: the unit's own, or that of those outside.
        Demand(group.MapPost("/{id:guid}/ratings", (Guid id, RatingBody body, Actor actor, FactWork work, HttpContext http,
            CancellationToken ct) =>
            Answer(work.Rate(actor, id, body.Side ?? RatingSide.Unit, body.Level, body.Reason, ct), http)), Permissions.Read);
        Demand(group.MapPost("/{id:guid}/ratings/{rating:guid}/reply",
            (Guid id, Guid rating, RatingReplyBody body, Actor actor, FactWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Reply(actor, id, rating, body.Reply, ct), http)), ProgrammePermissions.Report);
    }

    private static void Demand(RouteHandlerBuilder route, string permission) =>
        route.RequireAuthorization(PermitsAttribute.Prefix + permission);

    private static async Task<Ok<List<ProgrammeAnswer>>> List(Actor actor, ProgrammeQueries programmes, OrganisationDirectory organisation,
        CancellationToken ct,
        string? q = null, ProgrammeLevel? level = null, string? lead = null, ProgrammeState? state = null)
    {
        var filter = new ProgrammeFilter(q, level, lead is null ? null : organisation.Find(lead)?.Id ?? Guid.Empty, state);
        return TypedResults.Ok((await programmes.ListAsync(actor, filter, ct)).Where(r => r.Matches)
            .Select(r => ProgrammeAnswer.Of(r, organisation)).ToList());
    }

    private static async Task<Results<Ok<PlanAnswer>, ProblemHttpResult>> Get(Guid id, Actor actor, ProgrammeQueries programmes,
        TimeProvider clock, HttpContext http,
        CancellationToken ct, DateOnly? asOf = null)
    {
        if (await programmes.FindAsync(actor, id, ct) is not { } programme)
        {
            return Problem.NotFound("programme.unknown").ToHttp(http);
        }

        var day = asOf ?? clock.Today();
        if (day > clock.Today() || PlanVersion.On(await programmes.VersionsAsync(id, ct), day) is not { } plan)
        {
            return Problem.NotFound("programme.no-plan-then", day.Show()).ToHttp(http);
        }

        var phases = await programmes.PhasesAsync(id, plan.Content, ct);
        return TypedResults.Ok(new PlanAnswer(id, day, plan.Number, plan.ValidFrom, plan.RecordedAt, plan.RecordedBy, plan.Reason,
            plan.Hash, plan.Content, programme.State,
            programme.Version, [.. phases.Select(PhaseAnswer.Of)]));
    }

    private static async Task<Results<Ok<List<RatingAnswer>>, ProblemHttpResult>> Ratings(Guid id, Actor actor,
        ProgrammeQueries programmes, HttpContext http, CancellationToken ct) =>
        await programmes.FindAsync(actor, id, ct) is not { } programme ? Problem.NotFound("programme.unknown").ToHttp(http)
            : TypedResults.Ok((await programmes.RatingsAsync(actor, programme, ct))
                .Select(r => new RatingAnswer(r.Id, r.Side, r.Level, r.RuleSet, r.Reason, r.RatedOn, r.By, r.ReplyDueOn, r.Reply))
                .ToList());

    private static async Task<Results<Ok<List<BaselineAnswer>>, ProblemHttpResult>> Baselines(Guid id, Actor actor,
        ProgrammeQueries programmes, HttpContext http, CancellationToken ct)
    {
        if (await programmes.FindAsync(actor, id, ct) is not { } programme)
        {
            return Problem.NotFound("programme.unknown").ToHttp(http);
        }

        var (above, _) = await programmes.AroundAsync(programme, ct);
        return TypedResults.Ok((await programmes.BaselinesAsync(programme, above, ct))
            .Select(b => new BaselineAnswer(b.Id, b.Number, b.Name, b.FrozenOn, b.By, b.Hash, b.IsSound)).ToList());
    }

    private static async Task<Results<Ok<WholeBaselineAnswer>, ProblemHttpResult>> Baseline(Guid id, Actor actor,
        ProgrammeQueries programmes, PlanSides sides, HttpContext http,
        CancellationToken ct)
    {
        if (await programmes.BaselineAsync(id, ct) is not { } b)
        {
            return Problem.NotFound("programme.unknown").ToHttp(http);
        }

        var names = await sides.NamesAsync(actor, [b.Tree], ct);
        return TypedResults.Ok(new WholeBaselineAnswer(b.Id, b.Number, b.Name, b.FrozenOn, b.By, b.Hash, b.IsSound,
            b.Tree with { Indicators = b.Tree.Indicators?.Where(i => names.ContainsKey(i.Id)).ToList() }));
    }

    // Each side is a baseline's identifier or a day; without one, the first is the newest baseline and the second today.
    private static async Task<Results<Ok<ComparisonAnswer>, ProblemHttpResult>> Compare(Guid id, Actor actor, ProgrammeQueries programmes,
        PlanSides sides,
        OrganisationDirectory organisation, Texts texts, HttpContext http, CancellationToken ct, string? from = null, string? to = null)
    {
        if (await programmes.FindAsync(actor, id, ct) is not { } programme)
        {
            return Problem.NotFound("programme.unknown").ToHttp(http);
        }

        var (above, _) = await programmes.AroundAsync(programme, ct);
        var baselines = await programmes.BaselinesAsync(programme, above, ct);
        var before = await SideAsync(from ?? (baselines is [var newest, ..] ? newest.Id.ToString() : null));
        var after = await SideAsync(to);
        if (before is null || after is null)
        {
            return Problem.NotFound("programme.no-plan-then", (before is null ? from : to) ?? "").ToHttp(http);
        }

        var names = await sides.NamesAsync(actor, [before.Tree, after.Tree], ct);
        string Show(PlanPart part, object? value) => ProgrammeTexts.Show(texts, organisation, names, part, value);
        return TypedResults.Ok(new ComparisonAnswer(before.Name, after.Name, [.. PlanSides.Changes(before, after, names)
            .Select(c => new PlanChangeAnswer(c.NodeId, c.Code, c.Part, c.Subject, Show(c.Part, c.Before), Show(c.Part, c.After)))]));

        Task<PlanSide?> SideAsync(string? named) => DateOnly.TryParseExact(named, "yyyy-MM-dd", out var day)
            ? sides.FindAsync(programme, baselines, PlanSides.Day, day, ct) : sides.FindAsync(programme, baselines, named, null, ct);
    }

    private static async Task<Results<Created<ProgrammeChanged>, ProblemHttpResult>> Enter(PlanBody body, Actor actor, PlanWork work,
        OrganisationDirectory organisation,
        HttpContext http, CancellationToken ct)
    {
        var entered = await work.Enter(actor, body.ToDraft(organisation), ct);
        return entered.TryGet(out var p) ? TypedResults.Created($"/api/v1/steering/programmes/{p.Id}", ProgrammeChanged.Of(p))
            : entered.Problems.ToHttp(http);
    }

    private static async Task<Results<Created<BaselineAnswer>, ProblemHttpResult>> Freeze(Guid id, BaselineBody body, Actor actor,
        PlanWork work, HttpContext http, CancellationToken ct)
    {
        var frozen = await work.Freeze(actor, id, body.Name, ct);
        return frozen.TryGet(out var b) ? TypedResults.Created($"/api/v1/steering/programmes/baselines/{b.Id}",
            new BaselineAnswer(b.Id, b.Number, b.Name, b.FrozenOn, b.By, b.Hash, b.IsSound))
            : frozen.Problems.ToHttp(http);
    }

    private static async Task<Results<Ok<ProgrammeChanged>, ProblemHttpResult>> Answer(Task<Result<Programme>> work, HttpContext http)
    {
        var result = await work;
        return result.TryGet(out var p) ? TypedResults.Ok(ProgrammeChanged.Of(p)) : result.Problems.ToHttp(http);
    }
}
