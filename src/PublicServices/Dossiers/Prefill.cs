using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Procedures;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>Fills a new form with what the applicant has said before: nobody is asked twice for what is known.</summary>
internal sealed class Prefill(AppDb db, ApplicantSide side, ProcedureCatalogue catalogue, IdentityNumbers numbers)
{
    // How many dossiers are looked through for one of the same owner.
    private const int LookedThrough = 20;

    // What tells owners apart.
    private static readonly string[] OwnerKinds = ["name", "identity", "business", "tax"];

    /// <summary>What a new form begins with. It is only a proposal: it is shown, and kept when the applicant saves.</summary>
    /// <param name="actor">Who fills it in.</param>
    /// <param name="procedure">The procedure.</param>
    /// <param name="organisation">The organisation that it is filed for; null where the actor files it for themself.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<FormValues> ForAsync(Actor actor, Procedure procedure, ActsFor? organisation, CancellationToken ct)
    {
        var wanted = procedure.Groups.Where(g => g.Rows is null).SelectMany(g => g.Fields).Where(f => f.Prefill is not null).ToList();
        var values = procedure.Groups.Where(g => g.Rows is not null)
            .ToDictionary(g => g.Rows!, g => new[] { Math.Max(1, g.Fewest).ToString(System.Globalization.CultureInfo.InvariantCulture) });
        if (!actor.IsSignedIn || wanted.Count == 0)
        {
            return new(values);
        }

        var account = await db.Users.Where(a => a.Id == actor.AccountId).Select(a => new { a.DisplayName, a.PhoneNumber, a.Email }).SingleAsync(ct);
        var before = organisation is { } acts ? db.Dossiers.Where(d => d.OrganisationId == acts.Id) : side.Personal(actor.AccountId);
        var verified = await VerifiedAsync(actor.AccountId, ct);
        var registered = organisation is null ? [] : Registered(organisation, procedure);
        var said = await SaidAsync(before, organisation is null ? verified : new Dictionary<string, string> { ["business"] = organisation.Name, ["tax"] = organisation.TaxCode }, ct);
        foreach (var field in wanted)
        {
            var known = field.Prefill switch { "name" => account.DisplayName, "phone" => account.PhoneNumber, "email" => account.Email, _ => null };
            // What is registered, or what a provider of identities knows, goes before what was typed, which may have been about someone else.
            if (registered.TryGetValue(field.Key, out var sure) || verified.TryGetValue(field.Prefill!, out sure))
            {
                values[field.Key] = [sure];
            }
            else if (said?.Of(field) is { Length: > 0 } typed)
            {
                values[field.Key] = typed;
            }
            else if (!string.IsNullOrWhiteSpace(known))
            {
                values[field.Key] = [known];
            }
        }

        return new(values);
    }

    // The latest that was handed in for the same owner: what was typed about someone else is no proposal.
    private async Task<Said?> SaidAsync(IQueryable<Dossier> before, IReadOnlyDictionary<string, string> owner, CancellationToken ct)
    {
        var rows = await before.Where(d => d.Code != null).OrderByDescending(d => d.SubmittedAt).Take(LookedThrough)
            .Join(db.DossierForms, d => d.Id, f => f.DossierId, (d, f) => new { d.ProcedureCode, d.ProcedureRecordId, d.SubmittedAt, f.Values }).ToListAsync(ct);
        return rows.OrderByDescending(r => r.SubmittedAt).Select(r => new Said(catalogue.Of(r.ProcedureCode, r.ProcedureRecordId), FormValues.FromJson(r.Values))).FirstOrDefault(s => s.IsOf(owner));
    }

    // The organisation's own facts, by the fields that ask for the owner.
    private static Dictionary<string, string> Registered(ActsFor organisation, Procedure procedure)
    {
        var facts = new Dictionary<string, string>();
        foreach (var field in procedure.Groups.Where(g => g.Rows is null).SelectMany(g => g.Fields))
        {
            var fact = field.Prefill == "tax" ? organisation.TaxCode
                : field.Prefill == "business" || field.Key == procedure.Owner?.Name ? organisation.Name
                : field.Key == procedure.Owner?.Address ? organisation.Address
                : field.Key == procedure.Owner?.Phone ? organisation.Phone
                : field.Key == procedure.Owner?.Email ? organisation.Email : null;
            if (!string.IsNullOrEmpty(fact))
            {
                facts[field.Key] = fact;
            }
        }

        return facts;
    }

    private async Task<IReadOnlyDictionary<string, string>> VerifiedAsync(Guid accountId, CancellationToken ct)
    {
        var identity = await db.AccountIdentities.AsNoTracking().SingleOrDefaultAsync(i => i.AccountId == accountId && i.VerifiedAt != null, ct);
        var known = identity is null ? [] : new (string From, string? Value)[]
        {
            ("name", identity.Name), (identity.IsBusiness ? "tax" : "identity", numbers.Open(identity.SealedNumber)), ("business", identity.IsBusiness ? identity.Name : null),
        };
        return known.Where(k => k.Value is not null).ToDictionary(k => k.From, k => k.Value!);
    }

    // What was said in one dossier.
    private sealed record Said(Procedure Procedure, FormValues Values)
    {
        public bool IsOf(IReadOnlyDictionary<string, string> owner) => OwnerKinds.All(kind => !owner.TryGetValue(kind, out var sure)
            || Procedure.Fields.Where(f => f.Prefill == kind).Select(f => Values.One(f.Key)).All(typed => typed.Length == 0 || typed == sure));

        // Fields of one key can mean different things in two procedures: their names tell.
        public string[] Of(FormField field) => Procedure.Fields.FirstOrDefault(f => (f.Prefill == field.Prefill && field.Prefill != "last") || (f.Key == field.Key && f.NameVi == field.NameVi)) is { } source
            ? Values.All(source.Key) : [];
    }
}
