using LoTrinh.Platform.Vehicles;
using System.Text.Json.Serialization;
using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Roads.Journeys;

/// <summary>Journeys for programs: providers send, the ministry's programs read.</summary>
internal static class JourneyEndpoints
{
    /// <summary>Largest batch, bytes; some forty thousand messages of the usual size.</summary>
    public const int LargestBatch = 4 * 1024 * 1024;

    public static void MapJourneys(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/roads");
        group.MapPost("/waypoints", Take).RequireAuthorization(PermitsAttribute.Prefix + Permissions.Ingest).Produces<FeedReceipt>()
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        group.MapGet("/gaps", Gaps).RequireAuthorization(PermitsAttribute.Prefix + Permissions.Ingest).Produces<GapPage>();
        Read(group.MapGet("/vehicles", List)).Produces<VehiclePage>();
        Read(group.MapGet("/vehicles/{plate}/last", Last)).Produces<LastPosition>();
        Read(group.MapGet("/vehicles/{plate}/track", Track)).Produces<GeoJson.Features>(StatusCodes.Status200OK, GeoJson.MediaType);
        Read(group.MapGet("/vehicles/{plate}/checks", Checks)).Produces<TrackFindings>();
        Read(group.MapGet("/positions", Positions)).Produces<GeoJson.Features>(StatusCodes.Status200OK, GeoJson.MediaType);
        Read(group.MapGet("/feed", Feed)).Produces<FeedDay[]>();
        Read(group.MapGet("/feed/quality", Quality)).Produces<QualityDay[]>();
    }

    private static RouteHandlerBuilder Read(RouteHandlerBuilder route) => route.RequireAuthorization(PermitsAttribute.Prefix + Permissions.Read);

    private static async Task<IResult> Take(Actor actor, TakeWaypoints take, FeedPace pace, Texts texts, HttpContext http, CancellationToken ct)
    {
        if (await BodyAsync(http.Request, ct) is not { } batch)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status413PayloadTooLarge,
                title: texts["problem.roads.batch-too-large", LargestBatch / 1024 / 1024]);
        }

        if (!pace.Lets(actor.AccountId, batch.Length))
        {
            http.Response.Headers.RetryAfter = "10";
            return TypedResults.Problem(statusCode: StatusCodes.Status429TooManyRequests, title: texts["problem.roads.too-small-batches", FeedPace.SmallPerMinute]);
        }

        var result = await take.Handle(actor, batch, ct);
        return result.TryGet(out var receipt) ? TypedResults.Ok(receipt) : result.Problems.ToHttp(http);
    }

    private static async Task<ReadOnlyMemory<byte>?> BodyAsync(HttpRequest request, CancellationToken ct)
    {
        using var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, ct)) > 0;)
        {
            if (body.Length + read > LargestBatch)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static async Task<IResult> List(Actor actor, JourneyQueries journeys, HttpContext http, CancellationToken ct, string? q = null, int page = 1)
    {
        if (journeys.Refusal(actor) is { } refusal)
        {
            return refusal.ToHttp(http);
        }

        var (rows, count) = await journeys.ListAsync(q, Math.Max(1, page), ct);
        return TypedResults.Ok(new VehiclePage(count, page, JourneyQueries.PageSize, rows));
    }

    private static async Task<IResult> Last(string plate, Actor actor, JourneyQueries journeys, HttpContext http, CancellationToken ct)
    {
        if (journeys.Refusal(actor) is { } refusal)
        {
            return refusal.ToHttp(http);
        }

        return await journeys.FindAsync(plate, ct) is { LastAt: { } at } row
            ? TypedResults.Ok(new LastPosition(row.Plate, at, row.Longitude!.Value, row.Latitude!.Value, row.SpeedKmh!.Value))
            : Problem.NotFound("roads.vehicle-unknown", plate).ToHttp(http);
    }

    private static async Task<IResult> Track(
        string plate, string? day, Actor actor, JourneyQueries journeys, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (journeys.Refusal(actor) is { } refusal)
        {
            return refusal.ToHttp(http);
        }

        return await TrackAsync(plate, day, journeys, clock, ct) is var read && read.TryGet(out var track)
            ? TypedResults.Json(GeoJson.Track(track.Points), contentType: GeoJson.MediaType) : read.Problems.ToHttp(http);
    }

    private static async Task<IResult> Checks(
        string plate, string? day, Actor actor, JourneyQueries journeys, JourneyChecks checks, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (journeys.Refusal(actor) is { } refusal)
        {
            return refusal.ToHttp(http);
        }

        return await TrackAsync(plate, day, journeys, clock, ct) is var read && read.TryGet(out var track)
            ? TypedResults.Ok(checks.Of(track.Points, track.On)) : read.Problems.ToHttp(http);
    }

    private static async Task<Result<(DateOnly On, IReadOnlyList<TrackPoint> Points)>> TrackAsync(
        string plate, string? day, JourneyQueries journeys, TimeProvider clock, CancellationToken ct)
    {
        var meant = DayOf(day, clock);
        if (!meant.TryGet(out var on))
        {
            return meant.Problems;
        }

        return await journeys.FindAsync(plate, ct) is { } vehicle ? (on, await journeys.TrackAsync(vehicle.Plate, on, ct))
            : Problem.NotFound("roads.vehicle-unknown", plate);
    }

    private static Result<DateOnly> DayOf(string? day, TimeProvider clock) => day is null ? clock.Today()
        : DateOnly.TryParseExact(day, "yyyy-MM-dd", out var on) && on.Year is >= 1900 and <= 2200 ? on : Problem.Invalid("roads.day", "Day", day);

    // A provider sees what is missing of what it sends, and nothing of others.
    private static async Task<IResult> Gaps(
        Actor actor, JourneyChecks checks, TimeProvider clock, HttpContext http, CancellationToken ct, string? day = null, string? after = null) =>
        DayOf(day, clock) is var on && on.TryGet(out var meant) ? TypedResults.Ok(await checks.GapsAsync(actor.AccountId, meant, after, ct)) : on.Problems.ToHttp(http);

    private static async Task<IResult> Quality(Actor actor, JourneyQueries journeys, HttpContext http, CancellationToken ct) =>
        journeys.Refusal(actor) is { } refusal ? refusal.ToHttp(http) : TypedResults.Ok(await journeys.QualityAsync(ct));

    private static async Task<IResult> Feed(Actor actor, JourneyQueries journeys, HttpContext http, CancellationToken ct) =>
        journeys.Refusal(actor) is { } refusal ? refusal.ToHttp(http) : TypedResults.Ok(await journeys.FeedAsync(ct));

    private static async Task<IResult> Positions(Actor actor, JourneyQueries journeys, HttpContext http, CancellationToken ct) =>
        journeys.Refusal(actor) is { } refusal ? refusal.ToHttp(http)
            : TypedResults.Json(GeoJson.Positions(await journeys.LatestAsync(5000, ct), http.Request.PathBase), contentType: GeoJson.MediaType);

    internal sealed record VehiclePage(int Count, int Page, int PageSize, IReadOnlyList<VehicleRow> Items);
}

