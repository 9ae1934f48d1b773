using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace LoTrinh.Platform.Documents;

/// <summary>
/// Registered documents can be found by those who may open them, by what is said about them and by what their clauses say; secret ones only by
/// those entrusted with them in the unit that keeps them. One that another replaced or repealed stands below those in force.
/// </summary>
internal sealed class DocumentSearch(OrganisationDirectory organisation) : ISearchSource
{
    private const int Portion = 500;

    public string Kind => "document";

    public int Order => 10;

    public bool IsInMemory => false;

    public async Task<IReadOnlyList<FollowedRecord>> FollowAsync(AppDb db, IReadOnlyList<EntityEntry> changed, CancellationToken ct)
    {
        var documents = changed.Where(e => e.Entity is OfficialDocument).ToDictionary(e => ((OfficialDocument)e.Entity).Id);
        var ids = documents.Keys.ToHashSet();
        foreach (var entry in changed)
        {
            if (entry.Entity is DocumentClause clause)
            {
                ids.Add(clause.DocumentId);
            }
            else if (entry.Entity is DocumentRelation relation)
            {
                ids.Add(relation.ToId);
            }
        }

        if (ids.Count == 0)
        {
            return [];
        }

        // From which day another document is past may be written in the one that changed.
        var known = documents.Values.Where(e => e.State != EntityState.Added).Select(e => ((OfficialDocument)e.Entity).Id).ToList();
        ids.UnionWith(known.Count == 0 ? [] : await db.DocumentRelations.Where(r => known.Contains(r.FromId)).Select(r => r.ToId).ToListAsync(ct));
        var gone = documents.Values.Where(e => e.State == EntityState.Deleted).Select(e => ((OfficialDocument)e.Entity).Id).ToHashSet();
        var whole = await ReadAsync(db, [.. ids.Except(gone)], ct);
        return
        [
            .. gone.Select(id => new FollowedRecord(id.ToString(), null, false)),
            .. whole.Select(w => new FollowedRecord(w.Document.Id.ToString(), Describe(w), documents.GetValueOrDefault(w.Document.Id)?.State == EntityState.Added)),
        ];
    }

    public async IAsyncEnumerable<IReadOnlyList<SearchDraft>> ReadAllAsync(
        AppDb db, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var portion in (await db.Documents.Select(d => d.Id).ToListAsync(ct)).Chunk(Portion))
        {
            yield return [.. (await ReadAsync(db, portion, ct)).Select(Describe).OfType<SearchDraft>()];
        }
    }

    // Read into the context, so that what is about to be saved counts as if it were.
    private static async Task<IReadOnlyList<WholeDocument>> ReadAsync(AppDb db, Guid[] ids, CancellationToken ct)
    {
        await db.Documents.Where(d => ids.Contains(d.Id)).LoadAsync(ct);
        await db.Clauses.Where(c => ids.Contains(c.DocumentId)).LoadAsync(ct);
        await db.DocumentRelations.Where(r => ids.Contains(r.ToId) && (r.Kind == RelationKind.Replaces || r.Kind == RelationKind.Repeals)).LoadAsync(ct);
        var ending = db.DocumentRelations.Local.Where(r => ids.Contains(r.ToId) && r.Provisions is null && r.Kind is RelationKind.Replaces or RelationKind.Repeals)
            .ToLookup(r => r.ToId);
        var acting = ending.SelectMany(e => e).Select(r => r.FromId).Distinct().ToList();
        await db.Documents.Where(d => acting.Contains(d.Id)).LoadAsync(ct);
        var documents = db.Documents.Local.ToDictionary(d => d.Id);
        var clauses = db.Clauses.Local.ToLookup(c => c.DocumentId);
        return [.. ids.Where(documents.ContainsKey).Select(id => new WholeDocument(documents[id], DocumentQueries.InOrder([.. clauses[id].OrderBy(c => c.Order).ThenBy(c => c.Id)]),
            ending[id].Where(r => documents.TryGetValue(r.FromId, out var by) && by.State == DocumentState.Registered)
                .Select(r => r.EffectiveOn ?? DocumentQueries.Begins(documents[r.FromId])).Min()))];
    }

    private SearchDraft? Describe(WholeDocument whole)
    {
        var d = whole.Document;
        return d.State != DocumentState.Registered ? null
            : new(d.Id.ToString(), DocumentNumbers.Shorten($"{DocumentKinds.Find(d.Kind)?.NameVi} {d.FullNumber} {d.Abstract}", 400), $"/van-ban/{d.Id}",
                d.Secrecy == Secrecy.None ? SearchAudience.Holders(PlatformPermissions.DocumentsRead)
                    : SearchAudience.HoldersFor(PlatformPermissions.DocumentsSecret, organisation.Find(d.KeptByUnitId)?.Path ?? "/"))
            {
                Number = d.FullNumber,
                Text = string.Join("\n", new[] { d.Abstract, d.IssuerName, d.SignerName, d.SignerPosition, d.LegalBases, d.Recipients }.OfType<string>()
                    .Concat(whole.Clauses.Select(c => $"{c.Clause.Label}. {c.Clause.Text}"))),
                DatedOn = d.SignedOn ?? d.IssuedOn,
                PastFrom = d.EndsOn is { } own && whole.EndedFrom is { } other ? (own < other ? own : other) : d.EndsOn ?? whole.EndedFrom,
            };
    }

    private sealed record WholeDocument(OfficialDocument Document, IReadOnlyList<(DocumentClause Clause, int Depth)> Clauses, DateOnly? EndedFrom);
}
