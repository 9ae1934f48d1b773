using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LoTrinh.Platform.Data;

/// <summary>How often something that every process keeps in memory has changed.</summary>
public sealed class Revision
{
    /// <summary>The calendar with its announcements.</summary>
    public const string Calendar = "calendar";

    /// <summary>Units, positions and their holders.</summary>
    public const string Organisation = "organisation";

    /// <summary>The clock of a demonstration.</summary>
    public const string Clock = "clock";

    /// <summary>Records of procedures.</summary>
    public const string Procedures = "procedures";

    /// <summary>What changed; one of the constants.</summary>
    public required string Key { get; init; }

    /// <summary>Grows with each change.</summary>
    public long Number { get; init; }
}

/// <summary>Something kept in memory that has to be read anew when another process changed it.</summary>
public interface IKeptInMemory
{
    /// <summary>Key of its <see cref="Revision"/>.</summary>
    string RevisionKey { get; }

    /// <summary>Forgets what is kept; the next reader finds what the database holds.</summary>
    void Refresh();
}

/// <summary>Lets other processes know of a change.</summary>
public static class Revisions
{
    /// <summary>Counts a change; call it in the transaction that makes it. Other processes follow within seconds.</summary>
    public static Task ReviseAsync(this AppDb db, string key, CancellationToken ct) =>
        db.Set<Revision>().Where(r => r.Key == key).ExecuteUpdateAsync(set => set.SetProperty(r => r.Number, r => r.Number + 1), ct);
}

/// <summary>Looks every other second whether another process changed what this one keeps in memory: one query of a handful of rows.</summary>
internal sealed class RevisionFollower(IServiceScopeFactory scopes, IEnumerable<IKeptInMemory> kept, ILogger<RevisionFollower> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private Dictionary<string, long> _seen = [];

    /// <inheritdoc/>
    /// <remarks>The first look comes before the first request, so that nothing that is read from then on can be missed.</remarks>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _seen = await ReadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Looks once; answers the keys of what changed since the last look.</summary>
    public async Task<IReadOnlyList<string>> LookAsync(CancellationToken ct)
    {
        var now = await ReadAsync(ct);
        var changed = now.Where(r => _seen.GetValueOrDefault(r.Key) != r.Value).Select(r => r.Key).ToList();
        _seen = now;
        foreach (var thing in kept.Where(k => changed.Contains(k.RevisionKey)))
        {
            thing.Refresh();
        }

        return changed;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, CancellationToken.None).WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "What other processes changed could not be read; trying again.");
            }
        }
    }

    private async Task<Dictionary<string, long>> ReadAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AppDb>().Set<Revision>().AsNoTracking().ToDictionaryAsync(r => r.Key, r => r.Number, ct);
    }
}

internal sealed class RevisionMapping : IEntityTypeConfiguration<Revision>
{
    public void Configure(EntityTypeBuilder<Revision> builder)
    {
        builder.ToTable("platform_revision").HasKey(r => r.Key);
        builder.Property(r => r.Key).HasMaxLength(40);
        builder.HasData(new Revision { Key = Revision.Calendar }, new Revision { Key = Revision.Organisation }, new Revision { Key = Revision.Clock },
            new Revision { Key = Revision.Procedures });
    }
}
