using LoTrinh.Platform.Data;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Ledger;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Papers;
using LoTrinh.PublicServices.Processing;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Payments;

/// <summary>A payment as it is shown, with what its reader may do.</summary>
/// <param name="Payment">The payment.</param>
/// <param name="Surplus">How often money came too much and has not gone back.</param>
/// <param name="Bills">The platform's receipts.</param>
internal sealed record ShownPayment(Payment Payment, int Surplus, IReadOnlyList<StoredFile> Bills);

/// <summary>All payments of a dossier, for one reader.</summary>
/// <param name="Dossier">The dossier.</param>
/// <param name="Payments">What is due before first.</param>
/// <param name="IsApplicant">Whether the reader is on the applicant's side.</param>
/// <param name="MayPay">Whether the reader pays.</param>
/// <param name="IsDesk">Whether the reader takes money.</param>
/// <param name="IsOnline">Whether there is a platform to pay over.</param>
internal sealed record DossierPayments(Dossier Dossier, IReadOnlyList<ShownPayment> Payments, bool IsApplicant, bool MayPay, bool IsDesk, bool IsOnline)
{
    public bool MayPayOnline(Payment payment) => MayPay && IsOnline && OnlinePayment.MayBePaid(Dossier, payment);

    public bool MayTake(Payment payment) => IsDesk && OnlinePayment.MayBePaid(Dossier, payment);

    /// <summary>Whether the money is what the dossier waits for at the desk: taking it, or asking for it, is the next act.</summary>
    public bool IsNext(Payment payment) => MayTake(payment) && Dossier.Status == (payment.Due == Payment.Before ? DossierStatus.Submitted : DossierStatus.Processed);

    /// <summary>Whether someone stands at the desk with the money, rather than being asked for it from afar.</summary>
    public bool IsAtHand(Payment payment) => IsNext(payment) && (payment.Due == Payment.After || Dossier.Channel == Channels.Direct);

    /// <summary>Whether what was paid may go back and has not.</summary>
    public bool MayGoBack(Payment payment) => payment.State == PaymentState.Paid && PaymentWork.MayGoBack(Dossier);

    public bool MayAsk(Payment payment) => IsDesk && payment is { Due: Payment.Before, IsOwed: true } && Dossier.Status == DossierStatus.Submitted;

    public bool MaySet(Payment payment) => IsDesk && payment.State == PaymentState.Unpaid && (Dossier.IsOpen || Dossier.Status == DossierStatus.Processed) && Dossier.Status != DossierStatus.PaymentRequested
        && payment.Fees.Any(f => f.IsOpen);

    public bool MayRefund(ShownPayment shown) => IsDesk && (shown.Surplus > 0 || MayGoBack(shown.Payment));
}

/// <summary>What the list is narrowed to.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="State">A state; null for all.</param>
/// <param name="Page">From 1.</param>
/// <param name="ToReturn">What waits to go back, whatever its day and state: it is owed however old it is.</param>
internal sealed record PaymentFilter(DateOnly From, DateOnly To, PaymentState? State, int Page = 1, bool ToReturn = false)
{
    public const int PageSize = 25;
}

/// <summary>What was paid, or is owed, on a day.</summary>
internal sealed record PaymentDay(DateOnly Day, PaymentState State, int Count, long Fees, long Charges);

/// <summary>A page of the list, and the sums of all that it is narrowed to.</summary>
/// <param name="Rows">The page.</param>
/// <param name="Count">How many there are in all.</param>
/// <param name="Days">Sums by day and state.</param>
/// <param name="ToReturn">Those of the page that wait to go back.</param>
/// <param name="Waiting">How many wait to go back in all, whatever the list is narrowed to.</param>
/// <param name="WaitingAmount">What those come to, in đồng.</param>
internal sealed record PaymentListing(IReadOnlyList<Payment> Rows, int Count, IReadOnlyList<PaymentDay> Days, IReadOnlyList<Guid> ToReturn, int Waiting, long WaitingAmount)
{
    public long Sum(PaymentState state) => Days.Where(d => d.State == state).Sum(d => d.Fees + d.Charges);
}

/// <summary>A receipt, and whose it is.</summary>
internal sealed record WrittenReceipt(OfficialLetter Letter, string DossierCode);

/// <summary>Reads payments for those who may see them.</summary>
internal sealed class PaymentQueries(AppDb db, DossierQueries dossiers, PaperQueries papers, PaymentReceipt receipt, TaskFlow flow, PaymentSettings settings)
{
    public bool MayTake(Actor actor) => actor.Lacks(PaymentPermissions.Take, flow.Desk?.Path) is null;

    /// <summary>Payments of a dossier with their items.</summary>
    public Task<List<Payment>> OfAsync(Guid dossier, CancellationToken ct) =>
        db.Payments.AsNoTracking().Include(p => p.Fees.OrderBy(f => f.Number)).Where(p => p.DossierId == dossier).OrderByDescending(p => p.Due).ToListAsync(ct);

    /// <summary>What a reader sees of a dossier that the reader may see.</summary>
    public async Task<DossierPayments> ShowAsync(Actor actor, WholeDossier whole, CancellationToken ct)
    {
        var dossier = whole.Dossier;
        var payments = await OfAsync(dossier.Id, ct);
        var ids = payments.ConvertAll(p => p.Id);
        var surplus = ids.Count == 0 ? [] : await db.PaymentRequests.Where(r => ids.Contains(r.PaymentId) && r.State == RequestState.Surplus).Select(r => r.PaymentId).ToListAsync(ct);
        var bills = ids.Count == 0 ? [] : await db.Set<StoredFile>().AsNoTracking().Where(f => f.Room == AskPlatform.FileRoom && ids.Contains(f.SubjectId)).ToListAsync(ct);
        return new(dossier, [.. payments.Select(p => new ShownPayment(p, surplus.Count(s => s == p.Id), bills.FindAll(f => f.SubjectId == p.Id)))],
            !whole.IsForOfficers, whole.MayAct, MayTake(actor), settings.IsSet);
    }

