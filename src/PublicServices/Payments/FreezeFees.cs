using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Payments;

/// <summary>Writes down what a dossier owes when it is submitted; a later record of the procedure changes nothing of it.</summary>
internal sealed class FreezeFees(AppDb db, TimeProvider clock) : IFreezeAtSubmission
{
    public void Freeze(Dossier dossier, Procedure procedure, FormValues values)
    {
        foreach (var due in procedure.Fees.GroupBy(f => f.When))
        {
            db.Payments.Add(Payment.Of(dossier, due.Key, due.Select((f, i) => new DossierFee
            {
                Number = i + 1, Key = f.Key, NameVi = f.NameVi, NameEn = f.NameEn, Kind = f.Kind, Basis = f.Basis, IsOpen = f.Amount is null,
                Amount = f.Amount is { } amount ? (long)amount * Times(procedure, f, values) : null,
            }), clock.Today()));
        }
    }

    private static int Times(Procedure procedure, ProcedureFee fee, FormValues values) =>
        fee.Per is { } rows && procedure.Groups.Find(g => g.Rows == rows) is { } group ? values.Count(group) : 1;
}

/// <summary>Keeps a dossier from being received, or its result from being returned, as long as what is due by then has not come.</summary>
internal sealed class PaymentGate(AppDb db, PaymentSettings settings) : IDossierGate
{
    public async Task<Problem?> RefusesAsync(Dossier dossier, DossierStatus to, CancellationToken ct)
    {
        if (to is not (DossierStatus.Received or DossierStatus.ResultReturned))
        {
            return null;
        }

        var payments = await db.Payments.AsNoTracking().Include(p => p.Fees.OrderBy(f => f.Number)).Where(p => p.DossierId == dossier.Id).OrderByDescending(p => p.Due).ToListAsync(ct);
        return payments.Find(p => p.Holds && (p.Due == Payment.Before || to == DossierStatus.ResultReturned)) is { } owed
            ? Problem.Conflict(settings.IsSet ? "services.fee-owed-online" : "services.fee-owed", string.Join(", ", owed.Fees.Select(f => f.Name)), Money.Show(owed.Amount)) : null;
    }
}
