using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Ledger;

/// <summary>An entry as its reader may see it.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Name">Number or code of the record; null when it has none, or none for this reader.</param>
/// <param name="Url">The record's page, from the root; null when the reader may not open it.</param>
/// <param name="Changes">What changed, field by field.</param>
public sealed record LedgerLine(LedgerEntry Entry, string? Name, string? Url, IReadOnlyList<LedgerChange> Changes);

/// <summary>A page of the ledger.</summary>
/// <param name="Lines">Newest first.</param>
/// <param name="Count">How many entries match.</param>
/// <param name="Page">This page, from 1.</param>
public sealed record LedgerView(IReadOnlyList<LedgerLine> Lines, int Count, int Page)
{
    /// <summary>Entries on a page.</summary>
    public const int PageSize = 50;

    /// <summary>How many pages there are.</summary>
    public int Pages => (Count + PageSize - 1) / PageSize;
}

/// <summary>Reads the ledger for people: with the names of records, and without what a reader may not read in the records
/// themselves.</summary>
internal sealed class LedgerReader(AppDb db, LedgerChanges changes, IEnumerable<INameRecords> names)
{
    /// <summary>A page, newest first.</summary>
    public async Task<Result<LedgerView>> ReadAsync(Actor actor, LedgerFilter filter, int page, CancellationToken ct)
    {
        if (actor.Lacks(PlatformPermissions.LedgerRead, "/") is { } refusal)
        {
            return refusal;
        }

        var matching = filter.Narrow(db.Ledger.AsNoTracking());
        var count = await matching.CountAsync(ct);
        var number = Math.Clamp(page, 1, Math.Max(1, (count + LedgerView.PageSize - 1) / LedgerView.PageSize));
        var entries = await matching.OrderByDescending(e => e.Seq)
            .Skip((number - 1) * LedgerView.PageSize).Take(LedgerView.PageSize).ToListAsync(ct);
        var records = await NamedAsync(entries.SelectMany(LedgerChanges.RecordsIn).ToLookup(r => r.Kind, r => r.Id), ct);
        bool MayOpen(NamedRecord record) => actor.May(record.Permission, "/");
        var shown = records.Values.Where(r => r.Name.Length > 0 && (!r.IsHidden || MayOpen(r))).ToDictionary(r => r.Id, r => r.Name);
        return new LedgerView([.. entries.Select(e => records.GetValueOrDefault(e.SubjectId) is { } r
            ? new LedgerLine(e, shown.GetValueOrDefault(r.Id), MayOpen(r) ? r.Url : null, changes.Of(e, shown, MayOpen(r)))
            : new LedgerLine(e, null, null, changes.Of(e, shown, withText: false)))], count, number);
    }

    private async Task<Dictionary<Guid, NamedRecord>> NamedAsync(ILookup<string, Guid> asked, CancellationToken ct)
    {
        var found = new Dictionary<Guid, NamedRecord>();
        foreach (var source in names)
        {
            foreach (var record in await source.NameAsync(asked, ct))
            {
                found[record.Id] = record;
            }
        }

        return found;
    }
}
