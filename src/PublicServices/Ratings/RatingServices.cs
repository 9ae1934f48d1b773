using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Ledger;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.PublicServices.Ratings;

/// <summary>How a rating is said.</summary>
internal static class RatingWords
{
    public static string Key(Satisfaction grade) => $"services.rating.{grade}";
}

/// <summary>Names ratings in the ledger: by the code of their dossier.</summary>
internal sealed class RatingNames(AppDb db) : INameRecords
{
    public async Task<IReadOnlyList<NamedRecord>> NameAsync(ILookup<string, Guid> asked, CancellationToken ct)
    {
        var ids = asked[nameof(DossierRating)].ToList();
        return ids.Count == 0 ? [] : [.. (await db.Dossiers.Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.Code }).ToListAsync(ct))
            .Select(d => new NamedRecord(d.Id, d.Code ?? "", $"/dich-vu-cong/ho-so/{d.Code}", Permissions.Process, false))];
    }

    public string? KeyOf(Enum value) => value is Satisfaction grade ? RatingWords.Key(grade) : null;
}

/// <summary>What ratings add to the module.</summary>
internal static class RatingServices
{
    public static IServiceCollection AddRatings(this IServiceCollection services)
    {
        services.AddScoped<RatingWork>();
        services.AddScoped<RatingSection>();
        services.AddScoped<IDossierSection>(s => s.GetRequiredService<RatingSection>());
        services.AddScoped<INameRecords, RatingNames>();
        return services;
    }

    public static void MapRatings(this IEndpointRouteBuilder api) =>
        api.MapPut("/services/dossiers/{code}/rating", Rate).Produces<RatingAnswer>().RequireAuthorization(PermitsAttribute.Prefix + Permissions.Apply);

    private static async Task<IResult> Rate(string code, RatingBody body, Actor actor, RatingWork work, HttpContext http, CancellationToken ct)
    {
        var said = await work.Rate(actor, code, body.Grade, body.OfficerGrade, body.Comment, ct);
        return said.TryGet(out var rating) ? TypedResults.Ok(new RatingAnswer(rating.Grade, rating.OfficerGrade, rating.At)) : said.Problems.ToHttp(http);
    }

    internal sealed record RatingBody(string? Grade, string? OfficerGrade, string? Comment);

    internal sealed record RatingAnswer(Satisfaction Grade, Satisfaction? OfficerGrade, DateTime At);
}
