using System.Data.Common;
using System.Runtime.CompilerServices;
using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LoTrinh.Host.Data;

/// <summary>Tells <see cref="ChangeStamps"/> what each save changed, once it is committed: before that no one else could read it.</summary>
internal sealed class ChangeWatch(ChangeStamps stamps) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private readonly ConditionalWeakTable<DbContext, HashSet<Type>> _uncommitted = [];

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } db)
        {
            _uncommitted.GetOrCreateValue(db).UnionWith(db.ChangeTracker.Entries()
                .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).Select(e => e.Metadata.ClrType));
        }

        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context?.Database.CurrentTransaction is null)
        {
            Tell(eventData.Context);
        }

        return ValueTask.FromResult(result);
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Tell(eventData.Context);

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Tell(eventData.Context);
        return Task.CompletedTask;
    }

    private void Tell(DbContext? db)
    {
        if (db is not null && _uncommitted.TryGetValue(db, out var types))
        {
            foreach (var type in types)
            {
                stamps.Changed(type);
            }

            _uncommitted.Remove(db);
        }
    }
}
