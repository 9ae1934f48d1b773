using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Store;

/// <summary>What people agreed to, each for one purpose.</summary>
internal sealed class Consents(AppDb db, TimeProvider clock)
{
    /// <summary>Whether the account agrees to a purpose now; what was never said is no.</summary>
    public async Task<bool> HasAsync(Guid? account, string purpose, CancellationToken ct) => account is not null
        && await db.Consents.Where(c => c.AccountId == account && c.Purpose == purpose).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Select(c => c.Given).FirstOrDefaultAsync(ct);

    /// <summary>Everything that the account said, the latest first.</summary>
    public async Task<IReadOnlyList<Consent>> OfAsync(Guid account, CancellationToken ct) =>
        await db.Consents.AsNoTracking().Where(c => c.AccountId == account).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).ToListAsync(ct);

    /// <summary>Agrees to a purpose, or takes it back. Saying the same again adds nothing.</summary>
    public async Task<Result<bool>> Say(Actor actor, string purpose, bool given, CancellationToken ct)
    {
        if (actor.Lacks(Permissions.Apply) is { } refusal)
        {
            return refusal;
        }

        if (PersonalDataRules.Purposes.All(p => p.Key != purpose))
        {
            return Problem.NotFound("services.purpose-unknown");
        }

        if (await HasAsync(actor.AccountId, purpose, ct) != given)
        {
            var consent = new Consent { AccountId = actor.AccountId, Purpose = purpose, Given = given, At = clock.UtcNow() };
            db.Consents.Add(consent);
            db.Record(actor, given ? "services.consent.given" : "services.consent.withdrawn", nameof(Consent), consent.Id, new { Purpose = purpose }, null);
            await db.SaveChangesAsync(ct);
        }

        return given;
    }
}
