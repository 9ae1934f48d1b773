using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.PublicServices.Processing;
using LoTrinh.Ui;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Payments;

/// <summary>What may be done with payments.</summary>
internal static class PaymentPermissions
{
    /// <summary>Ask for fees, take them at the counter and give them back.</summary>
    public const string Take = "services.payments";
}

/// <summary>What the desk does: writes amounts in, asks for what is owed before a dossier is received, takes money at the counter, gives it back.</summary>
internal sealed class PaymentWork(AppDb db, DossierActs acts, TaskFlow flow, Settling settling, PaymentSettings settings, Texts texts, TimeProvider clock)
{
    /// <summary>Fields of the forms.</summary>
    public const string AmountField = "Amount", BasisField = "Basis", MethodField = "Method", TransactionField = "Transaction", ReasonField = "Reason";

    /// <summary>Most that one item comes to, in đồng.</summary>
    public const long MostAmount = 10_000_000_000;

    private const int LongestBasis = 300, LongestTransaction = 100, LongestReason = 1000;

    /// <summary>Writes in an amount that another authority sets, and what it rests on.</summary>
    public Task<Result<Payment>> SetAmount(Actor actor, string code, string? due, string? fee, long? amount, string? basis, int? version, CancellationToken ct) =>
        ActAsync(actor, code, due, version, (dossier, payment) =>
        {
            var (item, on) = (payment.Fees.FirstOrDefault(f => f.Key == fee), Words.Clean(basis));
            if (item is not { IsOpen: true } || payment.State != PaymentState.Unpaid || dossier.Status == DossierStatus.PaymentRequested || !GoesOn(dossier))
            {
                return Refused("services.payment-amount-fixed");
            }

            ImmutableArray<Problem> wrong =
            [
                .. Problem.Unless(amount is >= 0 and <= MostAmount, Problem.Invalid("services.payment-amount", AmountField, Money.Show(MostAmount))),
                .. Problem.Unless(on is not null, Problem.Invalid("services.payment-basis", BasisField)), .. Words.AtMost(on, LongestBasis, BasisField),
            ];
            if (wrong.Length > 0)
            {
                return Task.FromResult(wrong);
            }

            payment.Set(item, amount!.Value, on!);
            Touch(payment);
            db.Record(actor, "services.payment.amount-set", payment, $"{item.NameVi}: {PaymentMessages.Money(amount.Value)} – {on}");
            return Good;
        }, ct);

    /// <summary>Asks the applicant to pay before the dossier is received: it waits for that, and the authority's time stands still.</summary>
    public Task<Result<Payment>> Ask(Actor actor, string code, int? version, CancellationToken ct) => ActAsync(actor, code, Payment.Before, version, (dossier, payment) =>
    {
        if (!payment.IsOwed)
        {
            return Refused(payment.IsKnown ? "services.payment-not-owed" : "services.payment-amount-open");
        }

        var words = texts[settings.IsSet ? "services.payment.asked-online" : "services.payment.asked", string.Join("; ", payment.Fees.Select(f => $"{f.NameVi}: {Money.Show(f.Amount ?? 0)}")), Money.Show(payment.Amount)];
        if (dossier.AskPayment(words, actor.Name, clock.UtcNow()) is { } problem)
        {
            return Task.FromResult(ImmutableArray.Create(problem));
        }

        Touch(payment);
        db.Record(actor, "services.payment.asked", payment);
        acts.Record(actor, dossier, "payment-asked", words);
        return Good;
    }, ct);

    /// <summary>Takes money at the counter, or notes that it came to the account, and gives a receipt its number.</summary>
    public Task<Result<Payment>> Take(Actor actor, string code, string? due, string? method, string? transaction, int? version, CancellationToken ct) =>
        ActAsync(actor, code, due, version, async (dossier, payment) =>
        {
            if (!payment.IsOwed || !GoesOn(dossier))
            {
                return [Problem.Conflict(payment.IsKnown ? "services.payment-not-owed" : "services.payment-amount-open")];
            }

            // Banks write them in capitals; as they are compared, so they are kept.
            var number = method == PaymentMethods.Transfer ? Words.Clean(transaction)?.ToUpperInvariant() : null;
            ImmutableArray<Problem> wrong =
            [
                .. Problem.Unless(method is PaymentMethods.Cash or PaymentMethods.Transfer, Problem.Invalid("services.payment-method", MethodField)),
                .. Problem.Unless(method != PaymentMethods.Transfer || number is not null, Problem.Invalid("services.payment-transaction", TransactionField)),
                .. Words.AtMost(number, LongestTransaction, TransactionField),
            ];
            if (wrong.Length > 0)
            {
                return wrong;
            }

            // One transfer pays once.
            if (number is not null && await db.Payments.Where(p => p.TransactionNumber == number).Select(p => p.ReceiptNumber).FirstOrDefaultAsync(ct) is { } other)
            {
                return [Problem.Invalid("services.payment-transaction-twice", TransactionField, other)];
            }

            await settling.PayAsync(actor, payment, method!, number, "services.payment.taken", ct);
            return [];
        }, ct);

