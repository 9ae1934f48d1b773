using System.Net;
using System.Text.Json.Nodes;
using LoTrinh.Platform;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Jobs;
using LoTrinh.Platform.Ledger;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.PublicServices.Payments;

/// <summary>What payment adds to the module.</summary>
internal static class PaymentsServices
{
    public static IServiceCollection AddPayments(this IServiceCollection services)
    {
        services.AddSingleton<PaymentSettings>();
        services.AddSingleton<PaymentMessages>();
        services.AddHttpClient(PaymentSettings.Client, c => c.Timeout = TimeSpan.FromSeconds(30))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ActivityHeadersPropagator = null });
        services.AddScoped<PaymentClient>();
        services.AddScoped<Settling>();
        services.AddScoped<OnlinePayment>();
        services.AddScoped<PaymentWork>();
        services.AddScoped<PaymentReceipt>();
        services.AddScoped<PaymentQueries>();
        services.AddScoped<IFreezeAtSubmission, FreezeFees>();
        services.AddScoped<IDossierGate, PaymentGate>();
        services.AddScoped<IDossierSection, PaymentSection>();
        services.AddScoped<IGuardFiles, PaymentFiles>();
        services.AddScoped<INameRecords, PaymentNames>();
        services.AddScoped<FollowPayments>();
        services.AddScoped<IReactTo<DossierPaid>, FollowPayments>();
        services.AddScoped<IReactTo<DossierMoved>, FollowPayments>();
        services.AddRecurringJob<AskPlatform>();
        return services;
    }

    public static void MapPayments(this IEndpointRouteBuilder api)
    {
        const string Apply = PermitsAttribute.Prefix + Permissions.Apply, Take = PermitsAttribute.Prefix + PaymentPermissions.Take;
        api.MapPost("/services/payments/callback", CallBack).Produces<CallBackAnswer>().AllowAnonymous();
        api.MapGet("/services/payments", List).Produces<PaymentListing>().RequireAuthorization(Take);
        var dossier = api.MapGroup("/services/dossiers/{code}/payment");
        dossier.MapGet("", Read).Produces<IReadOnlyList<PaymentAnswerOf>>().RequireAuthorization();
        dossier.MapPost("/online", Online).Produces<OnlineAnswer>().RequireAuthorization(Apply);
        dossier.MapPost("/request", async (string code, DueBody body, Actor actor, PaymentWork work, HttpContext http, CancellationToken ct) =>
            Answer(await work.Ask(actor, code, body.Version, ct), http)).Produces<PaymentAnswerOf>().RequireAuthorization(Take);
        dossier.MapPost("/amount", async (string code, AmountBody body, Actor actor, PaymentWork work, HttpContext http, CancellationToken ct) =>
            Answer(await work.SetAmount(actor, code, body.Due, body.Fee, body.Amount, body.Basis, body.Version, ct), http)).Produces<PaymentAnswerOf>().RequireAuthorization(Take);
        dossier.MapPost("/receipt", async (string code, TakeBody body, Actor actor, PaymentWork work, HttpContext http, CancellationToken ct) =>
            Answer(await work.Take(actor, code, body.Due, body.Method, body.Transaction, body.Version, ct), http)).Produces<PaymentAnswerOf>().RequireAuthorization(Take);
        dossier.MapPost("/refund", async (string code, RefundBody body, Actor actor, PaymentWork work, HttpContext http, CancellationToken ct) =>
            Answer(await work.Refund(actor, code, body.Due, body.Reason, body.Version, ct), http)).Produces<PaymentAnswerOf>().RequireAuthorization(Take);
    }

    /// <summary>Where the applicant is, as the platform wants to know.</summary>
    public static string Ip(this HttpContext http) => (http.Connection.RemoteIpAddress is { } ip ? ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip : IPAddress.Loopback).ToString();

    // Whoever sends it: what counts is the signature.
    private static async Task<IResult> CallBack(JsonNode? message, Settling settling, HttpContext http, CancellationToken ct)
    {
        var settled = await settling.Take(message as JsonObject, asked: false, ct);
        return settled.Ok ? TypedResults.Ok(new CallBackAnswer(PaymentPlatform.Shipped.Answers["taken"], settled.Value.ToString())) : settled.Problems.ToHttp(http);
    }

    private static async Task<IResult> Read(string code, Actor actor, PaymentQueries payments, HttpContext http, CancellationToken ct) =>
        await payments.FindAsync(actor, code, ct) is { } found ? TypedResults.Ok<IReadOnlyList<PaymentAnswerOf>>([.. found.Payments.Select(p => Of(p.Payment))])
            : Problem.NotFound("services.dossier-unknown").ToHttp(http);

    private static async Task<IResult> Online(string code, DueBody body, Actor actor, OnlinePayment online, HttpContext http, CancellationToken ct) =>
        (await online.Begin(actor, code, body.Due, body.Version, http.Ip(), ct)) is var begun && begun.TryGet(out var request)
            ? TypedResults.Ok(new OnlineAnswer(request.Reference, request.Amount, request.Address)) : begun.Problems.ToHttp(http);

    private static async Task<IResult> List(Actor actor, PaymentQueries payments, TimeProvider clock, HttpContext http, CancellationToken ct,
        DateOnly? from = null, DateOnly? to = null, string? state = null, int page = 1, bool toReturn = false)
    {
        if (!payments.MayTake(actor))
        {
            return Problem.Forbidden().ToHttp(http);
        }

        var today = clock.Today();
        return TypedResults.Ok(await payments.ListAsync(new(from ?? new(today.Year, today.Month, 1), to ?? today, StateOf(state), page, toReturn), ct));
    }

    /// <summary>A state by its name; null when it is none.</summary>
    public static PaymentState? StateOf(string? typed) => Enum.TryParse<PaymentState>(typed, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null;

    private static IResult Answer(Result<Payment> result, HttpContext http) => result.TryGet(out var payment) ? TypedResults.Ok(Of(payment)) : result.Problems.ToHttp(http);

    private static PaymentAnswerOf Of(Payment p) => new(p.Due, p.State, p.Amount, p.FeeAmount, p.ChargeAmount, p.PaidBy, p.ReceiptNumber, p.PaidAt,
        [.. p.Fees.Select(f => new FeeAnswer(f.Key, f.Name, f.Kind, f.Amount))], p.Version);

    internal sealed record DueBody(string? Due, int? Version);

    internal sealed record AmountBody(string? Due, string? Fee, long? Amount, string? Basis, int? Version);

    internal sealed record TakeBody(string? Due, string? Method, string? Transaction, int? Version);

    internal sealed record RefundBody(string? Due, string? Reason, int? Version);

    internal sealed record CallBackAnswer(string MaLoi, string MoTaLoi);

    internal sealed record OnlineAnswer(string Reference, long Amount, string? Address);

    internal sealed record FeeAnswer(string Key, string Name, string Kind, long? Amount);

    internal sealed record PaymentAnswerOf(string Due, PaymentState State, long Amount, long Fees, long Charges, string? PaidBy, string? Receipt, DateTime? PaidAt, IReadOnlyList<FeeAnswer> Items, int Version);
}
