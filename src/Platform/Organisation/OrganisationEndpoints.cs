using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Platform.Organisation;

/// <summary>The organisation for programs; the same use cases as the pages.</summary>
public static class OrganisationEndpoints
{
    /// <summary>Adds them.</summary>
    public static void MapOrganisation(this IEndpointRouteBuilder api)
    {
        var (read, edit) = (PermitsAttribute.Prefix + PlatformPermissions.OrganisationRead, PermitsAttribute.Prefix + PlatformPermissions.OrganisationEdit);
        var units = api.MapGroup("/organisation/units");
        units.MapGet("", List).RequireAuthorization(read);
        units.MapGet("/{key}", Get).RequireAuthorization(read);
        units.MapPost("", Register).RequireAuthorization(edit);
        units.MapPost("/{key}/renaming", Rename).RequireAuthorization(edit);
        units.MapPost("/{key}/ending", End).RequireAuthorization(edit);
        units.MapPost("/{key}/positions", AddPosition).RequireAuthorization(edit);
        units.MapPost("/{key}/holders", AddHolder).RequireAuthorization(edit);
        units.MapPost("/{key}/holders/{id:guid}/ending", EndHolder).RequireAuthorization(edit);
    }

    private static Ok<List<UnitLine>> List(OrganisationDirectory organisation, TimeProvider clock, DateOnly? on = null) =>
        TypedResults.Ok(organisation.On(on ?? clock.Today()).Select(u => UnitLine.Of(u, organisation)).ToList());

    private static async Task<Results<Ok<UnitAnswer>, ProblemHttpResult>> Get(
        string key, UnitQueries units, OrganisationDirectory organisation, TimeProvider clock, HttpContext http, CancellationToken ct, DateOnly? on = null) =>
        await units.FindAsync(key, on ?? clock.Today(), ct) is { } whole
            ? TypedResults.Ok(UnitAnswer.Of(whole, organisation)) : Problem.NotFound("organisation.unit-unknown").ToHttp(http);

    private static async Task<Results<Created<ChangedUnit>, ProblemHttpResult>> Register(UnitBody body, Actor actor, UnitWork work, HttpContext http, CancellationToken ct) =>
        Made(await work.Register(actor, body.ToDraft(), ct), http);

    private static async Task<Results<Created<ChangedUnit>, ProblemHttpResult>> Rename(
        string key, UnitBody body, Actor actor, UnitWork work, HttpContext http, CancellationToken ct) => Made(await work.Rename(actor, key, body.ToDraft(), ct), http);

    private static async Task<Results<Ok<ChangedUnit>, ProblemHttpResult>> End(
        string key, EndBody body, Actor actor, UnitWork work, HttpContext http, CancellationToken ct)
    {
        var result = await work.End(actor, key, body.LastDay, body.Successors ?? [], body.Basis, ct);
        return result.TryGet(out var unit) ? TypedResults.Ok(ChangedUnit.Of(unit)) : result.Problems.ToHttp(http);
    }

    private static async Task<Results<Ok<MadeAnswer>, ProblemHttpResult>> AddPosition(
        string key, PositionBody body, Actor actor, UnitWork work, HttpContext http, CancellationToken ct)
    {
        var result = await work.AddPosition(actor, key, body.Title, body.TitleEn, ct);
        return result.TryGet(out var position) ? TypedResults.Ok(new MadeAnswer(position.Id)) : result.Problems.ToHttp(http);
    }

    private static async Task<Results<Ok<MadeAnswer>, ProblemHttpResult>> AddHolder(
        string key, HolderBody body, Actor actor, UnitWork work, HttpContext http, CancellationToken ct)
    {
        var result = await work.AddHolder(actor, key, body.PositionId ?? Guid.Empty, body.PersonName, body.From, body.To, body.Source, ct);
        return result.TryGet(out var holder) ? TypedResults.Ok(new MadeAnswer(holder.Id)) : result.Problems.ToHttp(http);
    }

    private static async Task<Results<Ok<MadeAnswer>, ProblemHttpResult>> EndHolder(
        string key, Guid id, TermBody body, Actor actor, UnitWork work, HttpContext http, CancellationToken ct)
    {
        var result = await work.EndHolder(actor, key, id, body.LastDay, ct);
        return result.TryGet(out var holder) ? TypedResults.Ok(new MadeAnswer(holder.Id)) : result.Problems.ToHttp(http);
    }