    /// <summary>The same by code; null where the reader may not see the dossier.</summary>
    public async Task<DossierPayments?> FindAsync(Actor actor, string code, CancellationToken ct) =>
        await dossiers.FindAsync(actor, code, ct) is { Dossier.Code: not null } whole ? await ShowAsync(actor, whole, ct) : null;

    /// <summary>A receipt by its number, with the code of its dossier; null where there is none for the reader.</summary>
    public async Task<WrittenReceipt?> ReceiptAsync(Actor actor, string number, CancellationToken ct)
    {
        var payment = await db.Payments.AsNoTracking().Include(p => p.Fees.OrderBy(f => f.Number)).SingleOrDefaultAsync(p => p.ReceiptNumber == number, ct);
        return payment is not null && await papers.SourceAsync(actor, payment.DossierCode, "", ct) is { } source && receipt.Write(payment, source) is { } letter ? new(letter, payment.DossierCode) : null;
    }

    public async Task<PaymentListing> ListAsync(PaymentFilter filter, CancellationToken ct)
    {
        var waiting = Waiting();
        var rows = filter.ToReturn ? waiting : db.Payments.AsNoTracking().Where(p => p.CountedOn >= filter.From && p.CountedOn <= filter.To && p.FeeAmount + p.ChargeAmount > 0);
        rows = filter.State is { } state ? rows.Where(p => p.State == state) : rows;
        var days = await rows.GroupBy(p => new { p.CountedOn, p.State })
            .Select(g => new PaymentDay(g.Key.CountedOn, g.Key.State, g.Count(), g.Sum(p => p.FeeAmount), g.Sum(p => p.ChargeAmount))).ToListAsync(ct);
        var page = await rows.OrderByDescending(p => p.CountedOn).ThenBy(p => p.DossierCode).ThenBy(p => p.Id)
            .Skip((Math.Clamp(filter.Page, 1, 1_000_000) - 1) * PaymentFilter.PageSize).Take(PaymentFilter.PageSize).ToListAsync(ct);
        var (surplus, ended, ids) = (Surplus(), Ended(), page.ConvertAll(p => p.Id));
        return new(page, days.Sum(d => d.Count), [.. days.OrderByDescending(d => d.Day).ThenBy(d => d.State)],
            filter.ToReturn ? ids : await waiting.Where(p => ids.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct), await waiting.CountAsync(ct),
            await ended.SumAsync(p => p.FeeAmount + p.ChargeAmount, ct) + await surplus.SumAsync(r => r.Amount, ct));
    }

    // Paid for a dossier that ended without a result.
    private IQueryable<Payment> Ended()
    {
        var dossiers = db.Dossiers.Where(d => d.Status == DossierStatus.Refused || d.Status == DossierStatus.Withdrawn || d.Status == DossierStatus.Stopped);
        return db.Payments.AsNoTracking().Where(p => p.State == PaymentState.Paid && p.FeeAmount + p.ChargeAmount > 0 && dossiers.Any(d => d.Id == p.DossierId));
    }

    private IQueryable<PaymentRequest> Surplus() => db.PaymentRequests.AsNoTracking().Where(r => r.State == RequestState.Surplus);

    private IQueryable<Payment> Waiting()
    {
        var (ended, surplus) = (Ended(), Surplus());
        return db.Payments.AsNoTracking().Where(p => ended.Any(e => e.Id == p.Id) || surplus.Any(r => r.PaymentId == p.Id));
    }
}

/// <summary>What is owed, on the pages of the dossier.</summary>
internal sealed class PaymentSection(PaymentQueries payments) : IDossierSection
{
    public string Partial => "/Payments/_Payments.cshtml";

    public async Task<object?> ReadAsync(Actor actor, WholeDossier whole, CancellationToken ct) =>
        await payments.ShowAsync(actor, whole, ct) is { Payments.Count: > 0 } shown ? shown : null;
}

/// <summary>The platform's receipts are for those who see the dossier.</summary>
internal sealed class PaymentFiles(AppDb db, DossierQueries dossiers) : IGuardFiles
{
    public string Room => AskPlatform.FileRoom;

    public async ValueTask<bool> AllowsAsync(Actor actor, StoredFile file, CancellationToken ct) =>
        await db.Payments.Where(p => p.Id == file.SubjectId).Select(p => p.DossierCode).SingleOrDefaultAsync(ct) is { } code && await dossiers.FindAsync(actor, code, ct) is not null;
}

/// <summary>Names payments in the ledger: by the code of their dossier.</summary>
internal sealed class PaymentNames(AppDb db) : INameRecords
{
    public async Task<IReadOnlyList<NamedRecord>> NameAsync(ILookup<string, Guid> asked, CancellationToken ct) =>
        await db.NamesAsync<Payment>(asked, p => new(p.Id, p.DossierCode, "/dich-vu-cong/ho-so/" + p.DossierCode + "/thanh-toan", Permissions.Process, false), ct);

    public string? KeyOf(Enum value) => value is PaymentState state ? PaymentWords.Key(state) : null;
}
