namespace LoTrinh.Host.Data;

/// <summary>
/// Lets those who write to the one file go in the order in which they came. SQLite itself has them ask again and again, and who has bad luck
/// waits half a second while others pass by.
/// </summary>
internal sealed class SqliteTurns : IDisposable
{
    // As long as SQLite itself would wait; after that it decides.
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
