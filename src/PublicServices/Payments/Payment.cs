using LoTrinh.Platform.Data;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.PublicServices.Payments;

/// <summary>How a payment stands.</summary>
internal enum PaymentState
{
    /// <summary>Chưa thanh toán.</summary>
    Unpaid,

    /// <summary>Chờ thanh toán: an online payment was begun and is not settled.</summary>
    Pending,

    /// <summary>Đã thanh toán.</summary>
    Paid,

    /// <summary>Hoàn phí.</summary>
    Refunded,

    /// <summary>Hủy: the dossier ended before anything was paid.</summary>
    Cancelled,
}

/// <summary>What a dossier owes at one time of its way, with the items as they were when it was submitted.</summary>
internal sealed class Payment : IVersioned
{
    private readonly List<DossierFee> _fees = [];

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid DossierId { get; init; }

    /// <summary>Code of the dossier; it never changes.</summary>
    public required string DossierCode { get; init; }

    /// <summary>before (the dossier is received) or after (when the result is returned).</summary>
    public required string Due { get; init; }

    public PaymentState State { get; private set; }

    /// <summary>What is paid as fees (phí), in đồng.</summary>
    public long FeeAmount { get; private set; }

    /// <summary>What is paid as charges (lệ phí), in đồng.</summary>
    public long ChargeAmount { get; private set; }

    /// <summary>The day that it is counted on: when it was paid; until then, when it came to be owed.</summary>
    public DateOnly CountedOn { get; private set; }

    /// <summary>How it was paid, one of <see cref="PaymentMethods"/>.</summary>
    public string? PaidBy { get; private set; }

    /// <summary>Number of the receipt; each is given once.</summary>
    public string? ReceiptNumber { get; private set; }

    public DateTime? PaidAt { get; private set; }

    /// <summary>Who took it; the platform where it was paid online.</summary>
    public string? TakenBy { get; private set; }

    /// <summary>Number of the transaction at the bank; null for cash.</summary>
    public string? TransactionNumber { get; private set; }

    public DateTime? RefundedAt { get; private set; }

    public string? RefundReason { get; private set; }

    public int Version { get; set; }

    public IReadOnlyList<DossierFee> Fees => _fees;

    public long Amount => FeeAmount + ChargeAmount;

    /// <summary>Whether every item has an amount: some are set by another authority and written in by the desk.</summary>
    public bool IsKnown => _fees.TrueForAll(f => f.Amount is not null);

    /// <summary>Whether there is something that can be paid now.</summary>
    public bool IsOwed => Amount > 0 && IsKnown && State is PaymentState.Unpaid or PaymentState.Pending;

    /// <summary>Whether it keeps its dossier from going on: nothing but money that has come lets it go.</summary>
    public bool Holds => Amount > 0 && State != PaymentState.Paid;

    public const string Before = "before", After = "after";

    public static Payment Of(Dossier dossier, string due, IEnumerable<DossierFee> fees, DateOnly on)
    {
        var payment = new Payment { DossierId = dossier.Id, DossierCode = dossier.Code!, Due = due, CountedOn = on };
        payment._fees.AddRange(fees);
        payment.Sum();
        return payment;
    }

    /// <summary>Writes an amount in that the catalogue leaves to another authority.</summary>
    public void Set(DossierFee fee, long amount, string basis)
    {
        fee.Set(amount, basis);
        Sum();
    }

    public void Begin() => State = PaymentState.Pending;

    /// <summary>Nothing came of what was begun.</summary>
    public void Leave() => State = State == PaymentState.Pending ? PaymentState.Unpaid : State;

    public void Pay(string method, string receipt, string by, string? transaction, DateTime at, DateOnly on) =>
        (State, PaidBy, ReceiptNumber, TakenBy, TransactionNumber, PaidAt, CountedOn) = (PaymentState.Paid, method, receipt, by, transaction, at, on);

    public void Refund(string reason, DateTime at) => (State, RefundReason, RefundedAt) = (PaymentState.Refunded, reason, at);

    public void Cancel() => State = PaymentState.Cancelled;

    private void Sum() => (FeeAmount, ChargeAmount) =
        (_fees.Where(f => f.Kind == DossierFee.Fee).Sum(f => f.Amount ?? 0), _fees.Where(f => f.Kind != DossierFee.Fee).Sum(f => f.Amount ?? 0));
}

/// <summary>How something is paid.</summary>
internal static class PaymentMethods
{
    public const string Online = "online", Cash = "cash", Transfer = "transfer";
}

/// <summary>One item of what is paid.</summary>
internal sealed class DossierFee
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid PaymentId { get; init; }

    public required int Number { get; init; }

    /// <summary>Its key in the procedure's record.</summary>
    public required string Key { get; init; }

    public required string NameVi { get; init; }

    public required string NameEn { get; init; }

    /// <summary>fee (phí) or charge (lệ phí).</summary>
    public required string Kind { get; init; }

    /// <summary>Đồng; null as long as nobody has written it in.</summary>
    public long? Amount { get; set; }

    /// <summary>Whether the catalogue leaves the amount to another authority.</summary>
    public required bool IsOpen { get; init; }

    public required string Basis { get; set; }

    public const string Fee = "fee", Charge = "charge";

    public string Name => Ui.Languages.IsEnglish && NameEn.Length > 0 ? NameEn : NameVi;

    public void Set(long amount, string basis) => (Amount, Basis) = (amount, basis);
}

internal sealed class PaymentMapping : IEntityTypeConfiguration<Payment>, IEntityTypeConfiguration<DossierFee>
{
    public void Configure(EntityTypeBuilder<Payment> payment)
    {
        payment.ToTable("services_payment");
        payment.Ignore(p => p.Amount);
        payment.Property(p => p.DossierCode).HasMaxLength(60);
        payment.Property(p => p.Due).HasMaxLength(10);
        payment.Property(p => p.PaidBy).HasMaxLength(10);
        payment.Property(p => p.ReceiptNumber).HasMaxLength(40);
        payment.Property(p => p.TakenBy).HasMaxLength(200);
        payment.Property(p => p.TransactionNumber).HasMaxLength(100);
        payment.Property(p => p.RefundReason).HasMaxLength(1000);
        payment.HasIndex(p => new { p.DossierId, p.Due }).IsUnique();
        payment.HasIndex(p => p.ReceiptNumber).IsUnique();
        payment.HasIndex(p => new { p.CountedOn, p.State });
        payment.HasOne<Dossier>().WithMany().HasForeignKey(p => p.DossierId);
        payment.HasMany(p => p.Fees).WithOne().HasForeignKey(f => f.PaymentId);
        payment.Navigation(p => p.Fees).UsePropertyAccessMode(PropertyAccessMode.Field);
    }

    public void Configure(EntityTypeBuilder<DossierFee> fee)
    {
        fee.ToTable("services_dossier_fee");
        fee.Property(f => f.Id).ValueGeneratedNever();
        fee.Property(f => f.Key).HasMaxLength(60);
        fee.Property(f => f.NameVi).HasMaxLength(300);
        fee.Property(f => f.NameEn).HasMaxLength(300);
        fee.Property(f => f.Kind).HasMaxLength(10);
        fee.Property(f => f.Basis).HasMaxLength(300);
    }
}

/// <summary>The tables of payments.</summary>
internal static class PaymentTables
{
    extension(AppDb db)
    {
        public DbSet<Payment> Payments => db.Set<Payment>();

        public DbSet<PaymentRequest> PaymentRequests => db.Set<PaymentRequest>();
    }
}
