using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.PublicServices.Payments;

/// <summary>How a request to the platform stands.</summary>
internal enum RequestState
{
    /// <summary>Nobody knows yet whether it was paid.</summary>
    Open,

    Paid,

    /// <summary>Money came though the payment was settled otherwise before: it has to go back.</summary>
    Surplus,

    /// <summary>The platform said that nothing was paid.</summary>
    Failed,

    /// <summary>Nothing was heard of it for so long that it is no longer asked for; money that comes is taken all the same.</summary>
    Expired,

    /// <summary>What came too much has gone back.</summary>
    Returned,
}

/// <summary>One attempt to pay over the platform. Its reference is random, so that nobody guesses another's.</summary>
internal sealed class PaymentRequest
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid PaymentId { get; init; }

    /// <summary>Our reference there (<c>MaThamChieu</c>).</summary>
    public required string Reference { get; init; }

    /// <summary>Đồng; what is said to have been paid must be the same.</summary>
    public required long Amount { get; init; }

    public required DateTime At { get; init; }

    public RequestState State { get; private set; }

    /// <summary>Where the applicant pays; null until the platform has answered.</summary>
    public string? Address { get; private set; }

    /// <summary>Number of the transaction there.</summary>
    public string? TransactionNumber { get; private set; }

    /// <summary>Attempts to learn more of it.</summary>
    public int Attempts { get; private set; }

    /// <summary>Not before (UTC); null when there is nothing to ask any more.</summary>
    public DateTime? NextAt { get; private set; }

    public string? Fault { get; private set; }

    /// <summary>Whether the platform's receipt is kept as a file.</summary>
    public bool HasBill { get; private set; }

    /// <summary>Whether money came with it, wherever that is now.</summary>
    public bool HasMoney => State is RequestState.Paid or RequestState.Surplus or RequestState.Returned;

    public const int LongestFault = 300, LongestAddress = 2000, LongestNumber = 100;

    private const int MostAttemptsForBill = 12;

    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    public static PaymentRequest For(Payment payment, string reference, DateTime at) =>
        new() { PaymentId = payment.Id, Reference = reference, Amount = payment.Amount, At = at, NextAt = at + TimeSpan.FromMinutes(2) };

    public void Lead(string address) => Address = address;

    public void Settle(RequestState state, string? transaction, DateTime at) =>
        (State, TransactionNumber, Attempts, NextAt, Fault) = (state, transaction, 0, state == RequestState.Paid ? at : null, null);

    public void Fail(string fault) => (State, NextAt, Fault) = (RequestState.Failed, null, Cut(fault));

    public void Expire() => (State, NextAt) = (RequestState.Expired, null);

    public void Return() => State = RequestState.Returned;

    public void TakeBill() => (HasBill, NextAt, Fault) = (true, null, null);

    /// <summary>Asks again later: after one minute, two, four, up to six hours.</summary>
    public void Later(string? fault, DateTime at)
    {
        Attempts++;
        Fault = fault is null ? Fault : Cut(fault);
        NextAt = State == RequestState.Paid && Attempts >= MostAttemptsForBill ? null
            : at + TimeSpan.FromMinutes(Math.Min(Longest.TotalMinutes, Math.Pow(2, Math.Min(Attempts, 20) - 1)));
    }

    private static string Cut(string text) => text.Length > LongestFault ? text[..LongestFault] : text;
}

internal sealed class PaymentRequestMapping : IEntityTypeConfiguration<PaymentRequest>
{
    public void Configure(EntityTypeBuilder<PaymentRequest> request)
    {
        request.ToTable("services_payment_request");
        request.Property(r => r.Reference).HasMaxLength(50);
        request.Property(r => r.Address).HasMaxLength(PaymentRequest.LongestAddress);
        request.Property(r => r.TransactionNumber).HasMaxLength(PaymentRequest.LongestNumber);
        request.Property(r => r.Fault).HasMaxLength(PaymentRequest.LongestFault);
        request.HasIndex(r => r.Reference).IsUnique();
        request.HasIndex(r => r.NextAt);
        request.HasOne<Payment>().WithMany().HasForeignKey(r => r.PaymentId);
    }
}
