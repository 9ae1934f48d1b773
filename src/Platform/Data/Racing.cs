using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Data;

/// <summary>Acts again when two of them wanted to make the same row at once.</summary>
public static class Racing
{
    private const int Attempts = 8;

    /// <summary>Runs <paramref name="act"/> in a transaction of its own; when the save fails because another made the same row meanwhile, once more, with what is there now.</summary>
    /// <param name="db">The context; it tracks nothing when an attempt begins.</param>
    /// <param name="act">Reads, changes and saves. Its result is returned when the transaction has been committed; it is rolled back when <paramref name="keep"/> says no.</param>
    /// <param name="keep">Whether a result is to be committed.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<T> InTransactionAsync<T>(this AppDb db, Func<Task<T>> act, Func<T, bool> keep, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            db.ChangeTracker.Clear();
            using var turn = await db.TurnAsync(isRecorded: true, ct);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            try
            {
                var result = await act();
                if (keep(result))
                {
                    await transaction.CommitAsync(ct);
                }

                return result;
            }
            catch (DbUpdateException e) when (e is not DbUpdateConcurrencyException && attempt < Attempts)
            {
                // What the other made is there to be found now.
            }
        }
    }
}