    /// <summary>Gives back what came too much, or what was paid for a dossier that ended without a result.</summary>
    public Task<Result<Payment>> Refund(Actor actor, string code, string? due, string? reason, int? version, CancellationToken ct) =>
        ActAsync(actor, code, due, version, async (dossier, payment) =>
        {
            var surplus = await db.PaymentRequests.Where(r => r.PaymentId == payment.Id && r.State == RequestState.Surplus).OrderBy(r => r.At).FirstOrDefaultAsync(ct);
            if (surplus is null && (payment.State != PaymentState.Paid || !MayGoBack(dossier)))
            {
                return [Problem.Conflict("services.refund-not-yet")];
            }

            if (Words.Clean(reason) is not { } why)
            {
                return [Problem.Invalid("services.refund-reason", ReasonField)];
            }

            if (Words.AtMost(why, LongestReason, ReasonField).ToImmutableArray() is { Length: > 0 } wrong)
            {
                return wrong;
            }

            if (surplus is not null)
            {
                surplus.Return();
                Touch(payment);
            }
            else
            {
                payment.Refund(why, clock.UtcNow());
            }

            db.Record(actor, surplus is null ? "services.payment.refunded" : "services.payment.surplus-returned", payment, why);
            acts.Record(actor, dossier, "fee-refunded", why);
            return [];
        }, ct);

    /// <summary>Whether what was paid may go back: the dossier ended and nothing came of it.</summary>
    public static bool MayGoBack(Dossier dossier) => dossier.Status is DossierStatus.Refused or DossierStatus.Withdrawn or DossierStatus.Stopped;

    private static readonly Task<ImmutableArray<Problem>> Good = Task.FromResult<ImmutableArray<Problem>>([]);

    private static Task<ImmutableArray<Problem>> Refused(string code) => Task.FromResult<ImmutableArray<Problem>>([Problem.Conflict(code)]);

    private static bool GoesOn(Dossier dossier) => dossier.IsOpen || dossier.Status == DossierStatus.Processed;

    // What is said beside a payment counts as a change of it: whoever acts on what was there before is told so.
    private void Touch(Payment payment) => db.Entry(payment).Property(p => p.CountedOn).IsModified = true;

    private async Task<Result<Payment>> ActAsync(
        Actor actor, string code, string? due, int? version, Func<Dossier, Payment, Task<ImmutableArray<Problem>>> act, CancellationToken ct) =>
        actor.Lacks(PaymentPermissions.Take, flow.Desk?.Path) is { } refusal ? refusal
            : await db.InTransactionAsync(() => ActOnceAsync(code, due, version, act, ct), keep: r => r.Ok, ct);

    private async Task<Result<Payment>> ActOnceAsync(
        string code, string? due, int? version, Func<Dossier, Payment, Task<ImmutableArray<Problem>>> act, CancellationToken ct)
    {
        await db.TakeTheLineAsync(ct);
        if (await acts.FindAsync(code, null, ct) is not { } dossier)
        {
            return Problem.NotFound("services.dossier-unknown");
        }

        if (await db.Payments.Include(p => p.Fees.OrderBy(f => f.Number)).SingleOrDefaultAsync(p => p.DossierId == dossier.Id && p.Due == due, ct) is not { } payment)
        {
            return Problem.NotFound("services.payment-unknown");
        }

        if (version is { } seen)
        {
            db.Expect(payment, seen);
        }

        var problems = await act(dossier, payment);
        return problems.Length > 0 ? problems : await db.TrySaveAsync(ct) is { } lost ? lost : payment;
    }
}
