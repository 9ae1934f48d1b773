using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Idempotency;
using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Platform.Webhooks;

/// <summary>Receivers of events, for programs of the administrator.</summary>
public static class WebhookEndpoints
{
    /// <summary>Adds them.</summary>
    public static void MapWebhooks(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/webhooks")
            .RequireAuthorization(PermitsAttribute.Prefix + PlatformPermissions.WebhooksManage + PermitsAttribute.Everywhere);
        group.MapGet("", List);
        group.MapGet("/events", Events);
        group.MapGet("/{id:guid}", Get);
        group.MapGet("/{id:guid}/deliveries", Deliveries);
        group.MapPost("", Register);
        group.MapPut("/{id:guid}", (Guid id, WebhookInput body, Actor actor, WebhookWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Mend(actor, id, body.Version, body.ToDraft(), ct), http));
        group.MapPost("/{id:guid}/secret", Rotate);
        group.MapPost("/{id:guid}/test", (Guid id, Actor actor, WebhookWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Test(actor, id, ct), http));
        group.MapPost("/{id:guid}/disabling", (Guid id, Actor actor, WebhookWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Disable(actor, id, null, ct), http));
        group.MapPost("/{id:guid}/enabling", (Guid id, Actor actor, WebhookWork work, HttpContext http, CancellationToken ct) =>
            Answer(work.Enable(actor, id, null, ct), http));
        group.MapPost("/{id:guid}/deliveries/{deliveryId:guid}/repeat", (Guid id, Guid deliveryId, Actor actor, WebhookWork work,
            HttpContext http, CancellationToken ct) => Answer(work.Repeat(actor, id, deliveryId, ct), http));
    }

    private static async Task<Results<Ok<List<WebhookAnswer>>, ProblemHttpResult>> List(Actor actor, WebhookWork work, HttpContext http,
        CancellationToken ct)
    {
        var result = await work.ListAsync(actor, ct);
        return result.TryGet(out var rows) ? TypedResults.Ok(rows.Select(r => WebhookAnswer.Of(r.Subscriber)).ToList())
            : result.Problems.ToHttp(http);
    }

    private static Ok<List<EventKind>> Events() => TypedResults.Ok(OutsideEvents.All.Values.OrderBy(e => e.Name, StringComparer.Ordinal)
        .Select(e => new EventKind(e.Name, e.Version)).ToList());

    private static async Task<Results<Ok<WebhookAnswer>, ProblemHttpResult>> Get(Guid id, Actor actor, WebhookWork work, HttpContext http,
        CancellationToken ct) => await Answer(work.FindAsync(actor, id, ct), http);

    private static async Task<Results<Ok<DeliveriesAnswer>, ProblemHttpResult>> Deliveries(Guid id, Actor actor, WebhookWork work,
        HttpContext http, CancellationToken ct, int page = 1)
    {
        var found = await work.FindAsync(actor, id, ct);
        if (!found.TryGet(out var receiver))
        {
            return found.Problems.ToHttp(http);
        }

        page = Math.Max(1, page);
        var (rows, count) = await work.DeliveriesAsync(id, page, ct);
        return TypedResults.Ok(new DeliveriesAnswer(count, page, WebhookWork.PageSize, [.. rows.Select(d => new DeliveryLine(d.Id,
            d.WebhookId, d.Event, d.State, d.State == DeliveryState.Waiting && !receiver.IsActive, d.Attempts, d.CreatedAt, d.TriedAt,
            d.State == DeliveryState.Waiting && receiver.IsActive ? d.NotBeforeAt : null, d.Status, d.Answer))]));
    }

    private static Task<Results<Ok<SecretAnswer>, ProblemHttpResult>> Register(WebhookInput body, Actor actor, WebhookWork work,
        HttpContext http,
        CancellationToken ct) => Tell(work.Register(actor, body.ToDraft(), ct), http);

    private static Task<Results<Ok<SecretAnswer>, ProblemHttpResult>> Rotate(Guid id, Actor actor, WebhookWork work, HttpContext http,
        CancellationToken ct) => Tell(work.Rotate(actor, id, null, ct), http);

    private static async Task<Results<Ok<SecretAnswer>, ProblemHttpResult>> Tell(Task<Result<ToldSecret>> act, HttpContext http)
    {
        IdempotencyKeys.KeepNoBody(http);
        var result = await act;
        return result.TryGet(out var told) ? TypedResults.Ok(new SecretAnswer(told.Subscriber.Id, told.Secret))
            : result.Problems.ToHttp(http);
    }

    private static async Task<Results<Ok<WebhookAnswer>, ProblemHttpResult>> Answer(Task<Result<WebhookSubscriber>> act, HttpContext http)
    {
        var result = await act;
        return result.TryGet(out var done) ? TypedResults.Ok(WebhookAnswer.Of(done)) : result.Problems.ToHttp(http);
    }

    /// <summary>What a receiver is registered with.</summary>
    public sealed record WebhookInput(string? Name, string? Address, string[]? Events, int? Version)
    {
        internal WebhookDraft ToDraft() => new(Name, Address, [.. (Events ?? []).OfType<string>()]);
    }

    /// <summary>A receiver; never its secret.</summary>
    public sealed record WebhookAnswer(Guid Id, string Name, string Address, IReadOnlyList<string> Events, bool Active,
        bool DisabledByItself,
        DateTime? DisabledAt, DateTime? FailingSince, DateTime? FormerSecretUntil, int Version)
    {
        internal static WebhookAnswer Of(WebhookSubscriber s) => new(s.Id, s.Name, s.Url, s.Wanted, s.IsActive, s.DisabledByItself,
            s.DisabledAt,
            s.FailingSince, s.FormerUntil, s.Version);
    }

    /// <summary>The secret, told this once.</summary>
    public sealed record SecretAnswer(Guid Id, string Secret);

    /// <summary>An event that can be subscribed to.</summary>
    public sealed record EventKind(string Name, int Version);

    /// <summary>A page of deliveries.</summary>
    public sealed record DeliveriesAnswer(int Count, int Page, int PageSize, IReadOnlyList<DeliveryLine> Deliveries);

    /// <summary>A delivery; held while it waits for a receiver that is switched off. Times are the machine's.</summary>
    public sealed record DeliveryLine(Guid Id, string WebhookId, string Event, DeliveryState State, bool Held, int Attempts,
        DateTime CreatedAt, DateTime? TriedAt, DateTime? NextNotBefore, int? Status, string? Answer);
}
