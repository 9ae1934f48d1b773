using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Steering.Committees;

/// <summary>Committees for programs; the same use cases as the pages.</summary>
internal static class CommitteeEndpoints
{
    public static void MapCommittees(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/steering/committees");
        Demand(group.MapGet("", List), Permissions.Read);
        Demand(group.MapGet("/{id:guid}", Get), Permissions.Read);
        Demand(group.MapGet("/{id:guid}/changes", Changes), Permissions.Read);
        Demand(group.MapGet("/{id:guid}/work", Work), Permissions.Read);
        Demand(group.MapPost("", Constitute), CommitteePermissions.Constitute);
        Demand(group.MapPost("/{id:guid}/reconstitutions", Reconstitute), CommitteePermissions.Constitute);
        Demand(group.MapPost("/{id:guid}/holders", Fill), CommitteePermissions.Constitute);
        Demand(group.MapPost("/{id:guid}/vacancies", Vacate), CommitteePermissions.Constitute);
        Demand(group.MapPost("/{id:guid}/dissolution", Dissolve), CommitteePermissions.Constitute);
    }

    private static void Demand(RouteHandlerBuilder route, string permission) => route.RequireAuthorization(PermitsAttribute.Prefix + permission);

    private static async Task<Ok<List<CommitteeLine>>> List(Actor actor, CommitteeQueries committees, TimeProvider clock, CancellationToken ct, DateOnly? on = null)
    {
        var day = on ?? clock.Today();
        return TypedResults.Ok((await committees.ListAsync(actor, day, ct)).Select(c => new CommitteeLine(c.Id, c.Unit.Key, c.Name, c.Shown.Number, c.Shown.From,
            c.Decision?.Id, c.Decision?.Name, c.Shown.Chair.Title, c.Chair?.PersonName, c.Shown.Seats.Count)).ToList());
    }

    private static async Task<Results<Ok<CommitteeAnswer>, ProblemHttpResult>> Get(Guid id, Actor actor, CommitteeQueries committees, OrganisationDirectory organisation,
        TimeProvider clock, HttpContext http, CancellationToken ct, DateOnly? on = null)
    {
        var day = on ?? clock.Today();
        var committee = await committees.FindAsync(id, ct);
        if (committee?.On(day) is not { } shown)
        {
            return Problem.NotFound("committee.unknown").ToHttp(http);
        }

        var decisions = await committees.DecisionsAsync(actor, committee.Versions.Select(v => v.DocumentId), ct);
        return TypedResults.Ok(new CommitteeAnswer(committee.Id, KeyOf(committee.UnitId, organisation)!, committee.Name, committee.Version, day, shown.Number,
            KeyOf(shown.StandingUnitId, organisation), committee.LastDay,
            [.. shown.InOrder.Select(s => new SeatAnswer(s.Id, s.Role, KeyOf(s.UnitId, organisation)!, s.Title, s.HolderOn(day)?.PersonName, s.HolderOn(day)?.From))],
            [.. committee.InOrder.Select(v => new VersionAnswer(v.Number, v.From, committee.LastDayOf(v), decisions.GetValueOrDefault(v.DocumentId)?.Id,
                decisions.GetValueOrDefault(v.DocumentId)?.Name, v.Seats.Count, v.Note))]));
    }

    private static async Task<Results<Ok<ChangesAnswer>, ProblemHttpResult>> Changes(
        Guid id, int from, int to, CommitteeQueries committees, OrganisationDirectory organisation, HttpContext http, CancellationToken ct)
    {
        var committee = await committees.FindAsync(id, ct);
        var (before, after) = (committee?.Versions.FirstOrDefault(v => v.Number == from), committee?.Versions.FirstOrDefault(v => v.Number == to));
        if (committee is null || before is null || after is null || from >= to)
        {
            return (committee is null ? Problem.NotFound("committee.unknown") : Problem.Invalid("committee.versions", "From")).ToHttp(http);
        }

        var changes = CommitteeChanges.Between(committee, before, after);
        return TypedResults.Ok(new ChangesAnswer(from, to, KeyOf(before.StandingUnitId, organisation), KeyOf(after.StandingUnitId, organisation), changes.Unchanged,
            [.. changes.Seats.Select(s => new ChangeAnswer(s.Kind, KeyOf(s.UnitId, organisation)!, s.Title, s.Before, s.After, s.PersonBefore, s.PersonAfter))]));
    }

    private static async Task<Results<Ok<WorkAnswer>, ProblemHttpResult>> Work(Guid id, Actor actor, CommitteeQueries committees, WorkspaceQueries workspaces,
        OrganisationDirectory organisation, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (await committees.FindAsync(id, ct) is not { } committee || organisation.Find(committee.UnitId) is not { } unit)
        {
            return Problem.NotFound("committee.unknown").ToHttp(http);
        }

        var work = await workspaces.ReadAsync(actor, unit, ct);
        return TypedResults.Ok(new WorkAnswer(unit.Key, clock.UtcNow(), work.FromAbove, work.Whole,
            [.. work.Units.Select(u => new UnitWorkAnswer(KeyOf(u.UnitId, organisation)!, u.Counts))]));
    }