/// <summary>Journeys as GeoJSON (RFC 7946), with the properties that the map's script shows.</summary>
internal static class GeoJson
{
    public const string MediaType = "application/geo+json";

    public static Features Track(IReadOnlyList<TrackPoint> track)
    {
        var points = track.Select(p => Feature("Point", new[] { p.Longitude, p.Latitude }, new { label = $"{p.At.Show()} · {p.SpeedKmh:0} km/h", at = p.At, speedKmh = p.SpeedKmh }));
        var line = Feature("LineString", track.Select(p => new[] { p.Longitude, p.Latitude }).ToArray(), new { count = track.Count });
        return Collection(track.Count > 1 ? points.Prepend(line) : points);
    }

    public static Features Positions(IReadOnlyList<VehicleRow> vehicles, string pathBase) => Collection(vehicles.Select(v =>
        Feature("Point", new[] { v.Longitude!.Value, v.Latitude!.Value }, new
        {
            label = $"{Plate.Show(v.Plate)} · {v.LastAt!.Value.Show()} · {v.SpeedKmh:0} km/h",
            url = $"{pathBase}/duong-bo/phuong-tien/{v.Plate}",
            color = v.SpeedKmh > 0 ? "primary" : "neutral",
        })));

    private static Features Collection(IEnumerable<object> features) => new("FeatureCollection", features);

    private static object Feature(string type, object coordinates, object properties) =>
        new { type = "Feature", geometry = new { type, coordinates }, properties };

    /// <summary>A collection of features; what lies in one differs with its geometry.</summary>
    internal sealed record Features(string Type, IEnumerable<object> Items)
    {
        [JsonPropertyName("features")]
        public IEnumerable<object> Items { get; } = Items;
    }
}
