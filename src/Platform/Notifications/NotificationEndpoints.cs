using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Platform.Notifications;

/// <summary>One's own notifications for programs.</summary>
public static class NotificationEndpoints
{
    /// <summary>Adds them.</summary>
    public static void MapNotifications(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/notifications").RequireAuthorization(PermitsAttribute.Prefix + PlatformPermissions.OwnNotifications);
        group.MapGet("/", List);
        group.MapPost("/{id:guid}/read", async Task<Results<NoContent, ProblemHttpResult>> (Guid id, Actor actor, Inbox inbox, HttpContext http, CancellationToken ct) =>
            await inbox.MarkRead(actor, id, ct) is { Ok: false } refused ? refused.Problems.ToHttp(http) : TypedResults.NoContent());
        group.MapPost("/read", async (Actor actor, Inbox inbox, CancellationToken ct) => TypedResults.Ok(new MarkedAnswer((await inbox.MarkAllRead(actor, ct)).Value)));
        group.MapGet("/settings", async (Actor actor, Inbox inbox, CancellationToken ct) => Settings.Of(await inbox.PreferenceAsync(actor, ct)));
        group.MapPut("/settings", async Task<Results<Ok<Settings>, ProblemHttpResult>> (Settings body, Actor actor, Inbox inbox, HttpContext http, CancellationToken ct) =>
            (await inbox.Choose(actor, body.ByEmail, body.Language, ct)) is var result && result.TryGet(out var chosen)
                ? TypedResults.Ok(Settings.Of(chosen)) : result.Problems.ToHttp(http));
    }

    private static async Task<Ok<InboxAnswer>> List(Actor actor, Inbox inbox, CancellationToken ct, bool unread = false, int page = 1)
    {
        var view = await inbox.ReadAsync(actor, unread, page, ct);
        return TypedResults.Ok(new InboxAnswer(view.Count, view.Unread, view.Page, InboxView.PageSize,
            [.. view.Rows.Select(n => new NotificationAnswer(n.Id, n.Kind, n.Title, n.Body, n.Url, n.CreatedAt, n.ReadAt))]));
    }

    /// <summary>A page of notifications.</summary>
    public sealed record InboxAnswer(int Count, int Unread, int Page, int PageSize, IReadOnlyList<NotificationAnswer> Items);

    /// <summary>How many were marked as read.</summary>
    public sealed record MarkedAnswer(int Marked);

    /// <summary>A notification.</summary>
    public sealed record NotificationAnswer(Guid Id, string Kind, string Title, string? Body, string Url, DateTime CreatedAt, DateTime? ReadAt);

    /// <summary>How one wants to be told.</summary>
    public sealed record Settings(bool ByEmail, string? Language)
    {
        internal static Settings Of(NotificationPreference preference) => new(preference.ByEmail, preference.Language);
    }
}
