namespace LoTrinh.Host.Data;

/// <summary>
/// Lets those of this process who write go in the order in which they came, before they meet in the database: SQLite has them ask again and
/// again, and who has bad luck waits half a second while others pass by; PostgreSQL wakes all who wait for the ledger's end to see one go on.
/// </summary>
/// <remarks>It is a courtesy, not a lock: other processes write as well, and the database keeps them apart.</remarks>
internal sealed class WriterTurns : IDisposable
{
    // Who has waited as long as that is let go on: the database decides.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _line = new(1);

    /// <summary>Waits for the turn; it ends when the answer is disposed.</summary>
    public async ValueTask<IDisposable?> TakeAsync(CancellationToken ct) => await _line.WaitAsync(Longest, ct) ? new Turn(_line) : null;

    /// <inheritdoc/>
    public void Dispose() => _line.Dispose();

    private sealed class Turn(SemaphoreSlim line) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                line.Release();
            }
        }
    }
}
