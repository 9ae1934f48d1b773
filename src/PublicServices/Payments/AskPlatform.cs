using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Jobs;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Payments;

/// <summary>Asks the platform what became of requests whose callback never came, and fetches the receipts of those that were paid.</summary>
internal sealed class AskPlatform(AppDb db, PaymentSettings settings, PaymentMessages messages, PaymentClient client, Settling settling, TakeFiles takeFiles, TimeProvider clock) : IRecurringJob
{
    /// <summary>Room of the platform's receipts.</summary>
    public const string FileRoom = "services.payment";

    private const int Portion = 50;

    public string Name => "services.payments";

    public TimeSpan Every => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken ct)
    {
        if (!settings.IsSet)
        {
            return;
        }

        var now = clock.UtcNow();
        var due = await db.PaymentRequests.AsNoTracking().Where(r => r.NextAt <= now).OrderBy(r => r.NextAt).Take(Portion).ToListAsync(ct);
        foreach (var request in due)
        {
            await (request.State == RequestState.Open ? AskAsync(request, ct) : FetchAsync(request, ct));
        }
    }

    private async Task AskAsync(PaymentRequest request, CancellationToken ct)
    {
        var answer = await client.SendAsync(messages.Ask(PaymentMessages.Query, request), ct);
        // An answer that says no is no word on the payment, whatever else it holds: the others wait behind it for nothing.
        if (answer is not { Ok: true, Data: { } said })
        {
            await ChangeAsync(request.Id, r => WaitAsync(r, answer.Code, ct), ct);
            return;
        }

        var settled = await settling.Take(said, asked: true, ct);
        if (!settled.TryGet(out var came) || came == Settled.NotPaid)
        {
            await ChangeAsync(request.Id, r => WaitAsync(r, settled.Ok ? null : settled.Problems[0].Code, ct), ct);
        }
    }

    private async Task WaitAsync(PaymentRequest request, string? fault, CancellationToken ct)
    {
        if (request.State != RequestState.Open)
        {
            return;
        }

        request.Later(fault, clock.UtcNow());
        if (clock.UtcNow() - request.At > TimeSpan.FromHours(PaymentPlatform.Shipped.GiveUpHours))
        {
            request.Expire();
            await db.LeaveAsync(request, "services.payment.expired", request.Reference, ct);
        }
    }

    private async Task FetchAsync(PaymentRequest request, CancellationToken ct)
    {
        var (pdf, fault) = await client.BillAsync(messages.Ask(PaymentMessages.Bill, request), ct);
        await ChangeAsync(request.Id, async r =>
        {
            if (r.HasBill || pdf is null)
            {
                r.Later(fault, clock.UtcNow());
                return;
            }

            using var content = new MemoryStream(pdf);
            var taken = await takeFiles.Handle(Actor.System, FileRoom, r.PaymentId, [new($"bien-lai-{r.Reference[..8]}.pdf", content)], "", ct: ct);
            if (taken.Ok)
            {
                r.TakeBill();
            }
            else
            {
                r.Later(taken.Problems[0].Code, clock.UtcNow());
            }
        }, ct);
    }

    private Task<int> ChangeAsync(Guid id, Func<PaymentRequest, Task> change, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        await db.TakeTheLineAsync(ct);
        await change(await db.PaymentRequests.SingleAsync(r => r.Id == id, ct));
        return await db.SaveChangesAsync(ct);
    }, keep: _ => true, ct);
}
