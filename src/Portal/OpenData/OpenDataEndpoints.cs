using LoTrinh.Platform;
using LoTrinh.Platform.OpenData;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace LoTrinh.Portal.OpenData;

/// <summary>Open data for programs: the catalogue, each dataset's description, its files. No sign-in.</summary>
internal static class OpenDataEndpoints
{
    public static void MapOpenData(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/open-data").AllowAnonymous();
        group.MapGet("/", ListAsync);
        group.MapGet("/{key}", GetAsync);
        group.MapGet("/{key}.{format:regex(^(csv|json)$)}", DownloadAsync).Produces<string>(StatusCodes.Status200OK, "text/csv", "application/json");
    }

    private static async Task<Ok<Catalogue>> ListAsync(OpenDatasets datasets, PublicAddress address, Texts texts, HttpContext http, CancellationToken ct)
    {
        var described = new List<Described>();
        foreach (var dataset in datasets.All)
        {
            described.Add(await DescribeAsync(dataset, datasets, address, http, ct));
        }

        return TypedResults.Ok(new Catalogue(texts["portal.data.title"], texts["layout.ministry"], OpenDataFile.Official.License, OpenDataFile.Official.LicenseUrl, described));
    }

    private static async Task<Results<Ok<Described>, ProblemHttpResult>> GetAsync(
        string key, OpenDatasets datasets, PublicAddress address, HttpContext http, CancellationToken ct) =>
        datasets.Find(key) is { } found ? TypedResults.Ok(await DescribeAsync(found, datasets, address, http, ct)) : Problem.NotFound("portal.data.unknown").ToHttp(http);

    private static async Task<IResult> DownloadAsync(string key, string format, OpenDatasets datasets, HttpContext http, CancellationToken ct)
    {
        if (datasets.Find(key) is not { } found)
        {
            return Problem.NotFound("portal.data.unknown").ToHttp(http);
        }

        var file = await datasets.WriteAsync(found, format, ct);
        http.Response.Headers.CacheControl = "public,max-age=300";
        return Results.File(file.Content, file.MediaType, $"{key}.{format}", entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""));
    }

    private static async Task<Described> DescribeAsync(DatasetDescription dataset, OpenDatasets datasets, PublicAddress address, HttpContext http, CancellationToken ct)
    {
        var files = new List<Distribution>();
        foreach (var format in OpenDatasets.Formats)
        {
            var file = await datasets.WriteAsync(dataset, format, ct);
            files.Add(new(format, file.MediaType, $"{address.Root(http.Request)}/api/v1/open-data/{dataset.Key}.{format}", file.Content.Length, file.Sha256, file.Rows));
        }

        var official = OpenDataFile.Official;
        return new(dataset.Key, dataset.Title, dataset.Description, official.License, official.LicenseUrl, official.Contact, dataset.IssuedOn, await datasets.ModifiedOnAsync(dataset, ct),
            dataset.Frequency, dataset.Keywords, $"{address.RootOfLanguage(http.Request)}/du-lieu-mo/{dataset.Key}",
            [.. dataset.Fields.Select(f => new Field(f.Name, f.Type, f.Meaning))], files);
    }

    internal sealed record Catalogue(string Title, string Publisher, string License, string LicenseUrl, IReadOnlyList<Described> Datasets);

    internal sealed record Described(string Identifier, string Title, string Description, string License, string LicenseUrl, string ContactPoint, DateOnly Issued,
        DateOnly Modified, string AccrualPeriodicity, IReadOnlyList<string> Keywords, string LandingPage, IReadOnlyList<Field> Fields, IReadOnlyList<Distribution> Distributions);

    internal sealed record Field(string Name, string Type, string Description);

    internal sealed record Distribution(string Format, string MediaType, string DownloadUrl, long ByteSize, string Sha256, int Rows);
}