    private static Results<Created<ChangedUnit>, ProblemHttpResult> Made(Result<Unit> result, HttpContext http) => result.TryGet(out var unit)
        ? TypedResults.Created($"/api/v1/organisation/units/{unit.Key}", ChangedUnit.Of(unit)) : result.Problems.ToHttp(http);

    /// <summary>A unit in a list.</summary>
    public sealed record UnitLine(string Key, string? Parent, string Name, string NameVi, string NameEn, string? Abbreviation, int Order, DateOnly ValidFrom, DateOnly? ValidTo)
    {
        internal static UnitLine Of(UnitInfo u, OrganisationDirectory organisation) =>
            new(u.Key, organisation.Find(u.ParentId)?.Key, u.Name, u.NameVi, u.NameEn, u.Abbreviation, u.Order, u.ValidFrom, u.ValidTo);
    }

    /// <summary>A unit with all that belongs to it.</summary>
    public sealed record UnitAnswer(UnitLine Unit, string? Code, string? OldCode, string? Source, IReadOnlyList<UnitLine> Children,
        IReadOnlyList<SuccessionAnswer> Predecessors, IReadOnlyList<SuccessionAnswer> Successors, IReadOnlyList<PositionAnswer> Positions)
    {
        internal static UnitAnswer Of(UnitWhole w, OrganisationDirectory organisation) => new(UnitLine.Of(organisation.Find(w.Unit.Id)!, organisation),
            w.Unit.Code, w.Unit.OldCode, w.Unit.Source, [.. w.Children.Select(c => UnitLine.Of(c, organisation))],
            [.. w.Predecessors.Select(p => new SuccessionAnswer(p.Unit.Key, p.Unit.Name, p.By.On, p.By.Basis))],
            [.. w.Successors.Select(s => new SuccessionAnswer(s.Unit.Key, s.Unit.Name, s.By.On, s.By.Basis))],
            [.. w.Positions.Select(p => new PositionAnswer(p.Id, p.Title, p.TitleEn,
                [.. p.Holders.Select(h => new HolderAnswer(h.Id, h.PersonName, h.From, h.To, h.Source))]))]);
    }

    /// <summary>Whose work goes on where.</summary>
    public sealed record SuccessionAnswer(string Key, string Name, DateOnly On, string? Basis);

    /// <summary>A position and who held it.</summary>
    public sealed record PositionAnswer(Guid Id, string Title, string TitleEn, IReadOnlyList<HolderAnswer> Holders);

    /// <summary>A person in a position.</summary>
    public sealed record HolderAnswer(Guid Id, string PersonName, DateOnly? From, DateOnly? To, string? Source);

    /// <summary>A unit that was changed.</summary>
    public sealed record ChangedUnit(string Key, DateOnly ValidFrom, DateOnly? ValidTo)
    {
        internal static ChangedUnit Of(Unit u) => new(u.Key, u.ValidFrom, u.ValidTo);
    }

    /// <summary>What was made.</summary>
    public sealed record MadeAnswer(Guid Id);

    /// <summary>A unit as programs send it.</summary>
    public sealed record UnitBody(string? Key, string? Parent, string? Name, string? NameEn, string? Abbreviation, string? OldCode, string? Code, int? Order,
        DateOnly? ValidFrom, string? Source)
    {
        internal UnitDraft ToDraft() => new(Key, Parent, Name, NameEn, Abbreviation, OldCode, Code, Order, ValidFrom, Source);
    }

    /// <summary>The end of a unit.</summary>
    public sealed record EndBody(DateOnly? LastDay, string[]? Successors, string? Basis);

    /// <summary>A position.</summary>
    public sealed record PositionBody(string? Title, string? TitleEn);

    /// <summary>Who holds a position.</summary>
    public sealed record HolderBody(Guid? PositionId, string? PersonName, DateOnly? From, DateOnly? To, string? Source);

    /// <summary>The last day of a term.</summary>
    public sealed record TermBody(DateOnly? LastDay);
}
