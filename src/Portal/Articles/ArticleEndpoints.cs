using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Portal.Comments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Portal.Articles;

/// <summary>The news for programs: what is public for everyone, the editors' acts with a permission.</summary>
internal static class ArticleEndpoints
{
    public static void MapArticles(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/portal");
        group.MapGet("/articles", ListAsync).AllowAnonymous();
        group.MapGet("/articles/{slug}", GetAsync).AllowAnonymous();
        group.MapPost("/articles/{slug}/comments", CommentAsync).Produces<CommentAnswer>(StatusCodes.Status202Accepted).AllowAnonymous().RequireRateLimiting(CommentLimits.Policy);
        group.MapPost("/articles", (ArticleBody body, Actor actor, ArticleWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Save(actor, null, null, body.Text, [], ct), http))
            .Produces<ChangedAnswer>().RequireAuthorization(PermitsAttribute.Prefix + Permissions.Write);
        group.MapGet("/articles/{id:guid}", ReadAsync).RequireAuthorization(PermitsAttribute.Prefix + Permissions.Read);
        group.MapPut("/articles/{id:guid}", (Guid id, ArticleBody body, Actor actor, ArticleWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Save(actor, id, body.Version, body.Text, [], ct), http))
            .Produces<ChangedAnswer>().RequireAuthorization(PermitsAttribute.Prefix + Permissions.Write);
        group.MapPost("/articles/{id:guid}/review", (Guid id, ActBody body, Actor actor, ArticleWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.SendToReview(actor, id, body.Version, ct), http))
            .Produces<ChangedAnswer>().RequireAuthorization(PermitsAttribute.Prefix + Permissions.Write);
        group.MapPost("/articles/{id:guid}/publication", (Guid id, ActBody body, Actor actor, ArticleWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Publish(actor, id, body.Version, body.At, ct), http))
            .Produces<ChangedAnswer>().RequireAuthorization(PermitsAttribute.Prefix + Permissions.Publish);
        group.MapPost("/articles/{id:guid}/return", (Guid id, ActBody body, Actor actor, ArticleWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Return(actor, id, body.Version, body.Reason, ct), http))
            .Produces<ChangedAnswer>().RequireAuthorization(PermitsAttribute.Prefix + Permissions.Publish);
        group.MapPost("/articles/{id:guid}/withdrawal", (Guid id, ActBody body, Actor actor, ArticleWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Withdraw(actor, id, body.Version, body.Reason, ct), http))
            .Produces<ChangedAnswer>().RequireAuthorization(PermitsAttribute.Prefix + Permissions.Publish);
    }

    private static async Task<Results<Ok<ArticlePage>, ProblemHttpResult>> ListAsync(
        ArticleQueries articles, HttpContext http, CancellationToken ct, string? section = null, string? q = null, int page = 1)
    {
        if (section is not null && !Sections.Knows(section))
        {
            return Problem.Invalid("portal.article.section", "Section").ToHttp(http);
        }

        var (items, count) = await articles.ListAsync(section, q, page, ct);
        return TypedResults.Ok(new ArticlePage(count, Math.Max(1, page), ArticleQueries.PageSize, items));
    }

    private static async Task<Results<Ok<ArticleAnswer>, ProblemHttpResult>> GetAsync(
        string slug, ArticleQueries articles, CommentQueries comments, HttpContext http, CancellationToken ct) =>
        await articles.FindAsync(slug, ct) is { } a
            ? TypedResults.Ok(new ArticleAnswer(a.Slug, a.Title, a.Summary, a.Body, a.Author, a.Section, a.Source, a.Picture, a.PictureAlt,
                a.PublishedAt!.Value, a.ChangedAt, a.IsDemonstration, await comments.ShownAsync(a.Id, ct)))
            : Problem.NotFound("portal.article.unknown").ToHttp(http);

    // As it is being written, with the version that a change of it has to name.
    private static async Task<Results<Ok<WrittenAnswer>, ProblemHttpResult>> ReadAsync(Guid id, ArticleQueries articles, HttpContext http, CancellationToken ct) =>
        await articles.WrittenAsync(id, ct) is { } a
            ? TypedResults.Ok(new WrittenAnswer(a.Id, a.Slug, a.State, a.IsPublic, a.PublishAt, a.Newest.No, a.Newest.By, a.Newest.At, a.Newest.Text.Title,
                a.Newest.Text.Summary, a.Newest.Text.Body, a.Newest.Text.Author, a.Newest.Text.Section, a.Newest.Text.Source, a.Newest.Text.PictureAlt, a.Version))
            : Problem.NotFound("portal.article.unknown").ToHttp(http);

    private static async Task<IResult> CommentAsync(string slug, CommentDraft body, CommentWork work, HttpContext http, CancellationToken ct)
    {
        var result = await work.Send(slug, body, ct);
        return result.TryGet(out var receipt) ? TypedResults.Accepted($"/tin/binh-luan/{receipt}", new CommentAnswer(receipt)) : result.Problems.ToHttp(http);
    }

    private static async Task<IResult> Answer(Task<Result<Article>> work, HttpContext http)
    {
        var result = await work;
        return result.TryGet(out var article)
            ? TypedResults.Ok(new ChangedAnswer(article.Id, article.Slug, article.State, article.IsPublic, article.Version)) : result.Problems.ToHttp(http);
    }

    internal sealed record ArticlePage(int Count, int Page, int PageSize, IReadOnlyList<ArticleCard> Items);

    internal sealed record ArticleAnswer(string Slug, string Title, string Summary, string Body, string Author, string Section, string? Source, string? Picture,
        string? PictureAlt, DateTime PublishedAt, DateTime? ChangedAt, bool IsDemonstration, IReadOnlyList<ShownComment> Comments);

    /// <summary>What a writer of a comment keeps, to see what becomes of it.</summary>
    internal sealed record CommentAnswer(string Receipt);

    /// <summary>An article in the making: its newest text, published or not.</summary>
    internal sealed record WrittenAnswer(Guid Id, string Slug, ArticleState State, bool IsPublic, DateTime? PublishAt, int Revision, string By, DateTime At, string? Title,
        string? Summary, string? Body, string? Author, string? Section, string? Source, string? PictureAlt, int Version);

    internal sealed record ChangedAnswer(Guid Id, string Slug, ArticleState State, bool IsPublic, int Version);

    /// <summary>A text from a program; pictures are sent by the form only.</summary>
    internal sealed record ArticleBody(string? Title, string? Summary, string? Body, string? Author, string? Section, string? Source, string? PictureAlt, int? Version)
    {
        internal ArticleText Text => new() { Title = Title, Summary = Summary, Body = Body, Author = Author, Section = Section, Source = Source, PictureAlt = PictureAlt };
    }

    internal sealed record ActBody(int? Version, string? Reason, DateTime? At);
}
