using System.Threading.RateLimiting;

namespace LoTrinh.Roads.Journeys;

/// <summary>Keeps a provider from sending each message by itself: a request that holds one costs as much as one that holds thousands.</summary>
/// <remarks>Counted in each process for itself. Connections to the broker are limited there, per user; what they bring is gathered before it is stored.</remarks>
internal sealed class FeedPace : IDisposable
{
    /// <summary>A batch that is smaller holds less than some forty messages, bytes.</summary>
    public const int SmallBatch = 2048;

    /// <summary>Most small batches of one provider in a minute; one every ten seconds for each of twenty fleets.</summary>
    public const int SmallPerMinute = 120;

    private readonly PartitionedRateLimiter<Guid> _small = PartitionedRateLimiter.Create<Guid, Guid>(provider =>
        RateLimitPartition.GetSlidingWindowLimiter(provider, _ => new() { PermitLimit = SmallPerMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }));

    /// <summary>Whether a batch of this size may be taken now.</summary>
    /// <param name="provider">Account that sends it.</param>
    /// <param name="bytes">Its size.</param>
    public bool Lets(Guid provider, int bytes)
    {
        if (bytes >= SmallBatch)
        {
            return true;
        }

        using var lease = _small.AttemptAcquire(provider);
        return lease.IsAcquired;
    }

    /// <inheritdoc/>
    public void Dispose() => _small.Dispose();
}
