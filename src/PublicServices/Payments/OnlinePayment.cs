using System.Security.Cryptography;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Papers;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Payments;

/// <summary>What the applicant does: pays over the platform.</summary>
/// <remarks>The request is kept before the platform hears of it, so that a callback that overtakes the answer finds it.</remarks>
internal sealed class OnlinePayment(
    AppDb db, ApplicantSide side, PaymentSettings settings, PaymentMessages messages, PaymentClient client, PaperQueries papers, TimeProvider clock)
{
    /// <summary>Begins an online payment. One that was begun a moment ago is led to again instead of beginning a second.</summary>
    /// <param name="actor">The applicant.</param>
    /// <param name="code">Code of the dossier.</param>
    /// <param name="due">before or after.</param>
    /// <param name="version">The version of the payment that the applicant saw.</param>
    /// <param name="ip">Where the applicant is, as the platform wants to know.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The request, with the address to pay at.</returns>
    public async Task<Result<PaymentRequest>> Begin(Actor actor, string code, string? due, int? version, string ip, CancellationToken ct)
    {
        if (actor.Lacks(Permissions.Apply) is { } refusal)
        {
            return refusal;
        }

        var dossier = await db.Dossiers.AsNoTracking().SingleOrDefaultAsync(d => d.Code == code, ct);
        if (dossier is null || !await side.MayActAsync(actor, dossier, ct))
        {
            return Problem.NotFound("services.dossier-unknown");
        }

        if (!settings.IsSet)
        {
            return Problem.Conflict("services.payment-offline");
        }

        var begun = await db.InTransactionAsync(() => BeginOnceAsync(actor, dossier, due, version, ct), keep: r => r.Ok, ct);
        return !begun.TryGet(out var request) || request.Address is not null ? begun : await LeadAsync(request, ip, ct);
    }

    /// <summary>Whether a dossier is where its payment can be made.</summary>
    public static bool MayBePaid(Dossier dossier, Payment payment) => payment.IsOwed && (dossier.IsOpen || dossier.Status == DossierStatus.Processed);

    private async Task<Result<PaymentRequest>> BeginOnceAsync(Actor actor, Dossier dossier, string? due, int? version, CancellationToken ct)
    {
        await db.TakeTheLineAsync(ct);
        if (await db.Payments.Include(p => p.Fees).SingleOrDefaultAsync(p => p.DossierId == dossier.Id && p.Due == due, ct) is not { } payment)
        {
            return Problem.NotFound("services.payment-unknown");
        }

        if (version is { } seen)
        {
            db.Expect(payment, seen);
        }

        if (!MayBePaid(dossier, payment))
        {
            return Problem.Conflict(payment.IsKnown ? "services.payment-not-owed" : "services.payment-amount-open");
        }

        var now = clock.UtcNow();
        var fresh = now.AddMinutes(-PaymentPlatform.Shipped.LinkMinutes);
        var (open, amount) = (RequestState.Open, payment.Amount);
        if (await db.PaymentRequests.Where(r => r.PaymentId == payment.Id && r.State == open && r.Address != null && r.At > fresh && r.Amount == amount).OrderByDescending(r => r.At).FirstOrDefaultAsync(ct) is { } known)
        {
            return known;
        }

        var request = PaymentRequest.For(payment, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), now);
        db.PaymentRequests.Add(request);
        payment.Begin();
        db.Entry(payment).Property(p => p.State).IsModified = true;
        db.Record(actor, "services.payment.begun", payment, request.Reference);
        return await db.TrySaveAsync(ct) is { } lost ? lost : request;
    }

    private async Task<Result<PaymentRequest>> LeadAsync(PaymentRequest begun, string ip, CancellationToken ct)
    {
        var payment = await db.Payments.AsNoTracking().Include(p => p.Fees.OrderBy(f => f.Number)).SingleAsync(p => p.Id == begun.PaymentId, ct);
        var source = await papers.SourceAsync(Actor.System, payment.DossierCode, "", ct) ?? throw new InvalidOperationException($"The dossier of the payment {payment.Id} is gone.");
        var answer = await client.SendAsync(messages.Begin(begun, payment, source, ip), ct);
        var address = answer.Data is { } data && AddressIn(PaymentMessages.Text(data, "UrlThanhToan")) is { } found ? found : null;
        var request = await db.InTransactionAsync(() => NoteAsync(begun.Id, answer, address, ct), keep: _ => true, ct);
        return request.Address is not null || request.HasMoney ? request : Problem.Conflict("services.payment-no-answer");
    }

    // An answer that was lost says nothing: the job asks what became of it. One that refuses ends it.
    private async Task<PaymentRequest> NoteAsync(Guid id, PaymentAnswer answer, string? address, CancellationToken ct)
    {
        await db.TakeTheLineAsync(ct);
        var request = await db.PaymentRequests.SingleAsync(r => r.Id == id, ct);
        if (address is not null)
        {
            request.Lead(address);
        }
        else if (request.State == RequestState.Open)
        {
            var fault = answer.Ok ? "no-address" : answer.Code;
            if (answer.IsCertain)
            {
                request.Fail(fault);
                await db.LeaveAsync(request, "services.payment.failed", fault, ct);
            }
            else
            {
                request.Later(fault, clock.UtcNow());
            }
        }

        await db.SaveChangesAsync(ct);
        return request;
    }

    // Nobody is led to a script or to a file.
    private static string? AddressIn(string said) =>
        said.Length is > 0 and <= PaymentRequest.LongestAddress && Uri.TryCreate(said, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? address.AbsoluteUri : null;
}

/// <summary>What ends an attempt without money.</summary>
internal static class PaymentAttempts
{
    /// <summary>Lets the payment be unpaid again when none of its other attempts is still open. Wants the line to be taken.</summary>
    public static async Task LeaveAsync(this AppDb db, PaymentRequest ended, string action, string? note, CancellationToken ct)
    {
        var payment = await db.Payments.SingleAsync(p => p.Id == ended.PaymentId, ct);
        if (!await db.PaymentRequests.AnyAsync(r => r.PaymentId == payment.Id && r.Id != ended.Id && r.State == RequestState.Open, ct))
        {
            payment.Leave();
        }

        db.Record(Actor.System, action, payment, note);
    }
}
