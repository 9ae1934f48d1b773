using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Processing;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Payments;

/// <summary>A dossier goes on when what it was waiting for has been paid, and one of the counter is received with it; what nobody paid falls away with its dossier.</summary>
internal sealed class FollowPayments(
    AppDb db, DossierActs acts, TaskFlow flow, ResultWork results, IEnumerable<IDossierGate> gates, DossierTimes times, TimeProvider clock)
    : IReactTo<DossierPaid>, IReactTo<DossierMoved>
{
    /// <remarks>A second time there is nothing left to do: the dossier is no longer where it waited.</remarks>
    public async Task ReactAsync(DossierPaid happened, CancellationToken ct)
    {
        if (await acts.FindAsync(happened.Code, null, ct) is not { } dossier)
        {
            return;
        }

        // The way of the dossier is read by its applicant: it names who took the money.
        var payment = await db.Payments.AsNoTracking().SingleAsync(p => p.Id == happened.PaymentId, ct);
        var by = PaymentWords.Taker(payment);
        if (dossier.Status == DossierStatus.PaymentRequested && await gates.FirstAsync(dossier, DossierStatus.Received, ct) is null)
        {
            dossier.Pay(DueOf(dossier), times.AnswerDue(dossier, dossier.SubmittedAt!.Value), happened.Receipt, by, clock.UtcNow());
            acts.Record(Actor.System, dossier, "paid", happened.Receipt);
        }

        // The counter has looked through what it wrote down: nothing but the money was missing.
        if (payment.Due == Payment.Before && dossier is { ApplicantId: null, Status: DossierStatus.Submitted } && await gates.FirstAsync(dossier, DossierStatus.Received, ct) is null)
        {
            dossier.Receive(by, clock.UtcNow());
            acts.Record(Actor.System, dossier, "received", null);
        }
        else
        {
            await results.ReleaseAsync(Actor.System, dossier, by, ct);
        }

        await db.SaveChangesAsync(ct);
    }

    public async Task ReactAsync(DossierMoved happened, CancellationToken ct)
    {
        if (happened.Step is not ("refused" or "withdrawn" or "stopped"))
        {
            return;
        }

        await db.InTransactionAsync(async () =>
        {
            await db.TakeTheLineAsync(ct);
            foreach (var payment in await db.Payments.Where(p => p.DossierId == happened.DossierId && (p.State == PaymentState.Unpaid || p.State == PaymentState.Pending)).ToListAsync(ct))
            {
                payment.Cancel();
                db.Record(Actor.System, "services.payment.cancelled", payment);
            }

            return await db.SaveChangesAsync(ct);
        }, keep: _ => true, ct);
    }

    // The clocks stood still from when it was asked for until now.
    private DateOnly DueOf(Dossier dossier) => times.Due(dossier, flow.ProcedureOf(dossier)).TryGet(out var due) ? due.Due : dossier.DueOn!.Value;
}
