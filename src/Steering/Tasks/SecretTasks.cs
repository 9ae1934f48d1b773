using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Indicators;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Tasks;

/// <summary>
/// Tasks of which nothing leaves the house, no title and no count: those given by a secret document, whether it is linked or only named by
/// its number, and everything that was handed down from them.
/// </summary>
/// <remarks>Source: reports of secrets are outside the reporting regime of Decree 09/2019/NĐ-CP; that not even a count shows them is the
/// house's own caution, since a count of one is a fact.</remarks>
internal sealed class SecretTasks(AppDb db) : IWithholdEvents
{
    /// <summary>Nothing of a secret task is told to systems outside, not even that there is one.</summary>
    public async Task<bool> WithholdsAsync(IOfferedOutside happened, CancellationToken ct) =>
        happened is IAboutTask about && (await AllAsync(ct)).Contains(about.Task.TaskId);

    /// <summary>Their identifiers, as documents are classified now.</summary>
    public async Task<IReadOnlySet<Guid>> AllAsync(CancellationToken ct)
    {
        var documents = await db.Documents.AsNoTracking().Where(d => d.Secrecy != Secrecy.None)
            .Select(d => new { d.Id, d.NumberKey }).ToListAsync(ct);
        if (documents.Count == 0)
        {
            return new HashSet<Guid>();
        }

        var (ids, keys) = (documents.Select(d => d.Id).ToHashSet(), documents.Select(d => d.NumberKey).OfType<string>().ToHashSet());
        // A number that is only typed is compared as the register compares numbers, which no database can.
        var typed = await db.Tasks.AsNoTracking().Where(t => t.DocumentId == null && t.DocumentNumber != null)
            .Select(t => t.DocumentNumber!).Distinct().ToListAsync(ct);
        var numbers = typed.Where(n => keys.Contains(DocumentNumbers.Key(n))).ToList();
        var found = await db.Tasks.AsNoTracking()
            .Where(t => (t.DocumentId != null && ids.Contains(t.DocumentId.Value)) || numbers.Contains(t.DocumentNumber!))
            .Select(t => t.Id).ToHashSetAsync(ct);
        return await WithPartsAsync(found, ct);
    }

    /// <summary>A fingerprint of what is secret among the tasks issued up to a day and the indicators: another one says that documents
    /// were classified otherwise since.</summary>
    public async Task<string> MarkAsync(DateOnly asOf, CancellationToken ct)
    {
        var secret = await AllAsync(ct);
        var tasks = await db.Tasks.AsNoTracking().Where(t => secret.Contains(t.Id) && t.IssuedOn <= asOf).Select(t => t.Id).ToListAsync(ct);
        var documents = db.Documents.Where(d => d.Secrecy != Secrecy.None).Select(d => d.Id);
        var indicators = await db.Indicators.AsNoTracking().Where(i => i.DocumentId != null && documents.Contains(i.DocumentId.Value))
            .Select(i => i.Id).ToListAsync(ct);
        return CanonicalJson.HashOf(string.Join('\n', tasks.Concat(indicators).Order()));
    }

    private async Task<IReadOnlySet<Guid>> WithPartsAsync(HashSet<Guid> found, CancellationToken ct)
    {
        for (var above = found.ToList(); above.Count > 0;)
        {
            var below = await db.Tasks.AsNoTracking().Where(t => t.ParentId != null && above.Contains(t.ParentId.Value))
                .Select(t => t.Id).ToListAsync(ct);
            above = [.. below.Where(found.Add)];
        }

        return found;
    }
}
