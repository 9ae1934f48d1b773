using System.Text.Json.Nodes;
using LoTrinh.Platform;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LoTrinh.PublicServices.Payments;

/// <summary>What a message of the platform came to.</summary>
internal enum Settled
{
    /// <summary>Money came, and settled the payment.</summary>
    Paid,

    /// <summary>Money came too much.</summary>
    Surplus,

    /// <summary>It was said before: nothing was done again.</summary>
    Already,

    /// <summary>Nothing was paid.</summary>
    NotPaid,
}

/// <summary>Takes what the platform says of a request, by its callback or as an answer. What is not signed, or says another amount than was asked for, moves nothing; it is written
/// into the ledger. One at a time: each takes the ledger's line first.</summary>
internal sealed partial class Settling(AppDb db, PaymentSettings settings, PaymentMessages messages, TimeProvider clock, ILogger<Settling> log)
{
    /// <summary>Takes a message.</summary>
    /// <param name="message">The message; null when it was none.</param>
    /// <param name="asked">Whether we asked: "not paid" then means "not yet".</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Settled>> Take(JsonObject? message, bool asked, CancellationToken ct)
    {
        if (message is null || !PaymentMessages.IsSound(message) || PaymentMessages.Text(message, "MaThamChieu") is not { Length: > 0 } reference)
        {
            return Problem.Invalid("services.payment-unreadable");
        }

        // A refusal is kept too: it stands in the ledger.
        return await db.InTransactionAsync(() => TakeOnceAsync(message, reference, asked, ct), keep: _ => true, ct);
    }

    /// <summary>Settles a payment with money that came. Wants the line to be taken; the caller saves.</summary>
    public async Task PayAsync(Actor actor, Payment payment, string method, string? transaction, string action, CancellationToken ct)
    {
        var today = clock.Today();
        var receipt = $"BL-{today.Year}-{await db.NextNumberAsync($"BL-{today.Year}", null, ct):D6}";
        // What nobody of the house took was taken by the platform; its name stands on pages and on the receipt.
        payment.Pay(method, receipt, actor.IsSystem ? PaymentPlatform.Shipped.Name : actor.Name, transaction, clock.UtcNow(), today);
        db.Record(actor, action, payment, receipt);
        db.Publish(new DossierPaid(payment.Id, payment.DossierId, payment.DossierCode, receipt, clock.UtcNow()));
    }

    private async Task<Result<Settled>> TakeOnceAsync(JsonObject message, string reference, bool asked, CancellationToken ct)
    {
        await db.TakeTheLineAsync(ct);
        if (await db.PaymentRequests.SingleOrDefaultAsync(r => r.Reference == reference, ct) is not { } request)
        {
            Unknown(log);
            return Problem.NotFound("services.payment-unknown");
        }

        var payment = await db.Payments.SingleAsync(p => p.Id == request.PaymentId, ct);
        var paid = PaymentMessages.Text(message, "MaLoi") == PaymentPlatform.Shipped.Success;
        if (Wrong(message, request, paid) is var (problem, what))
        {
            db.Record(Actor.System, "services.payment.refused-message", payment, what);
            await db.SaveChangesAsync(ct);
            return problem;
        }

        return paid ? await MoneyAsync(message, request, payment, ct) : await NothingAsync(message, request, asked, ct);
    }

    private async Task<Result<Settled>> MoneyAsync(JsonObject message, PaymentRequest request, Payment payment, CancellationToken ct)
    {
        if (request.HasMoney)
        {
            return Settled.Already;
        }

        var number = PaymentMessages.Text(message, "MaGiaoDich") is { Length: > 0 and <= PaymentRequest.LongestNumber } said ? said : null;
        var surplus = payment.State is PaymentState.Paid or PaymentState.Refunded;
        request.Settle(surplus ? RequestState.Surplus : RequestState.Paid, number, clock.UtcNow());
        if (surplus)
        {
            db.Record(Actor.System, "services.payment.surplus", payment, $"{request.Reference} {PaymentMessages.Money(request.Amount)}");
        }
        else
        {
            await PayAsync(Actor.System, payment, PaymentMethods.Online, number, "services.payment.paid-online", ct);
        }

        await db.SaveChangesAsync(ct);
        return surplus ? Settled.Surplus : Settled.Paid;
    }

    private async Task<Result<Settled>> NothingAsync(JsonObject message, PaymentRequest request, bool asked, CancellationToken ct)
    {
        if (!asked && request.State == RequestState.Open)
        {
            request.Fail(PaymentMessages.Text(message, "MaLoi"));
            await db.LeaveAsync(request, "services.payment.failed", request.Fault, ct);
            await db.SaveChangesAsync(ct);
        }

        return Settled.NotPaid;
    }

    // What it says is compared with what we asked for, never with what it says of itself.
    private (Problem Problem, string What)? Wrong(JsonObject message, PaymentRequest request, bool paid)
    {
        if (!messages.IsTrue(message))
        {
            return (Problem.Invalid("services.payment-signature"), "MaXacThuc");
        }

        var ours = new List<(string Field, string Value)> { ("MaDoiTac", settings.Partner), ("MaTienTe", PaymentPlatform.Shipped.Currency) };
        if (paid)
        {
            ours.Add(("SoTien", PaymentMessages.Money(request.Amount)));
        }

        var different = ours.Where(o => PaymentMessages.Text(message, o.Field) != o.Value).Select(o => $"{o.Field} {Short(PaymentMessages.Text(message, o.Field))} ≠ {o.Value}").ToList();
        return different.Count == 0 ? null : (Problem.Invalid("services.payment-differs"), string.Join("; ", different));
    }

    private static string Short(string text) => (Words.Clean(text) ?? "–") is var clean && clean.Length > 40 ? clean[..40] : clean;

    [LoggerMessage(LogLevel.Warning, "The payment platform named a reference that is none of ours.")]
    private static partial void Unknown(ILogger log);
}

/// <summary>Payments in words.</summary>
internal static class PaymentWords
{
    /// <summary>Who took what was paid; rows from before the platform had a name say that it was the system.</summary>
    public static string Taker(Payment payment) => payment.TakenBy is { } by && by != Actor.System.Name ? by : PaymentPlatform.Shipped.Name;

    public static string Key(PaymentState state) => $"services.payment.state.{state}";

    public static string Color(PaymentState state) => state switch
    {
        PaymentState.Unpaid => "warning",
        PaymentState.Pending => "primary",
        PaymentState.Paid => "success",
        _ => "neutral",
    };
}
