using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Steering.Reviews;

/// <summary>Reviews for programs; the same use cases as the pages.</summary>
internal static class ReviewEndpoints
{
    public static void MapReviews(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/steering/reviews");
        Demand(group.MapGet("", List), Permissions.Read);
        Demand(group.MapGet("/periods", Periods), Permissions.Read);
        Demand(group.MapGet("/{id:guid}", Get), Permissions.Read);
        Demand(group.MapGet("/{id:guid}/figures", Figures), Permissions.Read);
        Demand(group.MapGet("/{id:guid}/scores", Scores), Permissions.Read);
        Demand(group.MapGet("/{id:guid}/snapshot", Snapshot).Produces<string>(contentType: "application/json"), Permissions.Read);
        Demand(group.MapPost("", Open), ReviewPermissions.Organise);
        MapActs(group);
    }

    private static void MapActs(RouteGroupBuilder group)
    {
        Demand(group.MapPost("/{id:guid}/freezing", (Guid id, Actor actor, FigureWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Freeze(actor, id, ct), http)), ReviewPermissions.Organise);
        Demand(group.MapPost("/{id:guid}/withdrawal", (Guid id, ReasonBody body, Actor actor, ReviewWork work, HttpContext http,
            CancellationToken ct) =>
            Answer(work.Withdraw(actor, id, body.Version, body.Reason, ct), http)), ReviewPermissions.Organise);
        Demand(group.MapPost("/{id:guid}/adjustments", (Guid id, AdjustmentBody body, Actor actor, FigureWork work,
            OrganisationDirectory organisation, HttpContext http,
            CancellationToken ct) => Answer(work.Adjust(actor, id, body.Version,
                new(body.Task, body.Field, body.Day, organisation.Find(body.Lead), body.Reason, body.Document), ct), http)),
                    ReviewPermissions.Organise);
        Demand(group.MapPut("/{id:guid}/summary", (Guid id, SummaryBody body, Actor actor, ReviewWork work, HttpContext http,
            CancellationToken ct) =>
            Answer(work.Write(actor, id, body.Version, body.ToSummary(), ct), http)), ReviewPermissions.Organise);
        Demand(group.MapPost("/{id:guid}/proposal", (Guid id, VersionBody body, Actor actor, ReviewWork work, HttpContext http,
            CancellationToken ct) =>
            Answer(work.Propose(actor, id, body.Version, ct), http)), ReviewPermissions.Organise);
        Demand(group.MapPost("/{id:guid}/approval", (Guid id, VersionBody body, Actor actor, ReviewWork work, HttpContext http,
            CancellationToken ct) =>
            Answer(work.Approve(actor, id, body.Version, ct), http)), ReviewPermissions.Approve);
        Demand(group.MapPost("/{id:guid}/proposal/return", (Guid id, ReasonBody body, Actor actor, ReviewWork work, HttpContext http,
            CancellationToken ct) =>
            Answer(work.GiveBack(actor, id, body.Version, body.Reason, ct), http)), ReviewPermissions.Approve);
        Demand(group.MapPut("/{id:guid}/reports/{unitKey}", (Guid id, string unitKey, ReportBody body, Actor actor, ReportWork work,
            OrganisationDirectory organisation,
            HttpContext http, CancellationToken ct) => Answer(work.Save(actor, id, IdOf(organisation, unitKey), body.Version,
                body.ToWords(), ct), http)), ReviewPermissions.Report);
        Demand(group.MapPost("/{id:guid}/reports/{unitKey}/submission",
            (Guid id, string unitKey, ReportBody body, Actor actor, ReportWork work,
            OrganisationDirectory organisation, HttpContext http, CancellationToken ct) =>
            Answer(work.Send(actor, id, IdOf(organisation, unitKey), body.Version, body.ToWords(), ct), http)), ReviewPermissions.Report);
        Demand(group.MapPost("/{id:guid}/reports/{unitKey}/return", (Guid id, string unitKey, ReasonBody body, Actor actor, ReportWork work,
            OrganisationDirectory organisation, HttpContext http, CancellationToken ct) =>
            Answer(work.GiveBack(actor, id, IdOf(organisation, unitKey), body.Version, body.Reason, ct), http)),
                ReviewPermissions.Organise);
    }

    private static void Demand(RouteHandlerBuilder route, string permission) =>
        route.RequireAuthorization(PermitsAttribute.Prefix + permission);

    private static Guid IdOf(OrganisationDirectory organisation, string key) => organisation.Find(key)?.Id ?? Guid.Empty;

    private static async Task<Ok<ReviewListAnswer>> List(Actor actor, ReviewQueries reviews, OrganisationDirectory organisation,
        CancellationToken ct,
        PeriodKind? kind = null, ReviewState? state = null, int? year = null, int page = 1)
    {
        var (rows, count) = await reviews.ListAsync(actor, new(kind, state, year, page), ct);
        return TypedResults.Ok(new ReviewListAnswer(count, page, ReviewFilter.PageSize, [.. rows.Select(r => new ReviewLine(r.Id, r.Code,
            organisation.Find(r.UnitId)?.Key, r.Kind, r.Year, r.Number, r.From, r.To, r.ReportDueOn, r.SendBy, r.State, r.Asked,
                r.Sent))]));
    }

