using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Steering.Inspections.Sampling;

/// <summary>Samples for programs; the same use cases as the pages.</summary>
internal static class SampleEndpoints
{
    public static void MapSamples(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/steering/samples");
        group.MapGet("", List).RequireAuthorization(PermitsAttribute.Prefix + SamplePermissions.Read);
        group.MapGet("/{id:guid}", Get).RequireAuthorization(PermitsAttribute.Prefix + SamplePermissions.Read);
        group.MapPost("", Draw).RequireAuthorization(PermitsAttribute.Prefix + SamplePermissions.Draw);
        group.MapPost("/{id:guid}/checks", Check).RequireAuthorization(PermitsAttribute.Prefix + SamplePermissions.Check);
    }

    private static async Task<Ok<List<SampleAnswer>>> List(Actor actor, SampleQueries samples, CancellationToken ct) =>
        TypedResults.Ok((await samples.ListAsync(actor, ct)).Select(s =>
            new SampleAnswer(s.Id, s.Year, s.Quarter, s.PopulationCount, s.Share.Drawn, s.Share.Checked, s.Share.Confirmed, s.Share.Rate, s.DrawnAt)).ToList());

    private static async Task<Results<Ok<WholeSampleAnswer>, ProblemHttpResult>> Get(Guid id, Actor actor, SampleQueries samples, OrganisationDirectory organisation,
        HttpContext http, CancellationToken ct)
    {
        if (await samples.FindAsync(actor, id, ct) is not { } found)
        {
            return Problem.NotFound("sample.unknown").ToHttp(http);
        }

        var (s, share) = (found.Sample, SampleQueries.ShareOf(found.Sample));
        return TypedResults.Ok(new WholeSampleAnswer(s.Id, s.Year, s.Quarter, s.PopulationCount, share.Drawn, share.Checked, share.Confirmed, share.Rate, s.DrawnAt, s.Seed,
            s.PopulationHash, s.Population.Split('\n'), s.Version, [.. found.Rows.Select(r => new SampledAnswer(r.Sampled.Place, r.Sampled.TaskId, r.Code, r.Title,
                organisation.Find(r.Sampled.LeadUnitId)?.Key, r.Sampled.Confirmed, r.Sampled.Reason, r.Sampled.Evidence, r.Sampled.CheckedBy, r.Sampled.CheckedAt))]));
    }

    private static async Task<Results<Created<SampleChanged>, ProblemHttpResult>> Draw(DrawBody body, Actor actor, SampleWork work, HttpContext http, CancellationToken ct)
    {
        var result = await work.Draw(actor, body.Year, body.Quarter, body.Size, ct);
        return result.TryGet(out var s) ? TypedResults.Created($"/api/v1/steering/samples/{s.Id}", new SampleChanged(s.Id, s.Version)) : result.Problems.ToHttp(http);
    }

    private static async Task<Results<Ok<SampleChanged>, ProblemHttpResult>> Check(Guid id, CheckBody body, Actor actor, SampleWork work, HttpContext http, CancellationToken ct)
    {
        var result = await work.Check(actor, id, body.Version, body.Task, body.Confirmed, body.Reason, body.Evidence, FileBody.Sent(body.Files), ct);
        return result.TryGet(out var s) ? TypedResults.Ok(new SampleChanged(s.Id, s.Version)) : result.Problems.ToHttp(http);
    }

    internal sealed record DrawBody(int? Year, int? Quarter, int? Size);

    internal sealed record CheckBody(Guid Task, bool? Confirmed, string? Reason, string? Evidence, FileBody[]? Files, int? Version);

    internal sealed record SampleChanged(Guid Id, int Version);

    /// <summary>A sample in a list; the share is confirmed of checked.</summary>
    internal sealed record SampleAnswer(Guid Id, int Year, int Quarter, int Population, int Drawn, int Checked, int Confirmed, double? ConfirmedShare, DateTime DrawnAt);

    /// <summary>A sample with what it was drawn from: enough to draw it again.</summary>
    internal sealed record WholeSampleAnswer(Guid Id, int Year, int Quarter, int Population, int Drawn, int Checked, int Confirmed, double? ConfirmedShare, DateTime DrawnAt,
        string Seed, string PopulationHash, IReadOnlyList<string> PopulationIds, int Version, IReadOnlyList<SampledAnswer> Tasks);

    internal sealed record SampledAnswer(int Place, Guid Task, string Code, string Title, string? LeadUnit, bool? Confirmed, string? Reason, string? Evidence,
        string? CheckedBy, DateTime? CheckedAt);
}
