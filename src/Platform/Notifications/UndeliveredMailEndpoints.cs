using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Platform.Notifications;

/// <summary>E-mail that was given up, for programs of the administrator.</summary>
public static class UndeliveredMailEndpoints
{
    /// <summary>Adds them.</summary>
    public static void MapUndeliveredMail(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/mail").RequireAuthorization(PermitsAttribute.Prefix + PlatformPermissions.MailManage + PermitsAttribute.Everywhere);
        group.MapGet("/given-up", List);
        group.MapPost("/{id:guid}/retry", Retry);
    }

    private static async Task<Results<Ok<MailAnswer>, ProblemHttpResult>> List(
        Actor actor, UndeliveredMail mail, HttpContext http, CancellationToken ct, int page = 1)
    {
        var result = await mail.ReadAsync(actor, page, ct);
        return result.TryGet(out var view)
            ? TypedResults.Ok(new MailAnswer(view.Count, view.Waiting, view.Held, view.Page, RefusedLetters.PageSize, view.Rows))
            : result.Problems.ToHttp(http);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Retry(
        Guid id, Actor actor, UndeliveredMail mail, HttpContext http, CancellationToken ct) =>
        await mail.Retry(actor, id, ct) is { Ok: false } refused ? refused.Problems.ToHttp(http) : TypedResults.NoContent();

    /// <summary>A page of letters that were given up, and what the quiet hours hold.</summary>
    public sealed record MailAnswer(int Count, int Waiting, IReadOnlyList<HeldLetters> Held, int Page, int PageSize,
        IReadOnlyList<RefusedLetter> Items);
}