    private static Ok<List<PeriodAnswer>> Periods(ReviewRules rules, ReviewWork work, PeriodKind kind, int year) =>
        TypedResults.Ok(Enumerable.Range(1, 12)
        .Select(n => rules.Find(kind, year, n)).OfType<(ReportPeriod Period, PeriodRules Rules)>().Select(p =>
        {
            var usual = work.Proposal(null, p.Period.Kind, p.Period.Year, p.Period.Number);
            return new PeriodAnswer(p.Period.Kind, p.Period.Year, p.Period.Number, p.Period.From, p.Period.To, p.Period.CutOffAt,
                usual.ReportDueOn, usual.SendBy,
                p.Rules.Id, p.Rules.Basis);
        }).ToList());

    private static async Task<Results<Ok<WholeReviewAnswer>, ProblemHttpResult>> Get(Guid id, Actor actor, ReviewQueries reviews,
        ReviewScope scope,
        OrganisationDirectory organisation, HttpContext http, CancellationToken ct)
    {
        if (await reviews.FindAsync(actor, id, ct) is not { } r)
        {
            return Problem.NotFound("review.unknown").ToHttp(http);
        }

        return TypedResults.Ok(new WholeReviewAnswer(r.Id, r.Code, r.Title, organisation.Find(r.UnitId)?.Key, r.Kind, r.Year, r.Number,
            r.From, r.To, r.RuleId, r.CutOffAt,
            r.ReportDueOn, r.SendBy, r.State, r.FrozenAt, r.State == ReviewState.Approved || scope.MaySeeAll(actor, r) ? r.Summary : null,
                r.ApprovedBy, r.ApprovedAt, r.Version,
            [.. r.Reports.Select(u => (Report: u, Seen: scope.MaySeeOf(actor, u.UnitId)))
                .Select(x => new ReportStands(organisation.Find(x.Report.UnitId)?.Key, x.Report.State,
                x.Report.SentAt, x.Report.IsLate(r.ReportDueOn), x.Seen ? x.Report.ReturnReason : null, x.Seen ? x.Report.Words : null,
                    x.Report.Version))]));
    }

    private static async Task<Results<Ok<ReviewFiguresAnswer>, ProblemHttpResult>> Figures(Guid id, Actor actor, ReviewQueries reviews,
        ReviewScope scope, ReviewReader reader,
        HttpContext http, CancellationToken ct)
    {
        if (await reviews.FindAsync(actor, id, ct) is not { } review || await reader.ReadAsync(id) is not { } reading)
        {
            return Problem.NotFound("review.unknown").ToHttp(http);
        }

        var all = scope.MaySeeAll(actor, review);
        return TypedResults.Ok(new ReviewFiguresAnswer(reading.Frozen.AsOf, reading.FrozenAt, reading.Frozen.Calculation,
            reading.Check.Sha256, reading.Check.IsSameText,
            reading.Check.IsSameResult, FiguresAnswer.Of(reading.Result.Whole), FiguresAnswer.Of(reading.After.Whole),
            [.. reading.Adjustments.Select(a => new AdjustmentAnswer(a.Number, a.TaskCode, a.Field, a.From, a.To, all ? a.Reason : null,
                a.Document, a.By, a.At))]));
    }

    private static async Task<Results<Ok<List<ScoreAnswer>>, ProblemHttpResult>> Scores(Guid id, Actor actor, ReviewQueries reviews,
        ReviewReader reader, HttpContext http,
        CancellationToken ct)
    {
        if (await reviews.FindAsync(actor, id, ct) is not { } review || await reader.ReadAsync(id) is not { } reading)
        {
            return Problem.NotFound("review.unknown").ToHttp(http);
        }

        var before = (await reader.BeforeAsync(review, ct))?.Reading.After;
        return TypedResults.Ok(reading.After.Units.Select(u => new ScoreAnswer(u.Unit, reading.Adjusted.NameOf(u.Unit), u.Score, u.Level,
            u.Rank, RankChange.Of(u, before),
            u.Parts, FiguresAnswer.Of(u.Figures))).ToList());
    }

    // As it was frozen, byte for byte: who has it counts and hashes it by themselves.
    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> Snapshot(Guid id, Actor actor, ReviewQueries reviews,
        ReviewScope scope, ReviewReader reader,
        HttpContext http, CancellationToken ct) =>
        await reviews.FindAsync(actor, id, ct) is { } review && scope.MaySeeAll(actor, review)
            && await reader.ContentAsync(id, ct) is { } content
            ? TypedResults.Content(content, "application/json; charset=utf-8") : Problem.NotFound("review.unknown").ToHttp(http);

    private static async Task<Results<Created<ReviewChanged>, ProblemHttpResult>> Open(ReviewOpenBody body, Actor actor, ReviewWork work,
        OrganisationDirectory organisation,
        HttpContext http, CancellationToken ct)
    {
        var opened = await work.Open(actor, body.ToDraft(organisation), ct);
        return opened.TryGet(out var review) ? TypedResults.Created($"/api/v1/steering/reviews/{review.Id}", ReviewChanged.Of(review))
            : opened.Problems.ToHttp(http);
    }

    private static async Task<Results<Ok<ReviewChanged>, ProblemHttpResult>> Answer(Task<Result<Review>> work, HttpContext http)
    {
        var result = await work;
        return result.TryGet(out var review) ? TypedResults.Ok(ReviewChanged.Of(review)) : result.Problems.ToHttp(http);
    }
}