    private static async Task<Results<Created<ChangedAnswer>, ProblemHttpResult>> Constitute(
        CommitteeBody body, Actor actor, CommitteeWork work, OrganisationDirectory organisation, HttpContext http, CancellationToken ct)
    {
        var made = await work.Constitute(actor, body.ToDraft(organisation), ct);
        return made.TryGet(out var committee) ? TypedResults.Created($"/api/v1/steering/committees/{committee.Id}", ChangedAnswer.Of(committee)) : made.Problems.ToHttp(http);
    }

    private static async Task<Results<Ok<ChangedAnswer>, ProblemHttpResult>> Reconstitute(
        Guid id, CommitteeBody body, Actor actor, CommitteeWork work, OrganisationDirectory organisation, HttpContext http, CancellationToken ct) =>
        Changed(await work.Reconstitute(actor, id, body.Version, body.ToDraft(organisation), ct), http);

    private static async Task<Results<Ok<ChangedAnswer>, ProblemHttpResult>> Fill(
        Guid id, HolderBody body, Actor actor, CommitteeWork work, HttpContext http, CancellationToken ct) =>
        Changed(await work.Fill(actor, id, body.Version, body.Seat, body.PersonName, body.From, body.Source, ct), http);

    private static async Task<Results<Ok<ChangedAnswer>, ProblemHttpResult>> Vacate(
        Guid id, VacancyBody body, Actor actor, CommitteeWork work, HttpContext http, CancellationToken ct) =>
        Changed(await work.Vacate(actor, id, body.Version, body.Seat, body.To, body.Source, ct), http);

    private static async Task<Results<Ok<ChangedAnswer>, ProblemHttpResult>> Dissolve(
        Guid id, DissolutionBody body, Actor actor, CommitteeWork work, HttpContext http, CancellationToken ct) =>
        Changed(await work.Dissolve(actor, id, body.Version, body.Document, body.LastDay, body.Note, ct), http);

    private static Results<Ok<ChangedAnswer>, ProblemHttpResult> Changed(Result<Committee> result, HttpContext http) =>
        result.TryGet(out var committee) ? TypedResults.Ok(ChangedAnswer.Of(committee)) : result.Problems.ToHttp(http);

    private static string? KeyOf(Guid? unit, OrganisationDirectory organisation) => organisation.Find(unit)?.Key;

    internal sealed record CommitteeLine(Guid Id, string Unit, string Name, int ComposedBy, DateOnly From, Guid? Document, string? DocumentName, string ChairTitle,
        string? ChairName, int Seats);

    internal sealed record CommitteeAnswer(Guid Id, string Unit, string Name, int Version, DateOnly On, int Composition, string? StandingUnit,
        DateOnly? LastDay, IReadOnlyList<SeatAnswer> Seats, IReadOnlyList<VersionAnswer> Compositions);

    internal sealed record SeatAnswer(Guid Id, SeatRole Role, string Unit, string Title, string? PersonName, DateOnly? PersonFrom);

    internal sealed record VersionAnswer(int Number, DateOnly From, DateOnly? LastDay, Guid? Document, string? DocumentName, int Seats, string? Note);

    internal sealed record ChangesAnswer(int From, int To, string? StandingUnitBefore, string? StandingUnitAfter, int Unchanged, IReadOnlyList<ChangeAnswer> Seats);

    internal sealed record ChangeAnswer(SeatChange Kind, string Unit, string Title, SeatRole? RoleBefore, SeatRole? RoleAfter, string? PersonBefore, string? PersonAfter);

    internal sealed record WorkAnswer(string Unit, DateTime AsOf, StatusCounts FromAbove, StatusCounts Whole, IReadOnlyList<UnitWorkAnswer> Units);

    internal sealed record UnitWorkAnswer(string Unit, StatusCounts Counts);

    internal sealed record ChangedAnswer(Guid Id, string Name, int Version, int Compositions)
    {
        public static ChangedAnswer Of(Committee c) => new(c.Id, c.Name, c.Version, c.Versions.Count);
    }

    internal sealed record CommitteeBody(string? Unit, string? Name, string? Document, DateOnly? From, string? StandingUnit, string? Note, SeatBody[]? Seats, int? Version)
    {
        // A key that no unit has must not pass for no unit.
        public CommitteeDraft ToDraft(OrganisationDirectory organisation) => new(organisation.Find(Unit)?.Id, Name, Document, From,
            StandingUnit is null ? null : organisation.Find(StandingUnit)?.Id ?? Guid.Empty, Note,
            [.. (Seats ?? []).Select(s => new SeatDraft(s?.Role, organisation.Find(s?.Unit)?.Id, s?.Title, s?.PersonName))]);
    }

    internal sealed record SeatBody(SeatRole? Role, string? Unit, string? Title, string? PersonName);

    internal sealed record VacancyBody(Guid? Seat, DateOnly? To, string? Source, int? Version);

    internal sealed record DissolutionBody(string? Document, DateOnly? LastDay, string? Note, int? Version);

    internal sealed record HolderBody(Guid? Seat, string? PersonName, DateOnly? From, string? Source, int? Version);
}
