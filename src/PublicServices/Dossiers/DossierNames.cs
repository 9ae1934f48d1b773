using LoTrinh.Platform.Data;
using LoTrinh.Platform.Ledger;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>Names dossiers in the ledger: by their code, which tells nobody whose they are.</summary>
internal sealed class DossierNames(AppDb db) : INameRecords
{
    public async Task<IReadOnlyList<NamedRecord>> NameAsync(ILookup<string, Guid> asked, CancellationToken ct) =>
        await db.NamesAsync<Dossier>(asked, d => new(d.Id, d.Code ?? "", d.Code == null ? null : "/dich-vu-cong/ho-so/" + d.Code, Permissions.Process, false), ct);

    public string? KeyOf(Enum value) => value is DossierStatus status ? DossierWords.Key(status) : null;
}
