using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LoTrinh.Platform.Search;

/// <summary>Keeps the index in step: each save that changes a thing changes its entry in the same transaction.</summary>
/// <remarks>What is changed by <c>ExecuteUpdate</c> passes by unseen; use cases change tracked entities.</remarks>
public sealed class SearchIndexing(IEnumerable<ISearchSource> sources) : SaveChangesInterceptor
{
    private readonly ISearchSource[] _sources = [.. sources.Where(s => !s.IsInMemory)];

    /// <inheritdoc/>
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is AppDb db)
        {
            await FollowAsync(db, cancellationToken);
        }

        return result;
    }

    private async Task FollowAsync(AppDb db, CancellationToken ct)
    {
        var changed = db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
        foreach (var source in _sources)
        {
            await db.PutAsync(source.Kind, await source.FollowAsync(db, changed, ct), ct);
        }
    }
}

internal static class SearchWriting
{
    /// <summary>Adds to the next save what the index has to say of these things.</summary>
    /// <param name="db">The context.</param>
    /// <param name="kind">Their kind.</param>
    /// <param name="followed">The things.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task PutAsync(this AppDb db, string kind, IReadOnlyList<FollowedRecord> followed, CancellationToken ct)
    {
        var mayExist = followed.Where(f => !f.IsNew).Select(f => f.RecordId).ToList();
        var known = mayExist.Count == 0 ? []
            : await db.SearchEntries.Where(e => e.Kind == kind && mayExist.Contains(e.RecordId)).ToDictionaryAsync(e => e.RecordId, ct);
        foreach (var (id, draft, _) in followed)
        {
            var entry = known.GetValueOrDefault(id);
            if (draft is not null)
            {
                entry ??= db.SearchEntries.Add(new SearchEntry { Kind = kind, RecordId = id }).Entity;
                entry.Say(draft);
            }
            else if (entry is not null)
            {
                db.SearchEntries.Remove(entry);
            }
        }
    }
}
