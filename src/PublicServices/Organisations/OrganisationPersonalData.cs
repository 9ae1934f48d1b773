using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Organisations;

/// <summary>For which organisations a person acts. Erasing ends it; the organisation and its dossiers stay, and the desk sees that nobody represents it.</summary>
internal sealed class OrganisationPersonalData(AppDb db, TimeProvider clock) : IPersonalData
{
    public string Key => "organisations";

    public IReadOnlyList<(string What, string Why)> Kept => [];

    public async Task<object> ExportAsync(Guid accountId, CancellationToken ct) =>
        await db.OrganisationMembers.Where(m => m.AccountId == accountId).Join(db.ApplicantOrganisations, m => m.OrganisationId, o => o.Id, (m, o) => new { Member = m, Of = o })
            .OrderBy(x => x.Member.InvitedAt).ThenBy(x => x.Member.Id)
            .Select(x => new Exported(x.Of.Name, x.Of.TaxCode, x.Member.Right.ToString(), x.Member.InvitedAt, x.Member.AcceptedAt, x.Member.EndedAt)).ToListAsync(ct);

    public async Task<int> EraseAsync(Guid accountId, CancellationToken ct)
    {
        var seats = await db.OrganisationMembers.Where(m => m.AccountId == accountId && m.EndedAt == null).ToListAsync(ct);
        seats.ForEach(m => m.EndedAt = clock.UtcNow());
        return seats.Count;
    }

    internal sealed record Exported(string Organisation, string TaxCode, string Right, DateTime AskedAt, DateTime? AcceptedAt, DateTime? EndedAt);
}
