using System.Text;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Payments;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.PublicServices.Processing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.PublicServices.Demo;

/// <summary>Fees of the demonstration, from <c>seed/payments-demonstration.yaml</c>: paid online, at the counter, owed, given back. What the platform would say is put down
/// as its message would have it.</summary>
internal sealed class PaymentsSeed(AppDb db) : IDemoSeed
{
    public int Order => 121;

    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        var row = await db.Users.Where(a => a.UserName == "citizen").Select(a => new { a.Id, a.DisplayName }).SingleAsync(ct);
        var citizen = new Actor(row.Id, row.DisplayName, null, null, [new(Permissions.Apply, "/")]);
        var desk = new Actor(Guid.Empty, "Bộ phận một cửa", null, null, [new(Permissions.Process, "/"), new(PaymentPermissions.Take, "/")]);
        foreach (var known in SeedFile.Read<ServicesSeed.DossierFile>("payments-demonstration.yaml").Dossiers)
        {
            clock.Set(ServicesSeed.At(known.On));
            await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
            var work = scope.ServiceProvider.GetRequiredService<DossierWork>();
            var values = new FormValues(known.Values.ToDictionary(v => v.Key, v => new[] { v.Value }));
            var sent = scope.ServiceProvider.GetRequiredService<ProcedureCatalogue>().Find(known.Procedure)!.Documents.Where(d => d.IsNeeded(values))
                .Select(d => new SentDocument(d.Key, new($"{d.Key}.pdf", new MemoryStream(Encoding.ASCII.GetBytes("%PDF-1.4\n%%EOF\n"))))).ToList();
            var draft = Sure(await work.Save(citizen, null, known.Procedure, values, sent, ct, isDemonstration: true));
            var code = "";
            foreach (var step in known.Steps)
            {
                clock.Set(ServicesSeed.At(step[..16]));
                code = code.Length == 0 ? Sure(await work.Submit(citizen, draft.Id, ct)).Code! : await TakeAsync(scope.ServiceProvider, step[17..], code, desk, ct);
            }
        }
    }

    private static async Task<string> TakeAsync(IServiceProvider services, string step, string code, Actor desk, CancellationToken ct)
    {
        var (verb, words) = step.Split('|', 2, StringSplitOptions.TrimEntries) is [var v, var w] ? (v, w) : (step.Trim(), null);
        var (payments, reception) = (services.GetRequiredService<PaymentWork>(), services.GetRequiredService<ReceptionWork>());
        switch (verb.Split(' '))
        {
            case ["receive"]:
                Sure(await reception.Receive(desk, code, null, ct));
                break;
            case ["refuse"]:
                Sure(await reception.Refuse(desk, code, null, words, ct));
                break;
            case ["ask"]:
                Sure(await payments.Ask(desk, code, null, ct));
                break;
            case [PaymentMethods.Cash or PaymentMethods.Transfer, var due]:
                Sure(await payments.Take(desk, code, due, verb.Split(' ')[0], words, null, ct));
                break;
            case ["refund", var due]:
                Sure(await payments.Refund(desk, code, due, words, null, ct));
                break;
            case ["online", var due]:
                await PaidOnlineAsync(services, code, due, words, ct);
                break;
            default:
                throw new InvalidOperationException($"No step {verb} ({code})");
        }

        return code;
    }

    private static async Task PaidOnlineAsync(IServiceProvider services, string code, string due, string? transaction, CancellationToken ct)
    {
        var (own, clock) = (services.GetRequiredService<AppDb>(), services.GetRequiredService<TimeProvider>());
        var paid = await own.InTransactionAsync(async () =>
        {
            var payment = await own.Payments.Include(p => p.Fees).SingleAsync(p => p.DossierCode == code && p.Due == due, ct);
            var request = PaymentRequest.For(payment, payment.Id.ToString("N"), clock.UtcNow());
            request.Settle(RequestState.Paid, transaction, clock.UtcNow());
            request.TakeBill();
            own.PaymentRequests.Add(request);
            await services.GetRequiredService<Settling>().PayAsync(Actor.System, payment, PaymentMethods.Online, transaction, "services.payment.paid-online", ct);
            await own.SaveChangesAsync(ct);
            return new Platform.Contracts.DossierPaid(payment.Id, payment.DossierId, code, payment.ReceiptNumber!, clock.UtcNow());
        }, keep: _ => true, ct);
        own.ChangeTracker.Clear();
        // The dossier goes on at the moment of the payment; when the message is handed over later there is nothing left to do.
        await services.GetRequiredService<FollowPayments>().ReactAsync(paid, ct);
    }

    private static T Sure<T>(Result<T> result) => result.TryGet(out var made) ? made
        : throw new InvalidOperationException($"A payment of the demonstration: {string.Join(", ", result.Problems.Select(p => $"{p.Code} {p.Field}"))}");
}
