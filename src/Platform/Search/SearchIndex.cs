using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Platform.Search;

/// <summary>Builds the index from what there is. Doing it again changes nothing; searching goes on meanwhile.</summary>
public sealed class SearchIndex(IServiceScopeFactory scopes, IEnumerable<ISearchSource> sources, TimeProvider clock)
{
    private const int Portion = 500;

    /// <summary>Builds everything anew; answers how many things can be found.</summary>
    public async Task<int> RebuildAsync(CancellationToken ct)
    {
        var count = 0;
        foreach (var source in sources)
        {
            count += await RefreshAsync(source, ct);
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await RemoveUnknownKindsAsync(db, ct);
        var state = await db.SearchStates.SingleAsync(ct);
        (state.Rules, state.RebuiltAt) = (Folding.Rules, clock.UtcNow());
        await db.SaveChangesAsync(ct);
        return count;
    }

    /// <summary>What a start has to do: everything when the rules have changed, else only what is not kept in tables.</summary>
    public async Task CatchUpAsync(CancellationToken ct)
    {
        int rules;
        await using (var scope = scopes.CreateAsyncScope())
        {
            rules = await scope.ServiceProvider.GetRequiredService<AppDb>().SearchStates.Select(s => s.Rules).SingleAsync(ct);
        }

        if (rules != Folding.Rules)
        {
            await RebuildAsync(ct);
            return;
        }

        foreach (var source in sources.Where(s => s.IsInMemory))
        {
            await RefreshAsync(source, ct);
        }
    }

    private async Task<int> RefreshAsync(ISearchSource source, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var portion in source.ReadAllAsync(db, ct))
        {
            seen.UnionWith(portion.Select(d => d.RecordId));
            await db.PutAsync(source.Kind, [.. portion.Select(d => new FollowedRecord(d.RecordId, d, IsNew: false))], ct);
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }

        var kept = await db.SearchEntries.Where(e => e.Kind == source.Kind).Select(e => e.RecordId).ToListAsync(ct);
        foreach (var gone in kept.Where(id => !seen.Contains(id)).Chunk(Portion))
        {
            await db.SearchEntries.Where(e => e.Kind == source.Kind && gone.Contains(e.RecordId)).ExecuteDeleteAsync(ct);
        }

        return seen.Count;
    }

    private Task<int> RemoveUnknownKindsAsync(AppDb db, CancellationToken ct)
    {
        var kinds = sources.Select(s => s.Kind).ToList();
        return db.SearchEntries.Where(e => !kinds.Contains(e.Kind)).ExecuteDeleteAsync(ct);
    }
}

/// <summary>Fills the index of a new demonstration: procedures are in no table, so no save has told of them.</summary>
internal sealed class SearchSeed : IDemoSeed
{
    public int Order => 990;

    public Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct) => services.GetRequiredService<SearchIndex>().RebuildAsync(ct);
}
