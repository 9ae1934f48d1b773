using Microsoft.Extensions.Caching.Memory;

namespace LoTrinh.Platform.Data;

/// <summary>
/// Keeps what was read until something it rests on is saved in this process, or for two seconds, in which another process may have saved it.
/// Whoever asks while it is being read waits for that one reading.
/// </summary>
/// <remarks>What is kept is shared: immutable, and under a key that names everything it depends on, the reader's rights among them.</remarks>
public sealed class Kept(ChangeStamps stamps) : IDisposable
{
    // Another process may have changed the records; this is how long that may go unseen.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private readonly Lock _gate = new();
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = 2000 });

    /// <summary>What is kept under the key, or what <paramref name="read"/> reads now.</summary>
    /// <param name="key">Names everything that the value depends on, but the records themselves.</param>
    /// <param name="of">Types of the entities it is read from.</param>
    /// <param name="read">Reads it. It is not cancelled, since others may wait for it.</param>
    /// <param name="longest">How long what another process saves may go unseen, where reading takes so long that two seconds are too short.</param>
    public async Task<T> GetAsync<T>(string key, Type[] of, Func<Task<T>> read, TimeSpan? longest = null)
    {
        var entry = FindOrBegin(key, stamps.Of(of), read, longest ?? Longest);
        try
        {
            return await entry.Value.Value;
        }
        catch
        {
            _cache.Remove(key); // The next one tries again.
            throw;
        }
    }

    // Looking and beginning are one step, or those who come together would each read for themselves.
    private Entry<T> FindOrBegin<T>(string key, long stamp, Func<Task<T>> read, TimeSpan longest)
    {
        lock (_gate)
        {
            if (_cache.TryGetValue(key, out Entry<T>? kept) && kept!.Stamp == stamp)
            {
                return kept;
            }

            var entry = new Entry<T>(stamp, new Lazy<Task<T>>(read));
            return _cache.Set(key, entry, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = longest, Size = 1 });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _cache.Dispose();

    private sealed record Entry<T>(long Stamp, Lazy<Task<T>> Value);
}
